"""What one can ask a conversation."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from folkmoot.core.conversation import Comment, Conversation, FoundComment, FoundHeading, read, tree
from folkmoot.core.conversation.model import quickly
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


FRENCH = {
    "wikitext": "== Thé ==\nOui. [[Utilisateur:Ada|Ada]] 5 février 2023 à 13:00 (CET)\n",
    "html": '<h2>Thé</h2><p><a href="/wiki/Utilisateur:Ada">Ada</a> 5 février 2023 à 13:00 (CET)</p>',
    "text": "Thé[modifier]\n\nOui. Ada (discuter) 5 février 2023 à 13:00 (CET)Répondre\n",
}


@pytest.mark.parametrize("text", FRENCH.values(), ids=FRENCH)
def test_form_and_wiki_are_guessed_where_they_are_not_given(text: str) -> None:
    (comment,) = read(text).comments()
    assert (comment.author, comment.timestamp) == ("Ada", datetime(2023, 2, 5, 12, tzinfo=UTC))


@pytest.mark.parametrize("text", FRENCH.values(), ids=FRENCH)
def test_a_byte_order_mark_does_no_harm(text: str) -> None:
    marked = f"\ufeff{text}"
    found = read(marked)
    assert [topic.text for topic in found.topics] == ["Thé"]
    for comment in found.comments():
        assert comment.source is None or marked[comment.source.timestamp :].startswith("5 février")


def test_what_is_made_quickly_is_what_is_made_slowly():
    slow = FoundComment("a", NOON, 1, "One.", display_name="Anna")
    quick = quickly(FoundComment)("a", NOON, 1, "One.", display_name="Anna")
    assert type(quick) is FoundComment
    assert (quick, hash(quick), repr(quick)) == (slow, hash(slow), repr(slow))
    assert pickle.loads(pickle.dumps(quick)) == slow
    with pytest.raises(FrozenInstanceError):
        quick.author = "b"
