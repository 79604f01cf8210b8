"""A page is written once and read in the reader's variant: as the address asks, else as the browser does."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.wiki import Save

pytestmark = pytest.mark.django_db


def read(client: Client, title: str, query: str = "", browser: str = "en") -> LexborHTMLParser:
    answer = client.get(f"/wiki/{title}{query}", headers={"accept-language": browser})
    return LexborHTMLParser(answer.content.decode())


def shown(page: LexborHTMLParser) -> tuple[str, str | None]:
    (text,) = page.css(".wikitext")
    return text.text().strip(), text.attributes["lang"]


@pytest.mark.parametrize(
    ("query", "browser", "expected"),
    [
        ("", "en", ("Језеро је дубоко.", "sr")),
        ("?variant=sr-el", "en", ("Jezero je duboko.", "sr-Latn")),
        ("", "sr-Latn", ("Jezero je duboko.", "sr-Latn")),
        ("", "sr-Cyrl;q=0.3, en, sr-Latn;q=0.8", ("Jezero je duboko.", "sr-Latn")),
        ("", "sr-Latn;q=x, *, ;;", ("Језеро је дубоко.", "sr")),
        ("?variant=sr-ec", "sr-Latn", ("Језеро је дубоко.", "sr-Cyrl")),
        ("?variant=zh-tw", "en", ("Језеро је дубоко.", "sr")),
        ("?variant=%3Cscript%3E", "en", ("Језеро је дубоко.", "sr")),
    ],
)
def test_the_address_decides_then_the_browser(
    client: Client, save: Save, query: str, browser: str, expected: tuple[str, str]
) -> None:
    save("Pond", text="Језеро је дубоко.", language="sr")
    assert shown(read(client, "Pond", query, browser)) == expected


def test_each_variant_is_kept_apart(client: Client, save: Save) -> None:
    save("Talk:Pond", text="== Језеро ==\nДубоко је.\n", language="sr")
    for _ in range(2):
        assert "Duboko je." in shown(read(client, "Talk:Pond", "?variant=sr-el"))[0]
        assert "Дубоко је." in shown(read(client, "Talk:Pond", "?variant=sr-ec"))[0]


def test_there_are_links_to_the_variants_of_a_language_that_has_any(client: Client, save: Save) -> None:
    save("Pond", text="Језеро.", language="sr")
    save("Lake", text="The lake.")
    links = read(client, "Pond", "?variant=sr-el&x=1").css(".variants a")
    assert [link.attributes["href"] for link in links] == [
        f"?variant={code}&x=1" for code in ("sr", "sr-ec", "sr-el")
    ]
    assert [link.attributes.get("aria-current") for link in links] == [None, None, "true"]
    assert not read(client, "Lake").css(".variants")


def test_a_rule_holds_for_the_sections_below_it(client: Client, save: Save) -> None:
    rule = "-{A|sr-ec:Беч;sr-el:Wien}-"
    save("Pond", text=f"Беч.\n== Један ==\n{rule}\n== Два ==\nБеч.\n== Три ==\nБеч.\n", language="sr")
    for _ in range(2):
        text = shown(read(client, "Pond", "?variant=sr-el"))[0].split()
        assert [word for word in text if word.startswith(("B", "W"))] == ["Beč.", "Wien", "Wien.", "Wien."]
    save("Pond", changed_section=(2, "== Два ==\nАх, Беч!\n"))
    assert "Ah, Wien!" in shown(read(client, "Pond", "?variant=sr-el"))[0]
