"""The format of the community's files: moments, indentation, and what is said about mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.web.seed.checks import check
from folkmoot.web.seed.script import (
    Community,
    Moment,
    ScriptError,
    TalkScript,
    Utterance,
    parse_moment,
    parse_page,
    parse_people,
    parse_talk,
)

NOW = datetime(2024, 6, 15, 0, 20, 33, tzinfo=UTC)

PEOPLE = parse_people(
    "@ Ada\nlanguage: en\njoined: -90d 10:00\n\n@ Ben\nlanguage: en\njoined: -80d 10:00\n", file="people.txt"
)


def talk_of(body: str) -> TalkScript:
    return parse_talk(f"title: Talk:Pond\nlanguage: en\n\nAbout ducks.\n\n{body}", file="pond.talk")


def problems_of(body: str) -> list[str]:
    return check(Community(PEOPLE, (talk_of(body),), ()))


# --- moments -------------------------------------------------------------------------------------

moments = st.one_of(
    st.builds(Moment, st.integers(0, 1439), st.integers(1, 5)), st.builds(Moment, st.integers(1, 5 * 1440))
)
times = st.integers(0, 10 * 365 * 24 * 60 * 60).map(
    lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


@given(moments, moments, times)
def test_what_comes_before_does_so_at_every_hour_of_seeding(
    one: Moment, other: Moment, now: datetime
) -> None:
    if one.before(other):
        assert one.at(now) < other.at(now)
        assert not other.before(one)


@given(moments, times)
def test_every_moment_is_in_the_past_and_as_old_as_it_says(moment: Moment, now: datetime) -> None:
    age = now.replace(second=0, microsecond=0) - moment.at(now)
    assert timedelta(minutes=moment.youngest) <= age <= timedelta(minutes=moment.oldest)
    assert age > timedelta(0)


def test_moments_are_read() -> None:
    assert parse_moment("-41d 14:05").at(NOW) == datetime(2024, 5, 5, 14, 5, tzinfo=UTC)
    assert parse_moment("-3h").at(NOW) == datetime(2024, 6, 14, 21, 20, tzinfo=UTC)
    assert parse_moment("-25m").at(NOW) == datetime(2024, 6, 14, 23, 55, tzinfo=UTC)


@pytest.mark.parametrize("text", ["-0d 10:00", "-3d 24:00", "-3d 10:60", "3d 10:00", "-3d", "yesterday", ""])
def test_what_is_no_moment_in_the_past_is_refused(text: str) -> None:
    with pytest.raises(ScriptError):
        parse_moment(text)


# --- the format ----------------------------------------------------------------------------------


def test_a_talk_file_is_read_as_it_is_indented() -> None:
    talk = talk_of(
        "== Ducks ==\n@ Ada -9d 10:00\nHow many?\n\nI see *three*.\n\n"
        "  @ Ben -9d 11:00\n  Four:\n\n  * one\n  * two\n    indented\n\n    @ Ada -9d 12:00\n    Oh.\n"
        "@ Ben -8d 10:00\nFive now.\n!close Ada -7d 10:00 Five = many\n"
    )
    (topic,) = talk.topics
    assert talk.lead == "About ducks."
    assert topic.heading == "Ducks"
    assert [(c.author, c.body) for c in topic.all_comments()] == [
        ("Ada", "How many?\n\nI see *three*."),
        ("Ben", "Four:\n\n* one\n* two\n  indented"),
        ("Ada", "Oh."),
        ("Ben", "Five now."),
    ]
    assert [c.depth() for c in topic.comments] == [3, 1]
    assert topic.closing is not None
    assert topic.closing.result == "Five = many"


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_every_tree_of_replies_survives_being_written_down(wishes: list[int]) -> None:
    depths = [0]
    for wish in wishes:
        depths.append(min(wish, depths[-1] + 1))
    lines = [
        f"{'  ' * depth}@ Ada -{90 - at}d 10:00\n{'  ' * depth}{at}\n" for at, depth in enumerate(depths)
    ]
    (topic,) = talk_of("== T ==\n" + "\n".join(lines)).topics

    def shape(comments: tuple[Utterance, ...], depth: int = 0) -> Iterator[tuple[str, int]]:
        for comment in comments:
            yield comment.body, depth
            yield from shape(comment.replies, depth + 1)

    assert list(shape(topic.comments)) == [(str(at), depth) for at, depth in enumerate(depths)]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("== T ==\n@ Ada -9d 10:00\nOne.\n   @ Ben -8d 10:00\n   Two.", "pond.talk:9: indent replies by 2"),
        ("== T ==\n@ Ada -9d 10:00\nOne.\n    @ Ben -8d 10:00\n    Two.", "pond.talk:9: more than one level"),
        ("== T ==\n  @ Ben -8d 10:00\n  Two.", "pond.talk:7: more than one level"),
        ("== T ==\n@ Ada -9d 10:00\nOne.\n  @ Ben -8d 10:00\n Two.", "pond.talk:10: indented less"),
        ("== T ==\n@ Ada -9d 10:00\n@ Ben yesterday\nTwo.", "pond.talk:8: expected '@ Author"),
        ("== T ==\n@ Ada -9d 10:00 so\nOne.", "pond.talk:7: nothing may follow"),
        ("== T ==\n@ Ada -9d 25:00\nOne.", "pond.talk:7: '-9d 25:00' is not a moment"),
        ("== T ==\nHello.\n@ Ada -9d 10:00\nOne.", "pond.talk:7: text in a topic that belongs to no"),
        ("== T ==\n@ Ada -9d 10:00\nOne.\n!close Ada\n", "pond.talk:9: expected '!close"),
        ("== T ==\n@ Ada -9d 10:00\nOne.\n!close Ada -1d 10:00 x\nTwo", "pond.talk:9: nothing may follow"),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_line(body: str, message: str) -> None:
    with pytest.raises(ScriptError) as problem:
        talk_of(body)
    assert str(problem.value).startswith(message)


def test_a_page_needs_its_facts_and_a_revision() -> None:
    with pytest.raises(ScriptError, match="do not say language and title"):
        parse_page("\n@ Ada -9d 10:00\nText", file="pond.wikitext")
    with pytest.raises(ScriptError, match="no revision"):
        parse_page("title: Pond\nlanguage: en\n\nText", file="pond.wikitext")
    with pytest.raises(ScriptError, match="Ada lacks joined"):
        parse_people("@ Ada\nlanguage: en\n", file="people.txt")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("== T ==\n@ Cleo -9d 10:00\nOne.", "pond.talk:7: Cleo is not in people.txt"),
        ("== T ==\n@ Ada -95d 10:00\nOne.", "pond.talk:7: Ada had not joined yet"),
        ("== T ==\n@ Ada -9d 10:00\n\n  @ Ben -9d 10:00\n  Two.", "pond.talk:9: the reply is not later"),
        ("== T ==\n@ Ada -1d 22:00\nOne.\n  @ Ben -3h\n  Two.", "pond.talk:9: the reply is not later"),
        (
            "== T ==\n@ Ada -9d 10:00\nOne.\n  @ Ben -8d 10:00\n  Two.\n  @ Ada -8d 09:00\n  Three.",
            "pond.talk:11: not later than the comment of the same level",
        ),
        (
            "== T ==\n@ Ada -9d 10:00\nOne.\n== U ==\n@ Ben -10d 10:00\nTwo.",
            "pond.talk:10: not later than the comment of the same level",
        ),
        ("== T ==\n@ Ada -9d 10:00\n\n  @ Ben -8d 10:00\n  Two.", "pond.talk:7: the comment is empty"),
        ("== T ==\n", "pond.talk:6: the topic 'T' has no comment"),
        (
            "== T ==\n@ Ada -9d 10:00\nOne.\n  @ Ben -8d 10:00\n  Two.\n!close Ada -9d 11:00 done",
            "pond.talk:11: closed before the last comment",
        ),
        (
            "== T ==\n@ Ada -9d 10:00\nOne.\n  @ Ben -9d 10:01\n  Two.\n== V ==\n@ Ben -9d 10:01\nThree.",
            "pond.talk:12: Ben speaks twice in this minute",
        ),
    ],
)
def test_what_could_not_be_replayed_is_said_before(body: str, message: str) -> None:
    assert any(problem.startswith(message) for problem in problems_of(body)), problems_of(body)


def test_a_community_without_a_fault_has_no_problems() -> None:
    assert problems_of("== T ==\n@ Ada -9d 10:00\nOne.\n  @ Ben -8d 10:00\n  Two.\n!close Ada -1h done") == []
