"""The language a page is written in: the wiki's, but for messages and code."""

from __future__ import annotations

from folkmoot.core.languages.facts import known_code
from folkmoot.core.site import MEDIAWIKI, USER

from .run import Run

_CODE = (".css", ".js", ".json")


def page_language(run: Run) -> str:
    """MediaWiki's code of the language of the page that is rendered.

    Style sheets and scripts are English; ``MediaWiki:Message/de`` is in the language that it names.
    """
    title = run.title
    if title.namespace in (MEDIAWIKI, USER) and title.text.endswith(_CODE):
        return "en" if title.namespace == MEDIAWIKI or "/" in title.text else run.site.language
    if title.namespace == MEDIAWIKI and "/" in title.text:
        return known_code(title.text.rpartition("/")[2]) or run.site.language
    return run.site.language
