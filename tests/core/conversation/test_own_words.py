"""Comments that are changed or taken back by those who wrote them."""

from __future__ import annotations

import pytest
from growing_pages import (
    BODIES,
    LATER,
    SIGNATURE,
    SITE,
    bodies,
    pages,
    said,
    said_in,
    sections_of_real_pages,
    signed,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from shared_data import needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.edits import Edit, reply
from folkmoot.core.conversation.model import Comment
from folkmoot.core.conversation.own_words import delete_comment, edit_comment, quotation
from folkmoot.core.errors import CommentHasAnswers, CommentNotFound, Conflict, EmptyComment
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

LATER_A = write_signature("A", SITE, now=LATER)


def comments_of(text: str, site: SiteConfig = SITE) -> list[Comment]:
    return list(read(text, form="wikitext", site=site).comments())


def before(edit: Edit) -> str:
    return edit.text[: edit.start] + edit.removed + edit.text[edit.start + len(edit.inserted) :]


def others(said: list[tuple[object, ...]], index: int) -> list[tuple[object, ...]]:
    return said[:index] + said[index + 1 :]


def keeps_the_rest(text: str, number: int, edit: Edit, site: SiteConfig = SITE) -> None:
    """The edit is one change, and only one comment's words are different after it."""
    assert before(edit) == text
    was, now = said_in(text, site), said_in(edit.text, site)
    assert others(now, number) == others(was, number)
    assert now[number][:3] == was[number][:3]


# -- other words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "body", "after"),
    [
        (f"Q {signed('A')}", "New.", f"New. {signed('A')}"),
        (f":: Q {signed('A')}", "New.", f":: New. {signed('A')}"),
        (f"::Q {signed('A')}", "a\n\nb", f"::a\n::b {signed('A')}"),
        (f"* Q\n* and {signed('A')}", "New.", f"New. {signed('A')}"),
        (f"*: Q -- {signed('A')} <!-- x -->", "New.", f"*: New. -- {signed('A')} <!-- x -->"),
        (f"<div>Q {signed('A')}</div>", "New.", f"<div>New. {signed('A')}</div>"),
        (f"{{|\n| Q {signed('A')}\n|}}", "New.", f"{{|\n| New. {signed('A')}\n|}}"),
        (f": Q {signed('A')}", "'''Now?'''", f": '''Now?''' {signed('A')}"),
        (f"Q {signed('A')} P.S. more {LATER_A}", "New.", f"New. {signed('A')}"),
        (
            f"Q {signed('A')} P.S. more {LATER_A}",
            f"New. {signed('A')} P.S. less",
            f"New. {signed('A')} P.S. less {LATER_A}",
        ),
        (f": Q {signed('A')}", "see:\n* one", f": see:\n:* one\n:{signed('A')}"),
        (f": Q {signed('A')}", "Signed ~~~~", f": Signed &#126;&#126;&#126;&#126; {signed('A')}"),
    ],
)
def test_new_words_stand_where_the_old_ones_stood(line, body, after):
    page = f"== T ==\n{line}\n\n== U =="
    edit = edit_comment(page, comments_of(page)[0], body, SITE)
    assert edit.text == f"== T ==\n{after}\n\n== U =="
    assert before(edit) == page


@given(pages, bodies, st.data())
def test_an_edit_changes_the_words_of_one_comment_and_nothing_else(page, body, data):
    comments = comments_of(page)
    assume(comments)
    number = data.draw(st.integers(0, len(comments) - 1))
    try:
        edit = edit_comment(page, comments[number], body, SITE)
    except (EmptyComment, Conflict):
        return
    keeps_the_rest(page, number, edit)


@given(pages, st.data())
def test_a_comment_that_says_what_it_said_is_not_touched(page, data):
    comments = comments_of(page)
    assume(comments)
    comment = data.draw(st.sampled_from(comments))
    assume(comment.body)
    assert edit_comment(page, comment, comment.body, SITE).text == page


