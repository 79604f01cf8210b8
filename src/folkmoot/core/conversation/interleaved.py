"""Answers that somebody wrote into the middle of another's comment.

A comment may be a text, a list of points, and a signature at the end; others answer below each
point. Read from above, the first answer seems to begin where the text does. That it does not is
seen only at the end: the comment that was signed last is older than the answers before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

MAX_ANSWERS = 100  # looked at inside one comment


class Depths(Protocol):
    """How many lists stand around a comment."""

    @property
    def first_depth(self) -> int:
        """Around where what was written since the comment before begins."""

    @property
    def line_depth(self) -> int:
        """Around the line that is signed."""


class Stands(Protocol):
    """A signed comment in page order."""

    @property
    def timestamp(self) -> datetime:
        """When it was signed."""

    @property
    def standing(self) -> Depths:
        """How deep it stands."""


def split_comments(comments: Sequence[Stands]) -> Iterator[tuple[int, range]]:
    """Comments of one topic with others' answers inside: each with its answers, as positions.

    The answers stand deeper and are younger; the first of them seems to begin with text that
    belongs to the comment around it.
    """
    taken = 0  # nothing is looked at twice
    for i in range(1, len(comments)):
        around = comments[i]
        first = i
        while (
            first > max(taken, i - MAX_ANSWERS)
            and comments[first - 1].standing.line_depth > around.standing.line_depth
            and comments[first - 1].timestamp > around.timestamp
        ):
            first -= 1
        while first < i and comments[first].standing.first_depth != around.standing.line_depth:
            first += 1  # no text of the comment around it is in this one
        if first < i:
            yield i, range(first, i)
            taken = i
