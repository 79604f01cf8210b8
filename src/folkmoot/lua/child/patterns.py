"""Lua's patterns over characters of Unicode: read into items, and turned into regular expressions.

What a regular expression cannot say (``%b``) is matched by ``balanced``. The classes are those of
Scribunto's manual: ``%a`` letters, ``%d`` decimal digits, ``%l`` and ``%u`` small and capital letters, ``%p``
punctuation, ``%s`` separators and the five control characters, ``%w`` letters and digits, ``%x`` hexadecimal
digits with their wide forms, ``%c`` control characters, ``%z`` NUL.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

Kind = Literal["single", "open", "close", "place", "back", "balance", "frontier", "end"]
Ranges = tuple[tuple[int, int], ...]

# Code points after these have no letters; those of the second stretch are variation selectors and tags.
_SCANNED = (range(0x323B0), range(0xE0000, 0xE0200))
_CATEGORIES = {"a": "L", "d": "Nd", "l": "Ll", "u": "Lu", "p": "P", "c": "Cc"}
_MAX_CAPTURES = 32


class PatternError(ValueError):
    """The pattern is malformed; the message is Lua's."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a pattern; ``chars`` is the inside of a class of a regular expression, or a number."""

    kind: Kind
    chars: str = ""
    repeat: str = ""  # "", "*", "+", "-", "?"
    number: int = 0
    nul: bool = False  # whether the class holds NUL, which stands for both ends of the text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read."""

    items: tuple[Item, ...]
    anchored: bool
    places: tuple[bool, ...]  # for each capture whether it gives a place instead of a text

    @property
    def needs_matcher(self) -> bool:
        """Whether it holds what a regular expression cannot say."""
        return any(item.kind == "balance" for item in self.items)


# -- classes


@cache
def _by_category() -> dict[str, Ranges]:
    found: dict[str, list[tuple[int, int]]] = {}
    for stretch in _SCANNED:
        for category, group in groupby(stretch, lambda point: unicodedata.category(chr(point))):
            points = list(group)
            found.setdefault(category, []).append((points[0], points[-1]))
    return {category: tuple(ranges) for category, ranges in found.items()}


def _ranges(letter: str) -> Ranges:
    if letter == "z":
        return ((0, 0),)
    if letter == "x":
        return ((48, 57), (65, 70), (97, 102), (0xFF10, 0xFF19), (0xFF21, 0xFF26), (0xFF41, 0xFF46))
    if letter == "w":
        return _united(*_ranges("a"), *_ranges("d"))
    if letter == "s":
        return _united((9, 13), *_of_category("Z"))
    return _of_category(_CATEGORIES[letter])


def _of_category(start: str) -> Ranges:
    return _united(*(one for name, own in _by_category().items() if name.startswith(start) for one in own))


def _united(*ranges: tuple[int, int]) -> Ranges:
    united: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if united and first <= united[-1][1] + 1:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return tuple(united)


def _others(ranges: Ranges) -> Ranges:
    start, others = 0, []
    for first, last in ranges:
        if first > start:
            others.append((start, first - 1))
        start = last + 1
    return (*others, (start, sys.maxunicode))


@cache
def class_chars(letter: str) -> str:
    """What ``%letter`` stands for, as the inside of a class of a regular expression."""
    if letter.lower() not in "acdlpsuwxz":
        return re.escape(letter)
    ranges = _ranges(letter.lower())
    if letter.isupper():
        ranges = _others(ranges)
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _holds_nul(inside: str) -> bool:
    return re.match(f"[{inside}]", "\0") is not None


