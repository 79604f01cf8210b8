"""What files are written in: found out, or as near as can be; never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.files import decode_anyhow

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff\ufffd")


@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    text, doubts = decode_anyhow(data)
    text.encode()  # raises where half a character is left
    if "\ufffd" in text and "\ufffd".encode() not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert doubts, "what is lost is said"


def test_what_is_lost_of_utf_16_is_said() -> None:
    assert decode_anyhow("tea 🍵".encode("utf-16")[:-2])[1] == (
        "it is not all in UTF-16; some characters are lost",
    )


@given(st.text(characters))
def test_text_in_utf_8_and_utf_16_is_read_without_doubt(text: str) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert decode_anyhow(data) == (text, ())


@given(
    st.text(st.characters(codec="cp1252", exclude_characters="\0\r")).filter(lambda text: not text.isascii())
)
def test_old_text_is_read_unless_it_could_be_utf_8(text: str) -> None:
    read, doubts = decode_anyhow(f"{text}\n".encode("cp1252"))
    assert read == f"{text}\n" or not doubts or "lost" in doubts[0]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_that_was_cut_in_half_costs_only_itself(cut: int) -> None:
    text, doubts = decode_anyhow("tea 🍵".encode()[:-cut])
    assert text == "tea \ufffd"
    assert len(doubts) == 1
