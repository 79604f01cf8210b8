"""Nobody can write a marker: not by the character, not by references, not by what stands between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render
from folkmoot.core.wikitext.markers import (
    Held,
    in_one_line,
    marker,
    positions_in,
    without_positions,
)

SITE = SiteConfig.for_language("en")
_HIDDEN = "hidden words"
# What gives a marker, each of a kind of its own or with its own place among the passes.
_MARKED = (
    "<nowiki/>", "[[A]]!", "<pre>T</pre>", "<ref>T</ref>", "<math>T</math>", '<templatestyles src="T"/>',
    "{{padleft:|1|<nowiki/>}}", "[http://a.org x]", "<poem>T</poem>",
)  # fmt: skip


def _shown(body: str) -> str:
    text = f"<nowiki>{_HIDDEN}</nowiki>\n{body}"
    return render(text, site=SITE, title="A", pages={"Template:T": "b { color: red }"}).html


@pytest.mark.parametrize("before", _MARKED)
@pytest.mark.parametrize("kind", "gnpxrylwhoqbsetu")
def test_text_between_two_markers_is_text(before: str, kind: str) -> None:
    html = _shown(f"{before}{kind}0<nowiki/>")
    assert html.count(_HIDDEN) == 1
    assert f"{kind}0" in html
    assert "data-fm" not in html


@given(st.lists(st.sampled_from([*_MARKED, "n0", "g0", "x0", "r0", "h9", "%7F", "&#127;", "\x7f", "\x01"])))
def test_whatever_stands_beside_markers_shows_nothing_twice(pieces: list[str]) -> None:
    body = "".join(pieces)
    for text in (
        body,
        f"== {body} ==",
        f'<b title="{body}">x</b>',
        f"{{{{padleft:|3|{body}}}}}",
        f"[[{body}]]",
    ):
        html = _shown(text)
        assert html.count(_HIDDEN) == 1
        assert "\x7f" not in html
        assert "\x01" not in html


def test_a_marker_is_read_whole_by_whoever_looks_for_one_kind() -> None:
    held = Held()
    held.nowiki("words")
    text = f"{marker('l', 1)}n0{marker('l', 2)}s0{marker('l', 3)}b0{marker('l', 4)}"
    assert held.release(text) == held.release_nowiki(text) == held.release_markup(text) == text
    assert held.text_of(text) == held.release_extensions(text) == text
    assert without_positions(text) == in_one_line(text) == text
    assert positions_in(text) == ""


def test_no_escape_of_another_language_writes_a_marker() -> None:
    forged = ("\\u007fl7\\u007f", "\\u007fn0\\u007f", "\\u0001r0\\u0001", "\\u0000")
    for words in forged:
        facts = f'{{"label": "{words}", "type": "{words}"}}'
        data = f'{{"description": "{words}", "params": {{"{words}": {facts}}}}}'
        html = _shown(f"<templatedata>{data}</templatedata>")
        assert html.count(_HIDDEN) == 1
        assert "mw-templatedata-doc-wrap" in html
        assert "data-fm" not in html


@pytest.mark.parametrize(
    "words", ["%7Fn0%7F", "&#127;n0&#127;", "%01r0%01", "&#x7f;l7&#x7f;", "%257Fn0%257F"]
)
def test_no_address_or_reference_writes_a_marker(words: str) -> None:
    places = (
        "[[File:A.png|link={}]]", "[[File:A.png|alt={}|{}]]",
        "<gallery>\nA.png|link={}|alt={}|{}\n</gallery>",
        "[http://a.org/{} {}]", "http://a.org/{}", "[[A#{}|{}]]", "<ref name='{}'>{}</ref>", "== {} ==",
        "<nowiki>{}</nowiki>", "<indicator name='{}'>{}</indicator>", "{{{{DISPLAYTITLE:{}}}}}",
        "{{{{urlencode:{}}}}}", "{{{{anchorencode:{}}}}}", "{{{{#tag:poem|{}|class={}}}}}", "{{{{lc:{}}}}}",
        "<b title='{}' class='{}' style='{}'>x</b>", "[[Category:A|{}]]", "{{{{fullurl:A|{}}}}}",
    )  # fmt: skip
    for place in places:
        html = _shown(place.format(words, words, words))
        assert html.count(_HIDDEN) == 1
        assert "data-fm" not in html
        assert "\x7f" not in html
