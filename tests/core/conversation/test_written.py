"""What was typed, made fit for its place: as DiscussionTools does where it leaves the words what they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from growing_pages import SITE, bodies
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import to_wikitext
from folkmoot.core.conversation.writing.written import (
    clean,
    contained,
    in_argument,
    indented,
    is_balanced,
    signed,
    with_switches_shown,
    without_outdents,
)
from folkmoot.core.site import SiteConfig

UNIT = SHARED / "conversations" / "unit" if SHARED else None


def cases(name: str) -> list[Any]:
    return json.loads((UNIT / f"{name}.json").read_text(encoding="utf-8")) if UNIT else []


@needs_shared
@pytest.mark.parametrize("case", cases("appendSignatureWikitext"), ids=lambda case: case["wikitext"][:12])
def test_the_signature_stands_where_discussiontools_puts_it(case: Any) -> None:
    assert signed(clean(case["wikitext"]), case["signature"].strip(), "") == case["expected"]


@needs_shared
@pytest.mark.parametrize("case", cases("sanitize-wikitext-linebreaks"), ids=lambda case: case["msg"])
def test_blank_lines_do_not_part_the_lines_of_a_list(case: Any) -> None:
    assert indented(clean(case["wikitext"]), ":").replace(":", "") == case["expected"]


@needs_shared
@pytest.mark.parametrize(
    "case",
    [one for one in cases("prepareHtmlReply") if "mw:Transclusion" not in one["html"]],
    ids=lambda case: case["msg"],
)
def test_words_written_as_html_lose_empty_paragraphs_only(case: Any) -> None:
    assert clean(to_wikitext(case["html"], form="html", site=SITE)) == clean(
        to_wikitext(case["expected"], form="html", site=SITE)
    )


@needs_shared
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Simple message", "Foo bar ~~~~"),
        ("List", "Foo bar\n* A\n* B\n~~~~"),
        ("Empty trailing paragraph", "Foo bar ~~~~"),
    ],
)
def test_words_written_as_html_are_signed(name: str, text: str) -> None:
    html = next(case["html"] for case in cases("appendSignature") if case["msg"] == name)
    said = signed(clean(to_wikitext(html, form="html", site=SITE)), "~~~~", "")
    assert "\n".join(line for line in said.split("\n") if line) == text


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("{{box|", "a|b=c", "a{{!}}b{{=}}c"),
        ("{{box|text=", "a|b=c", "a{{!}}b=c"),
        ("{{box|text=x|", "a=c", "a{{=}}c"),
        ("{{box|[[a=b]] {{c|d=e}} <nowiki>=</nowiki>", "a=c", "a{{=}}c"),
        ("{{box|", "[[a|b]] {{c|d=e}} <!-- | -->", "[[a|b]] {{c|d=e}} <!-- | -->"),
        ("{{box}} ", "a|b=c", "a|b=c"),
        ("{{a|{{b|c=", "d|e=f", "d{{!}}e=f"),
    ],
)
def test_words_stay_in_their_argument(before: str, words: str, after: str) -> None:
    closing = "}}" * (before.count("{{") - before.count("}}"))
    assert in_argument(before + closing, len(before), words) == after


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{{od}} Yes", "Yes"),
        ("{{Outdent|::::}}\nYes", "Yes"),
        ("Yes {{tl|od}} {{od2}}no", "Yes {{tl|od}} no"),
        ("{{od}}", ""),
        ("Yes", "Yes"),
    ],
)
def test_outdents_are_taken_out(text: str, left: str) -> None:
    assert without_outdents(text, SITE) == left


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "Say __NOTALK__ and __notoc__", "Say &#95;_NOTALK__ and &#95;_notoc__"),
        ("de", "__KEIN_INHALTSVERZEICHNIS__", "&#95;_KEIN_INHALTSVERZEICHNIS__"),
        (
            "en",
            "the method __init__ and <nowiki>__NOTOC__</nowiki>",
            "the method __init__ and <nowiki>__NOTOC__</nowiki>",
        ),
    ],
)
def test_switches_are_words(language: str, text: str, shown: str) -> None:
    assert with_switches_shown(text, SiteConfig.for_language(language)) == shown


@given(bodies)
def test_what_is_contained_is_balanced(text: str) -> None:
    assert is_balanced(contained(clean(text)))


@given(bodies, st.text(alphabet=":*#", min_size=1, max_size=3))
def test_every_line_of_an_indented_text_is_in_its_list_or_in_one_piece_with_it(
    text: str, prefix: str
) -> None:
    lines = indented(contained(clean(text)), prefix).split("\n")
    assert lines == [""] or lines[0].startswith((prefix, ":" * len(prefix)))
