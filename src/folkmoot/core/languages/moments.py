"""Moments as people and templates write them in English: ``15 January 2001``, ``next monday``, ``+2 weeks``.

What is understood is what PHP's ``strtotime`` understands (Supported Date and Time Formats), since that is
what MediaWiki's wikis write for. A date without a time is midnight, UTC; a time without a date today's; words
like ``+1 day`` count from now. Of two readings of a piece the longer one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from folkmoot.core.languages.timezones import known_offsets, zone

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "sunday monday tuesday wednesday thursday friday saturday".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_WORDS = {word: place for place, word in enumerate(_ORDINALS, 1)} | {
    "next": 1, "last": -1, "previous": -1, "this": 0,
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("ms", "msec", "msecs", "millisecond", "milliseconds"), ("microseconds", 1000)),
    **dict.fromkeys(("usec", "usecs", "microsecond", "microseconds", "µs"), ("microseconds", 1)),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), ("seconds", 1)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("seconds", 60)),
    **dict.fromkeys(("hour", "hours"), ("seconds", 3600)),
    **dict.fromkeys(("day", "days"), ("days", 1)),
    **dict.fromkeys(("week", "weeks"), ("days", 7)),
    **dict.fromkeys(("fortnight", "fortnights", "forthnight", "forthnights"), ("days", 14)),
    **dict.fromkeys(("month", "months"), ("months", 1)),
    **dict.fromkeys(("year", "years"), ("months", 12)),
    **dict.fromkeys(("weekday", "weekdays"), ("weekdays", 1)),
}
_MOST = 10_000_000  # units that a phrase may count; more is nobody's date
_LONGEST = 200  # characters of a date
_ANOTHER_TIME = timedelta(days=400, hours=5, minutes=7, seconds=11)  # at which nothing is as it is now


class NoMoment(ValueError):
    """A text that means no moment: ``error``, or ``too_big`` and ``too_small`` for its year."""

    def __init__(self, reason: str = "error") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class _Reading:
    """What has been read so far; None is what was not said."""

    now: datetime
    date: tuple[int, int, int] | None = None
    time: tuple[int, int, int, int] | None = None
    place: tzinfo | None = None
    at: datetime | None = None  # a moment that was said as a whole
    counts: dict[str, int] = field(default_factory=dict)
    weekday: tuple[int, int] | None = None  # which day of the week, and how many of them
    nth: tuple[int, int] | None = None  # "second tuesday of": which day, which of the month
    edge: str = ""  # "first" or "last" day of the month

    def midnight(self) -> None:
        """Words for a day mean its beginning, where no time is said."""
        if self.time is None:
            self.time = (0, 0, 0, 0)


_Action = Callable[[_Reading, re.Match[str]], None]


def _names(names: list[str], short: int = 3) -> str:
    """A pattern of names, whole or cut off: january, jan, jan."""
    return "|".join([*names, *dict.fromkeys(name[:short] for name in names)])


_ROMAN = r"(?<![a-z])(?:i{1,3}|i[vx]|vi{0,3}|xi{0,2})(?![a-z])"
_MONTH_NAMES = rf"(?P<name>{_names(_MONTHS)}|sept|{_ROMAN})\.?"
_DAY_NAMES = rf"(?P<weekday>{_names(_DAYS)}|tues|wednes|thur|thurs)\.?"
_YEAR, _YEAR4 = r"(?P<year>\d{1,4})", r"(?P<year>[+-]?\d{4})"
_MONTH, _MONTH2 = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<month>1[0-2]|0[0-9])"
_DAY, _DAY2 = r"(?P<day>3[01]|[0-2]?[0-9])(?:st|nd|rd|th)?", r"(?P<day>3[01]|[0-2][0-9])"
_PLAIN_DAY = r"(?P<day>3[01]|[0-2]?[0-9])"
_HOUR, _HOUR12 = r"(?P<hour>2[0-4]|[01]?[0-9])", r"(?P<hour>1[0-2]|0?[1-9])"
_MINUTE, _SECOND = r"(?P<minute>[0-5]?[0-9])", r"(?P<second>60|[0-5]?[0-9])"
_FRACTION = r"(?:[.,:](?P<fraction>\d{1,30}))?"
_HALF = r"[ \t]*(?P<half>[ap])\.?m\.?(?![a-z])"
_UNIT_NAMES = "|".join(sorted((*_UNITS, *_DAYS, *(day[:3] for day in _DAYS)), key=len, reverse=True))
_SEPARATOR = r"[ \t.-]*"


def _month_number(name: str) -> int:
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    if name in roman:
        return roman.index(name) + 1
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _full_year(written: str) -> int:
    """Two digits are of 1970 to 2069."""
    if len(written) > 2:
        return int(written)
    return int(written) + (2000 if int(written) < 70 else 1900)


def _date(reading: _Reading, found: re.Match[str]) -> None:
    if reading.date is not None:
        raise NoMoment
    parts = found.groupdict()
    year = reading.now.year if parts.get("year") is None else _full_year(parts["year"])
    month = _month_number(parts["name"].lower()) if parts.get("name") else int(parts["month"])
    day = 1 if parts.get("day") is None else int(parts["day"])
    reading.date = (year, month, day)


def _month_alone(reading: _Reading, found: re.Match[str]) -> None:
    year, _, day = reading.date or (reading.now.year, 0, reading.now.day)
    reading.date = (year, _month_number(found["name"].lower()), day)


def _year_alone(reading: _Reading, found: re.Match[str]) -> None:
    _, month, day = reading.date or (0, reading.now.month, reading.now.day)
    reading.date = (int(found["year"]), month, day)


def _day_of_year(reading: _Reading, found: re.Match[str]) -> None:
    reading.date = (int(found["year"]), 1, int(found["day"]))


def _week(reading: _Reading, found: re.Match[str]) -> None:
    year, week, day = int(found["year"]), int(found["week"]), int(found["day"] or 1)
    first = date(year, 1, 4)  # always in the first week
    start = first - timedelta(days=first.isoweekday() - 1)
    on = start + timedelta(days=7 * (week - 1) + day - 1)
    reading.date = (on.year, on.month, on.day)


def _time(reading: _Reading, found: re.Match[str]) -> None:
    if reading.time is not None and reading.time != (0, 0, 0, 0):
        raise NoMoment
    parts = found.groupdict()
    hour = int(parts["hour"])
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    fraction = int(((parts.get("fraction") or "") + "000000")[:6])
    reading.time = (hour, int(parts.get("minute") or 0), int(parts.get("second") or 0), fraction)


def _date_and_time(reading: _Reading, found: re.Match[str]) -> None:
    _date(reading, found)
    _time(reading, found)


def _stamp(reading: _Reading, found: re.Match[str]) -> None:
    seconds = int(found["seconds"])
    if abs(seconds) > 10**13:
        raise NoMoment("too_big")
    try:
        reading.at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError as wrong:
        raise NoMoment("too_big" if seconds > 0 else "too_small") from wrong
    reading.place = UTC


def _day_word(reading: _Reading, found: re.Match[str]) -> None:
    word = found["word"].lower()
    if word == "now":
        return
    reading.time = (12, 0, 0, 0) if word == "noon" else (0, 0, 0, 0)
    days = {"tomorrow": 1, "yesterday": -1}.get(word, 0)
    reading.counts["days"] = reading.counts.get("days", 0) + days


def _edge_of_month(reading: _Reading, found: re.Match[str]) -> None:
    reading.edge = found["edge"].lower()


def _nth_weekday(reading: _Reading, found: re.Match[str]) -> None:
    reading.midnight()
    reading.nth = (_day_number(found["weekday"]), _WORDS[found["which"].lower()])


def _day_number(name: str) -> int:
    return next(place for place, day in enumerate(_DAYS) if day.startswith(name.lower()[:3]))


def _weekday(reading: _Reading, found: re.Match[str]) -> None:
    reading.midnight()
    reading.weekday = (_day_number(found["weekday"]), 0)


def _relative(reading: _Reading, found: re.Match[str]) -> None:
    number = int(found["number"])
    signs = found["signs"].count("-")
    if number > _MOST:
        raise NoMoment("too_big")
    _count(reading, -number if signs % 2 else number, found["unit"].lower())


def _relative_word(reading: _Reading, found: re.Match[str]) -> None:
    _count(reading, _WORDS[found["which"].lower()], found["unit"].lower())


def _count(reading: _Reading, number: int, unit: str) -> None:
    if unit not in _UNITS:
        reading.midnight()
        reading.weekday = (_day_number(unit), number)
        return
    kind, each = _UNITS[unit]
    reading.counts[kind] = reading.counts.get(kind, 0) + number * each


def _week_of(reading: _Reading, found: re.Match[str]) -> None:
    """``monday next week``: the day of the week that so many weeks away holds."""
    weeks = _WORDS[found["which"].lower()]
    _count(reading, weeks, "week")
    if reading.weekday is not None and reading.weekday[1] == 0:
        wanted = (reading.weekday[0] - 1) % 7 + 1
        reading.counts["days"] = reading.counts.get("days", 0) - reading.now.isoweekday() + wanted
        reading.weekday = None


def _ago(reading: _Reading, found: re.Match[str]) -> None:
    reading.counts = {unit: -number for unit, number in reading.counts.items()}
    if reading.weekday is not None:
        reading.weekday = (reading.weekday[0], -reading.weekday[1])


def _offset(reading: _Reading, found: re.Match[str]) -> None:
    _one_zone(reading)
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    if minutes >= 24 * 60:
        raise NoMoment
    reading.place = timezone(timedelta(minutes=-minutes if found["sign"] == "-" else minutes))


def _one_zone(reading: _Reading) -> None:
    if reading.place is not None:
        raise NoMoment


def _zone(reading: _Reading, found: re.Match[str]) -> None:
    _one_zone(reading)
    name = found["zone"]
    if name.upper() in ("UTC", "GMT", "Z"):
        reading.place = UTC
        return
    offset = known_offsets("en").get(name.upper())
    if offset is not None:
        reading.place = timezone(timedelta(minutes=offset))
        return
    try:
        reading.place = zone("/".join(part.title() if part.islower() else part for part in name.split("/")))
    except (KeyError, ValueError, OSError) as wrong:
        raise NoMoment from wrong


def _nothing(reading: _Reading, found: re.Match[str]) -> None:
    """Words and signs between the pieces."""


_PIECES: tuple[tuple[str, _Action], ...] = (
    (r"[ \t\n,.;()]+", _nothing),
    (r"@(?P<seconds>-?\d{1,20})(?:\.\d*)?", _stamp),
    (r"(?P<word>now|today|midnight|noon|tomorrow|yesterday)(?![a-z])", _day_word),
    (rf"{_YEAR4}-{_MONTH}-{_PLAIN_DAY}(?![0-9])", _date),
    (rf"{_YEAR4}/{_MONTH}/{_PLAIN_DAY}(?![0-9])", _date),
    (r"(?P<year>\d{1,4})-(?P<month>1[0-2]|0?[0-9])-(?P<day>3[01]|[0-2]?[0-9])(?![0-9])", _date),
    (rf"{_YEAR4}{_MONTH2}{_DAY2}(?![0-9])", _date),
    (rf"{_YEAR4}-{_MONTH}(?![-0-9])", _date),
    (rf"{_MONTH}/{_DAY}/{_YEAR}(?![0-9])", _date),
    (rf"{_MONTH}/{_DAY}(?![/0-9])", _date),
    (rf"{_DAY}[.\t-]{_MONTH}[.-](?P<year>\d{{4}})(?![0-9])", _date),
    (rf"[tT]?{_HOUR}[:.]{_MINUTE}(?:[:.]{_SECOND}{_FRACTION})?(?![0-9])", _time),
    (rf"{_DAY}[.\t]{_MONTH}\.(?P<year>\d{{2}})(?![0-9:])", _date),
    (rf"{_DAY}{_SEPARATOR}{_MONTH_NAMES}{_SEPARATOR}(?P<year>\d{{4}})(?![0-9:])", _date),
    (rf"{_DAY}{_SEPARATOR}{_MONTH_NAMES}-(?P<year>\d{{1,4}})(?![0-9:])", _date),
    (rf"{_DAY}{_SEPARATOR}{_MONTH_NAMES}", _date),
    (rf"{_MONTH_NAMES}{_SEPARATOR}{_DAY}[,.stndrh\t ]+(?P<year>\d{{4}})(?![0-9:])", _date),
    (rf"{_MONTH_NAMES}{_SEPARATOR}{_DAY}[,.]*(?![0-9:])", _date),
    (rf"{_MONTH_NAMES}-{_PLAIN_DAY}-(?P<year>\d{{1,4}})(?![0-9:])", _date),
    (rf"(?P<year>\d{{1,4}})-{_MONTH_NAMES}-{_PLAIN_DAY}(?![0-9:])", _date),
    (rf"{_MONTH_NAMES}{_SEPARATOR}(?P<year>\d{{4}})(?![0-9:])", _date),
    (rf"(?P<year>\d{{4}}){_SEPARATOR}{_MONTH_NAMES}(?![a-z])(?!{_SEPARATOR}\d)", _date),
    (rf"(?P<year>\d{{4}})[ .\t-]*{_MONTH_NAMES}{_SEPARATOR}{_PLAIN_DAY}(?![0-9:])", _date),
    (rf"(?P<name>{_names(_MONTHS)}|sept)\.?(?![a-z])", _month_alone),
    (r"(?P<year>\d{4})-?W(?P<week>[0-5][0-9])(?:-?(?P<day>[0-7]))?(?![0-9])", _week),
    (
        r"(?P<year>\d{4})[.-]?(?P<day>00[1-9]|0[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6])(?![0-9])",
        _day_of_year,
    ),
    (rf"{_YEAR4}-{_MONTH2}-{_DAY2}[tT ]{_HOUR}:{_MINUTE}(?::{_SECOND}{_FRACTION})?", _date_and_time),
    (
        rf"{_YEAR4}{_MONTH2}{_DAY2}[tT]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?![0-9])",
        _date_and_time,
    ),
    (rf"[tT]?{_HOUR12}(?:[:.]{_MINUTE}(?:[:.]{_SECOND})?)?{_HALF}", _time),
    (r"[tT]?(?P<hour>2[0-4]|[01][0-9])(?P<minute>[0-5][0-9])(?![0-9])", _time),
    (r"[tT]?(?P<hour>2[0-4]|[01][0-9])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])(?![0-9])", _time),
    (r"[tT](?P<hour>2[0-4]|[01][0-9])(?![0-9])", _time),
    (r"(?P<edge>first|last) day of", _edge_of_month),
    (rf"(?P<which>{'|'.join(_WORDS)})[ \t]+{_DAY_NAMES}[ \t]+of", _nth_weekday),
    (rf"(?P<signs>[+-]*)[ \t]*(?P<number>\d{{1,12}})[ \t]*(?P<unit>{_UNIT_NAMES})(?![a-z])", _relative),
    (r"(?P<which>next|last|previous|this)[ \t]+week(?![a-z])", _week_of),
    (rf"(?P<which>{'|'.join(_WORDS)})[ \t]+(?P<unit>{_UNIT_NAMES})(?![a-z])", _relative_word),
    (rf"{_DAY_NAMES}(?![a-z])", _weekday),
    (r"ago(?![a-z])", _ago),
    (r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>[0-5][0-9])?(?![0-9:])", _offset),
    (r"(?P<zone>[A-Za-z]+(?:[/_-][A-Za-z]+)+|[A-Za-z]{1,6})(?![a-zA-Z])", _zone),
    (r"(?P<year>[+-]?\d{4})(?![0-9:])", _year_alone),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), action) for pattern, action in _PIECES)


def read_moment(text: str, now: datetime) -> datetime:
    """The moment (aware, UTC) that a text means at ``now`` (aware). Raises ``NoMoment``."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise NoMoment
    return _read_moment(text, now)


