"""Several hundred attack strings, alone and in every place where a text can stand: nothing in them acts."""

from __future__ import annotations

import pytest
from attacks import attacks, what_acts

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import compose, render
from folkmoot.core.wikitext.wall import clean

SITE = SiteConfig.for_language("en")
PAGES = {"Template:X": "{{{1|}}}", "Template:Cell": '{|\n| title="{{{1|}}}" | {{{1|}}}\n|}'}
PLACES = [
    "{}",
    "* {}",
    "== {} ==",
    "{{{{x|1={}}}}}",
    "{{{{cell|1={}}}}}",
    "[[File:X.jpg|thumb|{}]]",
    "[[File:X.jpg|alt={}]]",
    "[[X|{}]]",
    "[[{}]]",
    "[https://a.example/ {}]",
    '<span title="{}">x</span>',
    '<div style="{}">x</div>',
    "<span {}>x</span>",
    "{{|\n| {} | x\n|}}",
    "<ref>{}</ref><references/>",
    "<gallery>\nFile:X.jpg|{}\n</gallery>",
    "<nowiki>{}</nowiki>",
    "<pre>{}</pre>",
    "-{{zh:{};en:x}}-",
    "{{{{#if:x|{}}}}}",
    "{{{{#tag:span|x|title={}}}}}",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_attack_acts(place: str) -> None:
    acting = {}
    for attack in attacks():
        html = render(place.format(attack), site=SITE, title="Talk:X", pages=PAGES).html
        if found := what_acts(html):
            acting[attack] = found
    assert acting == {}


def test_the_wall_finds_nothing_to_do_in_what_attacks_leave() -> None:
    changed = []
    for attack in attacks():
        composed = compose(attack, site=SITE, title="Talk:X", pages=PAGES).html
        html = render(attack, site=SITE, title="Talk:X", pages=PAGES).html
        if clean(composed) != composed or clean(html) != html:
            changed.append(attack)
    assert changed == []


def test_what_acts_is_seen() -> None:
    assert what_acts("<b onclick=x>y</b>")
    assert what_acts("<a href=' javascript:x'>y</a>")
    assert what_acts("<p style='background: u\\rl(x)'>y</p>")
    assert what_acts("<script>x</script>")
    assert what_acts("<img src=//evil.example/x>")
    assert not what_acts("<p style='color: red'><a href='https://evil.example/'>y</a></p>")
