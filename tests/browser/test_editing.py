"""Editing as wikitext, the history, and old revisions."""

from __future__ import annotations

import re

from browser.steps import add_topic, comment, source
from browser.visitors import Watch
from playwright.sync_api import Page, expect


def _save(page: Page, label: str, text: str, summary: str = "") -> None:
    page.get_by_label(label).fill(text)
    page.get_by_label("What did you change?").fill(summary)
    page.get_by_role("button", name="Save").click()


def test_a_section_is_edited_without_touching_the_others(ada: Page, word: str) -> None:
    title = f"Talk:Sections_{word}"
    add_topic(ada, title, "First", "One.")
    add_topic(ada, title, "Second", "Two.")
    first = source(ada, title).partition("== Second ==")[0]
    ada.goto(f"/wiki/{title}")
    topic = ada.locator("section.topic", has=ada.get_by_role("heading", name="Second"))
    topic.locator("a.edit-section").click()
    box = ada.get_by_label("Source of this section")
    assert "One." not in box.input_value()
    _save(ada, "Source of this section", box.input_value().replace("Two.", f"Two {word}."), "clearer")
    expect(comment(ada, f"Two {word}.")).to_be_visible()
    assert source(ada, title).startswith(first)


def test_a_whole_page_is_edited_with_a_preview(ada: Page, word: str) -> None:
    ada.goto(f"/wiki/Notes_{word}?action=edit")
    ada.get_by_label("Source of this page").fill(f"'''Notes''' {word}")
    ada.get_by_role("button", name="Preview").click()
    expect(ada.get_by_role("region", name="Preview").locator("b")).to_have_text("Notes")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("main")).to_contain_text(word)
    assert source(ada, f"Notes_{word}").strip() == f"'''Notes''' {word}"


def test_history_shows_each_revision_and_what_changed(ada: Page, word: str) -> None:
    page = f"/wiki/Story_{word}"
    for text, summary in (("Old words.", "begin"), ("New words.", f"better {word}")):
        ada.goto(f"{page}?action=edit")
        _save(ada, "Source of this page", text, summary)
    ada.get_by_role("navigation", name="This page").get_by_role("link", name="History").click()
    revisions = ada.locator("ol.history > li")
    expect(revisions).to_have_count(2)
    expect(revisions.first).to_contain_text(f"better {word}")
    expect(revisions.first.locator("a.author")).to_have_text("Ada")
    revisions.first.get_by_role("link", name=re.compile("changes")).click()
    expect(ada.locator("del").or_(ada.locator("tr.removed")).first).to_contain_text("Old")
    expect(ada.locator("ins").or_(ada.locator("tr.added")).first).to_contain_text("New")


def test_an_old_revision_can_be_read_and_says_that_it_is_old(ada: Page, word: str) -> None:
    page = f"/wiki/Old_{word}"
    for text in ("Then.", "Now."):
        ada.goto(f"{page}?action=edit")
        _save(ada, "Source of this page", text)
    ada.goto(f"{page}?action=history")
    ada.locator("ol.history > li").last.locator("a.when").click()
    expect(ada.get_by_role("main")).to_contain_text("Then.")
    expect(ada.get_by_text("This is an old revision")).to_be_visible()
    ada.get_by_role("link", name="See the newest one").click()
    expect(ada.get_by_role("main")).to_contain_text("Now.")


def test_two_people_who_change_the_same_line_lose_nothing(
    ada: Page, ben: Page, word: str, watch: Watch
) -> None:
    watch.allow("409")
    page = f"/wiki/Shared_{word}"
    ada.goto(f"{page}?action=edit")
    _save(ada, "Source of this page", "The line.")
    for window in (ada, ben):
        window.goto(f"{page}?action=edit")
    _save(ada, "Source of this page", f"The line of Ada {word}.")
    expect(ada.get_by_role("main")).to_contain_text("The line of Ada")
    _save(ben, "Source of this page", f"The line of Ben {word}.")
    expect(ben.get_by_role("heading", name="What stands on the page now")).to_be_visible()
    expect(ben.get_by_label("The text on the page now")).to_have_value(re.compile("The line of Ada"))
    expect(ben.get_by_label("Source of this page")).to_have_value(f"The line of Ben {word}.")


def test_who_is_not_logged_in_reads_the_source(page: Page) -> None:
    page.goto("/wiki/Talk:Garden?action=edit")
    expect(page.get_by_label("Source of this page")).to_have_value(re.compile("== Slugs =="))
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
