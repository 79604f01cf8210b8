"""What a page says about its conversations at a glance: the newest comment, who takes part where.

Ties are DiscussionTools': within a topic the first on the page counts, for a page's newest
comment the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from folkmoot.core.conversation.model import Comment, Conversation, Topic


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part, with the names they sign with where these differ from the account."""

    author: str
    display_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic with its sub-topics: how much is said in it, by whom, and since when."""

    topic: Topic
    comment_count: int
    participants: tuple[Participant, ...]  # by name
    oldest: Comment | None
    latest: Comment | None


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is said on a page; every topic and sub-topic in page order."""

    newest: Comment | None
    topics: tuple[TopicSummary, ...]


def summarise(conversation: Conversation) -> PageSummary:
    """The newest comment of a page and the figures of each of its topics."""
    newest: Comment | None = None
    for comment in conversation.comments():
        if newest is None or comment.timestamp >= newest.timestamp:
            newest = comment
    return PageSummary(newest, tuple(summarise_topic(topic) for topic in conversation.all_topics()))


def summarise_topic(topic: Topic) -> TopicSummary:
    """The figures of one topic, comments in its sub-topics included."""
    comments = list(topic.comments())
    return TopicSummary(
        topic=topic,
        comment_count=len(comments),
        participants=participants(comments),
        oldest=min(comments, key=lambda comment: comment.timestamp, default=None),
        latest=max(comments, key=lambda comment: comment.timestamp, default=None),
    )


def participants(comments: Iterable[Comment]) -> tuple[Participant, ...]:
    """Everybody who wrote one of the comments, in the order of the bytes of their names."""
    names: dict[str, dict[str, None]] = {}
    for comment in comments:
        shown = names.setdefault(comment.author, {})
        if comment.display_name:
            shown.setdefault(comment.display_name)
    return tuple(Participant(author, tuple(names[author])) for author in sorted(names))


def summary_tree(summary: PageSummary) -> dict[str, Any]:
    """A summary as plain values; comments by their ids."""
    return {
        "newestOnPage": summary.newest.id if summary.newest else None,
        "headings": [
            {
                "id": each.topic.id,
                "commentCount": each.comment_count,
                "authors": [
                    {"username": person.author, "displayNames": list(person.display_names)}
                    for person in each.participants
                ],
                "oldest": each.oldest.id if each.oldest else None,
                "latest": each.latest.id if each.latest else None,
            }
            for each in summary.topics
        ],
    }
