"""Ids and names, as DiscussionTools makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.names import (
    MAX_PART_BYTES,
    AnchorRegister,
    base_comment_id,
    base_heading_id,
    comment_name,
    heading_name,
    id_part,
    signed_part,
    truncate,
    unique,
    unique_anchors,
)
from folkmoot.core.site import ID_TIMESTAMP_SWITCH as SWITCH


@dataclass(frozen=True)
class Said:
    author: str
    timestamp: datetime


OLD = Said("Matma Rex", datetime(2020, 1, 22, 23, 19, tzinfo=UTC))
NEW = Said("Ada", datetime(2023, 2, 5, 12, 0, tzinfo=UTC))

# A few words often, so that equal ids and ids that look like numbered ones come up.
ids = st.lists(st.sampled_from(["a", "a-1", "a-2", "b", "A", "a_2", ""]) | st.text(max_size=3))


def test_a_comment_is_named_after_its_author_and_minute():
    assert comment_name(NEW, SWITCH) == "c-Ada-20230205120000"


def test_comments_from_before_the_switch_keep_the_long_time():
    assert comment_name(OLD, SWITCH) == "c-Matma_Rex-2020-01-22T23:19:00.000Z"


def test_the_switch_itself_is_new():
    assert comment_name(Said("Ada", SWITCH), SWITCH) == "c-Ada-20220712000000"
    just_before = Said("Ada", SWITCH - timedelta(minutes=1))
    assert comment_name(just_before, SWITCH) == "c-Ada-2022-07-11T23:59:00.000Z"


def test_a_comment_id_tells_what_it_answers():
    assert base_comment_id(comment_name(NEW, SWITCH), None) == "c-Ada-20230205120000"
    below_heading = base_comment_id(comment_name(NEW, SWITCH), id_part("Good progress"))
    assert below_heading == "c-Ada-20230205120000-Good_progress"
    below_comment = base_comment_id(comment_name(NEW, SWITCH), signed_part(OLD, SWITCH))
    assert below_comment == "c-Ada-20230205120000-Matma_Rex-2020-01-22T23:19:00.000Z"


def test_a_heading_id_tells_the_topic_around_it_and_its_oldest_comment():
    assert base_heading_id("Votes", None, None, SWITCH) == "h-Votes"
    assert base_heading_id("Votes", "Park", NEW, SWITCH) == "h-Votes-Park-20230205120000"


def test_the_placeholder_has_an_id_too():
    assert base_heading_id(None, None, OLD, SWITCH) == "h--2020-01-22T23:19:00.000Z"


def test_a_topic_is_named_after_its_oldest_comment():
    assert heading_name(NEW, SWITCH) == "h-Ada-20230205120000"
    assert heading_name(None, SWITCH) == "h-"


def test_underscores_around_a_part_of_an_id_are_dropped():
    assert id_part(" _Ada Lovelace_ ") == "Ada_Lovelace"


def test_a_long_text_is_cut_before_a_character_that_does_not_fit():
    assert truncate("я" * 50) == "я" * 40
    assert truncate("a" + "я" * 50) == "a" + "я" * 39


def test_spaces_at_the_end_go_only_when_something_was_cut():
    assert truncate("a ") == "a "
    assert truncate("a" * 79 + " b") == "a" * 79


def test_equal_ids_are_numbered_in_page_order():
    assert unique(["a", "b", "a", "a"]) == ["a", "b", "a-1", "a-2"]


def test_a_number_that_is_taken_already_is_left_out():
    assert unique(["a-1", "a", "a", "a"]) == ["a-1", "a", "a-2", "a-3"]


def test_anchors_that_differ_in_case_only_count_as_equal():
    assert unique_anchors(["Question", "question", "Question"]) == ["Question", "question_2", "Question_3"]


def test_a_heading_that_looks_like_a_numbered_one_keeps_its_anchor():
    assert unique_anchors(["Foo_2", "Foo", "Foo"]) == ["Foo_2", "Foo", "Foo_3"]


@given(st.text(max_size=200))
def test_a_part_of_an_id_is_never_too_long_and_only_cut(text: str):
    short = truncate(text)
    assert len(short.encode("utf-8", "surrogatepass")) <= MAX_PART_BYTES
    assert text.startswith(short)


@given(ids)
def test_no_two_ids_of_a_page_are_equal_and_each_begins_as_it_would_alone(base_ids: list[str]):
    given_ids = unique(base_ids)
    assert len(set(given_ids)) == len(base_ids)
    assert all(given.startswith(base) for given, base in zip(given_ids, base_ids, strict=True))


@given(ids)
def test_no_two_anchors_of_a_page_are_equal_whatever_their_case(anchors: list[str]):
    given_anchors = unique_anchors(anchors)
    assert len({anchor.lower() for anchor in given_anchors}) == len(anchors)


@given(ids)
def test_ids_given_one_by_one_are_those_given_at_once(anchors: list[str]):
    register = AnchorRegister()
    assert [register.give(anchor) for anchor in anchors] == unique_anchors(anchors)
