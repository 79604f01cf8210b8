"""MediaWiki's own parser tests, asked of this renderer.

``render`` is what the scoring tool of the shared test data calls; it dresses the renderer's output in
what MediaWiki's skin adds to it (edit links beside headings) and in its addresses for missing pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render as render_page

INTERWIKI = {
    "es": "http://es.wikipedia.org/wiki/$1",
    "fr": "http://fr.wikipedia.org/wiki/$1",
    "meatball": "http://www.usemod.com/cgi-bin/mb.pl?$1",
    "wikipedia": "http://en.wikipedia.org/wiki/$1",
    "zh": "http://zh.wikipedia.org/wiki/$1",
}
_HEADING = re.compile(r'(<div class="mw-heading mw-heading\d"><h(\d)[^>]*>(.*?)</h\2>)</div>', re.DOTALL)
_RED = re.compile(r'/wiki/([^"?]*)\?action=edit&amp;redlink=1')


@cache
def _site(language: str) -> SiteConfig:
    site = SiteConfig.for_language(language, name="MediaWiki")
    return replace(site, interwiki=INTERWIKI, server="http://example.org")


def render(wikitext: str, articles: Mapping[str, str], options: Mapping[str, Any]) -> str:
    """The HTML of one test, with ``articles`` as the wiki's pages."""
    title = str(options.get("title", "Parser test"))
    language = options.get("language", "en")
    site = _site(language if isinstance(language, str) else "en")
    html = render_page(wikitext, site=site, title=title, pages=articles).html
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
