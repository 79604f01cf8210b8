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
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from folkmoot.core.languages import date_formats
from folkmoot.core.languages.date_formats import THAI_YEARS, Token
from folkmoot.core.languages.timezones import abbreviations, moment_of, zone
from folkmoot.core.site import DateProfile, SiteConfig

_MARKS = "[\u200e\u200f]{0,2}"
_MARKS_WIDTH = 2
_SPACE = "(?:[ \u00a0]|&nbsp;|&#160;)"
_SPACE_WIDTH = 6
_ASCII_DIGITS = "0123456789"
_UNUSUAL = re.compile("[\u200e\u200f\u00a0&]")  # with which a date is written as hardly any is

# Where the number of each letter of a format goes: year, month, day, hour, minute, second, nowhere.
_PLACES = {
    "Y": 0, "xkY": 0, "F": 1, "M": 1, "xg": 1, "m": 1, "n": 1, "j": 2, "d": 2, "H": 3, "G": 3, "i": 4, "s": 5,
    "D": 6, "l": 6,
}  # fmt: skip

_WEEKDAY = _PLACES["D"]

# Walloon puts words between day and month that depend on both; MediaWiki makes them by code.
_WALLOON = ('j "di" F Y "a" H:i', 'j "d\'" F Y "a" H:i', 'j"î d\'" F Y "a" H:i')
_WALLOON_ELIDING_DAYS = frozenset((1, 2, 3, 20, 22, 23))
_WALLOON_ELIDING_MONTHS = frozenset((4, 8, 10))


class FoundTimestamp(NamedTuple):
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
        formats = [(profile, one) for profile in site.profiles for one in _formats(profile)]
        self._readers = [_FormatReader(profile, date_format) for profile, date_format in formats]
        self._only = self._readers[0] if len(self._readers) == 1 else None
        own = {name for reader in self._readers for name in reader.own_zones}
        others = {name for reader in self._readers for name in reader.zones} - own
        names = "|".join(
            _alternatives(zones) for zones in (own, others) if zones
        )  # most dates show their own
        self._tail = re.compile(rf"\({_MARKS}({names}){_MARKS}\)")

    def finditer(self, text: str) -> Iterator[FoundTimestamp]:
        """Every date in the text, from left to right, without overlaps."""
        return self._from(text, 0)

    def search(self, text: str, start: int = 0) -> FoundTimestamp | None:
        """The first date that begins at or after ``start``, None if there is none."""
        return next(self._from(text, start), None)

    def _from(self, text: str, start: int) -> Iterator[FoundTimestamp]:
        read = self._only.read if self._only else self._before
        for tail in self._tail.finditer(text, start):
            found = read(text, start, tail)
            start = tail.end()  # no date holds the end of another
            if found is not None:
                yield found

    def _before(self, text: str, start: int, tail: re.Match[str]) -> FoundTimestamp | None:
        """The date that ``tail`` ends: the longest that any of the formats finds, of two the first's."""
        found = (reader.read(text, start, tail) for reader in self._readers)
        return min(filter(None, found), key=lambda date: date.start, default=None)


@cache
def timestamp_reader(site: SiteConfig) -> TimestampReader:
    """The reader for a site, made once for each."""
    return TimestampReader(site)


