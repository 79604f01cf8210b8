"""The dates of signatures: finding and reading them in a text, and writing them.

A date is read as DiscussionTools reads it: in the wiki's own format, month names exact, with marks of
direction allowed anywhere, ending in the abbreviation of a zone in brackets. Beyond that, ASCII digits are
read beside the language's own, and a no-break space wherever a space stands.

Only the end of a date is searched for in the whole text, which is cheap; the date before it is matched in
the few characters that it can take up. So reading is linear, whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from folkmoot.core.languages import date_formats
from folkmoot.core.languages.date_formats import THAI_YEARS, Token
from folkmoot.core.languages.timezones import abbreviations, moment_of, zone
from folkmoot.core.site import DateProfile, SiteConfig

_MARKS = "[\u200e\u200f]{0,2}"
_MARKS_WIDTH = 2
_SPACE = "(?:[ \u00a0]|&nbsp;|&#160;)"
_SPACE_WIDTH = 6
_ASCII_DIGITS = "0123456789"

# Walloon puts words between day and month that depend on both; MediaWiki makes them by code.
_WALLOON = ('j "di" F Y "a" H:i', 'j "d\'" F Y "a" H:i', 'j"î d\'" F Y "a" H:i')
_WALLOON_ELIDING_DAYS = frozenset((1, 2, 3, 20, 22, 23))
_WALLOON_ELIDING_MONTHS = frozenset((4, 8, 10))


@dataclass(frozen=True, slots=True)
class FoundTimestamp:
    """A date in a text: ``text[start:end]``, and the moment it means (aware, UTC).

    ``timestamp`` is None for a date that cannot be (the year 0): it stands there, but signs nothing.
    """

    start: int
    end: int
    timestamp: datetime | None
    warnings: tuple[str, ...] = ()


class TimestampReader:
    """Finds the dates of one site's signatures."""

    def __init__(self, site: SiteConfig) -> None:
        self._readers = [
            _FormatReader(profile, date_format)
            for profile in site.profiles
            for date_format in _formats(profile)
        ]
        names = {name for reader in self._readers for name in reader.zone_names}
        self._tail = re.compile(rf"\({_MARKS}(?:{_alternatives(names)}){_MARKS}\)")

    def finditer(self, text: str) -> Iterator[FoundTimestamp]:
        """Every date in the text, from left to right, without overlaps."""
        return self._from(text, 0)

    def search(self, text: str, start: int = 0) -> FoundTimestamp | None:
        """The first date that begins at or after ``start``, None if there is none."""
        return next(self._from(text, start), None)

    def _from(self, text: str, start: int) -> Iterator[FoundTimestamp]:
        for tail in self._tail.finditer(text, start):
            found = self._ending_at(text, start, tail)
            if found is not None:
                start = found.end
                yield found

    def _ending_at(self, text: str, start: int, tail: re.Match[str]) -> FoundTimestamp | None:
        found = (
            reader.read(text, max(start, tail.start() - reader.width), tail.end()) for reader in self._readers
        )
        return min(filter(None, found), key=lambda date: date.start, default=None)


@cache
def timestamp_reader(site: SiteConfig) -> TimestampReader:
    """The reader for a site, made once for each."""
    return TimestampReader(site)


def format_timestamp(moment: datetime, site: SiteConfig) -> str:
    """The date as a signature on this site shows it: ``12:00, 5 February 2023 (UTC)``. ``moment`` is aware."""
    profile = _profile_at(moment, site.profiles)
    local = moment.astimezone(UTC if profile.timezone == "UTC" else zone(profile.timezone))
    abbreviation = local.tzname() or ""
    written = next(
        (name for name, own in profile.timezone_names.items() if own == abbreviation), abbreviation
    )
    return f"{_write(local, _format_for(local, profile), profile)} ({written})"


def _profile_at(moment: datetime, profiles: Sequence[DateProfile]) -> DateProfile:
    return next((profile for profile in profiles if _covers(profile, moment)), profiles[0])


def _covers(profile: DateProfile, moment: datetime) -> bool:
    return (profile.since is None or profile.since <= moment) and (
        profile.until is None or moment < profile.until
    )


