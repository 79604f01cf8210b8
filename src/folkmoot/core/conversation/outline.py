"""A conversation as plain values, as JSON, as a table and as a drawing for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from folkmoot.core.conversation.model import Comment, Conversation, Topic

MAX_INDENT = 40  # deeper levels keep this one, or a hostile page would make JSON of quadratic size


def tree(conversation: Conversation) -> list[dict[str, Any]]:
    """See ``folkmoot.core.conversation.tree``."""
    roots: list[dict[str, Any]] = []
    waiting: list[tuple[Comment | Topic, list[dict[str, Any]]]] = [
        (topic, roots) for topic in reversed(conversation.topics)
    ]
    while waiting:
        item, siblings = waiting.pop()
        plain = item_fields(item)
        plain["replies"] = replies = []
        siblings.append(plain)
        waiting.extend((reply, replies) for reply in reversed(item.replies))
    return roots


def item_fields(item: Comment | Topic) -> dict[str, Any]:
    """One item of the tree without its replies."""
    return _topic_fields(item) if isinstance(item, Topic) else _comment_fields(item)


def _topic_fields(topic: Topic) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type": "heading",
        "level": 0,
        "headingLevel": topic.level,
        "placeholder": topic.placeholder,
        "id": topic.id,
        "name": topic.name,
    }
    if not topic.placeholder:
        fields |= {"text": topic.text, "anchor": topic.anchor}
    return fields


def _comment_fields(comment: Comment) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type": "comment",
        "level": comment.level,
        "author": comment.author,
        "timestamp": iso(comment.timestamp),
        "id": comment.id,
        "name": comment.name,
        "body": comment.body,
    }
    if comment.display_name:
        fields["displayName"] = comment.display_name
    if comment.warnings:
        fields["warnings"] = list(comment.warnings)
    if comment.parent_inferred:
        fields["parentInferred"] = True
    return fields


def iso(moment: datetime) -> str:
    """A time as the tree has it: ``2020-01-02T03:04:00Z``."""
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}-{utc:%m-%dT%H:%M:%S}Z"


def to_json(conversation: Conversation) -> Iterator[str]:
    """The tree as JSON, one item a line, however deep it is; pieces to be written one by one."""
    yield "["
    yield from _json_items(conversation)
    yield "\n]\n" if conversation.topics else "]\n"


def _json_items(conversation: Conversation) -> Iterator[str]:
    open_replies = [iter(conversation.topics)]
    first = True
    while open_replies:
        item = next(open_replies[-1], None)  # type: ignore[call-overload]
        if item is None:
            open_replies.pop()
            if open_replies:
                yield "]}"
            first = False
            continue
        indent = "\n" + " " * min(len(open_replies), MAX_INDENT)
        fields = json.dumps(item_fields(item), ensure_ascii=False)
        yield f'{"" if first else ","}{indent}{fields[:-1]}, "replies": ['
        open_replies.append(iter(item.replies))
        first = True
