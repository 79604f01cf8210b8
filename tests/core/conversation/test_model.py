"""What one can ask a conversation."""

from __future__ import annotations

from datetime import UTC, datetime

from folkmoot.core.conversation import Comment, Conversation, FoundComment, FoundHeading, tree
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)


def conversation() -> Conversation:
    found = [
        FoundHeading(2, "A", "A"),
        FoundComment("a", NOON, 1, "One.", display_name="Anna"),
        FoundComment("b", NOON, 2, "Two."),
        FoundHeading(3, "B", "B"),
        FoundComment("a", NOON, 3, "Three.", warnings=("odd",)),
        FoundHeading(2, "C", "C"),
    ]
    return assemble(found, site=SITE)


def test_comments_and_topics_come_in_page_order():
    assert [comment.body for comment in conversation().comments()] == ["One.", "Two.", "Three."]
    assert [topic.text for topic in conversation().all_topics()] == ["A", "B", "C"]


def test_a_topic_counts_what_its_sub_topics_hold():
    first = conversation().topics[0]
    assert len(list(first.comments())) == 3
    assert [topic.text for topic in first.topics()] == ["A", "B"]


def test_a_thread_begins_with_the_comment_itself():
    first = next(conversation().comments())
    assert [comment.body for comment in first.thread()] == ["One.", "Two."]


def test_items_are_found_by_id_and_by_name_the_id_first():
    whole = conversation()
    comments = list(whole.comments())
    assert whole.find(comments[2].id) is comments[2]
    assert whole.find("c-a-20230205120000") is comments[0]
    assert whole.find("h-C") is whole.topics[1]
    assert whole.find("c-nobody") is None


def test_the_plain_tree_has_the_fields_of_discussiontools():
    first, last = tree(conversation())
    assert {
        name: first[name] for name in ("type", "level", "headingLevel", "placeholder", "text", "anchor")
    } == {
        "type": "heading",
        "level": 0,
        "headingLevel": 2,
        "placeholder": False,
        "text": "A",
        "anchor": "A",
    }
    assert first["replies"][0]["displayName"] == "Anna"
    assert first["replies"][0]["timestamp"] == "2023-02-05T12:00:00Z"
    assert first["replies"][1]["replies"][0]["warnings"] == ["odd", "Comment skips indentation level"]
    assert "displayName" not in first["replies"][0]["replies"][0]
    assert last["replies"] == []


def test_a_placeholder_has_neither_text_nor_anchor():
    (only,) = tree(assemble([FoundComment("a", NOON, 1, "One.")], site=SITE))
    assert only["headingLevel"] is None
    assert not {"text", "anchor"} & set(only)


def test_replies_of_a_comment_are_comments():
    first = next(conversation().comments())
    assert all(isinstance(reply, Comment) for reply in first.replies)
