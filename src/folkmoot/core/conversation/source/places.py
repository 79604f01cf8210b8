"""Stretches of a page's source: what parts comments, what is left out, what says nothing, what is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from folkmoot.core.conversation.model import SourceRange
from folkmoot.core.conversation.source.categories import category_pattern
from folkmoot.core.conversation.source.inline import Token
from folkmoot.core.languages.switches import switch_pattern
from folkmoot.core.languages.timestamps import FoundTimestamp
from folkmoot.core.site import SiteConfig

# Tags that are empty without what they hold, and quotes: nothing is said with them alone.
_MARKUP_ALONE = re.compile(
    r"(?:\s+|'{2,}|</?(?:abbr|b|bdi|bdo|big|center|code|del|div|em|font|i|ins|kbd|mark|s|samp|small|span"
    r"|strike|strong|sub|sup|tt|u|var)\b[^<>]*>)+",
    re.IGNORECASE,
)


class Separators:
    """What parts comments inside a block, in page order."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._ranges = ranges

    def after(self, position: int) -> tuple[int, int] | None:
        """The first one that begins at or after the position."""
        if not self._ranges:
            return None
        index = bisect_left(self._ranges, (position, 0))
        return self._ranges[index] if index < len(self._ranges) else None

    def holding(self, position: int) -> tuple[int, int] | None:
        """The one that the position stands in."""
        if not self._ranges:
            return None
        index = bisect_right(self._ranges, (position, self._ranges[-1][1])) - 1
        if index >= 0 and position < self._ranges[index][1]:
            return self._ranges[index]
        return None


class Ranges:
    """Sorted ranges asked for in rising order."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._next = 0
        self._furthest = 0

    def hold(self, position: int) -> bool:
        """Whether one of the ranges holds the position."""
        while self._next < len(self._ranges) and self._ranges[self._next][0] <= position:
            self._furthest = max(self._furthest, self._ranges[self._next][1])
            self._next += 1
        return position < self._furthest


def dates_in_pieces(tokens: list[Token], dates: list[FoundTimestamp]) -> Iterator[tuple[int, FoundTimestamp]]:
    """The first date of each piece of text, with the piece's index; dates broken by markup are none."""
    waiting = iter(dates)
    date = next(waiting, None)
    for index, token in enumerate(tokens):
        taken = False
        while date is not None and date.start < token.end:
            if not taken and token.kind != "tag" and token.start <= date.start and date.end <= token.end:
                yield index, date
                taken = True
            date = next(waiting, None)
        if date is None:
            return


def trimmed_end(text: str, start: int, end: int) -> int:
    """The end of a stretch without the white space there."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def body_of(source: str, place: SourceRange, depth: int) -> str:
    """What a comment says: its lines without their indentation, up to the signature."""
    said = source[place.start : place.signature].rstrip()
    depth = min(depth, len(place.indentation))
    if not depth or "\n" not in said:
        return said
    return re.sub(rf"\n[*#:;]{{1,{depth}}}[ \t]?", "\n", said)


def says_something(text: str, position: int, end: int) -> bool:
    """Whether anything but tags and quotes stands in a stretch."""
    if text[position] not in "<'":
        return True
    marks = _MARKUP_ALONE.match(text, position, end)
    return marks is None or marks.end() < end


@lru_cache(maxsize=64)
def transparent_pattern(site: SiteConfig) -> re.Pattern[str]:
    """What can stand before a comment without being a part of it."""
    switches = switch_pattern(site.language).pattern
    return re.compile(
        rf"(?:\s+|</[a-zA-Z][^<>]*>|<([a-zA-Z]+)\b[^<>]*></\1\s*>|<[a-zA-Z][^<>]*/>|{switches}"
        r"|</?(?:noinclude|onlyinclude|section|translate|languages|tvar)\b[^<>]*>"
        rf"|{category_pattern(site)})+",
        re.IGNORECASE,
    )
