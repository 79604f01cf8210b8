"""Refusals: what they tell people, clients and translators."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from folkmoot.core.errors import BadTitle, Refusal, speak_with
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title


@pytest.fixture
def in_capitals() -> Iterator[None]:
    before = speak_with(lambda text: text.replace("title", "TITLE"))
    yield
    speak_with(before)


def test_a_message_has_its_values_in_place() -> None:
    refusal = Refusal("At most %(limit)d kB.", values={"limit": 2}, limit=2048)
    assert refusal.message == str(refusal) == "At most 2 kB."
    assert refusal.details == {"limit": 2048}


def test_a_message_without_values_is_left_as_it_is() -> None:
    assert Refusal("100 % of it").message == "100 % of it"
    assert Refusal("").message == ""


def test_a_site_says_messages_in_its_own_words(in_capitals: None) -> None:
    with pytest.raises(BadTitle) as refused:
        parse_title("a title [with] brackets", SiteConfig.for_language("en"))
    assert refused.value.message == "A TITLE cannot contain “[”."


def test_the_language_is_asked_for_when_the_message_is_read(in_capitals: None) -> None:
    refusal = Refusal("No title.")
    assert refusal.message == "No TITLE."
    speak_with(str)
    assert refusal.message == "No title."
