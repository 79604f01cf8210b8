"""What a page looks like: each section rendered once, kept, and joined when somebody reads.

A rendering is a function of (text, rules, facts of the site, title, pages used). Text and title
are in the place where it is kept, rules and facts in its key, and the pages used are written into
it with their revisions: one query per reading tells which of them have changed. So nothing is ever
cleared; what no longer holds is made again. This is the only module of the room that keeps anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db import DatabaseError, transaction

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext import RENDERER_VERSION, anchors_of_page, compose, settle
from folkmoot.core.wikitext.indentation import as_indentation
from folkmoot.core.wikitext.model import Composed, Layout
from folkmoot.core.wikitext.scripting.module_page import is_module, source_as_wikitext
from folkmoot.core.wikitext.surroundings import NOTHING_AROUND, Surroundings
from folkmoot.web.pages import queries
from folkmoot.web.pages.composed_codec import BLOB_FORMAT, Kept, pack_kept, unpack_kept
from folkmoot.web.pages.models import Derived
from folkmoot.web.pages.queries import page_key
from folkmoot.web.pages.surroundings import surroundings_of
from folkmoot.web.pages.templates_used import StoredPages, parse_used

_ROWS_PER_QUERY = 10_000
_WIDEST_GROUP = 64  # sections
_log = logging.getLogger(__name__)
_GROUP = "+"  # after the kind: sections that only make sense together

# Renders a text: given the text and the wiki's pages, the rendering and what to keep beside it.
Composer = Callable[[str, Mapping[str, str]], tuple[Composed, Any]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How sections are rendered for one purpose: the kind they are kept under, and the function.

    Whatever the function depends on besides its text and the pages it reads must be in ``facts``; but what
    it takes from ``around`` it says in its result (``expires_in``, ``varies``).
    """

    kind: str
    facts: tuple[str, ...]
    composer: Composer
    around: Surroundings = NOTHING_AROUND

    @property
    def key(self) -> bytes:
        """What stands for the facts in the place where the rendering is kept."""
        runs = "" if self.around.scripts is None else "scripts"
        return blake2b(
            "\0".join(
                (RENDERER_VERSION, BLOB_FORMAT, self.around.extensions.fingerprint, runs, *self.facts)
            ).encode(),
            digest_size=20,
        ).digest()


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sections rendered as one; nearly always a single one.

    ``first`` is the position of the first in the list of the page's sections.
    """

    first: int
    section_ids: tuple[int, ...]
    composed: Composed
    extra: Any = None


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """All of a page, rendered but for what is decided when it is read.

    ``existing`` are the titles, as the blocks write them, of pages that there are, each with its
    newest revision.
    """

    blocks: tuple[Block, ...]
    existing: Mapping[str, int]
    site: SiteConfig = field(repr=False)

    def exists(self, title: str) -> bool:
        """Whether there is a page of this (prefixed) title, for the colour of a link to it."""
        return title in self.existing

    def switches(self) -> frozenset[str]:
        """The behaviour switches that the page sets, by MediaWiki's names for them."""
        return frozenset(switch for block in self.blocks for switch in block.composed.switches)

    def templates(self) -> frozenset[str]:
        """The titles that were read while the page was rendered."""
        return frozenset(title for block in self.blocks for title in block.composed.templates)

    def anchors(self) -> list[list[str]]:
        """The anchors of each block's headings, made different from each other over the whole page."""
        return anchors_of_page([block.composed for block in self.blocks])


def page_recipe(site: SiteConfig, title: Title, around: Surroundings, *, layout: Layout = "page") -> Recipe:
    """How an ordinary page is rendered, among these surroundings."""
    name = prefixed(title, site)

    def composer(text: str, pages: Mapping[str, str]) -> tuple[Composed, None]:
        # Blank lines before the next section's heading part sections; they are not a paragraph.
        text = text.rstrip("\n")
        if is_module(title):
            text = source_as_wikitext(text)
        composed = compose(text, site=site, title=name, pages=pages, layout=layout, around=around)
        return replace(composed, html=as_indentation(composed.html)), None

    return Recipe("page", (site.fingerprint(), name, layout, around.variant), composer, around)


