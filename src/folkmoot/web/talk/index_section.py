"""Indexing one changed section, or sections added at the end, without looking at the rest.

Each step gives up (``_RestChanges``) as soon as rows of other sections would have to change too:
a topic with sub-topics gets an older comment, an id is taken from a comment further down, a
heading is renamed. Then the whole page is computed. What is written here is what that would have
written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db import transaction

from folkmoot.core.conversation.model import Found, FoundHeading
from folkmoot.core.conversation.names import unique, unique_anchors
from folkmoot.core.site import SiteConfig
from folkmoot.web.talk.entries import (
    Beginning,
    TopicFacts,
    anchor_stem,
    id_stem,
    identify,
    is_regular,
    section_entries,
)
from folkmoot.web.talk.models import CommentEntry, TopicEntry
from folkmoot.web.talk.reading import found_in_sections
from folkmoot.web.talk.rows import COMMENT_FIELDS, comment_row, fill_topic, first_difference, section_places

_MOST_ADDED = 4  # more sections at once are cheaper to compute as a whole page
_MOST_TOUCHED = 500  # so are more changed ids


class _RestChanges(Exception):
    """The change reaches beyond its section."""


def apply_change(page_id: int, before: Sequence[int], after: Sequence[int], site: SiteConfig) -> bool:
    """Write what follows from the page's sections having been ``before`` and being ``after``.

    False, with nothing written, if that is more than one changed section or a few new ones at the
    end, or if it reaches beyond them.
    """
    place, old, new = _difference(before, after)
    added = len(new) - len(old)
    at_end = place + len(old) == len(before)
    if not before or len(old) > 1 or added < 0 or added > (_MOST_ADDED if at_end else 0):
        return False
    if any(before.count(section) > 1 for section in old) or any(after.count(section) > 1 for section in new):
        return False  # equal texts: the occurrences of other sections would be counted anew
    found = found_in_sections(new, site)
    try:
        with transaction.atomic():
            for position, section in enumerate(new):
                change = _Change(page_id, after, place + position, found[section], site)
                if position < len(old):
                    change.replace(old[position])
                else:
                    change.append()
    except _RestChanges:
        return False
    return True


def _difference(before: Sequence[int], after: Sequence[int]) -> tuple[int, Sequence[int], Sequence[int]]:
    """Where the two lists begin to differ, and what stands there in the one and in the other."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, before[start : len(before) - end], after[start : len(after) - end]


