"""Builds the tree of a text's tags as HTML tells browsers to, for the elements that wikitext can hold.

The names follow the standard's: a stack of open elements (``stack``), a list of active formatting elements
(``formatting``), and here the modes of insertion for the page and for the parts of tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from . import runs
from .elements import (
    BLOCKS,
    FORMATTING,
    FOSTERING,
    HEADINGS,
    LIST_SCOPE,
    METADATA,
    SCOPE,
    SPACE,
    SPECIAL,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID,
)
from .formatting import Formatting
from .nodes import Node, html_of
from .stack import MAX_STACK
from .wrapping import is_blank, target

_FLOW = frozenset("html article blockquote center div td th".split())
_LISTS = frozenset("dl ol ul".split())
# The elements of lists, which are most of a talk page, by the elements that they belong right into.
_BELONGS = {
    **dict.fromkeys(("dl", "ol", "ul"), ("dd", "li")),
    **dict.fromkeys(("dd", "dt"), ("dl",)),
    "li": ("ol", "ul"),
}
_PLAIN_ENDS = frozenset("dd div dl dt li ol p ul".split())
_PLACES = {"caption": "table", "tbody": "table", "tr": "tbody", "td": "tr", "th": "tr"}
_MODES = {"td": "cell", "th": "cell", "tr": "row", "tbody": "tbody", "caption": "caption", "table": "table"}


class Builder(Formatting):
    """One tree being built: text and tags go in, in their order."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.mode = "body"
        self.boxes = 0
        self.drop_line_feed = False

    def finish(self) -> str:
        """The tree as HTML."""
        return html_of(self.root)

    # -- text

    def run(self, html: str, start: int) -> int:
        """Takes what stands at ``start`` and needs nothing done to it; gives where that ends."""
        top = self.stack[-1]
        name = top.name
        if name in FOSTERING or self.drop_line_feed or (self.active and not self._formatting_is_plain()):
            return start
        if name in _LISTS:
            return self._taken(runs.ITEMS, html, start, top) if target(top).wrapper is None else start
        if name in _FLOW and (top.current_wrapper is None or html.startswith("<", start)):
            start = self._taken(runs.BLOCKS, html, start, top)
        parent = target(top)
        if parent.wraps or parent.splittable:
            return start
        return self._taken(runs.TEXT, html, start, parent)

    def _taken(self, pattern: re.Pattern[str], html: str, start: int, parent: Node) -> int:
        found = pattern.match(html, start)
        if found is None or found.end() == start:
            return start
        if pattern is runs.BLOCKS:
            if parent.wrapper is not None or self._in_scope("p", SCOPE):
                return start
            parent.current_wrapper = None
        if pattern is not runs.TEXT or found[0].strip(SPACE):
            parent.content += 1
        parent.children.append(found[0])
        return found.end()

    def text(self, text: str) -> None:
        """Takes the text between two tags."""
        if self.drop_line_feed:
            self.drop_line_feed = False
            text = text.removeprefix("\n")
        if not text:
            return
        top = self.stack[-1]
        if top.name not in FOSTERING:
            self._reopen()
            self.placing.text(text, self.stack[-1])
        elif is_blank(text):
            self.placing.text(text, top)
        else:
            self._fostered(self._foster_text, text)

    def _foster_text(self, text: str) -> None:
        self._reopen()
        before, reference = self._place(self.stack[-1])
        self.placing.text(text, reference, before=before)

    def _fostered(self, act: Callable[..., None], *what: str) -> None:
        """Does something while what cannot stand in a table goes in front of it."""
        self.fostering = True
        act(*what)
        self.fostering = False

    # -- start tags

    def start(self, name: str, attributes: str) -> None:
        """Takes a start tag; ``attributes`` are as written, with a space in front."""
        self.drop_line_feed = False
        if name == "article":
            self._article(attributes)
        elif name in _BELONGS and self._is_in_its_place(name):
            self._open(Node(name, attributes))
        elif self.mode == "body":
            self._start_in_body(name, attributes)
        elif self.mode in ("cell", "caption"):
            self._start_in_cell(name, attributes)
        else:
            self._start_in_table(name, attributes)

    def _is_in_its_place(self, name: str) -> bool:
        """Whether a part of a list begins where nothing has to be closed, opened or moved for it."""
        top = self.stack[-1]
        return top.name in _BELONGS[name] and target(top) is top and top.wrapper is None

    def _open(self, node: Node) -> None:
        top = self.stack[-1]
        if len(self.stack) < MAX_STACK:
            top.content += 1
            top.children.append(node)
            node.parent = top
            node.base = top.base
            node.open = True
            self.stack.append(node)

    def _article(self, attributes: str) -> None:
        """A comment's box: it stands in the page or in a cell, and nothing reaches into it or out of it."""
        while self.stack[-1].name in FOSTERING:
            self._table_part("td", "")
        self._close_paragraph()
        box = attributes.replace('data-fm-box="0"', f'data-fm-box="{self._box()}"')
        self._insert("article", box, force=True)
        self.active.append(None)
        self.mode = "body"

    def _box(self) -> int:
        """A number for what a comment stands in: 0 for the page itself, else that element's own."""
        holder = self.stack[-1]
        if holder is not self.root and not holder.box:
            self.boxes += 1
            holder.box = self.boxes
        return holder.box

    def _start_in_cell(self, name: str, attributes: str) -> None:
        if name in TABLE_PARTS:
            if self._close_cell():
                self.start(name, attributes)
        else:
            self._start_in_body(name, attributes)

    def _start_in_table(self, name: str, attributes: str) -> None:
        if name in TABLE_PARTS:
            self._table_part(name, attributes)
        elif name == "table":
            if self._in_scope("table", TABLE_SCOPE):
                self._pop_to("table")
                self._reset_mode()
                self.start(name, attributes)
        elif name in METADATA and name not in ("link", "meta"):
            self._insert(name, attributes)
        else:
            self._fostered(self._start_in_body, name, attributes)

    def _table_part(self, name: str, attributes: str) -> None:
        """A part of a table: closes and opens parts until it is in its place."""
        place = _PLACES[name]
        while self.stack[-1].name not in (place, *TABLE_SCOPE):
            if self.stack[-1].name == _PLACES.get(place):
                break
            self._pop()
        while self.stack[-1].name != place:
            missing = place if self.stack[-1].name == _PLACES.get(place) else _PLACES[place]
            self._insert(missing, "", force=True)
        self._insert(name, attributes, force=True)
        self.mode = _MODES[name]
        if name in ("td", "th", "caption"):
            self.active.append(None)

    def _start_in_body(self, name: str, attributes: str) -> None:
        if name in FORMATTING:
            self._start_formatting(name, attributes)
        elif name in BLOCKS or name == "table":
            self._start_block(name, attributes)
        elif name in ("li", "dd", "dt"):
            self._start_item(name, attributes)
        elif name in TABLE_PARTS:
            return
        elif name in METADATA:
            self._insert(name, attributes)
        else:
            self._start_inline(name, attributes)

    def _start_block(self, name: str, attributes: str) -> None:
        self._close_paragraph()
        if name in HEADINGS and self.stack[-1].name in HEADINGS:
            self._pop()
        self._insert(name, attributes)
        if name == "table":
            self.mode = "table"
        elif name == "pre":
            self.drop_line_feed = True

    def _start_item(self, name: str, attributes: str) -> None:
        names = ("li",) if name == "li" else ("dd", "dt")
        for node in reversed(self.stack):
            if node.name in names:
                self._close_with_implied(node.name)
                break
            if node.name in SPECIAL and node.name not in ("address", "div", "p"):
                break
        self._close_paragraph()
        self._insert(name, attributes)

    def _start_inline(self, name: str, attributes: str) -> None:
        if name in ("rb", "rtc", "rp", "rt"):
            if self._in_scope("ruby", SCOPE):
                self._implied_ends("rtc" if name in ("rp", "rt") else "")
        elif name not in ("source", "track", "param"):
            self._reopen()
        self._insert(name, attributes)

    # -- end tags

    def end(self, name: str) -> None:
        """Takes an end tag."""
        self.drop_line_feed = False
        if name in _PLAIN_ENDS and self.stack[-1].name == name:
            self._pop()
        elif name == "article":
            self._end_article()
        elif self.mode == "body":
            self._end_in_body(name)
        elif self.mode in ("cell", "caption"):
            self._end_in_cell(name)
        else:
            self._end_in_table(name)

    def _end_article(self) -> None:
        if self._in_scope("article", TABLE_SCOPE):
            self._pop_to("article")
            self._clear_to_marker()
            self._reset_mode()

    def _end_in_cell(self, name: str) -> None:
        if name == ("caption" if self.mode == "caption" else self._cell_name(name)):
            self._close_cell()
        elif name in ("table", "tbody", "tr"):
            if self._in_scope(name, TABLE_SCOPE) and self._close_cell():
                self.end(name)
        elif name not in TABLE_PARTS:
            self._end_in_body(name)

    def _cell_name(self, name: str) -> str:
        return name if name in ("td", "th") and self._in_scope(name, TABLE_SCOPE) else ""

    def _end_in_table(self, name: str) -> None:
        if name in ("table", "tbody", "tr"):
            if self._in_scope(name, TABLE_SCOPE):
                self._pop_to(name)
                self._reset_mode()
        elif name not in TABLE_PARTS:
            self._fostered(self._end_in_body, name)

    def _end_in_body(self, name: str) -> None:
        if name in FORMATTING:
            self._adopt(name)
        elif name == "p":
            self._end_paragraph()
        elif name in HEADINGS:
            if any(self._in_scope(heading, SCOPE) for heading in HEADINGS):
                self._implied_ends("")
                self._pop_to(*HEADINGS)
        elif name in BLOCKS or name in ("dd", "dt"):
            if self._in_scope(name, SCOPE):
                self._close_with_implied(name)
        elif name == "li":
            if self._in_scope(name, LIST_SCOPE):
                self._close_with_implied(name)
        elif name not in TABLE_PARTS and name not in VOID and name != "table":
            self._end_other(name)

    def _end_paragraph(self) -> None:
        if not self._in_scope("p", SCOPE):
            before, reference = self._place(self.stack[-1])
            self._put(Node("p"), before, reference)
        self._close_paragraph()

    # -- parts of tables

    def _close_cell(self) -> bool:
        """Closes the open cell or caption; whether there was one."""
        names = ("caption",) if self.mode == "caption" else ("td", "th")
        if not any(self._in_scope(name, TABLE_SCOPE) for name in names):
            return False
        self._implied_ends("")
        self._pop_to(*names)
        self._clear_to_marker()
        self.mode = "table" if self.mode == "caption" else "row"
        return True

    def _reset_mode(self) -> None:
        for node in reversed(self.stack):
            if node.name == "article" or node is self.root:
                self.mode = "body"
                return
            if node.name in _MODES:
                self.mode = _MODES[node.name]
                return