def compose_page(section_ids: Sequence[int], recipe: Recipe, site: SiteConfig) -> ComposedPage:
    """The page's blocks: kept ones as they are, the others rendered now and kept for next time.

    Warm, it makes two queries: one for what is kept, one for the pages that are used or linked to
    (and one more where sections belong together).
    """
    ids = tuple(section_ids)
    kept = _load(recipe.kind, recipe.key, ids)
    open_ids = [pk for pk, single in kept.items() if single.composed.open_markup]
    groups = _load(recipe.kind + _GROUP, recipe.key, open_ids) if open_ids else {}
    everything = [*kept.values(), *groups.values()]
    existing = _existing(everything, site)
    workshop = _Workshop(recipe, StoredPages(site), ids)
    workshop.take(kept, groups, lambda one: _still_holds(one, existing, recipe.around))
    blocks = tuple(workshop.blocks())
    if workshop.made:
        _keep(recipe, workshop.made)
        existing = {**existing, **_existing(workshop.made.values(), site)}
    return _settled(blocks, existing, site, recipe.around)


def _settled(
    blocks: Sequence[Block], existing: Mapping[str, int], site: SiteConfig, around: Surroundings
) -> ComposedPage:
    """The page of these blocks, with what depends on all of them: numbers and lists of footnotes."""
    composed = [block.composed for block in blocks]
    settled = settle(composed, site=site, exists=existing.__contains__, around=around)
    joined = [
        block if block.composed is one else replace(block, composed=one)
        for block, one in zip(blocks, settled, strict=True)
    ]
    return ComposedPage(tuple(joined), existing, site)


def compose_preview(text: str, *, site: SiteConfig, title: Title, now: datetime) -> ComposedPage:
    """How a text would look on the page of this title; nothing of it is kept."""
    recipe = page_recipe(site, title, surroundings_of(None, now=now))
    stored = StoredPages(site)
    stored.expect(text)
    composed, _extra = recipe.composer(text, stored)
    existing = _existing([Kept((), 1, composed)], site)
    return _settled((Block(0, (), composed),), existing, site, recipe.around)


# --- what is kept ----------------------------------------------------------------------------------


def _load(kind: str, key: bytes, section_ids: Iterable[int]) -> dict[int, Kept]:
    found: dict[int, Kept] = {}
    unique = iter(dict.fromkeys(section_ids))
    while some := list(islice(unique, _ROWS_PER_QUERY)):
        rows = Derived.objects.filter(section_id__in=some, kind=kind, key=key)
        found.update((pk, unpack_kept(blob)) for pk, blob in rows.values_list("section_id", "blob"))
    return found


def _keep(recipe: Recipe, made: Mapping[tuple[int, str], Kept]) -> None:
    """Write the new renderings; when that fails, the reader has the page all the same."""
    rows = [  # in one order for everybody, so that two writers cannot wait for each other
        Derived(section_id=pk, kind=kind, key=recipe.key, blob=pack_kept(kept))
        for (pk, kind), kept in sorted(made.items(), key=itemgetter(0))
    ]
    try:
        with transaction.atomic():
            Derived.objects.bulk_create(
                rows,
                batch_size=200,
                update_conflicts=True,
                update_fields=["blob"],
                unique_fields=["section", "kind", "key"],
            )
    except DatabaseError:
        _log.warning("renderings could not be kept", exc_info=True)


def _existing(kept: Iterable[Kept], site: SiteConfig) -> dict[str, int]:
    """Newest revisions of all pages that these renderings link to or were made from; one query."""
    titles: set[str] = set()
    for one in kept:
        for link in one.composed.links:
            if not link.known:
                titles.update((link.title, *link.others))
        titles.update(one.used)
        titles.update(one.composed.categories)
    pages = {title: page for title in titles if (page := parse_used(title, site))}
    found = queries.latest_revisions(pages.values())
    return {title: found[page_key(page)] for title, page in pages.items() if page_key(page) in found}


def _still_holds(kept: Kept, existing: Mapping[str, int], around: Surroundings) -> bool:
    if kept.revision and kept.revision != around.revision.number:
        return False
    if kept.stale_at and around.now and around.now.timestamp() >= kept.stale_at:
        return False
    return all(revision == existing.get(title, 0) for title, revision in kept.used.items())


# --- what is made ------------------------------------------------------------------------------------


