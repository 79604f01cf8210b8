"""The blocks of a wikitext page: where a paragraph, a list item, a cell begins and ends.

A signature never reaches over the edge of a block, and a comment ends at the end of the block
that holds its signature. So the reader needs the blocks and their depth in lists, and nothing
else of what a renderer would build: one walk over the lines, with the few tags that make blocks.

Which elements are blocks, what separates comments and what is left out follows DiscussionTools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from folkmoot.core.conversation.source.calls import Calls, Edge, find_calls
from folkmoot.core.conversation.source.line_parts import heading_close, heading_words, split_cells, term_colon
from folkmoot.core.conversation.talk_templates import talk_templates

_BLOCK_TAGS = frozenset(
    """
    div p table tbody thead tfoot caption th tr td ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hgroup article aside
    nav section footer header figure figcaption fieldset details blockquote button canvas center col colgroup
    embed map object pre syntaxhighlight source progress video gallery references ref hr
    """.split()
)
_OTHER_TAGS = frozenset(("br", "cite", "q"))
# One plain pattern for all tags: a pattern of all their names would take longer to build than a page to read.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])([^<>]*)>")
_NOT_TALK = ("mw-notalk", "outdent-template", "mw-trackedTemplate")
_LEFT_OUT = {"blockquote", "cite", "q"}
# MediaWiki's own paragraphs: after a line with one of the first tags the text that follows stays as it
# is, after a line with one of the second it is put into a paragraph again.
_OPENS_BARE = frozenset(
    """
    table h1 h2 h3 h4 h5 h6 pre p ul ol dl /td /th tr /tr caption /caption dt /dt dd /dd li /li
    """.split()
)
_CLOSES_BARE = frozenset(
    """
    /table /h1 /h2 /h3 /h4 /h5 /h6 /pre /p /ul /ol /dl td th center /center blockquote /blockquote div /div
    hr /hr aside /aside figure /figure
    """.split()
)
_VOID = {"br", "hr", "col", "embed", "references"}

_TABLE_START = re.compile(r"[ \t]*(:*)[ \t]*\{\|")
_CELL_ATTRIBUTES = re.compile(r"[^|\[\]{}\n]*\|(?!\|)")
# What most lines without a tag are, many of them at once: the item of a list, a paragraph, preformatted
# text, and empty lines. The first characters of a line of words begin nothing else.
_WORDS = r"[^\s*#:;={|!-][^\n]*+"
_PREFORMATTED = r"[ ][ \t]*+[^\s:{|!][^\n]*+"
_USUAL_LINES = re.compile(
    r"(?P<item>[*#:]++)(?!;)[^\n]*+"
    rf"|(?P<words>{_WORDS}(?:\n{_WORDS})*+)"
    r"|(?P<empty>(?:[^\S\n]*+\n)++)"
    rf"|(?P<preformatted>{_PREFORMATTED}(?:\n{_PREFORMATTED})*+)"
)
_LIST_CHARACTERS = re.compile(r"[*#:;]+")


class Block(NamedTuple):
    """A stretch without a block's edge in it; ``level`` is 1 + how many list items it stands in."""

    start: int
    end: int
    level: int
    indentation: str = ""


class HeadingLine(NamedTuple):
    """A heading: the whole of it, and its words between the equals signs or tags."""

    start: int
    end: int
    level: int
    words_start: int
    words_end: int


@dataclass(slots=True)
class Blocks:
    """What a page is made of, in page order; positions in the readable text."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[HeadingLine] = field(default_factory=list)
    separators: list[tuple[int, int]] = field(default_factory=list)  # line breaks, outdents
    left_out: list[tuple[int, int]] = field(default_factory=list)  # quotations and the like
    list_lines: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, list characters


def find_blocks(text: str, calls: Calls | None = None) -> Blocks:
    """The blocks of a readable text (comments removed, literals masked). Linear time.

    ``calls`` are its templates' calls, where they have been looked for.
    """
    return _Scanner(text, find_calls(text, talk_templates()) if calls is None else calls).scan()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has been opened: in a list item it ends with the line at the latest."""

    name: str
    start: int
    end: int
    item: bool
    in_list: bool
    left_out: bool
    separator: bool


