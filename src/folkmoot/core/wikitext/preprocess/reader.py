"""Reads source into nodes: one scan with a stack of open brackets, as MediaWiki's preprocessor.

The scan never goes back: an opening that is not closed turns into text where it stands, and the
search for a closing tag that failed once is not made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from .nodes import Argument, Comment, ExtensionTag, Ignored, Node, Nodes, Part, Template

# How a text is read: as the page itself, as a template put into a page, or for saving.
Use = Literal["page", "template", "saving"]
# Brackets deeper than this stay text: bounds the recursion of whoever walks the nodes.
MAX_DEPTH = 60
EXTENSION_TAGS = (
    "nowiki",
    "pre",
    "syntaxhighlight",
    "source",
    "math",
    "ref",
    "references",
    "poem",
    "gallery",
    "section",
)
_INCLUSION_TAGS = frozenset({"noinclude", "includeonly", "onlyinclude"})
_TAG = r"<(?:!--|(?P<slash>/?)(?P<tag>[a-zA-Z]+)(?=[\s/>]))"
_BASE = rf"(?P<open>\{{\{{+|\[\[+)|(?P<lt>{_TAG})|(?P<heading>^==+)"


def _scanner(extra: str) -> re.Pattern[str]:
    return re.compile(_BASE + extra, re.MULTILINE)


# What can matter depends on what is open: nothing, a link, a heading, a template before or after "=".
_SCANNERS = {
    # Outside of everything a link or a heading closes nothing and separates nothing.
    "": re.compile(rf"(?P<open>\{{\{{+)|(?P<lt>{_TAG})"),
    "[": _scanner(r"|(?P<close>\]\]+)"),
    "=": _scanner(r"|(?P<newline>\n)"),
    "{": _scanner(r"|(?P<close>\}\}+)|(?P<pipe>\|)"),
    "{=": _scanner(r"|(?P<close>\}\}+)|(?P<pipe>\|)|(?P<equals>=)"),
}
_COMMENT_LINE_END = re.compile(r"[ \t]*(?:<!--(?:(?!-->)[\s\S])*-->[ \t]*)*\n")


@dataclass(slots=True)
class _Open:
    """Something open: its bracket, how many of them, and the parts read so far."""

    bracket: str
    count: int
    at_line_start: bool
    parts: list[list[Node]] = field(default_factory=lambda: [[]])
    equals: list[int | None] = field(default_factory=lambda: [None])

    @property
    def state(self) -> str:
        if self.bracket != "{":
            return self.bracket
        return "{=" if len(self.parts) > 1 and self.equals[-1] is None else "{"

    def as_text(self) -> list[Node]:
        """The nodes of an opening that was never closed."""
        nodes: list[Node] = [self.bracket * self.count if self.bracket != "=" else ""]
        for number, part in enumerate(self.parts):
            if number:
                nodes.append("|")
            nodes.extend(part)
        return nodes


class _Reader:
    def __init__(self, text: str, use: Use) -> None:
        self.text = text
        self.use = use
        self.pos = 0
        self.root: list[Node] = []
        self.stack: list[_Open] = []
        self.never_closed: set[str] = set()
        self.only_include = use == "template" and re.search("<onlyinclude>", text, re.IGNORECASE) is not None

    @property
    def out(self) -> list[Node]:
        return self.stack[-1].parts[-1] if self.stack else self.root

    def read(self) -> Nodes:
        if self.only_include:
            self._skip_to_only_include()
        while found := self._next():
            if found.start() > self.pos:
                self.out.append(self.text[self.pos : found.start()])
            self.pos = found.start()
            kind = found.lastgroup or ""
            _HANDLERS[kind if kind in _HANDLERS else "lt"](self, found)
        self.out.append(self.text[self.pos :])
        return _merged([*self.root, *(node for piece in self.stack for node in piece.as_text())])

    def _next(self) -> re.Match[str] | None:
        state = self.stack[-1].state if self.stack else ""
        return _SCANNERS[state].search(self.text, self.pos)

    def _skip_to_only_include(self) -> None:
        found = re.compile("<onlyinclude>", re.IGNORECASE).search(self.text, self.pos)
        end = found.end() if found else len(self.text)
        self.out.append(Ignored(self.text[self.pos : end]))
        self.pos = end

    # -- brackets

    def _open(self, found: re.Match[str]) -> None:
        run = found["open"]
        self.pos = found.end()
        if len(self.stack) >= MAX_DEPTH:
            self.out.append(run)
            return
        at_line_start = found.start() == 0 or self.text[found.start() - 1] == "\n"
        self.stack.append(_Open(run[0], len(run), at_line_start))

    def _close(self, found: re.Match[str]) -> None:
        piece = self.stack[-1]
        available = min(found.end() - found.start(), piece.count)
        matched = min(available, 3 if piece.bracket == "{" else 2)
        self.pos = found.start() + matched
        self.stack.pop()
        node: list[Node]
        node = ["[[", *piece.as_text()[1:], "]]"] if piece.bracket == "[" else [_braces(piece, matched)]
        self._reopen(piece, piece.count - matched, node)

    def _reopen(self, piece: _Open, left: int, node: list[Node]) -> None:
        """Brackets left over on the left side open the next piece, or are text."""
        if left >= 2:
            self.stack.append(_Open(piece.bracket, left, piece.at_line_start, [node]))
        else:
            self.out.append(piece.bracket * left)
            self.out.extend(node)

    def _pipe(self, found: re.Match[str]) -> None:
        piece = self.stack[-1]
        piece.parts.append([])
        piece.equals.append(None)
        self.pos = found.end()

    def _equals(self, found: re.Match[str]) -> None:
        piece = self.stack[-1]
        piece.equals[-1] = len(piece.parts[-1])
        piece.parts[-1].append("=")
        self.pos = found.end()

    # -- headings: on a heading's line nothing of what is open around it can end

    def _heading(self, found: re.Match[str]) -> None:
        if self.stack and len(self.stack) < MAX_DEPTH:
            self.stack.append(_Open("=", 0, True))
        self.out.append(found["heading"])
        self.pos = found.end()

    def _newline(self, found: re.Match[str]) -> None:
        line = self.stack.pop()
        self.out.extend(line.as_text())
        self.pos = found.start()

    # -- comments and tags

    def _angle(self, found: re.Match[str]) -> None:
        name = (found["tag"] or "").lower()
        if not name:
            self._comment(found)
        elif name in _INCLUSION_TAGS:
            self._inclusion(found)
        elif name in EXTENSION_TAGS and not found["slash"]:
            self._extension(found)
        else:
            self.out.append(found[0])
            self.pos = found.end()

    def _comment(self, found: re.Match[str]) -> None:
        end = self.text.find("-->", found.end())
        end = len(self.text) if end < 0 else end + 3
        start = found.start()
        if wide := self._alone_on_line(start, end):
            self._take_back(start - wide[0])
            start, end = wide
        self.out.append(Comment(self.text[start:end]))
        self.pos = end

    def _alone_on_line(self, start: int, end: int) -> tuple[int, int] | None:
        """A comment alone on its line goes with the whole line, its line feed included."""
        while start and self.text[start - 1] in " \t":
            start -= 1
        if start == 0 or self.text[start - 1] != "\n":
            return None
        rest = re.compile(r"[ \t]*\n").match(self.text, end)
        if rest:
            return start, rest.end()
        more = _COMMENT_LINE_END.match(self.text, end)
        return (start, more.end()) if more else None

    def _take_back(self, count: int) -> None:
        if count and self.out and isinstance(self.out[-1], str):
            self.out[-1] = self.out[-1][:-count]

    def _inclusion(self, found: re.Match[str]) -> None:
        name = found["tag"].lower()
        end = self.text.find(">", found.end())
        if end < 0 or self.use == "saving":
            self.out.append("<")
            self.pos = found.start() + 1
            return
        end += 1
        self_closed = self.text[end - 2] == "/"
        skipped = name == ("noinclude" if self.use == "template" else "includeonly")
        if skipped and not found["slash"] and not self_closed:
            end = self._after_closing_tag(name, end) or len(self.text)
        closes_only = name == "onlyinclude" and found["slash"] and self.only_include
        self.out.append(Ignored(self.text[found.start() : end]))
        self.pos = end
        if closes_only:
            self._skip_to_only_include()

    def _extension(self, found: re.Match[str]) -> None:
        name = found["tag"].lower()
        end = self.text.find(">", found.end())
        after = 0 if end < 0 else end + 1
        self_closed = after and self.text[end - 1] == "/"
        close = after if self_closed else self._after_closing_tag(name, after) if after else None
        if not close:
            self.out.append(self.text[found.start() : found.end()])
            self.pos = found.end()
            return
        self.pos = close
        self.out.append(self._extension_tag(found["tag"], found.end(), end, close, bool(self_closed)))

    def _extension_tag(self, name: str, start: int, end: int, close: int, self_closed: bool) -> ExtensionTag:
        if self_closed:
            return ExtensionTag(name, self.text[start : end - 1], None, "")
        closing = self.text.rindex("<", end, close)
        return ExtensionTag(
            name, self.text[start:end], self.text[end + 1 : closing], self.text[closing:close]
        )

    def _after_closing_tag(self, name: str, start: int) -> int | None:
        if name in self.never_closed:
            return None
        if found := _closing(name).search(self.text, start):
            return found.end()
        self.never_closed.add(name)
        return None


@lru_cache(maxsize=64)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


def _braces(piece: _Open, matched: int) -> Node:
    parts = tuple(_part(nodes, at) for nodes, at in zip(piece.parts[1:], piece.equals[1:], strict=True))
    title = _merged(piece.parts[0])
    if matched == 2:
        return Template(title, parts, piece.at_line_start and piece.count == 2)
    return Argument(title, parts)


def _part(nodes: list[Node], equals: int | None) -> Part:
    if equals is None:
        return Part(None, _merged(nodes))
    return Part(_merged(nodes[:equals]), _merged(nodes[equals + 1 :]))


def _merged(nodes: list[Node]) -> Nodes:
    """The nodes with neighbouring strings joined and empty ones left out."""
    merged: list[Node] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            run.append(node)
            continue
        if joined := "".join(run):
            merged.append(joined)
        run.clear()
        merged.append(node)
    if joined := "".join(run):
        merged.append(joined)
    return tuple(merged)


_HANDLERS: dict[str, Callable[[_Reader, re.Match[str]], None]] = {
    "open": _Reader._open,
    "close": _Reader._close,
    "pipe": _Reader._pipe,
    "equals": _Reader._equals,
    "heading": _Reader._heading,
    "newline": _Reader._newline,
    "lt": _Reader._angle,
}


def read_nodes(text: str, use: Use = "page") -> Nodes:
    """The nodes of a source; ``use`` decides what the inclusion tags (``<noinclude>`` ...) mean.

    Linear in the length of the text. Every text can be read; the nodes' own sources joined give
    back the text.
    """
    return _Reader(text, use).read()


@lru_cache(maxsize=512)
def read_template(text: str) -> Nodes:
    """The nodes of a template's text, remembered since many pages use the same templates."""
    return read_nodes(text, "template")
