"""What was found in a section as bytes, so that no section is read twice by the same rules."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, SourceRange

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pack_found(found: Sequence[Found]) -> bytes:
    """What was found in wikitext as bytes; the bodies are left out, the section's text has them."""
    values = [
        _heading_values(item) if isinstance(item, FoundHeading) else _comment_values(item) for item in found
    ]
    return zlib.compress(
        json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def unpack_found(packed: bytes | memoryview) -> tuple[Found, ...]:
    """What ``pack_found`` was given, with empty bodies."""
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(_heading(*value[1:]) if value[0] == "h" else _comment(*value[1:]) for value in values)


def _heading_values(heading: FoundHeading) -> list[Any]:
    return [
        "h",
        heading.level,
        heading.text,
        heading.anchor,
        heading.start,
        heading.end,
        heading.anchor_final,
        heading.closed,
    ]


def _heading(
    level: int, text: str, anchor: str, start: int, end: int, final: bool, closed: bool
) -> FoundHeading:
    return FoundHeading(level, text, anchor, start, end, final, closed)


def _comment_values(comment: FoundComment) -> list[Any]:
    source = comment.source
    place = source and [
        source.line_start,
        source.start,
        source.signature,
        source.timestamp,
        source.end,
        source.indentation,
    ]
    seconds = (comment.timestamp - _EPOCH) // timedelta(seconds=1)
    standing = [comment.peer_level, comment.unsigned_level, comment.outdented, comment.closed]
    said = [comment.level, comment.display_name, list(comment.warnings)]
    return ["c", comment.author, seconds, *said, place, *standing]


def _comment(
    author: str,
    seconds: int,
    level: int,
    display_name: str | None,
    warnings: list[str],
    place: list[Any] | None,
    peer_level: int | None,
    unsigned_level: int | None,
    outdented: bool,
    closed: bool,
) -> FoundComment:
    return FoundComment(
        author=author,
        timestamp=_EPOCH + timedelta(seconds=seconds),
        level=level,
        body="",
        display_name=display_name,
        warnings=tuple(warnings),
        source=SourceRange(*place) if place else None,
        peer_level=peer_level,
        unsigned_level=unsigned_level,
        outdented=outdented,
        closed=closed,
    )
