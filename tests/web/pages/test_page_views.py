"""Pages over HTTP: reading, editing, history, old revisions, differences."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import datetime
from gzip import decompress
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from django.test import Client

from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Revision
from folkmoot.web.shared.actor import Actor
from tests.wiki import Save, StandingClock, title_of

pytestmark = pytest.mark.django_db

POND = "The pond.\n\n== Frogs ==\nMany.\n\n== Newts ==\nFew.\n"
SCRIPT = "<script>alert(1)</script>"


def _body(response: Any) -> str:
    return str(response.content.decode())


def _fields(response: Any) -> dict[str, str]:
    """What a browser would send back of the form that edits."""
    form = re.search(r'<form class="edit".*?</form>', _body(response), re.DOTALL)
    assert form, _body(response)
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form[0])
    }
    text = re.search(r'<textarea[^>]* name="text"[^>]*>\n?(.*?)</textarea>', form[0], re.DOTALL)
    assert text
    return fields | {"text": unescape(text[1])}


def test_a_page_is_shown_rendered(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    response = client.get("/wiki/Pond")
    assert response.status_code == 200
    assert '<h2 id="Frogs">Frogs</h2>' in _body(response)
    assert "<title>Pond – Folkmoot</title>" in _body(response)


def test_reading_needs_few_queries_however_long_the_page(
    client: Client, save: Save, django_assert_max_num_queries: Any
) -> None:
    for number in (3, 120):
        save(f"Page {number}", text="".join(f"== T{at} ==\n[[Link {at}]] {number}\n" for at in range(number)))
        client.get(f"/wiki/Page_{number}")
        with django_assert_max_num_queries(5):
            assert client.get(f"/wiki/Page_{number}").status_code == 200


@pytest.mark.parametrize(
    ("lead", "numbers"), [("", [1, 2]), ("Before.\n", [1, 2])], ids=["no lead", "a lead"]
)
def test_every_heading_leads_to_the_source_of_its_section(
    client: Client, save: Save, lead: str, numbers: list[int]
) -> None:
    save("Pond", text=f"{lead}== Ducks ==\nMany.\n\n== Reeds ==\nFew.\n")
    body = _body(client.get("/wiki/Pond"))
    assert "<p><br>" not in body
    links = re.findall(
        r'id="(\w+)">\w+</h2><span class="mw-editsection">.*?href="\?action=edit&amp;section=(\d+)"', body
    )
    assert links == [("Ducks", str(numbers[0])), ("Reeds", str(numbers[1]))]
    source = _body(client.get(f"/wiki/Pond?action=edit&section={numbers[1]}"))
    assert "== Reeds ==" in source
    assert "Ducks" not in source


def test_only_style_sheets_that_the_renderer_cleaned_work(client: Client, save: Save) -> None:
    save("Template:Box/styles.css", text=".box { color: red }")
    save("Pond", text='<templatestyles src="Box/styles.css" /><style>.own { color: red }</style>')
    response = client.get("/wiki/Pond", headers={"Accept-Encoding": "gzip"})
    css = b".mw-parser-output .box{color:red}"
    assert response["Content-Encoding"] == "gzip"
    allowed = f"style-src 'self' 'sha256-{b64encode(sha256(css).digest()).decode()}';"
    assert allowed in response["Content-Security-Policy"]
    page = decompress(response.content)
    assert css in page
    assert b"<style>" not in page
    again = client.get("/wiki/Pond", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert "Content-Security-Policy" not in again.headers


def test_a_missing_page_says_so_and_invites_to_write_it(client: Client, ada_browses: Client) -> None:
    response = ada_browses.get("/wiki/Pond")
    assert response.status_code == 404
    assert 'href="/wiki/Pond?action=edit"' in _body(response)


def test_a_missing_page_asks_visitors_to_log_in(client: Client, db: None) -> None:
    response = client.get("/wiki/Pond")
    assert response.status_code == 404
    assert "/accounts/login/?next=%2Fwiki%2FPond" in _body(response)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/wiki/pond", "/wiki/Pond"),
        ("/wiki/Old%20pond", "/wiki/Old_pond"),
        ("/wiki/user:ada", "/wiki/User:Ada"),
        ("/wiki/Benutzer:Ada?action=history", "/wiki/User:Ada?action=history"),
        ("/wiki/_Pond__1_", "/wiki/Pond_1"),
        ("/wiki/Pond%23Frogs", "/wiki/Pond#Frogs"),
    ],
)
def test_every_page_has_one_address(client: Client, db: None, asked: str, found: str) -> None:
    response = client.get(asked)
    assert response.status_code == 301
    assert response["Location"] == found


def test_the_own_address_of_a_page_is_not_redirected(client: Client, save: Save) -> None:
    for name in (
        "Pond",
        "Pond (old)",
        "Was ist das?",
        "100 %",
        "Été",
        "A/b",
        "Q&a",
        "It's",
        'So-called "pond"',
    ):
        save(name, text="Water.\n")
        address = client.get(f"/wiki/{name.replace('%', '%25').replace('?', '%3F').lower()}")["Location"]
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "title", ["Pond%7CLake", "%3Cb%3E", "Talk:User:Ada", "..", "A%00B", "x" * 300, "~~~~"]
)
def test_a_title_that_cannot_be_is_refused_with_a_reason(client: Client, db: None, title: str) -> None:
    response = client.get(f"/wiki/{title}")
    assert response.status_code == 400
    assert 'class="refusal"' in _body(response)


def test_a_special_page_that_is_not_there_is_not_found(client: Client, db: None) -> None:
    assert client.get("/wiki/Special:Nothing").status_code == 404


def test_an_action_that_is_not_there_is_refused(client: Client, db: None) -> None:
    response = client.get("/wiki/Pond?action=" + SCRIPT)
    assert response.status_code == 400
    assert SCRIPT not in _body(response)


def test_a_redirect_is_followed_and_says_so(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    save("Pool", text="#REDIRECT [[Pond]]\n")
    body = _body(client.get("/wiki/Pool"))
    assert 'href="/wiki/Pool?redirect=no"' in body
    assert "The pond." in body
    assert "The pond." not in _body(client.get("/wiki/Pool?redirect=no"))


def test_a_redirect_to_itself_or_to_nothing_is_shown_as_it_is(client: Client, save: Save) -> None:
    save("Pool", text="#REDIRECT [[Pool]]\n")
    save("Puddle", text="#REDIRECT [[Nowhere]]\n")
    assert client.get("/wiki/Pool").status_code == 200
    assert client.get("/wiki/Puddle").status_code == 200


def test_the_source_can_be_read_raw(client: Client, save: Save) -> None:
    old = save("Pond", text=SCRIPT).revision_id
    save("Pond", text=POND)
    response = client.get("/wiki/Pond?action=raw")
    assert _body(response) == POND
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert _body(client.get(f"/wiki/Pond?action=raw&oldid={old}")) == SCRIPT
    assert client.get("/wiki/Lake?action=raw").status_code == 404


def test_a_page_is_edited_through_its_form(ada_browses: Client, save: Save, ticking: StandingClock) -> None:
    save("Pond", text=POND)
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit"))
    assert fields["text"] == POND
    fields |= {"text": POND.replace("Many", "Some") + "~~~~", "summary": "counted", "do": "save"}
    response = ada_browses.post("/wiki/Pond?action=edit", fields)
    assert (response.status_code, response["Location"]) == (303, "/wiki/Pond")
    text = queries.read_text(title_of("Pond"))
    assert text is not None
    assert "Some." in text
    assert "[[User:Ada|Ada]]" in text
    assert "12:00, 4 May 2026 (UTC)" in text


def test_a_section_is_edited_with_its_sub_sections(ada_browses: Client, save: Save, now: datetime) -> None:
    save("Pond", text="Lead.\n\n== Frogs ==\nMany.\n\n=== Green ===\nTwo.\n\n== Newts ==\nFew.\n")
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit&section=1"))
    assert fields["text"] == "== Frogs ==\nMany.\n\n=== Green ===\nTwo.\n\n"
    fields |= {"text": "== Frogs ==\r\nNone.", "do": "save"}
    response = ada_browses.post("/wiki/Pond?action=edit", fields)
    assert response["Location"] == "/wiki/Pond#Frogs"
    assert queries.read_text(title_of("Pond")) == "Lead.\n\n== Frogs ==\nNone.\n\n== Newts ==\nFew.\n"
    assert '→<bdi dir="ltr">Frogs</bdi>' in _body(ada_browses.get("/wiki/Pond?action=history"))


def test_a_summary_in_the_history_has_its_links_and_nothing_else(ada_browses: Client, save: Save) -> None:
    save("Newt", text="Small.")
    save("Pond", text="Wet.", summary="[[Newt]] [[Toad]] <b onclick=x>")
    body = _body(ada_browses.get("/wiki/Pond?action=history"))
    assert '<a href="/wiki/Newt" title="Newt">Newt</a>' in body
    assert 'class="new" title="Toad (page does not exist)">Toad</a>' in body
    assert "&lt;b onclick=x&gt;" in body


@pytest.mark.parametrize("section", ["9", "x", "-1", "99999999999999999999"])
def test_a_section_that_is_not_there_is_refused(ada_browses: Client, save: Save, section: str) -> None:
    save("Pond", text=POND)
    assert ada_browses.get(f"/wiki/Pond?action=edit&section={section}").status_code == 404


def test_a_new_page_is_made_through_its_form(ada_browses: Client, now: datetime) -> None:
    fields = _fields(ada_browses.get("/wiki/Lake?action=edit")) | {"text": "The lake.", "do": "save"}
    assert ada_browses.post("/wiki/Lake?action=edit", fields).status_code == 303
    assert queries.read_text(title_of("Lake")) == "The lake."


def test_a_new_page_is_not_made_of_nothing(ada_browses: Client, now: datetime) -> None:
    fields = _fields(ada_browses.get("/wiki/Lake?action=edit")) | {"text": " \n", "do": "save"}
    response = ada_browses.post("/wiki/Lake?action=edit", fields)
    assert response.status_code == 400
    assert "at least a word" in _body(response)
    assert queries.read_text(title_of("Lake")) is None


def test_a_page_can_be_emptied(ada_browses: Client, save: Save) -> None:
    save("Pond", text=POND)
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit")) | {"text": "", "do": "save"}
    assert ada_browses.post("/wiki/Pond?action=edit", fields).status_code == 303
    assert queries.read_text(title_of("Pond")) == ""
    assert ada_browses.get("/wiki/Pond").status_code == 200


def test_a_preview_shows_the_text_and_saves_nothing(ada_browses: Client, now: datetime) -> None:
    fields = _fields(ada_browses.get("/wiki/Lake?action=edit")) | {
        "text": "'''Wet''' " + SCRIPT,
        "do": "preview",
    }
    response = ada_browses.post("/wiki/Lake?action=edit", fields)
    assert "<b>Wet</b>" in _body(response)
    assert SCRIPT not in _body(response)
    assert _fields(response)["text"] == fields["text"]
    assert queries.read_text(title_of("Lake")) is None


def test_posting_the_form_twice_saves_once(ada_browses: Client, now: datetime) -> None:
    fields = _fields(ada_browses.get("/wiki/Lake?action=edit")) | {"text": "The lake.", "do": "save"}
    for _ in range(2):
        assert ada_browses.post("/wiki/Lake?action=edit", fields).status_code == 303
    assert Revision.objects.count() == 1


def test_visitors_see_the_source_and_where_to_log_in(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    body = _body(client.get("/wiki/Pond?action=edit"))
    assert "== Frogs ==" in body
    assert "/accounts/login/" in body
    assert "<form class=" not in body


def test_whoever_was_logged_out_meanwhile_gets_the_text_back(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    response = client.post("/wiki/Pond?action=edit", {"text": "My long text", "do": "save"})
    assert response.status_code == 403
    assert "My long text" in _body(response)


def test_a_conflict_shows_both_texts_and_the_next_save_decides(
    ada_browses: Client, save: Save, ben_acts: Actor
) -> None:
    save("Pond", text=POND)
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit"))
    save("Pond", text=POND.replace("Many", "Two"), actor=ben_acts)
    fields |= {"text": POND.replace("Many", "Three"), "do": "save"}
    response = ada_browses.post("/wiki/Pond?action=edit", fields)
    assert response.status_code == 409
    assert "Two." in _body(response)
    again = _fields(response)
    assert "Three." in again["text"]
    assert ada_browses.post("/wiki/Pond?action=edit", again | {"do": "save"}).status_code == 303
    assert "Three." in (queries.read_text(title_of("Pond")) or "")


def test_a_conflict_about_a_section_shows_that_section_where_it_is_now(
    ada_browses: Client, save: Save, ben_acts: Actor
) -> None:
    save("Pond", text=POND)
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit&section=2"))
    save("Pond", text="Lead.\n\n== Fish ==\nNone.\n\n== Newts ==\nSix.\n", actor=ben_acts)
    response = ada_browses.post(
        "/wiki/Pond?action=edit", fields | {"text": "== Newts ==\nSeven.", "do": "save"}
    )
    assert response.status_code == 409
    again = _fields(response)
    assert again["section"] == "2"
    ada_browses.post("/wiki/Pond?action=edit", again | {"do": "save"})
    assert queries.read_text(title_of("Pond")) == "Lead.\n\n== Fish ==\nNone.\n\n== Newts ==\nSeven."


def test_a_conflict_about_a_section_that_is_gone_keeps_the_text(
    ada_browses: Client, save: Save, ben_acts: Actor
) -> None:
    save("Pond", text=POND)
    fields = _fields(ada_browses.get("/wiki/Pond?action=edit&section=2"))
    save("Pond", text="All gone.\n", actor=ben_acts)
    response = ada_browses.post(
        "/wiki/Pond?action=edit", fields | {"text": "== Newts ==\nSeven.", "do": "save"}
    )
    assert response.status_code == 409
    assert _fields(response)["text"] == "All gone.\n\n== Newts ==\nSeven."


def test_too_long_a_text_comes_back_to_its_writer(ada_browses: Client, now: datetime) -> None:
    long = "word " * 1_000_000
    for what in ("save", "preview"):
        response = ada_browses.post("/wiki/Pond?action=edit", {"text": long, "do": what})
        assert response.status_code == 413
        assert long in _body(response)


def test_nothing_typed_into_any_field_runs(ada_browses: Client, now: datetime) -> None:
    fields = dict.fromkeys(
        ("text", "summary", "token", "section", "base_revision"), SCRIPT + '"><i onclick=x>'
    )
    for what in ("save", "preview"):
        ada_browses.post("/wiki/Pond?action=edit", fields | {"do": what})
    ada_browses.post("/wiki/Pond?action=edit", {"text": SCRIPT, "summary": SCRIPT, "do": "save"})
    for address in ("", "?action=history", "?action=edit", f"?diff={Revision.objects.latest('id').pk}"):
        body = _body(ada_browses.get(f"/wiki/Pond{address}"))
        assert SCRIPT not in body
        assert "<i onclick" not in body


def test_the_history_is_told_in_stretches_that_meet(client: Client, save: Save) -> None:
    for number in range(120):
        save("Pond", text=f"{number}\n")
    ids: list[str] = []
    body = ""
    address: str | None = "/wiki/Pond?action=history"
    while address:
        body = _body(client.get(address))
        ids += re.findall(r'class="when" href="/wiki/Pond\?oldid=(\d+)"', body)
        older = re.search(r'rel="next" href="([^"]+)"', body)
        address = unescape(older[1]) if older else None
    assert ids == [str(pk) for pk in Revision.objects.order_by("-id").values_list("pk", flat=True)]
    newer = re.search(r'rel="prev" href="([^"]+)"', body)
    assert newer
    back = re.findall(r'class="when" href="/wiki/Pond\?oldid=(\d+)"', _body(client.get(unescape(newer[1]))))
    assert back == ids[50:100]


def test_an_old_revision_is_shown_as_what_it_is(client: Client, save: Save) -> None:
    first = save("Pond", text="One.\n").revision_id
    second = save("Pond", text="Two.\n").revision_id
    third = save("Pond", text="Three.\n").revision_id
    body = _body(client.get(f"/wiki/Pond?oldid={second}"))
    assert "Two." in body
    assert f'rel="prev" href="/wiki/Pond?oldid={first}"' in body
    assert f'rel="next" href="/wiki/Pond?oldid={third}"' in body


@pytest.mark.parametrize(
    "query", ["oldid=999999", "oldid=x", "diff=999999", "diff=", "oldid=99999999999999999999"]
)
def test_a_revision_that_is_not_there_is_not_found(client: Client, save: Save, query: str) -> None:
    save("Pond", text=POND)
    assert client.get(f"/wiki/Pond?{query}").status_code == 404


def test_a_revision_of_another_page_is_not_shown_as_this_one(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    other = save("Lake", text="The lake.\n").revision_id
    assert client.get(f"/wiki/Pond?oldid={other}").status_code == 404


def test_an_old_revision_can_be_saved_again(ada_browses: Client, save: Save) -> None:
    first = save("Pond", text="One.\n").revision_id
    save("Pond", text="Two.\n")
    fields = _fields(ada_browses.get(f"/wiki/Pond?action=edit&oldid={first}"))
    assert fields["text"] == "One.\n"
    ada_browses.post("/wiki/Pond?action=edit", fields | {"do": "save"})
    assert queries.read_text(title_of("Pond")) == "One."


def test_a_difference_marks_the_words(client: Client, save: Save) -> None:
    save("Pond", text=POND)
    saved = save("Pond", text=POND.replace("The pond.", "The <b>old</b> pond."))
    body = _body(client.get(f"/wiki/Pond?diff={saved.revision_id}"))
    assert "<ins>" in body
    assert "&lt;b&gt;" in body
    assert "<b>old" not in body


def test_the_first_revision_differs_from_nothing(client: Client, save: Save) -> None:
    saved = save("Pond", text="One.\n")
    assert "One." in _body(client.get(f"/wiki/Pond?diff={saved.revision_id}"))


def test_a_section_that_is_no_number_never_becomes_the_whole_page(ada_browses: Client, save: Save) -> None:
    save("Pond", text="== One ==\na\n\n== Two ==\nb")
    sent = {"text": "== One ==\nnew words", "section": "abc", "token": "t", "do": "save"}
    answer = ada_browses.post("/wiki/Pond?action=edit", sent)
    assert answer.status_code == 404
    assert "new words" in _body(answer)
    assert "== Two ==" in ada_browses.get("/wiki/Pond?action=raw").content.decode()
