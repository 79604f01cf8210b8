"""Sections: where a page is cut, and that rendering agrees with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import compose, render, split_sections

SITE = SiteConfig.for_language("en")
LINES = """
== A ==
=== B ===
=C=
text

<!--
-->
<nowiki>
</nowiki>
{{x
}}
<pre>
</pre>
== D == <!-- c -->
<!-- c -->== E ==
==
===
== F
 == G ==
{|
| == H ==
|}
== [[x
"""
lines = st.sampled_from(LINES.split("\n"))
pages = st.lists(lines, max_size=12).map("\n".join)


@given(st.one_of(pages, st.text()))
def test_the_sections_together_are_the_page(text: str) -> None:
    sections = split_sections(text)
    assert "".join(text[section.start : section.end] for section in sections) == text
    assert sections[0].level == 0
    assert all(1 <= section.level <= 6 for section in sections[1:])


@given(pages)
def test_every_section_starts_with_what_renders_as_its_heading(text: str) -> None:
    headings = render(text, site=SITE, title="Talk:X").headings
    assert [section.level for section in split_sections(text)[1:]] == [heading.level for heading in headings]


@given(pages)
def test_a_section_alone_is_one_section(text: str) -> None:
    for section in split_sections(text)[1:]:
        alone = split_sections(text[section.start : section.end])
        assert [part.level for part in alone] == [0, section.level]


@pytest.mark.parametrize(
    ("line", "level", "heading"),
    [
        ("== A ==", 2, "A"),
        ("==A== ", 2, "A"),
        ("=== A ==", 2, "= A"),
        ("== A ===", 2, "A ="),
        ("======= A =======", 6, "= A ="),
        ("=====", 2, "="),
        ("== A == <!-- b -->", 2, "A"),
        ("== {{a|b=c}} ==", 2, "{{a|b=c}}"),
    ],
)
def test_a_heading_has_the_level_of_its_shorter_side(line: str, level: int, heading: str) -> None:
    assert [(part.level, part.heading) for part in split_sections(line)] == [(0, ""), (level, heading)]


@pytest.mark.parametrize(
    "text", ["<nowiki>\n== A ==\n</nowiki>", "<!--\n== A ==\n-->", "{{x|\n== A ==\n}}", "== A", "A =="]
)
def test_what_only_looks_like_a_heading_starts_no_section(text: str) -> None:
    assert len(split_sections(text)) == 1


def test_a_section_says_that_it_leaves_a_box_open_or_closes_one() -> None:
    def facts(text: str) -> tuple[bool, bool]:
        composed = compose(text, site=SITE, title="Talk:X", pages={"Template:Top": "<div>"})
        return composed.open_markup, composed.closes_markup

    assert facts("== A ==\n<div>\n") == (True, False)
    assert facts("== A ==\n</div>\n") == (False, True)
    assert facts("== A ==\n<div></div>\n{|\n|a\n|}") == (False, False)
    assert facts("{{top}}") == (True, False)
    assert facts("{|\n| a\n") == (True, False)
    assert facts("<nowiki><div></nowiki> <!-- <div> -->") == (False, False)
