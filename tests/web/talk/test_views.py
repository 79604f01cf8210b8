"""Talk pages as a browser meets them, with scripts and without."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from folkmoot.web.accounts.models import User
from folkmoot.web.pages.models import Page
from folkmoot.web.pages.queries import LoadedRevision, read_text
from folkmoot.web.shared.actor import Actor
from folkmoot.web.talk import queries
from folkmoot.web.talk.models import IndexedPage, TopicEntry
from folkmoot.web.talk.rendering import forget_recent
from folkmoot.web.talk.services import PostedTopic, post_reply, post_topic
from tests.web.talk.test_index import comment
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db

TALK = "/wiki/Talk:Pond"
FRAGMENT = {"X-Folkmoot-Fragment": "1"}
SCRIPT = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'"


@pytest.fixture
def asked(ada_acts: Actor, now: datetime) -> PostedTopic:
    """A page with one topic, one comment."""
    return post_topic(
        actor=ada_acts,
        title="Talk:Pond",
        heading="Question",
        body="What now?",
        now=now - timedelta(hours=3),
    )


def read(client: Client, url: str = TALK, status: int = 200) -> LexborHTMLParser:
    answer = client.get(url)
    assert answer.status_code == status
    return LexborHTMLParser(answer.content.decode())


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    nodes = page.css(selector)
    assert len(nodes) == 1, f"{len(nodes)} of {selector}"
    return nodes[0]


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


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


# --- answering ---------------------------------------------------------------------------------------


def test_somebody_without_an_account_is_asked_to_log_in(client: Client, asked: PostedTopic) -> None:
    form = one(read(client, f"{TALK}?reply={quote(asked.comment_id)}"), "form#reply")
    login = one(form, 'a[href*="/accounts/login/"]').attributes["href"] or ""
    assert quote(asked.comment_id, safe="") in login or quote(quote(asked.comment_id), safe="") in login


def test_the_form_stands_under_the_comment_that_is_answered(ada_browses: Client, asked: PostedTopic) -> None:
    page = read(ada_browses, f"{TALK}?reply={asked.comment_id}")
    assert one(page, f"article#{asked.comment_id} > form#reply")
    assert "Ada" in words(one(page, "form#reply h3"))
    topic = read(ada_browses, f"{TALK}?reply={asked.topic_id}")
    assert one(topic, "section.topic > form#reply")


def fields(asked: PostedTopic, **more: str) -> dict[str, str]:
    return {"token": "t", "comment_id": asked.comment_id, "text": "That.", "do": "post", **more}


def test_a_posted_reply_leads_to_itself(ada_browses: Client, asked: PostedTopic) -> None:
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked))
    assert answer.status_code == 303
    url, _, anchor = answer.headers["Location"].partition("#")
    assert url == TALK
    assert one(read(ada_browses), f'article[id="{anchor}"]')


def test_a_script_is_told_where_the_reply_is(ada_browses: Client, asked: PostedTopic) -> None:
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked), headers=FRAGMENT)
    assert answer.status_code == 200
    assert answer.json()["url"].endswith(f"#{answer.json()['id']}")


@pytest.mark.parametrize("fragment", [False, True])
def test_a_refused_reply_gives_the_words_back(
    ada_browses: Client, asked: PostedTopic, fragment: bool
) -> None:
    answer = ada_browses.post(
        f"{TALK}?action=reply", fields(asked, text=" \n "), headers=FRAGMENT if fragment else {}
    )
    assert answer.status_code == 400
    page = LexborHTMLParser(answer.content.decode())
    assert one(page, "form#reply .problem")
    assert bool(page.css("article.comment")) is not fragment


def test_words_for_a_comment_that_is_gone_can_become_a_topic(
    ada_browses: Client, asked: PostedTopic, save: Save
) -> None:
    save("Talk:Pond", text="Nothing.")
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked, text="My long words."))
    assert answer.status_code == 404
    page = LexborHTMLParser(answer.content.decode())
    assert one(page, "form#newtopic textarea").text().strip() == "My long words."
    assert "kept here" in words(one(page, ".problem"))


def test_a_visitor_s_words_come_back_from_a_refusal(client: Client, asked: PostedTopic) -> None:
    answer = client.post(f"{TALK}?action=reply", fields(asked, text="My words."))
    assert answer.status_code == 403
    assert "My words." in one(LexborHTMLParser(answer.content.decode()), "form#reply textarea").text()


def test_five_megabytes_are_refused_and_come_back(ada_browses: Client, asked: PostedTopic) -> None:
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked, text="x" * 5_000_000))
    assert answer.status_code == 413
    assert len(answer.content) > 5_000_000


def test_a_form_without_its_token_is_refused_with_the_words(ada: User, asked: PostedTopic) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    answer = strict.post(f"{TALK}?action=reply", fields(asked, text="My words."))
    assert answer.status_code == 403
    assert b"My words." in answer.content


def test_a_preview_shows_the_reply_with_its_signature(ada_browses: Client, asked: PostedTopic) -> None:
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked, text="''Really''?", do="preview"))
    preview = one(LexborHTMLParser(answer.content.decode()), "[data-preview-html]")
    assert one(preview, "i").text() == "Really"
    assert "12:00, 4 May 2026 (UTC)" in preview.text()
    assert read_text(title_of("Talk:Pond")) is not None
    assert "Really" not in (read_text(title_of("Talk:Pond")) or "")


def test_a_script_gets_the_preview_alone(ada_browses: Client, asked: PostedTopic) -> None:
    answer = ada_browses.post("/wiki/Special:Preview", {"page": "Talk%3APond", "text": "* one\n* two"})
    assert answer.status_code == 200
    assert answer.content.count(b"<li>") == 2
    topic = ada_browses.post(
        "/wiki/Special:Preview", {"page": "Talk:Pond", "text": "Words.", "heading": "A ''new'' one"}
    )
    assert b"<h2>A <i>new</i> one</h2>" in topic.content
    assert ada_browses.post("/wiki/Special:Preview", {"page": "Talk:Pond", "text": ""}).status_code == 400
    assert ada_browses.post("/wiki/Special:Preview", {"page": "{}", "text": "x"}).status_code == 400


def test_the_address_of_previews_alone_is_explained(client: Client) -> None:
    assert one(read(client, "/wiki/Special:Preview", status=404), ".refusal h1")


def test_who_was_logged_out_while_writing_posts_after_logging_in_again(
    ada_browses: Client, asked: PostedTopic
) -> None:
    """The form that comes back is whole: logged in in another tab, the same person posts it."""
    sent = fields(asked, text="Long words")
    answer = Client().post(f"{TALK}?action=reply", sent)
    assert answer.status_code == 403
    page = LexborHTMLParser(answer.content.decode())
    assert one(page, "textarea[name=text]").text().strip() == "Long words"
    assert "readonly" not in one(page, "textarea[name=text]").attributes
    assert "/accounts/login/?next=" in str(one(page, ".notice a[target=_blank]").attributes["href"])
    again = {
        str(field.attributes["name"]): str(field.attributes["value"])
        for field in page.css("form#reply input[type=hidden], form#reply button[value=post]")
    }
    again["text"] = one(page, "textarea[name=text]").text().strip()
    assert ada_browses.post(f"{TALK}?action=reply", again).status_code == 303


def test_words_of_the_interface_say_their_language_on_a_page_of_another(
    ada_acts: Actor, client: Client, now: datetime
) -> None:
    asked = post_topic(actor=ada_acts, title="Talk:بركة", heading="سؤال", body="متى؟", now=now, language="ar")
    url = f"/wiki/{quote('Talk:بركة')}"
    there = read(client, url)
    for place in ("a.when", "p.acts", "p.topic-acts", "p.topic-meta", "a.edit-section"):
        assert one(there, f".threads {place}").attributes["lang"] == "en"
    assert one(there, "p.topic-meta").attributes["dir"] == "ltr"
    assert one(there, ".threads").attributes["lang"] == "ar"
    home = LexborHTMLParser(client.get(url, headers={"accept-language": "ar"}).content.decode())
    assert not home.css(".threads [lang]")
    assert one(home, f'[id="{asked.comment_id}"]').attributes["aria-label"] == "Ada"


def test_a_topic_can_be_added_to_a_page_that_is_not_there_yet(ada_browses: Client) -> None:
    assert one(read(ada_browses, "/wiki/Talk:Fresh?newtopic=1"), "form#newtopic")
    answer = ada_browses.post(
        "/wiki/Talk:Fresh?action=newtopic",
        {"token": "t", "heading": "First", "text": "Words.", "do": "post"},
    )
    assert answer.status_code == 303
    assert words(one(read(ada_browses, "/wiki/Talk:Fresh"), "h2[id=First]")) == "First"


def test_a_topic_without_a_title_keeps_its_words(ada_browses: Client) -> None:
    answer = ada_browses.post("/wiki/Talk:Fresh?action=newtopic", {"heading": " ", "text": "Words."})
    assert answer.status_code == 400
    page = LexborHTMLParser(answer.content.decode())
    assert one(page, "form#newtopic textarea").text().strip() == "Words."


FORGED = (
    '<article data-fm-comment="7" data-fm-box="0">x</article> data-fm-link="0" \0open 3 0 0\0'
    ' <span data-fm-comment="9" data-fm-start="">y</span> <a data-fm-link="9">z</a>'
    ' <h2 data-fm-heading="4">h</h2> </article></div>'
)


def test_the_renderer_s_own_marks_cannot_be_forged(ada_browses: Client, asked: PostedTopic) -> None:
    ada_browses.post(f"{TALK}?action=reply", fields(asked, text=FORGED))
    ada_browses.post(f"{TALK}?action=newtopic", {"heading": FORGED[:200], "text": FORGED, "token": "u"})
    page = read(ada_browses)
    assert len(page.css("article.comment")) == len(page.css("article")) == 3
    assert len(page.css("article.comment[id]")) == 3
    assert not page.css(".threads [data-fm-comment], .threads [data-fm-link], .threads [data-fm-heading]")


def test_words_for_a_page_that_was_removed_can_become_a_topic(
    ada_browses: Client, asked: PostedTopic
) -> None:
    Page.objects.update(latest=None)
    Page.objects.all().delete()
    answer = ada_browses.post(f"{TALK}?action=reply", fields(asked, text="My long words."))
    assert answer.status_code == 404
    page = LexborHTMLParser(answer.content.decode())
    assert one(page, "form#newtopic textarea").text().strip() == "My long words."


def test_an_article_has_no_conversation_of_its_own(ada_browses: Client, save: Save) -> None:
    save("Pond", text="Water.")
    for action in ("reply", "newtopic"):
        answer = ada_browses.post(f"/wiki/Pond?action={action}", {"text": "My words.", "heading": "H"})
        assert answer.status_code == 400
        assert b"My words." in answer.content


def test_a_save_between_two_queries_of_a_reader_is_not_seen_by_halves(
    client: Client, asked: PostedTopic, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_rows = queries._outline_of_rows

    def somebody_saves_first(revision: LoadedRevision) -> object:
        IndexedPage.objects.update(revision_id=revision.id + 1)
        TopicEntry.objects.all().delete()
        return reads_rows(revision)

    monkeypatch.setattr(queries, "_outline_of_rows", somebody_saves_first)
    assert one(read(client), "article.comment").attributes["id"] == asked.comment_id


def test_what_is_said_before_the_first_heading_can_be_answered(ada_browses: Client, save: Save) -> None:
    save("Talk:Pond", text=comment("Ben", 0))
    page = read(ada_browses)
    opening = one(page, "section.topic > article.comment a.reply").attributes["data-reply"]
    topic = one(page, ".topic-acts a.reply").attributes["data-reply"]
    for number, item in enumerate((opening, topic)):
        given = {"token": str(number), "comment_id": item, "text": f"Reply {number}.", "do": "post"}
        assert ada_browses.post(f"{TALK}?action=reply", given).status_code == 303
    page = read(ada_browses)
    assert len(page.css("section.topic > article.comment")) == 2
    assert len(page.css("article.comment article.comment")) == 1


def test_a_script_in_every_field_runs_nowhere(ada_browses: Client, asked: PostedTopic) -> None:
    ada_browses.post(f"{TALK}?action=reply", fields(asked, text=SCRIPT))
    ada_browses.post(f"{TALK}?action=newtopic", {"heading": SCRIPT, "text": SCRIPT, "token": SCRIPT})
    addresses = [
        TALK,
        f"{TALK}?reply={quote(SCRIPT)}",
        "/",
        "/wiki/Special:Import",
        f"/wiki/Special:GoToComment/{quote(SCRIPT)}",
    ]
    pages = [ada_browses.get(url).content.decode() for url in addresses]
    imported = {"title": SCRIPT, "text": SCRIPT, "form": SCRIPT, "language": SCRIPT, "token": SCRIPT}
    pages.append(ada_browses.post("/wiki/Special:Import", imported).content.decode())
    gone = {"comment_id": SCRIPT, "text": SCRIPT, "token": SCRIPT}
    pages.append(ada_browses.post(f"{TALK}?action=reply", gone).content.decode())
    for html in pages:
        page = LexborHTMLParser(html)
        assert not [node for node in page.css("script") if node.text().strip()]
        assert not page.css("[onerror]")
        assert "alert(1)" not in re.sub(
            r"&[^;]+;", "", " ".join(str(node.attributes) for node in page.css("img"))
        )


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
