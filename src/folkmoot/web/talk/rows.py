"""Between the facts of ``entries`` and the rows of ``models``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from folkmoot.web.talk.entries import CommentFacts, TopicFacts, anchor_stem, id_stem
from folkmoot.web.talk.models import CommentEntry, TopicEntry

# What is compared and rewritten when a topic changes; the place and the parent are set apart.
TOPIC_FIELDS = (
    "level",
    "text",
    "base_anchor",
    "anchor",
    "anchor_stem",
    "has_subtopics",
    "base_id",
    "item_id",
    "name",
    "stem",
    "began_at",
    "began_by",
    "comments",
    "people",
    "latest_at",
    "latest_by",
    "latest_id",
)
COMMENT_FIELDS = ("number", "parent_number", "level", "base_id", "item_id", "name", "author", "posted")
CommentValues = tuple[object, ...]
Place = tuple[int, int, int]  # section, occurrence of it on the page, number of the heading in it


def fill_topic(row: TopicEntry, facts: TopicFacts) -> bool:
    """Write the facts into the row (not yet into the database); whether that changed anything."""
    before = [getattr(row, name) for name in TOPIC_FIELDS]
    latest = facts.latest()
    row.level, row.text = facts.level, facts.text
    row.base_anchor, row.anchor = facts.base_anchor, facts.anchor
    row.anchor_stem = anchor_stem(facts.base_anchor)
    row.has_subtopics = facts.has_subtopics
    row.base_id, row.item_id, row.name = facts.base_id, facts.item_id, facts.name
    row.stem = id_stem(facts.base_id)
    row.began_at = facts.began.timestamp if facts.began else None
    row.began_by = facts.began.author if facts.began else ""
    row.comments, row.people = len(facts.comments), facts.people()
    row.latest_at = latest.posted if latest else None
    row.latest_by = latest.author if latest else ""
    row.latest_id = latest.item_id if latest else ""
    return before != [getattr(row, name) for name in TOPIC_FIELDS]


def comment_row(topic: TopicEntry, facts: CommentFacts) -> CommentEntry:
    """A new row for the comment."""
    row = CommentEntry(page_id=topic.page_id, topic=topic, stem=id_stem(facts.base_id))
    for name in COMMENT_FIELDS:
        setattr(row, name, getattr(facts, name))
    return row


def comment_values(facts: CommentFacts) -> CommentValues:
    """The comment as ``values_list(*COMMENT_FIELDS)`` gives it."""
    return tuple(getattr(facts, name) for name in COMMENT_FIELDS)


def first_difference(before: Sequence[CommentValues], after: Sequence[CommentFacts]) -> int:
    """The number of the first comment of the topic whose row is not as it should be."""
    for number, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != comment_values(new):
            return number
    return min(len(before), len(after))


def section_places(sections: Sequence[int]) -> list[tuple[int, int]]:
    """Each section of a page as the rows name it: its id, and which occurrence of it this is."""
    seen: Counter[int] = Counter()
    places = []
    for section in sections:
        places.append((section, seen[section]))
        seen[section] += 1
    return places
