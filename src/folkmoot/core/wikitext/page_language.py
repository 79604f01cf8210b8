"""The language a page is written in: the wiki's, but for messages and code."""

from __future__ import annotations

from folkmoot.core.languages.facts import known_code
from folkmoot.core.site import MEDIAWIKI

from .content_models import WIKITEXT, content_model
from .run import Run


def page_language(run: Run) -> str:
    """MediaWiki's code of the language of the page that is rendered.

    Style sheets and scripts are English; ``MediaWiki:Message/de`` is in the language that it names.
    """
    title = run.title
    if content_model(title) != WIKITEXT:
        return "en"
    if title.namespace == MEDIAWIKI and "/" in title.text:
        return known_code(title.text.rpartition("/")[2]) or run.site.language
    return run.site.language
