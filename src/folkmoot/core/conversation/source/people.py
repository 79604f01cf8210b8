"""Where a comment begins as people see it: what `reading="people"` changes in wikitext.

The rules are those of ``html.people``, and their reasons stand there: an introduction over a list
is no part of the first vote in it, who forgot to sign is answered all the same, a list of points
belongs to the text above it. Here they are read off the list characters of the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from folkmoot.core.conversation.source.blocks import Block
from folkmoot.core.conversation.source.lists import List, Lists, connect
from folkmoot.core.conversation.source.surroundings import Surroundings

MAX_DEPTH = 100  # of lists: whom a deeper comment answers is not seen on any page
MAX_STEPS = 8  # things taken off the front of one comment
MAX_QUOTED = 20  # quotations between a comment and the list below it
MAX_LISTS = 50  # lists side by side at the front of one comment

_BARE = re.compile(r"(?:[\s:*#;~\-\u2010-\u2015\u2060']|<[^<>]*>)*")
_PREFORMATTED = re.compile(r"<(?:pre|syntaxhighlight|source|poem)\b[^<>]*>\s*\Z", re.IGNORECASE)
_OUTDENT_TEXT = re.compile(
    r"[\s:]*(?:[\u2500-\u257f](?:[\u2500-\u257f]|\{\{\s*padleft:)|[\u2190\u21a4\u21e6\u27f5]|[(\[](?:outdent|undent|unindent|od)[)\]])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Place:
    """Where a comment starts and which line signs it; made by the reader, corrected here."""

    start: int
    start_block: Block
    line_block: Block
    signature: int
    previous_end: int
    opens_topic: bool
    outdented: bool = False
    unsigned: int | None = None  # the depth of what stands before it and nobody signed


@dataclass(slots=True)
class Standing:
    """How a comment stands among the others, in lists around it; see ``html.people.Standing``."""

    start: int
    depth: int
    first_depth: int
    line_depth: int
    line_list: int
    uneven: bool
    unsigned: int | None = None
    outdented: bool = False
    own_list: bool = False  # the lists it stands in are its own points

    @property
    def begins_out(self) -> bool:
        """Whether what was written since the comment before begins less deep than it is signed."""
        return self.first_depth < self.line_depth


def begins_with_outdent(text: str, position: int) -> bool:
    """Whether a comment that begins here says by a sign that it goes on with the thread before it."""
    return not text[position : position + 1].isalnum() and _OUTDENT_TEXT.match(text, position) is not None


class Beginnings:
    """The beginnings of the comments of one page."""

    def __init__(
        self,
        text: str,
        list_lines: list[tuple[int, int, str]],
        around: Surroundings,
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        """``list_lines`` are as ``lists.connect`` takes them.

        ``quoted`` is what nobody says here: quotations and boxes, in page order.
        """
        self._text = text
        self._list_lines = list_lines
        self._around = around
        self._quoted = quoted

    @cached_property
    def _lists(self) -> Lists:
        return connect(self._text, self._list_lines)

    def standing(self, place: Place, note: tuple[int, int] | None = None) -> Standing:
        """How the comment stands once what is not its own is taken off its front.

        ``note`` is where somebody else is said to have written what stands before it, unsigned.
        """
        first, line = place.start_block.level - 1, place.line_block.level - 1
        if note is not None and self._begin_at(place, note[1]):
            place.unsigned = len(self._lists.items_at(note[0]))
        outdented = place.outdented or begins_with_outdent(self._text, place.start)
        start_items, line_items = self._items(place.start_block), self._items(place.line_block)
        depths = place.start_block.level - 1, line
        plain = (len(start_items), len(line_items)) == depths and max(depths) <= MAX_DEPTH
        if not plain:  # lists in HTML or in tables
            depth, uneven = min(depths), depths[0] != line
            return Standing(place.start, depth, first, line, place.start, uneven, place.unsigned, outdented)
        for _ in range(MAX_STEPS):
            if len(start_items) >= line or not self._take_front(place, start_items, line_items):
                break
            start_items = self._items(place.start_block)
        depth, uneven = min(len(start_items), line), len(start_items) != line
        own_list = depth > 0 and self._is_own_list(place, start_items[0], line_items[0])
        if own_list:
            depth, uneven = 0, False
            place.start = self._lists.starts[self._lists.line_at(place.start)]
        line_list = self._list_of(place.line_block.start, line - 1).start if line else place.start
        return Standing(
            place.start, depth, first, line, line_list, uneven, place.unsigned, outdented, own_list
        )

    def unfold(self, standing: Standing, limit: int) -> None:
        """Let an answer inside another comment begin with its own list."""
        if standing.depth < standing.line_depth:
            begins = self._around.begins(standing.line_list, limit)
            standing.start = max(standing.start, begins[1]) if begins else standing.start
            standing.depth, standing.uneven = standing.line_depth, False

    def _items(self, block: Block) -> tuple[int, ...]:
        """The list items that a block stands in."""
        items = self._lists.items_at(block.start)
        return items[: block.level - 1] if block.level > 1 else ()

    def _list_of(self, position: int, depth: int) -> List:
        return self._lists.lists[self._lists.lines_lists[self._lists.line_at(position)][depth]]

    def _begin_at(self, place: Place, position: int) -> bool:
        """Let the comment begin with the first thing to read after a position, if that is later."""
        begins = self._around.begins(position, place.signature)
        if begins is None or begins[1] <= place.start:
            return False
        place.start_block, place.start = begins
        return True

    # What is not part of a comment

    def _take_front(self, place: Place, start: tuple[int, ...], line: tuple[int, ...]) -> bool:
        """Take one thing off the front of a comment that starts less deep than it ends."""
        if self._empty_item(place, len(line)) or self._leave_picture(place):
            return True
        if not start:
            return self._leave_introduction(place, line)
        if start == line[: len(start)]:
            return self._leave_what_is_answered(place, start, line[len(start)])
        return False

    def _leave_picture(self, place: Place) -> bool:
        """A picture on a line of its own before an answer is not where the answer begins."""
        if not self._text.startswith("[[", place.start):
            return False
        index = bisect_left(self._quoted, (place.start, 0))
        holds = index < len(self._quoted) and self._quoted[index][0] == place.start
        return holds and self._begin_at(place, self._quoted[index][1])

    def _empty_item(self, place: Place, line_depth: int) -> bool:
        """A line of list characters alone before code or a table: the comment begins in it."""
        lists = self._lists
        first = bisect_left(lists.starts, place.previous_end)
        for line in range(first, min(bisect_left(lists.starts, place.start), first + MAX_LISTS)):
            content, depth = lists.items[lists.lines_items[line][-1]], len(lists.lines_items[line])
            if len(place.start_block.indentation) < depth <= line_depth and self._is_blank(line, content):
                place.start_block = Block(content, lists.ends[line], depth + 1, ":" * depth)
                return True
        return False

    def _is_blank(self, line: int, content: int) -> bool:
        return content >= self._lists.ends[line] or self._text[content : self._lists.ends[line]].isspace()

    def _leave_introduction(self, place: Place, line: tuple[int, ...]) -> bool:
        """Text over a list is no part of what is signed in the list; points below a text are."""
        lists = self._lists
        around = self._list_of(place.line_block.start, 0)
        if self._is_bare(line[0], place):
            return False
        if place.start >= around.start:  # a term, ";", before the first ":"
            is_term = self._text[lists.starts[lists.line_at(place.start)]] == ";"
            return is_term and line[0] == around.first + 1 and self._begin_at(place, lists.items[line[0]])
        front = around
        for _ in range(MAX_LISTS):
            if front.before < 0 or lists.lists[front.before].start <= place.start:
                break
            front = lists.lists[front.before]
        if front.kind != ":" and front.first not in (line[0], front.last):
            return False
        beginning, says = place.start, self._says_something(place, front.start)
        if not self._begin_at(place, front.start):
            return False
        if says:
            place.unsigned = place.unsigned or 0
        elif place.previous_end > 0:
            place.start = beginning
        return True

    def _says_something(self, place: Place, end: int) -> bool:
        """Whether words, not only a table or code, stand between the beginning and a list."""
        line = self._text.rfind("\n", 0, place.start) + 1
        if self._text.startswith((" ", "|", "!", "{|"), line):
            return False
        before = self._text[max(place.start - 200, place.previous_end) : place.start]
        return _PREFORMATTED.search(before) is None and bool(self._own_words(place.start, end))

    def _own_words(self, start: int, end: int) -> str:
        """What is said in a stretch, quotations left out; a tag that opens one stands outside of it."""
        index = max(bisect_left(self._quoted, (start, 0)) - 1, 0)
        words = []
        for opening, closing in self._quoted[index : index + MAX_QUOTED]:
            if opening >= end:
                break
            words.append(self._text[start:opening])
            start = max(start, closing)
        words.append(self._text[start:end])
        return "".join(words).strip()

    def _is_bare(self, item: int, place: Place) -> bool:
        """Whether nothing but a signature stands in the item."""
        begin = self._lists.items[item]
        return _BARE.fullmatch(self._text, begin, max(begin, place.signature)) is not None

    def _leave_what_is_answered(self, place: Place, start: tuple[int, ...], item: int) -> bool:
        """A vote on a text, or an answer to what was signed without a date, both in one item."""
        depth = len(start)
        around = self._list_of(place.line_block.start, depth)
        is_vote = around.kind == "#" and around.first == item
        if not is_vote and not (around.kind == ":" and self._around.ends_signed(place.start, around.start)):
            return False
        if not self._begin_at(place, around.start):
            return False
        place.unsigned = depth
        return True

    # Lists that are a comment's own

    def _is_own_list(self, place: Place, first: int, last: int) -> bool:
        """Whether the lists around a comment are its own points and not its indentation."""
        lists = self._lists
        outer, around = self._list_of(place.start, 0), self._list_of(place.line_block.start, 0)
        if around.kind == ":" or around.last != last or place.previous_end > around.start:
            return False
        if self._around.date_in(place.line_block.end, self._end_of_list(place.line_block)):
            return False
        if outer is around:
            return place.opens_topic and (around.kind == "#" or first != last)
        if outer.kind != ":" or place.previous_end > outer.start or around.before < 0:
            return False
        return lists.lists[around.before] is outer

    def _end_of_list(self, block: Block) -> int:
        """The end of the outermost list around a block."""
        lists = self._lists
        line = lists.line_at(block.start)
        outermost = lists.lines_lists[line][0]
        while line + 1 < len(lists.starts) and lists.lines_lists[line + 1][0] == outermost:
            line += 1
        return lists.ends[line]
