"""Moments in words: what PHP's ``strtotime`` makes of them on Friday, 15 March 2024, 14:05:09."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.languages.moments import NoMoment, read_moment

NOW = datetime(2024, 3, 15, 14, 5, 9, tzinfo=UTC)
CASES = [
    line.split(" => ")
    for line in (Path(__file__).parents[1] / "cases" / "moments.txt").read_text("utf-8").splitlines()
]


def _read(text: str) -> str:
    """The moment that a text means, or why it means none."""
    try:
        return f"{read_moment(text, NOW):%Y-%m-%d %H:%M:%S}"
    except NoMoment as wrong:
        return wrong.reason


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_means_the_moment_written_beside_it(text: str, expected: str) -> None:
    assert _read(text) == expected


@given(st.text(max_size=60) | st.text(alphabet="0123456789:-+./ @TWtwjanfebmonsu", max_size=60))
def test_every_text_is_a_moment_or_none(text: str) -> None:
    assert _read(text) in ("error", "too_big", "too_small") or re.match(r"\d{1,4}-", _read(text))


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001
def test_iso_moments_are_read_as_they_are_written(at: datetime) -> None:
    at = at.replace(microsecond=0, tzinfo=UTC)
    assert read_moment(at.isoformat(), NOW) == at
    assert read_moment(f"{at:%d %B} {at.year:04} {at:%H:%M:%S}", NOW) == at


@pytest.mark.parametrize("text", ["1" * 201, "", "10000-01-01", "@99999999999999999999"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(NoMoment):
        read_moment(text, NOW)
