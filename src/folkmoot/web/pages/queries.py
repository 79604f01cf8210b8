"""Reading pages: each function answers with frozen values and makes a small, fixed number of queries."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db.models import Q

from folkmoot.core.titles import Title
from folkmoot.web.pages.manifests import unpack_manifest
from folkmoot.web.pages.models import Page, Revision, SectionText

# Below what SQLite takes as parameters of one statement (32,766 since 3.32).
_ITEMS_PER_QUERY = 20_000

PageKey = tuple[int, str]
Item = TypeVar("Item", int, PageKey)


@dataclass(frozen=True, slots=True)
class LoadedRevision:
    """A revision without its text: whose it is, and the ids of its sections in page order.

    ``language`` is the page's, "" for the wiki's own. ``latest_id`` is the page's newest revision.
    """

    id: int
    page_id: int
    title: Title
    language: str
    sections: tuple[int, ...]
    parent_id: int | None
    latest_id: int
    actor_id: int | None
    actor_name: str
    summary: str
    created: datetime
    size: int
    has_open: bool = False

    @property
    def is_latest(self) -> bool:
        """Whether the page has no newer revision."""
        return self.id == self.latest_id


def page_key(title: Title) -> PageKey:
    """What a title is looked up by."""
    return title.namespace, title.key()


def load_revision(title: Title, *, revision_id: int | None = None) -> LoadedRevision | None:
    """The newest revision of a page, or the one with this id if it is of this page; one query."""
    if revision_id is None:
        page = Page.objects.select_related("latest").filter(_at(title), latest__isnull=False).first()
        return loaded(page.latest, page, title) if page and page.latest else None
    revision = (
        Revision.objects.select_related("page")
        .filter(pk=revision_id, page__namespace=title.namespace, page__key=title.key())
        .first()
    )
    return loaded(revision, revision.page, title) if revision else None


def load_revision_by_id(revision_id: int) -> LoadedRevision | None:
    """The revision with this id, whatever its page; one query."""
    revision = Revision.objects.select_related("page").filter(pk=revision_id).first()
    if revision is None:
        return None
    title = Title(revision.page.namespace, revision.page.key.replace("_", " "))
    return loaded(revision, revision.page, title)


def loaded(revision: Revision, page: Page, title: Title) -> LoadedRevision:
    """The value that stands for rows already read."""
    return LoadedRevision(
        id=revision.pk,
        page_id=page.pk,
        title=Title(title.namespace, title.text),
        language=page.language,
        sections=unpack_manifest(revision.sections),
        parent_id=revision.parent_id,
        latest_id=page.latest_id or revision.pk,
        actor_id=revision.actor_id,
        actor_name=revision.actor_name,
        summary=revision.summary,
        created=revision.created,
        size=revision.size,
        has_open=revision.has_open,
    )


def section_texts(section_ids: Iterable[int]) -> dict[int, str]:
    """The texts of these sections by id; one query (per 20,000 sections)."""
    rows: dict[int, str] = {}
    for some in _batches(section_ids):
        for pk, packed in SectionText.objects.filter(pk__in=some).values_list("pk", "text"):
            rows[pk] = decompress_text(packed)
    return rows


def section_levels(section_ids: Sequence[int]) -> list[int]:
    """The heading level of each section, in the order given; one query, no text is read."""
    rows: dict[int, int] = {}
    for some in _batches(section_ids):
        rows.update(SectionText.objects.filter(pk__in=some).values_list("pk", "level"))
    return [rows[section_id] for section_id in section_ids]


def revision_text(revision: LoadedRevision) -> str:
    """The whole text of a revision; one query."""
    texts = section_texts(revision.sections)
    return "".join(texts[section_id] for section_id in revision.sections)


def read_text(title: Title) -> str | None:
    """The newest text of a page, or None when there is no such page; two queries."""
    revision = load_revision(title)
    return revision_text(revision) if revision else None


def latest_revisions(titles: Iterable[Title]) -> dict[PageKey, int]:
    """Which of these pages exist, with their newest revision's id; one query (per 20,000 pages)."""
    wanted = {page_key(title) for title in titles if _can_exist(title)}
    found: dict[PageKey, int] = {}
    for some in _batches(sorted(wanted)):
        rows = Page.objects.filter(_at_any(some), latest__isnull=False)
        for namespace, key, latest in rows.values_list("namespace", "key", "latest_id"):
            found[namespace, key] = latest or 0
    return found


def _can_exist(title: Title) -> bool:
    return title.namespace >= 0 and not title.interwiki and bool(title.text)


def _at_any(keys: Iterable[PageKey]) -> Q:
    by_namespace: dict[int, list[str]] = {}
    for namespace, key in keys:
        by_namespace.setdefault(namespace, []).append(key)
    wanted = Q()
    for namespace, names in by_namespace.items():
        wanted |= Q(namespace=namespace, key__in=names)
    return wanted


def compress_text(text: str) -> bytes:
    """A section's text as it is stored."""
    return zlib.compress(text.encode(), 6)


def decompress_text(packed: bytes | memoryview) -> str:
    """What ``compress_text`` was given."""
    return zlib.decompress(packed).decode()


def _at(title: Title) -> Q:
    return Q(namespace=title.namespace, key=title.key())


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    unique = iter(dict.fromkeys(items))
    while some := list(islice(unique, _ITEMS_PER_QUERY)):
        yield some