def format_timestamp(moment: datetime, site: SiteConfig) -> str:
    """``moment`` (aware) as a signature on this site shows it: ``12:00, 5 February 2023 (UTC)``."""
    if moment.tzinfo is None:
        raise ValueError("a date without a time zone means no moment")
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
    """One date format of one profile: reads the date before a zone in brackets."""

    def __init__(self, profile: DateProfile, date_format: str) -> None:
        self._profile = profile
        self._tokens = date_formats.tokens(date_format)
        self._codes = [token.text for token in self._tokens if token.filled]
        self._names = {
            code: _numbers_of(profile.names(code)) for code in self._codes if code in date_formats.NAMES
        }
        self._places = [_PLACES[code] for code in self._codes]
        self._named = [self._names.get(code) for code in self._codes]
        self._years_ahead = THAI_YEARS if "xkY" in self._codes else 0
        self._digits = str.maketrans(profile.digits, _ASCII_DIGITS)
        self.own_zones = _own_zones(profile)
        self.zones = self.own_zones.keys() | profile.other_zones.keys()
        self._always = profile.since is None and profile.until is None
        self._width = sum(map(self._width_of, self._tokens)) + _SPACE_WIDTH + _MARKS_WIDTH
        self._plain_width = sum(map(self._plain_width_of, self._tokens)) + 1
        self._utc = frozenset(self.own_zones) if profile.timezone == "UTC" and self._always else frozenset()
        self._iso = self._groups_of_iso()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        date = "".join(self._pattern_of(token) + _MARKS for token in self._tokens)
        return re.compile(rf"{date}{_SPACE}{_MARKS}\Z")

    @cached_property
    def _plain_pattern(self) -> re.Pattern[str]:
        """The same for a text that has no marks and no other spaces than the usual one."""
        date = "".join(self._pattern_of(token, space=" ", marks="") for token in self._tokens)
        return re.compile(rf"{date} \Z")

    def read(self, text: str, start: int, tail: re.Match[str]) -> FoundTimestamp | None:
        """The date that begins at or after ``start`` and that ``tail``, a zone in brackets, ends."""
        match = self._match(text, start, tail.start())
        if match is None:
            return None
        if tail[1] in self._utc and (moment := self._utc_moment(match)) is not None:
            return FoundTimestamp(match.start(), tail.end(), moment)
        zone_name = _plain_spaces(tail[1])
        if zone_name not in self.zones:
            return None
        found = self._moment(self._wall_time(match.groups()), zone_name)
        if found is None:
            return FoundTimestamp(match.start(), tail.end(), None)
        moment, warnings = found
        if not (self._always or _covers(self._profile, moment)):
            return None
        return FoundTimestamp(match.start(), tail.end(), moment, warnings)

    def _match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The date that ends at ``end``, in the fewest steps that this text allows."""
        near = text[max(start, end - self._width) : end]
        if (near.isascii() and "&" not in near) or _UNUSUAL.search(near) is None:
            return self._plain_pattern.search(text, max(start, end - self._plain_width), end)
        return self._match_any(text, start, end)

    def _match_any(self, text: str, start: int, end: int) -> re.Match[str] | None:
        return self._pattern.search(text, max(start, end - self._width), end)

    def _utc_moment(self, match: re.Match[str]) -> datetime | None:
        """The moment of a date in UTC if all is as usual with it, else None: ``_moment`` knows.

        Made into ISO 8601, which Python reads several times faster than five numbers.
        """
        if self._iso is None:
            return None
        months, groups = self._iso
        year, month, day, hour, minute = match.group(*groups)
        try:
            if year.isascii():
                return datetime.fromisoformat(f"{year}-{months[month]}-{day:0>2}T{hour:0>2}:{minute}+00:00")
            return datetime(int(year), int(months[month]), int(day), int(hour), int(minute), tzinfo=UTC)
        except (KeyError, ValueError):  # 31 February, digits of two scripts
            return None

    def _groups_of_iso(self) -> tuple[dict[str, str], tuple[int, ...]] | None:
        """The months as ISO 8601 writes them, and the groups of year, month, day, hour and minute.

        None for formats that have other parts than these, or count other years, and for digits that
        Python does not know.
        """
        if sorted(set(self._places) - {_WEEKDAY}) != [0, 1, 2, 3, 4] or self._years_ahead:
            return None
        if [unicodedata.digit(digit, -1) for digit in self._profile.digits] != [*range(10)]:
            return None
        groups = [self._places.index(place) for place in range(5)]
        months = self._named[groups[1]] or {form: n for n in range(1, 13) for form in (f"{n}", f"{n:02}")}
        return {name: f"{number:02}" for name, number in months.items()}, tuple(1 + n for n in groups)

    def _moment(self, wall: datetime | None, zone_name: str) -> tuple[datetime, tuple[str, ...]] | None:
        """The moment of a wall time, None for one that cannot be."""
        if wall is None:
            return None
        try:
            if zone_name in self.own_zones:
                return moment_of(wall, self.own_zones[zone_name], self._profile.timezone)
            offset = timedelta(minutes=self._profile.other_zones[zone_name])
            return (wall - offset).replace(tzinfo=UTC), ()
        except OverflowError:
            return None

    def _pattern_of(self, token: Token, *, space: str = _SPACE, marks: str = _MARKS) -> str:
        code = token.text
        if not token.filled:
            return _pattern_of_text(code, space, marks)
        if code in date_formats.NAMES:
            return f"({_alternatives(self._names[code], space, marks)})"
        digit = f"[{re.escape(self._profile.digits)}0-9]" if not token.ascii_digits else "[0-9]"
        return f"({digit}{date_formats.count_of_digits(code)})"

    def _plain_width_of(self, token: Token) -> int:
        return max(map(len, self._names.get(token.text, ("0000",)))) if token.filled else 1

    def _width_of(self, token: Token) -> int:
        if token.filled and token.text in date_formats.NAMES:
            return max(map(_width_of_text, self._names[token.text])) + _MARKS_WIDTH
        return (4 if token.filled else _width_of_text(token.text)) + _MARKS_WIDTH

    def _wall_time(self, values: Sequence[str]) -> datetime | None:
        parts = [1970 + self._years_ahead, 1, 1, 0, 0, 0, 0]
        for place, names, value in zip(self._places, self._named, values, strict=True):
            if names is not None:
                parts[place] = names.get(value) or names[_plain_spaces(value)]
            else:
                parts[place] = int(value if value.isascii() else value.translate(self._digits))
        return _rolled_over(parts[0] - self._years_ahead, *parts[1:6])


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
        name = profile.names(code)[local.isoweekday() % 7 if code in "Dl" else local.month - 1]
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


def _numbers_of(names: Sequence[str]) -> dict[str, int]:
    """Each name as it may stand in a text, with its number from 1; of two equal names the first counts."""
    numbers: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        plain = _plain_spaces(name)
        # A browser shows several spaces as one.
        for form in (plain, _plain_spaces(unicodedata.normalize("NFC", name)), " ".join(plain.split())):
            numbers.setdefault(form, number)
    return numbers


def _own_zones(profile: DateProfile) -> dict[str, str]:
    names = profile.timezone_names or {name: name for name in abbreviations(profile.timezone)}
    return {_plain_spaces(written): abbreviation for written, abbreviation in names.items()}


def _plain_spaces(text: str) -> str:
    if text.isascii() and "&" not in text:
        return text
    return text.replace("&nbsp;", " ").replace("&#160;", " ").replace("\u00a0", " ")


def _alternatives(texts: Iterable[str], space: str = _SPACE, marks: str = _MARKS) -> str:
    """A pattern for any of the texts, the longest first, so that none hides another that it begins."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(
        "".join(_pattern_of_text(character, space, marks) for character in text) for text in longest_first
    )


def _pattern_of_text(character: str, space: str, marks: str) -> str:
    if character in " \u00a0":
        return space
    return marks if character in "\u200e\u200f" else re.escape(character)


def _width_of_text(text: str) -> int:
    return sum(_SPACE_WIDTH if character in " \u00a0" else 2 for character in text)


def _rolled_over(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    """The wall time of these numbers, where 31 February is 3 March and 25:00 the next day, as PHP counts.

    None before the year 1, which no calendar of a wiki shows, and after 9999.
    """
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - wall time, its zone is applied later
    except ValueError:
        pass
    years, month0 = divmod(month - 1, 12)
    try:
        first = datetime(year + years, month0 + 1, 1)  # noqa: DTZ001
        return first + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return None
