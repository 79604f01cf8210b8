"""Calls of templates, as far as the blocks of a page depend on them.

What a call shows is known to a renderer only. But a call holds its lines together, some calls are
known to open and close boxes, and some to say that a thread goes on at the left edge.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

_BRACES = re.compile(r"\{\{+|\}\}+")

# Patterns that most texts never need are built when the first one does.


@cache
def outdents() -> re.Pattern[str]:
    """Calls by which a thread goes on at the left edge."""
    return re.compile(
        r"\{\{[ \t]*(?:outdent2?|od2?|unindent|undent|dedent|de-indent|noindent|reset[ _]indent|outdentarrow)"
        r"[ \t]*(?:\|[^{}]*)?\}\}",
        re.IGNORECASE,
    )


@cache
def boxes() -> re.Pattern[str]:
    """Calls that open or close a box: in the page they make elements, so nothing reaches over them."""
    return re.compile(
        r"\{\{[ \t]*(?:[^{}|\n]*[ _-])?(?:top|bottom|start|end|begin|hat|hab|cot|cob|atop|abot|"
        r"abottom|ctop|cbot|dtop|dbot|archivetop|archivebottom)[ \t]*(?:\|(?P<words>.*))?\}\}[ \t]*$",
        re.IGNORECASE,
    )


class InsideCall:
    """Whether a position stands in a template call that is closed: no headings are made there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ranges = _closed_braces(text) if "{{" in text else []
        self._next = 0

    def __call__(self, position: int) -> bool:
        """Whether a heading at this position would be an argument; ask in page order."""
        ranges = self._ranges
        while self._next < len(ranges) and ranges[self._next][1] <= position:
            self._next += 1
        return self._next < len(ranges) and ranges[self._next][0] < position

    def line_end(self, start: int, end: int) -> int:
        """The end of a list item's line: a call that begins on it belongs to it as a whole."""
        for index in range(bisect_left(self._ranges, (start, 0)), len(self._ranges)):
            opening, closing = self._ranges[index]
            if opening >= end:
                break
            if closing > end:
                end = self._text.find("\n", closing)
                end = len(self._text) if end < 0 else end
        return end


def _closed_braces(text: str) -> list[tuple[int, int]]:
    """The outermost ranges of ``{{...}}`` that hold a line break, in page order."""
    ranges: list[tuple[int, int]] = []
    opened: list[int] = []
    for braces in _BRACES.finditer(text):
        if braces[0][0] == "{":
            opened += [braces.start()] * (len(braces[0]) // 2)
            continue
        for _ in range(len(braces[0]) // 2):
            if not opened:
                break
            start = opened.pop()
            while ranges and ranges[-1][0] >= start:
                ranges.pop()
            ranges.append((start, braces.end()))
    return [(start, end) for start, end in ranges if text.find("\n", start, end) >= 0]
