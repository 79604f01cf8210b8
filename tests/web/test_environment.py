"""What the environment says, as settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from folkmoot.web.environment import database_from_url, flag, host_names, positive, read_secret_key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ada:s%40cret@db.example:5433/wiki",
            {"USER": "ada", "PASSWORD": "s@cret", "HOST": "db.example", "PORT": "5433", "NAME": "wiki"},
        ),
        ("postgresql:///wiki", {"USER": "", "HOST": "", "PORT": "", "NAME": "wiki"}),
        ("postgres://ada@/wiki?host=/run/pg&port=5434", {"HOST": "/run/pg", "PORT": "5434", "OPTIONS": {}}),
        ("postgresql://h/wiki?sslmode=require", {"HOST": "h", "OPTIONS": {"sslmode": "require"}}),
    ],
)
def test_an_address_of_a_database_is_taken_apart(url: str, expected: dict[str, Any]) -> None:
    database = database_from_url(url)
    assert {name: database[name] for name in expected} == expected


@pytest.mark.parametrize("url", ["mysql://h/wiki", "wiki", "postgresql://h", "postgresql://h/"])
def test_an_address_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        database_from_url(url)


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("TRUE", True), ("off", False), ("0", False), ("", True), (None, True)]
)
def test_a_switch_is_on_or_off_or_as_it_was(value: str | None, on: bool) -> None:
    assert flag(value, default=True) is on


def test_a_switch_that_is_neither_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        flag("perhaps")


def test_a_number_is_above_zero_or_as_it_was() -> None:
    assert [positive(value, default=5.0) for value in (None, "", "2", "0.5")] == [5.0, 5.0, 2.0, 0.5]


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "many"])
def test_a_number_that_is_not_above_zero_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="above zero"):
        positive(value, default=5.0)


@pytest.mark.parametrize("value", ["a.example,b.example", "a.example b.example", " a.example ,  b.example "])
def test_hosts_are_a_list(value: str) -> None:
    assert host_names(value) == ["a.example", "b.example"]


def test_without_hosts_only_this_machine_is_answered() -> None:
    assert host_names(None) == host_names("") == ["localhost", "127.0.0.1", "[::1]"]


def test_a_folder_without_a_key_has_none(tmp_path: Path) -> None:
    assert read_secret_key(tmp_path) is None
    (tmp_path / "secret-key").write_text("words\n")
    assert read_secret_key(tmp_path) == "words"
