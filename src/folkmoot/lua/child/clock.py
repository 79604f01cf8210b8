"""``os.time`` and ``os.date``, in UTC and by the moment that the page is rendered at."""

from __future__ import annotations

import calendar
import time
from typing import Any

from .conversion import text_of

_FIELDS = (("year", None), ("month", None), ("day", None), ("hour", 12), ("min", 0), ("sec", 0))


def seconds_of(fields: Any) -> int:
    """The time that a table of ``os.time`` names. Raises ``ValueError`` for a missing or odd field."""
    values: list[int] = []
    for name, default in _FIELDS:
        value = fields[name.encode()]
        value = default if value is None else _whole(value)
        if value is None:
            raise ValueError(f"field '{name}' missing in date table")
        values.append(value)
    year, month, *rest = values
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError("time is out of range")
    day, hour, minute, second = rest
    start = calendar.timegm((year, month, 1, 0, 0, 0))
    return start + (day - 1) * 86400 + hour * 3600 + minute * 60 + second


def _whole(value: Any) -> int | None:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def date(form: bytes | None, seconds: float) -> str | dict[str, int | bool]:
    """What ``os.date`` gives for a moment. Raises ``ValueError`` for a moment there is no date of."""
    try:
        moment = time.gmtime(seconds)
    except (OverflowError, OSError, ValueError):
        raise ValueError("bad argument #2 to 'date' (time is out of range)") from None
    written = "%c" if form is None else text_of(form).removeprefix("!")
    if not written.startswith("*t"):
        return time.strftime(written, moment)
    return {
        "year": moment.tm_year, "month": moment.tm_mon, "day": moment.tm_mday, "hour": moment.tm_hour,
        "min": moment.tm_min, "sec": moment.tm_sec, "wday": (moment.tm_wday + 1) % 7 + 1,
        "yday": moment.tm_yday, "isdst": False,
    }  # fmt: skip
