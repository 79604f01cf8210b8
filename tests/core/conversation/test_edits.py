"""Replies and topics put into the source of a page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from growing_pages import (
    BODIES,
    LATER,
    SIGNATURE,
    SITE,
    bodies,
    pages,
    said,
    sections_of_real_pages,
    signed,
)
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shared_data import needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.edits import Edit, add_topic, reply, reply_to_topic
from folkmoot.core.conversation.model import Comment, Topic
from folkmoot.core.conversation.writing.written import clean, contained
from folkmoot.core.errors import CommentNotFound, Conflict, EmptyComment, TopicNotFound
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render


def comments_of(text: str, site: SiteConfig = SITE) -> list[Comment]:
    return list(read(text, form="wikitext", site=site).comments())


def tree_of(text: str, site: SiteConfig = SITE) -> list[object]:
    """Topics and comments with their replies, without what a new reply may change (ids)."""

    def plain(item: Comment | Topic) -> object:
        replies = [plain(reply) for reply in item.replies]
        if isinstance(item, Topic):
            return (item.level, item.text, replies)
        return (item.author, item.timestamp, item.level, item.body, replies)

    return [plain(topic) for topic in read(text, form="wikitext", site=site).topics]


def without(edit: Edit) -> str:
    return edit.text[: edit.start] + edit.text[edit.start + len(edit.inserted) :]


def is_last_in(comment: Comment, reply: Comment) -> bool:
    """Whether a reply comes after all others but those that go on at the left edge, further down."""
    after = comment.replies[comment.replies.index(reply) + 1 :]
    return all(one.level <= comment.level for one in after)


def answers_exactly(text: str, comment: Comment, edit: Edit, site: SiteConfig = SITE) -> None:
    """The edit changed nothing but one place, and added exactly one last answer to the comment."""
    assert without(edit) == text
    after = read(edit.text, form="wikitext", site=site)
    new = [one for one in after.comments() if (one.author, one.timestamp) == ("Zoë", LATER)]
    assert len(new) == 1
    assert len(list(after.comments())) == len(comments_of(text, site)) + 1
    same = [
        one
        for one in after.comments()
        if (one.author, one.timestamp, one.body) == (comment.author, comment.timestamp, comment.body)
    ]
    assert any(new[0] in one.replies and is_last_in(one, new[0]) for one in same)
    assert new[0].level == comment.level + 1


@given(pages, bodies, st.data())
@example("x " + signed("A"), "<!-- gone -->", None)
def test_a_reply_is_the_last_answer_and_changes_nothing_else(page, body, data):
    comments = comments_of(page)
    assume(comments)
    comment = data.draw(st.sampled_from(comments)) if data else comments[0]
    try:
        edit = reply(page, comment, body, SIGNATURE, SITE)
    except EmptyComment:
        assert not clean(body)
        return
    except Conflict:
        return  # markup that leaves no place; that it is rare is told by the pages below
    answers_exactly(page, comment, edit)


@given(st.lists(said, min_size=1, max_size=10).map("\n".join), st.sampled_from(BODIES), st.data())
def test_a_talk_page_of_signed_lines_takes_every_reply(page, body, data):
    comments = comments_of(page)
    assume(comments)
    comment = data.draw(st.sampled_from(comments))
    answers_exactly(page, comment, reply(page, comment, body, SIGNATURE, SITE))


def empty_items(text: str) -> int:
    """List items that hold nothing but another list: a screen reader tells of them all the same."""
    html = render(text, site=SITE, title="Talk:Pond").html
    return len(re.findall(r"<(?:li|dd|dt)>\s*<(?:ul|ol|dl)", html))


@settings(max_examples=40)  # each renders four pages
@given(st.lists(said, min_size=1, max_size=6).map("\n".join), st.sampled_from(BODIES[:3]), st.data())
def test_no_answer_makes_an_empty_list_item(page, body, data):
    comments = comments_of(page)
    assume(comments)
    edit = reply(page, data.draw(st.sampled_from(comments)), body, SIGNATURE, SITE)
    assert empty_items(edit.text) <= empty_items(page)
    assert empty_items(page) < empty_items(f"{page}\n:::: x\n*:*: y")


@given(pages, bodies, st.data())
def test_a_comment_for_a_topic_stands_last_among_its_own(page, body, data):
    topics = list(read(page, form="wikitext", site=SITE).all_topics())
    assume(topics)
    topic = data.draw(st.sampled_from(topics))
    try:
        edit = reply_to_topic(page, topic, body, SIGNATURE, SITE)
    except (EmptyComment, Conflict):
        return
    assert without(edit) == page
    after = read(edit.text, form="wikitext", site=SITE)
    found = [one for one in after.all_topics() if (one.text, one.start) == (topic.text, topic.start)]
    own = [one for one in found[0].replies if isinstance(one, Comment)]
    assert (own[-1].author, own[-1].timestamp, own[-1].level) == ("Zoë", LATER, 1)
    assert len(list(after.comments())) == len(comments_of(page)) + 1


@given(pages, st.text(min_size=1, max_size=30), bodies)
def test_a_new_topic_stands_last_and_leaves_the_page_alone(page, heading, body):
    try:
        edit = add_topic(page, heading, body, SIGNATURE, SITE)
    except (EmptyComment, Conflict):
        return
    assert without(edit) == page
    assert edit.start == len(page)
    last = [one for one in read(edit.text, form="wikitext", site=SITE).all_topics() if one.level == 2][-1]
    assert (last.start or 0) >= len(page)
    assert [one.author for one in last.comments()][-1] == "Zoë"


@given(bodies)
def test_contained_text_needs_no_second_look(text):
    once = contained(text)
    assert contained(once) == once


# -- single places -----------------------------------------------------------------------------------


def is_answered_so(page, comment, inserted):
    edit = reply(page, comment, "Yes.", SIGNATURE, SITE)
    assert edit.inserted.startswith(inserted + SIGNATURE)
    answers_exactly(page, comment, edit)


@pytest.mark.parametrize(
    ("page", "number", "inserted"),
    [
        (f"Q {signed('A')}", 0, "\n:Yes. "),
        (f"Q {signed('A')}\n: a {signed('B')}\n\n== Next ==", 0, "\n:Yes. "),
        (f"Q {signed('A')}\n: a {signed('B')}\n", 1, "\n::Yes. "),
        (f"Q {signed('A')}\n* a {signed('B')}\n", 0, "\n* Yes. "),
        (f"* Q {signed('A')}\n** a {signed('B')}\n", 1, "\n*** Yes. "),
        (f"* Q {signed('A')}\n*: a {signed('B')}\n", 0, "\n*:Yes. "),
        (f"# Vote {signed('A')}\n# Vote {signed('B')}\n", 0, "\n#:Yes. "),
        (f":::: Deep {signed('A')}\n", 0, "\n:::::Yes. "),
        (f"{{|\n| Cell {signed('A')}\n|}}", 0, "\n:Yes. "),
        (f"<div>\nIn a box. {signed('A')}</div>\n[[Category:Pond]]", 0, "\n:Yes. "),
    ],
)
def test_the_style_of_a_reply_is_that_of_its_thread(page, number, inserted):
    is_answered_so(page, comments_of(page)[number], inserted)


def test_a_wiki_may_begin_answers_with_bullets():
    page = f"Q {signed('A')}\n\nR {signed('B')}\n: b {signed('C')}"
    site = replace(SITE, reply_list="*")
    first, second = comments_of(page)[:2]
    assert reply(page, first, "Yes.", SIGNATURE, site).inserted.startswith("\n* Yes.")
    assert reply(page, second, "Yes.", SIGNATURE, site).inserted.startswith("\n:Yes.")


@pytest.mark.parametrize(
    ("page", "number", "inserted"),
    [
        # What is open where the answer goes in stays open, whatever the comment itself stands in.
        (f"* Q {signed('A')}\n:: a {signed('B')}\n::: b {signed('C')}", 0, "\n::Yes. "),
        (f": Q {signed('A')}\n:::: far {signed('B')}", 0, "\n::Yes. "),
        (f"* Q {signed('A')}\n*** far {signed('B')}", 0, "\n** Yes. "),
        (f"# Vote {signed('A')}\n#: why {signed('B')}\n#:* so {signed('C')}", 1, "\n#:* Yes. "),
        (
            f"# Vote {signed('A')}\n#: why {signed('B')}\n#:* so {signed('C')}\n# V {signed('D')}",
            0,
            "\n#:Yes. ",
        ),
        # What begins on the comment's line and goes on below stays one piece.
        (f"Q {signed('A')} <!-- a\nnote -->\nmore", 0, "\n:Yes. "),
        (f"== T ==\nQ {signed('A')}\n<gallery>\nA.png|one\n</gallery>\n\n{{{{Navbox}}}}", 0, "\n:Yes. "),
    ],
)
def test_an_answer_opens_no_list_without_need(page, number, inserted):
    is_answered_so(page, comments_of(page)[number], inserted)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            f"{{{{box|\nQ {signed('A')}\n}}}}",
            f"{{{{box|\nQ {signed('A')}\n:a{{{{=}}}}b{{{{!}}}}c [[d|e]] {SIGNATURE}\n}}}}",
        ),
        (
            f"{{{{box|text=\nQ {signed('A')}\n}}}}",
            f"{{{{box|text=\nQ {signed('A')}\n:a=b{{{{!}}}}c [[d|e]] {SIGNATURE}\n}}}}",
        ),
        (f"{{{{box|Q {signed('A')}}}}}", f"{{{{box|Q {signed('A')}}}}}\n:a=b|c [[d|e]] {SIGNATURE}"),
        (
            f"{{|\n| Q {signed('A')} || x\n|}}",
            f"{{|\n| Q {signed('A')}\n:a=b|c [[d|e]] {SIGNATURE}\n || x\n|}}",
        ),
    ],
)
def test_an_answer_stays_in_its_argument_or_cell(page, text):
    assert reply(page, comments_of(page)[0], "a=b|c [[d|e]]", SIGNATURE, SITE).text == text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("One.\nTwo.\n\nThree.", [f"#* One.<br />Two.<p>Three. {SIGNATURE}"]),
        ("See:\n* a\n* b", ["#* See:", "#** a", "#** b", f"#* {SIGNATURE}"]),
        ("<pre>\na\n</pre>\n\nThat.", ["#* <pre>", "a", f"</pre><p>That. {SIGNATURE}"]),
    ],
)
def test_paragraphs_share_one_bullet(body, lines):
    page = f"# Q {signed('A')}\n#* a {signed('B')}"
    edit = reply(page, comments_of(page)[0], body, SIGNATURE, SITE)
    assert edit.inserted[1:].split("\n") == lines
    answers_exactly(page, comments_of(page)[0], edit)


def test_a_list_in_a_numbered_vote_counts_once():
    page = f"Vote: {signed('A')}\n# Yes {signed('B')}"
    edit = reply(page, comments_of(page)[0], "No:\n* a\n* b", SIGNATURE, SITE)
    assert edit.inserted == f"\n# No:\n#* a\n#* b\n#: {SIGNATURE}"
    answers_exactly(page, comments_of(page)[0], edit)


@pytest.mark.parametrize(
    ("page", "number", "inserted"),
    [
        (f"Q {signed('A')}\n: a {signed('B')}\n:: b {signed('C')}", 2, f"\n{{{{od}}}} Yes. {SIGNATURE}"),
        (f"Q {signed('A')}\n: a {signed('B')}\n:: b {signed('C')}", 1, f"\n::Yes. {SIGNATURE}"),
        (
            f"Q {signed('A')}\n: a {signed('B')}\n:: b {signed('C')}\n: d {signed('D')}",
            2,
            f"\n:::Yes. {SIGNATURE}",
        ),
        (f"Q {signed('A')}", 0, f"\n:Yes. {SIGNATURE}"),
    ],
)
def test_an_outdent_goes_on_at_the_edge_where_that_says_the_same(page, number, inserted):
    comment = comments_of(page)[number]
    edit = reply(page, comment, "{{od}} Yes.", SIGNATURE, SITE)
    assert edit.inserted == inserted
    answer = next(one for one in comments_of(edit.text) if one.timestamp == LATER)
    assert answer in next(one for one in comments_of(edit.text) if one.source == comment.source).replies


def test_words_after_a_typed_signature_belong_to_the_comment():
    page = f"Q {signed('A')}"
    edit = reply(page, comments_of(page)[0], "One. ~~~~\nP.S. Two.", "~~~~", SITE)
    assert edit.inserted == '\n:One. <span class="mw-notalk">~~~~</span>\n:P.S. Two. ~~~~'


def test_what_would_end_something_above_is_refused_with_what_to_do():
    page = f"== T ==\n<pre>never closed\n\nQ {signed('A')}\n\n== U ==\n"
    comment = comments_of(page)[0]
    with pytest.raises(Conflict, match="Use other markup"):
        reply(page, comment, "<pre>\nx\n</pre>", SIGNATURE, SITE)
    answers_exactly(page, comment, reply(page, comment, "x", SIGNATURE, SITE))


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (f"<div>\n== T ==\nQ {signed('A')}\n\n</div>\n{{{{Navbox|x}}}}\n[[Category:B]]\n", "A", "</div>"),
        (f"== T ==\nQ {signed('A')}\n\n{{{{Navbox|x}}}}\n[[Category:B]]\n", "A", "{{Navbox"),
        (f"== T ==\n{{{{atop}}}}\nQ {signed('A')}\n{{{{abot}}}}\n", "abot", ""),
    ],
)
def test_a_comment_for_a_topic_stands_above_the_foot_of_the_page(page, before, after):
    topic = next(one for one in read(page, form="wikitext", site=SITE).all_topics() if one.text == "T")
    edit = reply_to_topic(page, topic, "Yes.", SIGNATURE, SITE)
    assert before in edit.text[: edit.start]
    assert edit.text[edit.start + len(edit.inserted) :].lstrip().startswith(after)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("One.\n\nTwo.", [":One.", f":Two. {SIGNATURE}"]),
        ("Points:\n* one\n* two", [":Points:", ":* one", ":* two", f":{SIGNATURE}"]),
        ("<pre>\na\n</pre>", [":<pre>", "a", "</pre>", f":{SIGNATURE}"]),
        ("{|\n| a\n|}", [":{|", "| a", "|}", f":{SIGNATURE}"]),
        ("<div>\na\n\nb\n</div> c", [f":<div> a<br /><br />b </div> c {SIGNATURE}"]),
        ("== Pond ==", [f":== Pond == {SIGNATURE}"]),
        ("So it is. ~~~~", [f":So it is. {SIGNATURE}"]),
        ("Use <nowiki>~~~~</nowiki>.", [f":Use <nowiki>~~~~</nowiki>. {SIGNATURE}"]),
        ("<b>loud", [f":<b>loud</b> {SIGNATURE}"]),
        ("a </div> b", [f":a &lt;/div> b {SIGNATURE}"]),
        ("<!-- a", [f":&lt;!-- a {SIGNATURE}"]),
    ],
)
def test_a_body_keeps_what_it_is(body, lines):
    page = f"Q {signed('A')}"
    edit = reply(page, comments_of(page)[0], body, SIGNATURE, SITE)
    assert [line for line in edit.inserted.split("\n") if line] == lines


def test_somebody_elses_signature_in_a_reply_signs_nothing():
    page = f"Q {signed('A')}"
    edit = reply(page, comments_of(page)[0], f"Ghost wrote: boo {signed('Ghost')}\nHa.", SIGNATURE, SITE)
    assert [one.author for one in comments_of(edit.text)] == ["A", "Zoë"]
    assert '<span class="mw-notalk">12:00, 5 February 2023 (UTC)</span>' in edit.inserted


def test_a_whole_discussion_can_be_pasted_into_a_reply():
    page = f"Q {signed('A')}"
    pasted = "\n".join(f"{':' * (number % 3)}Word {signed('Ghost')}" for number in range(60))
    edit = reply(page, comments_of(page)[0], f"They said:\n{pasted}\n\nSo there.", SIGNATURE, SITE)
    assert [one.author for one in comments_of(edit.text)] == ["A", "Zoë"]
    pasted = "\n".join(f"Word {signed('Ghost')}" for _ in range(60))
    edit = reply(page, comments_of(page)[0], f"{pasted} {signed('Ghost')}\nSo there.", SIGNATURE, SITE)
    assert [one.author for one in comments_of(edit.text)] == ["A", "Zoë"]


def test_tildes_may_stand_for_the_signature_until_the_page_is_saved():
    page = f"Q {signed('A')}\n: a {signed('B')}"
    edit = reply(page, comments_of(page)[0], "Yes.", "~~~~", SITE)
    assert edit.inserted == "\n:Yes. ~~~~"


def test_a_topic_keeps_its_sub_headings_but_not_the_rank_of_its_own():
    edit = add_topic("", "= Pond =", "=== Where ===\nThere.\n== Gone ==", SIGNATURE, SITE)
    topics = list(read(edit.text, form="wikitext", site=SITE).all_topics())
    assert [(topic.level, topic.text) for topic in topics] == [(2, "= Pond ="), (3, "Where")]


def test_a_page_that_swallows_what_is_added_refuses_it():
    with pytest.raises(Conflict):
        add_topic(f"Q {signed('A')} <!-- never closed", "Pond", "Words", SIGNATURE, SITE)


@pytest.mark.parametrize("body", ["", " \n ", "\x00", "~~~~", " ~~~ \n"])
def test_nothing_said_is_refused(body):
    page = f"== T ==\nQ {signed('A')}"
    conversation = read(page, form="wikitext", site=SITE)
    with pytest.raises(EmptyComment):
        reply(page, next(conversation.comments()), body, SIGNATURE, SITE)
    with pytest.raises(EmptyComment):
        reply_to_topic(page, conversation.topics[0], body, SIGNATURE, SITE)
    with pytest.raises(EmptyComment):
        add_topic(page, "T", body, SIGNATURE, SITE)
    with pytest.raises(EmptyComment):
        add_topic(page, body.replace("~", ""), "Words", SIGNATURE, SITE)


def test_what_is_no_longer_there_cannot_be_answered():
    page = f"== T ==\nQ {signed('A')}"
    conversation = read(page, form="wikitext", site=SITE)
    comment = next(conversation.comments())
    with pytest.raises(CommentNotFound):
        reply("== T ==\nanother text", comment, "Yes.", SIGNATURE, SITE)
    with pytest.raises(CommentNotFound):
        reply(page, replace(comment, source=None), "Yes.", SIGNATURE, SITE)
    with pytest.raises(TopicNotFound):
        reply_to_topic("== U ==\n", conversation.topics[0], "Yes.", SIGNATURE, SITE)


@needs_shared
@pytest.mark.parametrize("place", sections_of_real_pages(), ids=lambda place: place[0])
def test_every_comment_of_real_pages_takes_a_reply(place):
    _, site, section = place
    signature = write_signature("Zoë", site, now=LATER)
    for number, comment in enumerate(comments_of(section, site)):
        edit = reply(section, comment, BODIES[number % 3], signature, site)
        answers_exactly(section, comment, edit, site)
