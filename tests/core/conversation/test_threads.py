"""Who answers whom, whatever the text was read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.model import Comment, Found, FoundComment, FoundHeading, PageFacts, Topic
from folkmoot.core.conversation.threads import DUPLICATE_ID, SKIPS_LEVEL, assemble
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)


def heading(text: str, level: int = 2) -> FoundHeading:
    return FoundHeading(level=level, text=text, anchor=text.replace(" ", "_"))


def said(author: str, level: int = 1, *, minute: int = 0, answers: int | None = None) -> FoundComment:
    return FoundComment(author, NOON + timedelta(minutes=minute), level, body=f"{author}.", answers=answers)


def outline(*found: Found) -> list[str]:
    """The tree as indented lines: a comment's author, a heading's text in brackets."""
    return [
        "  " * depth + (f"[{item.text}]" if isinstance(item, Topic) else item.author)
        for item, depth in walk(assemble(found, site=SITE).topics)
    ]


def walk(items, depth=0):
    for item in items:
        yield item, depth
        yield from walk(item.replies, depth + 1)


def test_a_deeper_comment_answers_the_nearest_less_deep_one():
    assert outline(heading("A"), said("a"), said("b", 2), said("c", 3), said("d", 2), said("e")) == [
        "[A]",
        "  a",
        "    b",
        "      c",
        "    d",
        "  e",
    ]


def test_after_a_gap_in_depth_the_comments_between_answer_the_one_before_the_gap():
    assert outline(heading("A"), said("a"), said("b", 4), said("c", 3), said("d", 2)) == [
        "[A]",
        "  a",
        "    b",
        "    c",
        "    d",
    ]


def test_a_gap_in_depth_is_warned_of():
    comments = list(assemble([heading("A"), said("a"), said("b", 3), said("c", 4)], site=SITE).comments())
    assert [comment.warnings for comment in comments] == [(), (SKIPS_LEVEL,), ()]


def test_a_first_comment_that_is_indented_skips_a_level_too():
    (comment,) = assemble([heading("A"), said("a", 2)], site=SITE).comments()
    assert comment.warnings == (SKIPS_LEVEL,)


def test_a_heading_belongs_to_the_last_one_with_a_smaller_number():
    assert outline(heading("A"), heading("B", 3), heading("C", 4), heading("D", 3), heading("E")) == [
        "[A]",
        "  [B]",
        "    [C]",
        "  [D]",
        "[E]",
    ]


def test_comments_belong_to_the_nearest_heading():
    assert outline(heading("A"), said("a"), heading("B", 3), said("b"), heading("C"), said("c", 2)) == [
        "[A]",
        "  a",
        "  [B]",
        "    b",
        "[C]",
        "  c",
    ]


def test_comments_before_the_first_heading_have_a_topic_without_one():
    conversation = assemble([said("a"), heading("A", 6), said("b")], site=SITE)
    first, second = conversation.topics
    assert (first.placeholder, first.level, first.text) == (True, None, "")
    assert first.id == "h--20230205120000"
    assert second.level == 6
    assert next(first.comments()).id == "c-a-20230205120000"


def test_a_page_without_anything_has_no_topics():
    assert assemble([], site=SITE).topics == ()


def test_what_a_copied_page_says_of_itself_is_kept():
    page = PageFacts(title="Talk:Bench")
    assert assemble([], site=SITE, page=page).page is page


def test_a_second_heading_of_the_same_text_gets_another_anchor_and_so_other_ids():
    topics = assemble([heading("Q"), said("a"), heading("Q"), said("a")], site=SITE).topics
    assert [topic.anchor for topic in topics] == ["Q", "Q_2"]
    assert [comment.id[-4:] for topic in topics for comment in topic.comments()] == ["00-Q", "-Q_2"]


def test_an_anchor_that_the_page_already_has_stays():
    found = replace(heading("Q"), anchor="Q_7", anchor_final=True)
    assert assemble([heading("Q"), found], site=SITE).topics[1].anchor == "Q_7"


def test_two_comments_of_one_minute_are_kept_apart_and_the_second_is_warned_of():
    comments = list(assemble([heading("A"), said("a"), said("a")], site=SITE).comments())
    assert comments[1].id == comments[0].id + "-1"
    assert comments[1].name == comments[0].name
    assert [comment.warnings for comment in comments] == [(), (DUPLICATE_ID,)]


def test_a_topic_is_named_after_its_oldest_comment_sub_topics_included():
    (topic,) = assemble([heading("A"), said("a", minute=5), heading("B", 3), said("b")], site=SITE).topics
    assert topic.name == "h-b-20230205120000"
    assert topic.id == "h-A-20230205120000"


def test_of_two_oldest_comments_the_first_on_the_page_counts():
    (topic,) = assemble([heading("A"), said("a"), said("b")], site=SITE).topics
    assert topic.name == "h-a-20230205120000"


def test_an_answer_that_only_the_words_show_is_marked_as_inferred():
    (topic,) = assemble([heading("A"), said("a"), said("b", answers=0), said("c")], site=SITE).topics
    first, third = topic.replies
    assert isinstance(first, Comment)
    assert [(reply.author, reply.level, reply.parent_inferred) for reply in first.replies] == [("b", 2, True)]
    assert isinstance(third, Comment)
    assert (third.author, third.parent_inferred) == ("c", False)


@pytest.mark.parametrize("answers", [-1, 1, 2, 99])
def test_an_answer_to_a_comment_that_has_not_been_is_not_believed(answers: int):
    comments = list(assemble([heading("A"), said("a"), said("b", answers=answers)], site=SITE).comments())
    assert not any(comment.parent_inferred for comment in comments)


def test_an_answer_to_a_comment_of_another_topic_is_not_believed():
    found = [heading("A"), said("a"), heading("B"), said("b", answers=0)]
    assert outline(*found) == ["[A]", "  a", "[B]", "  b"]


def test_a_page_that_nests_deeper_than_python_recurses_is_read():
    conversation = assemble([heading("A"), *(said("a", level + 1) for level in range(5000))], site=SITE)
    assert sum(1 for _ in conversation.comments()) == 5000
    assert max(comment.level for comment in conversation.comments()) == 5000


found_items = st.lists(
    st.builds(heading, st.sampled_from("AB"), st.integers(1, 6))
    | st.builds(
        said,
        st.sampled_from("abc"),
        st.integers(1, 5),
        minute=st.integers(0, 2),
        answers=st.none() | st.integers(0, 8),
    ),
    max_size=25,
)


@given(found_items)
def test_every_heading_and_comment_is_in_the_tree_exactly_once(found: list[Found]):
    conversation = assemble(found, site=SITE)
    topics = [topic for topic in conversation.all_topics() if not topic.placeholder]
    comments = list(conversation.comments())
    assert [topic.text for topic in topics] == [item.text for item in found if isinstance(item, FoundHeading)]
    assert sorted(comment.author for comment in comments) == sorted(
        item.author for item in found if isinstance(item, FoundComment)
    )


@given(found_items)
def test_no_two_items_share_an_id_and_each_is_found_by_it(found: list[Found]):
    conversation = assemble(found, site=SITE)
    items = [*conversation.all_topics(), *conversation.comments()]
    assert len({item.id for item in items}) == len(items)
    assert all(conversation.find(item.id) is item for item in items)


@given(found_items)
def test_replies_stand_deeper_than_what_they_answer(found: list[Found]):
    for comment in assemble(found, site=SITE).comments():
        assert all(reply.level > comment.level for reply in comment.replies)


@given(found_items)
def test_reading_a_tree_again_gives_the_same_tree(found: list[Found]):
    """Without what the words say, the levels alone make the tree: edits rely on it."""
    plain = [replace(item, answers=None) if isinstance(item, FoundComment) else item for item in found]
    once = assemble(plain, site=SITE)
    flat = [
        FoundComment(comment.author, comment.timestamp, comment.level, comment.body)
        for comment in once.comments()
    ]
    if not any(isinstance(item, FoundHeading) for item in plain):
        assert [c.id for c in assemble(flat, site=SITE).comments()] == [c.id for c in once.comments()]
