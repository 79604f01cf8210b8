"""Wikitext as its markup is read: comments gone, literal text made harmless, offsets kept.

Two things in a page look like markup and are none: HTML comments, which MediaWiki removes before
it reads anything, and the contents of tags such as ``<nowiki>`` and ``<pre>``. This pass removes
the first and masks the second, so that everything after it may trust what it sees; every position
can be taken back to the text as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

MARGIN = 200  # characters of a line before a poem, in which its list characters stand

# Tags whose contents are no wikitext. What stands in them is still shown, so dates stay readable.
_LITERAL = frozenset(("nowiki", "pre", "syntaxhighlight", "source"))
# Tags whose contents are data, or are shown at another place (a note at the foot of the page).
_ELSEWHERE = frozenset(
    """
    ref math chem score timeline templatedata templatestyles graph inputbox gallery imagemap mapframe
    includeonly
    """.split()
)
# Tags whose contents are wikitext, and stay in the list item that they begin in.
_TOGETHER = frozenset(("poem",))
# Patterns that begin with one plain character are searched for ten times as fast as others: where a page
# has none of the entities, as most have not, only the tags are looked for.
_ENTITY = re.compile(r"&(?:nbsp|lrm|rlm|#160|#xa0|#8206|#8207);", re.IGNORECASE)
_TAG = re.compile(r"<(?:!--|([a-zA-Z]+)(?=[\s/>])([^<>]*)>)")
_TAG_OR_ENTITY = re.compile(rf"{_TAG.pattern}|{_ENTITY.pattern}", re.IGNORECASE)
_ENTITIES = {
    "&nbsp;": "\u00a0",
    "&#160;": "\u00a0",
    "&#xa0;": "\u00a0",
    "&lrm;": "\u200e",
    "&#8206;": "\u200e",
    "&rlm;": "\u200f",
    "&#8207;": "\u200f",
}
_MASK_MARKUP = str.maketrans(dict.fromkeys("[]{}<>='|~_", "x") | {"\n": " "})
_TAG_OVER_LINES = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\s[^<>]*\n[^<>]*>")
_MULTI_LINE_TAGS = frozenset(
    """
    div span table tr td th font small big blockquote center li ul ol dl dd dt p b i u s abbr br hr
    """.split()
)


@dataclass(frozen=True, slots=True)
class Readable:
    """Text whose markup can be trusted, with the way back to the text it was made from.

    ``pieces`` are (start here, start in the source, end in the source), in order and without
    gaps on this side; a piece of the same length on both sides was copied or masked in place.
    """

    text: str
    source: str
    pieces: tuple[tuple[int, int, int], ...]

    def start(self, position: int) -> int:
        """Where the character at ``position`` begins in the source."""
        if self.text is self.source:  # nothing was removed or masked
            return position
        here, there, end = self._piece(position)
        return min(there + position - here, end)

    def end(self, position: int) -> int:
        """Where the character before ``position`` ends in the source."""
        if position == 0 or self.text is self.source:
            return position
        here, there, end = piece = self._piece(position - 1)
        following = self._after(piece)
        return end if position == following else there + position - here

    def shift(self, start: int, end: int) -> int | None:
        """How much further on everything in a stretch stands in the source; None if not all alike."""
        here, there, source_end = piece = self._piece(start)
        after = self._after(piece)
        return there - here if end <= after and after - here == source_end - there else None

    def _piece(self, position: int) -> tuple[int, int, int]:
        index = bisect_right(self.pieces, (position, len(self.source) + 1, 0)) - 1
        return self.pieces[max(index, 0)]

    def _after(self, piece: tuple[int, int, int]) -> int:
        index = bisect_right(self.pieces, piece)
        return self.pieces[index][0] if index < len(self.pieces) else len(self.text)


def readable(source: str) -> Readable:
    """The text of ``source`` with comments removed and literal contents masked. Linear time.

    A comment that stands alone on its line takes the line with it, as in MediaWiki. A literal tag
    that is never closed is text like any other.
    """
    return _Reader(source).read()


class _Reader:
    """Copies the source piece by piece, left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self._length = 0
        self._never_closed: set[str] = set()  # so that a thousand open tags are searched for once

    def read(self) -> Readable:
        source, done, position = self._source, 0, 0
        opaque = _TAG if _ENTITY.search(source) is None else _TAG_OR_ENTITY
        while (found := opaque.search(source, position)) is not None:
            position = found.end()
            if found[0] == "<!--":
                start, position = self._comment(found.start(), done)
                self._copy(done, start)
                done = position
            elif found[0][0] == "&":
                self._copy(done, found.start())
                self._put(_ENTITIES[found[0].lower()], found.start(), position)
                done = position
            elif (close := self._close(found[1].lower(), found[2], position)) is not None:
                self._copy(done, position)
                self._mask(found[1].lower(), position, close)
                done = position = close
        self._copy(done, len(source))
        text = "".join(self._parts)
        if "\n" in text and "<" in text:
            text = _TAG_OVER_LINES.sub(_on_one_line, text)
        return Readable(text, source, tuple(self._pieces) or ((0, 0, 0),))

    def _comment(self, start: int, not_before: int) -> tuple[int, int]:
        """What a comment takes away: itself, or its whole line when nothing else stands there."""
        source = self._source
        close = source.find("-->", start + 4)
        end = len(source) if close < 0 else close + 3
        line = max(source.rfind("\n", not_before, start) + 1, not_before)
        if line and source[line - 1] == "\n" and not source[line:start].strip(" \t"):
            after = _skip_blanks(source, end)
            if source.startswith("\n", after):
                return line, after + 1
        return start, end

    def _close(self, name: str, attributes: str, position: int) -> int | None:
        """Where an opaque element's contents end, None if it is none or is never closed."""
        if name not in _LITERAL and name not in _ELSEWHERE and name not in _TOGETHER:
            return None
        if name in self._never_closed or attributes.endswith("/"):
            return None
        close = _closing(name).search(self._source, position)
        if close is None:
            self._never_closed.add(name)
            return None
        return close.start()

    def _mask(self, name: str, start: int, end: int) -> None:
        text = self._source[start:end]
        if name in _ELSEWHERE:
            self._put("x" * len(text), start, end)
        elif name in _TOGETHER:
            line = self._source.rfind("\n", max(start - MARGIN, 0), start) + 1
            in_list = self._source[line] in "*#:;"
            self._put(text.replace("\n", " ") if in_list else text, start, end)
        else:
            self._put(text.translate(_MASK_MARKUP), start, end)

    def _copy(self, start: int, end: int) -> None:
        self._put(self._source[start:end], start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        self._parts.append(text)
        self._pieces.append((self._length, start, end))
        self._length += len(text)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _on_one_line(tag: re.Match[str]) -> str:
    return tag[0].replace("\n", " ") if tag[1].lower() in _MULTI_LINE_TAGS else tag[0]


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t":
        position += 1
    return position
