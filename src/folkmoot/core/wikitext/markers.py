"""Private markers that carry finished pieces and positions through the passes.

A marker is ``DEL kind number DEL`` (DEL = U+007F). The source is cleaned of DEL before the first
pass, so nobody can write a marker by hand, and no pass looks into what a marker stands for:

* ``g``, ``p``, ``n``: finished HTML; ``p`` is a block, ``n`` text without meaning, from nowiki;
* ``x``: HTML from an extension tag, put back before paragraphs and lists are made;
* ``r``: HTML that goes into the page as it is, after everything else; ``y``: such a style sheet;
* ``l``: the opening tag of a link;
* ``w``: in the tag of a heading, that it was written as wikitext;
* ``h``: in the line of a heading, which section of which page it begins;
* ``o``, ``q``: where what came out of a template starts and ends;
* ``b``: a line where a comment's block begins or ends;
* ``s``, ``e``: where a comment starts and ends inside a line; ``t``, ``u``: its signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape

MARK = "\x7f"
MARKER = re.compile(f"{MARK}([a-z])([0-9]+){MARK}")
_WHOLE_MARKER = re.compile(f"({MARK}[a-z][0-9]+{MARK})")
# The last form of a raw piece's marker: unlike DEL, this character cannot come from a reference.
RAW_MARK = "\x01"
_RAW = re.compile(f"[{RAW_MARK}{MARK}](?:([ry])|[a-z])([0-9]+)[{RAW_MARK}{MARK}]")
RAW_ONLY = re.compile(f"(?:{RAW_MARK}[ry][0-9]+{RAW_MARK}|[ \t\n\r\f])*")
# While nh3 looks: an element may stand where text may not, such as between the rows of a table.
_RAW_LAST = re.compile(f"{RAW_MARK}([ry][0-9]+){RAW_MARK}")
_RAW_ELEMENT = re.compile(r'<template data-fm-raw="([ry][0-9]+)"></template>')
_POSITIONS = frozenset("setuboq")
# Everything below space except tab and line feed, the C1 controls, and what Unicode says is no character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufffe\uffff\ud800-\udfff]")
# Of these the ones that cannot be rendered: what passes use for themselves, and what is no character.
_NOT_RENDERED = re.compile("[\x01-\x03\x0c\x80-\x9f\ufffe\uffff\ud800-\udfff]")
_NOT_RENDERED_ASCII = "\x01\x02\x03\x0c"
# A held piece can hold further pieces (a tag extension in a tag extension); deeper is nobody's text.
_HELD_DEPTH = 20
# Pieces in pieces can grow without bounds while their source stays small; MediaWiki's bound.
_HELD_SIZE = 5_000_000  # characters


@cache
def _pattern_of(kinds: str) -> re.Pattern[str]:
    """Markers of some kinds, these as the first group.

    It reads all others too: two markers with "n0" between them hold no third.
    """
    return re.compile(f"{MARK}(?:([{kinds}])|[a-z])([0-9]+){MARK}")


def clean(text: str) -> str:
    """The text as the passes take it: nothing in it can be taken for a marker, and it has line feeds only.

    As in MediaWiki, DEL becomes "?", NUL goes, and other control characters stay where they do no harm.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(MARK, "?").replace("\0", "")
    if text.isascii() and not any(character in text for character in _NOT_RENDERED_ASCII):
        return text
    return _NOT_RENDERED.sub("\ufffd", text)


def fit_to_save(text: str) -> str:
    """As ``clean``, for a text that is stored: every control character becomes U+FFFD."""
    return clean(_CONTROL.sub("\ufffd", text))


def marker(kind: str, number: int) -> str:
    """The marker of one kind and number."""
    return f"{MARK}{kind}{number}{MARK}"


def positions_in(text: str) -> str:
    """The markers in a text that say where a comment stands, for where the text itself goes."""
    return markers_in(text, _POSITIONS)


def markers_in(text: str, kinds: frozenset[str]) -> str:
    """The markers of these kinds in a text, without the text."""
    if MARK not in text:
        return ""
    return "".join(found[0] for found in MARKER.finditer(text) if found[1] in kinds)


def in_one_line(text: str) -> str:
    """The text with comments' blocks marked as places in a line, for where there can be no blocks."""
    if f"{MARK}b" not in text:
        return text
    return MARKER.sub(_edge_in_line, text)


