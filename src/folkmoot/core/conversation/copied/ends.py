"""Lines that end what somebody said although no date that can be read stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from folkmoot.core.conversation.copied.lines import Lines
from folkmoot.core.conversation.copied.tails import ends_with_talk
from folkmoot.core.conversation.copied.words import UNSIGNED_NOTES
from folkmoot.core.languages.timestamps import FoundTimestamp

_LONGEST_DATE = 60  # characters of a line that is a date written by hand: "5:21, 30 March 2020 (UTC)"


def ended_lines(text: str, lines: Lines, dates: Iterable[FoundTimestamp], words: frozenset[str]) -> set[int]:
    """The numbers of the lines below which something new may begin; ``words`` lead to talk pages.

    Those with a date, or a button below one, those with a note on an unsigned comment, with a
    signature without a date, and dates that nobody's software wrote: they end like the others.
    """
    zones = tuple(_zones(text, dates))
    notes = [note for note in UNSIGNED_NOTES if note in text]
    return lines.dated | {
        number
        for number, shown in enumerate(lines.texts)
        if shown
        and (
            (shown[-1] == ")" and (_is_date(shown, zones) or ends_with_talk(shown, words)))
            or any(note in shown for note in notes)
        )
    }


def _zones(text: str, dates: Iterable[FoundTimestamp]) -> Iterator[str]:
    """The time zones behind the dates, as they are shown in brackets."""
    shown = {text[max(date.start, date.end - 12) : date.end].rpartition("(") for date in dates}
    return ("(" + zone.replace("\u00a0", " ") for zone in {zone for _, mark, zone in shown if mark})


def _is_date(shown: str, zones: tuple[str, ...]) -> bool:
    return len(shown) <= _LONGEST_DATE and shown.replace("\u00a0", " ").endswith(zones)
