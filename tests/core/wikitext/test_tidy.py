"""Tidying: what is taken as it stands comes out as if every tag of it had been looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.wikitext import tidy as tidying
from folkmoot.core.wikitext.tidy import tidy

TAGS = "a b i small span p div ul li dl dd table tr td blockquote h2 code"
PIECES = [*(f"<{tag}>" for tag in TAGS.split()), *(f"</{tag}>" for tag in TAGS.split())]
WHOLE = ["<b>x</b>", '<a href="y">x</a>', '<span class="z">x</span>', "<i></i>", "<br />", "x", " ", "\n"]
pages = st.lists(st.sampled_from([*PIECES, *WHOLE]), max_size=25).map("".join)


def look_at_every_tag(builder: object, html: str, start: int) -> int:
    return start


@given(pages)
@settings(max_examples=500)
def test_the_short_way_leads_where_the_long_one_does(html: str) -> None:
    quickly = tidy(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tidying._Builder, "run", look_at_every_tag)
        thoroughly = tidy(html)
    assert quickly == thoroughly


def test_a_run_ends_where_an_element_is_not_closed() -> None:
    assert tidy("<p>a <b>b</b> <i>c</p><p>d</p>") == "<p>a <b>b</b> <i>c</i></p><p><i>d</i></p>"
