"""Keeping the index in step with the text.

A reply, an edited section, a topic at the end of the page touch the rows of that one section
(``index_section``), whatever the size of the page. Anything else - topics moved, removed, renamed -
is computed from what was read in all sections (read once each, and kept), and only the rows that
differ are written. Both ways end in the same rows: those of ``entries.page_entries``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from folkmoot.core.site import SiteConfig
from folkmoot.web.pages.manifests import unpack_manifest
from folkmoot.web.pages.models import Revision
from folkmoot.web.talk.entries import TopicFacts, page_entries
from folkmoot.web.talk.index_section import apply_change
from folkmoot.web.talk.models import CommentEntry, IndexedPage, TopicEntry
from folkmoot.web.talk.reading import READING_RULES, found_in_sections
from folkmoot.web.talk.rows import (
    COMMENT_FIELDS,
    TOPIC_FIELDS,
    CommentValues,
    Place,
    comment_row,
    fill_topic,
    first_difference,
    section_places,
)

INDEX_RULES = "2"  # bump it when the same reading gives other rows
_BATCH = 200


def index_rules(site: SiteConfig) -> str:
    """What the rows of a page depend on besides its text."""
    return f"{INDEX_RULES}.{READING_RULES}.{site.fingerprint()}"[:64]


@dataclass(frozen=True, slots=True)
class State:
    """A revision of a page, as the index sees it: its id and its sections in page order."""

    revision_id: int
    sections: tuple[int, ...]


def update_index(*, page_id: int, after: State, before: State | None = None, site: SiteConfig) -> None:
    """Make the page's rows those of the revision ``after``; nothing to do when they are already.

    ``before`` spares a query if it is the revision that was indexed last. The caller holds the
    page's lock, so that two updates of one page follow each other.
    """
    rules = index_rules(site)
    indexed = IndexedPage.objects.filter(page_id=page_id).first()
    if indexed and indexed.revision_id == after.revision_id and indexed.rules == rules:
        return
    with transaction.atomic(savepoint=False):
        sections = _indexed_sections(indexed, rules, before)
        if sections and apply_change(page_id, sections, after.sections, site):
            irregular = False
        else:
            irregular = _index_whole(page_id, after.sections, site)
        row = IndexedPage(page_id=page_id, revision_id=after.revision_id, rules=rules, irregular=irregular)
        row.save(force_update=indexed is not None, force_insert=indexed is None)


@transaction.atomic
def rebuild_index(*, page_id: int, after: State, site: SiteConfig) -> None:
    """Make the page's rows anew from all its sections, trusting no row that is there."""
    IndexedPage.objects.filter(page_id=page_id).delete()
    TopicEntry.objects.filter(page_id=page_id).delete()
    update_index(page_id=page_id, after=after, site=site)


def _indexed_sections(indexed: IndexedPage | None, rules: str, before: State | None) -> tuple[int, ...]:
    """The sections that the rows stand for, if a small change can be built on them."""
    if indexed is None or indexed.rules != rules or indexed.irregular:
        return ()
    if before is not None and before.revision_id == indexed.revision_id:
        return before.sections
    revision = Revision.objects.filter(pk=indexed.revision_id).first()
    return unpack_manifest(revision.sections) if revision else ()


def _index_whole(page_id: int, sections: Sequence[int], site: SiteConfig) -> bool:
    """Write the rows that differ from those of the whole page; whether the page is irregular."""
    found = found_in_sections(sections, site)
    topics = page_entries([found[section] for section in sections], site)
    _PageWriter(page_id, sections, topics).write()
    return any(topic.number or (topic.place and not topic.level) for topic in topics) or any(
        not found[section] for section in sections[1:]
    )


class _PageWriter:
    """Brings all rows of a page to what the facts say, writing only what differs."""

    def __init__(self, page_id: int, sections: Sequence[int], topics: Sequence[TopicFacts]) -> None:
        self._page_id = page_id
        self._topics = topics
        places = section_places(sections)
        self._places: list[Place] = [(*places[topic.place], topic.number) for topic in topics]
        rows = TopicEntry.objects.filter(page_id=page_id)
        self._rows = {(row.section_id, row.occurrence, row.number): row for row in rows}

    def write(self) -> None:
        self._delete_gone_topics()
        missing = self._delete_changed_comments()
        self._write_topics()
        self._write_parents()
        rows = [
            comment_row(self._rows[place], comment)
            for place, comments_from, topic in missing
            for comment in topic.comments[comments_from:]
        ]
        CommentEntry.objects.bulk_create(rows, batch_size=_BATCH)

    def _delete_gone_topics(self) -> None:
        gone = [self._rows.pop(place).pk for place in set(self._rows) - set(self._places)]
        TopicEntry.objects.filter(pk__in=gone).delete()

    def _delete_changed_comments(self) -> list[tuple[Place, int, TopicFacts]]:
        """Delete what is wrong; gives each topic with the number from which comments are missing."""
        before: dict[int, list[CommentValues]] = {}
        keys: dict[int, list[int]] = {}
        for pk, topic_id, *values in (
            CommentEntry.objects.filter(page_id=self._page_id)
            .order_by("topic_id", "number")
            .values_list("pk", "topic_id", *COMMENT_FIELDS)
        ):
            before.setdefault(topic_id, []).append(tuple(values))
            keys.setdefault(topic_id, []).append(pk)
        missing, wrong = [], []
        for place, topic in zip(self._places, self._topics, strict=True):
            topic_id = self._rows[place].pk if place in self._rows else 0
            start = first_difference(before.get(topic_id, ()), topic.comments)
            wrong += keys.get(topic_id, [])[start:]
            missing.append((place, start, topic))
        CommentEntry.objects.filter(pk__in=wrong).delete()
        return missing

    def _write_topics(self) -> None:
        new, changed = [], []
        for place, topic in zip(self._places, self._topics, strict=True):
            row = self._rows.get(place)
            if row is None:
                section_id, occurrence, number = place
                row = TopicEntry(
                    page_id=self._page_id, section_id=section_id, occurrence=occurrence, number=number
                )
                fill_topic(row, topic)
                new.append(row)
                self._rows[place] = row
            elif fill_topic(row, topic):
                changed.append(row)
        TopicEntry.objects.bulk_create(new, batch_size=_BATCH)
        TopicEntry.objects.bulk_update(changed, TOPIC_FIELDS, batch_size=_BATCH)

    def _write_parents(self) -> None:
        changed = []
        for place, topic in zip(self._places, self._topics, strict=True):
            row = self._rows[place]
            parent_id = None if topic.parent is None else self._rows[self._places[topic.parent]].pk
            if row.parent_id != parent_id:
                row.parent_id = parent_id
                changed.append(row)
        TopicEntry.objects.bulk_update(changed, ["parent"], batch_size=_BATCH)
