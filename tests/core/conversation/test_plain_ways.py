"""Most of a page is plain, and is read in few steps: they must find what reading it with care finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import from_wikitext
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Found, Reading
from folkmoot.core.conversation.source import blocks, inline
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
READINGS: tuple[Reading, ...] = ("people", "discussiontools")
DATE = "12:00, 5 February 2023 (UTC)"
ADA = f"[[User:Ada|Ada]] ([[User talk:Ada|talk]]) {DATE}"
BERTA = "-- [[User:Berta|<b>B.</b>]] 11:00, 5 February 2023 (UTC)"
LINES = ("\n", "\n\n", "\n:", "\n: ", "\n::", "\n*", "\n**", "\n#", "\n;", "\n ", "\n \n", "\n== Pond ==\n")
WORDS = (
    "Yes",
    "it's so",
    "'",
    "word " * 30,
    "[[this page|this]]",
    "[[User:Carla]]",
    "(outdent) ",
    "\u200e",
    "~",
)
MARKUP = (
    *("<br>", "<small>", "</small>", "<div>", "</div>", "<!--", "-->", "<pre>", "</pre>", "&nbsp;", "''"),
    *("\n{|\n", "\n|-\n| ", "\n|}\n", "\n----\n", "{{od}}", "{{unsigned|Carla}}", "{{hat}}\n", "\n{{hab}}"),
    *(
        "{{",
        "}}",
        "[[",
        "]]",
        "|",
        "<",
        ">",
        "<span class='mw-notalk'>",
        "</span>",
        "; term: said",
        "__NOTOC__",
    ),
)
FOUND = SHARED / "conversations" / "wikitext-found" if SHARED else Path()
PAGES = sorted(FOUND.rglob("*.wikitext")) if SHARED else []
pieces = st.sampled_from((ADA, ADA, BERTA)) | st.sampled_from(LINES) | st.sampled_from(WORDS)


def read_with_care(text: str, reading: Reading) -> tuple[Found, ...]:
    """The same text with no short way open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_USUAL_LINES", re.compile(r"(?!)"))
        patch.setattr(inline.SignatureFinder, "usual", lambda *_: None)
        patch.setattr(from_wikitext._PageReader, "_plain_comment", lambda *_: None)
        patch.setattr(from_wikitext._PageReader, "_is_plain", lambda *_: False)
        return find_in_wikitext(text, SITE, reading=reading)


@pytest.mark.parametrize("reading", READINGS)
@given(st.lists(pieces, max_size=25).map("".join))
def test_plain_pages_read_as_with_care(reading, text):
    assert find_in_wikitext(text, SITE, reading=reading) == read_with_care(text, reading)


@pytest.mark.parametrize("reading", READINGS)
@given(st.lists(pieces | st.sampled_from(MARKUP), max_size=25).map("".join))
def test_pages_with_markup_read_as_with_care(reading, text):
    assert find_in_wikitext(text, SITE, reading=reading) == read_with_care(text, reading)


@needs_shared
@pytest.mark.parametrize("reading", READINGS)
def test_real_pages_read_as_with_care(reading):
    assert PAGES
    for path in PAGES:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert find_in_wikitext(text, SITE, reading=reading) == read_with_care(text, reading), path.name


def test_a_plain_comment_is_read_the_short_way(monkeypatch):
    monkeypatch.setattr(from_wikitext._PageReader, "_comment", None)
    found = find_in_wikitext(f"== Pond ==\nIs it [[deep]]? {ADA}\n: Very. {ADA}\n", SITE)
    assert [item.level for item in found] == [2, 1, 2]
