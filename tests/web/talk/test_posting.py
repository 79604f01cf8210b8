"""Replies and topics: what stands on the page afterwards, whoever else was there at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from folkmoot.core.conversation import read
from folkmoot.core.conversation.model import Comment, Topic
from folkmoot.core.errors import (
    CommentNotFound,
    EmptyComment,
    Forbidden,
    PageNotFound,
    Refusal,
    TooLarge,
    TopicNotFound,
)
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.queries import read_text
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import page_site, wiki_site
from folkmoot.web.talk.models import CommentEntry
from folkmoot.web.talk.services import PostedReply, PostedTopic, post_reply, post_topic
from tests.web.talk.test_index import check_index, comment
from tests.wiki import Save, StandingClock, title_of

TALK = "Talk:Pond"
Post = Callable[..., PostedTopic]
Reply = Callable[..., PostedReply]


@pytest.fixture
def ask(ada_acts: Actor, ticking: StandingClock) -> Post:
    """Ada adds a topic: ``ask("Question", "What now?")``."""

    def asked(heading: str = "Question", body: str = "What now?", **how: object) -> PostedTopic:
        given = {"actor": ada_acts, "title": TALK, "now": ticking.forward(minutes=1), **how}
        return post_topic(heading=heading, body=body, **given)  # type: ignore[arg-type]

    return asked


@pytest.fixture
def answer(ben_acts: Actor, ticking: StandingClock) -> Reply:
    """Ben answers: ``answer(asked.comment_id, "That.")``."""

    def answered(comment_id: str, body: str = "That.", **how: object) -> PostedReply:
        given = {"actor": ben_acts, "title": TALK, "now": ticking.forward(minutes=1), **how}
        return post_reply(comment_id=comment_id, body=body, **given)  # type: ignore[arg-type]

    return answered


def page_text(title: str = TALK) -> str:
    return read_text(title_of(title)) or ""


def find(item_id: str, title: str = TALK) -> Comment | Topic:
    """The item as a reading of the whole page finds it."""
    item = read(page_text(title), form="wikitext", site=wiki_site()).find(item_id)
    assert item is not None
    return item


def test_a_topic_begins_with_its_comment(ask: Post) -> None:
    asked = ask("Question", "What now?")
    topic = find(asked.topic_id)
    assert isinstance(topic, Topic)
    assert (topic.text, topic.level) == ("Question", 2)
    assert [reply.id for reply in topic.replies] == [asked.comment_id]
    opening = find(asked.comment_id)
    assert isinstance(opening, Comment)
    assert (opening.author, opening.body.strip()) == ("Ada", "What now?")


def test_a_reply_stands_below_what_it_answers(ask: Post, answer: Reply) -> None:
    asked = ask()
    answered = answer(asked.comment_id, "That.")
    opening = find(asked.comment_id)
    assert isinstance(opening, Comment)
    assert [(reply.id, reply.author) for reply in opening.replies] == [(answered.comment_id, "Ben")]


def test_a_topic_can_be_answered_as_a_whole(ask: Post, answer: Reply) -> None:
    asked = ask()
    answered = answer(asked.topic_id)
    topic = find(asked.topic_id)
    assert isinstance(topic, Topic)
    assert [reply.id for reply in topic.replies] == [asked.comment_id, answered.comment_id]


def test_the_second_topic_of_a_name_has_an_anchor_of_its_own(ask: Post, answer: Reply) -> None:
    ask()
    second = ask()
    assert second.comment_id.endswith("-Question_2")
    assert find(answer(second.topic_id).comment_id)


def test_a_topic_touches_no_other_section(ask: Post) -> None:
    ask()
    before = page_text()
    ask("Another")
    assert page_text().startswith(before)


def test_the_summary_names_the_topic(ask: Post, answer: Reply) -> None:
    answer(ask().comment_id)
    summaries = Revision.objects.order_by("pk").values_list("summary", flat=True)
    assert list(summaries) == ["/* Question */ New topic", "/* Question */ Reply"]


def test_everything_is_in_the_page_s_language(ask: Post, answer: Reply) -> None:
    asked = ask("Frage", "Was nun?", title="Talk:Teich", language="de")
    answer(asked.comment_id, "Das.", title="Talk:Teich")
    text = page_text("Talk:Teich")
    assert "Mai 2026 (UTC)" in text
    conversation = read(text, form="wikitext", site=page_site("de"))
    assert [one.author for one in conversation.comments()] == ["Ada", "Ben"]


def test_tildes_in_the_words_sign_there(ask: Post, answer: Reply) -> None:
    answered = answer(ask().comment_id, "Yes. ~~~~")
    assert page_text().count("[[User:Ben|Ben]]") == 1
    assert find(answered.comment_id)


def test_the_pipe_trick_works_in_a_reply(ask: Post, answer: Reply) -> None:
    answer(ask().comment_id, "See [[Weir (river)|]].")
    assert "[[Weir (river)|Weir]]" in page_text()


HARMLESS = {
    "a heading": "== Closed ==\nby me",
    "a heading tag": "<h2>Closed</h2> by me",
    "somebody else's signature": f"I agree. {comment('Cleo', 1)}And more.",
    "an unclosed comment": "<!-- and now",
    "an unclosed tag": "<div><b>and now",
    "an unclosed nowiki": "<nowiki>and now",
    "an unclosed template": "{{closed top",
    "a closed table": "|}\n|}\n</div></table>",
    "a table": "{|\n| a\n|}",
    "a list": "* one\n* two",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markers": "\x00\x7fs0\x7f \x1b",
    "only signs": "''''' [[ ]] {{ }} }} ]] <",
}


@pytest.mark.parametrize("words", HARMLESS.values(), ids=HARMLESS)
def test_what_somebody_writes_changes_nothing_around_it(ask: Post, answer: Reply, words: str) -> None:
    asked, other = ask("Question"), ask("Other")
    answered = answer(asked.comment_id, words)
    topics = read(page_text(), form="wikitext", site=wiki_site()).topics
    assert [topic.text for topic in topics] == ["Question", "Other"]
    opening = find(asked.comment_id)
    assert isinstance(opening, Comment)
    assert [(reply.id, reply.author) for reply in opening.replies] == [(answered.comment_id, "Ben")]
    assert find(other.comment_id)


def test_a_reply_goes_into_the_newest_text(ask: Post, answer: Reply, save: Save) -> None:
    asked = ask("Question")
    ask("Other")
    moved = page_text().partition("== Other ==")
    save(TALK, text=f"New lead.\n== Other =={moved[2]}\n{moved[0]}")
    answer(asked.comment_id)
    opening = find(asked.comment_id)
    assert isinstance(opening, Comment)
    assert len(opening.replies) == 1


def test_a_comment_is_found_after_its_heading_was_renamed(ask: Post, answer: Reply, save: Save) -> None:
    asked = ask("Question")
    save(TALK, text=page_text().replace("== Question ==", "== What now ==", 1))
    answered = answer(asked.comment_id)
    assert find(answered.comment_id)
    assert answer(f"c-Ada-{asked.comment_id.split('-')[2]}").comment_id


def test_a_comment_that_is_gone_cannot_be_answered(ask: Post, answer: Reply, save: Save) -> None:
    asked = ask()
    save(TALK, text="== Question ==\nNothing.\n")
    with pytest.raises(CommentNotFound):
        answer(asked.comment_id)
    with pytest.raises(TopicNotFound):
        answer("h-Nothing-20260101000000")


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"body": ""}, EmptyComment),
        ({"body": " \n\t "}, EmptyComment),
        ({"body": "\u200b \u3164\u2060"}, EmptyComment),  # nothing that anybody could see
        ({"body": "~~~~"}, EmptyComment),
        ({"body": "x" * 5_000_000}, TooLarge),
        ({"title": "Talk:Nowhere"}, PageNotFound),
        ({"title": "Pond"}, Refusal),
        ({"actor": Actor("192.0.2.1")}, Forbidden),
        ({"comment_id": "c-Nobody-20260101000000"}, CommentNotFound),
        ({"comment_id": ""}, CommentNotFound),
    ],
)
def test_a_refused_reply_leaves_no_trace(
    ask: Post, answer: Reply, how: dict[str, str], refusal: type[Refusal]
) -> None:
    asked = ask()
    revisions, pages = Revision.objects.count(), Page.objects.count()
    with pytest.raises(refusal):
        answer(**{"comment_id": asked.comment_id, **how})
    assert (Revision.objects.count(), Page.objects.count()) == (revisions, pages)


@pytest.mark.parametrize("heading", ["", "  ", "\u200b", "x" * 300])
def test_a_topic_needs_a_title_that_fits(ask: Post, heading: str) -> None:
    with pytest.raises((EmptyComment, TooLarge)):
        ask(heading)
    assert not Page.objects.exists()


def test_a_form_posted_twice_posts_once(ask: Post, answer: Reply, now: datetime) -> None:
    first, second = ask(token="one", now=now), ask(token="one", now=now + timedelta(minutes=5))
    assert (first.comment_id, first.repeated, second.comment_id, second.repeated) == (
        first.comment_id,
        False,
        first.comment_id,
        True,
    )
    replies = [answer(first.comment_id, token="two") for _ in range(3)]
    assert {reply.comment_id for reply in replies} == {replies[0].comment_id}
    assert CommentEntry.objects.count() == 2


FRAGMENTS = [
    *("words", " ", "\n", "\n\n", "* ", ":", "#", ";", "== ", " ==", "----", "''", "~~~~", "é", "日本"),
    *("{{", "}}", "[[", "]]", "|", "{|", "|}", "<div>", "</div>", "<nowiki>", "</nowiki>", "<!--", "-->"),
    *("<pre>", "</pre>", "<ref>", "[[User:Cleo|Cleo]]", "09:00, 4 May 2026 (UTC)", "\x00", "\x7f", "\u202e"),
]
bodies = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 20), bodies), min_size=1, max_size=4))
@example([(0, "~~~~<div>words"), (0, "words"), (2, "words")])
def test_whatever_is_written_adds_one_comment_where_it_was_meant(
    ask: Post, answer: Reply, replies: list[tuple[int, str]]
) -> None:
    with transaction.atomic():
        ask("One")
        ask("Two")
        for which, body in replies:
            target = CommentEntry.objects.order_by("pk")[which % CommentEntry.objects.count()].item_id
            before = outline()
            try:
                answered = answer(target, body)
            except Refusal:
                assert outline() == before
                continue
            after = outline()
            assert after.pop(answered.comment_id) == ("Ben", target)
            assert after == before
        check_index(title_of(TALK))
        transaction.set_rollback(True)


def outline() -> dict[str, tuple[str, str]]:
    """Each comment of the page as a whole reading has it: its author, and what it answers."""
    found: dict[str, tuple[str, str]] = {}
    waiting: list[tuple[Comment | Topic, str]] = [
        (topic, "") for topic in read(page_text(), form="wikitext", site=wiki_site()).topics
    ]
    while waiting:
        item, parent = waiting.pop()
        if isinstance(item, Comment):
            found[item.id] = item.author, parent
        waiting.extend((reply, item.id) for reply in item.replies)
    return found


# --- at the same moment ----------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of this at the same moment, each in a thread of its own; what came of each."""
    ready = threading.Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            ready.wait()
            outcomes[number] = acts[number]()
        except Exception as problem:  # noqa: BLE001  # the test looks at it
            outcomes[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_replies_at_the_same_moment_all_stand(ask: Post, ben_acts: Actor, now: datetime) -> None:
    asked = ask()

    def reply(number: int) -> Callable[[], PostedReply]:
        return lambda: post_reply(
            actor=ben_acts, title=TALK, comment_id=asked.comment_id, body=f"Reply {number}.", now=now
        )

    outcomes = at_once(*(reply(number) for number in range(6)))
    ids = {outcome.comment_id for outcome in outcomes if isinstance(outcome, PostedReply)}
    assert len(ids) == 6, outcomes
    opening = find(asked.comment_id)
    assert isinstance(opening, Comment)
    assert {reply.id for reply in opening.replies} == ids


@pytest.mark.django_db(transaction=True)
def test_one_form_posted_many_times_at_once_posts_once(ask: Post, ben_acts: Actor, now: datetime) -> None:
    asked = ask()

    def reply() -> PostedReply:
        return post_reply(
            actor=ben_acts, title=TALK, comment_id=asked.comment_id, body="Once.", token="x", now=now
        )

    outcomes = at_once(*[reply] * 5)
    assert len({outcome.comment_id for outcome in outcomes if isinstance(outcome, PostedReply)}) == 1, (
        outcomes
    )
    assert page_text().count("Once.") == 1


@pytest.mark.django_db(transaction=True)
def test_topics_on_a_page_that_is_made_by_them_all_stand(ada_acts: Actor, now: datetime) -> None:
    def topic(number: int) -> Callable[[], PostedTopic]:
        return lambda: post_topic(
            actor=ada_acts, title="Talk:Fresh", heading=f"Topic {number}", body="Words.", now=now
        )

    outcomes = at_once(*(topic(number) for number in range(4)))
    assert all(isinstance(outcome, PostedTopic) for outcome in outcomes), outcomes
    topics = read(page_text("Talk:Fresh"), form="wikitext", site=wiki_site()).topics
    assert sorted(one.text for one in topics) == [f"Topic {number}" for number in range(4)]
