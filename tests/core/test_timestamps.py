"""Dates of signatures: what is written is read back, in every language, and read as DiscussionTools does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.languages import facts, known_languages, timestamps, timezones
from folkmoot.core.languages.date_formats import Token, tokens
from folkmoot.core.languages.timestamps import FoundTimestamp, format_timestamp, timestamp_reader
from folkmoot.core.languages.timezones import AMBIGUOUS, WRONG_TIME, abbreviations, known_offsets
from folkmoot.core.site import DateProfile, SiteConfig

ENGLISH = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
minutes = st.integers(0, 60 * 24 * 365 * 40).map(
    lambda count: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(minutes=count)
)


def site_with(site: SiteConfig = ENGLISH, **changes: object) -> SiteConfig:
    """The site with its dates written otherwise, and no other clocks known."""
    profile = replace(site.profiles[0], **{"other_zones": {}, **changes})  # type: ignore[arg-type]
    return replace(site, profiles=(profile,))


def read(text: str, site: SiteConfig = ENGLISH) -> list[FoundTimestamp]:
    return list(timestamp_reader(site).finditer(text))


def moment(text: str, site: SiteConfig = ENGLISH) -> datetime | None:
    found = read(text, site)
    assert len(found) == 1, text
    return found[0].timestamp


def test_a_date_is_found_where_it_stands() -> None:
    text = "Yes. Ada (talk) 12:00, 5 February 2023 (UTC) and on"
    assert read(text) == [FoundTimestamp(start=16, end=44, timestamp=NOON)]


def test_all_dates_are_found_in_their_order() -> None:
    found = read(
        "a 12:00, 5 February 2023 (UTC) b 13:30, 6 March 2023 (UTC)\nc (UTC) 14:00, 7 May 2023 (UTC)"
    )
    assert [date.timestamp and date.timestamp.month for date in found] == [2, 3, 5]


def test_a_search_begins_where_it_is_told() -> None:
    text = "12:00, 5 February 2023 (UTC) 13:00, 6 March 2023 (UTC)"
    reader = timestamp_reader(ENGLISH)
    first = reader.search(text)
    assert first is not None
    second = reader.search(text, 1)
    assert second is not None
    assert (first.start, second.start) == (0, 29)
    assert reader.search(text, 30) is None


@pytest.mark.parametrize(
    "text",
    [
        "12:00, 5 February 2023",
        "12:00, 5 february 2023 (UTC)",
        "12:00, 5 Feb 2023 (UTC)",
        "12:00 5 February 2023 (UTC)",
        "9:00, 5 February 2023 (UTC)",
        "12:00, 5 February 23 (UTC)",
        "12:00, 5 February 2023 (XYZ)",
        "12:00, 5 February 2023\n(UTC)",
        "12:00, 5 February 2023 UTC",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_marks_of_direction_and_hard_spaces_do_not_matter() -> None:
    text = "\u200e12:\u200f00,\u00a05\u200e February\u00a02023\u200e (UTC)\u200e"
    assert moment(text) == NOON
    assert moment("12:00, 5&nbsp;February&#160;2023 (UTC)") == NOON
    longest = "12\u200e\u200f:\u200e\u200f00\u200e, 5\u200f February\u200e 2023\u200e \u200e(UTC)"
    longest = longest.replace(" ", "&nbsp;")
    (found,) = read(longest)
    assert (found.start, found.timestamp) == (0, NOON)


def test_digits_of_the_language_and_ascii_are_both_read() -> None:
    arabic = SiteConfig.for_language("ar")
    assert moment("١٢:٠٠، ٥ فبراير ٢٠٢٣ (ت\u00a0ع\u00a0م)", arabic) == NOON
    assert moment("12:00، 5 فبراير 2023 (UTC)", arabic) == NOON


def test_thai_years_are_counted_from_another_beginning() -> None:
    thai = SiteConfig.for_language("th")
    assert format_timestamp(NOON, thai) == "12:00, 5 กุมภาพันธ์ 2566 (UTC)"
    assert moment("12:00, 5 กุมภาพันธ์ 2566 (UTC)", thai) == NOON


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12:00, 31 February 2023 (UTC)", datetime(2023, 3, 3, 12, tzinfo=UTC)),
        ("12:00, 0 March 2023 (UTC)", datetime(2023, 2, 28, 12, tzinfo=UTC)),
        ("25:61, 5 February 2023 (UTC)", datetime(2023, 2, 6, 2, 1, tzinfo=UTC)),
        ("24:00, 31 December 2023 (UTC)", datetime(2024, 1, 1, tzinfo=UTC)),
        ("12:00, 5 February 0001 (UTC)", datetime(1, 2, 5, 12, tzinfo=UTC)),
        ("12:00, 5 February 0000 (UTC)", None),
        ("24:00, 31 December 9999 (UTC)", None),
        ("23:00, 31 December 9999 (EST)", None),
    ],
)
def test_dates_that_are_not_in_the_calendar_roll_over(written: str, expected: datetime | None) -> None:
    assert moment(written) == expected


def test_months_in_digits_roll_over_too() -> None:
    assert moment("2023-14-01 00:00 (UTC)", site_with(date_format="Y-n-d H:i")) == datetime(
        2024, 2, 1, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("wa", (2023, 3, 1), "1î d' måss 2023 a 12:05 (UTC)"),
        ("wa", (2023, 3, 2), "2 d' måss 2023 a 12:05 (UTC)"),
        ("wa", (2023, 3, 11), "11 di måss 2023 a 12:05 (UTC)"),
        ("wa", (2023, 4, 11), "11 d' avri 2023 a 12:05 (UTC)"),
        ("de", (2023, 3, 1), "12:05, 1. Mär. 2023 (UTC)"),
        ("hu", (2023, 3, 1), "2023. március 1., 12:05 (UTC)"),
        ("ja", (2023, 3, 1), "2023年3月1日 (水) 12:05 (UTC)"),
        ("ar", (2023, 3, 1), "١٢:٠٥، ١ مارس ٢٠٢٣ (ت ع م)"),
        ("ckb", (2023, 3, 1), "\u200f١٢:٠٥، ١ی ئازاری ٢٠٢٣ (UTC)"),
        ("fi", (2023, 3, 1), "1. maaliskuuta 2023 kello 12.05 (UTC)"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    language: str, day: tuple[int, int, int], expected: str
) -> None:
    assert format_timestamp(datetime(*day, 12, 5, tzinfo=UTC), SiteConfig.for_language(language)) == expected


def test_a_time_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        format_timestamp(NOON.replace(tzinfo=None), ENGLISH)


@pytest.mark.parametrize("code", known_languages())
def test_what_is_written_is_read_back_in_every_language_and_month(code: str) -> None:
    site = SiteConfig.for_language(code)
    for month in range(1, 13):
        day = datetime(2024, month, month * 2, month, 60 - month * 3, tzinfo=UTC)
        written = format_timestamp(day, site)
        found = read(f"… {written}.", site)
        assert [(date.start, date.end, date.timestamp) for date in found] == [(2, 2 + len(written), day)]


@given(
    moment=minutes, code=st.sampled_from(known_languages()), zone=st.sampled_from(["UTC", "Asia/Kathmandu"])
)
def test_any_minute_is_read_back_in_any_language(moment: datetime, code: str, zone: str) -> None:
    site = SiteConfig.for_language(code, timezone=zone)
    assert [date.timestamp for date in read(format_timestamp(moment, site), site)] == [moment]


@given(
    moment=minutes,
    zone=st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]),
)
def test_any_minute_is_read_back_on_a_clock_that_changes(moment: datetime, zone: str) -> None:
    site = SiteConfig.for_language("en", timezone=zone)
    assert [date.timestamp for date in read(format_timestamp(moment, site), site)] == [moment]


@given(st.text(alphabet=st.sampled_from("0123456789:, ()UTCFebruary5\u200e\u00a0\n٥"), max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for date in read(f"{text}12:00, 5 February 2023 (UTC){text}"):
        assert end <= date.start < date.end
        end = date.end
    assert end


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_date_is_found_between_any_two_texts(before: str, after: str) -> None:
    text = f"{before} 12:00, 5 February 2023 (UTC){after}"
    place = len(before) + 1
    assert FoundTimestamp(place, place + 28, NOON) in read(text)


# Time zones


WARSAW = site_with(
    date_format="H:i, j M Y", timezone="Europe/Warsaw", timezone_names={"CET": "CET", "CEST": "CEST"}
)


@pytest.mark.parametrize(
    ("written", "expected", "warnings"),
    [
        ("01:30, 28 Oct 2018 (CEST)", datetime(2018, 10, 27, 23, 30, tzinfo=UTC), ()),
        ("02:30, 28 Oct 2018 (CEST)", datetime(2018, 10, 28, 0, 30, tzinfo=UTC), (WRONG_TIME,)),
        ("02:30, 28 Oct 2018 (CET)", datetime(2018, 10, 28, 1, 30, tzinfo=UTC), ()),
        ("03:30, 28 Oct 2018 (CET)", datetime(2018, 10, 28, 2, 30, tzinfo=UTC), ()),
        ("12:00, 5 Jul 2018 (CET)", datetime(2018, 7, 5, 10, 0, tzinfo=UTC), (AMBIGUOUS,)),
        ("02:30, 25 Mar 2018 (CEST)", datetime(2018, 3, 25, 1, 30, tzinfo=UTC), ()),
    ],
)
def test_the_hour_that_comes_twice_is_told_by_its_abbreviation(
    written: str, expected: datetime, warnings: tuple[str, ...]
) -> None:
    (found,) = read(written, WARSAW)
    assert (found.timestamp, found.warnings) == (expected, warnings)


def test_a_site_writes_the_time_of_its_own_clock() -> None:
    paris = SiteConfig.for_language("fr", timezone="Europe/Paris")
    assert format_timestamp(datetime(2023, 7, 5, 12, tzinfo=UTC), paris) == "5 juillet 2023 à 14:00 (CEST)"
    assert format_timestamp(datetime(2023, 1, 5, 12, tzinfo=UTC), paris) == "5 janvier 2023 à 13:00 (CET)"


@pytest.mark.parametrize(
    ("language", "written", "hour"),
    [
        ("fr", "5 février 2023 à 13:00 (CET)", 12),
        ("fr", "5 février 2023 à 13:00 (CEST)", 11),
        ("en", "04:00, 5 February 2023 (PST)", 12),
        ("he", "12:00, 5 בפברואר 2023 (IST)", 10),
        ("hi", "12:00, 5 फ़रवरी 2023 (+0530)", None),
        ("ru", "12:00, 5 февраля 2023 (+03)", 9),
    ],
)
def test_pages_from_elsewhere_are_read_with_their_own_clocks(
    language: str, written: str, hour: int | None
) -> None:
    found = moment(written, SiteConfig.for_language(language))
    assert found is not None
    assert (found.hour, found.minute) == ((6, 30) if hour is None else (hour, 0))


def test_a_known_wiki_reads_only_its_own_clock() -> None:
    assert read("12:00, 5 February 2023 (CET)", site_with()) == []


def test_abbreviations_that_a_zone_ever_had_are_known() -> None:
    assert {"CEMT", "CEST", "CET"} <= set(abbreviations("Europe/Berlin"))
    assert {"CEST", "CET", "PMT", "WEMT", "WEST", "WET"} <= set(abbreviations("Europe/Paris"))
    assert abbreviations("UTC") == ("UTC",)


def test_distances_are_named_as_clocks_without_letters_show_them() -> None:
    offsets = known_offsets("en")
    assert (offsets["+03"], offsets["-03"], offsets["+0545"], offsets["+00"]) == (180, -180, 345, 0)
    assert known_offsets("zh-tw")["CST"] == 480
    assert offsets["CST"] == -360


def test_a_wiki_that_changed_its_clock_is_read_by_the_day() -> None:
    change = datetime(2008, 9, 1, tzinfo=UTC)
    denver = replace(
        ENGLISH.profiles[0], timezone="America/Denver", timezone_names={}, other_zones={}, until=change
    )
    later = replace(ENGLISH.profiles[0], other_zones={}, since=change)
    site = replace(ENGLISH, profiles=(denver, later))
    assert moment("17:59, 7 February 2007 (MST)", site) == datetime(2007, 2, 8, 0, 59, tzinfo=UTC)
    assert moment("17:59, 7 February 2009 (UTC)", site) == datetime(2009, 2, 7, 17, 59, tzinfo=UTC)
    assert read("17:59, 7 February 2009 (MST)", site) == []
    assert moment("00:00, 1 September 2008 (UTC)", site) == change
    assert read("18:00, 31 August 2008 (MDT)", site) == []
    assert format_timestamp(datetime(2007, 2, 8, 0, 59, tzinfo=UTC), site).endswith("(MST)")
    assert format_timestamp(NOON, site).endswith("(UTC)")


# Formats


def test_formats_are_taken_apart() -> None:
    assert tokens('H\\h"i" xn Y') == (
        Token("H", True),
        Token("h", False),
        Token("i", False),
        Token(" ", False),
        Token(" ", False),
        Token("Y", True, ascii_digits=True),
    )
    assert tokens('xxj"') == (Token("x", False), Token("j", True), Token('"', False))
    assert tokens("xg xkY") == (Token("xg", True), Token(" ", False), Token("xkY", True))
    assert tokens("xnHH") == (Token("H", True, ascii_digits=True), Token("H", True))
    assert tokens("\\") == (Token("\\", False),)


@given(st.text(alphabet=st.sampled_from('dDjlFMmnxgkYGHis\\" ,.年'), max_size=20))
def test_any_format_can_be_written_and_read(date_format: str) -> None:
    site = site_with(date_format=date_format)
    written = format_timestamp(NOON, site)
    assert written.endswith("(UTC)")
    read(written, site)


@needs_shared
def test_what_is_written_is_what_discussiontools_would_find() -> None:
    assert SHARED is not None
    cases = json.loads((SHARED / "conversations/unit/timestamp-regex.json").read_text("utf-8"))
    for case in cases:
        site = site_with(date_format=case["format"], months_genitive=ENGLISH.profiles[0].months)
        written = format_timestamp(NOON, site)
        assert re.fullmatch(case["expected"], written), case["message"]
        found = read(f"x{written}", site)
        assert found[0].start == 1
        assert found[0].timestamp in (NOON, NOON.replace(hour=0)), case["message"]


@needs_shared
def test_every_date_of_the_wikis_test_pages_is_found() -> None:
    assert SHARED is not None
    for path in sorted((SHARED / "conversations/threads").glob("*/site.json")):
        site = SiteConfig.from_discussiontools(json.loads(path.read_text("utf-8")))
        text = re.sub("<[^>]*>", "", (path.parent / "input.html").read_text("utf-8"))
        found = {date.timestamp for date in read(text, site)}
        expected = re.findall(r'"timestamp": ?"([^"]+)"', (path.parent / "expected.json").read_text("utf-8"))
        assert {datetime.fromisoformat(one) for one in expected} <= found, path.parent.name


@given(
    st.sampled_from(("en", "de", "ar", "ckb", "fa", "ja", "th", "zh", "vi", "wa")),
    st.sampled_from((None, "Europe/Berlin")),
    st.data(),
)
def test_dates_are_read_in_few_steps_as_in_many(
    language: str, timezone: str | None, data: st.DataObject
) -> None:
    """Few: without marks and entities, as ISO 8601, by the day's one offset."""
    site = SiteConfig.for_language(language)
    if timezone:
        site = site_with(site, timezone=timezone, timezone_names={})
    written = format_timestamp(data.draw(minutes), site)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=2)))
    odd = data.draw(st.sampled_from(("", "", "\u200e", "\u00a0", "&nbsp;", "1", "31")))
    text = "2 x " + odd.join(written[i:j] for i, j in zip((0, *cuts), (*cuts, len(written)), strict=True))
    found = read(text, site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timestamps._FormatReader, "_match", timestamps._FormatReader._match_any)
        patch.setattr(timestamps._FormatReader, "_utc_moment", lambda *_: None)
        patch.setattr(timezones, "_steady", lambda *_: None)
        assert read(text, site) == found


def test_one_reader_serves_equal_sites() -> None:
    assert timestamp_reader(replace(ENGLISH)) is timestamp_reader(ENGLISH)


def test_profiles_are_made_from_languages() -> None:
    profile = DateProfile.of_language(facts("de"))
    assert (profile.language, profile.timezone, dict(profile.timezone_names)) == ("de", "UTC", {"UTC": "UTC"})