class _Workshop:
    """Makes the blocks of one page, from what was kept and from texts."""

    def __init__(self, recipe: Recipe, stored: StoredPages, ids: tuple[int, ...]) -> None:
        self.made: dict[tuple[int, str], Kept] = {}  # by first section and kind
        self._recipe = recipe
        self._stored = stored
        self._ids = ids
        self._singles: dict[int, Kept] = {}
        self._groups: dict[int, Kept] = {}
        self._texts: dict[int, str] = {}

    def take(
        self, singles: Mapping[int, Kept], groups: Mapping[int, Kept], holds: Callable[[Kept], bool]
    ) -> None:
        """Use what was kept and still holds; read the texts of the rest, in one query."""
        self._singles = {pk: kept for pk, kept in singles.items() if holds(kept)}
        self._groups = {pk: kept for pk, kept in groups.items() if holds(kept)}
        missing = [pk for pk in self._ids if pk not in self._singles]
        if missing:
            self._texts = queries.section_texts(missing)

    def blocks(self) -> Iterator[Block]:
        """The page's blocks in order."""
        at = 0
        while at < len(self._ids):
            kept = self._single(self._ids[at])
            if kept.composed.open_markup and at + 1 < len(self._ids):
                kept = self._group(at, kept)
            yield Block(at, self._ids[at : at + kept.span], kept.composed, kept.extra)
            at += kept.span

    def _single(self, section_id: int) -> Kept:
        if section_id not in self._singles:
            kept = self._compose((section_id,), 1)
            self._singles[section_id] = kept
            self.made[section_id, self._recipe.kind] = kept
        return self._singles[section_id]

    def _group(self, at: int, alone: Kept) -> Kept:
        group = self._groups.get(self._ids[at])
        if group is None or not self._is_group_at(at, group):
            group = self._make_group(at, alone)
            self._groups[self._ids[at]] = group
            self.made[self._ids[at], self._recipe.kind + _GROUP] = group
        return group

    def _is_group_at(self, at: int, group: Kept) -> bool:
        end = at + len(group.section_ids)
        if self._ids[at:end] != group.section_ids:
            return False
        is_closed = group.span == len(group.section_ids) and not group.composed.open_markup
        return is_closed or end == len(self._ids) or len(group.section_ids) == _WIDEST_GROUP

    def _make_group(self, at: int, alone: Kept) -> Kept:
        """Render so many sections together that nothing is left open.

        What nothing closes, or only something very far below, was never meant to span them: it
        ends with its own section, as if it had been closed there.
        """
        window = self._ids[at : at + _WIDEST_GROUP]
        if "rest" in alone.composed.varies:
            return self._compose(window, len(window))
        closes = [self._single(pk).composed.closes_markup for pk in window]
        ends = [place + 1 for place, one_closes in enumerate(closes) if one_closes and place]
        for end in _doubling(ends):  # not every one: each try renders all up to there
            group = self._compose(window[:end], end)
            if not group.composed.open_markup:
                return group
        return Kept(window, 1, alone.composed, alone.used, alone.extra)

    def _compose(self, ids: tuple[int, ...], span: int) -> Kept:
        missing = [pk for pk in ids if pk not in self._texts]
        if missing:
            self._texts.update(queries.section_texts(missing))
        text = "".join(self._texts[pk] for pk in ids)
        self._stored.expect(text)
        composed, extra = self._recipe.composer(text, self._stored)
        used = self._stored.revisions(composed.templates)
        around = self._recipe.around
        return Kept(
            ids, span, composed, used, extra, _only_revision(composed, around), _end(composed, around)
        )


def _only_revision(composed: Composed, around: Surroundings) -> int:
    """The one revision a rendering fits; 0 where it fits all."""
    return (around.revision.number or 0) if "revision" in composed.varies else 0


def _end(composed: Composed, around: Surroundings) -> float:
    """The moment from which a rendering is stale; 0 for never."""
    if composed.expires_in is None or around.now is None:
        return 0.0
    return around.now.timestamp() + composed.expires_in


def _doubling(places: Sequence[int]) -> Iterator[int]:
    """The first, second, fourth … of the places, and the last."""
    number = 1
    while number < len(places):
        yield places[number - 1]
        number *= 2
    if places:
        yield places[-1]
