"""Boxes that ask for the name of a page: their words are words, whatever stands in them."""

from __future__ import annotations

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

SITE = SiteConfig.for_language("en")


def box(**options: str) -> str:
    lines = "\n".join(f"{name}={value}" for name, value in options.items())
    return render(f"<inputbox>\n{lines}\n</inputbox>", site=SITE, title="X").html


def test_a_box_that_leads_to_one_page_is_a_link() -> None:
    html = box(type="create", default="New page", buttonlabel="Write '''it'''")
    assert "New_page" in html
    assert ">Write '''it'''</a>" in html


@pytest.mark.parametrize("words", ["</nowiki>''x''", "</nowiki>{{PAGENAME}}", "a]]b", "<b>x"])
def test_no_word_of_a_button_is_markup(words: str) -> None:
    html = box(type="comment", default="New page", buttonlabel=words)
    assert f">{words.replace('<', '&lt;').replace('>', '&gt;')}</a>" in html


def test_a_box_that_asks_for_a_name_shows_its_words_alone() -> None:
    assert '<div class="mw-inputbox">Find</div>' in box(type="search", searchbuttonlabel="Find")
