"""Calls of templates, as far as the blocks and threads of a page depend on them.

What a call shows is known to a renderer only. But a call holds its lines together; some calls are
known to make boxes, whose edges no signature reaches over; and a call that stands alone with a signed
comment in it is most likely a box too, whatever its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from folkmoot.core.conversation.positions import any_between
from folkmoot.core.conversation.talk_templates import TalkTemplates, Use, edge_by_name

MAX_NESTED = 8  # boxes in each other around the beginning of a comment that are looked at

_LINE_END = re.compile(r"\n")
BLANK_TO_LINE_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_BRACES = re.compile(r"\{\{+|\}\}+")
_BRACKETS = re.compile(r"\[\[|\{\{")  # a call without any holds no signed words
_NAME = re.compile(r"\{\{\s*([^{}|\[\]<>]*)")
_FIRST_VALUE = re.compile(r"\{\{[^{}|]*\|(?:[ \t]*[^\W\d][\w -]*=|[ \t]*\d=)?[ \t]*")
# Calls that show nothing, if they have no arguments.
_SILENT: frozenset[Use] = frozenset(("closed_bottom", "folded_bottom", "gap", "contents"))
_INLINE: frozenset[Use] = frozenset(("unsigned", "user_link", "quote_inline", "outdent", "tracked"))


class Call(NamedTuple):
    """A call whose template is known: from its braces to its braces."""

    start: int
    end: int
    use: Use


class Edge(NamedTuple):
    """A stretch that parts what stands before it from what comes after; what it says, if it is shown."""

    start: int
    end: int
    shown: bool


@dataclass(slots=True)
class Calls:
    """The calls on a page that matter, in page order; positions in the readable text."""

    known: list[Call] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    boxes: list[tuple[int, int]] = field(default_factory=list)  # calls with edges around what they hold
    alone: list[tuple[int, int]] = field(default_factory=list)  # unknown ones on lines of their own
    over_lines: list[tuple[int, int]] = field(default_factory=list)  # calls of several lines, outermost
    _next: int = 0

    def ranges(self, *uses: Use) -> list[tuple[int, int]]:
        """Where the calls of these uses stand."""
        return [(call.start, call.end) for call in self.known if call.use in uses]

    def edges_between(self, start: int, end: int) -> Sequence[Edge]:
        """The edges that begin in a stretch."""
        first = bisect_left(self.edges, (start,))
        last = first
        while last < len(self.edges) and self.edges[last].start < end:
            last += 1
        return self.edges[first:last]

    def edge_at(self, position: int) -> Edge | None:
        """The edge that holds a position."""
        index = bisect_left(self.edges, (position + 1,)) - 1
        return self.edges[index] if index >= 0 and position < self.edges[index].end else None

    def begins_before(self, position: int, end: int) -> int:
        """Where the outermost box begins that holds a position and ends before ``end``; else the position."""
        index = bisect_left(self.boxes, (position,)) - 1
        for at in range(index, max(index - MAX_NESTED, -1), -1):
            start, closing = self.boxes[at]
            position = start if start < position < closing <= end else position
        return position

    def hold(self, position: int) -> bool:
        """Whether a heading at this position would be an argument; ask in page order."""
        ranges = self.over_lines
        while self._next < len(ranges) and ranges[self._next][1] <= position:
            self._next += 1
        return self._next < len(ranges) and ranges[self._next][0] < position

    def line_end(self, text: str, start: int, end: int) -> int:
        """The end of a list item's line: a call that begins on it belongs to it as a whole."""
        for index in range(bisect_left(self.over_lines, (start, 0)), len(self.over_lines)):
            opening, closing = self.over_lines[index]
            if opening >= end:
                break
            if closing > end:
                end = text.find("\n", closing)
                end = len(text) if end < 0 else end
        return end


def find_calls(text: str, templates: TalkTemplates, dates: Sequence[int] = ()) -> Calls:
    """The calls of a readable text. ``dates`` are where dates begin, in page order. Linear time."""
    found = Calls()
    if "{{" not in text:
        return found
    line_ends: list[int] | None = None
    uses: dict[str, Use | None] = {}
    for start, end in closed_calls(text):
        if line_ends is None:
            line_ends = [line.start() for line in _LINE_END.finditer(text)]
        if any_between(line_ends, start, end):
            while found.over_lines and found.over_lines[-1][0] >= start:
                found.over_lines.pop()
            found.over_lines.append((start, end))
        named = _NAME.match(text, start)
        name = named[1] if named is not None else ""
        if name not in uses:  # a page calls few templates, and those often
            uses[name] = templates.use_of(name)
        use = uses[name]
        if use is not None:
            found.known.append(Call(start, end, use))
        if use not in _INLINE:
            _add_edges(found, text, Call(start, end, use or "box"), name if use is None else "", dates)
    found.known.sort()
    found.edges.sort()
    found.boxes.sort()
    return found


def closed_calls(text: str) -> list[tuple[int, int]]:
    """Every call that is closed, inner ones first."""
    calls: list[tuple[int, int]] = []
    opened: list[int] = []
    for braces in _BRACES.finditer(text):
        pairs = len(braces[0]) // 2
        if braces[0][0] == "{":
            odd = len(braces[0]) % 2
            opened += [braces.start() + odd + 2 * number for number in range(pairs)]
            continue
        for number in range(pairs):
            if not opened:
                break
            calls.append((opened.pop(), braces.start() + 2 * number + 2))
    return calls


def _add_edges(found: Calls, text: str, call: Call, name: str, dates: Sequence[int]) -> None:
    """The edges of a box. Of an unknown template (``name``) they are guessed, where it stands alone."""
    start, end, use = call
    if name or use == "quote":
        if not _stands_alone(text, start, end):
            return
        if name and (by_name := edge_by_name(name)) is not None:
            use = by_name
            found.known.append(Call(start, end, use))
        elif name and not (any_between(dates, start, end) and _BRACKETS.search(text, start + 2, end)):
            found.alone.append((start, end))
            return
    value = _FIRST_VALUE.match(text, start, end)
    if value is None or value.end() >= end - 2:
        found.edges.append(Edge(start, end, use not in _SILENT))
        return
    line = text.find("\n", start, value.end())
    if line < 0 and (ends := text.find("\n", value.end(), end)) >= 0 and text[ends - 1] == "|":
        found.edges.append(Edge(start, ends, shown=True))  # what it is called, then what it holds
    else:
        found.edges.append(Edge(start, value.end() if line < 0 else line, shown=False))
    found.edges.append(Edge(end - 2, end, shown=False))
    found.boxes.append((start, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but list characters stands on its lines besides a call."""
    if BLANK_TO_LINE_END.match(text, end) is None:
        return False
    while start and text[start - 1] in " \t:*#;":  # not by the line: a page may have but one, and many calls
        start -= 1
    return start == 0 or text[start - 1] == "\n"
