"""The pass that turns a page into the variant its reader wants, and the title that its rules give it."""

from __future__ import annotations

import re
from collections.abc import Callable

from folkmoot.core.wikitext.contents.lines import hint_of
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.tidy import tidy
from folkmoot.core.wikitext.wall import clean

from .languages import language_of
from .page import MAX_DEPTH, PageConverter

_KEPT_AS_IT_IS = frozenset({"nocontentconvert", "notitleconvert"})
_OPEN, _CLOSE = "<div>", "</div>"
_HEADING = re.compile(r'<h[1-6] data-fm-heading="(\d+)"[^>]*>(.*?)</h[1-6]>', re.DOTALL)


def converter_of(run: Run) -> PageConverter | None:
    """What converts the page of a run; None where its language has no variants."""
    language = language_of(run.site.language, pig_latin=run.around.settings.pig_latin)
    if language is None:
        return None
    variant = language.variant(run.around.variant) or language.plain
    return PageConverter(language, variant, error_of(run))


def error_of(run: Run) -> Callable[[str], str]:
    """What gives the HTML of an error by the name of its message."""
    return lambda name: f'<span class="error">{message_html(run, name, str(MAX_DEPTH))}</span>'


def converted(text: str, run: Run) -> str:
    """The text after paragraphs are made in the reader's variant, with the pieces from nowiki still held.

    ``__NOCONTENTCONVERT__`` leaves everything as it is written, the brackets of rules too.
    """
    if run.converter is None or "nocontentconvert" in run.switches:
        return text
    text = run.held.release_markup(text)
    if "data-fm-heading" in text:
        run.heading_words.update(_heading_words(text, run))
    text = run.converter.convert(text)
    if run.converter.reaches_on:
        run.varies.add("rest")
    return text


def _heading_words(text: str, run: Run) -> dict[int, str]:
    """The words of headings as they are written: what their anchors are made of in every variant."""
    return {
        int(number): hint_of(without_markers(run.held.release(content)))
        for number, content in _HEADING.findall(text)
    }


def note_title(run: Run) -> None:
    """Notes the title that a rule of the page (``-{T|...}-``) gives it, as its display title.

    ``{{DISPLAYTITLE:}}`` goes before, and ``__NOTITLECONVERT__`` leaves the title as it is.
    """
    title = run.converter.title if run.converter else None
    if title is None or run.switches & _KEPT_AS_IT_IS or "displaytitle" in run.properties:
        return
    html = clean(tidy(_OPEN + without_markers(run.held.release(title)) + _CLOSE)).strip()
    if html.startswith(_OPEN) and html.endswith(_CLOSE):
        run.properties["displaytitle"] = html[len(_OPEN) : -len(_CLOSE)]
