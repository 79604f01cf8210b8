"""Renderings as bytes, to be kept, with what each was made from: so that one can tell if it still holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field, fields
from functools import lru_cache
from typing import Any

from folkmoot.core.wikitext.model import Composed, Heading, Link, Reference, ReferenceList

BLOB_FORMAT = "9"  # part of every key, so that bytes of another form are never read


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
    """The rendering as bytes: a line of JSON, then the HTML; zlib over both.

    Of a rendering most fields are empty, and of most links everything but the title: these are left out.
    """
    composed = kept.composed
    found = {name: getattr(composed, name) for name in _NAMES}
    values = {name: value for name, value in found.items() if value != getattr(_EMPTY, name)}
    if composed.links:
        values["links"] = [link.title if link == _plain_link(link.title) else link for link in composed.links]
    head = (kept.section_ids, kept.span, dict(kept.used), kept.extra, kept.revision, kept.stale_at, values)
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"), default=_as_json)
    return zlib.compress(f"{line}\n{composed.html}".encode(errors="surrogatepass"), 6)


def _as_json(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else astuple(value)


def unpack_kept(packed: bytes | memoryview) -> Kept:
    """What ``pack_kept`` was given."""
    line, _, html = zlib.decompress(packed).decode(errors="surrogatepass").partition("\n")
    section_ids, span, used, extra, revision, stale_at, values = json.loads(line)
    composed = Composed(html, **{name: _READERS.get(name, _plain)(value) for name, value in values.items()})
    return Kept(tuple(section_ids), span, composed, used, extra, revision, stale_at)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _links(rows: list[Any]) -> tuple[Link, ...]:
    return tuple([_plain_link(row) if isinstance(row, str) else _link(*row) for row in rows])


@lru_cache(maxsize=16_384)
def _plain_link(title: str) -> Link:
    """One value for all links to a page: people sign again and again."""
    return Link(title, "", known=False)


def _link(title: str, fragment: str, known: bool, shown: str, others: list[str], is_own: bool) -> Link:
    return Link(title, fragment, known, shown, tuple(others), is_own)


_EMPTY = Composed("")
_NAMES = tuple([one.name for one in fields(Composed) if one.name != "html"])
# How the fields are read that are more than texts, numbers, and rows and tables of these.
_READERS: dict[str, Callable[[Any], Any]] = {
    "headings": lambda rows: tuple([Heading(*row) for row in rows]),
    "links": _links,
    "references": lambda rows: tuple([Reference(*row) for row in rows]),
    "reference_lists": lambda rows: tuple(
        [ReferenceList(group, wide, tuple(defined)) for group, wide, defined in rows]
    ),
}