def _edge_in_line(found: re.Match[str]) -> str:
    number = int(found[2])
    return marker("se"[number % 2], number // 2) if found[1] == "b" else found[0]


def without_positions(text: str) -> str:
    """The text without the markers that only say where a comment stands."""
    if MARK not in text:
        return text
    return MARKER.sub(lambda found: "" if found[1] in _POSITIONS else found[0], text)


def without_markers(text: str) -> str:
    """The text without any marker, for where only characters count."""
    return MARKER.sub("", text) if MARK in text else text


def without_raw(html: str) -> str:
    """The HTML without the markers of what goes in as it is."""
    return _RAW.sub(lambda found: "" if found[1] else found[0], html) if RAW_MARK in html else html


def with_raw_elements(html: str) -> str:
    """The HTML with elements in the place of the markers of what goes in as it is."""
    return _RAW_LAST.sub(r'<template data-fm-raw="\1"></template>', html)


def with_raw_markers(html: str) -> str:
    """The HTML with the markers again."""
    return _RAW_ELEMENT.sub(f"{RAW_MARK}\\1{RAW_MARK}", html)


def around_markers(text: str, change: Callable[[str], str]) -> str:
    """The text changed everywhere but in its markers."""
    if MARK not in text:
        return change(text)
    pieces = _WHOLE_MARKER.split(text)
    pieces[::2] = [change(piece) for piece in pieces[::2]]
    return "".join(pieces)


class Held:
    """Finished pieces of HTML that the passes carry as markers."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: dict[str, str] = {}
        self._left = _HELD_SIZE
        self._released_pieces = 0
        self.has_raw = False

    def _hold(self, kind: str, html: str) -> str:
        self._pieces.append(html)
        return marker(kind, len(self._pieces) - 1)

    def general(self, html: str) -> str:
        """A marker for a piece of HTML, which the block pass may treat as inline text."""
        return self._hold("g", html)

    def link(self, html: str) -> str:
        """A marker for a link, one for all that are the same: a talk page's people sign again and again."""
        known = self._links.get(html)
        if known is None:
            known = self._links[html] = self.general(html)
        return known

    def block(self, html: str) -> str:
        """A marker for a piece of HTML that cannot stand inside a paragraph."""
        return self._hold("p", html)

    def extension(self, html: str) -> str:
        """A marker for the HTML of an extension tag: no pass but that for paragraphs looks into it."""
        return self._hold("x", html)

    def raw(self, html: str) -> str:
        """A marker for HTML that goes into the page as it is."""
        self.has_raw = True
        return self._hold("y" if html.startswith(("<style", "<link")) else "r", html)

    def nowiki(self, html: str) -> str:
        """A marker for escaped text from nowiki: text that is never markup."""
        return self._hold("n", html)

    def release(self, text: str) -> str:
        """The text with every held piece back in its place, but for those that go in as they are."""
        return self._released(text, "gnpx")

    def release_extensions(self, text: str) -> str:
        """The text with the HTML of extension tags back in its place."""
        return self._released(text, "x")

    def release_markup(self, text: str) -> str:
        """The text with all pieces back that are not from nowiki, and those of nowiki still held."""
        return self._released(text, "gpx")

    def release_raw(self, text: str) -> str:
        """The text with what goes in as it is."""
        return _RAW.sub(self._piece_of_kind, text) if self.has_raw else text

    def _released(self, text: str, kinds: str) -> str:
        for _ in range(_HELD_DEPTH):
            if not any(f"{MARK}{kind}" in text for kind in kinds):
                break
            before = self._released_pieces
            text = _pattern_of(kinds).sub(self._piece_of_kind, text)
            if self._released_pieces == before:
                break
        return text

    def _piece_of_kind(self, found: re.Match[str]) -> str:
        if found[1] is None:  # a marker of another kind
            return found[0]
        self._released_pieces += 1
        return self._piece(found)

    def release_nowiki(self, text: str) -> str:
        """As ``release``, for the pieces from nowiki only (a link's target may be written so)."""
        if MARK not in text:
            return text
        return _pattern_of("n").sub(self._piece_of_kind, text)

    def text_of(self, text: str) -> str:
        """The text with the words from nowiki in it as words: where a value is wanted, not HTML."""
        if MARK not in text:
            return text
        return _pattern_of("n").sub(
            lambda found: unescape(self._piece(found)) if found[1] else found[0], text
        )

    def _piece(self, found: re.Match[str]) -> str:
        number = int(found[2])
        piece = self._pieces[number] if number < len(self._pieces) else ""
        self._left -= len(piece)
        return piece if self._left >= 0 else ""
