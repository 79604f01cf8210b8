"""Conversations in HTML: by the rules of DiscussionTools, whatever the HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Topic, read, tree
from folkmoot.core.conversation.from_html import find_in_html
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
CASES = sorted((Path(__file__).parents[2] / "cases" / "html").glob("*.html"))
REAL = sorted(path.parent for path in SHARED.glob("conversations/threads*/*/input.html")) if SHARED else []


def outline(topics: tuple[Topic, ...]) -> Iterator[str]:
    for topic in topics:
        yield from _lines(topic, 0)


def _lines(item: Topic | Comment, depth: int) -> Iterator[str]:
    yield "  " * depth + (_heading(item) if isinstance(item, Topic) else _comment(item))
    for reply in item.replies:
        yield from _lines(reply, depth + 1)


def _heading(topic: Topic) -> str:
    text = "(placeholder)" if topic.placeholder else " ".join(topic.text.split())
    return f"{topic.level or '-'} {text} #{topic.anchor}"


def _comment(comment: Comment) -> str:
    shown = f" ({comment.display_name})" if comment.display_name else ""
    warnings = "".join(f" ! {warning}" for warning in comment.warnings)
    body = " ".join(comment.body.split())
    return (
        f"{comment.author}{shown} {comment.timestamp:%Y-%m-%d %H:%M} level {comment.level}: {body}{warnings}"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_reads_as_its_outline_says(case: Path):
    page, _, expected = case.read_text(encoding="utf-8").partition("\n---\n")
    conversation = read(page, form="html", site=SITE, reading="discussiontools", title="User talk:Eve")
    assert "\n".join(outline(conversation.topics)) == expected.strip()


def signed(text: str, author: str = "Ada", minute: int = 0) -> str:
    return f'{text} <a href="/wiki/User:{author}">{author}</a> 12:{minute:02}, 5 February 2023 (UTC)'


def authors(page: str, **options: Any) -> list[str]:
    found = find_in_html(page, SITE, **options)
    return [item.author for item in found if isinstance(item, FoundComment)]


def test_only_the_page_itself_is_read_of_a_saved_document():
    content = f'<div class="x mw-parser-output"><p>{signed("Hi")}</p></div>'
    assert authors(f"<body><p>{signed('Menu', 'Eve')}</p>{content}</body>") == ["Ada"]


def test_a_link_without_an_address_is_the_page_itself_only_where_its_title_is_known():
    page = '<p>Hi <a class="mw-selflink selflink">me</a> 12:00, 5 February 2023 (UTC)</p>'
    assert authors(page) == []
    assert authors(page, title="User:Ada") == ["Ada"]
    assert authors(page, title="Talk:Park") == []


def test_a_signature_may_be_wrapped_in_elements_that_the_body_does_not_lose():
    (comment,) = find_in_html(f"<p>So <b>it {signed('is')}</b></p>", SITE)
    assert isinstance(comment, FoundComment)
    assert comment.body == "So <b>it is</b>"


def test_a_reader_with_an_unknown_title_still_reads():
    assert authors(f"<p>{signed('Hi')}</p>", title="<>") == ["Ada"]


@pytest.mark.parametrize(
    "page", ["", "\0", "<", "<!--", "<frameset>", "<p", "</p>", "<table><p>", "<plaintext>"]
)
def test_what_is_hardly_a_page_has_no_comments(page: str):
    assert find_in_html(page, SITE) == ()


def test_a_page_that_nests_deeper_than_python_recurses_is_read():
    page = "".join(f"<dl><dd>{signed('x')}" for _ in range(3000))
    conversation = read(page, form="html", site=SITE)
    assert max(comment.level for comment in conversation.comments()) == 3001


# Pieces that matter to the rules, in any order: few pages of them are well-formed.
PIECES = """
    <p> </p> <dl> </dl> <dd> </dd> <dt> <ul> </ul> <li> </li> <b> </b> <span> </span> <br> <hr> <div> </div>
    <h2> </h2> <h3_id=a> <blockquote> </blockquote> <q> </q> <a> </a> <img> <!-- --> <table> <td>
    <a_href="/wiki/User:Bob"> <div_class="mw-notalk"> <span_class="outdent-template"> <link> <meta> <style>
    </style> <script> </script> <template> <svg> <math> &amp; &nbsp; < > " '
