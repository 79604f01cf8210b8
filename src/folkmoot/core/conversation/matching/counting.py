"""What is new on a page by DiscussionTools' count: of every name, as many as there are more than before.

A comment counts within topics of one name, and only under headings of the second level, the only
ones that can be subscribed to there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from folkmoot.core.conversation.model import Comment, Conversation, Topic

FOLLOWED_LEVEL = 2  # of the headings that DiscussionTools lets people subscribe to

_Item = TypeVar("_Item")


def added_comments(old: Conversation, new: Conversation) -> Iterator[tuple[Comment, Topic]]:
    """The comments that are more than before, each with its topic; topics of one name together."""
    before = _comment_groups(old)
    for topic_name, topic in _comment_groups(new).items():
        known = before.get(topic_name, {})
        for name, group in topic.items():
            yield from _added(known.get(name, {}), group)


def added_topics(old: Conversation, new: Conversation) -> Iterator[Topic]:
    """The topics that are more than before; the other way round, those that are gone."""
    before = _topic_groups(old)
    for name, group in _topic_groups(new).items():
        yield from _added(before.get(name, {}), group)


def _followed_topics(conversation: Conversation) -> Iterator[Topic]:
    """Headings of level 2 in which somebody has signed: the only ones that can be subscribed to."""
    return (
        topic
        for topic in conversation.all_topics()
        if topic.level == FOLLOWED_LEVEL and not topic.placeholder and topic.name != "h-"
    )


def _topic_groups(conversation: Conversation) -> dict[str, dict[str, Topic]]:
    groups: dict[str, dict[str, Topic]] = {}
    for topic in _followed_topics(conversation):
        groups.setdefault(topic.name, {})[topic.id] = topic
    return groups


def _comment_groups(conversation: Conversation) -> dict[str, dict[str, dict[str, tuple[Comment, Topic]]]]:
    """By the names of topics and comments the comments that have them, by id, in page order."""
    groups: dict[str, dict[str, dict[str, tuple[Comment, Topic]]]] = {}
    for topic in _followed_topics(conversation):
        names = groups.setdefault(topic.name, {})
        for comment in topic.comments():
            names.setdefault(comment.name, {})[comment.id] = (comment, topic)
    return groups


def _added(before: Mapping[str, _Item], after: Mapping[str, _Item]) -> list[_Item]:
    """As many of ``after`` as there are more than before: of those with new ids the last ones, last first.

    There are always enough with new ids: an id stands on a page once.
    """
    more = max(0, len(after) - len(before))
    fresh = [item for key, item in after.items() if key not in before]
    return fresh[::-1][:more]
