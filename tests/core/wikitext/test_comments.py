"""Comments carried through the passes: as blocks of their own, else as places in what they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, Composed, compose, finish

SITE = SiteConfig.for_language("en")
ADA = "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)"
BEN = "[[User:Ben|Ben]] ([[User talk:Ben|talk]]) 12:10, 5 February 2023 (UTC)"
PAGES = {
    "Template:Closed top": '<div class="closed">This talk is closed.\n',
    "Template:Closed bottom": "</div>",
    "Template:Row": "| {{{1}}}",
}


def marks_of(text: str) -> list[CommentMark]:
    comments = [item for item in find_in_wikitext(text, SITE) if isinstance(item, FoundComment)]
    return [
        CommentMark(
            comment.source.line_start,
            comment.source.start,
            comment.source.signature,
            comment.source.end,
            comment.level - 1,
        )
        for comment in comments
        if comment.source
    ]


def threads(text: str) -> Composed:
    return compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=marks_of(text), layout="threads")


def articles(html: str) -> list[tuple[int, int, str]]:
    """Number, box and content of every comment's block."""
    pattern = r'<article data-fm-comment="(\d+)" data-fm-box="(\d+)">(.*?)</article>'
    return [(int(n), int(box), content.strip()) for n, box, content in re.findall(pattern, html, re.DOTALL)]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def numbers(found: Sequence[tuple[int, int, str]]) -> list[int]:
    return [number for number, _, _ in found]


def test_every_comment_is_a_block_without_its_indentation() -> None:
    found = articles(threads(f"== T ==\nHello. {ADA}\n:: Deep. {BEN}\n").html)
    assert numbers(found) == [0, 1]
    assert found[1][2].startswith("<p>Deep. <span data-fm-signature")
    assert "<dl>" not in found[1][2]


def test_the_signature_is_marked_and_ends_with_the_date() -> None:
    html = threads(f"Hello. <small>{ADA}</small> afterthought\n").html
    signature = re.search(r'<span data-fm-signature="">(.*?)</span>(.*?)</p>', html, re.DOTALL)
    assert signature
    assert words(signature[1]) == "Ada (talk) 12:00, 5 February 2023 (UTC)"
    assert words(signature[2]) == "afterthought"


def test_lines_of_an_indented_comment_are_paragraphs_of_their_own() -> None:
    (_, _, content), *_ = articles(threads(f":one\n:two\n:: quoted\n:three {ADA}\n").html)
    assert re.findall(r"<(p|dd)>\s*(\w+)", content) == [
        ("p", "one"),
        ("p", "two"),
        ("dd", "quoted"),
        ("p", "three"),
    ]


def test_a_list_in_a_comment_stays_a_list() -> None:
    (_, _, content), *_ = articles(threads(f":Points:\n:* one\n:* two\n:{ADA}\n").html)
    assert "<ul><li>one</li>\n<li>two</li></ul>" in content


def test_code_in_a_comment_keeps_its_lines() -> None:
    (_, _, content), *_ = articles(threads(f":See <pre>\n:not a list\n  kept\n</pre>\n:{ADA}\n").html)
    assert "<pre>:not a list\n  kept\n</pre>" in content


def test_a_box_stays_outside_of_the_comments_in_it() -> None:
    html = threads(f'<div class="box">\nIn it. {ADA}\n: Also. {BEN}\n</div>\nOutside. {BEN}\n').html
    found = articles(html)
    assert numbers(found) == [0, 1, 2]
    assert found[0][1] == found[1][1] != 0
    assert found[2][1] == 0
    assert re.search(r'<div class="box">\s*<article', html)


def test_a_box_made_by_two_templates_stays_outside_too() -> None:
    html = threads(f"{{{{closed top}}}}\nIn it. {ADA}\n{{{{closed bottom}}}}\nOutside. {BEN}\n").html
    found = articles(html)
    assert found[0][1] != 0
    assert found[1][1] == 0
    assert words(found[0][2]).startswith("In it.")


