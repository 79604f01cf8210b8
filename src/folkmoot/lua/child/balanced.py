"""Matches patterns with ``%b``, which regular expressions cannot: by trying, as Lua itself does."""

from __future__ import annotations

import re
from functools import lru_cache

from .patterns import Item, Pattern, PatternError

_MAX_DEPTH = 180  # pieces that can be tried again, one inside the other


@lru_cache(maxsize=500)
def _one(chars: str) -> re.Pattern[str]:
    return re.compile(f"[{chars}]", re.DOTALL)


class Matcher:
    """One try of a pattern at one place of a text."""

    def __init__(self, pattern: Pattern, text: str) -> None:
        self.items = pattern.items
        self.places = pattern.places
        self.text = text
        self.starts = [-1] * (len(pattern.places) + 1)
        self.ends = [-1] * (len(pattern.places) + 1)
        self.depth = 0

    def capture(self, number: int) -> str | int:
        """What a capture holds after a match: a text, or a place counted from 1."""
        start = self.starts[number]
        return start + 1 if self.places[number - 1] else self.text[start : self.ends[number]]

    def match(self, place: int, at: int = 0) -> int:
        """Where a match of the items from number ``at`` on ends, -1 if there is none here."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise PatternError("pattern too complex")
        try:
            return self._match(place, at)
        finally:
            self.depth -= 1

    def _match(self, place: int, at: int) -> int:
        while at < len(self.items):
            item = self.items[at]
            at += 1
            if item.kind == "single" and item.repeat:
                return self._repeated(item, place, at)
            if item.kind in ("open", "close", "place"):
                return self._capture(item, place, at)
            place = self._step(item, place)
            if place < 0:
                return -1
        return place

    def _step(self, item: Item, place: int) -> int:
        """Where an item without choice ends."""
        if item.kind == "single":
            return place + 1 if self._fits(item, place) else -1
        if item.kind == "balance":
            return self._balance(item.chars, place)
        if item.kind == "end":
            return place if place == len(self.text) else -1
        if item.kind == "back":
            said = self.text[self.starts[item.number] : self.ends[item.number]]
            return place + len(said) if self.text.startswith(said, place) else -1
        return place if self._at_frontier(item, place) else -1

    def _fits(self, item: Item, place: int) -> bool:
        return _one(item.chars).match(self.text, place) is not None

    def _at_frontier(self, item: Item, place: int) -> bool:
        before = self._fits(item, place - 1) if place else item.nul
        after = self._fits(item, place) if place < len(self.text) else item.nul
        return after and not before

    def _balance(self, pair: str, place: int) -> int:
        if not self.text.startswith(pair[0], place):
            return -1
        level = 1
        for found in re.compile(f"[{re.escape(pair)}]").finditer(self.text, place + 1):
            if found[0] == pair[1]:
                level -= 1
                if not level:
                    return found.end()
            else:
                level += 1
        return -1

    def _repeated(self, item: Item, place: int, at: int) -> int:
        if item.repeat == "-":
            while True:
                if (end := self.match(place, at)) >= 0:
                    return end
                if not self._fits(item, place):
                    return -1
                place += 1
        least = 1 if item.repeat == "+" else 0
        most = 1 if item.repeat == "?" else len(self.text)
        count = 0
        while count < most and self._fits(item, place + count):
            count += 1
        while count >= least:
            if (end := self.match(place + count, at)) >= 0:
                return end
            count -= 1
        return -1

    def _capture(self, item: Item, place: int, at: int) -> int:
        number = item.number
        before = self.starts[number], self.ends[number]
        if item.kind != "close":
            self.starts[number] = place
        if item.kind != "open":
            self.ends[number] = place
        end = self.match(place, at)
        if end < 0:
            self.starts[number], self.ends[number] = before
        return end
