"""What holds for every answer of the site."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.web.shared.requests import number_of
from folkmoot.web.shared.texts import clean_line, clean_text, is_blank
from folkmoot.web.shared.times import ago
from tests.wiki import Save

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/wiki/Pond", "/accounts/login/", "/nowhere"])
def test_no_script_frame_or_type_of_a_strangers_choosing(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "private" in headers["Cache-Control"] or "no-store" in headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/wiki/Pond", "/accounts/login/", "/accounts/signup/", "/nowhere"])
def test_no_page_carries_a_script_or_style_of_its_own(client: Client, address: str) -> None:
    body = client.get(address).content.decode()
    assert "<style" not in body
    assert "javascript:" not in body
    assert body.count("<script") == body.count('<script src="')


@pytest.mark.django_db
def test_long_pages_are_sent_compressed(client: Client, save: Save) -> None:
    save("Pond", text="Water and more water.\n\n" * 500)
    response = client.get("/wiki/Pond", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"more water" in gzip.decompress(response.content)


@pytest.mark.django_db
def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, save: Save) -> None:
    save("Pond", text="Water.\n")
    first = client.get("/wiki/Pond")
    again = client.get("/wiki/Pond", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    save("Pond", text="More water.\n")
    assert client.get("/wiki/Pond", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.django_db
def test_the_interface_speaks_the_browsers_language(client: Client) -> None:
    body = client.get("/wiki/Pond", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in body


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=24), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=29), "29 days ago"),
        (timedelta(days=30), "4 April 2026"),
        (timedelta(minutes=-2), "4 May 2026"),
    ],
)
def test_times_are_told_as_people_tell_them(before: timedelta, said: str) -> None:
    with translation.override("en"):
        assert ago(NOW - before, NOW) == said


@given(st.text())
def test_cleaned_text_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert "\r" not in clean
    assert "\x00" not in clean
    clean.encode()


@given(st.text())
def test_a_cleaned_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()


@given(st.one_of(st.none(), st.text(), st.integers().map(str)))
def test_a_number_is_an_id_or_nothing(value: Any) -> None:
    number = number_of(value)
    assert number is None or 0 <= number < 2**63
    if value is not None and value.isascii() and value.isdecimal() and int(value) < 2**63:
        assert number == int(value)


@given(st.text())
def test_what_somebody_could_see_is_not_blank(text: str) -> None:
    assert is_blank("\u200b\u00ad \u2800\n\u3164")
    assert not is_blank(f"{text}a")
    assert not text.strip() or not text.isprintable() or not text.isascii() or not is_blank(text)
