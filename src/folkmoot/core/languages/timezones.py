"""Wall time of a zone and the abbreviation beside it, to the moment they mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WRONG_TIME = "Timestamp has timezone abbreviation for the wrong time"
AMBIGUOUS = "Ambiguous time at DST switchover was parsed"

# Minutes east of UTC of the abbreviations that wikis' clocks show, those with one meaning only.
_OFFSETS = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "NST": -210, "NDT": -150, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "SAST": 120, "CAT": 120,
    "EAT": 180, "WAT": 60, "PKT": 300, "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "KST": 540,
    "JST": 540, "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
# Those with several meanings: which one, by the language of who writes it.
_BY_LANGUAGE = {
    "IST": ({"he": 120, "yi": 120, "ga": 60}, 330),
    "IDT": ({"he": 180, "yi": 180}, 180),
    "CST": ({"zh": 480, "yue": 480, "wuu": 480, "nan": 480, "gan": 480, "hak": 480, "lzh": 480}, -360),
    "BST": ({"bn": 360}, 60),
}
# Zones without letters of their own show their distance: "+03", "+0545".
_PARTS_OF_HOURS = (-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765)

_HOUR = timedelta(hours=1)
_TWO_DAYS = timedelta(days=2)
# Zones change on days of their own choosing, but never twice within so few days.
_SAMPLES_APART = timedelta(days=8)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ``ZoneInfoNotFoundError`` (a ``KeyError``) if there is none."""
    from zoneinfo import ZoneInfo  # most wikis keep UTC and never need it

    return ZoneInfo(name)


def moment_on(name: str, wall: datetime) -> datetime:
    """The moment (aware, UTC) when a clock of this zone shows ``wall`` (naive); of two the earlier."""
    return wall.replace(tzinfo=UTC if name == "UTC" else zone(name)).astimezone(UTC)


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


@cache
def known_offsets(language: str) -> dict[str, int]:
    """Abbreviations of zones that a page in this language may show, with their minutes east of UTC."""
    root = language.partition("-")[0]
    own = {name: meanings.get(root, usual) for name, (meanings, usual) in _BY_LANGUAGE.items()}
    return _OFFSETS | own | _numeric_offsets()


@cache
def _numeric_offsets() -> dict[str, int]:
    minutes = (*range(-12 * 60, 15 * 60, 60), *_PARTS_OF_HOURS)
    return {_numeric(one): one for one in minutes}


def _numeric(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}" + (f"{rest:02}" if rest else "")


def moment_of(wall: datetime, abbreviation: str, name: str) -> tuple[datetime, tuple[str, ...]]:
    """The moment when clocks of a zone show ``wall`` (naive), and what is doubtful about it.

    The abbreviation counts only where the clock would show another one than is written: when the hour that
    comes twice in autumn is meant, the other of the two is taken; if neither fits, the first stays.
    Both are reported in DiscussionTools' own words.
    """
    if name == "UTC":
        return wall.replace(tzinfo=UTC), ()
    if (steady := _steady(wall.date(), name)) is not None and steady[1] == abbreviation:
        return (wall - steady[0]).replace(tzinfo=UTC), ()
    place = zone(name)
    shown = _first_choice(wall, place)
    if shown.tzname() == abbreviation:
        return shown.astimezone(UTC), ()
    for other in _other_choices(shown, wall, place):
        if other.tzname() == abbreviation:
            return other.astimezone(UTC), (WRONG_TIME,)
    return shown.astimezone(UTC), (AMBIGUOUS,)


@lru_cache(maxsize=4096)
def _steady(day: date, name: str) -> tuple[timedelta, str | None] | None:
    """Offset and abbreviation of a zone that keeps both from the day before to the day after, else None."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        before, after = ((noon + step).astimezone(zone(name)) for step in (-_TWO_DAYS, _TWO_DAYS))
    except OverflowError:
        return None
    offset = before.utcoffset()
    same = offset == after.utcoffset() and before.tzname() == after.tzname()
    return (offset, before.tzname()) if same and offset is not None else None


def _other_choices(shown: datetime, wall: datetime, place: ZoneInfo) -> Iterator[datetime]:
    """What else ``wall`` may mean: the other moment when the clock shows it, else an hour beside it.

    DiscussionTools tries only the latter, which is the same wherever clocks change by an hour.
    """
    for fold in (0, 1):
        moment = wall.replace(tzinfo=place, fold=fold).astimezone(UTC).astimezone(place)
        if moment.replace(tzinfo=None, fold=0) == wall:
            yield moment
    step = _HOUR if shown.dst() else -_HOUR
    yield (shown.astimezone(UTC) + step).astimezone(place)


def _first_choice(wall: datetime, place: ZoneInfo) -> datetime:
    """The moment PHP takes ``wall`` for: with the offset at the same time of UTC, if that fits."""
    offset = wall.replace(tzinfo=UTC).astimezone(place).utcoffset() or timedelta()
    guess = (wall - offset).replace(tzinfo=UTC).astimezone(place)
    if guess.replace(tzinfo=None, fold=0) == wall:
        return guess
    return wall.replace(tzinfo=place).astimezone(UTC).astimezone(place)
