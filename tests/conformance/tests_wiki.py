"""The wiki on which MediaWiki's parser tests run: its settings, its clock, its files, its interwiki table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import RevisionFacts, Surroundings

NOW = datetime(1970, 1, 1, 0, 2, 3, tzinfo=UTC)
INTERWIKI = {
    "es": "http://es.wikipedia.org/wiki/$1",
    "fr": "http://fr.wikipedia.org/wiki/$1",
    "meatball": "http://www.usemod.com/cgi-bin/mb.pl?$1",
    "wikipedia": "http://en.wikipedia.org/wiki/$1",
    "zh": "http://zh.wikipedia.org/wiki/$1",
}
_HEADING = re.compile(r'(<div class="mw-heading mw-heading\d"><h(\d)[^>]*>(.*?)</h\2>)</div>', re.DOTALL)
_RED = re.compile(r'/wiki/([^"?]*)\?action=edit&amp;redlink=1')


def site_of(options: Mapping[str, Any]) -> SiteConfig:
    """The wiki of a test: MediaWiki's test installation in the test's language."""
    language = options["language"]
    return _site(language if isinstance(language, str) else "en")


@cache
def _site(language: str) -> SiteConfig:
    site = SiteConfig.for_language(language, name="MediaWiki")
    return replace(site, interwiki=INTERWIKI, server="http://example.org")


def around_of(options: Mapping[str, Any], articles: Mapping[str, str]) -> Surroundings:
    """Clock, revision, files and settings of a test."""
    return Surroundings(now=NOW, revision=RevisionFacts(timestamp=NOW))


def dressed(html: str, wikitext: str, title: str) -> str:
    """The HTML with what MediaWiki's skin adds to it, and with its addresses for missing pages."""
    html = html.replace('rel="nofollow ugc noopener"', 'rel="nofollow"')
    html = _RED.sub(r"/index.php?title=\1&amp;action=edit&amp;redlink=1", html)
    return html if "__NOEDITSECTION__" in wikitext else _with_edit_links(html, title.replace(" ", "_"))


def _with_edit_links(html: str, title: str) -> str:
    section = 0

    def edit_link(found: re.Match[str]) -> str:
        nonlocal section
        section += 1
        words = re.sub(r"<[^>]*>", "", found[3])
        address = f"/index.php?title={title}&amp;action=edit&amp;section={section}"
        return (
            f'{found[1]}<span class="mw-editsection"><span class="mw-editsection-bracket">[</span>'
            f'<a href="{address}" title="Edit section: {words}">edit</a>'
            f'<span class="mw-editsection-bracket">]</span></span></div>'
        )

    return _HEADING.sub(edit_link, html)
