"""Ids and names of comments and topics: the third pass of every reading.

The rules are DiscussionTools', so that a link made on a Wikimedia wiki finds its comment here and
the other way round. An *id* is unique on its page; a *name* depends on the author and the minute
only and so stays the same when a comment moves.

A page's ids can be made section by section: the ``base_`` functions know nothing of the rest of
the page, and ``IdRegister`` adds, in page order, what keeps two equal ones apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

MAX_PART_BYTES = 80
MAX_CHARACTER_BYTES = 4  # of a character in UTF-8


class Signed(Protocol):
    """Anything that says who wrote it and when."""

    @property
    def author(self) -> str:
        """The account or address that signed."""

    @property
    def timestamp(self) -> datetime:
        """When, as an aware datetime."""


def truncate(text: str, limit: int = MAX_PART_BYTES) -> str:
    """At most ``limit`` bytes of UTF-8, never half a character; right-trimmed only when cut.

    As MediaWiki's ``truncateForDatabase`` with no ellipsis.
    """
    if len(text) * MAX_CHARACTER_BYTES <= limit:
        return text
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) <= limit:
        return text
    return encoded[:limit].decode("utf-8", "ignore").rstrip(" \t\n\r\0\x0b")


@lru_cache(maxsize=4096)  # the same people sign page after page
def id_part(text: str) -> str:
    """An anchor or user name as it stands inside an id."""
    return truncate(text.replace(" ", "_")).strip("_")


def timestamp_part(moment: datetime, switch: datetime) -> str:
    """A time as it stands inside an id.

    Comments older than the ``switch`` (12 July 2022 on Wikimedia's wikis) keep the long form that
    ids had then: their links are out in the world.
    """
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    parts = utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second
    if utc < switch:
        return "%04d-%02d-%02dT%02d:%02d:%02d.000Z" % parts  # noqa: UP031 - twice as fast as strftime
    return "%04d%02d%02d%02d%02d%02d" % parts  # noqa: UP031


def signed_part(comment: Signed, switch: datetime) -> str:
    """Who wrote a comment and when, as it stands inside names and ids."""
    return f"{id_part(comment.author)}-{timestamp_part(comment.timestamp, switch)}"


def comment_name(comment: Signed, switch: datetime) -> str:
    """The name of a comment: who and when."""
    return f"c-{signed_part(comment, switch)}"


def heading_name(oldest: Signed | None, switch: datetime) -> str:
    """The name of a topic: who began it and when; ``h-`` while nobody has signed in it."""
    return "h-" if oldest is None else f"h-{signed_part(oldest, switch)}"


def base_comment_id(name: str, above: str | None) -> str:
    """The id of a comment of this name before the page tells equal ones apart.

    ``above`` is the ``signed_part`` of the comment it answers, or the ``id_part`` of the anchor of the
    heading it stands under, or None for a comment before the first heading.
    """
    return name if above is None else f"{name}-{above}"


def base_heading_id(
    anchor: str | None, parent_anchor: str | None, oldest: Signed | None, switch: datetime
) -> str:
    """The id of a topic before the page tells equal ones apart.

    ``anchor`` is None for the placeholder before the first heading; ``parent_anchor`` is that of
    the topic it is a part of; ``oldest`` the oldest comment in it, sub-topics included.
    """
    parts = ["h", "" if anchor is None else id_part(anchor)]
    if parent_anchor is not None:
        parts.append(id_part(parent_anchor))
    if oldest is not None:
        parts.append(timestamp_part(oldest.timestamp, switch))
    return "-".join(parts)


class IdRegister:
    """Gives each id of a page once: the second of two equal ones gets ``-1``, the next ``-2``."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, base: str) -> str:
        """The id that the next item of the page with this base id gets."""
        given = base
        if base in self._given:
            number = self._next.get(base, 1)
            while (given := f"{base}-{number}") in self._given:
                number += 1
            self._next[base] = number + 1
        self._given.add(given)
        return given


def unique(base_ids: Iterable[str]) -> list[str]:
    """The ids of a page's items, from their base ids in page order."""
    give = IdRegister().give
    return [give(base) for base in base_ids]


class AnchorRegister:
    """Gives each anchor of a page once, as MediaWiki does: ``Question``, ``Question_2``, ...

    Anchors that differ only in case count as equal, because some browsers thought so.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, anchor: str) -> str:
        """The anchor that the next heading of the page with this text gets."""
        folded = anchor.lower()
        suffix = ""
        if folded in self._taken:
            number = self._next.get(folded, 2)
            while f"{folded}_{number}" in self._taken:
                number += 1
            self._next[folded] = number + 1
            suffix = f"_{number}"
        self._taken.add(folded + suffix)
        return anchor + suffix


def unique_anchors(anchors: Iterable[str]) -> list[str]:
    """The anchors of a page's headings, from the plain ones in page order."""
    give = AnchorRegister().give
    return [give(anchor) for anchor in anchors]
