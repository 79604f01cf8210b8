"""Moments written in any language and calendar, and how long what is written stays true."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.languages import calendars
from folkmoot.core.languages.facts import facts, known_languages
from folkmoot.core.languages.time_formats import written_time
from folkmoot.core.languages.written_numbers import hebrew_letters, roman

ENGLISH = facts("en")
moments = st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


@pytest.mark.parametrize("code", known_languages())
def test_no_english_month_stands_in_a_language_with_its_own(code: str) -> None:
    own = facts(code)
    for month in range(1, 13):
        text = written_time("F xg", datetime(2024, month, 10, tzinfo=UTC), code).text
        assert text.startswith(own.months[month - 1])
        if ENGLISH.months[month - 1] not in own.months[month - 1]:  # two languages add it in brackets
            assert ENGLISH.months[month - 1] not in re.findall(r"\w+", text)


@given(moments)
def test_iso_format_is_pythons(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assert written_time("c", at, "en").text == at.isoformat()
    assert written_time("Y-m-d\\TH:i:sP", at, "en").text == at.isoformat()


@given(moments, st.sampled_from(["H:i", "Y-m-d", "F", "W", "o", "Y", "a", "L", "t", "xjY", "xiF"]))
def test_a_text_is_the_same_until_it_is_stale(at: datetime, date_format: str) -> None:
    at = at.replace(microsecond=0)
    first = written_time(date_format, at, "en")
    assert first.stale_in is not None
    last = at + timedelta(seconds=first.stale_in - 1)
    assert written_time(date_format, last, "en").text == first.text


@given(moments, st.text(max_size=60))
def test_every_format_can_be_written(at: datetime, date_format: str) -> None:
    assert isinstance(written_time(date_format, at, "he").text, str)


def test_what_does_not_change_is_never_stale() -> None:
    assert written_time('"only words" xx', datetime(2024, 1, 1, tzinfo=UTC), "en").stale_in is None


@pytest.mark.parametrize(
    ("day", "iranian", "hijri", "hebrew"),
    [
        (date(2024, 3, 20), (1403, 1, 1), (1445, 9, 10), (5784, 14, 10)),
        (date(2020, 9, 19), (1399, 6, 29), (1442, 2, 1), (5781, 1, 1)),
        (date(1979, 2, 11), (1357, 11, 22), (1399, 3, 13), (5739, 5, 14)),
        (date(2000, 1, 1), (1378, 10, 11), (1420, 9, 24), (5760, 4, 23)),
    ],
)
def test_days_of_other_calendars(
    day: date, iranian: tuple[int, ...], hijri: tuple[int, ...], hebrew: tuple[int, ...]
) -> None:
    found = (calendars.iranian(day), calendars.hijri(day), calendars.hebrew(day))
    assert [(one.year, one.month, one.day) for one in found] == [iranian, hijri, hebrew]


@given(st.dates(date(1700, 1, 1), date(2300, 1, 1)))
def test_the_day_after_a_day_is_the_next_of_its_month_or_the_first_of_another(day: date) -> None:
    for calendar in (calendars.iranian, calendars.hijri, calendars.hebrew):
        today, tomorrow = calendar(day), calendar(day + timedelta(days=1))
        assert tomorrow.day in (today.day + 1, 1)
        assert (tomorrow.day == 1) == (tomorrow.month != today.month)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2019, 4, 30), "平成31"),
        (date(2019, 5, 1), "令和元"),
        (date(1926, 12, 26), "昭和元"),
        (date(1900, 1, 1), "明治33"),
    ],
)
def test_japanese_years_count_from_the_first_of_an_era(day: date, year: str) -> None:
    assert calendars.japanese_year(day) == year


@given(st.integers(1, 9999))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
    digits = [values[letter] for letter in roman(number)]
    total = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    assert total == number


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "א'"), (15, 'ט"ו'), (16, 'ט"ז'), (1000, "א' אלף"), (5784, "ה'תשפ\"ד"), (1020, "א'ך'"), (0, "0")],
)
def test_hebrew_numbers_have_marks_between_their_letters(number: int, letters: str) -> None:
    assert hebrew_letters(number) == letters
