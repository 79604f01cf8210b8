"""A conversation as plain values, as JSON and as rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from folkmoot.core.conversation.model import Comment, Conversation, Topic

MAX_INDENT = 40  # deeper levels keep this one, or a hostile page would make JSON of quadratic size
COLUMNS = (
    "topic",
    "topic_id",
    "id",
    "name",
    "parent_id",
    "parent_inferred",
    "level",
    "author",
    "display_name",
    "timestamp",
    "warnings",
    "body",
)
# Characters that some terminals take for commands, though JSON would let them stand as they are.
ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0xD800, 0xE000))}

Item = Comment | Topic


def tree(conversation: Conversation) -> list[dict[str, Any]]:
    """See ``folkmoot.core.conversation.tree``."""
    roots: list[dict[str, Any]] = []
    waiting: list[tuple[Item, list[dict[str, Any]]]]
    waiting = [(topic, roots) for topic in reversed(conversation.topics)]
    while waiting:
        item, siblings = waiting.pop()
        replies: list[dict[str, Any]] = []
        siblings.append({**item_fields(item), "replies": replies})
        waiting.extend((reply, replies) for reply in reversed(item.replies))
    return roots


def item_fields(item: Item) -> dict[str, Any]:
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
    if topic.closed:
        fields["closed"] = True
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
    if comment.closed:
        fields["closed"] = True
    return fields


def iso(moment: datetime) -> str:
    """A time as the tree has it: ``2020-01-02T03:04:00Z``."""
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}-{utc:%m-%dT%H:%M:%S}Z"


def to_json(conversation: Conversation) -> Iterator[str]:
    """The tree as JSON, one item a line, however deep it is: pieces to be written one by one."""
    yield "["
    open_replies: list[Iterator[Item]] = [iter(conversation.topics)]
    separator = ""
    while open_replies:
        item = next(open_replies[-1], None)
        if item is None:
            open_replies.pop()
            yield "]}" if open_replies else "\n]\n"
            separator = ","
            continue
        fields = json.dumps(item_fields(item), ensure_ascii=False).translate(ESCAPED)
        indent = " " * min(len(open_replies), MAX_INDENT)
        yield f'{separator}\n{indent}{fields[:-1]}, "replies": ['
        open_replies.append(iter(item.replies))
        separator = ""


def to_records(conversation: Conversation) -> Iterator[dict[str, Any]]:
    """The comments in the order of the tree, one record of plain values each."""
    waiting: list[tuple[Item, Topic | None, str]]
    waiting = [(topic, None, "") for topic in reversed(conversation.topics)]
    while waiting:
        item, topic, parent_id = waiting.pop()
        if isinstance(item, Topic):
            topic = item
        elif topic is not None:
            yield _record(item, topic, parent_id)
        waiting.extend((reply, topic, item.id) for reply in reversed(item.replies))


def _record(comment: Comment, topic: Topic, parent_id: str) -> dict[str, Any]:
    return {
        "topic": topic.text,
        "topic_id": topic.id,
        "id": comment.id,
        "name": comment.name,
        "parent_id": parent_id,
        "parent_inferred": comment.parent_inferred,
        "level": comment.level,
        "author": comment.author,
        "display_name": comment.display_name,
        "timestamp": comment.timestamp,
        "closed": comment.closed,
        "warnings": list(comment.warnings),
        "body": comment.body,
    }


def to_rows(conversation: Conversation) -> Iterator[tuple[str, ...]]:
    """The comments in the order of the tree, one row of texts each, in the order of ``COLUMNS``."""
    for record in to_records(conversation):
        yield tuple(_cell(record[column]) for column in COLUMNS)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return iso(value)
    return "; ".join(value) if isinstance(value, list) else str(value if value is not None else "")
