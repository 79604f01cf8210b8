"""The language of a page is told from how its signatures are dated."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.languages.guess import guess_language
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig


def page(code: str) -> str:
    site = SiteConfig.for_language(code)
    days = [datetime(2023, month, month * 2, 12, month, tzinfo=UTC) for month in range(1, 11)]
    return "\n".join(f": … {write_signature('Ada', site, now=day)}" for day in days)


@pytest.mark.parametrize(
    "code",
    (
        "en de fr es ru it ja zh pt nl pl sv ar uk fa he vi id ko tr cs fi hu nb da ca sr ro bg el eu hi bn "
        "th ka hy ckb wa lzh"
    ).split(),
)
def test_large_languages_are_told_from_one_another(code: str) -> None:
    assert guess_language(page(code)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello (world)",
        "Call 0123456789 (UTC)",
        "12:00, 5 Foo 2023 (UTC)",
        "((((1234567))))",
        "1234567(\x00)",
    ],
)
def test_a_text_without_a_known_date_has_no_language(text: str) -> None:
    assert guess_language(text) is None


def test_clocks_of_other_countries_do_not_matter() -> None:
    assert guess_language("Léa (discuter) 9 octobre 2017 à 14:39 (CEST)") == "fr"


@given(st.text(alphabet=st.sampled_from('0123456789 ()[]"\\{}:,é月\n٣'), max_size=60))
def test_any_text_may_be_asked_for_its_language(text: str) -> None:
    guess_language(f"{text} 123456 ({text})")


@needs_shared
def test_copied_pages_are_told() -> None:
    assert SHARED is not None
    for path in sorted((SHARED / "copied-pages").glob("dt_*.txt")):
        assert guess_language(path.read_text("utf-8")) == path.stem.split("_")[1], path.name
