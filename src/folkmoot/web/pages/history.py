"""Reading what a page was: its history, an old revision, and what a revision changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from folkmoot.core.diff import DiffRow, Kind, Span, compare_lines
from folkmoot.core.titles import Title, page_path
from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Revision
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.summaries import shown_summaries
from folkmoot.web.shared.sites import wiki_site

USER = 2
ENTRIES = 50
MOST_ROWS = 4_000  # of a comparison: more than anybody reads, less than a browser chokes on
_NO_TEXT = "⋯"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a history. ``size_change`` is in bytes, against the revision before."""

    id: int
    url: str
    diff_url: str
    created: datetime
    actor_name: str
    actor_url: str
    summary: SafeString
    size: int
    size_change: int
    is_first: bool

    @property
    def size_shrunk(self) -> int:
        """By how many bytes the page became smaller (0 when it grew)."""
        return max(0, -self.size_change)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A stretch of a history, newest first, and where the stretches beside it are."""

    revisions: tuple[HistoryEntry, ...]
    older_url: str | None
    newer_url: str | None


@dataclass(frozen=True, slots=True)
class OldRevision:
    """A revision as the notice above its text names it."""

    id: int
    url: str
    created: datetime
    actor_name: str
    summary: SafeString
    previous_url: str | None = None
    next_url: str | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of a comparison, its words that changed marked with ``<ins>`` and ``<del>``."""

    kind: Kind
    old_html: SafeString
    new_html: SafeString


def read_history(
    title: Title, page_id: int, *, before: int | None = None, after: int | None = None
) -> HistoryView:
    """The newest revisions of a page, or those next to a given one; three queries whatever the page's age.

    ``before``: those older than this revision id; ``after``: the ones that are just newer.
    """
    rows = _stretch(page_id, before=before, after=after)
    url = page_path(title, wiki_site())
    shown = rows[:ENTRIES]
    summaries = shown_summaries([row.summary for row in shown], title)
    older_exists = len(rows) > len(shown)
    newer_exists = (
        bool(shown) and (before is not None or after is not None) and _has_newer(page_id, shown[0].pk)
    )
    return HistoryView(
        revisions=tuple(
            _entry(row, parent, url, summary)
            for row, parent, summary in zip(shown, _parents(rows), summaries, strict=False)
        ),
        older_url=f"{url}?action=history&before={shown[-1].pk}" if older_exists else None,
        newer_url=f"{url}?action=history&after={shown[0].pk}" if newer_exists else None,
    )


def _stretch(page_id: int, *, before: int | None, after: int | None) -> list[Revision]:
    """Up to one more than a page of entries, newest first; the last only to know the size before."""
    rows = Revision.objects.filter(page_id=page_id).defer("sections")
    if after is not None:
        nearest = list(rows.filter(pk__gt=after).order_by("id").values_list("pk", flat=True)[:ENTRIES])
        if not nearest:
            return list(rows.order_by("-id")[: ENTRIES + 1])
        return list(rows.filter(pk__lte=nearest[-1]).order_by("-id")[: ENTRIES + 1])
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: ENTRIES + 1])


def _has_newer(page_id: int, revision_id: int) -> bool:
    return Revision.objects.filter(page_id=page_id, pk__gt=revision_id).exists()


def _parents(rows: Sequence[Revision]) -> list[Revision | None]:
    """The revision before each: a page's history is one line, so it is the next row."""
    return [*rows[1:], None]


def _entry(row: Revision, parent: Revision | None, url: str, summary: SafeString) -> HistoryEntry:
    return HistoryEntry(
        id=row.pk,
        url=f"{url}?oldid={row.pk}",
        diff_url=f"{url}?diff={row.pk}",
        created=row.created,
        actor_name=row.actor_name,
        actor_url=page_path(Title(USER, row.actor_name), wiki_site()),
        summary=summary,
        size=row.size,
        size_change=row.size - (parent.size if parent else 0),
        is_first=row.parent_id is None,
    )


def old_revision(revision: LoadedRevision) -> OldRevision:
    """How an old revision is named, with its neighbours; one query."""
    url = page_path(revision.title, wiki_site())
    newer = Revision.objects.filter(page_id=revision.page_id, pk__gt=revision.id).order_by("id")
    next_id = newer.values_list("pk", flat=True).first()
    return OldRevision(
        id=revision.id,
        url=f"{url}?oldid={revision.id}",
        created=revision.created,
        actor_name=revision.actor_name,
        summary=shown_summaries([revision.summary], revision.title)[0],
        previous_url=f"{url}?oldid={revision.parent_id}" if revision.parent_id else None,
        next_url=f"{url}?oldid={next_id}" if next_id else None,
    )


def compare_revisions(old: LoadedRevision | None, new: LoadedRevision) -> list[ShownRow]:
    """What differs, line by line; only the sections that differ (and those beside them) are read."""
    old_ids, new_ids = _differing(old.sections if old else (), new.sections)
    texts = queries.section_texts({*old_ids, *new_ids})
    before = "".join(texts[pk] for pk in old_ids)
    after = "".join(texts[pk] for pk in new_ids)
    rows = [_shown(row) for row in compare_lines(before, after)[: MOST_ROWS + 1]]
    return rows if len(rows) <= MOST_ROWS else [*rows[:MOST_ROWS], _shown(DiffRow("gap"))]


def _differing(old: Sequence[int], new: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Both lists without their common beginning and end, but for one section of each for context."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    start, tail = max(0, head - 1), max(0, tail - 1)
    return old[start : len(old) - tail], new[start : len(new) - tail]


def _shown(row: DiffRow) -> ShownRow:
    if row.kind == "gap":
        return ShownRow(row.kind, SafeString(_NO_TEXT), SafeString(_NO_TEXT))
    return ShownRow(row.kind, _marked(row.old, "del"), _marked(row.new, "ins"))


def _marked(spans: Sequence[Span], tag: str) -> SafeString:
    marked = (f"<{tag}>{escape(span.text)}</{tag}>" if span.changed else escape(span.text) for span in spans)
    return mark_safe("".join(marked))  # noqa: S308  # every text is escaped above
