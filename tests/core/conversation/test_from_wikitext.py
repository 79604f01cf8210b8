"""Headings and signed comments in wikitext."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conversations import CASES, outline, read_case
from hypothesis import example, given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read, tree
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment, FoundHeading
from folkmoot.core.conversation.source.blocks import find_blocks
from folkmoot.core.conversation.source.inline import tokenize
from folkmoot.core.conversation.source.text import readable
from folkmoot.core.conversation.talk_templates import TALK_TEMPLATES
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import split_sections

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
SIGNED = "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)"
TALK = sorted((CASES / "talk").glob("*.txt"))
REAL = sorted((SHARED / "conversations" / "wikitext-real").iterdir()) if SHARED else []

# Pieces from which pages grow that are as wrong as pages get.
PIECES = (
    SIGNED,
    *("\n", "\n\n", " ", ":", "*", "#", ";", "== Pond ==", "words", "<!--", "-->", "<nowiki>", "</nowiki>"),
    *("<pre>", "</pre>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<br>", "{|", "|}", "\n|-\n| "),
    *(
        "{{",
        "}}",
        "{{od}}",
        "{{hat|",
        "{{resolved}}",
        "{{tq|",
        "{{unsigned|Ada",
        "__NOTALK__",
        "<poem>",
        "</poem>",
        "[[File:A.png]]",
        "[[",
        "]]",
        "''",
        "<span class='mw-notalk'>",
        "</span>",
        "&nbsp;",
        "<li>",
        "\u200e",
    ),
    *(
        "[[User:Berta]]",
        "12:01, 5 February 2023 (UTC)",
        "<h3>",
        "</h3>",
        "----",
        "__NOTOC__",
        "\x00",
        "|",
        "=",
    ),
)
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join)


@pytest.mark.parametrize("path", TALK, ids=lambda path: path.stem)
def test_a_page_reads_as_its_case_says(path: Path):
    case = read_case(path)
    assert outline(read(case.text, form="wikitext", site=case.site)) == case.outline


@needs_shared
@pytest.mark.parametrize("folder", REAL, ids=lambda path: path.name)
def test_real_pages_read_as_mediawiki_shows_them(folder: Path):
    site = SiteConfig.from_discussiontools(json.loads((folder / "site.json").read_text(encoding="utf-8")))
    text = (folder / "page-flat.wikitext").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected-flat.json").read_text(encoding="utf-8"))
    found = read(text, form="wikitext", site=site, reading="discussiontools")
    assert shapes(tree(found)) == shapes(expected)


def shapes(items):
    return [
        (
            item["type"],
            item.get("level"),
            item.get("author") or " ".join((item.get("text") or "").split()),
            item.get("timestamp"),
            item["id"],
            item.get("displayName"),
            tuple(sorted(item.get("warnings") or ())),
            shapes(item["replies"]),
        )
        for item in items
    ]


@given(pages)
@example("<!--\n" + SIGNED)
@example(f": {SIGNED}\n" * 2 + "<div>")
def test_any_text_reads_and_every_place_lies_in_it(text):
    previous = 0
    for item in find_in_wikitext(text, SITE):
        if isinstance(item, FoundHeading):
            assert item.start is not None
            assert item.end is not None
            assert previous <= item.start <= item.end <= len(text)
            previous = item.end
            continue
        place = item.source
        assert place is not None
        assert place.line_start <= place.start <= place.signature <= place.timestamp <= place.end <= len(text)
        assert previous <= place.start
        assert (
            "\n" not in text[place.line_start : place.start].lstrip(" \n\t")
            or place.start == place.line_start
        )
        previous = place.end


@given(st.text(alphabet="a<>!-/&;nbspowik \n", max_size=60))
def test_positions_lead_back_to_the_source(text):
    page = readable(text)
    assert page.end(len(page.text)) <= len(text)
    for position, character in enumerate(page.text):
        start, end = page.start(position), page.end(position + 1)
        assert 0 <= start < end <= len(text)
        assert character == text[start] or end - start > 1 or character in " x"


@given(st.text(alphabet="a<>!-/&;nbspowik \n", min_size=1, max_size=60), st.data())
def test_a_stretch_that_is_moved_as_a_whole_is_moved_alike_everywhere(text, data):
    page = readable(text)
    if page.text:
        start = data.draw(st.integers(0, len(page.text) - 1))
        end = data.draw(st.integers(start + 1, len(page.text)))
        moved = {page.start(position) - position for position in range(start, end)} | {page.end(end) - end}
        assert page.shift(start, end) in ({None} if len(moved) > 1 else {None, *moved})


@given(pages)
def test_blocks_and_tokens_lie_in_order_without_overlap(text):
    shown = readable(text).text
    end = 0
    for block in find_blocks(shown).blocks:
        assert end <= block.start < block.end <= len(shown)
        assert block.level >= 1
        tokens = tokenize(shown, block.start, block.end)
        assert "".join(shown[token.start : token.end] for token in tokens) == shown[block.start : block.end]
        end = block.end


@given(pages, pages)
def test_what_stands_before_a_section_does_not_change_it(before, section):
    before = "".join(character for character in before if character not in "<{[")
    section = f"== Section ==\n{section}"
    whole = f"{before}\n{section}"
    offset = len(before) + 1
    alone = [shape(item, 0) for item in find_in_wikitext(section, SITE)]
    within = [shape(item, offset) for item in find_in_wikitext(whole, SITE)]
    assert within[len(within) - len(alone) :] == alone


def shape(item, offset):
    if isinstance(item, FoundHeading):
        return (item.level, item.text, item.start - offset)
    return (item.author, item.timestamp, item.level, item.body, item.source.start - offset)


@pytest.mark.parametrize("language", known_languages())
def test_what_a_language_signs_it_reads(language):
    site = SiteConfig.for_language(language)
    text = f"== 1 ==\nWords. {write_signature('Zoë', site, now=NOON)}\n: More. "
    text += write_signature("192.0.2.7", site, now=NOON)
    comments = [item for item in find_in_wikitext(text, site) if isinstance(item, FoundComment)]
    assert [(comment.author, comment.timestamp, comment.level) for comment in comments] == [
        ("Zoë", NOON, 1),
        ("192.0.2.7", NOON, 2),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "[[a|" * 5000,
        "{{" * 10000,
        "<div>" * 5000,
        "<!--" * 5000,
        "<nowiki>" * 5000,
        "<h2>" * 5000,
        ":" * 20000,
        f"{SIGNED} " * 800,
        f"{SIGNED}<br>" * 800,
        "<div>" * 3000 + "x" + "</div>" * 3000 + SIGNED,
        "\n\n{{" * 3000 + "}}" * 3000,
        "'" * 20000,
        "{{a top|" * 3000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_repetition_reads_without_getting_lost(hostile):
    find_in_wikitext(hostile, SITE)


def test_the_signature_begins_at_its_dash_and_its_tags():
    text = f"Fine by me. —<small>{SIGNED}</small>"
    (comment,) = find_in_wikitext(text, SITE)
    assert text[comment.source.signature :].startswith("—<small>[[User:Ada")
    assert comment.source.end == len(text)
    assert comment.body == "Fine by me."


@pytest.mark.parametrize(
    "words",
    [
        "'''What now?'''",
        "''Why?''",
        "'''''So!'''''",
        "<b>No</b>",
        "<small>so</small>",
        "<span>x</span>",
        "Ada'",
    ],
)
@pytest.mark.parametrize(
    "signature",
    [
        SIGNED,
        f"<small>''{SIGNED}''</small>",
        f"-- '''{SIGNED}'''",
        f"<b><i>{SIGNED}</i></b>",
        f"'''[[User:Ada|Ada]]''' {SIGNED}",
        f"&mdash;<span style='color:red'>[[User:Ada]]</span> {SIGNED}",
    ],
)
def test_a_signature_has_its_own_quotes_and_tags_and_no_others(words, signature):
    text = f"Well. {words} {signature}"
    (comment,) = find_in_wikitext(text, SITE)
    assert text[comment.source.signature :] == signature
    assert comment.body == f"Well. {words}"


def test_a_quotation_belongs_to_the_comment_with_both_its_tags():
    text = f"== Pond ==\n<blockquote>Deep\nwater</blockquote>\nNo. {SIGNED}"
    comment = find_in_wikitext(text, SITE)[1]
    assert (
        text[comment.source.start : comment.source.signature] == "<blockquote>Deep\nwater</blockquote>\nNo. "
    )


def test_a_frame_around_several_comments_belongs_to_none():
    text = f"<div class='box'>\nOne. {SIGNED}\n: Two. {SIGNED}\n</div>"
    first, second = find_in_wikitext(text, SITE)
    assert text[first.source.start :].startswith("One.")
    assert text[: second.source.end].endswith("(UTC)")


@given(pages)
def test_every_section_of_a_page_begins_at_a_heading_that_is_found(text):
    found = [item.start for item in find_in_wikitext(text, SITE) if isinstance(item, FoundHeading)]
    by_equals = [start for start in found if text[start] == "="]
    assert by_equals == [section.start for section in split_sections(text) if section.level]


def test_a_wiki_can_name_templates_of_its_own():
    site = SiteConfig.for_language("en")
    now = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)
    text = f"One. {write_signature('Ada', site, now=now)}\n: Two. {write_signature('Ben', site, now=now)}\n"
    text += f"{{{{Back to the edge}}}} Three. {write_signature('Cleo', site, now=now)}\n"
    ours = TALK_TEMPLATES.extended(outdent=["back to the edge"])
    marked = [
        [
            item.outdented
            for item in find_in_wikitext(text, site, templates=known)
            if isinstance(item, FoundComment)
        ]
        for known in (TALK_TEMPLATES, ours)
    ]
    assert [any(one) for one in marked] == [False, True]
