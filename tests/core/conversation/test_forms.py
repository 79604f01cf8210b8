"""What somebody handed over: its form, its language and its clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Form, read
from folkmoot.core.conversation.forms import (
    guess_form,
    guess_timezone,
    in_universal_time,
    language_of_html,
    title_of_html,
)
from folkmoot.core.site import SiteConfig


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html><html><p>x", "html"),
        ('\n<div class="mw-parser-output"><p>Hi <a href="/wiki/User:A">A</a></p></div>', "html"),
        ('<div class="mw-parser-output"><h2 id="x">{{clear}}, {{tl|x}} and [[X]]</h2></div>', "html"),
        ('<section data-mw-section-id="0" id="mwAQ">{{clear}}, {{tl|x}}</section>', "html"),
        ('Hi <a rel="mw:WikiLink" href="./User:A">A</a> 12:00, 5 February 2023 (UTC)', "html"),
        ("== A ==\nHi [[User:A]] 12:00, 5 February 2023 (UTC)", "wikitext"),
        (": '''Hi''' [[User:A|A]] 12:00, 5 February 2023 (UTC)", "wikitext"),
        ('<div class="box">\nHi [[User:A]] 12:00, 5 February 2023 (UTC)\n</div>', "wikitext"),
        ("{{unsigned|A|12:00, 5 February 2023 (UTC)}}", "wikitext"),
        ("Hi. A (talk) 12:00, 5 February 2023 (UTC)Reply", "text"),
        ("Use {{ping}} and [[links]].\nDo. A (talk) 12:00, 5 February 2023 (UTC)[reply]", "text"),
        ("Salut. A (discuter) 5 février 2023 à 12:00 (CET)", "text"),
        ("Just words.", "text"),
        ("== Only a heading ==", "wikitext"),
        ("", "text"),
    ],
)
def test_the_form_of_a_text_is_seen_from_its_signatures(text: str, form: str):
    assert guess_form(text) == form


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('<html lang="de"><body>', "de"),
        ('<html lang="de"><div class="mw-content-rtl mw-parser-output" lang="ar" dir="rtl">', "ar"),
        ('<body lang="zh-Hans-CN">', "zh-hans-cn"),
        ('<p lang="fr">', None),
        ("<html>", None),
    ],
)
def test_the_content_says_its_language_before_the_page_does(text: str, language: str | None):
    assert language_of_html(text) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('RLCONF={"wgPageName":"User_talk:\\u0041da","wgTitle":"Ada"};', "User talk:Ada"),
        ('<link rel="dc:isVersionOf" href="//en.wikipedia.org/wiki/User_talk%3AAda"/>', "User talk:Ada"),
        ('<link rel="dc:isVersionOf" href="http://localhost:3080/wiki/Talk%3AAC%2FDC"/>', "Talk:AC/DC"),
        ('<h1 id="firstHeading"><span>User talk</span>:<i>Ada</i> &amp; Bob</h1>', "User talk:Ada & Bob"),
        ('"wgPageName":"\\u00"', None),
        ("<h1>Talk:Ada</h1>", None),
        ("", None),
    ],
)
def test_a_whole_document_tells_its_title(text: str, title: str | None):
    assert title_of_html(text) == title


def test_a_page_that_tells_its_title_needs_no_other():
    signed = '<p>Hi <a class="mw-selflink selflink">me</a> 12:00, 5 February 2023 (UTC)</p>'
    page = f'<h1 id="firstHeading">User talk:Ada</h1><div class="mw-parser-output">{signed}</div>'
    conversation = read(page, form="html", site=SiteConfig.for_language("en"))
    assert [comment.author for comment in conversation.comments()] == ["Ada"]
    assert conversation.page.title == "User talk:Ada"


def test_the_clock_is_the_one_that_most_signatures_name():
    assert guess_timezone("12:00 (CET) 13:00 (CEST) 14:00 (UTC)") == "Europe/Berlin"
    assert guess_timezone("12:00 (JST)") == "Asia/Tokyo"
    assert guess_timezone("12:00 (UTC) and CET without brackets") == "UTC"
    assert guess_timezone("") == "UTC"


def test_dates_of_other_clocks_are_put_as_if_they_were_universal():
    assert in_universal_time("le 5 février 2023 à 12:00 (CET)") == "le 5 février 2023 à 12:00 (UTC)"


LINKED = "Hi. [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 10:00, 1 May 2024 (UTC)"
SHOWN = "Hi. Ada (talk) 10:00, 1 May 2024 (UTC)"
MARKED = '<p>Hi. <a href="/wiki/User:Ada">Ada</a> 10:00, 1 May 2024 (UTC)</p>'


@pytest.mark.parametrize(
    ("text", "said", "warnings"),
    [
        (MARKED, "wikitext", ("Read as wikitext, but looks like html",)),
        (SHOWN, "wikitext", ("Read as wikitext, but looks like text",)),
        (LINKED, "html", ("Read as html, but looks like wikitext",)),
        (LINKED, "wikitext", ()),
        (MARKED, "html", ()),
        ("Nobody signs here.", "wikitext", ()),
        ("Nobody signs here.", "html", ()),
        ("", "html", ()),
    ],
)
def test_a_text_that_is_not_what_it_is_called_is_read_with_a_warning(
    text: str, said: Form, warnings: tuple[str, ...]
):
    assert read(text, form=said, site=SiteConfig.for_language("en")).warnings == warnings


@given(st.text())
def test_every_text_has_a_form(text: str):
    assert guess_form(text) in ("html", "wikitext", "text")


@needs_shared
@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("conversations/threads*/*/input.html", "html"),
        ("conversations/wikitext-real/*/page-flat.wikitext", "wikitext"),
        ("copied-pages/*.txt", "text"),
    ],
)
def test_real_pages_are_seen_as_what_they_are(pattern: str, form: str):
    assert SHARED is not None
    wrong = [path for path in SHARED.glob(pattern) if guess_form(path.read_text(encoding="utf-8")) != form]
    assert wrong == []
