"""Positions in a text, in rising order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def any_between(positions: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the positions lies in a stretch, which ends before ``end``."""
    index = bisect_left(positions, start)
    return index < len(positions) and positions[index] < end
