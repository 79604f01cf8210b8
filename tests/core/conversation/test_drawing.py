"""Conversations drawn for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation import Form, Found, FoundComment, FoundHeading, PageFacts
from folkmoot.core.conversation.drawing import LEAST_WORDS, MAX_DEPTH, draw
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
COMMANDS = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029\u202a\u202e\u2066\u2069"}
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)


def drawn(
    *found: Found, form: Form = "text", width: int = 60, colour: bool = False, page: PageFacts | None = None
) -> list[str]:
    conversation = assemble(found, site=SITE, page=page or PageFacts())
    return list(draw(conversation, form=form, width=width, colour=colour, timezone=UTC))


def said(body: str, level: int = 1, author: str = "Ada", **more: int) -> FoundComment:
    return FoundComment(author, NOON, level, body, **more)  # type: ignore[arg-type]


def test_branches_show_who_answers_whom():
    lines = drawn(
        FoundHeading(2, "Bench", "Bench"),
        said("One."),
        said("Two.", 2, "Bob"),
        said("Three.", 3),
        said("Four.", 2, "Cy"),
        FoundHeading(3, "Cost", "Cost"),
        said("Five."),
    )
    assert lines == [
        "Bench  5 comments, 3 people",
        "├─ Ada  2023-02-05 12:00  One.",
        "│  ├─ Bob  2023-02-05 12:00  Two.",
        "│  │  └─ Ada  2023-02-05 12:00  Three.",
        "│  └─ Cy  2023-02-05 12:00  Four.",
        "└─ Cost  1 comment, 1 person",
        "   └─ Ada  2023-02-05 12:00  Five.",
    ]


def test_topics_stand_apart_and_an_empty_one_says_so():
    assert drawn(FoundHeading(2, "A", "A"), FoundHeading(2, "B", "B")) == [
        "A  no comments",
        "",
        "B  no comments",
    ]


def test_comments_before_the_first_heading_have_a_line_above_them():
    assert drawn(said("Hi."))[0] == "(before the first heading)  1 comment, 1 person"


def test_what_the_page_says_of_itself_comes_first():
    page = PageFacts(title="Talk:Bench", project="From Meta", latest_comment="Latest comment: today")
    assert drawn(FoundHeading(2, "A", "A"), page=page)[:4] == [
        "Talk:Bench",
        "From Meta",
        "Latest comment: today",
        "",
    ]


def test_an_answer_that_only_the_words_show_is_marked():
    lines = drawn(FoundHeading(2, "A", "A"), said("Hi."), said("Hi, Ada.", author="Bob", answers=0))
    assert lines[2] == "   └─ ~ Bob  2023-02-05 12:00  Hi, Ada."


@pytest.mark.parametrize(
    ("form", "body", "words"),
    [
        ("html", "<p>So&nbsp;be <b>it</b></p><style>p{}</style><!-- no --> &amp; so on", "So be it & so on"),
        ("wikitext", "'''So''' [[be|is]] [[it]]<ref>no</ref>\n* and so on", "So is itno and so on"),
        ("text", "So '''be''' <b>it</b>", "So '''be''' <b>it</b>"),
    ],
)
def test_the_first_words_are_shown_without_markup(form: Form, body: str, words: str):
    assert drawn(said(body), form=form)[1] == f"└─ Ada  2023-02-05 12:00  {words}"


def test_times_are_those_of_the_clock_that_is_asked_for():
    conversation = assemble([said("Hi.")], site=SITE)
    clock = timezone(timedelta(hours=5, minutes=30))
    assert (
        "2023-02-05 17:30" in list(draw(conversation, form="text", width=80, colour=False, timezone=clock))[1]
    )


def test_east_asian_words_take_two_columns_each():
    line = drawn(said("漢" * 40), width=60)[1]
    assert line.endswith("漢…")
    assert line.count("漢") == (60 - len("└─ Ada  2023-02-05 12:00  …")) // 2


def test_a_deep_thread_keeps_some_words():
    lines = drawn(
        *(said("Words of some length, as people write.", level + 1) for level in range(60)), width=40
    )
    shown = [line.partition("12:00  ")[2] for line in lines[1:]]
    assert all(len(words) >= LEAST_WORDS - 1 for words in shown)
    assert max(line.index("Ada") for line in lines[1:]) <= 3 * (MAX_DEPTH + 1)


def test_colours_do_not_change_what_is_said():
    found = [FoundHeading(2, "A", "A"), said("Hi."), said("Ho.", 2, "Bob")]
    coloured = drawn(*found, colour=True)
    assert "\x1b[1mA\x1b[0m" in coloured[0]
    plain = [line.replace("\x1b[0m", "").split("\x1b[") for line in coloured]
    assert [
        "".join(part.partition("m")[2] if n else part for n, part in enumerate(parts)) for parts in plain
    ] == (drawn(*found))


@given(st.text(), st.text(), st.text(), st.sampled_from(["html", "wikitext", "text"]))
def test_nothing_from_a_page_can_command_a_terminal(heading: str, author: str, body: str, form: Form):
    lines = drawn(FoundHeading(2, heading, "x"), said(body, 1, author or "x"), form=form)
    assert len(lines) == 2
    assert not set("".join(lines)) & COMMANDS


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300), st.integers(30, 120))
def test_no_line_is_wider_than_asked_where_there_is_room(body: str, width: int):
    prefix = len("└─ Ada  2023-02-05 12:00  ")
    line = drawn(said(body), width=width)[1]
    assert len(line) <= max(width, prefix + LEAST_WORDS) or any(ord(character) > 0x2FF for character in line)
