"""How alike two comments are in their words, whatever stands around the words.

Punctuation, markup characters, white space and capitals do not count: a typo put right, a link
added or another list style leave a comment very much like itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_WORD = re.compile(r"\w+")
_LONGEST_WORD = 15  # longer runs are texts of a script without spaces; they are compared by pairs


class Words:
    """The words of one comment, counted."""

    __slots__ = ("_counts", "total")

    def __init__(self, text: str) -> None:
        self._counts = Counter(_words(text))
        self.total = sum(self._counts.values())

    def in_common(self, other: Words) -> int:
        """How many words both have, repetitions included."""
        few, many = sorted((self._counts, other._counts), key=len)
        return sum(min(count, many[word]) for word, count in few.items())

    def likeness(self, other: Words) -> float:
        """From 0.0 (no word in common) to 1.0 (the same words): Dice's measure."""
        total = self.total + other.total
        return 2 * self.in_common(other) / total if total else 1.0


def _words(text: str) -> Iterator[str]:
    for run in _WORD.findall(text.casefold()):
        if len(run) <= _LONGEST_WORD:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def collapsed(text: str) -> str:
    """A text without what white space says: two comments with the same one say the same."""
    return " ".join(text.split())
