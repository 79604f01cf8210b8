"""Wall time of a zone and the abbreviation beside it, to the moment they mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

WRONG_TIME = "Timestamp has timezone abbreviation for the wrong time"
AMBIGUOUS = "Ambiguous time at DST switchover was parsed"

_HOUR = timedelta(hours=1)
# Zones change on days of their own choosing, but never twice within so few days.
_SAMPLES_APART = timedelta(days=8)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ``ZoneInfoNotFoundError`` (a ``KeyError``) if there is none."""
    return ZoneInfo(name)


@cache
def abbreviations(name: str) -> tuple[str, ...]:
    """Every abbreviation that clocks of this zone have shown or will show, sorted."""
    if name == "UTC":
        return ("UTC",)
    place, moment, end = zone(name), datetime(1900, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    found = set()
    while moment < end:
        found.add(moment.astimezone(place).tzname())
        moment += _SAMPLES_APART
    return tuple(sorted(shown for shown in found if shown))


def moment_of(wall: datetime, abbreviation: str, name: str) -> tuple[datetime, tuple[str, ...]]:
    """The moment when clocks of a zone show ``wall`` (naive), and what is doubtful about it.

    The abbreviation counts only where the clock would show another one than is written: when the hour that
    comes twice in autumn is meant, the other of the two is tried; if that does not help, the first stays.
    Both are reported in DiscussionTools' own words.
    """
    if name == "UTC":
        return wall.replace(tzinfo=UTC), ()
    place = zone(name)
    shown = _first_choice(wall, place)
    if shown.tzname() == abbreviation:
        return shown.astimezone(UTC), ()
    step = _HOUR if shown.dst() else -_HOUR
    other = (shown.astimezone(UTC) + step).astimezone(place)
    if other.tzname() == abbreviation:
        return other.astimezone(UTC), (WRONG_TIME,)
    return shown.astimezone(UTC), (AMBIGUOUS,)


def _first_choice(wall: datetime, place: ZoneInfo) -> datetime:
    """The moment PHP takes ``wall`` for: with the offset that the zone has at the same time of UTC, if that fits."""
    offset = wall.replace(tzinfo=UTC).astimezone(place).utcoffset() or timedelta()
    guess = (wall - offset).replace(tzinfo=UTC).astimezone(place)
    if guess.replace(tzinfo=None, fold=0) == wall:
        return guess
    return wall.replace(tzinfo=place).astimezone(UTC).astimezone(place)