@dataclass(frozen=True, slots=True)
class _Change:
    """One section as it is now, at its place among the sections of its page."""

    page_id: int
    sections: Sequence[int]
    place: int
    found: Sequence[Found]
    site: SiteConfig

    def replace(self, old_section: int) -> None:
        """The section has another text than before, under the same heading."""
        row = TopicEntry.objects.filter(page_id=self.page_id, section_id=old_section).first()
        heading = self._heading()
        if row is None:
            row = self._new_lead(heading)
        elif (row.level, row.base_anchor) != ((heading.level, heading.anchor) if heading else (0, "")):
            raise _RestChanges
        parent_anchor = row.parent.anchor if row.parent else None
        facts = section_entries(self.found, anchor=row.anchor, parent_anchor=parent_anchor, site=self.site)
        if facts is None:
            if row.pk:
                raise _RestChanges
            return
        before = _comments_of(row)
        self._settle_beginning(row, facts, _oldest(before), parent_anchor)
        self._settle_ids(row, facts, before)
        self._write(row, facts, before)

    def append(self) -> None:
        """The section is new, and so is all that follows it."""
        heading = self._heading()
        parent = self._parent_for(heading) if heading else None
        parent_anchor = parent.anchor if parent else None
        anchor = self._unique_anchor(heading.anchor) if heading else ""
        facts = section_entries(self.found, anchor=anchor, parent_anchor=parent_anchor, site=self.site)
        if heading is None or facts is None:
            raise _RestChanges
        row = TopicEntry(page_id=self.page_id, parent=parent)
        self._settle_beginning(row, facts, None, parent_anchor)
        self._settle_ids(row, facts, ())
        self._write(row, facts, ())
        if parent and not parent.has_subtopics:
            parent.has_subtopics = True
            parent.save(update_fields=["has_subtopics"])

    def _heading(self) -> FoundHeading | None:
        if not is_regular(self.found, first=self.place == 0):
            raise _RestChanges
        first = self.found[0] if self.found else None
        return first if isinstance(first, FoundHeading) else None

    def _new_lead(self, heading: FoundHeading | None) -> TopicEntry:
        """The first section, which had no comments and therefore no row."""
        if heading is not None or self.place:
            raise _RestChanges
        return TopicEntry(page_id=self.page_id)

    def _parent_for(self, heading: FoundHeading) -> TopicEntry | None:
        """The topic that a heading at the end of the page is a part of."""
        section, occurrence = section_places(self.sections[: self.place])[-1]
        rows = TopicEntry.objects.filter(page_id=self.page_id, section_id=section, occurrence=occurrence)
        parent = rows.first()
        if parent is None and self.place > 1:
            raise _RestChanges
        while parent is not None and (parent.level >= heading.level or not parent.level):
            parent = parent.parent
        return parent

    def _unique_anchor(self, base_anchor: str) -> str:
        rows = TopicEntry.objects.filter(
            page_id=self.page_id, anchor_stem=anchor_stem(base_anchor), level__gt=0
        ).values_list("base_anchor", "section_id", "occurrence")
        taken = sorted((self._position(section, occurrence), base) for base, section, occurrence in rows)
        return unique_anchors([*(base for _, base in taken), base_anchor])[-1]

    def _settle_beginning(
        self, row: TopicEntry, facts: TopicFacts, old: Beginning | None, parent_anchor: str | None
    ) -> None:
        """A topic begins with the oldest comment of its sub-topics and its own; so do those above."""
        new = facts.began
        for above in _ancestors(row):
            if _began(above, old, new) != _beginning_of(above):
                raise _RestChanges
        if row.has_subtopics:
            facts.has_subtopics = True
            facts.began = _began(row, old, new)
            identify(facts, parent_anchor, self.site)

    def _settle_ids(self, row: TopicEntry, facts: TopicFacts, before: Sequence[CommentEntry]) -> None:
        """Give the topic and its comments the ids that they have on their page."""
        if row.pk and facts.base_id == row.base_id:
            facts.item_id = row.item_id
        else:
            facts.item_id = self._heading_id(row, facts)
        old_ids, new_ids = _by_stem(before), _by_stem(facts.comments)
        changed = {stem for stem in {*old_ids, *new_ids} if _bases(old_ids[stem]) != _bases(new_ids[stem])}
        for stem, comments in new_ids.items():
            if stem not in changed:
                for comment, old in zip(comments, old_ids[stem], strict=True):
                    comment.item_id = old.item_id
        if changed:
            self._number_ids(row, facts, changed)

    def _heading_id(self, row: TopicEntry, facts: TopicFacts) -> str:
        stems = {id_stem(facts.base_id), *([row.stem] if row.pk else [])}
        others = TopicEntry.objects.filter(page_id=self.page_id, stem__in=stems).exclude(pk=row.pk or 0)
        items = [
            (self._position(section, occurrence), base, item)
            for base, item, section, occurrence in others.exclude(item_id="").values_list(
                "base_id", "item_id", "section_id", "occurrence"
            )
        ]
        items.append((self.place, facts.base_id, ""))
        return _numbered(sorted(items))[0]

    def _number_ids(self, row: TopicEntry, facts: TopicFacts, stems: set[int]) -> None:
        if len(stems) > _MOST_TOUCHED:
            raise _RestChanges
        others = CommentEntry.objects.filter(page_id=self.page_id, stem__in=stems).exclude(
            topic_id=row.pk or 0
        )
        items = [
            ((self._position(section, occurrence), number), base, item)
            for base, item, number, section, occurrence in others.values_list(
                "base_id", "item_id", "number", "topic__section_id", "topic__occurrence"
            )
        ]
        own = [comment for comment in facts.comments if id_stem(comment.base_id) in stems]
        items += [((self.place, comment.number), comment.base_id, "") for comment in own]
        for comment, item_id in zip(own, _numbered(sorted(items)), strict=True):
            comment.item_id = item_id

    def _position(self, section: int, occurrence: int) -> int:
        """Where on the page the rows' section stands."""
        at = -1
        for _ in range(occurrence + 1):
            at = self.sections.index(section, at + 1)
        return at

    def _write(self, row: TopicEntry, facts: TopicFacts, before: Sequence[CommentEntry]) -> None:
        values = [tuple(getattr(comment, name) for name in COMMENT_FIELDS) for comment in before]
        start = first_difference(values, facts.comments)
        if start < len(before):
            CommentEntry.objects.filter(topic=row, number__gte=start).delete()
        row.section_id, row.occurrence = self.sections[self.place], 0
        fill_topic(row, facts)
        row.save()
        CommentEntry.objects.bulk_create([comment_row(row, comment) for comment in facts.comments[start:]])


def _comments_of(row: TopicEntry) -> list[CommentEntry]:
    return list(CommentEntry.objects.filter(topic=row).order_by("number")) if row.pk else []


def _oldest(comments: Iterable[CommentEntry]) -> Beginning | None:
    first = min(comments, key=lambda comment: (comment.posted, comment.number), default=None)
    return Beginning(first.author, first.posted) if first else None


def _ancestors(row: TopicEntry) -> Iterator[TopicEntry]:
    above = row.parent
    while above is not None:
        yield above
        above = above.parent


def _beginning_of(row: TopicEntry) -> Beginning | None:
    return Beginning(row.began_by, row.began_at) if row.began_at else None


def _began(row: TopicEntry, old: Beginning | None, new: Beginning | None) -> Beginning | None:
    """When the topic began, now that the oldest comment of one of its parts is ``new``, not ``old``."""
    known = _beginning_of(row)
    if old == new:
        return known
    if new is not None and (known is None or new.timestamp < known.timestamp):
        return new
    if known == old or (new is not None and known is not None and new.timestamp == known.timestamp):
        raise _RestChanges  # only the other parts can tell
    return known


class _Identified(Protocol):
    base_id: str
    item_id: str


_Item = TypeVar("_Item", bound=_Identified)


def _by_stem(comments: Iterable[_Item]) -> defaultdict[int, list[_Item]]:
    groups: defaultdict[int, list[_Item]] = defaultdict(list)
    for comment in comments:
        groups[id_stem(comment.base_id)].append(comment)
    return groups


def _bases(comments: Iterable[_Identified]) -> list[str]:
    return [comment.base_id for comment in comments]


def _numbered(items: Sequence[tuple[object, str, str]]) -> list[str]:
    """The ids of those items (place, base id, id) that have none yet; the items are in page order."""
    ids = unique(base for _, base, _ in items)
    if any(known and known != given for (_, _, known), given in zip(items, ids, strict=True)):
        raise _RestChanges
    return [given for (_, _, known), given in zip(items, ids, strict=True) if not known]
