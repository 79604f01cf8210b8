"""The list of a revision's sections as bytes: small when the sections were stored one after another.

Each id is written as its difference from the one before, zigzag (so that small negative steps
stay small) and as a varint; then zlib, when that makes it smaller. The first byte says which.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_PLAIN = b"\x00"
_ZLIB = b"\x01"


def pack_manifest(section_ids: Iterable[int]) -> bytes:
    """The ids, in page order, as bytes."""
    packed = bytearray()
    before = 0
    for section_id in section_ids:
        _append_varint(packed, _zigzag(section_id - before))
        before = section_id
    smaller = zlib.compress(packed, 9)
    return _ZLIB + smaller if len(smaller) < len(packed) else _PLAIN + bytes(packed)


def unpack_manifest(packed: bytes | memoryview) -> tuple[int, ...]:
    """The ids that ``pack_manifest`` was given."""
    raw = bytes(packed)
    body = zlib.decompress(raw[1:]) if raw[:1] == _ZLIB else raw[1:]
    return tuple(_sums(body))


def _sums(body: bytes) -> Iterator[int]:
    total = value = shift = 0
    for byte in body:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        total += (value >> 1) ^ -(value & 1)
        yield total
        value = shift = 0


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _append_varint(packed: bytearray, number: int) -> None:
    while number > 0x7F:
        packed.append(number & 0x7F | 0x80)
        number >>= 7
    packed.append(number)
