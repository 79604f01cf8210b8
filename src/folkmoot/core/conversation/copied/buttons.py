"""The buttons behind comments: "Reply", "[antworten]", whatever the language calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from folkmoot.core.conversation.copied.lines import Lines
from folkmoot.core.conversation.copied.words import REPLY_LABELS
from folkmoot.core.languages.timestamps import FoundTimestamp

_MARKED = 31  # characters of the longest label that a page itself may teach, brackets included
_LABEL = re.compile(r"\[[^\[\]\n]{1,28}\]|\w[\w'’ .]{0,29}")


class Buttons:
    """What stands behind the comments of one page.

    A word behind most of the dates is a button, whatever it says: so languages that nobody described
    are read as well.
    """

    def __init__(self, text: str, lines: Lines, dates: Sequence[FoundTimestamp]) -> None:
        self._text = text
        self._labels = REPLY_LABELS | _repeated(text, lines, dates)
        # The lines that are nothing but a button below a date, as on mobile pages.
        self.lines = {
            number + 1
            for number in lines.dated
            if number + 1 < len(lines) and lines.texts[number + 1] in self._labels
        }
        longest_first = sorted(self._labels, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first))
        bracketed = "|".join(re.escape(label) for label in longest_first if label[0] == "[")
        # More words behind a button are the next comment, where the page's lines have run together.
        self._first = re.compile(rf"[ \t\u00a0]*(?:{bracketed})|(?:{either})(?![^\W\d_])")
        self._last = re.compile(rf"(?:{either})[ \t\u00a0]*\Z")
        self._reach = max(map(len, longest_first)) + 3

    def behind(self, position: int, end: int) -> tuple[int, int] | None:
        """Of a line that ends at ``end``, where what was said ends and where the button behind it does.

        ``position`` is where the line's last date ends. None where there is no button.
        """
        rest = self._text[position:end]
        if not rest or rest.isspace():
            return None
        words = rest.strip()
        if words in self._labels:
            return end - len(rest.lstrip()), end
        if (found := self._first.match(rest)) is not None:
            return position + len(found[0]) - len(found[0].lstrip()), position + found.end()
        tail = max(position, end - self._reach)
        if (found := self._last.search(self._text[tail:end])) is not None:
            shown = tail + found.start()
            return position + len(self._text[position:shown].rstrip()), end
        return None


def _repeated(text: str, lines: Lines, dates: Sequence[FoundTimestamp]) -> frozenset[str]:
    """What stands behind most dates, at the end of their lines or on the lines below.

    Three times at least, unless it sticks to the dates, as nothing does that people write.
    """
    counts: Counter[str] = Counter()
    glued: Counter[str] = Counter()
    for date in dates:
        number = lines.number_at(date.end - 1)
        end = lines.end_of(number)
        if end - date.end > 2 * _MARKED:
            continue
        rest = text[date.end : end]
        if not rest and number + 1 < len(lines):
            rest = " " + lines.texts[number + 1]
        label = rest.strip()
        if 0 < len(label) <= _MARKED and _LABEL.fullmatch(label):
            counts[label] += 1
            glued[label] += not rest[0].isspace()
    return frozenset(
        label
        for label, count in counts.items()
        if 2 * count > len(dates) and (count > 2 or glued[label] == count)
    )
