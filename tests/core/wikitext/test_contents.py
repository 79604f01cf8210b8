"""The table of contents, the links to edit sections, and the ids of headings."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Settings, Surroundings, compose, finish, render
from folkmoot.core.wikitext.contents import contents_html, entries, is_wanted, line_of
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.words import words_in

SITE = SiteConfig.for_language("en")
FOUR = "== a ==\n=== b ===\n== c ==\n== d ==\n"


def html_of(text: str, *, site: SiteConfig = SITE, **given: object) -> str:
    pages = {"Template:T": "<includeonly>== In T ==</includeonly>\n== Also ==", "Template:Say": "{{{1}}}"}
    asked = {"edit_links": True, "contents": True, **given}
    return render(text, site=site, title="Talk:X", pages=pages, **asked).html  # type: ignore[arg-type]


def numbers_of(html: str) -> list[str]:
    return re.findall(r'<span class="tocnumber">([^<]*)</span> <span class="toctext">', html)


def sections_of(html: str) -> list[str]:
    return re.findall(r'href="([^"]*section=[^"]*)"', html)


@pytest.mark.parametrize(
    ("switches", "headings", "wanted"),
    [
        ((), 3, False),
        ((), 4, True),
        (("notoc",), 9, False),
        (("notoc", "toc"), 1, True),
        (("notoc", "forcetoc"), 1, True),
        (("forcetoc",), 0, False),
    ],
)
def test_when_a_page_has_a_table(switches, headings, wanted):
    assert is_wanted(switches, headings) is wanted


def test_the_table_stands_in_front_of_the_first_heading_or_where_it_is_asked_for():
    assert re.search(
        r'<p>x\n</p>\n<div id="toc".*</ul>\n</div>\n+<div class="mw-heading', html_of("x\n" + FOUR), re.DOTALL
    )
    assert re.search(r'<h2 id="d">.*<div id="toc"', html_of(FOUR + "__TOC__\n__TOC__"), re.DOTALL)
    assert html_of(FOUR + "__TOC__\n__TOC__").count('id="toc"') == 1


def test_a_page_and_a_reader_who_want_none_have_none():
    assert 'id="toc"' not in html_of("__NOTOC__" + FOUR)
    assert 'id="toc"' not in html_of(FOUR, contents=False)
    assert "mw-editsection" not in html_of("__NOEDITSECTION__" + FOUR)
    assert "mw-editsection" not in html_of(FOUR, edit_links=False)


def test_levels_that_are_skipped_are_one_step():
    html = html_of("== a ==\n===== b =====\n=== c ===\n= d =\n==== e ====\n")
    assert numbers_of(html) == ["1", "1.1", "1.2", "2", "2.1"]


@given(st.lists(st.integers(1, 6), max_size=40), st.integers(1, 8))
def test_a_table_is_well_formed_and_goes_one_step_in_at_most(levels, deepest):
    headings = [Heading(level, "x", "x", f"x{number}") for number, level in enumerate(levels)]
    lines = entries(headings, [heading.anchor for heading in headings])
    depths = [line.depth for line in lines]
    assert all(after - before <= 1 for before, after in zip([0, *depths], depths, strict=False))
    assert len({line.number for line in lines}) == len(lines)
    html = contents_html(lines, words_in("en"), language="en", deepest=deepest)
    assert html.count("<ul>") == html.count("</ul>")
    assert html.count("<li ") == html.count("</li>") == sum(depth < deepest for depth in depths)


def test_numbers_and_words_are_in_the_languages_of_page_and_reader():
    html = html_of(FOUR, site=SiteConfig.for_language("fa"), language="de")
    assert numbers_of(html) == ["۱", "۱.۱", "۲", "۳"]
    assert '<div class="toctitle" lang="de" dir="ltr"><h2 id="mw-toc-heading">Inhaltsverzeichnis</h2>' in html
    assert ">Bearbeiten</a>" in html


def test_sections_count_headings_of_the_source_and_those_of_templates_are_edited_there():
    html = html_of(
        "== a ==\n{{T}}\n<h2>no</h2>\n== <nowiki>b</nowiki> == <!-- c -->\n== d == {{Say|}}\n== e =="
    )
    assert sections_of(html) == [
        "/wiki/Talk:X?action=edit&amp;section=1",
        "/wiki/Template:T?action=edit&amp;section=T-1",
        "/wiki/Talk:X?action=edit&amp;section=2",
        "/wiki/Talk:X?action=edit&amp;section=3",
    ]
    script = html_of("== a ==", site=replace(SITE, script="/index.php"))
    assert sections_of(script) == ["/index.php?title=Talk:X&amp;action=edit&amp;section=1"]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("''a'' <small>b</small>", "<i>a</i> b"),
        ('<span dir="rtl" style="color: red" lang="he">x</span>', '<span dir="rtl" lang="he">x</span>'),
        ('<span id="y"></span>z <sup class="k">2</sup>', "z <sup>2</sup>"),
        ("[[Known|words]] [https://example.org there]", "words there"),
        ("a < b &amp; c", "a &lt; b &amp; c"),
    ],
)
def test_of_a_headings_markup_its_words_keep_what_belongs_to_them(heading, line):
    (found,) = compose(f"== {heading} ==", site=SITE, title="Talk:X", pages={}).headings
    assert line_of(found.html) == line


def test_ids_are_unique_whatever_their_case_and_a_fallback_is_one_of_them():
    both = Surroundings(settings=Settings(fragment_modes=("html5", "legacy")))
    html = html_of("== Ä ==\n== Ä ==\n== a ==\n== A ==\n", around=both, contents=False)
    assert re.findall(r'id="([^"]*)"', html) == ["Ä", ".C3.84", "Ä_2", ".C3.84_2", "a", "A_2"]


def test_a_heading_keeps_the_id_it_was_given():
    (found,) = compose('<h3 id="own">x</h3>', site=SITE, title="Talk:X", pages={}).headings
    assert (found.anchor, found.section) == ("own", "")


def test_nobody_can_write_a_place_for_contents_or_an_edit_link():
    forged = '<div data-fm-toc=""></div><span data-fm-edit="0"></span>&lt;div data-fm-toc=""&gt;\n' + FOUR
    html = html_of(forged)
    assert html.count('id="toc"') == 1
    assert html.count("mw-editsection-bracket") == 2 * 4


def test_a_conversation_has_places_for_neither():
    composed = compose(FOUR, site=SITE, title="Talk:X", pages={}, layout="threads")
    assert "data-fm-toc" not in composed.html
    assert "data-fm-edit" not in composed.html


def test_finishing_fills_in_what_it_is_given():
    composed = compose(FOUR, site=SITE, title="Talk:X", pages={})
    html = finish(
        composed,
        site=SITE,
        exists=lambda title: True,
        edit_link=lambda heading: f"<i>{heading.section}</i>",
        contents="T",
    )
    assert html.startswith('T<div class="mw-heading')
    assert re.findall(r"</h\d><i>(\d)</i></div>", html) == ["1", "2", "3", "4"]
