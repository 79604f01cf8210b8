"""The parts of one line: a heading's words, a term and what defines it, the cells of a table's row."""

from __future__ import annotations

import re
from functools import cache

_TERM_COLON = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|<[^<>]*>|\[?(?:https?|ftp|mailto|news|irc)s?:|//|:", re.IGNORECASE
)


@cache
def heading_close(level: int) -> re.Pattern[str]:
    """The tag that closes a heading of this level."""
    return re.compile(rf"</h{level}\s*>", re.IGNORECASE)


def heading_words(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """(level, start and end of the words) of a heading line, or None where it is none.

    As many equals signs count as stand on both sides, at most six; ``===`` alone is a heading of
    level 1 that says "=".
    """
    last = end
    while last > start and text[last - 1] in " \t\r":
        last -= 1
    left = start
    while left < last and text[left] == "=":
        left += 1
    right = last
    while right > start and text[right - 1] == "=":
        right -= 1
    if left == last:  # nothing but equals signs
        level = min(6, (last - start - 1) // 2)
        return (level, start + level, last - level) if last - start >= 3 else None
    level = min(6, left - start, last - right)
    return (level, start + level, last - level) if level else None


def term_colon(text: str, start: int, end: int) -> int | None:
    """Where the definition of a ``;term : definition`` begins: the first colon outside markup."""
    depth = 0
    for mark in _TERM_COLON.finditer(text, start, end):
        if mark[0] in ("[[", "{{"):
            depth += 1
        elif mark[0] in ("]]", "}}"):
            depth = max(0, depth - 1)
        elif mark[0] == ":" and depth == 0:
            return mark.start()
    return None


def split_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end that are parted by two bars."""
    cells, position = [], start
    while (bar := text.find("||", position, end)) >= 0:
        cells.append((position, bar))
        position = bar + 2
    return [*cells, (position, end)]
