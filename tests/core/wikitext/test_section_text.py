"""One section of a page taken out and put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext import extract_section, replace_section, split_sections

PAGE = "lead\n== A ==\na\n=== AA ===\naa\n== B ==\nb"
PIECES = [
    "== A ==",
    "=== B ===",
    "=C=",
    "\n",
    "\n",
    "x",
    " ",
    "{{",
    "}}",
    "<!-- c -->",
    "<nowiki>",
    "</nowiki>",
]
INCLUSION = [
    "<noinclude>",
    "</noinclude>",
    "<includeonly>",
    "</includeonly>",
    "[[",
    "]]",
    "|",
    "=",
    "-{",
    "}-",
]


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("0", "lead"),
        ("1", "== A ==\na\n=== AA ===\naa"),
        ("2", "=== AA ===\naa"),
        ("3", "== B ==\nb"),
        ("4", None),
        ("-1", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_section_holds_the_sections_below_it(section: str, text: str | None) -> None:
    assert extract_section(PAGE, section) == text


def test_sections_of_a_template_are_counted_as_where_it_is_put_in() -> None:
    text = "<noinclude>\n== A ==\n</noinclude><includeonly>\n== B ==\n</includeonly>\n== C ==\nc"
    assert extract_section(text, "T-2") == "== C ==\nc"
    assert extract_section(text, "2") == "== C ==\nc"
    assert extract_section(text, "T-1") == "== B ==\n</includeonly>"
    assert extract_section(text, "1") == "== A ==\n</noinclude><includeonly>\n== B ==\n</includeonly>"


def test_what_is_put_in_a_sections_place() -> None:
    assert replace_section(PAGE, "2", "=== New ===") == "lead\n== A ==\na\n=== New ===\n\n== B ==\nb"
    assert replace_section(PAGE, "2", "") == "lead\n== A ==\na\n== B ==\nb"
    assert replace_section(PAGE, "9", "x") == PAGE
    assert replace_section(PAGE, "new", "== N ==\nn") == PAGE + "\n\n== N ==\nn"
    assert replace_section("", "0", "x") == replace_section(" ", "new", "x") == "x"


@given(st.lists(st.sampled_from(PIECES + INCLUSION), max_size=30).map("".join))
def test_sections_follow_each_other_and_can_be_put_back(text: str) -> None:
    start, number = 0, 1
    while (found := extract_section(text, str(number))) is not None:
        start = text.index(found, start) + 1
        again = replace_section(text, str(number), found)
        assert extract_section(again, str(number)) == found
        number += 1
    assert number <= len(split_sections(text))
