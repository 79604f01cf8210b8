"""Names that lead to a comment, and what is kept of a reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, SourceRange
from folkmoot.core.conversation.names import unique, unique_anchors
from folkmoot.web.talk.entries import anchor_stem, id_stem
from folkmoot.web.talk.finding import names_in
from folkmoot.web.talk.found_codec import pack_found, unpack_found
from folkmoot.web.talk.recent_views import RecentViews

words = st.text(st.characters(exclude_categories=()), max_size=20)
offsets = st.integers(0, 10_000)
times = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(  # noqa: DTZ001  # it wants naive ones
    lambda time: time.replace(microsecond=0, tzinfo=UTC)
)
found_headings = st.builds(
    FoundHeading, st.integers(1, 6), words, words, offsets, offsets, st.booleans(), st.booleans()
)
found_comments = st.builds(
    FoundComment,
    author=words,
    timestamp=times,
    level=st.integers(1, 50),
    body=st.just(""),
    display_name=st.none() | words,
    warnings=st.lists(words, max_size=2).map(tuple),
    source=st.none() | st.builds(SourceRange, offsets, offsets, offsets, offsets, offsets, words),
    peer_level=st.none() | st.integers(1, 50),
    unsigned_level=st.none() | st.integers(1, 50),
    outdented=st.booleans(),
    closed=st.booleans(),
)


@given(st.lists(found_headings | found_comments, max_size=5))
def test_what_was_found_is_kept_to_the_letter(found: list[Found]) -> None:
    assert unpack_found(pack_found(found)) == tuple(found)


@pytest.mark.parametrize(
    ("item_id", "names"),
    [
        ("c-Ada-20260504090000", ["c-Ada-20260504090000"]),
        ("c-Ada-20260504090000-Question", ["c-Ada-20260504090000"]),
        ("c-Ada-2020-01-02T03:04:00.000Z-Question-1", ["c-Ada-2020-01-02T03:04:00.000Z"]),
        (
            "c-Ada-20260504090000-Ben-20260504080000",
            ["c-Ada-20260504090000", "c-Ada-20260504090000-Ben-20260504080000"],
        ),
        ("c-Ada", []),
        ("h-Question-20260504090000", []),
        ("", []),
    ],
)
def test_an_id_tells_the_names_that_its_comment_can_have(item_id: str, names: list[str]) -> None:
    assert list(names_in(item_id)) == names


numbered = st.builds(
    str.__add__, st.sampled_from(["c-Ada", "c-Ben-20260504090000"]), st.sampled_from(["", "-1", "-2", "-1-1"])
)


@given(st.lists(numbered, max_size=12))
def test_ids_of_different_stems_never_take_each_other_s_place(bases: list[str]) -> None:
    whole = dict(zip(range(len(bases)), unique(bases), strict=True))
    for stem in {id_stem(base) for base in bases}:
        group = [index for index, base in enumerate(bases) if id_stem(base) == stem]
        assert unique(bases[index] for index in group) == [whole[index] for index in group]


@given(st.lists(st.sampled_from(["Q", "q", "Q_2", "q_2_2", "R", "R_2"]), max_size=10))
def test_anchors_of_different_stems_never_take_each_other_s_place(anchors: list[str]) -> None:
    whole = unique_anchors(anchors)
    for stem in {anchor_stem(anchor) for anchor in anchors}:
        group = [index for index, anchor in enumerate(anchors) if anchor_stem(anchor) == stem]
        assert unique_anchors(anchors[index] for index in group) == [whole[index] for index in group]


def test_recent_views_forget_the_oldest_when_they_weigh_too_much() -> None:
    recent = RecentViews[str](weigh=len, most=10)
    made: list[str] = []

    def view(name: str) -> str:
        def make() -> str:
            made.append(name)
            return name * 4

        return recent.get_or_make((name,), make)

    for name in "aabbaca":
        assert view(name) == name * 4
    assert made == ["a", "b", "c", "a"]
