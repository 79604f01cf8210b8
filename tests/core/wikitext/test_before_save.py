"""What happens to a text once, when it is saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import clean_signature, expand_before_save

SITE = SiteConfig.for_language("en")
PAGES = {"Template:Hi": "Hi {{{1}}}, {{other}}<noinclude>!</noinclude><!-- c -->"}


def saved(text: str, title: str = "Talk:X") -> str:
    return expand_before_save(
        text,
        site=SITE,
        signature="SIGNED",
        signature_only_name="NAME",
        timestamp="NOW",
        pages=PAGES,
        title=title,
    )


def test_tildes_become_name_signature_and_time() -> None:
    assert saved("~~~ ~~~~ ~~~~~ ~~") == "NAME SIGNED NOW ~~"


@pytest.mark.parametrize(
    "text", ["<nowiki>~~~~</nowiki>", "<!-- ~~~~ -->", "<pre>~~~~</pre>", "<PRE a=b>[[A (b)|]]</pre>"]
)
def test_what_is_no_wikitext_is_kept(text: str) -> None:
    assert saved(text) == text


def test_a_template_is_kept_as_it_is_written_with_signatures_in_it() -> None:
    assert (
        saved("{{reply to|Ada}} {{box|~~~~|a=[[B (c)|]]}}") == "{{reply to|Ada}} {{box|SIGNED|a=[[B (c)|B]]}}"
    )


def test_subst_puts_a_template_in() -> None:
    assert saved("{{subst:hi|Ada}}") == "Hi Ada, {{other}}<!-- c -->"
    assert saved("{{subst:missing|Ada}}") == "{{subst:missing|Ada}}"


@pytest.mark.parametrize(
    ("link", "title", "expected"),
    [
        ("[[A (b)|]]", "Talk:X", "[[A (b)|A]]"),
        ("[[Help:A, b|]]", "Talk:X", "[[Help:A, b|A]]"),
        ("[[:User:Ada|]]", "Talk:X", "[[:User:Ada|Ada]]"),
        ("[[|Y]]", "Help:X (b)", "[[Y (b)|Y]]"),
        ("[[|Y]]", "X", "[[Y]]"),
        ("[[A|b]]", "Talk:X", "[[A|b]]"),
    ],
)
def test_the_pipe_trick_fills_in_what_was_left_out(link: str, title: str, expected: str) -> None:
    assert saved(link, title) == expected


def test_line_ends_and_the_end_of_the_text_are_tidied() -> None:
    assert saved("a\r\nb\rc \n\n") == "a\nb\nc"
    assert saved("a\x00\x7fb") == "a\ufffd?b"


@given(st.text(alphabet="ab[]|{}<>!-~ \n=:nowiki/"))
def test_saving_twice_changes_nothing_more(text: str) -> None:
    once = saved(text)
    if "~~~" not in once:
        assert saved(once) == once


def test_a_signature_of_ones_own_neither_signs_again_nor_changes_later() -> None:
    pages = {"Template:Mark": "[[User:Ada|{{{1}}}]] ~~~~"}
    cleaned = clean_signature("{{Mark|Ada}} ~~~~<nowiki>{{x}}</nowiki>", site=SITE, pages=pages)
    assert cleaned == "[[User:Ada|Ada]]  <nowiki>{{subst:x}}</nowiki>"
    assert clean_signature("'' Ada ''~~~", site=SITE, pages={}) == "'' Ada ''"
    kept = "{{subst:Mark|x}}{{subst:Gone}}"
    assert clean_signature("{{subst:Mark|x}}{{Gone}}", site=SITE, pages={}) == kept
