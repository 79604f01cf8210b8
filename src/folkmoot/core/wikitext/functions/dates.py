"""``#formatdate``: a date as it is written, in another order; also one without a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.core.languages.facts import facts
from folkmoot.core.wikitext.page_language import page_language

from .call import Call, Function

# Each order: how it is written, and the parts of a date that it needs. "y-m-d" is ISO 8601.
_ORDERS = ("F j, Y", "j F Y", "Y F j", "y-m-d", "Y, j F", "j F", "F j")
_WANTED = {"mdy": "F j, Y", "dmy": "j F Y", "ymd": "Y F j", "ISO 8601": "y-m-d"}
_WITHOUT_YEAR = ("j F", "F j")
_TURNED = {("F j, Y", "j F"): "F j", ("j F Y", "F j"): "j F"}


@dataclass(frozen=True, slots=True)
class _Date:
    """The parts of a date: ``year`` as it is written, "" for none; ``iso_year`` with a sign before Christ."""

    month: int
    day: str
    year: str
    iso_year: str


def _format_date(call: Call) -> str:
    return _reordered(call.first, call.argument(1), page_language(call.run))


def _reordered(text: str, wanted: str, language: str) -> str:
    """A date in the order that is wanted (``dmy``, ``mdy``, ``ymd``, ``ISO 8601``), else in its own.

    What is no date of this language stays as it is. Years before Christ are written "44 BC", and in ISO
    8601 with the year 0.
    """
    for order, pattern in zip(_ORDERS, _patterns(language), strict=True):
        if found := pattern.fullmatch(text):
            date = _date(found, language)
            return text if date is None else _written(date, _target(order, wanted), language)
    return text


def _target(order: str, wanted: str) -> str:
    target = _WANTED.get(wanted, order)
    return _TURNED.get((target, order), order) if order in _WITHOUT_YEAR else target


@lru_cache(maxsize=64)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(_months(language), key=len, reverse=True))
    parts = {"F": f"(?P<name>{names})", "j": r"(?P<day>[0-9]{1,2})", "Y": r"(?P<year>[0-9]{1,4}(?:[ _]BC)?)"}
    iso = r"(?P<iso>-?[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    day_month, month_day = "{j}[ _]{F}".format(**parts), "{F}[ _]{j}".format(**parts)
    between, year = "(?: *, *| +)", parts["Y"]
    written = (
        f"{month_day}{between}{year}", f"{day_month}{between}{year}", f"{year}{between}{month_day}", iso,
        f"{year}{between}{day_month}", day_month, month_day,
    )  # fmt: skip
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in written)


@lru_cache(maxsize=64)
def _months(language: str) -> dict[str, int]:
    known = facts(language)
    names = (known.months, known.months_abbreviated)
    return {name.lower(): number for months in names for number, name in enumerate(months, 1)}


def _date(found: re.Match[str], language: str) -> _Date | None:
    """The date that a pattern found, None where there is no such month."""
    parts = found.groupdict()
    if "iso" in parts:
        month, year = int(parts["month"]), _year_of_iso(parts["iso"])
        return _Date(month, str(int(parts["day"])), year, parts["iso"]) if 1 <= month <= 12 else None
    number = _months(language).get(parts["name"].lower())
    year = parts.get("year") or ""
    return _Date(number, parts["day"], year, _iso_of_year(year)) if number else None


def _year_of_iso(year: str) -> str:
    number = int(year)
    return str(number) if number > 0 else f"{1 - number} BC"


def _iso_of_year(year: str) -> str:
    if not year.upper().endswith("BC"):
        return f"{int(year):04}" if year else ""
    number = 1 - int(year[:-3])
    return f"{'-' if number < 0 else ''}{abs(number):04}"


def _written(date: _Date, order: str, language: str) -> str:
    iso = "-".join([*([date.iso_year] if date.iso_year else []), f"{date.month:02}", f"{int(date.day):02}"])
    values = {"F": facts(language).months[date.month - 1], "j": date.day, "Y": date.year}
    text = iso if order == "y-m-d" else re.sub("[FjY]", lambda part: values[part[0]], order)
    return f'<span class="mw-formatted-date" title="{iso}">{text}</span>'


DATES: dict[str, Function] = {"#formatdate": _format_date}
