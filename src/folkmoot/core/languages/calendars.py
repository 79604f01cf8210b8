"""Days of the Gregorian calendar in other ones: Iranian, Hijri (tabular), Hebrew, Thai, Minguo, Japanese.

The months of a Hebrew year are counted from Tishrei = 1; Adar of a leap year is 13 (Adar I) or 14 (Adar II),
as MediaWiki counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_IRANIAN_MONTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
_IRANIAN_CYCLE = 12053  # days of 33 years, of which 8 are leap years
_IRANIAN_START = date(1600, 3, 20).toordinal()  # the first day of the year 979
_HEBREW_EPOCH = -1373427  # the day before the first of the year 1, as Python counts days
_ERAS = (
    (date(2019, 5, 1), 2019, "令和"),
    (date(1989, 1, 8), 1989, "平成"),
    (date(1926, 12, 26), 1926, "昭和"),
    (date(1912, 7, 31), 1912, "大正"),
    (date(1, 1, 1), 1868, "明治"),
)
_ADAR, _ADAR_I, _ADAR_II = 6, 13, 14


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar."""

    year: int
    month: int
    day: int
    month_days: int = 0  # how many days the month has
    year_day: int = 0  # counted from 0


def iranian(day: date) -> Day:
    """The day in the Iranian calendar, by its cycle of 33 years."""
    cycles, rest = divmod(day.toordinal() - _IRANIAN_START, _IRANIAN_CYCLE)
    fours, rest = divmod(rest, 1461)
    year = 979 + 33 * cycles + 4 * fours
    if rest >= 366:
        years, rest = divmod(rest - 1, 365)
        year += years
    month, left = 0, rest
    while month < 11 and left >= _IRANIAN_MONTHS[month]:
        left -= _IRANIAN_MONTHS[month]
        month += 1
    return Day(year, month + 1, left + 1, _IRANIAN_MONTHS[month], rest)


def hijri(day: date) -> Day:
    """The day in the tabular Islamic calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30)."""
    days = day.toordinal() - date(622, 7, 19).toordinal()
    year = (30 * days + 10646) // 10631
    first = 354 * (year - 1) + (3 + 11 * year) // 30
    month = min(12, (2 * (days - first)) // 59 + 1)
    while month < 12 and days - first >= _days_before(month + 1):
        month += 1
    return Day(year, month, days - first - _days_before(month) + 1)


def _days_before(month: int) -> int:
    """Days of the months before one of the Islamic year: 30 and 29 in turn."""
    return (59 * (month - 1) + 1) // 2


def hebrew(day: date) -> Day:
    """The day in the Hebrew calendar."""
    ordinal = day.toordinal()
    year = day.year + 3761
    if _new_year(year) > ordinal:
        year -= 1
    rest = ordinal - _new_year(year)
    for month, length in _hebrew_months(year):
        if rest < length:
            return Day(year, month, rest + 1, length)
        rest -= length
    raise AssertionError("a Hebrew year is as long as its months")


def _new_year(year: int) -> int:
    """The first of Tishrei, as Python counts days: the molad, put off where the rules say so."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    if 3 * (days + 1) % 7 < 3:
        days += 1
    return days + _HEBREW_EPOCH + _delay(year, days)


def _delay(year: int, days: int) -> int:
    """The days by which a year is put off so that no year has a wrong length."""
    before, after = _elapsed(year - 1), _elapsed(year + 1)
    if after - days == 356:
        return 2
    return 1 if days - before == 382 else 0


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_months(year: int) -> list[tuple[int, int]]:
    """The months of a year in their order: number and days."""
    length = _new_year(year + 1) - _new_year(year)
    lengths = [(month, 30 - (month - 1) % 2) for month in range(1, 13)]
    if length % 10 == 5:  # 355, 385: Cheshvan is full
        lengths[1] = (2, 30)
    if length % 10 == 3:  # 353, 383: Kislev is short
        lengths[2] = (3, 29)
    if length > 380:
        lengths[_ADAR - 1 : _ADAR] = [(_ADAR_I, 30), (_ADAR_II, 29)]
    return lengths


def thai_year(day: date) -> int:
    """The year of the Thai solar calendar; from 1912 to 1940 it began in April."""
    return day.year + 543 - (1912 <= day.year <= 1940 and day.month <= 3)


def minguo_year(day: date) -> int:
    """The year of the Republic of China's calendar."""
    return day.year - 1911


def japanese_year(day: date) -> str:
    """The year of the Japanese era, with the era's name; the first is 元."""
    first, name = next((first, name) for start, first, name in _ERAS if day >= start)
    year = day.year - first + 1
    return name + ("元" if year == 1 else str(year))
