"""Plain comments are read from the text of the HTML: always as its tags would have them read."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Reading
from folkmoot.core.conversation.from_html import HtmlReader, Span, find_in_html
from folkmoot.core.conversation.html import content
from folkmoot.core.conversation.html.content import content_of
from folkmoot.core.conversation.html.shallow import may_nest_deeper
from folkmoot.core.conversation.model import Found
from folkmoot.core.errors import NotReadable
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
READINGS: tuple[Reading, ...] = get_args(Reading)
REAL = sorted(SHARED.glob("conversations/*/*/*.html")) if SHARED else []
DATES = [f"{hour:02}:{minute:02}, 5 February 2023 (UTC)" for hour in (9, 12) for minute in (0, 30)]

PEOPLE = [
    '<a href="/wiki/User:Ada" title="User:Ada">Ada</a>',
    '<a href="/wiki/User_talk:Ada">talk</a>',
    '<a href="/wiki/User:Bob" id="mwAb">B<i>o</i>b</a>',
    '<span style="color:red"><a href="/wiki/Special:Contributions/Cy">me</a></span>',
    '<a class="mw-selflink selflink">Eve</a>',
    '<a href="/wiki/Page">Page</a>',
    '<a class="ext-discussiontools-init-timestamplink" href="/wiki/User:Ada">',
]
NAMES = [
    "p",
    "b",
    "span",
    "small",
    "div",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "dt",
    "table",
    "tr",
    "td",
    "pre",
    "h2",
    "h3",
]
NAMES += ["blockquote", "q", "section", "figure", "center", "a", "style", "sup"]
LONE = [
    "<br>",
    "<hr>",
    '<img src="x">',
    "<!-- x -->",
    "<!-- <b> 12:00, 5 February 2023 (UTC) -->",
    "<x<b>",
    "<",
    "&amp;",
    "&lt;",
]
LONE += [
    "&nbsp;",
    "&#160;",
    "<br/>",
    '<meta property="mw:PageProp/toc">',
    '<link rel="mw:PageProp/Category">',
]
ATTRIBUTES = [
    "",
    "",
    "",
    ' id="mwX"',
    ' class="mw-notalk"',
    ' class="outdent-template"',
    ' class="boilerplate archived"',
]
ATTRIBUTES += [
    ' class="autosigned"',
    ' class="gallerybox"',
    ' class="mw-heading"',
    ' typeof="mw:Transclusion" about="#mwt1"',
]
ATTRIBUTES += [
    ' style="float:right"',
    ' typeof="mw:Entity"',
    ' data-mw-comment-start="x"',
    " title='12:00 < 5 > x'",
]
WORDS = ["x ", "Well. ", " \n", "\u2014 ", "(outdent) ", "\u250c\u2500 ", "word " * 25, " (", ") ", "\u00a0"]
SIGNED = [f"{PEOPLE[0]} ({PEOPLE[1]}) {date}" for date in DATES] + [f"{PEOPLE[3]} {date}" for date in DATES]

texts = st.sampled_from(WORDS + PEOPLE + LONE + DATES + SIGNED * 3)
opening = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
closing = st.builds("</{}>".format, st.sampled_from(NAMES))
broken = st.lists(st.one_of(texts, texts, opening, closing), max_size=40).map("".join)
nested = st.recursive(
    st.lists(texts, max_size=6).map("".join),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>{3}".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), inner, inner
    ),
    max_leaves=25,
)
lines = st.builds(
    "<{0}><{1}>{2}{3}</{1}></{0}>\n".format,
    st.sampled_from(["dl", "ul", "ol", "div"]),
    st.sampled_from(["dd", "li", "p"]),
    st.sampled_from([*WORDS, *PEOPLE, "<b>x</b> ", "x<br>", "<dl><dd>x "]),
    st.sampled_from(SIGNED),
)
pages = st.lists(st.one_of(lines, lines, nested, broken), max_size=8).map("".join)


def found_by(html: str, reading: Reading, *, plain: bool) -> tuple[list[Found], list[Span]]:
    reader = HtmlReader(content_of(html), SITE, "User talk:Eve", reading, plain=plain)
    return list(reader.read()), reader.spans


@given(pages)
@example(f"<p>{SIGNED[0]}<br>x <small>{SIGNED[1]}</small></p>")
@example(f'<b class="outdent-template">{SIGNED[0]}</b>')
@example(f"<ul><li>x</li><li>y {SIGNED[0]}</li></ul>")
@settings(max_examples=300)
def test_plain_comments_are_what_their_tags_say(html: str):
    for reading in READINGS:
        assert found_by(html, reading, plain=True) == found_by(html, reading, plain=False)


def described(path: Path) -> SiteConfig:
    try:
        return SiteConfig.from_description(json.loads((path.parent / "site.json").read_text("utf-8")))
    except (FileNotFoundError, NotReadable):
        return SITE


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: "-".join(path.parts[-3:]))
def test_plain_comments_of_real_pages_are_what_their_tags_say(path: Path):
    html, site = content_of(path.read_text(encoding="utf-8")), described(path)
    for reading in READINGS:
        plain, careful = (HtmlReader(html, site, None, reading, plain=plain) for plain in (True, False))
        assert list(plain.read()) == list(careful.read())
        assert plain.spans == careful.spans


@given(st.lists(st.one_of(lines, nested, broken, st.just("<h2>Topic</h2>\n")), max_size=12).map("".join))
def test_a_page_parsed_in_pieces_is_the_page(html: str):
    page = f'<div class="mw-parser-output">{html}</div>'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "PIECE", 1 << 30)
        whole = content_of(page)
        patch.setattr(content, "PIECE", 10)
        assert content_of(page) == whole


@needs_shared
def test_real_pages_parsed_in_pieces_are_the_pages():
    in_pieces = 0
    for path in sorted(SHARED.glob("conversations/threads*/*/input.html")) if SHARED else []:
        page = path.read_text(encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(content, "PIECE", 1 << 30)
            whole = content_of(page)
            patch.setattr(content, "PIECE", 1 << 12)
            assert content_of(page) == whole
            in_pieces += content._parsed_in_pieces(page) is not None
    assert in_pieces >= 5


def test_a_long_page_takes_a_small_multiple_of_its_size():
    line = f"<dl><dd>Well, that is what I think of it. {SIGNED[0]}</dd></dl>\n"
    page = '<div class="mw-parser-output">' + f"<h2>Topic</h2>\n{line * 20}" * 100 + "</div>"
    find_in_html(page, SITE)
    tracemalloc.start()
    found = find_in_html(page, SITE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 2100
    assert peak < 8 * len(page)  # a tree of the whole page takes twice as much


def test_every_bracket_that_opens_begins_a_tag_and_the_next_one_ends_it():
    html = content_of(
        "<p title='a < b > c' data-mw='{\"x\":\"<b>\"}'>1 &lt; 2 > 0</p><!-- <b> --><style>a<b</style>"
    ).html
    assert html.count("<") == len(["body", "p", "/p", "!--", "style", "/style", "/body"])
    assert 'title="a &lt; b &gt; c"' in html


def test_a_comment_is_given_back_as_it_was():
    page = content_of('<p>a<!-- <b> -->b<span typeof="mw:Entity">&amp;</span>c</p>')
    assert page.html == "<body><p>a<!-- (b) -->b&amp;c</p></body>"
    assert (
        page.source(6, page.html.index("</body>"))
        == '<p>a<!-- <b> -->b<span typeof="mw:Entity">&amp;</span>c</p>'
    )


def test_only_what_may_nest_deep_is_looked_at_tag_by_tag():
    assert not may_nest_deeper("<div><p>x</p></div>" * 50_000, 4_000)
    assert may_nest_deeper("<div>" * 5_000, 4_000)
    assert may_nest_deeper("<b></b>" * 20_000 + "<div>" * 5_000, 4_000)