# -- reading


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.pos = 0
        self.items: list[Item] = []
        self.opened: list[int] = []
        self.places: list[bool] = []

    def read(self) -> None:
        while self.pos < len(self.pattern):
            letter = self.pattern[self.pos]
            if letter == "(":
                self._open()
            elif letter == ")":
                self._close()
            elif letter == "$" and self.pos == len(self.pattern) - 1:
                self._add(Item("end"), 1)
            elif letter == "%" and self._special():
                continue
            else:
                self._single()
        if self.opened:
            raise PatternError("unfinished capture")

    def _add(self, item: Item, length: int) -> None:
        self.items.append(item)
        self.pos += length

    def _open(self) -> None:
        if len(self.places) >= _MAX_CAPTURES:
            raise PatternError("too many captures")
        place = self.pattern.startswith("()", self.pos)
        self.places.append(place)
        if place:
            self._add(Item("place", number=len(self.places)), 2)
            return
        self.opened.append(len(self.places))
        self._add(Item("open", number=len(self.places)), 1)

    def _close(self) -> None:
        if not self.opened:
            raise PatternError("invalid pattern capture")
        self._add(Item("close", number=self.opened.pop()), 1)

    def _special(self) -> bool:
        """Reads ``%1``, ``%bxy`` and ``%f[set]``; False for other escapes."""
        following = self.pattern[self.pos + 1 : self.pos + 2]
        if following.isascii() and following.isdigit():
            number = int(following)
            if not 1 <= number <= len(self.places) or number in self.opened or self.places[number - 1]:
                raise PatternError("invalid capture index")
            self._add(Item("back", number=number), 2)
        elif following == "b":
            pair = self.pattern[self.pos + 2 : self.pos + 4]
            if len(pair) < 2:
                raise PatternError("unbalanced pattern")
            self._add(Item("balance", pair), 4)
        elif following == "f":
            self.pos += 2
            if self.pattern[self.pos : self.pos + 1] != "[":
                raise PatternError("missing '[' after '%f' in pattern")
            inside = self._set()
            self._add(Item("frontier", inside, nul=_holds_nul(inside)), 0)
        else:
            return False
        return True

    def _single(self) -> None:
        chars = self._class()
        repeat = self.pattern[self.pos : self.pos + 1]
        if repeat and repeat in "*+-?":
            self._add(Item("single", chars, repeat), 1)
        else:
            self._add(Item("single", chars), 0)

    def _class(self) -> str:
        letter = self.pattern[self.pos]
        if letter == ".":
            self.pos += 1
            return "\\U00000000-\\U0010ffff"
        if letter == "[":
            return self._set()
        if letter == "%":
            return self._escaped()
        self.pos += 1
        return re.escape(letter)

    def _escaped(self) -> str:
        if self.pos + 1 >= len(self.pattern):
            raise PatternError("malformed pattern (ends with '%')")
        self.pos += 2
        return class_chars(self.pattern[self.pos - 1])

    def _set(self) -> str:
        """The inside of a set's class, a leading ``^`` with it."""
        self.pos += 1
        pieces: list[str] = []
        negated = self.pattern.startswith("^", self.pos)
        self.pos += negated
        first = True
        while first or not self.pattern.startswith("]", self.pos):
            if self.pos >= len(self.pattern):
                raise PatternError("malformed pattern (missing ']')")
            first = False
            pieces.append(self._of_set())
        self.pos += 1
        inside = "".join(pieces)
        # An empty range (``z-a``) leaves nothing to match.
        return ("^" if negated else "") + (inside or "^\\U00000000-\\U0010ffff")

    def _of_set(self) -> str:
        if self.pattern[self.pos] == "%":
            return self._escaped()
        found = re.compile(r"(.)-([^\]])", re.DOTALL).match(self.pattern, self.pos)
        if not found:
            self.pos += 1
            return re.escape(self.pattern[self.pos - 1])
        self.pos = found.end()
        if found[1] > found[2]:
            return ""
        return f"\\U{ord(found[1]):08x}-\\U{ord(found[2]):08x}"


@lru_cache(maxsize=500)
def read_pattern(pattern: str, anchors: bool = True) -> Pattern:
    """The items of a pattern; without ``anchors`` a leading ``^`` is a character as any other.

    Raises ``PatternError`` for a malformed pattern.
    """
    anchored = anchors and pattern.startswith("^")
    reader = _Reader(pattern[1:] if anchored else pattern)
    reader.read()
    return Pattern(tuple(reader.items), anchored, tuple(reader.places))


# -- turning into regular expressions

_REPEATS = {"": "", "*": "*", "+": "+", "-": "*?", "?": "?"}


def _frontier(item: Item) -> str:
    inside = item.chars
    other = inside[1:] if inside.startswith("^") else f"^{inside}"
    before = f"(?<=[{other}])" if item.nul else f"(?<![{inside}])"
    after = f"(?:(?=[{inside}])|\\Z)" if item.nul else f"(?=[{inside}])"
    return before + after


def _piece(item: Item) -> str:
    if item.kind == "single":
        return f"[{item.chars}]{_REPEATS[item.repeat]}"
    if item.kind == "frontier":
        return _frontier(item)
    if item.kind == "back":
        return f"(?:\\{item.number})"
    return {"open": "(", "close": ")", "place": "()", "end": "\\Z"}[item.kind]


@lru_cache(maxsize=500)
def regular_expression(pattern: Pattern) -> re.Pattern[str]:
    """The regular expression of a pattern without ``%b``."""
    return re.compile("".join(map(_piece, pattern.items)), re.DOTALL)
