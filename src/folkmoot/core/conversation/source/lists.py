"""The lists of a wikitext page: which lines stand in the same list, and which in the same item.

A line goes on with the lists of the line before as far as their list characters agree, as in
MediaWiki: ``:: b`` below ``: a`` stands in the item of ``a``, ``: c`` below it begins a new one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

FAR = 100  # characters: no blank line is as long


@dataclass(slots=True)
class List:
    """A list: its character, where it begins, its items, and the list right before it."""

    kind: str
    start: int
    first: int  # number of its first item
    last: int
    before: int = -1


@dataclass(slots=True)
class Lists:
    """Lists and items by number; for each line of a list those it stands in, outermost first."""

    starts: list[int] = field(default_factory=list)  # of the lines
    ends: list[int] = field(default_factory=list)
    lines_lists: list[tuple[int, ...]] = field(default_factory=list)
    lines_items: list[tuple[int, ...]] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)
    items: list[int] = field(default_factory=list)  # where each item begins

    def line_at(self, position: int) -> int:
        """The number of the list line that a position stands on; -1 outside of lists."""
        line = bisect_right(self.starts, position) - 1
        return line if line >= 0 and position <= self.ends[line] else -1

    def items_at(self, position: int) -> tuple[int, ...]:
        """The items that a position stands in, outermost first."""
        line = self.line_at(position)
        return self.lines_items[line] if line >= 0 else ()


def connect(text: str, lines: list[tuple[int, int, str]]) -> Lists:
    """The lists that these lines (start, end, list characters) make, in page order. Linear time.

    A blank line ends a list; the next one still stands right after it.
    """
    found = Lists()
    previous, end = "", -2
    lists: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    for start, line_end, prefix in lines:
        compared = prefix.replace(";", ":")
        goes_on = start == end + 1
        common = _common(previous, compared) if goes_on else 0
        if not goes_on:
            between = text[end:start] if start - end < FAR else ""
            lists = lists[:1] if between.isspace() and between.count("\n") == 2 else ()
        lists, items = _open(found, start, compared, common, lists, items)
        found.starts.append(start)
        found.ends.append(line_end)
        found.lines_lists.append(lists)
        found.lines_items.append(items)
        previous, end = compared, line_end
    return found


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(index for index in range(length) if one[index] != other[index])


def _open(
    found: Lists, start: int, prefix: str, common: int, lists: tuple[int, ...], items: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The lists and items of a line that goes on with ``common`` lists of the line before."""
    position = start + len(prefix)
    if len(prefix) == common:  # the next item of a list that is open
        found.items.append(position)
        found.lists[lists[common - 1]].last = len(found.items) - 1
        return lists[:common], (*items[: common - 1], len(found.items) - 1)
    new_lists, new_items = list(lists[:common]), list(items[:common])
    for depth in range(common, len(prefix)):
        found.items.append(position)
        number = len(found.items) - 1
        before = lists[depth] if depth == common and depth < len(lists) else -1
        found.lists.append(List(prefix[depth], start, number, number, before))
        new_lists.append(len(found.lists) - 1)
        new_items.append(number)
    return tuple(new_lists), tuple(new_items)