@lru_cache(maxsize=256)
def _read_moment(text: str, now: datetime) -> datetime:
    if re.fullmatch(r"\d{4}", text):  # a year, which PHP would take for hours and minutes
        text = f"00:00 {text}"
    reading = _Reading(now)
    place = 0
    try:
        while place < len(text):
            place = _read_piece(text, place, reading)
        return _computed(reading).astimezone(UTC)
    except NoMoment:
        raise
    except (OverflowError, ValueError) as wrong:
        raise NoMoment(_side(reading)) from wrong


def _side(reading: _Reading) -> str:
    year = reading.date[0] if reading.date else reading.now.year
    if 0 < year <= 9999 and not reading.counts:
        return "error"
    before = year < 1 or sum(reading.counts.values()) < 0
    return "too_small" if before else "too_big"


def _read_piece(text: str, place: int, reading: _Reading) -> int:
    """Reads the longest piece that there is at a place; gives where it ends."""
    best: tuple[int, re.Match[str], _Action] | None = None
    for pattern, action in _PATTERNS:
        found = pattern.match(text, place)
        if found and found.end() > place and (best is None or found.end() > best[0]):
            best = (found.end(), found, action)
    if best is None:
        raise NoMoment
    end, found, action = best
    if action is _time and reading.time is not None and found[0].isdigit():
        action, found = _year_alone, re.compile(r"(?P<year>\d{4})").match(text, place) or found
    action(reading, found)
    return end


