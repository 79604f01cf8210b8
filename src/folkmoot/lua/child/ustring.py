"""Functions of ``mw.ustring`` for texts beyond ASCII: bytes of UTF-8 in, values for Lua out.

Places count characters from 1, negative ones from the end, as in Lua's own ``string``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal, cast

from .balanced import Matcher
from .patterns import Pattern, read_pattern, regular_expression

# Where a match starts and ends, and the captures: texts or places.
Found = tuple[int, int, list[Any]]


class NotText(ValueError):
    """The bytes are not UTF-8."""


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise NotText(f"bad argument #1 to '{name}' (string is not UTF-8)") from None


def length(data: bytes) -> int | None:
    """The number of characters, None if it is no UTF-8."""
    try:
        return len(data.decode())
    except UnicodeDecodeError:
        return None


def _stretch(size: int, first: int, last: int) -> tuple[int, int]:
    """The slice from ``first`` to ``last``, counted as Lua counts."""
    start = first if first >= 0 else max(size + first + 1, 1)
    end = last if last >= 0 else size + last + 1
    return max(start, 1) - 1, max(min(end, size), 0)


def sub(data: bytes, first: int, last: int) -> str:
    """The characters from ``first`` to ``last``."""
    text = _text(data, "sub")
    start, end = _stretch(len(text), first, last)
    return text[start:end]


def byteoffset(data: bytes, place: int, start: int) -> int | None:
    """The byte (from 1) at which a character begins, counted from the one that the byte ``start`` is in.

    ``place`` 0 is that character itself if it begins there or not, 1 the first that begins there or after.
    """
    text = _text(data, "byteoffset")
    start = start if start >= 0 else len(data) + start + 1
    if not 1 <= start <= len(data):
        return None
    starts: list[int] = []
    at = 1
    for character in text:
        starts.append(at)
        at += len(character.encode())
    inside = bisect_right(starts, start) - 1
    first = inside if starts[inside] == start else inside + 1
    index = first + place - 1 if place > 0 else inside + place
    return starts[index] if 0 <= index < len(starts) else None


def codepoints(data: bytes, first: int, last: int) -> list[int]:
    """The code points of a stretch of characters."""
    text = _text(data, "codepoint")
    start, end = _stretch(len(text), first, last)
    return [ord(character) for character in text[start:end]]


def characters(points: dict[Any, Any]) -> bytes:
    """The text of a list of code points, which may be halves of pairs."""
    return "".join(chr(int(point)) for point in points.values()).encode("utf-8", "surrogatepass")


def lower(data: bytes) -> str:
    """The text in small letters."""
    return _text(data, "lower").lower()


def upper(data: bytes) -> str:
    """The text in capitals."""
    return _text(data, "upper").upper()


def normalise(form: bytes, data: bytes) -> str | None:
    """The text in one of Unicode's normal forms, None if it is no UTF-8."""
    try:
        return unicodedata.normalize(cast("Literal['NFC']", form.decode()), data.decode())
    except UnicodeDecodeError:
        return None


# -- patterns


def _at(pattern: Pattern, text: str, place: int, *, here: bool) -> Found | None:
    """The first match from ``place`` on; with ``here`` only one that starts there."""
    if pattern.needs_matcher:
        return _tried(pattern, text, place, here=here)
    expression = regular_expression(pattern)
    found = expression.match(text, place) if here else expression.search(text, place)
    if found is None:
        return None
    captures = [
        found.start(number) + 1 if is_place else found[number]
        for number, is_place in enumerate(pattern.places, 1)
    ]
    return found.start(), found.end(), captures


def _tried(pattern: Pattern, text: str, place: int, *, here: bool) -> Found | None:
    for start in range(place, place + 1 if here else len(text) + 1):
        matcher = Matcher(pattern, text)
        end = matcher.match(start)
        if end >= 0:
            return start, end, [matcher.capture(number) for number in range(1, len(pattern.places) + 1)]
    return None


def _start(text: str, init: int) -> int:
    """The index to begin a search at; beyond the end means at the end."""
    return min(init - 1, len(text)) if init > 0 else max(len(text) + init, 0) if init < 0 else 0


def _search(data: bytes, wanted: bytes, init: int, name: str) -> tuple[str, Found | None]:
    text = _text(data, name)
    pattern = read_pattern(_text(wanted, name))
    return text, _at(pattern, text, _start(text, init), here=pattern.anchored)


def find(data: bytes, wanted: bytes, init: int, plain: bool) -> tuple[Any, ...]:
    """First and last character of a match, and its captures."""
    if plain:
        text = _text(data, "find")
        words = _text(wanted, "find")
        start = text.find(words, _start(text, init))
        return (start + 1, start + len(words)) if start >= 0 else (None,)
    _, found = _search(data, wanted, init, "find")
    return (found[0] + 1, found[1], *found[2]) if found else (None,)


def match(data: bytes, wanted: bytes, init: int) -> tuple[Any, ...]:
    """The captures of a match, all of it where there are none."""
    text, found = _search(data, wanted, init, "match")
    return tuple(found[2] or [text[found[0] : found[1]]]) if found else (None,)


def _all(pattern: Pattern, text: str, limit: int) -> Iterator[Found]:
    place = 0
    while limit != 0 and place <= len(text):
        found = _at(pattern, text, place, here=pattern.anchored)
        if found is None:
            return
        yield found
        limit -= 1
        # After an empty match the search goes on one character later, after another one where it ends.
        place = found[1] + (found[0] == found[1])
        if pattern.anchored:
            return


def all_matches(data: bytes, wanted: bytes, limit: int, anchors: bool) -> tuple[list[Any], int]:
    """All matches in one flat list, and how many values each has in it.

    A match is what stands before it, all of it, and its captures; the last value is what stands
    after the last match. ``limit`` below zero means no limit.
    """
    text = _text(data, "gsub")
    pattern = read_pattern(_text(wanted, "gsub"), anchors)
    values: list[Any] = []
    end = 0
    for found in _all(pattern, text, limit):
        values += [text[end : found[0]], text[found[0] : found[1]], *found[2]]
        end = found[1]
    values.append(text[end:])
    return values, 2 + len(pattern.places)
