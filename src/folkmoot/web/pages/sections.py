"""Cutting the text of a page where its sections begin, and recutting only what an edit touches.

The sections of a revision are always those of its whole text. An edit of one section is cut by
itself, unless it leaves open what a later section could close (``<nowiki>``, ``<!--``, ``{{`` …),
or closes what an earlier one leaves open: then the whole page is cut again. (An opening without
its end is plain text in wikitext, until somebody writes the end anywhere below.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.wikitext import split_sections

_SENTINEL = "\n== x ==\n"
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# What can hide a heading other than a tag: how it opens and how it closes.
_PAIRS = (("<!--", "-->"), ("{{", "}}"), ("{{{", "}}}"), ("-{", "}-"), ("[[", "]]"))
_MOST_OPENERS = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one section and the level of its heading (0: a lead)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """New text for the sections from ``start`` up to (not including) ``stop`` of a page.

    ``Replacement(n, n, text)`` on a page of n sections adds at its end. The numbers are positions
    in the list of sections, 0 the first, whether or not the page has a lead.
    """

    start: int
    stop: int
    text: str


def cut(text: str) -> list[Piece]:
    """The sections of a text, in order, without empty ones; joined they are the text."""
    pieces = [Piece(text[part.start : part.end], part.level) for part in split_sections(text)]
    return [piece for piece in pieces if piece.text]


def closes_all(text: str) -> bool:
    """Whether the text leaves nothing open for what follows: a heading put after it is one."""
    if "<" not in text and "{" not in text and "[" not in text:
        return True
    names = {match[2].lower() for match in _TAG.finditer(text) if not match[1]}
    closers = "".join(f"</{name}>" for name in sorted(names)) + "-->}}}}}}}-]]"
    return _has_sentinel(text + _SENTINEL + closers, len(text) + 1)


def opens_all(text: str) -> bool:
    """Whether the text closes nothing that could stand open before it: a heading put before it is one."""
    names = {match[2].lower() for match in _TAG.finditer(text) if match[1]}
    openers = [f"<{name}>" for name in sorted(names)]
    openers += [opening for opening, closing in _PAIRS if closing in text]
    if len(openers) > _MOST_OPENERS:
        return False  # every one costs a pass over the text
    return all(_has_sentinel(opener + _SENTINEL + text, len(opener) + 1) for opener in openers)


def _has_sentinel(text: str, start: int) -> bool:
    return any(part.start == start for part in split_sections(text))


def needs_line_break(before: str) -> bool:
    """Whether a heading put after this text would not stand at the beginning of a line."""
    return bool(before) and not before.endswith("\n")


def section_span(levels: Sequence[int], number: int) -> tuple[int, int] | None:
    """Where section ``number`` of MediaWiki's count stands in the list, with its sub-sections.

    Section 0 is the lead (an empty span when the page begins with a heading); every heading
    counts one. None when the page has no such section.
    """
    has_lead = bool(levels) and levels[0] == 0
    if number == 0:
        return (0, 1) if has_lead else (0, 0)
    start = number - 1 + has_lead
    if number < 0 or start >= len(levels):
        return None
    stop = start + 1
    while stop < len(levels) and levels[stop] > levels[start]:
        stop += 1
    return start, stop


def section_number(levels: Sequence[int], index: int) -> int:
    """MediaWiki's number of the section at this position of the list."""
    return index if levels and levels[0] == 0 else index + 1
