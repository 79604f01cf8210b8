"""MediaWiki's own parser tests, asked of this renderer.

``render`` is what the scoring tool of the shared test data calls. Each mode of a test goes through the
public function that does the same for the site; the wiki that the tests run on is in ``tests_wiki``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from folkmoot.core.wikitext import (
    expand_before_save,
    expand_message,
    extract_section,
    preload_text,
    replace_section,
    summary_html,
)
from folkmoot.core.wikitext import render as render_page

from .tests_wiki import around_of, pages_of, site_of, variant_of

Options = Mapping[str, Any]
Articles = Mapping[str, str]


def _html(wikitext: str, articles: Articles, options: Options) -> str:
    return render_page(
        wikitext,
        site=site_of(options),
        title=str(options["title"]),
        pages=articles,
        around=around_of(options, articles),
        edit_links=True,
        contents="notoc" not in options,
        language=variant_of(options),
    ).html


def _saved(wikitext: str, articles: Articles, options: Options) -> str:
    address = "[[Special:Contributions/127.0.0.1|127.0.0.1]]"
    now = "00:02, 1 January 1970 (UTC)"
    return expand_before_save(
        wikitext,
        site=site_of(options),
        signature=f"{address} {now}",
        signature_only_name=address,
        timestamp=now,
        pages=articles,
        title=str(options["title"]),
        around=around_of(options, articles),
    )


def _message(wikitext: str, articles: Articles, options: Options) -> str:
    title = str(options["title"])
    around = around_of(options, articles)
    return expand_message(wikitext, site=site_of(options), title=title, pages=articles, around=around)


def _preload(wikitext: str, articles: Articles, options: Options) -> str:
    return preload_text(wikitext)


def _section(wikitext: str, articles: Articles, options: Options) -> str:
    return extract_section(wikitext, str(options["section"])) or ""


def _replaced(wikitext: str, articles: Articles, options: Options) -> str:
    section, new = options["replace"]
    return replace_section(wikitext, str(section), new)


def _summary(wikitext: str, articles: Articles, options: Options) -> str:
    return summary_html(
        wikitext,
        site=site_of(options),
        title=str(options["title"]),
        exists=lambda name: name in articles,
        local=bool(options.get("local")),
        around=around_of(options, articles),
    )


MODES: dict[str, Callable[[str, Articles, Options], str]] = {
    "html": _html,
    "pst": _saved,
    "msg": _message,
    "preload": _preload,
    "section": _section,
    "replace": _replaced,
    "comment": _summary,
}


def render(wikitext: str, articles: Articles, options: Options) -> str:
    """What one test gives, with ``articles`` as the wiki's pages; ``options`` as the test has them."""
    filled = {"title": "Parser test", "language": "en", "mode": "html", "config": {}, **options}
    return MODES.get(filled["mode"], _html)(wikitext, pages_of(filled, articles), filled)
