"""A moment written in MediaWiki's date format, in any language: ``"H:i, j xg Y"``.

The letters are those of PHP's ``date`` and MediaWiki's own, which begin with x: ``xg`` genitive of the month;
``xn`` and ``xN`` digits 0-9; ``xr`` Roman, ``xh`` Hebrew letters; ``xi`` Iranian, ``xm`` Hijri, ``xj``
Hebrew, ``xk`` Thai, ``xo`` Minguo, ``xt`` Japanese calendar, each before the letter of a day, month or year;
``xx`` an x.
(Help:Extension:ParserFunctions, "#time".)
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from folkmoot.core.languages import calendars
from folkmoot.core.languages.facts import LanguageFacts, facts
from folkmoot.core.languages.forms import name_of
from folkmoot.core.languages.numbers import format_number
from folkmoot.core.languages.written_numbers import hebrew_letters, roman

# A letter of a format, which x, or x and the letter of a calendar, may precede; escaped or quoted text.
_CODE = re.compile(r'x[ijkmot].|x.|\\.|"[^"]*"|.', re.DOTALL)
_DAY, _HALF_DAY = 86_400, 43_200


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A moment as text, and for how many seconds the text stays true of the present; None for ever."""

    text: str
    stale_in: int | None


@dataclass(frozen=True)
class _Moment:
    """A moment (aware) and the language it is written in; other calendars are asked when wanted."""

    at: datetime
    known: LanguageFacts

    @cached_property
    def iranian(self) -> calendars.Day:
        return calendars.iranian(self.at.date())

    @cached_property
    def hijri(self) -> calendars.Day:
        return calendars.hijri(self.at.date())

    @cached_property
    def hebrew(self) -> calendars.Day:
        return calendars.hebrew(self.at.date())

    def month(self, kind: str, number: int, end: str = "") -> str:
        """The name of a month of another calendar."""
        return name_of(f"{kind}-calendar-m{_ADAR.get(number, number)}{end}", self.known.code)

    def genitive(self) -> str:
        """The month in the genitive; its plain name where a language has only that of its own."""
        month = self.at.month - 1
        plain, found = self.known.months[month], self.known.months_genitive[month]
        return plain if found == facts("en").months_genitive[month] else found

    def offset(self, colon: str) -> str:
        """The distance from UTC: "+02:00"."""
        minutes = int((self.at.utcoffset() or timedelta()).total_seconds()) // 60
        return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"

    @property
    def weekday(self) -> int:
        """The day of the week, Sunday 0."""
        return self.at.isoweekday() % 7


_Number = Callable[[_Moment], object]

# What is written with digits, and what it depends on.
_NUMBERS: dict[str, tuple[str, _Number]] = {
    "d": ("day", lambda m: f"{m.at.day:02}"),
    "j": ("day", lambda m: m.at.day),
    "w": ("day", lambda m: m.weekday),
    "N": ("day", lambda m: m.at.isoweekday()),
    "z": ("day", lambda m: m.at.timetuple().tm_yday - 1),
    "W": ("week", lambda m: f"{m.at.isocalendar().week:02}"),
    "m": ("month", lambda m: f"{m.at.month:02}"),
    "n": ("month", lambda m: m.at.month),
    "t": ("month", lambda m: monthrange(m.at.year, m.at.month)[1]),
    "L": ("leap", lambda m: int(isleap(m.at.year))),
    "o": ("isoyear", lambda m: m.at.isocalendar().year),
    "Y": ("year", lambda m: f"{m.at.year:04}"),
    "y": ("year", lambda m: f"{m.at.year % 100:02}"),
    "g": ("hour", lambda m: m.at.hour % 12 or 12),
    "G": ("hour", lambda m: m.at.hour),
    "h": ("hour", lambda m: f"{m.at.hour % 12 or 12:02}"),
    "H": ("hour", lambda m: f"{m.at.hour:02}"),
    "i": ("minute", lambda m: f"{m.at.minute:02}"),
    "s": ("second", lambda m: f"{m.at.second:02}"),
    "U": ("second", lambda m: int(m.at.timestamp())),
    "I": ("", lambda m: int(bool(m.at.dst()))),
    "Z": ("", lambda m: int((m.at.utcoffset() or timedelta()).total_seconds())),
    "xij": ("day", lambda m: m.iranian.day),
    "xin": ("day", lambda m: m.iranian.month),
    "xiY": ("day", lambda m: m.iranian.year),
    "xiy": ("day", lambda m: f"{m.iranian.year:02}"[-2:]),
    "xit": ("day", lambda m: m.iranian.month_days),
    "xiz": ("day", lambda m: m.iranian.year_day),
    "xmj": ("day", lambda m: m.hijri.day),
    "xmn": ("day", lambda m: m.hijri.month),
    "xmY": ("day", lambda m: m.hijri.year),
    "xjj": ("day", lambda m: m.hebrew.day),
    "xjn": ("day", lambda m: m.hebrew.month),
    "xjt": ("day", lambda m: m.hebrew.month_days),
    "xjY": ("day", lambda m: m.hebrew.year),
    "xkY": ("year", lambda m: calendars.thai_year(m.at.date())),
    "xoY": ("year", lambda m: calendars.minguo_year(m.at.date())),
    "xtY": ("day", lambda m: calendars.japanese_year(m.at.date())),
}


