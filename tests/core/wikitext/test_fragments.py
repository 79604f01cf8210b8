"""Ids of headings and the fragments that lead to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.fragments import address_of_id, collapsed, fragment_address, fragment_id


@pytest.mark.parametrize(
    ("text", "html5", "legacy"),
    [
        ("A b", "A_b", "A_b"),
        ("50% + x:y", "50%_+_x:y", "50.25_.2B_x:y"),
        ("Ärger ~ [1]", "Ärger_~_[1]", ".C3.84rger_.7E_.5B1.5D"),
    ],
)
def test_ids_in_both_ways(text, html5, legacy):
    assert fragment_id(text, "html5") == html5
    assert fragment_id(text, "legacy") == legacy


def test_an_address_encodes_what_a_browser_would_decode():
    assert fragment_address("100%25 x %", "html5") == "100%2525_x_%"
    assert address_of_id("a%20", "legacy") == "a%20"


@given(st.text())
def test_a_legacy_id_is_ascii_and_no_id_holds_white_space(text):
    text = collapsed(text)
    assert fragment_id(text, "legacy").isascii()
    assert not any(character in fragment_id(text, "html5") for character in " \t\n\r\f")
