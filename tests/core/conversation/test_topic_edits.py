"""Topics renamed, extended, moved to other pages, closed and opened again."""

from __future__ import annotations

import pytest
from growing_pages import (
    LATER,
    SIGNATURE,
    SITE,
    bodies,
    pages,
    pages_with_topics,
    said_in,
    sections_of_real_pages,
    signed,
    signers,
)
from hypothesis import given
from hypothesis import strategies as st
from shared_data import needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.model import Topic
from folkmoot.core.conversation.topic_edits import (
    Frame,
    add_subtopic,
    close_topic,
    move_topics,
    rename_topic,
    reopen_topic,
)
from folkmoot.core.errors import Conflict, EmptyComment, TopicNotFound
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

PAGE = (
    f"Lead {signed('A')}\n\n== One ==\nQ {signed('B')}\n: A {signed('C')}\n\n"
    f"=== Part ===\nP {signed('D')}\n\n"
    f"== Two ==\nLast {signed('E')}\n\n[[Category:Ponds]]\n"
)
titles = st.sampled_from(["Pond", "''Pond''", "== Pond", "[[Pond]] and [[A]]", "<!--", "{{", "~~~~ Pond"])


def topics_of(text: str, site: SiteConfig = SITE) -> list[Topic]:
    topics = read(text, form="wikitext", site=site).all_topics()
    return [topic for topic in topics if not topic.placeholder]


def topic_named(text: str, name: str) -> Topic:
    return next(topic for topic in topics_of(text) if topic.text == name)


# -- titles ------------------------------------------------------------------------------------------


def test_a_topic_gets_another_title_and_keeps_everything_else():
    edit = rename_topic(PAGE, topic_named(PAGE, "One"), "The first", SITE)
    assert edit.text == PAGE.replace("== One ==", "== The first ==")
    assert (edit.removed, edit.inserted) == ("One", "The first")


@pytest.mark.parametrize(
    ("line", "renamed"),
    [
        ("==One==", "==New=="),
        ("=== One === <!-- a -->", "=== New === <!-- a -->"),
        ("<h2 id='x'>One</h2>", "<h2 id='x'>New</h2>"),
        ("== [[One]] ''and'' {{tl|two}} ==", "== New =="),
    ],
)
def test_a_heading_keeps_its_form(line, renamed):
    edit = rename_topic(f"{line}\nQ {signed('A')}", topics_of(f"{line}\nQ {signed('A')}")[0], "New", SITE)
    assert edit.text == f"{renamed}\nQ {signed('A')}"


@given(pages_with_topics, titles, st.data())
def test_renaming_changes_one_title_and_nothing_else(page, title, data):
    topics = topics_of(page)
    topic = data.draw(st.sampled_from(topics))
    try:
        edit = rename_topic(page, topic, title, SITE)
    except Conflict:
        return
    assert page == edit.text[: edit.start] + edit.removed + edit.text[edit.start + len(edit.inserted) :]
    assert said_in(edit.text) == said_in(page)
    assert len(topics_of(edit.text)) == len(topics)


# -- parts -------------------------------------------------------------------------------------------


def test_a_part_stands_after_everything_below_its_topic():
    edit = add_subtopic(PAGE, topic_named(PAGE, "One"), "More", "Words.", SIGNATURE, SITE)
    assert [(topic.level, topic.text) for topic in topics_of(edit.text)] == [
        (2, "One"),
        (3, "Part"),
        (3, "More"),
        (2, "Two"),
    ]
    assert edit.text.replace(edit.inserted, "") == PAGE
    assert f"=== More ===\nWords. {SIGNATURE}\n\n== Two ==" in edit.text


def test_a_part_at_the_end_of_the_page_stands_above_its_foot():
    edit = add_subtopic(PAGE, topic_named(PAGE, "Two"), "More", "Words.", SIGNATURE, SITE)
    assert edit.text.endswith(f"=== More ===\nWords. {SIGNATURE}\n\n[[Category:Ponds]]\n")


@given(pages_with_topics, titles, bodies, st.data())
def test_a_part_adds_a_heading_and_a_comment_and_changes_nothing(page, title, body, data):
    topics = topics_of(page)
    topic = data.draw(st.sampled_from(topics))
    try:
        edit = add_subtopic(page, topic, title, body, SIGNATURE, SITE)
    except (Conflict, EmptyComment):
        return
    assert edit.text[: edit.start] + edit.text[edit.start + len(edit.inserted) :] == page
    assert signers(edit.text).count("Zoë") == signers(page).count("Zoë") + 1
    assert [one for one in signers(edit.text) if one != "Zoë"] == signers(page)


def test_below_the_last_level_there_are_no_parts():
    page = f"====== Deep ======\nQ {signed('A')}"
    with pytest.raises(Conflict):
        add_subtopic(page, topics_of(page)[0], "Deeper", "Words.", SIGNATURE, SITE)


