"""What two versions of a text have in common, and what differs, line by line and word by word.

The lines are matched by patience: lines that occur once on both sides are the anchors, and what
stands between two anchors is matched the same way; short stretches without anchors get their
longest common subsequence. All of it is bounded by a budget of steps, so that hostile texts (a
million equal lines) give a coarser answer and never a slow one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

Kind = Literal["same", "added", "removed", "changed", "gap"]

_STEPS_PER_ITEM = 24
_CELLS = 1_000_000  # of all tables of longest common subsequences in one comparison
_CELLS_OF_ONE_TABLE = 40_000
_LONGEST_LINE = 4_000  # characters; longer lines are shown as removed and added, without their words
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 2_000  # lines of one comparison that are compared word by word
_LEAST_IN_COMMON = 0.3  # share of characters that makes two lines one changed line


@dataclass(frozen=True, slots=True)
class Hunk:
    """Items ``old_start:old_stop`` of the old sequence became ``new_start:new_stop`` of the new one."""

    old_start: int
    old_stop: int
    new_start: int
    new_stop: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, and whether it is only in this version."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One line of a comparison. ``old`` is empty for added lines, ``new`` for removed ones.

    A ``gap`` stands for equal lines that are left out; it has neither.
    """

    kind: Kind
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


def hunks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Hunk]:
    """Where the sequences differ, in order; between two hunks they are equal."""
    found: list[Hunk] = []
    old_at = new_at = 0
    matches = _matches(old, new, _Budget(len(old) + len(new)))
    for old_start, new_start, size in [*matches, (len(old), len(new), 0)]:
        if old_start > old_at or new_start > new_at:
            found.append(Hunk(old_at, old_start, new_at, new_start))
        old_at, new_at = old_start + size, new_start + size
    return found


def compare_lines(old: str, new: str, *, context: int = 2) -> list[DiffRow]:
    """The lines that differ, each with up to ``context`` equal lines around it; [] for equal texts."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    rows: list[DiffRow] = []
    shown = 0  # lines of the old text that are behind us
    differing = hunks(old_lines, new_lines)
    budget = _Budget(len(old) + len(new))
    for hunk in differing:
        rows += _equal(
            old_lines[shown : hunk.old_start], after=shown > 0 or bool(rows), before=True, context=context
        )
        removed, added = old_lines[hunk.old_start : hunk.old_stop], new_lines[hunk.new_start : hunk.new_stop]
        rows += _differing(removed, added, budget)
        shown = hunk.old_stop
    if differing:
        rows += _equal(old_lines[shown:], after=True, before=False, context=context)
    return rows


def compare_words(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Two versions of a line as stretches, those marked that only one of them has."""
    return _compare_words(old, new, _Budget(len(old) + len(new)))


def _compare_words(old: str, new: str, budget: _Budget) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    old_spans: list[Span] = []
    new_spans: list[Span] = []
    old_at = new_at = 0
    for old_start, new_start, size in [
        *_matches(old_words, new_words, budget),
        (len(old_words), len(new_words), 0),
    ]:
        _append(old_spans, old_words[old_at:old_start], changed=True)
        _append(new_spans, new_words[new_at:new_start], changed=True)
        _append(old_spans, old_words[old_start : old_start + size], changed=False)
        _append(new_spans, new_words[new_start : new_start + size], changed=False)
        old_at, new_at = old_start + size, new_start + size
    return tuple(old_spans), tuple(new_spans)


def _append(spans: list[Span], words: Sequence[str], *, changed: bool) -> None:
    if words:
        spans.append(Span("".join(words), changed))


def _plain(line: str, *, changed: bool) -> tuple[Span, ...]:
    return (Span(line, changed),) if line else ()


def _equal(lines: Sequence[str], *, after: bool, before: bool, context: int) -> Iterator[DiffRow]:
    """Equal lines between hunks: the first ones after a hunk, the last ones before the next."""
    head = context if after else 0
    tail = context if before else 0
    if len(lines) <= head + tail + 1:
        kept, rest, hidden = lines, lines[:0], False
    else:
        kept, rest, hidden = lines[:head], lines[len(lines) - tail :], True
    for line in kept:
        yield DiffRow("same", _plain(line, changed=False), _plain(line, changed=False))
    if hidden:
        yield DiffRow("gap")
    for line in rest:
        yield DiffRow("same", _plain(line, changed=False), _plain(line, changed=False))


