"""Renderings as bytes, to be kept, with what each was made from: so that one can tell if it still holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from folkmoot.core.wikitext.model import Composed, Heading, Link, Reference, ReferenceList

BLOB_FORMAT = "8"  # part of every key, so that bytes of another form are never read


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendering of the first ``span`` of the sections ``section_ids``, and what it was made from.

    The others are what had to be looked at to know that no more belong together. ``used`` are the
    pages that were read for it (templates, and those that were asked for and missing), by title,
    with the revision that was read; 0 for missing ones. ``revision`` is the one revision of the page
    that it fits, 0 where it fits all; ``stale_at`` the moment (seconds since 1970) from which it holds no
    more, 0 for never. ``extra`` is what the room that composes keeps beside the rendering (values that
    JSON knows).
    """

    section_ids: tuple[int, ...]
    span: int
    composed: Composed
    used: Mapping[str, int] = field(default_factory=dict)
    extra: Any = None
    revision: int = 0
    stale_at: float = 0.0


def pack_kept(kept: Kept) -> bytes:
    """The rendering as bytes."""
    composed = kept.composed
    values = [
        kept.section_ids,
        kept.span,
        dict(kept.used),
        kept.extra,
        kept.revision,
        kept.stale_at,
        composed.html,
        composed.headings,
        composed.links,
        composed.templates,
        composed.categories,
        dict(composed.sort_keys),
        composed.switches,
        composed.redirect,
        dict(composed.properties),
        dict(composed.indicators),
        composed.language_links,
        composed.external_links,
        composed.files,
        [astuple(reference) for reference in composed.references],
        [astuple(notes) for notes in composed.reference_lists],
        composed.expires_in,
        composed.varies,
        composed.open_markup,
        composed.closes_markup,
    ]
    raw = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(raw.encode(errors="surrogatepass"), 6)


def unpack_kept(packed: bytes | memoryview) -> Kept:
    """What ``pack_kept`` was given."""
    values = json.loads(zlib.decompress(packed).decode(errors="surrogatepass"))
    section_ids, span, used, extra, revision, stale_at, html, headings, links, *others = values
    templates, categories, sort_keys, switches, redirect, properties, indicators, *others = others
    language_links, external_links, files, references, lists, *others = others
    expires_in, varies, open_markup, closes_markup = others
    composed = Composed(
        html=html,
        headings=tuple(Heading(*values) for values in headings),
        links=tuple(_link(*values) for values in links),
        templates=tuple(templates),
        categories=tuple(categories),
        sort_keys=sort_keys,
        switches=tuple(switches),
        redirect=redirect,
        properties=properties,
        indicators=indicators,
        language_links=tuple(language_links),
        external_links=tuple(external_links),
        files=tuple(files),
        references=tuple(Reference(*values) for values in references),
        reference_lists=tuple(ReferenceList(group, wide, tuple(defined)) for group, wide, defined in lists),
        expires_in=expires_in,
        varies=tuple(varies),
        open_markup=open_markup,
        closes_markup=closes_markup,
    )
    return Kept(tuple(section_ids), span, composed, used, extra, revision, stale_at)


def _link(title: str, fragment: str, known: bool, shown: str, others: list[str], is_own: bool) -> Link:
    return Link(title, fragment, known, shown, tuple(others), is_own)
