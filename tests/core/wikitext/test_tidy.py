"""Tidying: what is taken as it stands comes out as if every tag of it had been looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.wikitext.tidy import tidy
from folkmoot.core.wikitext.tree.builder import Builder

TAGS = "a b i small span p div ul li dl dd table tr td blockquote h2 code"
PIECES = [*(f"<{tag}>" for tag in TAGS.split()), *(f"</{tag}>" for tag in TAGS.split())]
WHOLE = [
    "<p>x</p>",
    "<li>x</li>",
    "<dd>x <i>y</i></dd>",
    "<b>x</b>",
    '<a href="y">x</a>',
    '<span class="z">x</span>',
    "<b>x <i>y</i></b>",
    "<b><b>x</b></b>",
    '<a href="y"><b>x</b></a>',
    '<small><a href="y">x</a></small>',
    "<dl><dd>x</dd></dl>",
    "<i></i>",
    "<br />",
    "x",
    " ",
    "\n",
]
pages = st.lists(st.sampled_from([*PIECES, *WHOLE]), max_size=25).map("".join)


def look_at_every_tag(builder: object, html: str, start: int) -> int:
    return start


@given(pages)
@settings(max_examples=500)
def test_the_short_way_leads_where_the_long_one_does(html: str) -> None:
    quickly = tidy(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Builder, "run", look_at_every_tag)
        patch.setattr(Builder, "_is_in_its_place", lambda builder, name: False)
        thoroughly = tidy(html)
    assert quickly.replace("<br />", "<br>") == thoroughly


def test_a_run_ends_where_an_element_is_not_closed() -> None:
    assert tidy("<p>a <b>b</b> <i>c</p><p>d</p>") == "<p>a <b>b</b> <i>c</i></p><p><i>d</i></p>"


MORE = "th caption pre font center h3 dt ol hr ruby rt rp"
TREE = [
    *PIECES,
    *(f"<{tag}>" for tag in MORE.split()),
    *(f"</{tag}>" for tag in MORE.split()),
    "x",
    "y ",
    " ",
    "<br>",
]


@given(
    st.lists(
        st.sampled_from([piece for piece in TREE if piece != "</div>" and "quote" not in piece]), max_size=20
    ).map("".join)
)
@settings(max_examples=500)
def test_the_tree_is_the_one_that_a_browser_builds(html: str) -> None:
    """Within a box no text gets a paragraph, so that the whole tree is HTML's own."""
    lexbor = pytest.importorskip("selectolax.lexbor")
    html = "<div>" + html
    parser = lexbor.LexborHTMLParser(f"<!DOCTYPE html><html><head></head><body>{html}")
    assert tidy(html).replace(' class="mw-empty-elt"', "") == parser.body.inner_html


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("a<div>b</div>c", "<p>a</p><div>b</div><p>c</p>"),
        ("<b>a<div>b</div>c</b>", "<p><b>a</b></p><b><div>b</div></b><p><b>c</b></p>"),
        ("<span>a<div>b</div></span>", "<span>a<div>b</div></span>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("1</pre><p>2</p>3", "<p>1</p><p>2</p><p>3</p>"),
        ("<div></div> \n", "<div></div> \n"),
        ("</p>", '<p class="mw-empty-elt"></p>'),
        ("<ul><li> </li></ul>", '<ul><li class="mw-empty-elt"> </li></ul>'),
        ("<i>a<p>b</i>c", "<p><i>a</i></p><i></i><p><i>b</i>c</p>"),
        ("<table>a<tr><td>b</table>", "a<table><tbody><tr><td>b</td></tr></tbody></table>"),
        (
            '<b><p>a<figure typeof="mw:File"><img></figure>',
            '<b><p>a</p><figure typeof="mw:File"><img></figure></b>',
        ),
        ("<pre>\n\na</pre>", "<pre>\n\na</pre>"),
        ("<pre>\na</pre>", "<pre>a</pre>"),
    ],
)
def test_bare_text_gets_its_paragraph(html: str, tree: str) -> None:
    assert tidy(html) == tree


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "<i><b>",
        "<font a><p>",
        "<table>",
        "<b><p></b>",
        "<a><div>x",
        "</p>",
        "<dl><dd>",
        "<b><div></div>x",
    ],
)
def test_hostile_tags_give_no_more_than_a_few_times_their_size(piece: str) -> None:
    html = piece * 3_000
    assert len(tidy(html)) < 12 * len(html) + 20_000