"""
pieces = st.lists(
    st.sampled_from(PIECES.split()).map(lambda piece: piece.replace("_", " "))
    | st.just(" 12:00, 5 February 2023 (UTC) ")
    | st.just(signed("words"))
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@given(pieces)
def test_any_html_reads_as_something(page: str):
    for item in find_in_html(page, SITE, title="User talk:Eve"):
        if isinstance(item, FoundComment):
            assert item.level >= 1
            assert item.author


@given(pieces)
def test_bodies_are_whole(page: str):
    """What is cut out of a page opens and closes its own elements, so it can be shown alone."""
    comments = [item for item in find_in_html(page, SITE) if isinstance(item, FoundComment)]
    for comment in comments:
        assert _is_whole(comment.body), comment.body


def _is_whole(html: str) -> bool:
    childless = {"br", "hr", "img", "link", "meta"}
    open_names: list[str] = []
    for closing, name in re.findall(r"<!--.*?-->|<(/?)([a-zA-Z0-9]+)[^>]*>", html, re.DOTALL):
        if name in childless or not name:
            continue
        if not closing:
            open_names.append(name)
        elif not open_names or open_names.pop() != name:
            return False
    return not open_names


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Bob"]), st.integers(0, 4)), max_size=12))
def test_comments_in_nested_lists_have_the_depth_of_their_lists(said: list[tuple[str, int]]):
    page = "".join(
        "<dl><dd>" * depth + signed(f"Comment {number}.", author) + "</dd></dl>" * depth + "<p></p>"
        for number, (author, depth) in enumerate(said)
    )
    found = [item for item in find_in_html(page, SITE) if isinstance(item, FoundComment)]
    assert [(item.author, item.level - 1) for item in found] == said
    assert [item.body for item in found] == [f"Comment {number}." for number in range(len(said))]


@needs_shared
@pytest.mark.parametrize("case", REAL, ids=lambda path: path.name)
def test_real_pages_read_exactly_as_in_discussiontools(case: Path):
    site = json.loads((case / "site.json").read_text(encoding="utf-8"))
    page = (case / "input.html").read_text(encoding="utf-8")
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    conversation = read(
        page,
        form="html",
        site=SiteConfig.from_discussiontools(site),
        reading="discussiontools",
        title=site["title"],
    )
    assert [_like(item, known) for item, known in zip(tree(conversation), expected, strict=True)] == expected


def _like(item: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The fields that the expectation has too, the order of warnings aside."""
    fields = {name: item.get(name) for name in known if name not in ("replies", "signatures")}
    if "warnings" in known:
        fields["warnings"] = sorted(item.get("warnings", []), key=known["warnings"].index)
    if "text" in known:
        same = " ".join(item["text"].split()) == " ".join(known["text"].split())
        fields["text"] = known["text"] if same else item["text"]
    if "signatures" in known:
        fields["signatures"] = known["signatures"]
    fields["replies"] = [
        _like(reply, known_reply)
        for reply, known_reply in zip(item["replies"], known["replies"], strict=True)
    ]
    return fields


def test_a_comment_below_more_elements_than_any_page_nests_is_found():
    comment = '<p>Deep. <a href="/wiki/User:Ada">Ada</a> 12:00, 5 February 2023 (UTC)</p>'
    found = find_in_html("<div>" * 60_000 + comment, SiteConfig.for_language("en"))
    assert [item.author for item in found if isinstance(item, FoundComment)] == ["Ada"]
