"""Writing sections and revisions: each section once, whatever the number of revisions that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from django.db import connection
from django.db.models import Q

from folkmoot.web.pages.models import SectionText
from folkmoot.web.pages.queries import compress_text
from folkmoot.web.pages.sections import Piece

_DIGESTS_PER_QUERY = 10_000
_STORING = 0x666D6F6F74  # the number of our advisory lock


@dataclass(frozen=True, slots=True)
class StoredSections:
    """Where pieces of text are stored: their ids in order, and the bytes of each id asked for."""

    ids: tuple[int, ...]
    sizes: Mapping[int, int]


def store_sections(pieces: Sequence[Piece], *, measure: Iterable[int] = ()) -> StoredSections:
    """Store what is not stored yet; ``measure`` are other sections whose sizes are wanted too."""
    digests = [_digest(piece.text) for piece in pieces]
    known, sizes = _known(digests, measure)
    missing = {digest: piece for digest, piece in zip(digests, pieces, strict=True) if digest not in known}
    for row in _insert(missing):
        known[bytes(row.digest)] = row.pk
        sizes[row.pk] = row.size
    return StoredSections(tuple(known[digest] for digest in digests), sizes)


def _known(digests: Iterable[bytes], measure: Iterable[int]) -> tuple[dict[bytes, int], dict[int, int]]:
    known: dict[bytes, int] = {}
    sizes: dict[int, int] = {}
    others = Q(pk__in=list(measure))
    unique = iter(dict.fromkeys(digests))
    while (some := list(islice(unique, _DIGESTS_PER_QUERY))) or others:
        rows = SectionText.objects.filter(Q(digest__in=some) | others)
        for pk, digest, size in rows.values_list("pk", "digest", "size"):
            known[bytes(digest)] = pk
            sizes[pk] = size
        others = Q()
    return known, sizes


def _insert(missing: Mapping[bytes, Piece]) -> list[SectionText]:
    """Insert in page order, so that ids grow along the page and manifests stay small.

    On a conflict (somebody stored the same text a moment ago) the row there is "updated" to what
    it already is, which is how its id comes back.
    """
    if not missing:
        return []
    if len(missing) > 1:
        _queue_up()
    rows = [_row(digest, piece) for digest, piece in missing.items()]
    return SectionText.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, update_fields=["level"], unique_fields=["digest"]
    )


def _queue_up() -> None:
    """Two transactions that insert the same texts in different orders would wait for each other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_STORING])


def _row(digest: bytes, piece: Piece) -> SectionText:
    return SectionText(
        digest=digest, level=piece.level, size=len(piece.text.encode()), text=compress_text(piece.text)
    )


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=20).digest()
