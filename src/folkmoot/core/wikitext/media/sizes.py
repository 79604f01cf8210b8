"""How large a file is shown: MediaWiki's arithmetic of boxes, in pixels of the page.

A *box* is what somebody asked for, a width and perhaps a height; a *size* is what fits into it with the
file's own ratio. The copy that is loaded can be narrower than it is shown, never wider than the original
unless the file is drawn anew at any size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

MAX_DRAWN = 5120  # pixels of the shorter side of a drawing's copy
_TENS = 10


@dataclass(frozen=True, slots=True)
class Box:
    """The most room a file may take; without ``height`` only its width is bounded."""

    width: int
    height: int | None = None

    def doubled(self) -> Box:
        """The box for screens that have two pixels where the page has one."""
        return Box(self.width * 2, self.height * 2 if self.height else None)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a file is shown, and how wide the copy is that is loaded for it."""

    width: int
    height: int
    copy_width: int


def rounded(number: float) -> int:
    """The nearest whole number; a half goes away from zero."""
    return math.floor(number + 0.5)


def height_at(width: int, height: int, new_width: int) -> int:
    """The height of something ``width`` x ``height`` made ``new_width`` wide, at least one pixel."""
    return max(1, rounded(height * new_width / width)) if width else 0


def width_in(width: int, height: int, max_height: int) -> int:
    """The greatest width at which something ``width`` x ``height`` is not higher than ``max_height``."""
    ideal = width * max_height / height
    wide = math.ceil(ideal)
    return max(1, math.floor(ideal) if rounded(wide * height / width) > max_height else wide)


def fitted(width: int, height: int, box: Box, *, drawn: bool) -> Size:
    """The size of a file of ``width`` x ``height`` in a box. ``drawn``: whether copies can be of any size."""
    shown_width, shown_height = box.width, 0
    if box.height and box.width * height > box.height * width:
        shown_width, shown_height = width_in(width, height, box.height), box.height
    copy = shown_width if drawn else min(shown_width, width)
    if drawn and min(copy, height_at(width, height, copy)) > MAX_DRAWN:
        copy = MAX_DRAWN if width <= height else rounded(MAX_DRAWN * width / height)
    return Size(shown_width, shown_height or height_at(width, height, shown_width), copy)


def to_tens(width: float) -> int:
    """A width rounded to a multiple of ten, so that not every factor makes a copy of its own."""
    return rounded(width / _TENS) * _TENS
