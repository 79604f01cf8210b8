"""Pages nobody would write: made by a grammar, and real ones with pieces dropped, doubled and exchanged.

Whatever comes of them is whole: it renders, the wall changes nothing in it, it holds no marker, and no slot
but those the renderer made. And a text that makes work takes time in proportion to its length.
"""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from bench.texts.hostile import DOUBLING, REPEATED, hostile_text
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import compose, render
from folkmoot.core.wikitext.model import Composed
from folkmoot.core.wikitext.wall import clean

SITE = SiteConfig.for_language("en")
PAGES = {
    "Template:Box": '<div class="box">{{{1|}}}</div>',
    "Template:Open": "{| \n| {{{1}}}",
    "Template:Close": "\n|}",
    "Template:Loop": "{{Box|{{Loop|{{{1}}}}}}}",
    "Template:Row": "\n|-\n| {{{1|a}}} || {{{2|b}}}",
}
CASES = Path(__file__).parents[2] / "cases" / "wikitext"
_SLOT = re.compile(r'<[^<>]*\bdata-fm-([a-z]+)(?:="(\d*)")?[^<>]*>')
# What each slot counts; those of the comments are not made here.
_COUNTED = {"link": "links", "heading": "headings", "edit": "headings", "fallback": "headings"}
_OTHER_SLOTS = ("toc", "ref", "reflist")
_PIECE = re.compile(r"\n+|\{\{+|\}\}+|\[\[|\]\]|'{2,}|<[^<>\n]*>|=+|[|!:;*#]|\w+|\s+|.", re.DOTALL)

words = st.sampled_from("word w 1 é ש 中 a:b it's & &amp; &lt; < > \" ' 12:00 https://a.example/b".split())


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Constructs of wikitext with something in them."""
    shapes = """
    ''{}'' | '''{}''' | '''''{}''''' | [[{}]] | [[a|{}]] | [[File:X.jpg|thumb|{}]] | [https://a.example {}]
    | {{{{box|{}}}}} | {{{{box|1={}}}}} | {{{{row|{}|{}}}}} | {{{{open|{}}}}} | {{{{close}}}}
    | {{{{{{1|{}}}}}}} | {{{{#if:{}|{}|{}}}}} | {{{{#switch:{}|a={}|{}}}}} | {{{{#tag:ref|{}}}}}
    | {{{{loop|{}}}}} | <li>{}
    | <b>{}</b> | <div>{}</div> | <span title="{}">{}</span> | <p>{} | <table><tr><td>{} | </div>{}
    | <small>{}</small> | <nowiki>{}</nowiki> | <pre>{}</pre> | <!--{}--> | <blockquote>{}</blockquote>
    | <ruby>{}<rt>{} | %== {} ==% | %* {} | %: {} | %; {} : {} | %# {}%#* {} | % {} | %----{} | %%{}
    | %{{|%| {} || {}%|-%! {}%|}} | -{{{}}}- | -{{zh:{};en:{}}}- | __NOTOC__{} | ~~~~{} | <ref>{}</ref>
    | <gallery>%X.jpg|{}%</gallery> | <references/>{} | <poem>{}</poem>
    """
    made = [shape.strip().replace("%", "\n") for shape in re.split(r"\s\|\s", shapes) if shape.strip()]
    parts = st.lists(inner, min_size=3, max_size=3)
    return st.builds(lambda shape, some: shape.format(*some), st.sampled_from(made), parts)


pages = st.recursive(
    words, lambda inner: st.lists(st.one_of(inner, _around(inner)), max_size=5).map(" ".join), max_leaves=30
)


@cache
def real_texts() -> tuple[str, ...]:
    """The texts of our own cases and, where they are, MediaWiki's tests and some real pages."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.wikitext"))]
    if SHARED is not None:
        texts += [case["wikitext"] for case in parser_tests()]
        found = sorted((SHARED / "conversations" / "wikitext-found").rglob("*.wikitext"))
        texts += [path.read_text(encoding="utf-8", errors="replace")[:4000] for path in found[::20]]
    return tuple(texts)


@cache
def parser_tests() -> tuple[dict[str, str], ...]:
    assert SHARED
    lines = (SHARED / "wikitext" / "parser_tests.jsonl").read_text("utf-8", "surrogateescape").splitlines()
    return tuple(json.loads(line) for line in lines)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real text with some of its pieces dropped, doubled, exchanged or put from elsewhere."""
    texts = real_texts()
    pieces = _PIECE.findall(draw(st.sampled_from(texts))[:3000])
    others = _PIECE.findall(draw(st.sampled_from(texts))[:3000]) or [""]
    for _ in range(draw(st.integers(1, 8))):
        if not pieces:
            break
        at, other = draw(st.integers(0, len(pieces) - 1)), draw(st.integers(0, len(pieces) - 1))
        change = draw(st.sampled_from(["drop", "double", "exchange", "foreign", "cut"]))
        if change == "drop":
            del pieces[at]
        elif change == "double":
            pieces.insert(at, pieces[at])
        elif change == "exchange":
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif change == "foreign":
            pieces.insert(at, others[other % len(others)])
        else:
            del pieces[at : at + other % 20]
    return "".join(pieces)


def assert_whole(text: str) -> None:
    composed = compose(text, site=SITE, title="Talk:X", pages=PAGES)
    assert clean(composed.html) == composed.html
    assert_only_our_slots(composed)
    html = render(text, site=SITE, title="Talk:X", pages=PAGES).html
    assert clean(html) == html
    assert not _SLOT.search(html)
    assert "\x7f" not in html


def assert_only_our_slots(composed: Composed) -> None:
    for name, number in _SLOT.findall(composed.html):
        if name not in _OTHER_SLOTS:
            assert int(number) < len(getattr(composed, _COUNTED[name]))


@given(pages)
def test_whatever_the_grammar_makes_is_whole(text: str) -> None:
    assert_whole(text)


@given(mutated())
def test_what_changes_make_of_real_pages_is_whole(text: str) -> None:
    assert_whole(text)


@needs_shared
def test_the_wall_changes_no_parser_test() -> None:
    """Nothing of what MediaWiki's tests make our renderer write is refused or written otherwise."""
    changed = []
    for case in parser_tests():
        composed = compose(case["wikitext"], site=SITE, title="Parser test", pages={})
        html = render(case["wikitext"], site=SITE, title="Parser test").html
        if clean(composed.html) != composed.html or clean(html) != html:
            changed.append(case["name"])
    assert changed == []


def seconds(text: str, pages: dict[str, str]) -> float:
    """The shortest of three times, in seconds of the processor."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        render(text, site=SITE, title="Talk:X", pages=pages)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_text_takes_nowhere_near_sixteen_times_the_time(name: str) -> None:
    ratios = []
    for _ in range(3):  # something else may have been running
        short = seconds(hostile_text(name, 4_000), {})
        ratios.append(seconds(hostile_text(name, 16_000), {}) / max(short, 0.002))
        if ratios[-1] < 9:
            return
    assert min(ratios) < 9


def test_templates_that_double_are_bounded() -> None:
    html = render("{{Double 0}}", site=SITE, title="Talk:X", pages=DOUBLING).html
    assert len(html) < 4_000_000