class _Scanner:
    def __init__(self, text: str, calls: Calls) -> None:
        self._text = text
        self._calls = calls
        self._found = Blocks()
        self._tables: list[int] = []  # the depth in lists at which each open table stands
        self._open: list[_Open] = []
        self._items = 0  # how many open <li> and <dd>
        self._run: Block | None = None  # the paragraph that the next line may go on with
        self._run_bare = False  # whether that run stands outside of any paragraph
        self._bare = False  # whether text is put into no paragraph here
        self._unclosed_heading = (0, 0)
        # A page that marks elements as "no talk" by a class needs every element looked at; few pages do.
        self._marked = any(name in text for name in _NOT_TALK)
        self._has_tables = "{|" in text
        self._list: str = ""  # the prefix of the line before, as lists compare it
        self._lone_term: tuple[int, int] | None = None  # a term that nothing defines, if no line follows it

    def scan(self) -> Blocks:
        text, position, length = self._text, 0, len(self._text)
        usual = _USUAL_LINES.match
        items_are_usual = not (self._calls.over_lines or self._calls.edges or self._has_tables)
        tagless = 0  # up to here no tag stands in the lines
        while position < length:
            if position >= tagless:
                tag = text.find("<", position)
                tagless = length if tag < 0 else max(text.rfind("\n", position, tag) + 1, position)
            lines = usual(text, position, tagless)
            if lines is None:
                position = self._unusual_line(position) + 1
                continue
            kind, end = lines.lastgroup, lines.end()
            if kind == "item":
                if items_are_usual and self._lone_term is None:
                    self._usual_item(position, end, lines[1])
                else:
                    end = self._unusual_line(position)
            elif kind == "empty":
                self._end_of_lists()
                if self._run is not None:
                    self._flush()
                end -= 1
            elif self._calls.edges and self._edges(position, end):
                end = self._unusual_line(position)
            else:
                self._end_of_lists()
                self._add(position, end, 0, "" if kind == "words" else " ")
            position = end + 1
        self._flush()
        self._end_of_lists()
        self._found.separators += self._calls.ranges("outdent", "tracked")
        self._found.left_out += self._calls.ranges("quote", "quote_inline")
        self._found.separators.sort()
        self._found.left_out.sort()
        return self._found

    def _line_end(self, position: int) -> int:
        end = self._text.find("\n", position)
        return len(self._text) if end < 0 else end

    # -- lines ---------------------------------------------------------------------------------

    def _usual_item(self, start: int, end: int, prefix: str) -> None:
        """An item of a list with nothing in it that makes blocks."""
        if self._run is not None:
            self._flush()
        self._list = prefix
        self._found.list_lines.append((start, end, prefix))
        content = start + len(prefix)
        if content < end:
            self._found.blocks.append(Block(content, end, 1 + self._items + len(prefix), prefix))

    def _unusual_line(self, start: int) -> int:
        """Any line; returns where it ends."""
        end = self._line_end(start)
        prefix = _LIST_CHARACTERS.match(self._text, start)
        if prefix is not None:
            return self._list_line(start, end, prefix[0])
        self._line(start, end)
        return end

    def _line(self, start: int, end: int) -> None:
        text = self._text
        first = text[start] if start < end else "\n"
        self._end_of_lists()
        if first == "\n" or (first.isspace() and text[start:end].isspace()):
            self._flush()
        elif first == "=" and self._heading_line(start, end):
            return
        elif first == "-" and text.startswith("----", start):
            self._rule_line(start, end)
        elif first in "{|! \t" and self._table_line(start, end):
            return
        else:
            self._plain_line(start, end, preformatted=first == " ")

    def _heading_line(self, start: int, end: int) -> bool:
        if self._calls.hold(start):
            return False
        words = heading_words(self._text, start, end)
        if words is None:
            return False
        self._flush()
        self._forget_open_markup()
        level, words_start, words_end = words
        self._found.headings.append(HeadingLine(start, end, level, words_start, words_end))
        return True

    def _forget_open_markup(self) -> None:
        """A section can be read on its own: what was left open before its heading does not count."""
        self._open.clear()
        self._tables.clear()
        self._bare = False
        self._items = 0

    def _list_line(self, start: int, end: int, prefix: str) -> int:
        """Take note of an item of a list; returns where its line ends."""
        text = self._text
        if self._calls.over_lines:
            end = self._calls.line_end(text, start, end)
        if self._has_tables and text[start] == ":" and self._table_line(start, end):
            return end
        content = start + len(prefix)
        self._found.list_lines.append((start, end, prefix))
        if self._run is not None:
            self._flush()
        self._note_lone_term(prefix, start, end)
        depth = len(prefix) - prefix.count(";")
        if (
            prefix[-1] != ";" and text.find("<", content, end) < 0 and not self._edges(content, end)
        ):  # as most are: the text is all of it
            if content < end:
                self._found.blocks.append(Block(content, end, 1 + self._depth() + depth, prefix))
            return end
        if prefix[-1] == ";" and (colon := term_colon(text, content, end)) is not None:
            self._lone_term = None
            self._inline(content, colon, depth, prefix, in_list=True)
            self._flush()
            self._inline(colon + 1, end, depth + 1, prefix, in_list=True)
        else:
            self._inline(content, end, depth, prefix, in_list=True)
        self._close_list_line(end)
        return end

    def _note_lone_term(self, prefix: str, start: int, end: int) -> None:
        """A list that is one term and nothing else parts comments, as a heading of a kind."""
        lists = prefix.replace(";", ":")
        if self._lone_term is not None and not lists.startswith(self._list):
            self._found.separators.append(self._lone_term)
        alone = prefix[-1] == ";" and not self._list.startswith(lists)
        self._lone_term = (start, end) if alone else None
        self._list = lists

    def _end_of_lists(self) -> None:
        if self._lone_term is not None:
            self._found.separators.append(self._lone_term)
            self._lone_term = None
        self._list = ""

    def _close_list_line(self, end: int) -> None:
        while self._open and self._open[-1].in_list:
            self._close(self._open.pop(), end, closed=True)
        self._flush()

    def _rule_line(self, start: int, end: int) -> None:
        self._flush()
        dashes = start
        while dashes < end and self._text[dashes] == "-":
            dashes += 1
        self._found.separators.append((start, dashes))
        self._inline(dashes, end, 0, "")

    def _plain_line(self, start: int, end: int, *, preformatted: bool) -> None:
        if self._run is not None and (self._run.indentation == " ") != preformatted:
            self._flush()
        self._inline(start, end, 0, " " if preformatted else "")

    def _table_line(self, start: int, end: int) -> bool:
        text = self._text
        opened = _TABLE_START.match(text, start, end)
        if opened is not None:
            self._flush()
            self._tables.append(self._depth() + len(opened[1]))
            return True
        while start < end and text[start] in " \t":
            start += 1
        if text.startswith("|", start) or (self._tables and text.startswith("!", start)):
            self._flush()
            self._cells(start, end)
            return True
        return False

    def _cells(self, start: int, end: int) -> None:
        text = self._text
        if text.startswith("|}", start) and not text.startswith("|}}", start):
            if self._tables:
                self._tables.pop()
            self._inline(start + 2, end, 0, "")
            return
        if text.startswith("|-", start):
            return
        start += 2 if text.startswith("|+", start) else 1
        for cell_start, cell_end in split_cells(text, start, end):
            attributes = _CELL_ATTRIBUTES.match(text, cell_start, cell_end)
            self._inline(attributes.end() if attributes else cell_start, cell_end, 0, "")
            self._flush()

    # -- inside a line -------------------------------------------------------------------------

    def _edges(self, start: int, end: int) -> Sequence[Edge]:
        """The edges of boxes that templates make in a stretch."""
        return self._calls.edges_between(start, end) if self._calls.edges else ()

    def _inline(self, start: int, end: int, depth: int, indentation: str, *, in_list: bool = False) -> None:
        edges = self._edges(start, end)
        self._bare = self._bare or bool(edges)
        for edge in edges:
            self._stretch(start, edge.start, depth, indentation, in_list=in_list)
            self._flush()
            if edge.shown:
                self._add(edge.start, edge.end, depth, indentation)
                self._flush()
            start = max(start, edge.end)
        self._stretch(start, end, depth, indentation, in_list=in_list)
        if edges:
            self._bare = False

    def _stretch(self, start: int, end: int, depth: int, indentation: str, *, in_list: bool) -> None:
        text = self._text
        if text.find("<", start, end) < 0:
            self._add(start, end, depth, indentation)
            return
        tags = [
            (tag, name)
            for tag in _TAG.finditer(text, start, end)
            if (name := tag[2].lower()) in _BLOCK_TAGS or name in _OTHER_TAGS or self._marked
        ]
        around = self._bare
        edges = [tag[1] + name for tag, name in tags]
        closes = not _CLOSES_BARE.isdisjoint(edges)
        opens = not _OPENS_BARE.isdisjoint(edges)
        self._bare = around or closes or opens
        position = start
        for tag, name in tags:
            if tag.start() < position:
                continue
            if name not in _BLOCK_TAGS:
                self._inline_tag(tag, name, in_list)
                continue
            self._add(position, tag.start(), depth, indentation)
            self._flush()
            position = self._block_tag(tag, name, end, in_list)
        self._add(position, end, depth, indentation)
        self._bare = not closes if closes or opens else around

    def _inline_tag(self, tag: re.Match[str], name: str, in_list: bool) -> None:
        if name == "br":
            self._found.separators.append((tag.start(), tag.end()))
        elif tag[1]:
            self._close_named(name, tag.end())
        elif not tag[3].endswith("/"):
            self._push(tag, name, in_list)

    def _block_tag(self, tag: re.Match[str], name: str, line_end: int, in_list: bool) -> int:
        """Take note of a block's edge; where the text goes on."""
        if name == "hr":
            self._found.separators.append((tag.start(), tag.end()))
        elif name[0] == "h" and name[1:].isdigit() and not tag[1]:
            return self._html_heading(tag, int(name[1:]), line_end)
        elif tag[1]:
            self._close_named(name, tag.end())
        elif name not in _VOID and not tag[3].endswith("/"):
            self._push(tag, name, in_list)
        return tag.end()

    def _html_heading(self, tag: re.Match[str], level: int, line_end: int) -> int:
        if self._unclosed_heading == (level, line_end):
            return tag.end()
        close = heading_close(level).search(self._text, tag.end(), line_end)
        if close is None:
            self._unclosed_heading = (level, line_end)  # not looked for again on this line
            return tag.end()
        heading = HeadingLine(tag.start(), close.end(), level, tag.end(), close.start())
        self._found.headings.append(heading)
        return close.end()

    def _push(self, tag: re.Match[str], name: str, in_list: bool) -> None:
        item = name in ("li", "dd")
        attributes = tag[3]
        separator = any(mark in attributes for mark in _NOT_TALK)
        left_out = name in _LEFT_OUT or "mw-notalk" in attributes
        if item and self._open and self._open[-1].name in ("li", "dd", "dt"):
            self._close(self._open.pop(), tag.start(), closed=True)  # an item ends where the next begins
        self._open.append(_Open(name, tag.start(), tag.end(), item, in_list, left_out, separator))
        self._items += item

    def _close_named(self, name: str, end: int) -> None:
        for index in range(len(self._open) - 1, max(len(self._open) - 20, 0) - 1, -1):
            if self._open[index].name == name:
                while len(self._open) > index:
                    self._close(self._open.pop(), end, closed=True)
                return

    def _close(self, element: _Open, end: int, *, closed: bool) -> None:
        self._items -= element.item
        if element.left_out and closed:
            self._found.left_out.append((element.start, end))
        if element.separator:
            self._found.separators.append((element.start, end))

    # -- runs of text --------------------------------------------------------------------------

    def _depth(self) -> int:
        return (self._tables[-1] if self._tables else 0) + self._items

    def _add(self, start: int, end: int, depth: int, indentation: str) -> None:
        if start >= end:
            return
        level = 1 + self._depth() + depth
        run = self._run
        if (
            run is not None
            and run.level == level
            and run.indentation == indentation
            and self._run_bare == self._bare
        ):
            self._run = Block(run.start, end, level, indentation)
        else:
            self._flush()
            self._run = Block(start, end, level, indentation)
            self._run_bare = self._bare

    def _flush(self) -> None:
        if self._run is not None:
            self._found.blocks.append(self._run)
            self._run = None
