"""Talk pages as a browser meets them, with scripts and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from folkmoot.web.pages.queries import read_text
from folkmoot.web.shared.actor import Actor
from folkmoot.web.talk.recent_views import forget_recent
from folkmoot.web.talk.services import PostedTopic, post_reply, post_topic
from tests.web.talk.browsing import TALK, one, read, words
from tests.web.talk.test_index import comment
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db


# --- reading -----------------------------------------------------------------------------------------


def test_a_comment_shows_who_when_and_what(client: Client, asked: PostedTopic) -> None:
    article = one(read(client), "section.topic > article.comment")
    assert article.attributes["id"] == asked.comment_id
    assert article.attributes["data-author"] == "Ada"
    assert words(one(article, ".byline .author")) == "Ada"
    when = one(article, ".byline a.when time")
    assert words(when) == "3 hours ago"
    assert when.attributes["datetime"] == "2026-05-04T09:00:00Z"
    assert when.attributes["title"] == "09:00, 4 May 2026 (UTC)"
    assert words(one(article, ".said p")).startswith("What now?")
    assert one(article, "a.reply").attributes["data-reply"] == asked.comment_id


def test_links_show_whether_there_is_a_page(client: Client, save: Save) -> None:
    save("Weir", text="Water.")
    save("Talk:Pond", text="== Q ==\nSee [[Weir]] and [[Reeds|the reeds]]. " + comment("Ada", 0))
    links = {words(node): node.attributes for node in read(client).css(".said p > a")}
    assert links["Weir"]["href"] == "/wiki/Weir"
    assert "class" not in links["Weir"]
    assert links["the reeds"]["class"] == "new"
    signature = one(read(client), ".said .signature")
    assert [node.text() for node in signature.css("a[href]")] == ["Ada", "talk"]


def test_replies_stand_in_what_they_answer(
    client: Client, asked: PostedTopic, ben_acts: Actor, now: datetime
) -> None:
    reply = post_reply(actor=ben_acts, title="Talk:Pond", comment_id=asked.comment_id, body="That.", now=now)
    page = read(client)
    nested = one(page, f"article#{asked.comment_id} > .replies > article.comment")
    assert nested.attributes["id"] == reply.comment_id
    assert nested.attributes["style"] == "--depth:1"


def test_a_thread_goes_on_where_somebody_outdents(client: Client, save: Save) -> None:
    opening = "== Q ==\n" + comment("Ada", 0) + ":" + comment("Ben", 1)
    save("Talk:Pond", text=opening + "{{outdent}} " + comment("Cem", 3))
    assert one(read(client), "[data-author=Ben] > .replies > [data-author=Cem]")

    save("Talk:Pond", text=opening + ":" + comment("Dan", 4) + "{{outdent}} " + comment("Cem", 3))
    assert words(one(read(client), ".topic > [data-author=Cem] > .byline .to")) == "to Ben"


def test_whom_somebody_answers_is_said_where_one_cannot_see_it(client: Client, save: Save) -> None:
    save(
        "Talk:Pond",
        text="== Q ==\n"
        + comment("Ada", 0)
        + comment("Ben", 1, 1)
        + comment("Cleo", 2, 1)
        + "\nUnsigned words.\n\n"
        + comment("Dan", 3, 1),
    )
    page = read(client)
    answered = {node.attributes["data-author"]: words(node.css(".byline")[0]) for node in page.css("article")}
    assert "to Ada" not in answered["Ben"]
    assert "to Ada" in answered["Cleo"]


def test_counts_and_the_newest_comment_are_told(
    client: Client, asked: PostedTopic, ben_acts: Actor, now: datetime
) -> None:
    post_reply(
        actor=ben_acts,
        title="Talk:Pond",
        comment_id=asked.comment_id,
        body="That.",
        now=now - timedelta(minutes=5),
    )
    page = read(client)
    assert words(one(page, ".latest")) == "Latest comment: 5 minutes ago by Ben in topic Question"
    assert words(one(page, ".topic-meta")) == "2 comments 2 people latest 5 minutes ago"
    assert words(one(page, ".contents li")) == "Question 2 comments · 2 people"


def test_sub_topics_count_for_their_topic(client: Client, save: Save) -> None:
    text = "== Q ==\n" + comment("Ada", 0) + "=== Part ===\n" + comment("Ben", 1) + "\n" + comment("Ada", 2)
    save("Talk:Pond", text=text)
    page = read(client)
    assert [words(node) for node in page.css(".topic-meta > span:first-child")] == [
        "3 comments",
        "2 comments",
    ]
    assert len(page.css("section.topic")) == 1
    assert words(one(page, ".topic-head.sub h3")) == "Part"


def test_the_edit_link_of_a_topic_opens_its_section(client: Client, save: Save) -> None:
    save("Talk:Pond", text=comment("Ada", 0) + "== One ==\nx\n== Two ==\n" + comment("Ada", 1))
    links = [node.attributes["href"] for node in read(client).css("a.edit-section")]
    assert links == ["?action=edit&section=1", "?action=edit&section=2"]
    source = read(client, TALK + links[1]).css_first("textarea")
    assert source is not None
    assert source.text().strip().startswith("== Two ==")


def test_a_comment_in_a_table_keeps_its_place_and_can_be_answered(client: Client, save: Save) -> None:
    save("Talk:Pond", text="== Q ==\n{|\n| " + comment("Ada", 0) + "| other\n|}\n")
    reply = one(read(client), "td article.comment a.reply").attributes["data-reply"]
    assert one(read(client, f"{TALK}?reply={reply}"), "td form.say")


def test_a_comment_in_running_markup_is_linked_and_can_be_answered(client: Client, save: Save) -> None:
    save("Template:Box", text="<span>{{{1}}}</span>")
    save("Talk:Pond", text="== Q ==\n{{box|1=" + comment("Ada", 0).strip() + "}}\n")
    page = read(client)
    reply = one(page, "p .inline-acts a.reply").attributes["data-reply"]
    assert one(page, f'span.inline-comment[id="{reply}"]')
    assert one(page, ".inline-acts a.when time")
    assert one(read(client, f"{TALK}?reply={reply}"), "section.topic > form.say")


BOXES = {
    "around two topics": ("{{top}}\n", "", "{{bottom}}\n"),
    "from one topic into the next": ("", "{{top}}\n", "{{bottom}}\n"),
    "never closed": ("", "{{top}}\n", ""),
}


@pytest.mark.parametrize(("lead", "first", "second"), BOXES.values(), ids=BOXES)
def test_a_box_over_several_topics_takes_nothing_from_them(
    client: Client, save: Save, lead: str, first: str, second: str
) -> None:
    save("Template:Top", text='<div class="box">')
    save("Template:Bottom", text="</div>")
    topics = [
        f"{lead}== A ==\n{comment('Ada', 0)}{comment('Ben', 1, 1)}{first}",
        f"== B ==\n{comment('Ada', 2)}{second}",
        f"== C ==\n{comment('Ada', 3)}{comment('Ben', 4, 1)}",
    ]
    save("Talk:Pond", text="".join(topics))
    page = read(client)
    assert [words(node) for node in page.css(".topic-head h2")] == ["A", "B", "C"]
    assert [node.attributes["id"] for node in page.css("h2[id]") if node.attributes["id"] in "ABC"] == [
        *"ABC"
    ]
    assert len(page.css("article.comment[id]")) == len(page.css("article.comment")) == 5
    assert len(page.css("article.comment article.comment")) == 2
    assert len(page.css("a.edit-section")) == 3


def test_every_id_of_a_page_is_there_once(client: Client, save: Save) -> None:
    same = "== Q ==\n" + comment("Ada", 0) + "\n" + comment("Ada", 0) + comment("Ben", 1, 1)
    save("Talk:Pond", text=comment("Ada", 0) + same + same + "<span id='Q'>x</span>")
    ids = [node.attributes["id"] for node in read(client).css(".threads article[id], .threads h2[id]")]
    assert len(ids) == len(set(ids)) == 9


@pytest.mark.parametrize("comments", [3, 60])
def test_reading_needs_few_queries_however_long_the_page(
    client: Client, save: Save, django_assert_num_queries: object, comments: int
) -> None:
    text = "".join(f"== Topic {number} ==\n{comment('Ada', number)}" for number in range(comments))
    save("Talk:Pond", text=text)
    client.get(TALK)
    forget_recent()
    with django_assert_num_queries(8):  # type: ignore[operator]
        assert client.get(TALK).status_code == 200
    with django_assert_num_queries(2):  # type: ignore[operator]  # drawn a moment ago
        client.get(TALK)


def test_a_page_nobody_began_invites_to_begin(client: Client) -> None:
    page = read(client, "/wiki/Talk:Nothing", 404)
    assert one(page, ".empty")
    assert one(page, "a.add-topic")


def test_an_old_revision_can_be_read_but_not_answered(
    client: Client, asked: PostedTopic, ben_acts: Actor, now: datetime
) -> None:
    post_reply(actor=ben_acts, title="Talk:Pond", comment_id=asked.comment_id, body="That.", now=now)
    page = read(client, f"{TALK}?oldid={asked.revision_id}")
    assert len(page.css("article.comment")) == 1
    assert not page.css("a.reply, a.edit-section, .topic-acts")


def test_a_page_in_another_language_is_marked_as_such(client: Client, ada_acts: Actor, now: datetime) -> None:
    post_topic(actor=ada_acts, title="Talk:Birka", heading="سؤال", body="ماذا الآن؟", now=now, language="ar")
    threads = one(read(client, "/wiki/Talk:Birka"), ".threads")
    assert (threads.attributes["lang"], threads.attributes["dir"]) == ("ar", "rtl")
    assert one(threads, "article.comment")


# --- permanent links, the front page ------------------------------------------------------------------


def test_a_permanent_link_finds_a_comment_by_id_and_by_name(client: Client, asked: PostedTopic) -> None:
    for name in (asked.comment_id, "c-Ada-20260504090000", asked.topic_id, "h-Ada-20260504090000"):
        answer = client.get(f"/wiki/Special:GoToComment/{name}")
        assert answer.status_code == 302, name
        assert answer.headers["Location"] in (f"{TALK}#{asked.comment_id}", f"{TALK}#Question")


def test_a_permanent_link_survives_a_renamed_heading(client: Client, asked: PostedTopic, save: Save) -> None:
    save("Talk:Pond", text=(read_text(title_of("Talk:Pond")) or "").replace("Question", "Answer"))
    answer = client.get(f"/wiki/Special:GoToComment/{asked.comment_id}")
    assert answer.headers["Location"] == f"{TALK}#c-Ada-20260504090000-Answer"


def test_the_front_page_shows_what_is_being_talked_about(
    client: Client, asked: PostedTopic, ben_acts: Actor, now: datetime
) -> None:
    post_topic(actor=ben_acts, title="Talk:Weir", heading="News", body="The ''weir'' holds.", now=now)
    page = read(client, "/")
    assert [words(node) for node in page.css(".recent h2")] == ["News", "Question"]
    assert [words(node) for node in page.css(".recent .excerpt")] == ["The weir holds.", "What now?"]
    assert [words(node) for node in page.css(".contents li a")] == ["Talk:Pond", "Talk:Weir"]


def test_the_front_page_needs_few_queries(
    client: Client, ada_acts: Actor, now: datetime, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        post_topic(actor=ada_acts, title=f"Talk:Page {number}", heading="Q", body="Words.", now=now)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert client.get("/").status_code == 200


def test_a_conversation_in_a_sub_topic_counts_for_its_topic(client: Client, save: Save) -> None:
    text = "== Q ==\n" + comment("Ada", 0) + "=== Part ===\n==== Detail ====\n" + comment("Ben", 1)
    save("Talk:Pond", text=text)
    recent = one(read(client, "/"), ".recent li")
    assert words(one(recent, "h2")) == "Q"
    assert "2 comments" in words(recent)
    assert "2 people" in words(recent)


# --- pages on which nobody answers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text", "note"),
    [
        ("Talk:Pond", "__ARCHIVEDTALK__\n", "archive"),
        ("Talk:Pond", "__NOTALK__\n", "nobody talks"),
        ("Talk:Pond", "{{Talk archive}}\n", "archive"),
        ("Talk:Pond/Archive 1", "", "archive"),
    ],
)
def test_where_no_answer_is_wanted_none_is_offered(
    client: Client, save: Save, title: str, text: str, note: str
) -> None:
    save(title, text=f"{text}== Q ==\nHi. {comment('Ada', 0)}")
    page = read(client, f"/wiki/{title.replace(' ', '_')}")
    assert note in words(one(page, ".conversation > .notice"))
    assert not page.css("a.reply, a.add-topic")
    assert page.css("a.edit-section")  # what is written can still be put right


def test_a_page_that_wants_no_topics_takes_answers(client: Client, save: Save) -> None:
    save("Talk:Pond", text=f"__NONEWSECTIONLINK__\n== Q ==\nHi. {comment('Ada', 0)}")
    page = read(client)
    assert page.css("a.reply")
    assert not page.css(".new-topic")
    assert not page.css(".conversation > .notice")


def test_an_old_link_to_a_form_shows_the_archive_without_it(client: Client, save: Save) -> None:
    save("Talk:Pond", text=f"__ARCHIVEDTALK__\n== Q ==\nHi. {comment('Ada', 0)}")
    ids = [node.attributes["id"] for node in read(client).css("article.comment")]
    page = read(client, f"{TALK}?reply={ids[0]}")
    assert words(one(page, ".said p")).startswith("Hi.")
    assert not page.css("a.reply")
    assert not page.css("form textarea")
