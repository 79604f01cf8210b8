"""The reader of HTML against the rules, step by step: see ``peer_reader``."""

from __future__ import annotations

from random import Random

import html_pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peer_reader import SITE, PeerReader, source_of
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation.from_html import find_in_html
from folkmoot.core.conversation.html.transclusion import transcluded_from
from folkmoot.core.conversation.model import FoundComment, FoundHeading
from folkmoot.core.conversation.threads import DIFFERENT_INDENTATION

FOLDERS = sorted((SHARED / "conversations" / "cd-threads").glob("*/")) if SHARED else []
pages = st.integers(0, 2**32).map(lambda seed: html_pages.page(Random(seed)))


def by_the_rules(html: str) -> list[tuple[object, ...]]:
    return [
        (item.author, item.shown, item.moment, item.level, item.uneven) if item.author else (item.anchor,)
        for item in PeerReader(html).items
    ]


def as_read(html: str) -> list[tuple[object, ...]]:
    return [
        (one.anchor,)
        if isinstance(one, FoundHeading)
        else (one.author, one.display_name, one.timestamp, one.level, DIFFERENT_INDENTATION in one.warnings)
        for one in find_in_html(html, SITE, reading="discussiontools")
    ]


@settings(max_examples=150)
@given(pages)
def test_every_page_is_read_by_the_rules(html: str):
    assert as_read(html) == by_the_rules(html)


@settings(max_examples=100)
@given(pages)
def test_every_comment_comes_from_where_the_rules_say(html: str):
    html = html.replace("<section>", "").replace("</section>", "")  # they are no part of what templates make
    expected = [source_of(item) for item in PeerReader(html).items if item.author]
    assert list(transcluded_from(html, SITE).values()) == expected


@needs_shared
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_real_talk_is_read_by_the_rules(folder):
    html = (folder / "input.html").read_text(encoding="utf-8")
    assert as_read(html) == by_the_rules(html)


def test_the_generated_pages_hold_what_the_rules_speak_of():
    found = [one for seed in range(200) for one in find_in_html(html_pages.page(Random(seed)), SITE)]
    comments = [one for one in found if isinstance(one, FoundComment)]
    assert len(comments) > 500
    assert {one.level for one in comments} >= {1, 2, 3, 4}
    assert sum(isinstance(one, FoundHeading) for one in found) > 50
