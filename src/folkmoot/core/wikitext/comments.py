"""Carries comments through the passes: as blocks of their own where that can be, else as two positions.

In the layout "threads" every comment becomes a block without its list indentation. That is done to
the source, before the first pass: the comment's lines are set between two marker lines, which the block
pass turns into an element. A comment that opens or closes a box keeps the box outside of it; one that
cannot be taken out of what it stands in (a table's row, a template's argument) keeps its place, and
its start and end are marked there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

from .boxes import Mark, box_marks
from .markers import clean, marker
from .model import CommentMark, Layout
from .run import Run
from .sections import OUTPUT

_LISTS = ("*", "#", ":", ";")
# What would be a heading, a rule or a cell at the start of a line was none behind list characters.
_LINE_MARKUP = ("=", "-", "|", "!")
_NOT_LINE_START = marker("w", 1)
_COVERED = re.compile(f"{OUTPUT}*")
# What is closed behind a signature: tags, bold and italic.
_CLOSERS = re.compile(r"(?:[ \t]*(?:</[a-zA-Z]+>|'{2,5}))+")


@dataclass(frozen=True, slots=True)
class _Block:
    """A comment that is a block of its own: what of the source belongs to it."""

    number: int
    start: int
    end: int


def arrange(text: str, comments: Sequence[CommentMark], layout: Layout, run: Run) -> str:
    """The cleaned source with markers for its comments, in the order they are given."""
    if layout == "page":
        return "".join(_pieces_in_place(text, enumerate(comments), 0, len(text)))
    return _Arrangement(text, comments, run).source()


def _pieces_in_place(
    text: str,
    comments: Iterator[tuple[int, CommentMark]] | Sequence[tuple[int, CommentMark]],
    start: int,
    end: int,
) -> Iterator[str]:
    """The text from ``start`` to ``end`` with positions of comments marked inside it."""
    for number, comment in comments:
        if comment.start < start:
            continue
        yield clean(text[start : comment.start])
        yield marker("s", number)
        yield clean(text[comment.start : comment.end])
        yield marker("e", number)
        start = comment.end
    yield clean(text[start:end])


class _Arrangement:
    def __init__(self, text: str, comments: Sequence[CommentMark], run: Run) -> None:
        self.text = text
        self.comments = comments
        self.site: SiteConfig = run.site
        self.mask, self.marks = box_marks(text, run)
        self.mark_starts = [mark.start for mark in self.marks]
        self.tables = _depths([mark.table for mark in self.marks])

    def source(self) -> str:
        pieces: list[str] = []
        done = 0
        in_place: list[tuple[int, CommentMark]] = []
        for number, comment in enumerate(self.comments):
            block = self._block(number, comment, done)
            if block is None:
                in_place.append((number, comment))
                continue
            pieces.append("".join(_pieces_in_place(self.text, in_place, done, block.start)).strip("\n"))
            pieces.append(marker("b", 2 * number))
            pieces.append(self._body(block))
            pieces.append(marker("b", 2 * number + 1))
            in_place.clear()
            done = block.end
        pieces.append("".join(_pieces_in_place(self.text, in_place, done, len(self.text))).strip("\n"))
        return "\n".join([piece for piece in pieces if piece])

    # -- what of the source is the comment's block

    def _block(self, number: int, comment: CommentMark, done: int) -> _Block | None:
        """The comment's own part of the source, None where it cannot be taken out."""
        start, end = max(comment.line_start, done), comment.end
        if self._covered(start) and (covered := _COVERED.match(self.mask, start)):
            start = covered.end()  # the comment before stands in a template that ends here
        if start > comment.signature or self._covered(comment.signature):
            return None
        marks = self._marks_between(start, end)
        if not marks:
            return _Block(number, start, end)
        opened, closers = _unmatched(marks)
        if closers and closers[0].start < comment.signature and not opened:
            return self._after_closers(number, comment, closers)
        if opened:
            start = opened[-1].end
        end = min([end, *(mark.start for mark in closers if mark.start >= comment.signature)])
        if start > comment.signature:
            return None
        left_opened, left_closers = _unmatched(self._marks_between(start, end))
        return None if left_opened or left_closers else _Block(number, start, end)

    def _after_closers(self, number: int, comment: CommentMark, closers: list[Mark]) -> _Block | None:
        """A comment whose first lines close a box begins behind them."""
        before = [mark for mark in closers if mark.start < comment.signature]
        start = before[-1].end
        end = min([comment.end, *(mark.start for mark in closers if mark.start >= comment.signature)])
        opened, closed = _unmatched(self._marks_between(start, end))
        return None if opened or closed else _Block(number, start, end)

    def _covered(self, offset: int) -> bool:
        """Whether a place is inside a template or a tag like nowiki."""
        inside = self.mask[offset : offset + 1] == OUTPUT
        return inside and offset > 0 and self.mask[offset - 1] == OUTPUT

    def _marks_between(self, start: int, end: int) -> list[Mark]:
        """What opens and closes boxes in a part; a row of a table only where a table is open."""
        first, last = bisect_left(self.mark_starts, start), bisect_left(self.mark_starts, end)
        marks = []
        for number in range(first, last):
            mark = self.marks[number]
            if mark.kind != "cell" or self.tables[number] > 0:
                marks.append(mark)
        return marks

    # -- the comment's lines

    def _body(self, block: _Block) -> str:
        """The comment without its indentation; every line of a list is a paragraph of its own."""
        comment = self.comments[block.number]
        signature_end = self._signature_end(comment, block.end)
        lines: list[str] = []
        was_item = False
        for start, end in self._lines(block):
            text, is_item = self._line(start, end, comment, block, signature_end)
            if (is_item or was_item) and lines and _are_paragraphs(lines[-1], text):
                lines.append("")
            lines.append(text)
            was_item = is_item
        return "\n".join(lines).strip("\n")

    def _lines(self, block: _Block) -> Iterator[tuple[int, int]]:
        """Where the comment's lines begin and end; what is one template or table stays one line."""
        start = block.start
        depth = 0
        while start < block.end:
            end = self.mask.find("\n", start, block.end)
            end = block.end if end < 0 else end
            depth = self._depth_after(depth, start, end)
            while depth > 0 and end < block.end:
                further = self.mask.find("\n", end + 1, block.end)
                further = block.end if further < 0 else further
                depth = self._depth_after(depth, end, further)
                end = further
            yield start, end
            start = end + 1

    def _depth_after(self, depth: int, start: int, end: int) -> int:
        first, last = bisect_left(self.mark_starts, start), bisect_left(self.mark_starts, end)
        return depth + sum(mark.table for mark in self.marks[first:last])

    def _line(
        self, start: int, end: int, comment: CommentMark, block: _Block, signature_end: int
    ) -> tuple[str, bool]:
        """One line without its indentation, and whether it had any."""
        content = start
        if start == block.start <= comment.start <= end:
            content = comment.start
        limit = min(start + comment.indent, end)
        while content < limit and self.text[content] in _LISTS:
            content += 1
        is_item = content > start
        while is_item and content < end and self.text[content] in " \t":
            content += 1
        guard = _NOT_LINE_START if is_item and self.text[content : content + 1] in _LINE_MARKUP else ""
        return guard + self._signed(content, end, comment, signature_end), is_item

    def _signed(self, start: int, end: int, comment: CommentMark, signature_end: int) -> str:
        """A part of the comment, with its signature marked where that begins in it."""
        if not start <= comment.signature < end or signature_end > end:
            return clean(self.text[start:end])
        return (
            clean(self.text[start : comment.signature])
            + marker("t", 0)
            + clean(self.text[comment.signature : signature_end])
            + marker("u", 0)
            + clean(self.text[signature_end:end])
        )

    def _signature_end(self, comment: CommentMark, end: int) -> int:
        """Where the date ends that the signature ends with, and the tags that close around it."""
        signed = self.text[comment.signature : end]
        found = timestamp_reader(self.site).search(signed)
        if found is None:
            return end
        closers = _CLOSERS.match(signed, found.end)
        return comment.signature + (closers.end() if closers else found.end)


def _are_paragraphs(above: str, below: str) -> bool:
    """Whether two lines would run together: neither is empty or belongs to a list."""
    return bool(above and below) and above[0] not in _LISTS and below[0] not in _LISTS


def _depths(changes: Sequence[int]) -> list[int]:
    """How deep inside tables each mark stands."""
    depth, depths = 0, []
    for change in changes:
        depths.append(depth)
        depth = max(0, depth + change)
    return depths


def _unmatched(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """What is opened and not closed in a part, and what is closed and was not opened in it."""
    opened: list[Mark] = []
    closers: list[Mark] = []
    for mark in marks:
        if mark.kind == "open":
            opened.append(mark)
        elif mark.kind == "cell":
            if not any(other.table for other in opened):
                closers.append(mark)
        elif opened:
            opened.pop()
        else:
            closers.append(mark)
    return opened, closers
