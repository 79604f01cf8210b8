"""Pages brought from elsewhere: what they become, and what is said of them before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.conversation import read
from folkmoot.core.errors import BadTitle, Conflict, Forbidden, NoConversation, TooLarge
from folkmoot.web.pages.models import Revision
from folkmoot.web.pages.queries import read_text
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.importing import understand
from folkmoot.web.talk.models import CommentEntry
from folkmoot.web.talk.services import import_page
from tests.shared_data import SHARED, needs_shared
from tests.wiki import title_of

pytestmark = pytest.mark.django_db

COPIED = """Jump to content

Talk:Repair workshop

Add topic
Latest comment: 2 days ago by Ben in topic Opening hours

Opening hours[edit]

Could we open on Fridays as well? There is * a lot * to mend.
  • the toaster
  • the [[clock]]
Ada (talk) 09:00, 4 May 2026 (UTC)Reply
Hi @Ada, Fridays would suit me. Ben (talk) 10:30, 4 May 2026 (UTC)Reply

Keys[edit]

Who has them? Ada (talk) 11:00, 4 May 2026 (UTC)Reply
"""
WIKITEXT = (
    "== Keys ==\nWho has them? [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 09:00, 4 May 2026 (UTC)\n"
    ":Me. [[User:Ben|Ben]] ([[User talk:Ben|talk]]) 10:30, 4 May 2026 (UTC)\n"
)
HTML = """<html><body><div class="mw-parser-output"><h2 id="Keys">Keys</h2>
<p>Who has <b>them</b>? <a href="/wiki/User:Ada">Ada</a>
(<a href="/wiki/User_talk:Ada">talk</a>) 09:00, 4 May 2026 (UTC)</p>
<dl><dd>Me. <a href="/wiki/User:Ben">Ben</a>
(<a href="/wiki/User_talk:Ben">talk</a>) 10:30, 4 May 2026 (UTC)</dd></dl>
</div></body></html>"""


def people_and_times(title: str) -> list[tuple[str, datetime]]:
    conversation = read(read_text(title_of(title)) or "", form="wikitext", site=wiki_site())
    return [(comment.author, comment.timestamp) for comment in conversation.comments()]


@pytest.mark.parametrize("text", [WIKITEXT, HTML], ids=["wikitext", "html"])
def test_the_same_conversation_stands_on_the_page(ada_acts: Actor, now: datetime, text: str) -> None:
    imported = import_page(actor=ada_acts, text=text, title="Talk:Keys", now=now)
    assert (imported.topics, imported.comments, imported.people) == (1, 2, 2)
    assert people_and_times("Talk:Keys") == [
        ("Ada", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
        ("Ben", datetime(2026, 5, 4, 10, 30, tzinfo=UTC)),
    ]
    reply = CommentEntry.objects.get(author="Ben")
    assert (reply.parent_number, reply.level) == (0, 2)


def test_a_copied_page_goes_where_it_says_it_belongs(ada_acts: Actor, now: datetime) -> None:
    imported = import_page(actor=ada_acts, text=COPIED, now=now)
    assert imported.title == title_of("Talk:Repair workshop")
    assert [author for author, _ in people_and_times("Talk:Repair workshop")] == ["Ada", "Ben", "Ada"]


def test_what_is_understood_is_told_before(ada_acts: Actor) -> None:
    understood = understand(COPIED)
    assert (understood.form, understood.comments, understood.people) == ("text", 3, 2)
    assert [topic.text for topic in understood.topics] == ["Opening hours", "Keys"]
    answer = understood.topics[0].comments[1]
    assert (answer.author, answer.answers, answer.inferred) == ("Ben", "Ada", True)


def test_an_article_s_conversation_goes_to_its_discussion_page(ada_acts: Actor, now: datetime) -> None:
    assert import_page(actor=ada_acts, text=WIKITEXT, title="Keys", now=now).title == title_of("Talk:Keys")


def test_a_page_that_is_there_is_not_written_over(ada_acts: Actor, now: datetime) -> None:
    import_page(actor=ada_acts, text=WIKITEXT, title="Talk:Keys", now=now)
    with pytest.raises(Conflict):
        import_page(actor=ada_acts, text=HTML, title="Talk:Keys", now=now)
    import_page(actor=ada_acts, text=HTML, title="Talk:Keys", append=True, now=now)
    assert len(people_and_times("Talk:Keys")) == 4


def test_an_import_posted_twice_is_done_once(ada_acts: Actor, now: datetime) -> None:
    first, second = (
        import_page(actor=ada_acts, text=WIKITEXT, title="Talk:Keys", token="t", now=now) for _ in range(2)
    )
    assert (second.repeated, second.revision_id) == (True, first.revision_id)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"text": "Nobody signed this."}, NoConversation),
        ({"text": ""}, NoConversation),
        ({"text": "x" * 5_000_000}, TooLarge),
        ({"title": "Talk:{}"}, BadTitle),
        ({"title": None}, BadTitle),
        ({"title": "Special:Import"}, Forbidden),
        ({"actor": Actor("192.0.2.1")}, Forbidden),
    ],
)
def test_what_cannot_be_imported_is_refused(
    ada_acts: Actor, now: datetime, how: dict[str, object], refusal: type[Exception]
) -> None:
    given = {"actor": ada_acts, "text": WIKITEXT, "title": "Talk:Keys", "now": now, **how}
    with pytest.raises(refusal):
        import_page(**given)  # type: ignore[arg-type]
    assert not Revision.objects.exists()


@needs_shared
def test_a_real_copied_page_becomes_the_conversation_that_it_was(ada_acts: Actor, now: datetime) -> None:
    assert SHARED is not None
    text = (SHARED / "copied-pages" / "year-one-update.txt").read_text()
    imported = import_page(actor=ada_acts, text=text, title="Talk:Year One Update", now=now)
    assert (imported.topics, imported.comments, imported.people) == (2, 5, 4)
    authors = [author for author, _ in people_and_times("Talk:Year One Update")]
    assert authors == ["Scann", "Joalpe", "MIskander-WMF", "Scann", "Ganesha811"]


# --- in the browser ------------------------------------------------------------------------------------


def send(client: Client, **fields: object) -> tuple[int, LexborHTMLParser]:
    given = {"token": "t", "title": "", "form": "auto", "language": "en", "text": "", "do": "preview"}
    answer = client.post("/wiki/Special:Import", {**given, **fields})
    return answer.status_code, LexborHTMLParser(answer.content.decode())


def test_the_form_shows_what_was_understood_and_fills_in_the_title(client: Client) -> None:
    status, page = send(client, text=COPIED)
    assert status == 200
    assert len(page.css(".understood-topics > li")) == 2
    title = page.css_first("#import-title")
    assert title is not None
    assert title.attributes["value"] == "Talk:Repair workshop"


def test_the_form_makes_the_page(ada_browses: Client) -> None:
    status, _ = send(ada_browses, text=COPIED, title="Talk:Workshop", do="save")
    assert status == 303
    page = LexborHTMLParser(ada_browses.get("/wiki/Talk:Workshop").content.decode())
    assert len(page.css("article.comment")) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_can_be_sent_instead(client: Client, encoding: str) -> None:
    _, page = send(client, file=SimpleUploadedFile("page.txt", COPIED.encode(encoding)))
    assert len(page.css(".understood-topics > li")) == 2


def test_a_file_that_is_not_text_is_refused_with_what_to_do(client: Client) -> None:
    status, page = send(client, file=SimpleUploadedFile("page.bin", b"\xe9\xff\x00"))
    problem = page.css_first(".problem")
    assert status == 400
    assert problem is not None
    assert "UTF-8" in problem.text()


def test_a_visitor_s_text_comes_back(client: Client) -> None:
    status, page = send(client, text=WIKITEXT, title="Talk:Keys", do="save")
    area = page.css_first("textarea")
    assert status == 403
    assert area is not None
    assert "Who has them?" in area.text()
