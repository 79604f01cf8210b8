"""Every language, its variants, every month and odd moment: who signed, and when, is read back as written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from folkmoot.core.conversation import Form, Reading, read
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.date_formats import tokens
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.languages.timestamps import format_timestamp, timestamp_reader
from folkmoot.core.site import DateProfile, SiteConfig
from folkmoot.core.wikitext import render

MOMENTS = [
    *(datetime(2024, month, 1, 0, 0, tzinfo=UTC) for month in range(1, 13)),
    *(datetime(2023, month, 28, 12, 0, tzinfo=UTC) for month in range(1, 13)),
    *(datetime(2023, 1, day, 9, 5, tzinfo=UTC) for day in range(1, 8)),
    datetime(2024, 2, 29, 23, 59, tzinfo=UTC),
    datetime(99, 3, 4, 5, 6, tzinfo=UTC),
    datetime(9456, 12, 31, 23, 59, tzinfo=UTC),  # in Thailand that is the year 9999
]
PEOPLE = [
    ("Ada Lovelace", None),
    ("127.0.0.1", None),
    ("2001:DB8::1", None),
    ("~2024-1234-5", None),
    ("Ünï 名前 & Co.", None),
    ("Ada", 'A "the" <b>'),
    ("Ada", "[[User:Ada|<span style='color:red'>A'''d'''a</span>]] <small>([[User talk:Ada|x]])</small>"),
]


def sites(code: str) -> Iterator[SiteConfig]:
    """The language's site, writing in each of the language's own ways; all are read."""
    site = SiteConfig.for_language(code)
    for profile in site.profiles:
        others = (other for other in site.profiles if other is not profile)
        yield replace(site, profiles=(profile, *others))


def spellings(written: str, profile: DateProfile) -> Iterator[str]:
    """A date as it may stand on a page: with other spaces, composed letters, other digits."""
    yield written
    yield written.replace(" ", "\u00a0")
    yield written.replace(" ", "&nbsp;")
    yield unicodedata.normalize("NFC", written)
    if profile.language != "lzh":  # which writes its days with the characters of its digits
        yield written.translate(str.maketrans(profile.digits, "0123456789"))


@pytest.mark.parametrize("code", known_languages())
def test_dates_are_read_back_however_they_are_spelled(code: str) -> None:
    for site in sites(code):
        reader = timestamp_reader(site)
        for moment in MOMENTS:
            for written in spellings(format_timestamp(moment, site), site.profiles[0]):
                (found,) = reader.finditer(f"… {written}.")
                assert (found.timestamp, found.end) == (moment, len(written) + 2), written


@pytest.mark.parametrize("mark", "\u200e\u200f")
@pytest.mark.parametrize("code", [code for code in known_languages() if code != "wa"])
def test_marks_of_direction_may_stand_after_every_part_of_a_date(code: str, mark: str) -> None:
    site = SiteConfig.for_language(code)
    moment = datetime(2023, 11, 12, 13, 14, tzinfo=UTC)
    date, bracket, zone = format_timestamp(moment, site).rpartition(" (")
    parts = [written_alone(moment, site, piece) for piece in pieces_of(site.profiles[0].date_format)]
    assert "".join(parts) == date
    marked = mark.join([*parts, f"{bracket}{mark}{zone.removesuffix(')')}{mark})"])
    (found,) = timestamp_reader(site).finditer(marked)
    assert found.timestamp == moment, marked


def pieces_of(date_format: str) -> Iterator[str]:
    """The parts of a format, each a format of its own."""
    for token in tokens(date_format):
        escaped = "xx" if token.text == "x" else f"\\{token.text}"
        yield ("xn" if token.ascii_digits else "") + token.text if token.filled else escaped


def written_alone(moment: datetime, site: SiteConfig, date_format: str) -> str:
    profile = replace(site.profiles[0], date_format=date_format)
    return format_timestamp(moment, replace(site, profiles=(profile,))).rpartition(" (")[0]


@pytest.mark.parametrize("code", known_languages())
def test_whoever_signs_is_read_back_from_wikitext_and_from_its_html(code: str) -> None:
    for site in sites(code):
        signed = [(user, datetime(2024, 2, 29, 0, len(user), tzinfo=UTC), nick) for user, nick in PEOPLE]
        lines = [
            f"{':' * depth}{depth}. {write_signature(user, site, now=moment, nickname=nickname)}\n"
            for depth, (user, moment, nickname) in enumerate(signed)
        ]
        text = "".join(["== 1 ==\n", *lines])
        html = render(text, site=site, title="Talk:1").html
        pages: list[tuple[Form, str, Reading]]
        pages = [("wikitext", text, "people"), ("html", html, "people"), ("html", html, "discussiontools")]
        if code == "wa":  # whose dates DiscussionTools does not know
            pages.pop()
        for form, page, reading in pages:
            found = [
                (comment.author, comment.timestamp, comment.level)
                for comment in read(page, form=form, site=site, reading=reading).comments()
            ]
            assert found == [(user, moment, depth) for depth, (user, moment, _) in enumerate(signed, 1)], form


# Clocks that change: by an hour or less, in either half of the year, with letters and without.


@pytest.mark.parametrize(
    ("code", "clock"),
    [
        ("fr", "Europe/Paris"),
        ("pl", "Europe/Warsaw"),
        ("ga", "Europe/Dublin"),  # standard time is the one in summer
        ("en", "America/New_York"),
        ("en", "Australia/Lord_Howe"),  # half an hour
        ("mi", "Pacific/Auckland"),
        ("ar", "Africa/Casablanca"),  # back for Ramadan
        ("fa", "Asia/Tehran"),
        ("pt-br", "America/Sao_Paulo"),
        ("he", "Asia/Jerusalem"),
    ],
)
def test_every_half_hour_around_a_change_of_the_clock_is_read_back(code: str, clock: str) -> None:
    site = SiteConfig.for_language(code, timezone=clock)
    changes = list(changes_of(ZoneInfo(clock)))
    assert changes
    for change in changes:
        for halves in range(-5, 6):
            moment = change + timedelta(minutes=30 * halves)
            written = format_timestamp(moment, site)
            assert [date.timestamp for date in timestamp_reader(site).finditer(written)] == [moment], written


def changes_of(place: ZoneInfo) -> Iterator[datetime]:
    """The moments of the years 2012 to 2022 when the clocks of a place were changed, to the half hour."""
    day, half_hour = timedelta(days=1), timedelta(minutes=30)
    moment, end = datetime(2012, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)
    while moment < end:
        step = day if offset(moment, place) == offset(moment + day, place) else half_hour
        if offset(moment, place) != offset(moment + step, place):
            yield moment + step
        moment += step


def offset(moment: datetime, place: ZoneInfo) -> timedelta | None:
    return moment.astimezone(place).utcoffset()
