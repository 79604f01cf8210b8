"""One section of a page's source taken out or replaced, by the numbers that section edit links use.

Sections are counted by their headings, 1 for the first; a section ends before the next heading of its level
or a higher one. "0" is what stands before the first heading. "T-1" counts as in a template: the headings
are those that the text has where it is put into another page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .preprocess.reader import read_nodes
from .sections import one_line_ends, section_headings

_NUMBER = re.compile(r"(T-)?([0-9]{1,9})\Z")
_WHITE_SPACE = " \t\n\r\0\x0b"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a section begins and ends in its source."""

    start: int
    end: int


def extract_section(text: str, section: str) -> str | None:
    """The source of a section without white space at its end; None where there is no such section."""
    place = _place(text, section)
    return None if place is None else text[place.start : place.end].rstrip(_WHITE_SPACE)


def replace_section(text: str, section: str, new: str) -> str:
    """The source with one section exchanged; as it was where there is no such section.

    "new" puts the section at the end of the page. An empty ``new`` takes the section away.
    """
    if section == "new":
        return f"{text}\n\n{new}" if text.strip() else new
    place = _place(text, section)
    if place is None:
        return text
    put = f"{new}\n\n" if new else ""
    return (text[: place.start] + put + text[place.end :]).rstrip(_WHITE_SPACE)


def _place(text: str, section: str) -> _Place | None:
    asked = _NUMBER.match(section)
    if asked is None:
        return None
    number = int(asked[2])
    headings = section_headings(read_nodes(one_line_ends(text), "template" if asked[1] else "page"))
    if number == 0:
        return _Place(0, headings[0][0] if headings else len(text))
    following = iter(headings)
    for start, heading in following:
        if heading.number == number:
            ends = (at for at, other in following if other.level <= heading.level)
            return _Place(start, next(ends, len(text)))
    return None
