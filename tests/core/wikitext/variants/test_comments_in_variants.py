"""Comments keep their place when a page is turned into a variant."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, Composed, Surroundings, compose, finish

SITE = SiteConfig.for_language("sr")
CYRILLIC = Surroundings(variant="sr-ec")
ANA = "[[Корисник:Ana|Ana]] ([[Разговор с корисником:Ana|разговор]]) 12:00, 5. фебруар 2023. (UTC)"
PIECES = [
    "Danas je lepo. ",
    "\n",
    "\n:",
    f"Da. {ANA}\n",
    f": Ne. {ANA}\n",
    "-{",
    "-{R|",
    "-{H|",
    "}-",
    "{|\n|",
    "\n|}\n",
]


def marks_of(text: str) -> list[CommentMark]:
    sources = [
        (item.source, item.level)
        for item in find_in_wikitext(text, SITE)
        if isinstance(item, FoundComment) and item.source
    ]
    return [
        CommentMark(source.line_start, source.start, source.signature, source.end, level - 1)
        for source, level in sources
    ]


def threads(text: str) -> Composed:
    marks = marks_of(text)
    return compose(
        text, site=SITE, title="Разговор:X", pages={}, comments=marks, layout="threads", around=CYRILLIC
    )


def test_words_of_comments_are_turned_over_in_their_blocks() -> None:
    html = threads(f"Danas je lepo. {ANA}\n: Nije -{{lepo}}-. {ANA}\n").html
    blocks = re.findall(r'<article data-fm-comment="(\d)"[^>]*>(.*?)</article>', html, re.DOTALL)
    assert [number for number, _ in blocks] == ["0", "1"]
    assert "Данас је лепо." in blocks[0][1]
    assert "Није lepo." in blocks[1][1]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_blocks_of_comments_stay_balanced_whatever_rules_hide(text: str) -> None:
    composed = threads(text)
    numbers = re.findall(r'<article data-fm-comment="(\d+)"', composed.html)
    assert len(numbers) == len(set(numbers)) == composed.html.count("</article>")
    html = finish(composed, site=SITE, exists=lambda title: True)
    assert not re.search("data-fm-(?:comment|link|heading)", html)
