"""A page copied out of a browser becomes a page of the site, and can be answered."""

from __future__ import annotations

from pathlib import Path

from browser.steps import comment, own, reply
from browser.visitors import Watch
from playwright.sync_api import Page, expect
from shared_data import SHARED, needs_shared

COPIED = Path(__file__).parent / "pages" / "copied.txt"


def _bring_in(page: Page, text: str, title: str) -> None:
    page.goto("/wiki/Special:Import")
    page.get_by_label("The page's text").fill(text)
    page.get_by_label("Title here").fill(title)
    page.get_by_role("button", name="See what is understood").click()


def test_the_import_shows_what_it_understood_before_it_saves(ada: Page, word: str) -> None:
    _bring_in(ada, COPIED.read_text(), f"Talk:Lamps {word}")
    understood = ada.get_by_role("region", name="What was understood")
    expect(understood).to_contain_text("3 comments")
    expect(understood).to_contain_text("2 topics")
    expect(understood).to_contain_text("(concluded from the words)")
    assert ada.request.get(f"/wiki/Talk:Lamps_{word}?action=raw").status == 404


def test_a_copied_page_is_imported_shown_and_answered(ada: Page, word: str) -> None:
    _bring_in(ada, COPIED.read_text(), f"Talk:Lamps {word}")
    ada.get_by_role("button", name="Make the page").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(f"Talk:Lamps {word}")
    question = comment(ada, "shine straight into the bedrooms")
    expect(own(question, ".byline").get_by_role("link", name="Petra")).to_be_visible()
    expect(
        own(question, ".replies").locator(":scope > article", has_text="dimming is possible")
    ).to_be_visible()
    reply(ada, "dimming is possible", f"Did they name one? {word}")
    expect(comment(ada, f"Did they name one? {word}")).to_be_visible()


def test_a_file_is_imported_too(ada: Page, word: str) -> None:
    ada.goto("/wiki/Special:Import")
    ada.get_by_label("Or a file").set_input_files(COPIED)
    ada.get_by_label("Title here").fill(f"Talk:Filed {word}")
    ada.get_by_role("button", name="Make the page").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(f"Talk:Filed {word}")
    expect(ada.locator("article.comment")).to_have_count(3)


def test_a_text_without_a_conversation_is_refused_and_kept(ada: Page, word: str, watch: Watch) -> None:
    watch.allow("400")
    _bring_in(ada, f"Just a shopping list {word}", f"Talk:List {word}")
    expect(ada.get_by_role("alert")).to_be_visible()
    expect(ada.get_by_label("The page's text")).to_have_value(f"Just a shopping list {word}")


@needs_shared
def test_the_year_one_update_is_imported_shown_and_answered(ada: Page, word: str) -> None:
    assert SHARED is not None
    text = (SHARED / "copied-pages" / "year-one-update.txt").read_text()
    title = f"Talk:Year One {word}"
    _bring_in(ada, text, title)
    expect(ada.get_by_role("region", name="What was understood")).to_contain_text("5 comments")
    ada.get_by_role("button", name="Make the page").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(title)
    expect(ada.locator("article.comment")).to_have_count(5)
    authors = ada.locator("article.comment > .byline > a.author").all_inner_texts()
    assert sorted(authors) == ["Ganesha811", "Joalpe", "MIskander-WMF", "Scann", "Scann"]
    last = ada.locator("article.comment").last
    own(last, ".acts").get_by_role("link").first.click()
    ada.get_by_label("Your reply").fill(f"Thank you {word}")
    ada.get_by_role("button", name="Post reply").click()
    expect(comment(ada, word)).to_be_visible()
