"""What is indented is shown as indented, not as a list of definitions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render
from folkmoot.core.wikitext.indentation import as_indentation
from folkmoot.core.wikitext.wall import clean

SITE = SiteConfig.for_language("en")
LISTS = [
    ":",
    "::",
    ":::",
    "*",
    "#:",
    ";",
    "; term : meaning",
    "<dl>",
    "<dd>",
    "</dl>",
    "<dt>",
    "<dl class=x>",
]
OTHERS = [" words", "\n", "\n\n", '<span title="<dl>">', "</span>", "{|", "|}", "<div>", "</div>"]
PIECES = st.sampled_from(LISTS + OTHERS)


def _shown(text: str) -> str:
    return as_indentation(render(text, site=SITE, title="Page").html)


def test_indented_lines_are_no_list_of_definitions() -> None:
    html = _shown(": one\n:: two\n: three")
    assert html.count('<div class="indent">') == 2
    assert "<d" not in html.replace("<div", "")


def test_terms_keep_their_definitions() -> None:
    html = _shown("; term : meaning\n; other\n: more")
    assert html == render("; term : meaning\n; other\n: more", site=SITE, title="Page").html
    assert "<dt>" in html


def test_an_indentation_inside_a_definition_is_told_apart() -> None:
    html = _shown("; term\n: meaning\n:: further")
    assert html.count("<dl>") == 1
    assert html.count('<div class="indent">') == 1


@pytest.mark.parametrize("value", ["<dl>", "</dl>", "<dd>"])
def test_a_tag_inside_an_attribute_is_text(value: str) -> None:
    html = f'<dl><dd><span title="{value}">x</span></dd></dl>'
    assert as_indentation(html) == f'<div class="indent"><div><span title="{value}">x</span></div></div>'


@given(st.lists(PIECES, max_size=30).map("".join))
def test_it_passes_the_wall_and_says_the_same_words(text: str) -> None:
    html = render(text, site=SITE, title="Page").html
    shown = as_indentation(html)
    assert clean(shown) == shown
    assert re.sub(r"<[^>]*>", "", shown) == re.sub(r"<[^>]*>", "", html)
    assert as_indentation(shown) == shown
