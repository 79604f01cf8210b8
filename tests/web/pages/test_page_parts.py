"""What stands around a page's text: contents, edit links, categories, title, signs, other languages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.wiki import Save

pytestmark = pytest.mark.django_db

LONG = "The pond.\n" + "".join(f"== Part {number} ==\nWords.\n" for number in range(1, 6))


def read(client: Client, title: str = "Pond", **headers: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/wiki/{title}", headers=headers).content.decode())


def only(page: LexborHTMLParser, selector: str) -> LexborNode:
    """The one element there is of this kind."""
    (node,) = page.css(selector)
    return node


def test_a_page_of_many_sections_has_one_table_of_contents_before_its_first_heading(
    client: Client, save: Save
) -> None:
    save("Pond", text=LONG)
    page = read(client)
    (table,) = page.css(".toc")
    assert [link.attributes["href"] for link in table.css("a")] == [f"#Part_{n}" for n in range(1, 6)]
    assert [number.text() for number in table.css(".tocnumber")] == list("12345")
    html = client.get("/wiki/Pond").content.decode()
    assert html.index("The pond.") < html.index('id="toc"') < html.index('id="Part_1"')


@pytest.mark.parametrize(("text", "tables"), [("__NOTOC__\n" + LONG, 0), ("== One ==\na\n", 0)])
def test_a_page_can_do_without_contents(client: Client, save: Save, text: str, tables: int) -> None:
    save("Pond", text=text)
    assert len(read(client).css(".toc")) == tables


def test_contents_stand_where_the_page_puts_them(client: Client, save: Save) -> None:
    save("Pond", text="Lead.\n== One ==\na\n== Two ==\nHere: __TOC__\n")
    html = client.get("/wiki/Pond").content.decode()
    assert html.count('id="toc"') == 1
    assert html.index('id="Two"') < html.index('id="toc"')


def test_contents_and_edit_links_speak_the_language_of_the_reader(client: Client, save: Save) -> None:
    save("Pond", text=LONG)
    for language, words in [("de", "Inhaltsverzeichnis"), ("en", "Contents")]:
        with override(language):
            page = read(client, **{"accept-language": language})
        assert only(page, ".toc h2").text() == words
        assert page.css(".mw-editsection a")


def test_edit_links_count_sections_of_the_page_and_not_of_what_was_rendered(
    client: Client, save: Save
) -> None:
    save("Pond", text="Lead.\n== A ==\na\n== B ==\n<div>\n== C ==\nc\n</div>\n== D ==\nd\n")
    links = [link.attributes["href"] for link in read(client).css(".mw-editsection a")]
    assert links == [f"?action=edit&section={number}" for number in (1, 2, 3, 4)]


def test_a_section_of_a_template_is_edited_there(client: Client, save: Save) -> None:
    save("Template:Part", text="== From elsewhere ==\nWords.\n")
    save("Pond", text="{{Part}}\n== Own ==\n")
    first, second = (link.attributes["href"] or "" for link in read(client).css(".mw-editsection a"))
    assert first.startswith("/wiki/Template:Part?")
    assert second.startswith("?action=edit&section=")


def test_categories_stand_below_the_page(client: Client, save: Save) -> None:
    save("Category:Water", text="All that is wet.")
    save("Pond", text="[[Category:Water]]\n[[Category:Nowhere|*]]\n== A ==\n[[Category:Water]]\n")
    links = read(client).css(".catlinks li a")
    assert [(link.text(), link.attributes.get("class")) for link in links] == [
        ("Water", None),
        ("Nowhere", "new"),
    ]
    assert links[0].attributes["href"] == "/wiki/Category:Water"


def test_a_talk_page_shows_its_categories_and_signs_too(client: Client, save: Save) -> None:
    save("Talk:Pond", text="[[Category:Water]]<indicator name=x>!</indicator>\n== A ==\nb\n")
    page = read(client, "Talk:Pond")
    assert [link.text() for link in page.css(".catlinks li a")] == ["Water"]
    assert only(page, ".mw-indicator").text() == "!"


def test_a_page_can_be_shown_under_another_form_of_its_title_and_no_other(client: Client, save: Save) -> None:
    save("Pond", text="{{DISPLAYTITLE:''pond''}}")
    assert only(read(client), "h1 i").text() == "pond"
    save("Pond", text="{{DISPLAYTITLE:Ocean}}")
    assert "Pond" in only(read(client), "h1").text()


def test_signs_stand_beside_the_title_with_their_links_coloured(client: Client, save: Save) -> None:
    save(
        "Pond", text='<indicator name="a">[[Nowhere]]</indicator><indicator name="b"><b>!</b></indicator>Text'
    )
    signs = read(client).css(".mw-indicator")
    assert [sign.text() for sign in signs] == ["Nowhere", "!"]
    assert "new" in (signs[0].html or "")


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<b onclick="alert(1)">x</b>']
)
def test_nothing_that_stands_around_a_page_runs(client: Client, save: Save, attack: str) -> None:
    save(
        "Pond",
        text=f"{{{{DISPLAYTITLE:Pond{attack}}}}}<indicator name=x>{attack}</indicator>[[Category:{attack}]]",
    )
    page = read(client)
    assert not page.css("main script, [onerror], [onclick]")