def _computed(reading: _Reading) -> datetime:
    """The moment of a reading: its date, then what is counted from there."""
    place = reading.place or UTC
    now = (reading.at or reading.now).astimezone(UTC)
    year, month, day = reading.date or (now.year, now.month, now.day)
    if reading.time is None and reading.date is not None:
        reading.time = (0, 0, 0, 0)
    hour, minute, second, fraction = reading.time or (now.hour, now.minute, now.second, now.microsecond)
    months = year * 12 + month - 1 + reading.counts.get("months", 0)
    first = datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
    wall = _day_in_month(reading, first, day) + timedelta(
        hours=hour, minutes=minute, seconds=second, microseconds=fraction
    )
    wall += timedelta(days=reading.counts.get("days", 0))
    wall = _on_weekday(reading, _after_weekdays(wall, reading.counts.get("weekdays", 0)))
    moment = wall.replace(tzinfo=place)
    passed = timedelta(
        seconds=reading.counts.get("seconds", 0), microseconds=reading.counts.get("microseconds", 0)
    )
    return moment.astimezone(UTC) + passed


def _day_in_month(reading: _Reading, first: datetime, day: int) -> datetime:
    """The day by its number, or the one that a phrase names: ``last day of``, ``second tuesday of``."""
    following = (first + timedelta(days=32)).replace(day=1)
    if reading.edge:
        return first if reading.edge == "first" else following - timedelta(days=1)
    if reading.nth is None:
        return first + timedelta(days=day - 1)
    weekday, which = reading.nth
    if which < 0:
        last = following - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _on_weekday(reading: _Reading, wall: datetime) -> datetime:
    """The day of the week that is asked for: this one or the next, or so many of them on."""
    if reading.weekday is None:
        return wall
    weekday, number = reading.weekday
    ahead = (weekday - wall.isoweekday()) % 7
    if number > 0:
        ahead = (ahead or 7) + 7 * (number - 1)
    elif number < 0:
        ahead = -((wall.isoweekday() - weekday) % 7 or 7) + 7 * (number + 1)
    return wall + timedelta(days=ahead)


def _after_weekdays(wall: datetime, number: int) -> datetime:
    """So many days from Monday to Friday on."""
    if not number:
        return wall
    weeks, days = divmod(abs(number), 5)
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(days):
        wall += step
        while wall.isoweekday() > 5:
            wall += step
    return wall + 7 * weeks * step


def depends_on_now(written: str, now: datetime) -> bool:
    """Whether another moment is meant at another time: ``+1 day``, ``tomorrow``, ``12:00``."""
    try:
        return read_moment(written, now) != read_moment(written, now - _ANOTHER_TIME)
    except (NoMoment, OverflowError):
        return False
