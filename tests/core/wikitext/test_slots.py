"""What is filled in when a page is read: the same for all its blocks at once as for each by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import (
    CommentMark,
    Composed,
    Heading,
    Link,
    Settings,
    Surroundings,
    anchors_of_page,
    compose,
    finish,
    finish_all,
    unique_anchors,
)
from folkmoot.core.wikitext.words import words_in

SITE = SiteConfig.for_language("en")
TWO_IDS = Surroundings(settings=Settings(fragment_modes=("html5", "legacy")))
PAGES = {"Template:Head": "== From a template ==\ntext"}

_LINES = [
    "== Same ==",
    "== same ==",
    "=== Über [[Lake]] ===",
    '== A "quoted" & <i>odd</i> one ==',
    "__TOC__",
    "__NOTOC__",
    "__NOEDITSECTION__",
    "[[Lake]] and [[Sea#Depth|the sea]], [[#Same]], [[de:See]], [[Special:Nothing]], [[Category:Water]]",
    "[[Talk:X]] [[User:Ada]] ([[User talk:Ada|talk]])",
    "{{Head}} {{Missing}} {{lc:WORD}}",
    '<a data-fm-link="0">x</a> <h2 data-fm-heading="0">y</h2> <span data-fm-edit="0"></span>',
    '<nowiki><div data-fm-toc=""></div></nowiki> <article data-fm-comment="0" data-fm-box="1">z</article>',
    '<span title="<a data-fm-link=&quot;7&quot;>">in an attribute</span> </article> \0 \x7fl0\x7f',
    "A comment. [[User:Ada|Ada]] 10:00, 5 May 2024 (UTC)",
]
sections = st.lists(st.lists(st.sampled_from(_LINES), max_size=5).map("\n".join), max_size=5)


def exists(title: str) -> bool:
    return title in ("Lake", "User:Ada")


def section_composed(text: str) -> Composed:
    marks = [CommentMark(0, 0, len(text), len(text), 0)] if text.endswith("(UTC)") else []
    return compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=marks, around=TWO_IDS, origins=True)


@given(sections, st.booleans())
def test_blocks_finished_together_are_as_each_by_itself(texts: list[str], dressed: bool) -> None:
    blocks = [section_composed(text) for text in texts]
    anchors = anchors_of_page(blocks)
    options: dict[str, object] = {}
    if dressed:
        options = {
            "words": words_in("de"),
            "edit_link": lambda heading: f"[{heading.anchor}]",
            "comment_html": lambda number, part, box: f"({number} {part} {box})",
            "origin_html": lambda name, part: f"{{{name} {part}}}",
        }
    together = finish_all(blocks, site=SITE, exists=exists, **options)  # type: ignore[arg-type]
    each = [
        finish(block, site=SITE, exists=exists, anchors=own, **options)  # type: ignore[arg-type]
        for block, own in zip(blocks, anchors, strict=True)
    ]
    assert together == each


@given(sections)
def test_contents_stand_once_and_where_a_block_has_a_place_for_them(texts: list[str]) -> None:
    blocks = [section_composed(text) for text in texts]
    pieces = finish_all(blocks, site=SITE, exists=exists, contents="<nav></nav>")
    places = [number for number, block in enumerate(blocks) if '<div data-fm-toc=""></div>' in block.html]
    asked = [number for number in places if "toc" in blocks[number].switches]
    assert [piece.count("<nav></nav>") for piece in pieces] == [
        int(number in (asked or places)[:1]) for number in range(len(blocks))
    ]


@given(sections)
def test_no_source_can_write_a_slot(texts: list[str]) -> None:
    """Nothing but our own links, headings and comments is filled in: every number is one of theirs."""
    for text in texts:
        composed = section_composed(text)
        html = finish(composed, site=SITE, exists=exists)
        assert not re.search(r"<[^<>]*data-fm-", html)
        assert html.count("id=") == len(composed.headings) + sum(
            bool(heading.fallback) for heading in composed.headings
        )
        assert html.count("<article>") == html.count("</article>") == composed.html.count("<article ")


@given(st.lists(st.sampled_from(["a", "A", "a_2", "A_2", "a_3", "ä", "Ä", "a_2_2", ""]), max_size=12))
def test_ids_of_a_page_are_different_whatever_their_case(anchors: list[str]) -> None:
    ids = unique_anchors(anchors)
    small = [re.sub("[A-Z]", lambda letter: letter[0].lower(), one) for one in ids]
    assert len(set(small)) == len(anchors)
    assert all(one.startswith(anchor) for one, anchor in zip(ids, anchors, strict=True))


def test_ids_are_different_over_the_whole_page() -> None:
    blocks = [section_composed("== Same =="), section_composed("== same ==\n== Same ==")]
    assert anchors_of_page(blocks) == [["Same"], ["same_2", "Same_3"]]
    html = "".join(finish_all(blocks, site=SITE, exists=exists))
    assert re.findall(r'<h2 id="(\w+)"', html) == ["Same", "same_2", "Same_3"]


@pytest.mark.parametrize("anchors", [[], [["only one"]]])
def test_ids_have_to_be_given_for_every_block(anchors: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="shorter"):
        finish_all([Composed(""), Composed("")], site=SITE, exists=exists, anchors=anchors)


def test_ids_are_escaped_and_the_second_ones_differ_from_the_first() -> None:
    headings = (Heading(2, "", "", 'a"b', "c"), Heading(2, "", "", "c"))
    html = '<h2 data-fm-heading="0"><span data-fm-fallback="0"></span></h2><h2 data-fm-heading="1"></h2>'
    assert finish(Composed(html, headings), site=SITE, exists=exists) == (
        '<h2 id="a&quot;b"><span id="c_2"></span></h2><h2 id="c"></h2>'
    )


@pytest.mark.parametrize("between", ["", "text ", "<b>é</b>" * 9, "中"])
def test_a_long_text_is_filled_as_a_short_one(between: str) -> None:
    slots = (
        '<a data-fm-link="0">x</a><h2 data-fm-heading="0">y<span data-fm-edit="0"></span></h2>'
        '<article data-fm-comment="3" data-fm-box="1"></article>'
    )
    many = 150_000 // len(slots + between)
    links = (Link("Lake", "", known=False),)
    short = Composed(slots + between, (Heading(2, "", "", "i"),), links)
    long = Composed((slots + between) * many, (Heading(2, "", "", "i"),), links)

    def done(composed: Composed) -> str:
        return finish(
            composed,
            site=SITE,
            exists=exists,
            edit_link=lambda heading: "[edit]",
            comment_html=lambda number, part, box: f"({number} {part} {box})",
        )

    assert "(3 open 1)(3 close 1)" in done(short)
    assert done(long) == done(short) * many