class _FormatReader:
    """One date format of one profile, as a regular expression for the date that ends where a zone was found."""

    def __init__(self, profile: DateProfile, date_format: str) -> None:
        self.profile = profile
        self.zone_names = _zone_names(profile)
        pieces = date_formats.tokens(date_format)
        self._codes = [token.text for token in pieces if token.filled]
        self._digits = str.maketrans(profile.digits, _ASCII_DIGITS)
        self._names = {
            code: _numbers_of(_names(profile, code)) for code in self._codes if code in date_formats.NAMES
        }
        zones = f"\\({_MARKS}({_alternatives(self.zone_names)}){_MARKS}\\)"
        self._pattern = re.compile(
            "".join(self._piece(token) for token in pieces) + f"{_SPACE}{_MARKS}{zones}"
        )
        self.width = sum(self._width(token) for token in pieces) + _SPACE_WIDTH + 2 * _MARKS_WIDTH

    def read(self, text: str, start: int, end: int) -> FoundTimestamp | None:
        """The date in ``text[start:end]`` that ends at ``end``."""
        match = self._pattern.search(text, start, end)
        if match is None:
            return None
        wall = self._wall_time(match.groups())
        if wall is None:
            return FoundTimestamp(match.start(), match.end(), None)
        try:
            moment, warnings = moment_of(
                wall, self.zone_names[_zone_key(match[match.lastindex or 0])], self._zone
            )
        except OverflowError:
            return FoundTimestamp(match.start(), match.end(), None)
        if not _covers(self.profile, moment):
            return None
        return FoundTimestamp(match.start(), match.end(), moment, warnings)

    @property
    def _zone(self) -> str:
        return self.profile.timezone

    def _piece(self, token: Token) -> str:
        return self._pattern_of(token) + _MARKS

    def _pattern_of(self, token: Token) -> str:
        code = token.text
        if not token.filled:
            return _pattern_of_text(code)
        if code in date_formats.NAMES:
            return f"({_alternatives(self._names[code])})"
        digit = f"[{re.escape(self.profile.digits)}0-9]" if not token.ascii_digits else "[0-9]"
        return f"({digit}{_count_of_digits(code)})"

    def _width(self, token: Token) -> int:
        if token.text in date_formats.NAMES and token.filled:
            return max(map(_width_of_text, self._names[token.text])) + _MARKS_WIDTH
        return (4 if token.filled else _width_of_text(token.text)) + _MARKS_WIDTH

    def _wall_time(self, values: tuple[str, ...]) -> datetime | None:
        parts = {"Y": 1970, "F": 1, "j": 1, "H": 0, "i": 0, "s": 0}
        for code, value in zip(self._codes, values, strict=False):
            parts |= self._part(code, value)
        return _rolled_over(*parts.values())

    def _part(self, code: str, value: str) -> dict[str, int]:
        if code in self._names:
            return {} if code in "Dl" else {"F": self._names[code][_plain_spaces(value)]}
        number = int(value.translate(self._digits))
        if code == "xkY":
            return {"Y": number - THAI_YEARS}
        return {{"d": "j", "m": "F", "n": "F", "G": "H"}.get(code, code): number}


def _formats(profile: DateProfile) -> tuple[str, ...]:
    own = (profile.date_format,)
    return own + _WALLOON if profile.language == "wa" else own


def _format_for(local: datetime, profile: DateProfile) -> str:
    """The format that this very date is written in; only Walloon has more than one."""
    if profile.language != "wa":
        return profile.date_format
    plain, eliding, first = _WALLOON
    if local.day == 1:
        return first
    return eliding if local.day in _WALLOON_ELIDING_DAYS or local.month in _WALLOON_ELIDING_MONTHS else plain


def _write(local: datetime, date_format: str, profile: DateProfile) -> str:
    digits = str.maketrans(_ASCII_DIGITS, profile.digits)
    return "".join(
        _filled(token, local, profile, digits) if token.filled else token.text
        for token in date_formats.tokens(date_format)
    )


def _filled(token: Token, local: datetime, profile: DateProfile, digits: dict[int, int]) -> str:
    code = token.text
    if code in date_formats.NAMES:
        name = _names(profile, code)[local.isoweekday() % 7 if code in "Dl" else local.month - 1]
        return unicodedata.normalize("NFC", name)
    number = {
        "d": f"{local.day:02}",
        "j": f"{local.day}",
        "m": f"{local.month:02}",
        "n": f"{local.month}",
        "Y": f"{local.year:04}",
        "xkY": f"{local.year + THAI_YEARS:04}",
        "H": f"{local.hour:02}",
        "G": f"{local.hour}",
        "i": f"{local.minute:02}",
        "s": f"{local.second:02}",
    }[code]
    return number if token.ascii_digits else number.translate(digits)


def _names(profile: DateProfile, code: str) -> tuple[str, ...]:
    return {
        "F": profile.months,
        "xg": profile.months_genitive,
        "M": profile.months_abbreviated,
        "l": profile.weekdays,
        "D": profile.weekdays_abbreviated,
    }[code]


def _numbers_of(names: Sequence[str]) -> dict[str, int]:
    """Each name as it may stand in a text, with its number from 1; of two of the same name the first counts."""
    numbers: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        for form in (_plain_spaces(name), _plain_spaces(unicodedata.normalize("NFC", name))):
            numbers.setdefault(form, number)
    return numbers


def _zone_names(profile: DateProfile) -> dict[str, str]:
    names = profile.timezone_names or {name: name for name in abbreviations(profile.timezone)}
    return {_zone_key(written): abbreviation for written, abbreviation in names.items()}


def _zone_key(written: str) -> str:
    return _plain_spaces(written).strip()


def _plain_spaces(text: str) -> str:
    return text.replace("&nbsp;", " ").replace("&#160;", " ").replace("\u00a0", " ")


def _alternatives(texts: Sequence[str] | set[str] | dict[str, int] | dict[str, str]) -> str:
    """A pattern for any of the texts, the longest first, so that none hides another that it begins."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join("".join(map(_pattern_of_text, text)) for text in longest_first)


def _pattern_of_text(text: str) -> str:
    if text in " \u00a0":
        return _SPACE
    return _MARKS if text in "\u200e\u200f" else re.escape(text)


def _width_of_text(text: str) -> int:
    return sum(_SPACE_WIDTH if character in " \u00a0" else 2 for character in text)


def _count_of_digits(code: str) -> str:
    if code in date_formats.YEARS:
        return "{4}"
    return "{2}" if code in date_formats.TWO_DIGITS else "{1,2}"


def _rolled_over(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    """The wall time of these numbers, where 31 February is 3 March and 25:00 the next day, as PHP counts.

    None before the year 1, which no calendar of a wiki shows, and after 9999.
    """
    years, month0 = divmod(month - 1, 12)
    try:
        first = datetime(year + years, month0 + 1, 1)
        return first + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return None
