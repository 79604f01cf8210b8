"""Conversations as lines of text, so that a case can say what it expects in a way people read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.site import SiteConfig

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A page as a plain file: ``lang: xx`` if it is not English, the text, ``---``, the outline."""

    text: str
    outline: str
    site: SiteConfig


def read_case(path: Path) -> Case:
    """Read a case file; its text ends before the last line of three dashes."""
    content = path.read_text(encoding="utf-8")
    language = "en"
    if content.startswith("lang: "):
        first, _, content = content.partition("\n")
        language = first.removeprefix("lang: ").strip()
    text, _, outline = content.rpartition("\n---\n")
    return Case(text, outline.strip("\n"), SiteConfig.for_language(language))


def outline(conversation: Conversation) -> str:
    """One line per item: ``== Topic`` or ``author, time, level: first words``, indented by depth."""
    return "\n".join(_lines(conversation.topics, 0))


def _lines(items: tuple[Comment | Topic, ...], depth: int) -> Iterator[str]:
    for item in items:
        yield "  " * depth + (_topic(item) if isinstance(item, Topic) else _comment(item))
        yield from _lines(item.replies, depth + 1)


def _topic(topic: Topic) -> str:
    return f"{'=' * (topic.level or 0)} {topic.text}".strip() or "(no heading)"


def _comment(comment: Comment) -> str:
    words = " / ".join(line.strip() for line in comment.body.split("\n") if line.strip())
    inferred = " (inferred)" if comment.parent_inferred else ""
    shown = f" as {comment.display_name}" if comment.display_name else ""
    return f"{comment.author}{shown} {comment.timestamp:%Y-%m-%d %H:%M} {comment.level}{inferred}: {words}"
