"""MediaWiki's parser tests: what talk pages are made of must come out as MediaWiki has it.

The shares are a floor under what is reached, so that a change that loses something is seen.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from shared_data import SHARED, needs_shared

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import expand_before_save

FLOORS = {
    "comments": 1.0,
    "nowiki": 1.0,
    "quotes (bold/italic)": 0.95,
    "lists": 0.9,
    "pre": 0.85,
    "tables": 0.85,
    "wikitext escaping": 0.85,
    "html tags": 0.8,
    "external links": 0.8,
    "paragraphs/blocks": 0.8,
    "templates": 0.8,
    "sanitizer/security": 0.75,
    "internal links": 0.65,
}


def outline(html: str) -> list[str]:
    """Tags, attributes and trimmed text in document order: what matters of two HTML texts."""
    tree = LexborHTMLParser(f"<!DOCTYPE html><html><body>{html}</body></html>")
    out: list[str] = []
    assert tree.body
    _walk(tree.body, out, in_pre=False)
    return out


def _walk(node: LexborNode, out: list[str], *, in_pre: bool) -> None:
    child = node.child
    while child is not None:
        if child.tag == "-text":
            text = child.text_content or ""
            text = text.strip("\n") if in_pre else text.strip()
            if text:
                out.append(text)
        elif child.tag == "tbody":
            _walk(child, out, in_pre=in_pre)
        elif child.tag and child.tag[0].isalpha():
            out.append(f"<{child.tag} {sorted(child.attributes.items())}>")
            _walk(child, out, in_pre=in_pre or child.tag == "pre")
            out.append(f"</{child.tag}>")
        child = child.next


@cache
def mediawiki_cases() -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    assert SHARED
    folder = SHARED / "wikitext"
    lines = (folder / "parser_tests.jsonl").read_text("utf-8", "surrogateescape").splitlines()
    articles = json.loads((folder / "parser_tests.articles.json").read_text("utf-8"))["articles"]
    return [json.loads(line) for line in lines], articles


@cache
def shares() -> dict[str, float]:
    from conformance.parser_tests import render

    cases, articles = mediawiki_cases()
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        if case["mode"] != "html" or case["theme"] not in FLOORS:
            continue
        options = {"title": "Parser test", "language": "en", **case["options"]}
        html = render(case["wikitext"], articles[case["file"]], options)
        total[case["theme"]] += 1
        passed[case["theme"]] += outline(html) == outline(case["html"])
    return {theme: passed[theme] / total[theme] for theme in total}


@needs_shared
@pytest.mark.parametrize("theme", FLOORS)
def test_a_theme_does_not_fall_below_what_it_reached(theme: str) -> None:
    if theme not in shares():
        pytest.skip("the data at hand has no test of this theme")
    assert shares()[theme] >= FLOORS[theme]


@needs_shared
def test_saving_does_what_mediawiki_does() -> None:
    cases, articles = mediawiki_cases()
    address = "[[Special:Contributions/127.0.0.1|127.0.0.1]]"
    now = "00:02, 1 January 1970 (UTC)"
    site = SiteConfig.for_language("en", name="MediaWiki")
    wrong = [
        case["name"]
        for case in cases
        if case["mode"] == "pst"
        and case["html"].strip()
        != expand_before_save(
            case["wikitext"],
            site=site,
            signature=f"{address} {now}",
            signature_only_name=address,
            timestamp=now,
            pages=articles[case["file"]],
            title=str(case["options"].get("title", "Parser test")),
        )
    ]
    assert len(wrong) <= 2, wrong
