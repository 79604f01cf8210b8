"""Numbers of sections, and what summaries say about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.web.pages.sections import closes_all, cut, opens_all, section_number, section_span
from folkmoot.web.pages.summaries import heading_words, section_summary


@pytest.mark.parametrize(
    ("levels", "number", "span"),
    [
        ([0, 2, 3, 3, 2], 0, (0, 1)),
        ([0, 2, 3, 3, 2], 1, (1, 4)),
        ([0, 2, 3, 3, 2], 2, (2, 3)),
        ([0, 2, 3, 3, 2], 4, (4, 5)),
        ([0, 2, 3, 3, 2], 5, None),
        ([2, 3, 2], 0, (0, 0)),
        ([2, 3, 2], 1, (0, 2)),
        ([2, 3, 2], 3, (2, 3)),
        ([2, 3, 2], 4, None),
        ([], 0, (0, 0)),
        ([], 1, None),
        ([0, 3, 2], 1, (1, 2)),
    ],
)
def test_a_number_means_a_section_with_its_sub_sections(
    levels: list[int], number: int, span: tuple[int, int] | None
) -> None:
    assert section_span(levels, number) == span


@given(st.lists(st.integers(1, 6), min_size=1), st.booleans())
def test_the_number_of_a_section_leads_back_to_it(levels: list[int], has_lead: bool) -> None:
    levels = [0, *levels] if has_lead else levels
    for index in range(len(levels)):
        span = section_span(levels, section_number(levels, index))
        assert span is not None
        assert span[0] == index


@given(st.text(alphabet="ab=\n<>!-/{}[]|' "))
def test_the_sections_join_to_the_text(text: str) -> None:
    assert "".join(piece.text for piece in cut(text)) == text


@pytest.mark.parametrize(
    "text", ["", "words", "<b>x</b>", "<nowiki>x</nowiki>", "{{a|b}}", "<!-- x -->", "a < b"]
)
def test_what_is_closed_leaves_nothing_open(text: str) -> None:
    assert closes_all(text)


@pytest.mark.parametrize("text", ["<nowiki>", "<!-- x", "{{a|", "<pre>x", "a {{b|{{c}}"])
def test_what_is_not_closed_is_seen(text: str) -> None:
    assert not closes_all(text)


@pytest.mark.parametrize("text", ["</nowiki>", "}}", "x</pre>", "-->x"])
def test_what_closes_something_from_before_is_seen(text: str) -> None:
    assert not opens_all(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("== Frogs ==\nMany.", "Frogs"),
        ("=== ''Green'' [[Frog|frogs]] ===", "Green frogs"),
        ("== A = B ==", "A = B"),
        ("== Frogs == <!-- counted -->\n", "Frogs"),
        ("Just words", ""),
        ("", ""),
    ],
)
def test_a_heading_is_told_in_its_words(text: str, words: str) -> None:
    assert heading_words(text) == words


def test_a_summary_names_its_section_as_mediawiki_does() -> None:
    summary = section_summary("Frogs", "counted them")
    assert summary == "/* Frogs */ counted them"
    assert section_summary("", "counted them") == "counted them"
    assert "*/" not in section_summary("a */ b", "")[:-2]