@pytest.mark.parametrize("body", ["", " \n", "\x00"])
def test_a_comment_cannot_be_emptied_by_an_edit(body):
    page = f"Q {signed('A')}"
    with pytest.raises(EmptyComment):
        edit_comment(page, comments_of(page)[0], body, SITE)


# -- no words ----------------------------------------------------------------------------------------


@given(st.lists(said, min_size=1, max_size=10).map("\n".join), st.sampled_from(BODIES), st.data())
def test_a_deleted_reply_leaves_the_text_it_came_to(page, body, data):
    comments = comments_of(page)
    assume(comments)
    edit = reply(page, data.draw(st.sampled_from(comments)), body, SIGNATURE, SITE)
    assume(edit.inserted.startswith("\n") and not edit.inserted.endswith("\n"))  # else it parts a line
    new = next(one for one in comments_of(edit.text) if one.timestamp == LATER)
    assert delete_comment(edit.text, new, SITE).text == page


@given(pages, st.data())
def test_a_deleted_comment_leaves_all_others_as_they_are(page, data):
    comments = comments_of(page)
    assume(comments)
    number = data.draw(st.integers(0, len(comments) - 1))
    try:
        edit = delete_comment(page, comments[number], SITE)
    except Conflict:
        return
    assert before(edit) == page
    assert said_in(edit.text) == others(said_in(page), number)


def test_what_somebody_else_has_signed_too_cannot_be_changed():
    page = f"We think so. {signed('A')} {signed('B')}"
    with pytest.raises(Conflict):
        edit_comment(page, comments_of(page)[0], "We do not.", SITE)


def test_a_deleted_paragraph_leaves_one_blank_line():
    page = f"A {signed('A')}\n\nB {signed('B')}\n\nC {signed('C')}\n"
    assert delete_comment(page, comments_of(page)[1], SITE).text == f"A {signed('A')}\n\nC {signed('C')}\n"


def test_a_comment_with_answers_keeps_its_place():
    page = f"Q {signed('A')}\n: a {signed('B')}"
    with pytest.raises(CommentHasAnswers):
        delete_comment(page, comments_of(page)[0], SITE)


def test_what_is_gone_can_be_neither_changed_nor_deleted():
    page = f"Q {signed('A')}"
    comment = comments_of(page)[0]
    with pytest.raises(CommentNotFound):
        edit_comment("Nothing.", comment, "New.", SITE)
    with pytest.raises(CommentNotFound):
        delete_comment("Nothing.", comment, SITE)


# -- others' words -----------------------------------------------------------------------------------


def test_what_is_quoted_is_said_by_whoever_quotes_it():
    page = f"Q\n\nmore {signed('A')}"
    body = quotation(f"Q\n\nmore {signed('A')}") + "I think so too."
    edit = reply(page, comments_of(page)[0], body, SIGNATURE, SITE)
    assert [one.author for one in comments_of(edit.text)] == ["A", "Zoë"]


# -- real pages --------------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize("place", sections_of_real_pages(), ids=lambda place: place[0])
def test_every_comment_of_real_pages_can_be_changed_and_answers_taken_back(place):
    _, site, section = place
    signature = write_signature("Zoë", site, now=LATER)
    comments = comments_of(section, site)
    for number in range(0, len(comments), max(1, len(comments) // 4)):  # each reads the section again
        comment = comments[number]
        if not said_in(comment.body, site):  # else somebody else has signed inside of it
            edited = edit_comment(section, comment, "Other words.", site)
            keeps_the_rest(section, number, edited, site)
        answer = reply(section, comment, BODIES[number % 3], signature, site)
        new = next(one for one in comments_of(answer.text, site) if one.timestamp == LATER)
        gone = delete_comment(answer.text, new, site)
        if answer.inserted.startswith("\n") and not answer.inserted.endswith("\n"):
            assert gone.text == section
        else:
            assert said_in(gone.text, site) == said_in(section, site)
