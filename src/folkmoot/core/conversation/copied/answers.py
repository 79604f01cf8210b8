"""Whom a comment answers, where its words say so: "Hi, @Scann." or "Hello MIskander-WMF, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from folkmoot.core.conversation.copied.words import folded

REACH = 80  # characters from a comment's beginning in which somebody may be addressed
_MAX_NAME = 85  # characters, as long as a name of MediaWiki's may be
_BULLETS = re.compile(r"[\s•◦▪*\-–—]*")
_GREETING = re.compile(r"[^\s,:@]{1,12}[,!]?\s+")
_AFTER_NAME = re.compile(r"\s*[,:!،：—–]|\s+-")


def called(name: str) -> str:
    """The form in which names are compared when somebody is addressed."""
    return folded(name.replace("_", " "))


def answered(body: str, own: frozenset[str], newest: Mapping[str, int]) -> int | None:
    """Which earlier comment of a topic this one addresses, None where nothing shows it.

    ``newest`` maps every ``called`` name of the topic to the newest comment under that name,
    ``own`` are the author's own names. Somebody is addressed by an ``@`` with their name near the
    beginning, or by their name at the beginning, alone or after one word of greeting, with a mark
    behind it.
    """
    for position, marked in _openings(body[:REACH]):
        name = _name_at(body, position, newest, marked=marked)
        if name is not None and name not in own:
            return newest[name]
    return None


def _openings(opening: str) -> Iterator[tuple[int, bool]]:
    """Where an address may begin, and whether an ``@`` marks it as one; nearest to the beginning first."""
    bullets = _BULLETS.match(opening)
    begin = bullets.end() if bullets else 0
    greeting = _GREETING.match(opening, begin)
    places = [(begin, False), *([(greeting.end(), False)] if greeting else [])]
    places += [(mark.end(), True) for mark in re.finditer(r"@\s?", opening)]
    yield from sorted(places)


def _name_at(body: str, position: int, newest: Mapping[str, int], *, marked: bool) -> str | None:
    """The longest known name that stands at a place, with what has to follow it."""
    longest = min(_MAX_NAME, len(body) - position)
    for length in range(longest, 1, -1):
        name = called(body[position : position + length])
        if name not in newest:
            continue
        end = position + length
        if marked and not body[end : end + 1].isalnum():
            return name
        if not marked and _AFTER_NAME.match(body, end):
            return name
    return None
