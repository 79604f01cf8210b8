"""What stands around a place on a page: the next words, dates, and whether somebody has signed there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from folkmoot.core.conversation.source.blocks import Block
from folkmoot.core.conversation.source.inline import SignatureFinder, tokenize
from folkmoot.core.conversation.source.places import Separators, says_something
from folkmoot.core.languages.timestamps import FoundTimestamp

SIGNED_WITHIN = 40  # characters after somebody's link that still look like a signature without a date

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One page, as far as it must be known around a comment; positions in the readable text."""

    text: str
    blocks: list[Block]
    dates: list[FoundTimestamp]
    separators: Separators
    transparent: re.Pattern[str]  # what can stand before a comment without being a part of it
    signatures: SignatureFinder

    def begins(self, position: int, limit: int) -> tuple[Block, int] | None:
        """The first words after a position, and their block, up to a limit."""
        blocks = self.blocks
        index = max(bisect_right(blocks, position, key=_START) - 1, 0)
        while index < len(blocks) and blocks[index].start <= limit:
            block = blocks[index]
            begin = self.first_words(block, max(block.start, position)) if block.end > position else None
            if begin is not None and begin <= limit:
                return block, begin
            index += 1
        return None

    def first_words(self, block: Block, position: int) -> int | None:
        """Where something to read begins in the rest of a block, or None."""
        while position < block.end:
            if not self.text[position].isalnum():
                lead = self.transparent.match(self.text, position, block.end)
                position = lead.end() if lead else position
            separator = self.separators.holding(position)
            if separator is None:
                says = position < block.end and says_something(self.text, position, block.end)
                return position if says else None
            position = separator[1]
        return None

    def date_in(self, start: int, end: int) -> bool:
        """Whether a date stands between two positions."""
        index = bisect_left(self.dates, start, key=_START)
        return index < len(self.dates) and self.dates[index].start < end

    def ends_signed(self, start: int, end: int) -> bool:
        """Whether the last line between two positions ends with a link to somebody."""
        line = max(self.text.rfind("\n", start, max(end - 1, start)) + 1, start)
        passed = 0
        for token in reversed(tokenize(self.text, line, end)):
            if token.kind == "link":
                return self.signatures.names_somebody(token)
            passed += len(self.text[token.start : token.end].strip()) if token.kind == "text" else 0
            if passed > SIGNED_WITHIN:
                return False
        return False
