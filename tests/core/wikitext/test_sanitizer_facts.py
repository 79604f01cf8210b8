"""What wikitext may hold of HTML, held against the facts of MediaWiki's sanitizer."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render
from folkmoot.core.wikitext.sanitize.attributes import attribute_text, checked_attributes
from folkmoot.core.wikitext.sanitize.css import checked_style
from folkmoot.core.wikitext.sanitize.facts import PROTOCOLS, TAGS, VOID_TAGS, attributes_of
from tests.shared_data import SHARED, needs_shared

SITE = SiteConfig.for_language("en")
INSECURE = "/* insecure input */"
# A value that each pattern of the facts matches, in CSS as people would write it.
HOSTILE_STYLES = {
    "expression": "width: exPRESSion(alert(1))",
    r"accelerator\s*:": "accelerator : true",
    r"-o-link\s*:": "-o-link: x",
    r"-o-link-source\s*:": "-o-link-source:current",
    r"-o-replace\s*:": "-o-replace\t:x",
    r"url\s*\(": "background: u\\72 l (x)",
    r"image\s*\(": "background: image/**/(x)",
    r"image-set\s*\(": "background: image-set( x)",
    r"attr\s*\([^)]+[\s,]+url": "background: attr(title, url)",
    r"src\s*(": "background: src(x)",
}


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    assert SHARED is not None
    found: dict[str, Any] = json.loads((SHARED / "wikitext" / "sanitizer.json").read_text(encoding="utf-8"))
    return found


@needs_shared
def test_the_same_tags_are_allowed(facts: dict[str, Any]) -> None:
    tags = facts["wikitext_tags"]
    assert set(tags["all_allowed_from_wikitext"]) == TAGS
    assert set(tags["single_only (void)"]) == VOID_TAGS
    for tag in sorted(TAGS - {"meta", "link", "pre"}):
        html = render(f"a <{tag} id='x'> b", site=SITE, title="A").html
        assert "&lt;" not in html, tag
    for tag in ("script", "style", "img", "iframe", "object", "form", "input", "svg", "a", "article", "x-y"):
        html = render(f"a <{tag} id='x'> b", site=SITE, title="A").html
        assert f"&lt;{tag} id='x'&gt;" in html, tag


@needs_shared
def test_the_same_attributes_are_allowed(facts: dict[str, Any]) -> None:
    newer = facts["changes_seen_in_Parsoid_of_June_2026"]["common attribute added"]
    common = {*facts["attributes"]["common_to_all"], *newer}
    for tag, own in facts["attributes"]["per_element"].items():
        if tag in TAGS and tag not in ("meta", "link"):
            assert attributes_of(tag) == common | set(own.get("extra", ())), tag


@needs_shared
def test_the_same_schemes_are_allowed(facts: dict[str, Any]) -> None:
    assert {*PROTOCOLS, "//"} == set(facts["url_protocols"])


@needs_shared
def test_styles_that_could_load_or_run_something_are_refused(facts: dict[str, Any]) -> None:
    changes = facts["changes_seen_in_Parsoid_of_June_2026"]
    listed = facts["css_rules"]["reject_with_/* insecure input */ (ignoring case)"]
    removed = set(changes["css deny list removed"])
    for pattern in {*listed, *changes["css deny list added"]} - removed:
        assert checked_style(HOSTILE_STYLES[pattern]) == INSECURE, pattern
    for character in "\x00\x08\x0b\x1f\x7f\ufffd":
        assert checked_style(f"color: {character}red") == "/* invalid control char */"


@pytest.mark.parametrize(
    ("style", "checked"),
    [
        ("color: red", "color: red"),
        ("a\\\nb", "ab"),
        ("a\\62 c", "abc"),
        ("a\\'b", "a\\27 b"),
        ("a\\", "a\\5c "),
        ("/* whole */", "/* whole */"),
        ("a/* b */c", "a c"),
        ("a/* b", "a"),
        ("*/**/b", "*"),
        ("a/* /* b */c*/", "a c*/"),
        ("filter: blur(2px)", "filter: blur(2px)"),
    ],
)
def test_styles_are_read_as_browsers_read_them(style: str, checked: str) -> None:
    assert checked_style(style) == checked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("class=a class=b", {"class": "b"}),
        ("CLASS='a'\ttitle", {"class": "a", "title": ""}),
        ('!style="x" id="y"', {"id": "y"}),
        (
            "data-x=1 data-mw=1 data-mw-y=1 data-ooui=1 data-parsoid=1 data-a:b=1 data-fm-link=1",
            {"data-x": "1"},
        ),
        ("onclick=x href=//x style=a", {"style": "a"}),
        ("property='javascript:x' rel=y about='a javascript:'", {}),
        ("typeof='mw:File' resource=x", {"typeof": "mw:File", "resource": "x"}),
        ("tabindex=1", {}),
        ("tabindex=0", {"tabindex": "0"}),
        ("itemtype=a itemid=b itemref=c", {}),
        ("itemscope itemtype=a", {"itemscope": "", "itemtype": "a"}),
        ("id='a b' aria-owns=' x  y '", {"id": "a_b", "aria-owns": "x y"}),
        ('title="a\n b &amp;&lt;" lang=de', {"title": "a b &<", "lang": "de"}),
        ("xmlns:a='http://x' xmlns:b='javascript:x'", {"xmlns:a": "http://x"}),
        ('title="unclosed', {"title": "unclosed"}),
    ],
)
def test_attributes_are_read_as_browsers_read_them(written: str, kept: dict[str, str]) -> None:
    assert checked_attributes("span", written) == kept


def test_no_value_is_markup_for_a_later_pass() -> None:
    value = "{{a}} [[b]] ''c'' __TOC__ http://d ISBN 1234567890 RFC 1 PMID 2 <i> \" | \n"
    text = attribute_text("span", f"title='{value.replace(chr(39), '&#39;')}'")
    assert not re.search(r"\{\{|\[\[|''|__|//|ISBN|RFC |PMID|<|\||\n", text.replace("&#58;//", ""))


def test_an_id_is_written_in_the_wikis_mode() -> None:
    assert attribute_text("span", "id='æ: v'", "legacy") == ' id=".C3.A6&#58;&#95;v"'.replace("&#95;", "_")
    assert attribute_text("span", "id='æ: v'") == ' id="æ&#58;_v"'
