"""What an edit of a talk page gives others to know, and who is to be told.

Two steps. ``events`` says what happened: comments that are new, topics that were opened or taken
away. ``notices`` says who hears of it, each person once, whatever they follow. Both are plain
functions of two versions of a page; sending and remembering is the caller's.

Two sets of rules. ``"discussiontools"`` counts names, exactly as DiscussionTools does. ``"people"``
knows each comment by its identity, so that an edited, moved, re-dated or restored comment is not
announced as if somebody had just said it, and every topic can be followed, whatever its level.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from folkmoot.core.conversation.identity import Comparison, Match, compare
from folkmoot.core.conversation.matching.above import Above
from folkmoot.core.conversation.matching.counting import FOLLOWED_LEVEL, added_comments, added_topics
from folkmoot.core.conversation.matching.likeness import collapsed
from folkmoot.core.conversation.model import Comment, Conversation, Reading, Topic
from folkmoot.core.titles import Title

FRESH = timedelta(minutes=10)  # a comment this old or older was not written in this edit
SIGNED_FOR = timedelta(days=1)  # in which somebody else may add the signature that was forgotten
_MOST_SIGNED_FOR = 20  # of one edit; each is looked for in the whole old text

EventKind = Literal["comment", "topic-added", "topic-removed"]
Reason = Literal["answered", "topic", "page"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What is known of an edit besides the text: who saved it and when (aware)."""

    editor: str
    moment: datetime
    summary: str = ""
    reverts: bool = False  # an undo or rollback; it gives nobody anything to read


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that an edit did.

    ``topics`` are the headings it happened under that can be followed, the nearest first; for a
    topic event only the topic itself. ``comment`` is the new comment, or the oldest one of an added
    topic. ``answers`` is the comment that it replies to, if it did not answer the same person
    before. ``left`` are the topics that it stood under before, if its author has just moved it
    here: who follows them knows it already.
    """

    kind: EventKind
    topics: tuple[Topic, ...] = ()
    comment: Comment | None = None
    answers: Comment | None = None
    left: tuple[Topic, ...] = ()

    @property
    def topic(self) -> Topic | None:
        """The nearest topic that can be followed."""
        return self.topics[0] if self.topics else None


@dataclass(frozen=True, slots=True)
class Notice:
    """One person is to be told of one event, and why: the strongest reason there is."""

    person: str
    event: Event
    reason: Reason


def events(
    old: Conversation,
    new: Conversation,
    *,
    saved: Saved,
    rules: Reading = "people",
    known: Callable[[Comment], bool] | None = None,
    old_text: str = "",
) -> tuple[Event, ...]:
    """What an edit did that others may want to know: new comments, then removed, then added topics.

    ``known`` tells of a comment that is new on the page whether the wiki has seen it before, on
    another page or in an older revision (see ``permalinks.Register``); such a comment was moved or
    restored, and so was a topic that holds nothing else. ``old_text`` is the wikitext of the old
    version: what stood there unsigned and has been signed for its author (by a bot, say) is
    announced when it is signed. Only ``"people"`` asks for these two.
    """
    if saved.reverts:
        return ()
    if rules == "discussiontools":
        return (*_counted_comments(old, new, saved), *_counted_topics(old, new))
    comparison = compare({"": old}, {"": new})
    is_known = known or (lambda comment: False)
    return (
        *_new_comments(comparison, old, new, saved, is_known),
        *_signed_for_others(comparison, old, new, saved, collapsed(old_text)),
        *_changed_topics(comparison, new, is_known),
    )


def notices(
    found: Iterable[Event],
    *,
    editor: str,
    followers: Callable[[Topic], Iterable[str]],
    watchers: Collection[str] = (),
    told: Collection[str] = (),
    answered: bool = True,
) -> tuple[Notice, ...]:
    """Who hears of which event: everybody once per event, nobody of what they did themselves.

    ``followers`` gives the people who follow a topic, ``watchers`` those who want to know of new
    topics on the page. ``told`` are people who hear of the edit in another way (the owner of the
    talk page, people who are mentioned). With ``answered``, whom a comment answers is told without
    following anything. Who follows a new topic's page hears of the topic, not of its first comment
    as well. In the order of events, people by name.
    """
    skipped = {editor, *told}
    found = tuple(found)
    opening = {event.comment.id for event in found if event.kind == "topic-added" and event.comment}
    made = []
    for event in found:
        reasons = _reasons(event, followers, watchers, answered)
        opens = event.kind == "comment" and event.comment is not None and event.comment.id in opening
        hears_of_topic = set(watchers) if opens else set()
        made += [
            Notice(person, event, reasons[person])
            for person in sorted(reasons.keys() - skipped - hears_of_topic)
        ]
    return tuple(made)


def _reasons(
    event: Event, followers: Callable[[Topic], Iterable[str]], watchers: Collection[str], answered: bool
) -> dict[str, Reason]:
    """Everybody who has a reason to hear of the event, with the strongest one."""
    if event.kind == "topic-added":
        return dict.fromkeys(watchers, "page")
    informed = {person for topic in event.left for person in followers(topic)}
    reasons: dict[str, Reason] = {
        person: "topic" for topic in event.topics for person in followers(topic) if person not in informed
    }
    if answered and event.answers is not None and event.answers.author not in informed:
        reasons[event.answers.author] = "answered"
    return reasons


class Told:
    """Who was told of what, over many edits: nobody hears of the same words twice.

    ``sent`` holds what a caller remembers from before: pairs of a person and of what they were told
    of, by the identity that the caller's store gives to comments and topics.
    """

    def __init__(self, sent: Iterable[tuple[str, Hashable]] = ()) -> None:
        self._sent = set(sent)

    def unsent(
        self, made: Iterable[Notice], identity: Callable[[Comment | Topic], Hashable]
    ) -> tuple[Notice, ...]:
        """The notices to send, remembered as sent. A topic that is taken away is told each time."""
        waiting = []
        for notice in made:
            if notice.event.kind != "topic-removed":
                key = (notice.person, identity(_subject(notice.event)))
                if key in self._sent:
                    continue
                self._sent.add(key)
            waiting.append(notice)
        return tuple(waiting)


def _subject(event: Event) -> Comment | Topic:
    """What an event is about; every event has a comment or a topic."""
    subject = event.comment if event.kind == "comment" else event.topic
    if subject is None:
        raise ValueError(f"an event of kind {event.kind!r} without its subject")
    return subject


_PEER_KINDS: Mapping[EventKind, str] = {
    "comment": "dt-subscribed-new-comment",
    "topic-added": "dt-added-topic",
    "topic-removed": "dt-removed-topic",
}


def as_discussiontools(
    event: Event, *, page: Title, words: Callable[[Comment], str], mentioned: Sequence[str] = ()
) -> dict[str, Any]:
    """The event in the form that DiscussionTools gives to Echo: its type and its extra data.

    ``words`` gives a comment's text as plain words. An event outside every topic has no such form;
    its ``subscribed-comment-name`` is None.
    """
    topic = event.topic
    extra: dict[str, Any] = {"subscribed-comment-name": topic.name if topic else None}
    if event.kind == "topic-added":
        extra["subscribed-comment-name"] = f"p-topics-{page.namespace}:{page.key()}"
    if event.kind != "comment" and topic:
        extra |= {"heading-id": topic.id, "heading-name": topic.name}
    extra["section-title"] = topic.anchor.replace("_", " ") if topic else None
    if event.comment:
        extra |= {"comment-id": event.comment.id, "comment-name": event.comment.name}
        extra["content"] = words(event.comment)
    if event.kind == "comment":
        extra["mentioned-users"] = list(mentioned)
    return {"type": _PEER_KINDS[event.kind], "extra": extra}


# --- by identity -----------------------------------------------------------------------------------


def _new_comments(
    comparison: Comparison,
    old: Conversation,
    new: Conversation,
    saved: Saved,
    known: Callable[[Comment], bool],
) -> Iterator[Event]:
    """Comments that their own author has just put here."""
    above_old, above_new = Above(old), Above(new)
    former_topics = {match.new.id: match.old.id for match in comparison.topics if match.new and match.old}
    for match in comparison.comments:
        comment = match.new
        if comment is None or not is_fresh(comment, saved):
            continue
        topics = above_new.topics(comment.id)
        answers = above_new.parent(comment.id)
        if match.old is None:
            if not known(comment):
                yield Event("comment", topics, comment, answers)
        elif "place" in match.changes:
            left = above_old.topics(match.old.id)
            staying = {topic.id for topic in left}
            entered = tuple(topic for topic in topics if former_topics.get(topic.id) not in staying)
            answered_before = above_old.parent(match.old.id)
            if answers and answered_before and answers.author == answered_before.author:
                answers = None
            if entered:
                yield Event("comment", entered, comment, answers, left)


def _signed_for_others(
    comparison: Comparison, old: Conversation, new: Conversation, saved: Saved, old_text: str
) -> Iterator[Event]:
    """Comments that stood on the page without a signature until somebody else added it."""
    candidates = [
        match.new
        for match in comparison.comments
        if match.old is None and match.new is not None and _is_signed_for(match.new, saved)
    ]
    if not candidates or not old_text:
        return
    signatures = {(comment.author, comment.timestamp) for comment in old.comments()}
    above = Above(new)
    for comment in candidates[:_MOST_SIGNED_FOR]:
        said = collapsed(comment.body)
        if said and said in old_text and (comment.author, comment.timestamp) not in signatures:
            yield Event("comment", above.topics(comment.id), comment, above.parent(comment.id))


def _is_signed_for(comment: Comment, saved: Saved) -> bool:
    return comment.author != saved.editor and timedelta() <= saved.moment - comment.timestamp < SIGNED_FOR


def _changed_topics(
    comparison: Comparison, new: Conversation, known: Callable[[Comment], bool]
) -> Iterator[Event]:
    """Topics in which somebody spoke for the first time, and topics that are gone with what was said.

    A heading of a lower level below another one is a part of that topic, not a topic of the page.
    """
    origins = {match.new.id: match for match in comparison.comments if match.new}
    roots = {topic.id for topic in new.topics}
    added = []
    for match in comparison.topics:
        if match.new is None:
            if match.old is not None and _oldest(match.old) is not None and not match.old.placeholder:
                yield Event("topic-removed", (match.old,))
        elif not _is_page_topic(match.new, roots) or (match.old and _oldest(match.old)):
            continue
        elif (oldest := _oldest(match.new)) is not None and _is_opened(match.new, origins, known):
            added.append(Event("topic-added", (match.new,), oldest))
    yield from added


def _is_page_topic(topic: Topic, roots: Collection[str]) -> bool:
    return not topic.placeholder and (topic.id in roots or (topic.level or 0) <= FOLLOWED_LEVEL)


def _is_opened(topic: Topic, origins: Mapping[str, Match], known: Callable[[Comment], bool]) -> bool:
    """Whether anything under the heading is said here for the first time.

    A heading put above comments that were on the page is no new topic; a discussion moved here from
    elsewhere is one, unless the wiki has ``known`` all of it.
    """
    return any(origins[comment.id].old is None and not known(comment) for comment in topic.comments())


def is_fresh(comment: Comment, saved: Saved) -> bool:
    """Whether the editor has just written this: their own comment, less than ten minutes old.

    DiscussionTools' rule: who moves others' comments, or archives their own, says nothing new.
    """
    return comment.author == saved.editor and saved.moment - comment.timestamp < FRESH


def _oldest(topic: Topic) -> Comment | None:
    return min(topic.comments(), key=lambda comment: comment.timestamp, default=None)


# --- by counting names, as DiscussionTools does -------------------------------------------------------


def _counted_comments(old: Conversation, new: Conversation, saved: Saved) -> Iterator[Event]:
    above = Above(new)
    for comment, topic in added_comments(old, new):
        if is_fresh(comment, saved):
            yield Event("comment", (topic,), comment, above.parent(comment.id))


def _counted_topics(old: Conversation, new: Conversation) -> Iterator[Event]:
    yield from (Event("topic-removed", (topic,)) for topic in added_topics(new, old))
    yield from (Event("topic-added", (topic,), _oldest(topic)) for topic in added_topics(old, new))