def _differing(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[DiffRow]:
    """Lines of a hunk in pairs as long as the two resemble each other, then what is left of both."""
    for old_line, new_line in zip_longest(old, new):
        if old_line is not None and new_line is not None:
            yield from _pair(old_line, new_line, budget)
        elif old_line is not None:
            yield DiffRow("removed", old=_plain(old_line, changed=False))
        else:
            yield DiffRow("added", new=_plain(new_line, changed=False))


def _pair(old: str, new: str, budget: _Budget) -> Iterator[DiffRow]:
    if max(len(old), len(new)) <= _LONGEST_LINE and budget.takes_pair():
        old_spans, new_spans = _compare_words(old, new, budget)
        common = sum(len(span.text.strip()) for span in old_spans if not span.changed)
        if common >= _LEAST_IN_COMMON * max(len(old.strip()), len(new.strip())):
            yield DiffRow("changed", old_spans, new_spans)
            return
    yield DiffRow("removed", old=_plain(old, changed=False))
    yield DiffRow("added", new=_plain(new, changed=False))


# --- matching ------------------------------------------------------------------------------------

_Match = tuple[int, int, int]  # position in old, position in new, how many items


class _Budget:
    """How much work is left for one comparison."""

    def __init__(self, items: int) -> None:
        self.steps = _STEPS_PER_ITEM * items + 1_000
        self.cells = _CELLS
        self.pairs = _MOST_PAIRS

    def takes_pair(self) -> bool:
        """Whether one more pair of lines may be compared word by word."""
        self.pairs -= 1
        return self.pairs >= 0

    def takes(self, items: int) -> bool:
        """Whether looking at this many more items is within the budget; they are taken from it."""
        self.steps -= items
        return self.steps >= 0

    def takes_table(self, rows: int, columns: int) -> bool:
        """Whether a table of this size is; it is taken from the budget if so."""
        if rows * columns > min(_CELLS_OF_ONE_TABLE, self.cells):
            return False
        self.cells -= rows * columns
        return True


def _matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: _Budget) -> list[_Match]:
    """Equal stretches in order, as long as possible, none touching the next on both sides."""
    numbers: dict[Hashable, int] = {}
    a = [numbers.setdefault(item, len(numbers)) for item in old]
    b = [numbers.setdefault(item, len(numbers)) for item in new]
    found: list[_Match] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        if a0 == a1 or b0 == b1 or not budget.takes(a1 - a0 + b1 - b0):
            continue
        head = _common_prefix(a, a0, a1, b, b0, b1)
        tail = _common_suffix(a, a0 + head, a1, b, b0 + head, b1)
        found += [(a0, b0, head), (a1 - tail, b1 - tail, tail)]
        waiting += _match_middle(a, a0 + head, a1 - tail, b, b0 + head, b1 - tail, found, budget)
    return _joined(found)


def _match_middle(
    a: list[int], a0: int, a1: int, b: list[int], b0: int, b1: int, found: list[_Match], budget: _Budget
) -> list[tuple[int, int, int, int]]:
    """Match by anchors and answer with the stretches between them, or match the whole stretch."""
    if a0 == a1 or b0 == b1:
        return []
    anchors = _anchors(a, a0, a1, b, b0, b1)
    if not anchors:
        if budget.takes_table(a1 - a0, b1 - b0):
            found += _longest_common(a, a0, a1, b, b0, b1)
        return []
    found += [(i, j, 1) for i, j in anchors]
    starts = [(a0, b0), *((i + 1, j + 1) for i, j in anchors)]
    ends = [*anchors, (a1, b1)]
    return [(i0, i1, j0, j1) for (i0, j0), (i1, j1) in zip(starts, ends, strict=True)]


def _common_prefix(a: list[int], a0: int, a1: int, b: list[int], b0: int, b1: int) -> int:
    size = 0
    longest = min(a1 - a0, b1 - b0)
    while size < longest and a[a0 + size] == b[b0 + size]:
        size += 1
    return size


def _common_suffix(a: list[int], a0: int, a1: int, b: list[int], b0: int, b1: int) -> int:
    size = 0
    longest = min(a1 - a0, b1 - b0)
    while size < longest and a[a1 - 1 - size] == b[b1 - 1 - size]:
        size += 1
    return size


def _anchors(a: list[int], a0: int, a1: int, b: list[int], b0: int, b1: int) -> list[tuple[int, int]]:
    """Items that occur once in each stretch, the most of them that are in the same order in both."""
    in_a, in_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    place = {b[j]: j for j in range(b0, b1) if in_b[b[j]] == 1}
    pairs = [(i, place[a[i]]) for i in range(a0, a1) if in_a[a[i]] == 1 and a[i] in place]
    return _longest_increasing(pairs)


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of pairs (ordered by their first) whose seconds increase."""
    lowest: list[int] = []  # smallest last second of a selection of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [second]
        last[length : length + 1] = [index]
    selection: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        selection.append(pairs[at])
        at = before[at]
    return selection[::-1]


def _longest_common(a: list[int], a0: int, a1: int, b: list[int], b0: int, b1: int) -> Iterator[_Match]:
    """The longest common subsequence of two short stretches, item by item."""
    width = b1 - b0
    table = [[0] * (width + 1)]
    for i in range(a1 - 1, a0 - 1, -1):
        below, row = table[-1], [0] * (width + 1)
        for j in range(width - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[b0 + j] else max(below[j], row[j + 1])
        table.append(row)
    table.reverse()
    i = j = 0
    while i < a1 - a0 and j < width:
        if a[a0 + i] == b[b0 + j]:
            yield a0 + i, b0 + j, 1
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def _joined(found: list[_Match]) -> list[_Match]:
    joined: list[_Match] = []
    for old_at, new_at, size in sorted(match for match in found if match[2]):
        if joined and joined[-1][0] + joined[-1][2] == old_at and joined[-1][1] + joined[-1][2] == new_at:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((old_at, new_at, size))
    return joined
