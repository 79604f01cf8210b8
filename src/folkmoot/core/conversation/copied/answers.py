"""Whom a comment answers, where its words say so: "Hi, @Scann." or "Hello MIskander-WMF, ..."."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator

from folkmoot.core.conversation.copied.words import folded

REACH = 80  # characters from a comment's beginning in which somebody may be addressed
_MAX_NAME = 85  # characters, as long as a name of MediaWiki's may be
_BULLETS = re.compile(r"[\s•◦▪*\-–—]*")
_GREETING = re.compile(r"[^\s,:@]{1,12}[,!]?\s+")
_MARK = re.compile(r"@\s?")
_AFTER_NAME = re.compile(r"\s*[,:!،：—–]|\s+-")


class Speakers:
    """Who has spoken under a topic, under every name they are called by, with their newest comment."""

    def __init__(self) -> None:
        self._newest: dict[str, int] = {}
        self._lengths: list[int] = []  # of the names, the shortest first
        self._letters: set[str] = set()  # that they begin with

    def add(self, names: Iterable[str], comment: int) -> None:
        """Note a comment under the names of its author, as ``called`` gives them."""
        for name in names:
            if name not in self._newest and len(name) not in self._lengths:
                insort(self._lengths, len(name))
            self._letters.add(name[:1])
            self._newest[name] = comment

    def answered(self, body: str, own: frozenset[str]) -> int | None:
        """Which earlier comment of the topic this one addresses, None where nothing shows it.

        ``own`` are the author's own names. Somebody is addressed by an ``@`` with their name near
        the beginning, or by their name at the beginning, alone or after one word of greeting, with
        a mark behind it.
        """
        if not self._newest:
            return None
        for position, marked in _openings(body[:REACH]):
            first = called(body[position : position + 1])
            if first and first[0] not in self._letters:
                continue
            name = self._name_in(called(body[position : position + _MAX_NAME]), marked=marked)
            if name is not None and name not in own:
                return self._newest[name]
        return None

    def _name_in(self, words: str, *, marked: bool) -> str | None:
        """The longest known name that the words begin with, with what has to follow it."""
        for length in reversed(self._lengths):
            if length < 2 or words[:length] not in self._newest:
                continue
            if not words[length : length + 1].isalnum() if marked else _AFTER_NAME.match(words, length):
                return words[:length]
        return None


def called(name: str) -> str:
    """The form in which names are compared when somebody is addressed."""
    return folded(name.replace("_", " "))


def _openings(opening: str) -> Iterator[tuple[int, bool]]:
    """Where an address may begin, and whether an ``@`` marks it as one; nearest to the beginning first."""
    bullets = _BULLETS.match(opening)
    begin = bullets.end() if bullets else 0
    greeting = _GREETING.match(opening, begin)
    places = [(begin, False)]
    if greeting:
        places.append((greeting.end(), False))
    if "@" in opening:
        places += [(mark.end(), True) for mark in _MARK.finditer(opening)]
        places.sort()
    yield from places