def _rfc(moment: _Moment) -> str:
    english = facts("en")
    day, month = english.weekdays_abbreviated[moment.weekday], english.months_abbreviated[moment.at.month - 1]
    return f"{day}, {moment.at.day:02} {month} {moment.at.year:04} {moment.at:%H:%M:%S} {moment.offset('')}"


# What is written with words and signs.
_WORDS: dict[str, tuple[str, Callable[[_Moment], str]]] = {
    "D": ("day", lambda m: m.known.weekdays_abbreviated[m.weekday]),
    "l": ("day", lambda m: m.known.weekdays[m.weekday]),
    "F": ("month", lambda m: m.known.months[m.at.month - 1]),
    "M": ("month", lambda m: m.known.months_abbreviated[m.at.month - 1]),
    "xg": ("month", lambda m: m.genitive()),
    "xiF": ("day", lambda m: m.month("iranian", m.iranian.month)),
    "xmF": ("day", lambda m: m.month("hijri", m.hijri.month)),
    "xjF": ("day", lambda m: m.month("hebrew", m.hebrew.month)),
    "xjx": ("day", lambda m: m.month("hebrew", m.hebrew.month, "-gen")),
    "a": ("half", lambda m: "am" if m.at.hour < 12 else "pm"),
    "A": ("half", lambda m: "AM" if m.at.hour < 12 else "PM"),
    "c": ("second", lambda m: f"{m.at:%Y-%m-%dT%H:%M:%S}{m.offset(':')}"),
    "r": ("second", _rfc),
    "e": ("", lambda m: str(m.at.tzinfo)),
    "O": ("", lambda m: m.offset("")),
    "P": ("", lambda m: m.offset(":")),
    "T": ("", lambda m: m.at.tzname() or ""),
    "xx": ("", lambda m: "x"),
}
_STYLES = {"xn": "once", "xr": "roman", "xh": "hebrew"}
_LETTERS = {"roman": roman, "hebrew": hebrew_letters}
_ADAR = {13: "6a", 14: "6b"}  # as names of months are numbered


def written_time(written_format: str, at: datetime, code: str) -> WrittenTime:
    """A moment (aware) in a format and a language. Linear in the length of the format."""
    moment = _Moment(at, facts(code))
    out: list[str] = []
    used: set[str] = set()
    waiting: set[str] = set()  # how the next number is to be written
    for letter in _CODE.findall(written_format):
        if letter in _NUMBERS:
            depends, number = _NUMBERS[letter]
            used.add(depends)
            out.append(_number(str(number(moment)), waiting, moment.known.code))
        elif letter in _WORDS:
            depends, words = _WORDS[letter]
            used.add(depends)
            out.append(words(moment))
        elif letter in _STYLES:
            waiting.add(_STYLES[letter])
        elif letter == "xN":
            waiting ^= {"plain"}
        else:
            out.append(_literal(letter))
    return WrittenTime("".join(out), _stale_in(used, at))


def _number(digits: str, waiting: set[str], code: str) -> str:
    """A number in the style that was asked for, which then is done, but for the lasting one."""
    if waiting & {"plain", "once"}:
        waiting.discard("once")
        return digits
    if not digits.isdecimal():
        return digits
    for style, letters in _LETTERS.items():
        if style in waiting:
            waiting.discard(style)
            return letters(int(digits))
    return format_number(digits, code, grouped=False)


def _literal(letter: str) -> str:
    if letter[0] == "\\" and len(letter) > 1:
        return letter[1:]
    if letter[0] == '"' and len(letter) > 1:
        return letter[1:-1]
    return letter[-1] if letter[0] == "x" and len(letter) > 1 else letter


def _stale_in(used: set[str], at: datetime) -> int | None:
    """When the text changes first, by the smallest unit that it shows."""
    passed = at.hour * 3600 + at.minute * 60 + at.second
    units = {"second": 1, "minute": 60 - at.second, "hour": 3600 - passed % 3600}
    units |= {"half": _HALF_DAY - passed % _HALF_DAY, "day": _DAY - passed}
    for unit, seconds in units.items():
        if unit in used:
            return seconds
    ends = [_seconds_until(_end_of(unit, at.date()), at) for unit in used if unit]
    return min(ends, default=None)


def _end_of(unit: str, day: date) -> date:
    """The first day on which a week, month or year is over, never beyond the last day that there is."""
    if unit == "week":
        return _later(day, 8 - day.isoweekday())
    if unit == "month":
        return _later(day, monthrange(day.year, day.month)[1] - day.day + 1)
    if unit == "isoyear":
        last = date(day.isocalendar().year, 12, 28)
        return _later(last, 8 - last.isoweekday())
    return _later(date(day.year, 12, 31), 1)


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _seconds_until(day: date, at: datetime) -> int:
    return max(1, (day - at.date()).days * _DAY - at.hour * 3600 - at.minute * 60 - at.second)
