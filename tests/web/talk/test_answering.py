"""Replies, topics and previews as a browser posts them, with scripts and without."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from folkmoot.web.accounts.models import User
from folkmoot.web.pages.models import Page
from folkmoot.web.pages.queries import LoadedRevision, read_text
from folkmoot.web.shared.actor import Actor
from folkmoot.web.talk import queries
from folkmoot.web.talk.models import IndexedPage, TopicEntry
from folkmoot.web.talk.services import PostedTopic, post_topic
from tests.web.talk.browsing import FRAGMENT, SCRIPT, TALK, one, read, words
from tests.web.talk.test_index import comment
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db


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
