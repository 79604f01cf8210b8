"""Bodies of comments without the lists that only indent them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.html.unindented import MAX_LISTS, unindented, without_dash
from folkmoot.core.conversation.html.unwrapped import unwrapped


@pytest.mark.parametrize(
    ("cut", "body"),
    [
        ("", ""),
        ("Words", "Words"),
        ("<dl><dd>One</dd></dl>", "<p>One</p>"),
        ("<dd>One</dd> <dd>Two</dd>", "<p>One</p> <p>Two</p>"),
        ("<ul><li>One</li></ul>\n<dl><dd>Two</dd></dl>", "<p>One</p>\n<p>Two</p>"),
        ("<dl><dd>One<ul><li>own</li></ul></dd></dl>", "<p>One</p><ul><li>own</li></ul>"),
        ("<dl><dd><ul><li>One</li></ul></dd></dl>", "<p>One</p>"),
        ("<dl><dd>So: <pre>code</pre> and</dd></dl>", "<p>So: </p><pre>code</pre><p> and</p>"),
        ("<dl><dd></dd></dl>", ""),
    ],
)
def test_lists_around_a_whole_body_are_taken_off(cut: str, body: str):
    assert unindented(cut) == body


@pytest.mark.parametrize(
    "body",
    [
        "<p>Mine:</p><ul><li>one</li><li>two</li></ul>",
        "<ul><li>one</li></ul><p>That was mine.</p>",
        "<ol><li>one</li></ol> and so on",
    ],
)
def test_lists_among_other_words_are_the_comments_own(body: str):
    assert unindented(body) == body


@pytest.mark.parametrize("dash", [" --", " – ", "\u00a0—", "~~", " ‐ "])
def test_the_dash_before_a_signature_is_no_part_of_the_words(dash: str):
    assert without_dash(f"Words.{dash}") == "Words."
    assert without_dash(f"<b>Words.{dash}</b>") == "<b>Words.</b>"


@pytest.mark.parametrize("words", ["Well - words", "<b>~</b> ", "Words <i>—</i>\n"])
def test_a_dash_that_is_not_in_the_last_text_stays(words: str):
    assert without_dash(words) == words.strip()


def test_discussiontools_takes_lists_off_beside_plain_text_too():
    cut = "Words\n<dl><dd>more</dd></dl><!-- note -->"
    assert unindented(cut) == cut
    assert unwrapped(cut) == "Words\n<p>more</p><!-- note -->"
    assert unwrapped(f"<b>Some</b> {cut}") == f"<b>Some</b> {cut}"


@pytest.mark.parametrize(
    "cut",
    [
        "<dl><dd>One</dd></dl>\n<ul><li>two</li></ul>",
        "<dt>Term</dt><dd>text</dd>",
        "<li>One</li><dd>two</dd>",
        "Words <!-- note -->",
        "",
    ],
)
def test_discussiontools_takes_off_only_lists_of_one_kind(cut: str):
    assert unwrapped(cut) == cut


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ("<dd>One</dd>\n<dd>two</dd>", "<p>One</p>\n<p>two</p>"),
        ("<ol><li><ul><li>deep</li></ul></li></ol>", "<p>deep</p>"),
        ("<ul><li><pre>a</pre>\n<pre>b</pre></li></ul>", "<pre>a</pre><p>\n</p><pre>b</pre>"),
        ("<ul><li>see <video></video> there</li></ul>", "<p>see </p><video></video><p> there</p>"),
    ],
)
def test_discussiontools_makes_paragraphs_of_items(cut: str, said: str):
    assert unwrapped(cut) == said


def test_a_list_that_a_template_began_stays_for_discussiontools():
    made = '<ul typeof="mw:Transclusion" about="#mwt1"><li>a</li></ul>'
    after = '<ul about="#mwt1"><li>b</li></ul>'
    assert unwrapped(f"{made}{after}<ul><li>c</li></ul>") == f"{made}{after}<p>c</p>"
    assert unwrapped(f"{made}\n{after}") == f"{made}\n<p>b</p>"


def test_a_list_that_a_template_made_stays_whole():
    made = '<dl typeof="mw:Transclusion" about="#mwt1"><dd>Words</dd></dl>'
    assert unindented(made) == made


@given(st.text(alphabet="ab <>&\"'-/", max_size=30))
def test_words_that_are_not_in_lists_lose_only_what_is_around_them(text: str):
    assert unindented(text) in text


@given(st.integers(0, MAX_LISTS))
def test_any_usual_number_of_lists_is_taken_off(depth: int):
    cut = "<dl><dd>" * depth + "Words" + "</dd></dl>" * depth
    assert unindented(cut) == ("<p>Words</p>" if depth else "Words")