def test_a_comment_in_a_cell_is_a_block_in_that_cell() -> None:
    html = threads(f"{{|\n| One. {ADA}\n| Two. {BEN}\n|}}\n").html
    assert html.count("<td>") == 2
    assert len({box for _, box, _ in articles(html)}) == 2


def test_a_comment_in_an_argument_keeps_its_place_and_is_marked_there() -> None:
    text = f"{{|\n{{{{row|Two. {ADA}}}}}\n|}}\n"
    start = text.index("Two")
    mark = CommentMark(start, start, text.index("[["), text.index("(UTC)") + 5, 0)
    html = compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=[mark], layout="threads").html
    assert "<article" not in html
    edges = [f'<span data-fm-comment="0" data-fm-{edge}=""></span>' for edge in ("start", "end")]
    assert re.search(f"<td>{edges[0]}Two\\..*{edges[1]}", html)


def test_unsigned_text_between_comments_stays_where_it_stands() -> None:
    html = threads(f"First. {ADA}\n\n== Next ==\nUnsigned.\n\n<!-- c -->\n").html
    assert html.index("</article>") < html.index("<h2") < html.index("Unsigned.")


def test_an_unclosed_tag_ends_with_its_comment() -> None:
    found = articles(threads(f"<small>Small. {ADA}\n\nNot small. {BEN}\n").html)
    assert "<small>" in found[0][2]
    assert "<small>" not in found[1][2]


def test_the_page_layout_marks_comments_inside_ordinary_html() -> None:
    text = f"Hello. {ADA}\n: Answer. {BEN}\n"
    composed = compose(text, site=SITE, title="Talk:X", pages={}, comments=marks_of(text))
    assert composed.html.count("data-fm-start") == composed.html.count("data-fm-end") == 2
    assert "<dl><dd><span" in composed.html


def test_finish_asks_for_the_markup_of_every_comment() -> None:
    composed = threads(f"Hello. {ADA}\n: Answer. {BEN}\n")
    asked: list[tuple[int, str]] = []

    def html(number: int, part: str, box: int) -> str:
        asked.append((number, part))
        return f"[{part} {number}]"

    finished = finish(composed, site=SITE, exists=lambda title: True, comment_html=html)
    assert asked == [(0, "open"), (0, "close"), (1, "open"), (1, "close")]
    assert "data-fm-comment" not in finished


bodies = st.lists(
    st.sampled_from(
        [
            "Words.",
            "'''Bold.'''",
            "* item",
            ":: quoted",
            "<div>box</div>",
            "<b>open",
            "{{missing|a=b}}",
            "a | b",
            "",
            "=x",
        ]
    ),
    min_size=1,
    max_size=4,
).map("\n".join)


@given(st.lists(st.tuples(st.integers(0, 4), bodies, st.sampled_from([ADA, BEN])), min_size=1, max_size=6))
def test_every_comment_of_a_page_comes_out_once_and_in_order(comments: list[tuple[int, str, str]]) -> None:
    text = "== T ==\n"
    for depth, body, signature in comments:
        text += "".join(f"{':' * depth}{line}\n" for line in f"{body} {signature}".split("\n"))
    marks = marks_of(text)
    html = compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=marks, layout="threads").html
    slots = re.findall(r'<(?:article|span) data-fm-comment="(\d+)" (?:data-fm-box|data-fm-start)', html)
    assert [int(number) for number in slots] == list(range(len(marks)))


@pytest.mark.parametrize("line", ["== no heading ==", "---- no rule", "| no cell", "! no cell"])
def test_taking_the_indentation_away_makes_no_new_markup(line: str) -> None:
    html = threads(f"{{|\n|\n:: {line}\n::{ADA}\n|}}\n").html
    assert html.count("<td>") == 1
    assert "<h" not in html
    assert "<th>" not in html
    assert line in html


def test_empty_lines_between_indented_paragraphs_add_no_gap() -> None:
    (_, _, content), *_ = articles(threads(f":one\n\n:two\n:\n:three {ADA}\n").html)
    assert "<br>" not in content
    assert re.findall(r"<p>\s*(\w+)", content) == ["one", "two", "three"]
