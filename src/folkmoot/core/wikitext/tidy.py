"""The last pass before the wall: makes a tree of tags out of what the passes wrote.

It does what an HTML5 tree builder does for the tags wikitext can hold - implied ends, misnested
bold and italic, text that stands wrongly in tables - and what MediaWiki's clean-up adds: text outside
of paragraphs gets one, empty items are marked. One scan; the depth and the amount of reopened
formatting are bounded, since a browser has to build this tree too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .markers import RAW_MARK, RAW_ONLY

MAX_STACK = 250
MAX_FORMATTING = 24
_REOPENED_SHARE = 4  # reopened formatting may take this many times the length of the text

_SPACE = " \t\n\r\f"  # a no-break space is text
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"]
)
# Text and complete inline elements with nothing but text in them: they stand as they are wherever text may.
_RUN = re.compile(
    r"(?:[^<]+|<(a|b|i|code|small|span|big|sup|sub|em|strong|s|u|del|ins|font|bdi|tt|kbd|abbr)(?: [^<>]*)?>"
    r"[^<]*</\1>|<br>)*"
)
_VOID = frozenset({"br", "hr", "wbr", "link", "meta", "img", "source"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"dt", "dd", "li"})
_CLOSES_P = (
    _HEADINGS
    | _ITEMS
    | {"article", "blockquote", "center", "div", "dl", "figcaption", "figure", "hr", "ol", "p", "pre"}
    | {"table", "ul"}
)
_BLOCKS = _CLOSES_P | {"caption", "tbody", "tr", "td", "th"}
# What an end tag cannot reach out of; "" is the page itself.
_SCOPE = frozenset({"article", "table", "td", "th", "caption", ""})
_LIST_SCOPE = _SCOPE | {"ul", "ol"}
_ITEM_STOPS = _BLOCKS - {"div", "p"} | {""}
_TABLE_PARTS = frozenset({"caption", "tbody", "tr", "td", "th"})
_TABLE_INSIDE = frozenset({"table", "tbody", "tr"})
_NO_RUNS = _TABLE_INSIDE | {"", "blockquote"}
_TABLE_PARENT = {"td": "tr", "th": "tr", "tr": "tbody", "tbody": "table", "caption": "table"}
_RUBY_ENDS = {
    "rb": ("rb", "rt", "rtc", "rp"),
    "rt": ("rb", "rt", "rp"),
    "rp": ("rb", "rt", "rp"),
    "rtc": ("rb", "rt", "rtc", "rp"),
}
_MARKED_EMPTY = frozenset({"li", "p", "tr"})

Out = list["str | Out"]


@dataclass(slots=True, eq=False)
class _Element:
    """An open element, where it was opened in the output, and where its content goes."""

    name: str
    attributes: str
    parent_out: Out
    out: Out
    at: int
    wrapper: bool = False  # a paragraph that was not written
    floor: int = 0  # number of formatting elements that were open before it, for scopes
    box: int = 0  # its number as a holder of comments
    foster: Out = field(default_factory=list)


class _Builder:
    def __init__(self, budget: int) -> None:
        self.root: Out = []
        self.stack: list[_Element] = [_Element("", "", self.root, self.root, 0)]
        self.formatting: list[_Element] = []
        self.budget = budget
        self.boxes = 0

    # -- text

    def run(self, html: str, start: int) -> int:
        """Takes what stands at ``start`` and needs nothing done; gives where it ends."""
        top = self.stack[-1]
        if top.name in _NO_RUNS or (self.formatting and not self._formatting_is_plain()):
            return start
        found = _RUN.match(html, start)
        if not found or found.end() == start:
            return start
        top.out.append(found[0])
        return found.end()

    def _formatting_is_plain(self) -> bool:
        """Whether nothing must be reopened and no link is open, in which there could be no other."""
        if self.formatting[-1] not in self.stack or len(self.stack) >= MAX_STACK:
            return False
        return all(element.name != "a" for element in self.formatting)

    def text(self, text: str) -> None:
        if not text:
            return
        top = self.stack[-1]
        if not text.strip(_SPACE) or (RAW_MARK in text and RAW_ONLY.fullmatch(text)):
            if top.name not in _TABLE_INSIDE:
                self._reopen(wrap=False)
            self.stack[-1].out.append(text)
            return
        if top.name in _TABLE_INSIDE:
            self._before_table(text)
            return
        self._reopen()
        self._wrap()
        self.stack[-1].out.append(text)

    def _before_table(self, text: str) -> None:
        """Text right inside a table stands in front of it."""
        table = next(element for element in reversed(self.stack) if element.name == "table")
        table.foster.append(text)

    def _wrap(self) -> None:
        """Text and inline elements right in the page or a quotation get a paragraph."""
        if self.stack[-1].name in ("", "blockquote"):
            self._push("p", "", wrapper=True)

    # -- opening

    def open(self, name: str, attributes: str) -> None:
        if name in _TABLE_PARTS:
            self._open_table_part(name, attributes)
            return
        if name in _VOID:
            self._void(name, attributes)
            return
        if self.stack[-1].name in _TABLE_INSIDE and name != "table":
            if name == "article":
                self._open_table_part("td", "")
            else:
                self._open_in_foster(name, attributes)
                return
        if name in _CLOSES_P:
            self._open_block(name, attributes)
        else:
            self._open_inline(name, attributes)

    def _void(self, name: str, attributes: str) -> None:
        if name == "hr":
            self._block_begins()
        elif name in ("br", "wbr", "img"):
            self._reopen()
            self._wrap()
        self.stack[-1].out.append(f"<{name}{attributes}>")

    def _open_block(self, name: str, attributes: str) -> None:
        if name == "li":
            self._close_item({"li"})
        elif name in ("dd", "dt"):
            self._close_item({"dd", "dt"})
        self._block_begins()
        if name in _HEADINGS and self.stack[-1].name in _HEADINGS:
            self._pop()
        if name == "article":
            attributes = attributes.replace('data-fm-box="0"', f'data-fm-box="{self._box()}"')
        self._push(name, attributes)

    def _box(self) -> int:
        """A number for what a comment stands in: 0 for the page itself, else that element's own."""
        holder = self.stack[-1]
        if holder.name and not holder.box:
            self.boxes += 1
            holder.box = self.boxes
        return holder.box

    def _close_item(self, names: set[str]) -> None:
        for element in reversed(self.stack):
            if element.name in names:
                self._pop_to(element)
                return
            if element.name in _ITEM_STOPS:
                return

    def _block_begins(self) -> None:
        """A block ends the paragraph it would stand in."""
        for element in reversed(self.stack):
            if element.name == "p":
                self._end_paragraph(element)
                return
            if element.name in _SCOPE:
                return

    def _end_paragraph(self, paragraph: _Element) -> None:
        at = self.stack.index(paragraph)
        inside = self.stack[at + 1 :]
        if paragraph.wrapper and inside and not any(self._has_text(element) for element in inside):
            self._unwrap(paragraph, at)
            return
        self._pop_to(paragraph)

    def _unwrap(self, paragraph: _Element, at: int) -> None:
        """Inline elements that turn out to hold a block leave the paragraph made for them."""
        first = self.stack[at + 1]
        empty = not _flat(paragraph.out[paragraph.at + 1 : first.at]).strip()
        if empty:
            paragraph.out[paragraph.at] = ""
        else:
            first.parent_out[first.at] = f"</p>{first.parent_out[first.at]}"
        self.stack.remove(paragraph)

    def _has_text(self, element: _Element) -> bool:
        return bool(re.sub(r"<[^>]*>", "", _flat(element.out[element.at + 1 :])).strip())

    def _open_inline(self, name: str, attributes: str) -> None:
        for ended in _RUBY_ENDS.get(name, ()):
            if self.stack[-1].name == ended:
                self._pop()
        if name == "a":
            self._close_formatting("a")
        self._reopen()
        self._wrap()
        element = self._push(name, attributes)
        if element and name in _FORMATTING and len(self.formatting) < MAX_FORMATTING:
            self.formatting.append(element)

    def _open_in_foster(self, name: str, attributes: str) -> None:
        table = next(element for element in reversed(self.stack) if element.name == "table")
        self._push(name, attributes, out=table.foster)

    # -- tables

    def _open_table_part(self, name: str, attributes: str) -> None:
        table = self._in_scope_table()
        if table is None:
            return
        self._close_within_table(name, table)
        parent = _TABLE_PARENT[name]
        if self.stack[-1].name != parent:
            self.open(parent, "")
        self._push(name, attributes)

    def _in_scope_table(self) -> _Element | None:
        for element in reversed(self.stack):
            if element.name == "table":
                return element
            if element.name == "article":
                return None
        return None

    def _close_within_table(self, name: str, table: _Element) -> None:
        """Closes cells, rows and what is in them, as far as the new part needs."""
        parent = _TABLE_PARENT[name]
        while self.stack[-1] is not table and self.stack[-1].name != parent:
            self._pop()

    # -- closing

    def close(self, name: str) -> None:
        if name in _VOID:
            return
        if name in _FORMATTING:
            self._close_formatting(name)
            return
        names = _HEADINGS if name in _HEADINGS else {name}
        stops = _scope_of(name)
        for element in reversed(self.stack):
            if element.name in names:
                self._pop_to(element)
                return
            if element.name in stops or (
                name not in _BLOCKS and element.name in _BLOCKS and not element.wrapper
            ):
                break
        if name == "p":
            self._empty_paragraph()

    def _empty_paragraph(self) -> None:
        if self.stack[-1].name not in _TABLE_INSIDE:
            self.stack[-1].out.append('<p class="mw-empty-elt"></p>')

    def _close_formatting(self, name: str) -> None:
        """Ends a formatting element; blocks that were opened inside it keep it to themselves."""
        scope = self._scope_floor()
        for element in reversed(self.formatting[scope:]):
            if element.name == name:
                break
        else:
            self._close_capped(name)
            return
        self.formatting.remove(element)
        if element not in self.stack:
            return
        at = self.stack.index(element)
        above = self.stack[at + 1 :]
        blocks = [inner for inner in above if inner.name in _BLOCKS and not inner.wrapper]
        if not blocks:
            self._pop_to(element)
        else:
            self._move_into(element, blocks, at)

    def _close_capped(self, name: str) -> None:
        if self.stack[-1].name == name:
            self._pop()

    def _move_into(self, element: _Element, blocks: list[_Element], at: int) -> None:
        """Instead of around the blocks, the element stands before them and inside each of them."""
        tag, end = f"<{element.name}{element.attributes}>", f"</{element.name}>"
        first = blocks[0]
        between = self.stack[at + 1 : self.stack.index(first)]
        closing = "".join(f"</{inner.name}>" for inner in reversed(between)) + end
        opening = "".join(f"<{inner.name}{inner.attributes}>" for inner in between)
        for block in blocks:
            before, after = (closing, opening) if block is first else (end, "")
            block.parent_out[block.at] = f"{before}{after}{block.parent_out[block.at]}{tag}"
        last = blocks[-1]
        while self.stack[-1] is not last:
            self._pop()
        last.out.append(end)
        self.stack.remove(element)

    # -- the stack

    def _scope_floor(self) -> int:
        for element in reversed(self.stack):
            if element.name in _SCOPE:
                return element.floor
        return 0

    def _push(
        self, name: str, attributes: str, *, wrapper: bool = False, out: Out | None = None
    ) -> _Element | None:
        if len(self.stack) >= MAX_STACK and name != "article":
            return None
        parent = self.stack[-1].out if out is None else out
        element = _Element(name, attributes, parent, parent, 0, wrapper)
        if name == "table":
            parent.append(element.foster)
        element.at = len(parent)
        element.floor = len(self.formatting) if name in _SCOPE else 0
        parent.append(f"<{name}{attributes}>")
        self.stack.append(element)
        return element

    def _pop_to(self, element: _Element) -> None:
        while self.stack[-1] is not element:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        element = self.stack.pop()
        if element.name in _MARKED_EMPTY and not element.attributes and not element.wrapper:
            self._mark_if_empty(element)
        element.out.append(f"</{element.name}>")
        if element.name in _SCOPE:
            del self.formatting[element.floor :]

    def _mark_if_empty(self, element: _Element) -> None:
        inside = element.out[element.at + 1 :]
        if len(inside) <= 2 and all(isinstance(piece, str) and not piece.strip(_SPACE) for piece in inside):
            opening = element.out[element.at]
            if opening == f"<{element.name}>":
                element.out[element.at] = f'<{element.name} class="mw-empty-elt">'

    def _reopen(self, *, wrap: bool = True) -> None:
        """Formatting that a block or cell has cut off goes on behind its start."""
        if not self.formatting or self.formatting[-1] in self.stack or self._at_picture():
            return
        for number in range(self._scope_floor(), len(self.formatting)):
            lost = self.formatting[number]
            if lost in self.stack:
                continue
            self.budget -= len(lost.attributes) + 2 * len(lost.name) + 5
            if self.budget < 0:
                return
            if wrap:
                self._wrap()
            if element := self._push(lost.name, lost.attributes):
                self.formatting[number] = element

    def _at_picture(self) -> bool:
        """Inside a figure, but not in its caption: what is there is no text that formatting could be for."""
        for element in reversed(self.stack):
            if element.name in ("figure", "figcaption"):
                return element.name == "figure"
        return False

    def finish(self) -> str:
        while len(self.stack) > 1:
            self._pop()
        return _flat(self.root)


def _scope_of(name: str) -> frozenset[str]:
    if name in ("table", "tbody", "tr", "td", "th", "caption"):
        return frozenset({"article", "table", ""}) if name != "table" else frozenset({"article", ""})
    return _LIST_SCOPE if name == "li" else _SCOPE


def _flat(pieces: Out) -> str:
    """The pieces as one string; what was put in front of tables is a list of its own."""
    done: list[str] = []
    stack: list[str | Out] = list(reversed(pieces))
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            done.append(piece)
        else:
            stack.extend(reversed(piece))
    return "".join(done)


def tidy(html: str) -> str:
    """The same HTML with every element closed where a browser would close it."""
    builder = _Builder(_REOPENED_SHARE * len(html) + 10_000)
    done = builder.run(html, 0)
    while found := _TOKEN.search(html, done):
        builder.text(html[done : found.start()])
        slash, name, attributes = found.groups()
        if slash:
            builder.close(name)
        else:
            builder.open(name, attributes.rstrip(" /"))
        done = builder.run(html, found.end())
    builder.text(html[done:])
    return builder.finish()
