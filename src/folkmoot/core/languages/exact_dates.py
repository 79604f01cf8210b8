"""Dates to the letter: only those that DiscussionTools itself sees on a wiki.

``timestamps`` reads a date as people do: in local or ASCII digits, with a no-break space where a
space should be. DiscussionTools sees none of these, so that on its wikis nobody has signed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from folkmoot.core.languages import date_formats
from folkmoot.core.languages.date_formats import Token
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.languages.timezones import abbreviations
from folkmoot.core.site import DateProfile, SiteConfig

_MARK = "[\u200e\u200f]?"
_PARTS = re.compile(r"[<\[]|''|\n\n")  # texts from each other, in HTML and in wikitext
_NO_BREAK_SPACE = "(?:\u00a0|&nbsp;|&#160;)"  # the last two as written in wikitext


class ExactDates:
    """Finds the dates of one site's signatures that are written exactly as the site writes them.

    The rules are DiscussionTools' (``getTimestampRegexp``): the site's own digits and names, each
    character of the format as it is, after each piece at most one mark of direction, then one space
    and an abbreviation of the site's own clock in brackets.
    """

    def __init__(self, site: SiteConfig) -> None:
        self._reader = timestamp_reader(site)
        self._patterns = [re.compile(_pattern(profile)) for profile in site.profiles]

    def finditer(self, text: str) -> Iterator[FoundTimestamp]:
        """Every such date in the text, from left to right.

        On a wiki in several variants of a language only one of the dates that nothing parts: the
        first in the first variant that has one.
        """
        dated = (
            (variant, found)
            for found in self._reader.finditer(text)
            for variant in self._variant(text, found)
        )
        if len(self._patterns) == 1:
            return (found for _, found in dated)
        return self._first_variants(text, dated)

    def _variant(self, text: str, found: FoundTimestamp) -> Iterator[int]:
        """The variant of the language that a date is written in, if it is exact in one."""
        matching = (n for n, one in enumerate(self._patterns) if one.search(text, found.start, found.end))
        return islice(matching, 1)

    def _first_variants(
        self, text: str, dated: Iterable[tuple[int, FoundTimestamp]]
    ) -> Iterator[FoundTimestamp]:
        together: list[tuple[int, FoundTimestamp]] = []
        for variant, found in dated:
            if together and _PARTS.search(text, together[-1][1].end, found.start):
                yield min(together, key=_variant_of)[1]
                together = []
            together.append((variant, found))
        if together:
            yield min(together, key=_variant_of)[1]


def _variant_of(dated: tuple[int, FoundTimestamp]) -> int:
    return dated[0]


@cache
def exact_dates(site: SiteConfig) -> ExactDates:
    """The finder for a site, made once for each."""
    return ExactDates(site)


def _pattern(profile: DateProfile) -> str:
    pieces = (_piece(token, profile) + _MARK for token in date_formats.tokens(profile.date_format))
    zones = profile.timezone_names or abbreviations(profile.timezone)
    return rf"{''.join(pieces)} {_MARK}\({_any_of(zones)}\)\Z"


def _piece(token: Token, profile: DateProfile) -> str:
    code = token.text
    if not token.filled:
        return _literal(code)
    if code in date_formats.NAMES:
        return _any_of(profile.names(code))
    digit = "[0-9]" if token.ascii_digits else f"[{re.escape(profile.digits)}]"
    return digit + date_formats.count_of_digits(code)


def _any_of(texts: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(_literal, texts))})"


def _literal(text: str) -> str:
    return re.escape(text).replace("\u00a0", _NO_BREAK_SPACE)
