"""Comments come out where they stand in the source, whatever they stand in; what templates give is marked."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, Composed, Layout, compose, finish
from tests.shared_data import SHARED, needs_shared

SITE = SiteConfig.for_language("en")
ADA = "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)"
BEN = "[[User:Ben|Ben]] ([[User talk:Ben|talk]]) 12:10, 5 February 2023 (UTC)"
PAGES = {
    "Template:Once": "once: {{{1}}}",
    "Template:Twice": "{{{1}}} and {{{1}}}",
    "Template:Never": "hidden",
    "Template:Nothing": "",
    "Template:Box": '<div class="box">{{{1}}}</div>',
    "Template:Title": '<span title="{{{1}}}">x</span>',
    "Template:List": "* one\n* {{{1}}}",
    "Template:Table": "{|\n| {{{1}}}\n|}",
    "Template:Head": "== h ==\n{{{1}}}",
    "Template:Heading": "== h ==",
    "Template:Plain": "plain",
}
LAYOUTS: tuple[Layout, ...] = ("page", "threads")
# Around a page or a part of it: in a cell, a box, an argument that is shown once, twice or never.
AROUND = [
    "{}",
    "{{|\n|\n{}\n|}}",
    '<div class="box">\n{}\n</div>',
    "{{{{Once|1=\n{}\n}}}}",
    "{{{{Twice|1=\n{}\n}}}}",
    "{{{{Never|1=\n{}\n}}}}",
    "{{{{Box|1=\n{}\n}}}}",
    "{{{{Table|1=\n{}\n}}}}",
    "{{{{Once|1={{{{Twice|1=\n{}\n}}}}}}}}",
    "<blockquote>\n{}\n</blockquote>",
]
_PLACE = re.compile(
    r'<article data-fm-comment="(\d+)"[^>]*>|</article>'
    r'|<span data-fm-comment="(\d+)" data-fm-(start|end)=""></span>'
)
_TAG = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"[^\W_]+")


def found_in(text: str) -> list[CommentMark]:
    comments = [item for item in find_in_wikitext(text, SITE) if isinstance(item, FoundComment)]
    return [
        CommentMark(where.line_start, where.start, where.signature, where.end, comment.level - 1)
        for comment in comments
        if (where := comment.source)
    ]


def composed(text: str, marks: list[CommentMark], layout: Layout) -> Composed:
    return compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=marks, layout=layout)


def places(html: str) -> tuple[dict[int, list[str]], list[int]]:
    """The words of each comment, once for each time it has a place, and the comments in order."""
    found: dict[int, list[str]] = {}
    starts: dict[int, int] = {}
    boxes: list[int] = []
    order: list[int] = []
    for place in _PLACE.finditer(html):
        if place[1] or place[3] == "start":
            number = int(place[1] or place[2])
            starts[number] = place.end()
            order.append(number)
            if place[1]:
                boxes.append(number)
            continue
        number = boxes.pop() if place[0] == "</article>" else int(place[2])
        found.setdefault(number, []).append(words(html[starts.pop(number) : place.start()]))
    assert not starts
    return found, order


def words(html: str) -> str:
    return "".join(_LETTERS.findall(_TAG.sub("", html)))


@cache
def parts() -> list[str]:
    """Sections of real talk pages that hold a comment or more."""
    assert SHARED is not None
    folder = SHARED / "conversations"
    paths = [
        *folder.glob("wikitext-real/*/page-flat.wikitext"),
        *sorted(folder.glob("wikitext-found/**/*.wikitext"))[::25],
    ]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    sections = [section for text in texts for section in re.split(r"(?m)^(?===)", text) if "(UTC)" in section]
    return [section for section in sections if len(section) < 4000]


def assert_in_place(text: str, layout: Layout, *, shown: bool) -> None:
    marks = found_in(text)
    html = composed(text, marks, layout).html
    found, order = places(html)
    assert sorted(found) == list(range(len(marks)))
    assert order == sorted(order)
    for number, mark in enumerate(marks):
        (said,) = found[number]
        if shown and (date := re.search(r"\d\d:\d\d, \d+ \w+ \d{4}", text[mark.signature : mark.end])):
            assert words(date[0]) in said


@needs_shared
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_every_comment_of_a_real_page_comes_out_at_its_place(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(parts()), min_size=1, max_size=3))
    around = [data.draw(st.sampled_from(AROUND)) for _ in chosen]
    text = "\n".join(frame.format(part.strip()) for frame, part in zip(around, chosen, strict=True))
    shown = not any("{{" in frame for frame in around)
    for layout in LAYOUTS:
        assert_in_place(text, layout, shown=shown and "{{" not in text.replace("{{|", ""))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("frame", AROUND)
def test_a_comment_has_one_place_in_whatever_it_stands(frame: str, layout: Layout) -> None:
    text = f"Before. {BEN}\n\n{frame.format(f'Hello. {ADA}')}\n\nAfter. {BEN}"
    assert_in_place(text, layout, shown="Never" not in frame)


def test_a_comment_shown_twice_has_its_place_where_it_is_shown_first() -> None:
    text = f"{{{{Twice|1=Hello. {ADA}}}}}"
    html = composed(text, found_in(text), "page").html
    assert html.count("data-fm-start") == html.count("data-fm-end") == 1
    assert html.index("data-fm-end") < html.index(" and ")


def test_a_comment_that_a_template_hides_has_its_place_behind_it() -> None:
    text = f"{{{{Never|1=Hello. {ADA}}}}} after"
    marks = [CommentMark(0, text.index("Hello"), text.index("[["), text.index("}}"), 0)]
    html = composed(text, marks, "page").html
    assert re.search(
        r"hidden<span [^>]*data-fm-start[^>]*></span><span [^>]*data-fm-end[^>]*></span> after", html
    )


def test_a_place_in_an_attribute_stands_before_the_tag() -> None:
    text = f"{{{{Title|Hello. {ADA}}}}}"
    marks = [CommentMark(0, text.index("Hello"), text.index("[["), text.index("}}"), 0)]
    html = composed(text, marks, "page").html
    assert re.search(r"<span data-fm-comment[^>]*start=\"\"></span><span data-fm-comment[^>]*end", html)
    assert 'title="Hello.' in html


def test_what_templates_give_is_marked_where_it_is_wanted() -> None:
    text = "a {{plain}} b\n{{List|1=x}}\n{{Table|{{plain}}}}\n{{Nothing}}\n{{missing}} {{lc:ABC}}"
    marked = compose(text, site=SITE, title="Talk:X", pages=PAGES, origins=True)
    assert marked.origins == ("plain", "List", "plain", "Table", "missing", "lc:ABC")
    assert 'a <meta data-fm-from="0">plain<meta data-fm-from-end="0"> b' in marked.html
    html = finish(
        marked, site=SITE, exists=lambda name: True, origin_html=lambda name, part: f"[{part} {name}]"
    )
    assert "a [start plain]plain[end plain] b" in html
    assert "<li>[start List]one</li>" in html


@given(
    st.lists(
        st.sampled_from(
            [
                *(f"{{{{{name.partition(':')[2]}|1=x}}}}" for name in PAGES),
                "\n",
                "* ",
                "a",
                " ",
                "==",
                "{|\n|",
                "\n|}",
                "'''",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_marks_of_templates_change_nothing_that_is_read(text: str) -> None:
    plain = compose(text, site=SITE, title="Talk:X", pages=PAGES)
    marked = compose(text, site=SITE, title="Talk:X", pages=PAGES, origins=True)
    assert words(finish(marked, site=SITE, exists=bool)) == words(finish(plain, site=SITE, exists=bool))
    assert "data-fm" not in finish(marked, site=SITE, exists=bool)
