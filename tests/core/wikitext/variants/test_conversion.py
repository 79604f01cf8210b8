"""What holds for every page in a language with variants."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.core.wikitext.variants import convert
from folkmoot.core.wikitext.variants.words import Words

SERBIAN = SiteConfig.for_language("sr")
RULES = "-{ }- | ; : => R| H| A| -| T| D| N| sr-ec: zh-tw:".split()
MARKUP = [
    "<b>",
    "</b>",
    "<pre>",
    "</pre>",
    "<code>",
    '<a href="abc">',
    "</a>",
    '<i title="abc">',
    "&amp;",
    "[[",
    "]]",
]
PIECES = st.sampled_from(["abc", "XIV ", " ", "汉字", "\n", *RULES, *MARKUP])
PAGES = st.lists(PIECES, max_size=30).map("".join)
TAG = re.compile(r"<[^>]*>|&[a-z]+;")


@given(
    st.text(), st.sampled_from([("sr", "sr-ec"), ("zh", "zh-hant"), ("kk", "kk-arab"), ("crh", "crh-cyrl")])
)
@example('\x00-{\x02}-<i title="\x03&#0;&#2;">', ("sr", "sr-ec"))
def test_any_characters_can_be_converted(text: str, variant: tuple[str, str]) -> None:
    assert isinstance(convert(text, *variant), str)


@given(PAGES, st.sampled_from([("sr", "sr-ec"), ("sr", "sr"), ("zh", "zh-tw"), ("zh", "zh")]))
@example("-{A|=>zh-tw:x}-", ("zh", "zh-tw"))
@example("-{A|abc=>sr-ec:x}- abc XIV abc II", ("sr", "sr-ec"))
def test_any_text_can_be_converted(text: str, variant: tuple[str, str]) -> None:
    assert isinstance(convert(text, *variant), str)
    site = SiteConfig.for_language(variant[0])
    html = render(text, site=site, title="X", around=Surroundings(variant=variant[1])).html
    assert "\x00" not in html
    assert "\x7f" not in html


@given(
    st.lists(
        st.sampled_from(['<a href="abc">', "</a>", "<b>", "&nbsp;", "abc", " ", "šta"]), max_size=20
    ).map("".join)
)
def test_tags_and_references_stay(html: str) -> None:
    assert TAG.findall(convert(html, "sr", "sr-ec")) == TAG.findall(html)


@given(st.text(alphabet="abcčš -!.,", max_size=30))
def test_raw_text_stays(text: str) -> None:
    assert convert(f"abc -{{R|{text}}}- abc", "sr", "sr-ec").startswith(f"абц {text} ")


@given(
    st.text(alphabet="abcde ", max_size=40),
    st.dictionaries(
        st.text(alphabet="abcde", min_size=1, max_size=3), st.sampled_from(["X", "YY"]), max_size=5
    ),
)
def test_the_longest_word_of_a_place_counts(text: str, words: dict[str, str]) -> None:
    own = Words()
    own.add(words)
    if not words:
        assert own.apply(text, str) == text
        return
    longest = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    assert own.apply(text, str) == re.sub(longest, lambda found: words[found[0]], text)


def test_rules_hold_for_the_rest_of_the_page_only() -> None:
    assert convert("foo -{A|foo=>zh-tw:bar}- foo -{-|foo=>zh-tw:bar}-foo", "zh", "zh-tw") == "foo bar bar foo"


def test_links_that_show_their_address_stay() -> None:
    html = (
        '<a class="external free" href="//abc.rs">http://abc.rs</a> <a class="external text" href="x">abc</a>'
    )
    assert convert(html, "sr", "sr-ec") == html.replace(">abc<", ">абц<")


def test_hostile_values_do_not_leave_their_attribute() -> None:
    page = '-{H|foo=>sr-el:" onclick="alert(1)}-<span title="-{}-foo">x</span>'
    html = render(page, site=SERBIAN, title="X", around=Surroundings(variant="sr-el")).html
    assert 'title="&quot; onclick=&quot;alert(1)"' in html


def test_a_rule_cannot_put_in_markup_that_pages_may_not_have() -> None:
    page = "-{H|a=>sr-ec:&lt;script&gt;}--{H|b=>sr-ec:<script>}-a b -{R|<script>alert(1)</script>}-"
    html = render(page, site=SERBIAN, title="X", around=Surroundings(variant="sr-ec")).html
    assert "<script" not in html


def test_the_title_of_a_page_without_a_rule_stays() -> None:
    assert (
        render("-{T|}-", site=SERBIAN, title="X", around=Surroundings(variant="sr-ec")).html.count("-{") == 0
    )


HOSTILE = ["-{", "-{a|", "}-", "-{A|a=>sr-ec:b}-", "-{A|x;=>}-", "; ", "<code>", "<style>", "<", "-{T|", "&"]
HOSTILE += ['<i title="-{">', "=> ", '<a class="external text">http://', "I", "l!", "\x7f", "x" * 60 + "y"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        convert(text, "sr", "sr-ec")
        convert("-{" + text + "}-", "sr", "sr-ec")
        return time.process_time() - start

    short = min(seconds(400) for _ in range(3))
    assert seconds(4_000) < 40 * short + 0.05