# -- other pages -------------------------------------------------------------------------------------


def test_an_archived_topic_takes_its_text_along_and_leaves_the_foot_of_the_page():
    one, two = topic_named(PAGE, "One"), topic_named(PAGE, "Two")
    move = move_topics(PAGE, "{{archive}}\n", [two, one], SITE)
    assert move.source == f"Lead {signed('A')}\n\n\n\n[[Category:Ponds]]\n"
    assert move.destination == (
        f"{{{{archive}}}}\n\n== One ==\nQ {signed('B')}\n: A {signed('C')}\n\n"
        f"=== Part ===\nP {signed('D')}\n\n== Two ==\nLast {signed('E')}\n"
    )


def test_a_topic_that_is_asked_for_with_its_part_moves_once():
    move = move_topics(PAGE, "", [topic_named(PAGE, "Part"), topic_named(PAGE, "One")], SITE)
    assert len(move.moved) == 1
    assert signers(move.source) == ["A", "E"]
    assert signers(move.destination) == ["B", "C", "D"]


@given(pages_with_topics, pages, st.data())
def test_moving_topics_changes_no_word_and_loses_none(source, destination, data):
    topics = topics_of(source)
    chosen = data.draw(st.lists(st.sampled_from(topics), min_size=1, max_size=3))
    try:
        move = move_topics(source, destination, chosen, SITE)
    except Conflict:
        return
    assert move.destination.startswith(destination)
    assert len(move.source) + sum(map(len, move.moved)) == len(source)
    assert sorted(map(str, said_in(move.source) + said_in(move.destination))) == sorted(
        map(str, said_in(source) + said_in(destination))
    )


# -- closed and open ---------------------------------------------------------------------------------


def test_a_discussion_is_closed_with_a_result_that_is_nobodys_comment():
    edit = close_topic(PAGE, topic_named(PAGE, "One"), SITE, result="Done.", signature=SIGNATURE)
    assert said_in(edit.text) == said_in(PAGE)
    assert "Done. [[User:Zoë|Zoë]]" in edit.text
    reopened = reopen_topic(edit.text, topic_named(edit.text, "One"), SITE)
    assert reopened.text == PAGE


@given(pages_with_topics, st.sampled_from(["", "Done.", "</div>", "a\n\n* b", "{{"]), st.data())
def test_a_closed_discussion_reads_as_before_and_opens_again_to_what_it_was(page, result, data):
    topics = topics_of(page)
    topic = data.draw(st.sampled_from(topics))
    frame = data.draw(st.sampled_from([Frame(), Frame("{{archive top|$1}}", "{{archive bottom}}")]))
    try:
        edit = close_topic(page, topic, SITE, result=result, signature="", frame=frame)
    except Conflict:
        return
    assert said_in(edit.text) == said_in(page)
    closed = next(one for one in topics_of(edit.text) if one.start == topic.start)
    assert reopen_topic(edit.text, closed, SITE, frame=frame).text == page


def test_a_discussion_that_nobody_closed_cannot_be_opened():
    with pytest.raises(Conflict):
        reopen_topic(PAGE, topic_named(PAGE, "One"), SITE)


# -- what cannot be ----------------------------------------------------------------------------------


def test_a_topic_without_a_heading_has_no_title_part_or_frame():
    lead = next(read(PAGE, form="wikitext", site=SITE).all_topics())
    for change in (
        lambda: rename_topic(PAGE, lead, "New", SITE),
        lambda: add_subtopic(PAGE, lead, "New", "Words.", SIGNATURE, SITE),
        lambda: move_topics(PAGE, "", [lead], SITE),
        lambda: close_topic(PAGE, lead, SITE, result="", signature=""),
        lambda: reopen_topic(PAGE, lead, SITE),
    ):
        with pytest.raises(TopicNotFound):
            change()


def test_a_title_without_words_is_refused():
    with pytest.raises(EmptyComment):
        rename_topic(PAGE, topic_named(PAGE, "One"), " \n", SITE)


@needs_shared
@pytest.mark.parametrize("place", sections_of_real_pages(), ids=lambda place: place[0])
def test_every_topic_of_real_pages_can_be_closed_opened_renamed_and_moved(place):
    _, site, section = place
    signature = write_signature("Zoë", site, now=LATER)
    for topic in topics_of(section, site)[:2]:
        try:
            edit = close_topic(section, topic, site, result="Done.", signature=signature)
        except Conflict:
            assert "{{" in section or "<" in section
            continue
        assert said_in(edit.text, site) == said_in(section, site)
        closed = next(one for one in topics_of(edit.text, site) if one.start == topic.start)
        assert reopen_topic(edit.text, closed, site).text == section
        renamed = rename_topic(section, topic, "New title", site)
        assert said_in(renamed.text, site) == said_in(section, site)
        move = move_topics(section, "", [topic], site)
        assert said_in(move.destination, site) + said_in(move.source, site) == said_in(section, site)
