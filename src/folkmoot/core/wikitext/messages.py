"""The words a rendering can contain, by MediaWiki's message names, so that a wiki can say them its way.

A word is looked for with the wiki's own messages first (``Surroundings.message``, in the wiki's language),
then among the facts of the language, then here, in English. Values are wikitext; ``$1``, ``$2`` ... stand for
parameters.
"""

from __future__ import annotations

import re

from folkmoot.core.languages.facts import facts
from folkmoot.core.languages.labels import label
from folkmoot.core.site import CATEGORY
from folkmoot.core.titles import prefixed

from .message_texts import ENGLISH
from .run import Run
from .sanitize.attributes import escape_text
from .surroundings import Surroundings

_PARAMETER = re.compile(r"\$([1-9])")


def message(run: Run, name: str, *parameters: str) -> str:
    """The words of a message in the language of the page, as wikitext with its parameters filled in.

    A name that nobody has words for is shown as ``⧼name⧽``, as MediaWiki does.
    """
    return message_of(run.around, run.site.language, name, *parameters)


def note_category(run: Run, name: str) -> None:
    """Puts the page into the category that a message names; "-" is none."""
    category = message(run, name).strip()
    title = run.find_title(category, CATEGORY) if category not in ("", "-") else None
    if title is not None:
        run.categories[prefixed(title, run.site)] = None


def message_html(run: Run, name: str, *parameters: str) -> str:
    """As ``message``, as plain text escaped for HTML: for words that are not to be read as wikitext."""
    return escape_text(message(run, name, *parameters))


def message_of(around: Surroundings, language: str, name: str, *parameters: str) -> str:
    """As ``message``, for who has no run: after the cache, in the language of the reader."""
    text = known_message(around, language, name)
    return f"⧼{name}⧽" if text is None else filled(text, *parameters)


def known_message(around: Surroundings, language: str, name: str) -> str | None:
    """The unfilled text of a message, None where there is no such message."""
    key = name[:1].lower() + name[1:]
    given = around.message(key, language) if around.message else None
    if given is not None:
        return given
    known = None if language == "en" else facts(language).messages.get(key) or label(key, language)
    return ENGLISH.get(key) if known is None else known


def filled(text: str, *parameters: str) -> str:
    """The text with ``$1`` ... replaced; a parameter that is not given stays as it is written."""
    if "$" not in text or not parameters:
        return text

    def value(found: re.Match[str]) -> str:
        number = int(found[1])
        return parameters[number - 1] if number <= len(parameters) else found[0]

    return _PARAMETER.sub(value, text)
