"""Summaries of edits: links and the section that was edited."""

from __future__ import annotations

import time

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import summary_html

SITE = SiteConfig.for_language("en")


def shown(text: str, title: str = "Talk:Frogs", *, local: bool = False) -> str:
    return summary_html(
        text, site=SITE, title=title, exists=lambda name: name in ("Pond", "Talk:Frogs"), local=local
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("''no'' markup & <b>", "''no'' markup &amp; &lt;b&gt;".replace("'", "&#39;")),
        (
            "[[Pond]]s [[pond|it]]",
            '<a href="/wiki/Pond" title="Pond">Ponds</a> <a href="/wiki/Pond" title="Pond">it</a>',
        ),
        ("[[a]b]] [[<x>]] [[", "[[a]b]] [[&lt;x&gt;]] [["),
        (
            "[[/Archive]]",
            (
                '<a href="/wiki/Talk:Frogs/Archive?action=edit&amp;redlink=1" class="new" '
                'title="Talk:Frogs/Archive (page does not exist)">/Archive</a>'
            ),
        ),
        ("[[#Top|up]]", '<a href="/wiki/Talk:Frogs#Top" title="Talk:Frogs">up</a>'),
        (
            "/* Size */ why",
            (
                '<span class="autocomment"><a href="/wiki/Talk:Frogs#Size" title="Talk:Frogs">'
                '→<bdi dir="ltr">Size</bdi></a>: </span> why'
            ),
        ),
        (
            "so /* [[a]] */",
            (
                'so <span class="autocomment"><a href="/wiki/Talk:Frogs#a" title="Talk:Frogs">'
                '→<bdi dir="ltr">&#91;&#91;a&#93;&#93;</bdi></a></span>'
            ),
        ),
        ("[[:Pond]]", '<a href="/wiki/Pond" title="Pond">Pond</a>'),
        ("/**/", ""),
    ],
)
def test_a_summary_is_text_with_links(text: str, html: str) -> None:
    assert shown(text) == html


def test_beside_the_page_itself_a_section_is_linked_by_its_fragment() -> None:
    assert '<a href="#Size">' in shown("/* Size */", local=True)
    assert "<a" not in shown("/* Size */", title="")


def test_a_summary_never_breaks_out() -> None:
    html = shown('[[Pond|"><script>]] /* "><script> */ [[javascript:alert(1)|x]] [[Pond"onclick=x]]')
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert '"onclick' not in html


@pytest.mark.parametrize("piece", ["[[a|", "[[", "/*", "]]", "/* a", "[[a|]"])
def test_long_summaries_take_no_longer(piece: str) -> None:
    assert len(shown(piece * 20_000 + "]] */")) > 20_000


def test_spaces_in_the_name_of_a_section_take_time_in_proportion_to_their_number() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        shown(f"/* a{' ' * count}b */")
        return time.process_time() - start

    ratio = min(seconds(40_000) / max(seconds(5_000), 0.004) for _ in range(3))
    assert ratio < 32  # eight times as long; 64 times the time were quadratic
