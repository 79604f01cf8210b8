"""The lines of a copied page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from folkmoot.core.languages.timestamps import FoundTimestamp


class Lines:
    """The lines of a text by number: their words without the blanks around them, and where they stand.

    ``dated`` are the numbers of the lines that hold the end of a date, or the button below one.
    """

    def __init__(self, text: str, dates: Iterable[FoundTimestamp]) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self._size = len(text)
        position = 0
        for raw in text.split("\n"):
            self.texts.append(raw.strip())
            self.starts.append(position)
            position += len(raw) + 1
        self.dated: set[int] = set()
        self.ended: set[int] = set()  # lines that end what somebody said, dated or not
        self.undersigned: set[int] = set()  # lines with a signature whose date begins the next line
        for date in dates:
            number = self.number_at(date.end - 1)
            self.dated.add(number)
            if number > 0 and self.texts[number].startswith(text[date.start : date.end]):
                self.undersigned.add(number - 1)

    def __len__(self) -> int:
        return len(self.texts)

    def number_at(self, position: int) -> int:
        """The number of the line that holds a position."""
        return bisect_right(self.starts, position) - 1

    def end_of(self, number: int) -> int:
        """Where a line ends, before its line break."""
        return self.starts[number + 1] - 1 if number + 1 < len(self.starts) else self._size

    def worded(self, start: int, stop: int | None = None) -> Iterator[int]:
        """The numbers of the lines from ``start`` on that hold any words, as far as ``stop``."""
        texts = self.texts
        for number in range(start, len(texts) if stop is None else min(stop, len(texts))):
            if texts[number]:
                yield number

    def worded_before(self, number: int, reach: int = 3) -> int | None:
        """The nearest line before this one that holds any words, at most ``reach`` lines away."""
        for before in range(number - 1, max(number - 1 - reach, -1), -1):
            if self.texts[before]:
                return before
        return None

    def ends_block(self, number: int) -> bool:
        """Whether the line after is empty."""
        return number + 1 == len(self.texts) or not self.texts[number + 1]

    def begins_block(self, number: int) -> bool:
        """Whether the line before is empty."""
        return number == 0 or not self.texts[number - 1]
