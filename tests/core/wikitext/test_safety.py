"""Whatever is typed: it renders, nothing runs, nothing breaks out, no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, compose, finish, render
from folkmoot.core.wikitext.wall import clean

SITE = SiteConfig.for_language("en")
PAGES = {"Template:X": '{| class="a"\n| x {{{1|}}}', "Template:Y": "\n|}</div> {{{1}}}"}
MARKUP = r"""
[[ ]] [[[ {{ }} {{{ }}} | = == === '' ''' ''''' {| |} |- |+ ! !! || ~~~~ ---- __TOC__ #REDIRECT
& &amp; &#39; &#0; <b> </b> <i> </i> <div> </div> <p> </p> <table> </table> <tr> <td> </td>
<caption> <th> <td <span <br> <br/> </br> <hr> <li> <ul> <dd> <blockquote> </blockquote> <center> <small>
</small> <h2> </h2> <ruby> <rt> <pre> </pre>
<nowiki> </nowiki> <!-- --> <noinclude> <includeonly> </includeonly> <onlyinclude> <ref> </ref>
<a <script> <style> <svg> <article> </article> <meta <link href=" style=" onclick=" javascript: https://a.b/
[https://a.b mailto:x {{x}} {{y|1=a}} {{#if:a|b}} [[File:X|a [[Category:C]] data-fm-link="0" id=a class=b
data-fm-comment="0" data-fm-heading="0" " ' < > /
""".split()
ODD = [
    "\x7f",
    "\x00",
    "\x7fs1\x7f",
    "\x7fb0\x7f",
    "\x7fg0\x7f",
    "\u2028",
    "\ufffe",
    "\ud800",
    "ISBN 1234567890",
]
BREAKS = ["\n", "\n\n", "\n* ", "\n:", "\n;", "\n#", "\n ", " "]
atoms = st.one_of(st.sampled_from([*MARKUP, *ODD, *BREAKS]), st.text(max_size=4))
hostile = st.lists(atoms, max_size=24).map("".join)
RUNS = re.compile(r"^\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
ADDRESSES = ("href", "src", "action", "cite", "poster", "background", "data")
NEVER = "script,style,iframe,object,embed,form,input,button,svg,math,base,textarea,select"


def nothing_runs(html: str) -> bool:
    tree = LexborHTMLParser(f"<!DOCTYPE html><body>{html}</body>")
    if tree.css(NEVER):
        return False
    return not any(
        name.startswith("on") or (name in ADDRESSES and RUNS.match(value or ""))
        for node in tree.css("body *")
        for name, value in node.attributes.items()
    )


@given(hostile)
@settings(max_examples=300)
def test_every_text_renders_to_html_that_the_wall_leaves_unchanged(text: str) -> None:
    composed = compose(text, site=SITE, title="Talk:X", pages=PAGES)
    assert clean(composed.html) == composed.html
    html = finish(composed, site=SITE, exists=lambda title: False)
    assert clean(html) == html
    assert not re.search(r"<[^>]* data-fm-", html)
    assert "\x7f" not in html


@given(hostile)
@settings(max_examples=200)
def test_nothing_that_is_typed_runs(text: str) -> None:
    assert nothing_runs(render(text, site=SITE, title="Talk:X", pages=PAGES).html)


@given(hostile, st.data())
@settings(max_examples=200)
def test_comments_at_any_places_break_nothing(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    marks = [
        CommentMark(places[0], places[0], places[1], places[2], 0),
        CommentMark(places[3], places[3], places[4], places[5], 2),
    ]
    for layout in ("page", "threads"):
        html = compose(text, site=SITE, title="Talk:X", pages=PAGES, comments=marks, layout=layout).html  # type: ignore[arg-type]
        assert clean(html) == html


TAGS = "<b> </b> <div> </div> <small> </p> <p> <table> <tr><td> </table> <li> <blockquote> < & [[ ]] ''' ''"
LINES = ["", "\n*", "\n:", "\n\n", "\n", "\n==", "==\n"]
words = st.lists(st.sampled_from([*TAGS.split(), *LINES]), max_size=20)


@given(words)
@settings(max_examples=300)
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = "".join(f"{piece} word{number}x " for number, piece in enumerate(pieces))
    shown = re.sub(r"<[^>]*>", "", render(text, site=SITE, title="Talk:X").html)
    assert all(f"word{number}x" in shown for number in range(len(pieces)))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover=alert(1)>x</b>",
        '<span style="background: url(javascript:alert(1))">x</span>',
        '<span style="width: expression(alert(1))">x</span>',
        '<span style="position: fixed; inset: 0">x</span>',
        "[javascript:alert(1) x]",
        "[[javascript:alert(1)]]",
        '[https://a.b/"onclick=alert(1) x]',
        '{| onclick="alert(1)"\n| style="x" onclick=alert(1) | x\n|}',
        "<nowiki><script>alert(1)</script></nowiki>",
        "<pre><script>alert(1)</script></pre>",
        "<a href=javascript:alert(1)>x</a>",
        "{{PAGENAME|<script>}}",
        '<span title="[[User:x|<script>alert(1)</script>]]">y</span>',
        '<div title="https://a.b/ onclick=alert(1)">y</div>',
        "== <script>alert(1)</script> ==",
        "<form action=x><input name=csrfmiddlewaretoken></form>",
    ],
)
def test_known_attacks_do_nothing(text: str) -> None:
    html = render(text, site=SITE, title="Talk:X").html
    assert nothing_runs(html)
    assert "url(" not in html.replace("&quot;", '"').split(">")[0]


@pytest.mark.parametrize("number", ["0", "7", "1"])
def test_slots_cannot_be_forged(number: str) -> None:
    attributes = f'data-fm-link="{number}" data-fm-comment="{number}" data-fm-heading="{number}"'
    text = f"<span {attributes}>x</span> {attributes} \x7fl{number}\x7fz"
    html = compose(text, site=SITE, title="Talk:X", pages={}).html
    assert not re.search(r"<[^>]*data-fm-", html)


REPEATED = """
[[ {{ {{{ ''''' < {| {|%| : <b> <b>%% {{a| <!-- <nowiki> <div> x<table> [http://a == <i><b> }} {{#if:a| <h2>
<li> </p> &# <small><div> ;a:b -{ |-% [[a|b [[a]] %
"""


@pytest.mark.parametrize("piece", REPEATED.split())
def test_thousands_of_anything_render(piece: str) -> None:
    html = render(piece.replace("%", "\n") * 3_000, site=SITE, title="Talk:X").html
    assert clean(html) == html
    assert len(html) < 80 * 3_000 * len(piece)


def test_deep_lists_are_cut_off_but_their_text_is_there() -> None:
    html = render(":" * 10_000 + "deep", site=SITE, title="Talk:X").html
    assert "deep" in html
    assert html.count("<dd>") < 100


def test_templates_that_double_each_other_stop_and_say_so() -> None:
    pages = {f"Template:T{number}": f"{{{{T{number + 1}}}}}x{{{{T{number + 1}}}}}" for number in range(60)}
    rendered = render("before {{T0}} after", site=SITE, title="Talk:X", pages=pages)
    assert "before" in rendered.html
    assert len(rendered.html) < 3 * 1024 * 1024
    assert rendered.categories == ("Category:Pages where template include size is exceeded",)


def test_a_template_in_itself_is_named() -> None:
    pages = {"Template:A": "{{B}}", "Template:B": "{{A}}"}
    rendered = render("{{A}}", site=SITE, title="Talk:X", pages=pages)
    assert "Template loop detected" in rendered.html
    assert set(rendered.templates) == {"Template:A", "Template:B"}


LONG = """
[http://a?a <b?a <b|a=>?a <b|style="?/* <b|style="?attr(
<pre></nowiki>?<nowiki> =?|= [[a??a [[a||?||b http://?a.
&?a {{x?||=
{{?x {{{?a {||?a=b| <!--?- <h2>?<h2>x ISBN|?1- #REDIRECT|?|x [[?../ {{subst:?subst: <b|aria-owns="?a|
"""


@pytest.mark.parametrize("case", [case for case in LONG.split() if "?" in case])
def test_one_very_long_thing_renders(case: str) -> None:
    """Takes for ever where a pattern tries the same characters again and again."""
    start, _, repeated = case.replace("||", "\0").replace("|", " ").replace("\0", "|").partition("?")
    text = start + repeated * (40_000 // len(repeated))
    html = render(text, site=SITE, title="Talk:X").html
    assert clean(html) == html
