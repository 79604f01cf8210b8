"""Points in time of a sound or a video: ``1:25`` in a text, ``00:01:25`` in an address."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})")
_LAST_SECOND = 1  # nothing to see in what is left after this
_MOST_PARTS = 3  # hours, minutes, seconds


def second_of(text: str) -> float | None:
    """The second that ``12``, ``1:25`` or ``1:02:03.5`` names, never negative; None if it names none."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > _MOST_PARTS or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return max(seconds, 0.0)


def within(second: float, duration: float) -> float:
    """The second, or the last one from which there is something to see and hear."""
    return max(0.0, min(second, duration - _LAST_SECOND))


def play_time(second: float) -> str:
    """The second as ``hh:mm:ss``, with milliseconds where there are any (normal play time, RFC 2326)."""
    whole = math.floor(second)
    thousandths = math.floor(second * 1000) % 1000
    fraction = f".{thousandths:03d}" if thousandths else ""
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{fraction}"


def fragment(moments: Mapping[str, float]) -> str:
    """The fragment of an address that plays from ``start`` to ``end``; empty without either."""
    start, end = moments.get("start"), moments.get("end")
    if start is None and end is None:
        return ""
    return f"#t={'0' if start is None else play_time(start)}{'' if end is None else ',' + play_time(end)}"
