"""Reads source into nodes: one scan with a stack of open brackets, as MediaWiki's preprocessor.

The scan never goes back: an opening that is not closed turns into text where it stands, and the
search for a closing tag that failed once is not made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from folkmoot.core.wikitext.extensions.table import NAMES

from .nodes import Argument, Comment, ExtensionTag, Ignored, Node, Nodes, Part, SectionHeading, Template

# How a text is read: as the page itself or as a template put into a page.
Use = Literal["page", "template"]
# Brackets deeper than this stay text: bounds the recursion of whoever walks the nodes.
MAX_DEPTH = 120
_LONG = 50_000  # characters of a template: its nodes are not kept
# Marks for translators; the words between them are those of the page's own language.
_TRANSLATED = frozenset({"translate", "tvar"})
# Tags that only mark: the words between them stand, in a text that is read this way.
_MARKING = {
    "page": frozenset({"noinclude", "onlyinclude"}) | _TRANSLATED,
    "template": frozenset({"includeonly"}) | _TRANSLATED,
}
# The tag whose content is left out of a text that is read this way.
_LEFT_OUT = {"page": "includeonly", "template": "noinclude"}
_ONLY_START, _ONLY_END = "<onlyinclude>", "</onlyinclude>"

_TAG = r"<(?:!--|(?P<slash>/?)(?P<tag>[a-zA-Z][\w-]*)(?=[\s>]|/>))"
# Alternatives that begin with one certain character each are found many times faster than any others.
_BASE = rf"{_TAG}|\n(?==)"
_INSIDE = rf"\{{\{{+|-\{{+|\[\[+|{_BASE}"
# What can matter depends on what is open: nothing, a link, a heading, a conversion of languages, a
# template before or after the "=" of an argument.
_SCANNERS = {
    # Outside of everything a link or a conversion closes nothing and separates nothing.
    "": re.compile(rf"\{{\{{+|{_BASE}"),
    "[": re.compile(rf"{_INSIDE}|\]\]+"),
    "-": re.compile(rf"{_INSIDE}|\}}-"),
    "=": re.compile(rf"\n|{_INSIDE}"),
    "{": re.compile(rf"{_INSIDE}|\}}\}}+|\|"),
    # "=" at the start of a line rather separates a name than that it begins a heading.
    "{=": re.compile(rf"{_INSIDE.replace('(?==)', '(?===)')}|\}}\}}+|\||="),
}
_LINES = re.compile(r"\n(?==)")  # all there is to find in a text without braces and tags
# A call with nothing in it that could be markup: most calls are read in one look.
_PLAIN_CALL = re.compile(r"\{\{[^{}\[\]<>|=\n]+(?:\|[^{}\[\]<>|=\n]*)*\}\}")
_EQUALS = re.compile("={1,6}")
# The rest of a comment's line where it holds nothing but further comments.
_COMMENT_LINE_END = re.compile(r"[ \t]*(?:<!--(?:(?!-->)[\s\S])*-->[ \t]*)*\n")


@dataclass(slots=True)
class _Open:
    """Something open: its bracket, how many of them, and the parts read so far."""

    bracket: str  # "{", "[", "-" for "-{", "=" for a heading
    count: int
    start: int
    at_line_start: bool = False
    dash: str = ""  # "-" that stands before braces: one brace left over begins a conversion with it
    parts: list[list[Node]] = field(default_factory=lambda: [[]])
    equals: list[int | None] = field(default_factory=lambda: [None])
    comment_from: int = -1  # where the comments begin that a heading's line may end with
    comment_end: int = -1

    @property
    def state(self) -> str:
        if self.bracket != "{":
            return self.bracket
        return "{=" if len(self.parts) > 1 and self.equals[-1] is None else "{"

    @property
    def opening(self) -> str:
        if self.bracket == "=":
            return ""
        return "-{" if self.bracket == "-" else self.dash + self.bracket * self.count

    def as_text(self) -> list[Node]:
        """The nodes of an opening that was never closed."""
        nodes: list[Node] = [self.opening]
        for number, part in enumerate(self.parts):
            if number:
                nodes.append("|")
            nodes.extend(part)
        return nodes


class _Reader:
    def __init__(self, text: str, use: Use, tags: frozenset[str]) -> None:
        self.text = text
        self.tags = tags
        self.marking = _MARKING[use]
        self.left_out = _LEFT_OUT[use]
        self.outside = _SCANNERS[""] if "<" in text or "{{" in text else _LINES
        self.pos = 0
        self.root: list[Node] = []
        self.stack: list[_Open] = []
        self.headings = 0
        self.last_bracket = text.rfind(">")
        self.never_closed: set[str] = set()
        self.only_include = use == "template" and _ONLY_START in text and _ONLY_END in text

    @property
    def out(self) -> list[Node]:
        return self.stack[-1].parts[-1] if self.stack else self.root

    def read(self) -> Nodes:
        if self.only_include:
            self._skip_to_only_include()
        self._line_starts()
        while found := self._next():
            if found.start() > self.pos:
                self.out.append(self.text[self.pos : found.start()])
            self.pos = found.start()
            _HANDLERS[self.text[self.pos]](self, found)
        self.out.append(self.text[self.pos :])
        self.pos = len(self.text)
        if self.stack and self.stack[-1].bracket == "=":
            self._heading_ends()
        nodes = [*self.root, *(node for piece in self.stack for node in piece.as_text())]
        return _merged(
            [replace(node, top=True) if isinstance(node, SectionHeading) else node for node in nodes]
        )

    def _next(self) -> re.Match[str] | None:
        scanner = _SCANNERS[self.stack[-1].state] if self.stack else self.outside
        return scanner.search(self.text, self.pos)

    def _skip_to_only_include(self) -> None:
        found = self.text.find(_ONLY_START, self.pos)
        end = len(self.text) if found < 0 else found + len(_ONLY_START)
        self._take(Ignored(self.text[self.pos : end]), end)

    # -- brackets

    def _open(self, found: re.Match[str]) -> None:
        run = found[0]
        self.pos = found.end()
        if len(self.stack) >= MAX_DEPTH:
            self.out.append(run)
            return
        at_line_start = self.text[found.start() - 1 : found.start()] == "\n"
        if run == "{{" and (plain := _PLAIN_CALL.match(self.text, found.start())):
            self.out.append(_plain_call(plain[0], at_line_start))
            self.pos = plain.end()
        elif run == "-{":
            self.stack.append(_Open("-", 2, found.start()))
        elif run[0] == "-":
            self.stack.append(_Open("{", len(run) - 1, found.start(), dash="-"))
        else:
            self.stack.append(_Open(run[0], len(run), found.start(), at_line_start))

    def _close(self, found: re.Match[str]) -> None:
        piece = self.stack[-1]
        available = min(found.end() - found.start(), piece.count)
        matched = min(available, 3 if piece.bracket == "{" else 2)
        self.pos = found.start() + matched
        self.stack.pop()
        if piece.bracket == "{":
            self._reopen(piece, piece.count - matched)
            self.out.append(_braces(piece, matched))
            return
        inside = piece.as_text()[1:]
        if piece.bracket == "[":
            self._reopen(piece, piece.count - matched)
        self.out.extend(["-{" if piece.bracket == "-" else "[[", *inside, found[0][:matched]])

    def _reopen(self, piece: _Open, left: int) -> None:
        """Brackets left over on the left side open the next piece, or are text."""
        if left >= 2:
            self.stack.append(_Open(piece.bracket, left, piece.start, piece.at_line_start, piece.dash))
        elif left and piece.dash:
            self.stack.append(_Open("-", 2, piece.start))
        else:
            self.out.append(piece.dash + piece.bracket * left)

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

    def _line(self, found: re.Match[str]) -> None:
        if self.stack and self.stack[-1].bracket == "=":
            self._heading_ends()
            return
        self.out.append("\n")
        self.pos = found.end()
        self._line_starts()

    def _line_starts(self) -> None:
        found = _EQUALS.match(self.text, self.pos)
        if found is None or len(self.stack) >= MAX_DEPTH:
            return
        if len(found[0]) == 1 and self.stack and self.stack[-1].state == "{=":
            return
        self.stack.append(_Open("=", len(found[0]), self.pos))
        self.out.append(found[0])
        self.pos = found.end()

    def _heading_ends(self) -> None:
        line = self.stack.pop()
        level = self._level(line)
        if not level:
            self.out.extend(line.parts[0])
            return
        self.headings += 1
        self.out.append(SectionHeading(level, self.headings, _merged(line.parts[0])))

    def _level(self, line: _Open) -> int:
        """The level of the heading that ends here, 0 where the line is none."""
        written = self.text[line.start : self.pos].rstrip(" \t")
        if line.comment_end >= 0 and line.start + len(written) == line.comment_end:
            written = written[: max(line.comment_from - line.start, 0)].rstrip(" \t")
        right = len(written) - len(written.rstrip("="))
        if right == len(written):
            return min(6, (right - 1) // 2)
        return min(right, line.count)

    # -- comments and tags

    def _angle(self, found: re.Match[str]) -> None:
        name = (found["tag"] or "").lower()
        if not name:
            self._comment(found)
        elif name in self.marking or name == self.left_out:
            self._inclusion(found, name)
        elif name == "onlyinclude" and self.only_include and self.text.startswith(_ONLY_END, self.pos):
            self._skip_to_only_include()
        elif name in self.tags and not found["slash"]:
            self._extension(found, name)
        else:
            self._text_to(found.end())

    def _text_to(self, end: int) -> None:
        self._take(self.text[self.pos : end], end)

    def _comment(self, found: re.Match[str]) -> None:
        end = self.text.find("-->", found.end())
        closed = end >= 0
        end = end + 3 if closed else len(self.text)
        start = found.start()
        if wide := self._alone_on_line(start, end):
            self._take_back(start - wide[0])
            start, end = wide
        elif closed and self.stack and self.stack[-1].bracket == "=":
            self._comment_in_heading(start, end)
        self._take(Comment(self.text[start:end]), end)
        if wide:
            self._line_starts()

    def _comment_in_heading(self, start: int, end: int) -> None:
        heading = self.stack[-1]
        while self.text[start - 1] in " \t":
            start -= 1
        if start != heading.comment_end:
            heading.comment_from = start
        heading.comment_end = end

    def _alone_on_line(self, start: int, end: int) -> tuple[int, int] | None:
        """A comment alone on its line goes with the whole line, its line feed included."""
        while start and self.text[start - 1] in " \t":
            start -= 1
        if start == 0 or self.text[start - 1] != "\n":
            return None
        more = _COMMENT_LINE_END.match(self.text, end)
        return (start, more.end()) if more else None

    def _take_back(self, count: int) -> None:
        if count and self.out and isinstance(self.out[-1], str):
            self.out[-1] = self.out[-1][:-count]

    def _tag_end(self, found: re.Match[str]) -> int | None:
        """Where the tag ends, behind its ">"; None where there is none in the rest of the text."""
        return self.text.index(">", found.end()) + 1 if found.end() <= self.last_bracket else None

    def _inclusion(self, found: re.Match[str], name: str) -> None:
        # An end without a start is text. No ">" is looked for behind it: there may be very many of them.
        end = None if found["slash"] and name not in self.marking else self._tag_end(found)
        if end is None:
            self._text_to(found.end())
            return
        if name == self.left_out and self.text[end - 2] != "/":
            end = self._after_closing_tag(name, end) or len(self.text)
        self._take(Ignored(self.text[self.pos : end]), end)

    def _extension(self, found: re.Match[str], name: str) -> None:
        end = self._tag_end(found)
        if end is None:
            self._text_to(found.end())
        elif self.text[end - 2] == "/":
            self._take(ExtensionTag(found["tag"], self.text[found.end() : end - 2], None, ""), end)
        elif close := self._after_closing_tag(name, end):
            closing = self.text.rindex("<", end, close)
            attributes, content = self.text[found.end() : end - 1], self.text[end:closing]
            self._take(ExtensionTag(found["tag"], attributes, content, self.text[closing:close]), close)
        else:
            self._text_to(end)

    def _take(self, node: Node, end: int) -> None:
        self.out.append(node)
        self.pos = end

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


def _plain_call(written: str, at_line_start: bool) -> Template:
    title, *parts = written[2:-2].split("|")
    return Template((title,), tuple([Part(None, (part,) if part else ()) for part in parts]), at_line_start)


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


# By the first character of what was found.
_HANDLERS: dict[str, Callable[[_Reader, re.Match[str]], None]] = {
    "{": _Reader._open,
    "[": _Reader._open,
    "-": _Reader._open,
    "}": _Reader._close,
    "]": _Reader._close,
    "|": _Reader._pipe,
    "=": _Reader._equals,
    "\n": _Reader._line,
    "<": _Reader._angle,
}


def read_nodes(text: str, use: Use = "page", tags: frozenset[str] = NAMES) -> Nodes:
    """The nodes of a source; ``use`` decides what the inclusion tags (``<noinclude>`` ...) mean.

    ``tags`` are the names of the extension tags, in lower case. Linear in the length of the text. Every
    text can be read; the nodes' own sources joined give back the text.
    """
    return _Reader(text, use, tags).read()


def read_template(text: str, tags: frozenset[str] = NAMES) -> Nodes:
    """The nodes of a template's text, remembered since many pages use the same templates.

    Not those of a long one: nodes take many times the memory of their text.
    """
    return read_nodes(text, "template", tags) if len(text) > _LONG else _read_before(text, tags)


@lru_cache(maxsize=512)
def _read_before(text: str, tags: frozenset[str]) -> Nodes:
    return read_nodes(text, "template", tags)
