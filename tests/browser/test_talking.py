"""Replying and adding topics: without wikitext, without conflicts, without losing a word."""

from __future__ import annotations

import re

import pytest
from browser.steps import add_topic, comment, open_reply, own, post_reply, reply, source
from browser.visitors import Watch
from playwright.sync_api import Page, expect

GARDEN = "/wiki/Talk:Garden"


def test_a_reply_stands_under_the_comment_it_answers(ada: Page, word: str) -> None:
    ada.goto(GARDEN)
    reply(ada, "Against: three years", f"Asparagus is worth waiting for. {word}")
    answered = comment(ada, "Against: three years")
    mine = own(answered, ".replies").locator(":scope > article", has_text=word)
    expect(mine).to_be_visible()
    expect(own(mine, ".byline").get_by_role("link", name="Ada", exact=True)).to_be_visible()
    expect(ada).to_have_url(re.compile(r"#c-Ada-"))


def test_a_reply_is_signed_in_the_source_and_changes_nothing_else(ada: Page, word: str) -> None:
    before = source(ada, "Talk:River")
    ada.goto("/wiki/Talk:River")
    reply(ada, "Eight, with a word", f"Nine. {word}")
    after = source(ada, "Talk:River")
    start = after.index(word)
    line = after[after.rindex("\n", 0, start) + 1 : after.index("\n", start) + 1]
    assert line.startswith((":" * 8 + " ", ":" * 8))
    assert "[[User:Ada|Ada]]" in line
    assert after.replace(line, "", 1).rstrip("\n") == before.rstrip("\n")


def test_several_paragraphs_stay_one_comment(ada: Page, word: str) -> None:
    ada.goto(GARDEN)
    reply(ada, "In favour.", f"First thought {word}.\n\nSecond thought.\n\n* a point\n* another point")
    mine = comment(ada, word)
    expect(mine.locator(".said")).to_contain_text("Second thought.")
    expect(mine.locator(".said li", has_text="another point")).to_be_visible()


def test_the_form_names_whom_one_answers(ada: Page) -> None:
    ada.goto(GARDEN)
    open_reply(ada, "Against: three years")
    expect(ada.get_by_role("heading", name="Reply to Tomasz")).to_be_visible()


def test_preview_shows_the_comment_before_it_is_posted(ada: Page, word: str) -> None:
    ada.goto(GARDEN)
    open_reply(ada, "In favour.").fill(f"A '''bold''' plan {word}")
    ada.get_by_role("button", name="Preview").click()
    preview = ada.locator("[data-preview-html]")
    expect(preview.locator("b", has_text="bold")).to_be_visible()
    expect(ada.get_by_label("Your reply")).to_have_value(f"A '''bold''' plan {word}")
    assert word not in source(ada, "Talk:Garden")
    post_reply(ada)
    expect(comment(ada, word)).to_be_visible()


def test_a_topic_is_added_at_the_end(ada: Page, word: str) -> None:
    ada.goto("/wiki/Talk:River")
    ada.get_by_role("link", name="Add a topic").click()
    ada.get_by_label("Title of the topic").fill(f"Ducks {word}")
    ada.get_by_label("Your message").fill("They are back.")
    ada.get_by_role("button", name="Post topic").click()
    heading = ada.get_by_role("heading", name=f"Ducks {word}")
    expect(heading).to_be_visible()
    expect(ada.locator("section.topic").last).to_contain_text("They are back.")


def test_a_topic_on_a_page_that_is_not_there_makes_the_page(ada: Page, word: str) -> None:
    add_topic(ada, f"Talk:New_{word}", "Is somebody here?", "Hello.")
    expect(ada.get_by_role("heading", level=1)).to_have_text(f"Talk:New {word}")


def test_posting_twice_posts_once(ada: Page, word: str) -> None:
    ada.goto(GARDEN)
    open_reply(ada, "In favour.").fill(f"Only once {word}")
    ada.get_by_role("button", name="Post reply").dblclick(no_wait_after=True)
    expect(comment(ada, word)).to_be_visible()
    assert source(ada, "Talk:Garden").count(word) == 1


def test_going_back_and_posting_again_posts_once(ada: Page, word: str) -> None:
    ada.goto(GARDEN)
    identity = comment(ada, "In favour.").get_attribute("id")
    ada.goto(f"{GARDEN}?reply={identity}")
    ada.get_by_label("Your reply").fill(f"Back again {word}")
    post_reply(ada)
    expect(comment(ada, word)).to_be_visible()
    ada.go_back()
    box = ada.get_by_label("Your reply")
    if box.count() and box.input_value():
        post_reply(ada)
        expect(comment(ada, word)).to_be_visible()
    assert source(ada, "Talk:Garden").count(word) == 1


def test_somebody_elses_comment_in_between_is_no_conflict(ada: Page, ben: Page, word: str) -> None:
    ada.goto(GARDEN)
    open_reply(ada, "Again.").fill(f"Beer traps {word}")
    ben.goto(GARDEN)
    reply(ben, "Again.", f"Copper tape {word}")
    post_reply(ada)
    for words in (f"Beer traps {word}", f"Copper tape {word}"):
        expect(comment(ada, words)).to_be_visible()


def test_an_empty_reply_is_refused_and_says_so(ada: Page, watch: Watch) -> None:
    watch.allow("4\\d\\d")
    ada.goto(GARDEN)
    open_reply(ada, "In favour.").fill("  \n ")
    post_reply(ada)
    expect(ada.get_by_role("alert")).to_be_visible()


def test_a_reply_to_a_comment_that_is_gone_gives_the_text_back(
    ada: Page, ben: Page, word: str, watch: Watch
) -> None:
    watch.allow("4\\d\\d")
    title = f"Talk:Gone_{word}"
    add_topic(ben, title, "Short-lived", f"This will vanish {word}.")
    ada.goto(f"/wiki/{title}")
    open_reply(ada, "This will vanish").fill(f"My careful answer {word}")
    ben.goto(f"/wiki/{title}?action=edit")
    ben.get_by_label("Source of this page").fill("== Short-lived ==\n\nNothing is left.")
    ben.get_by_role("button", name="Save").click()
    expect(ben.get_by_text("Nothing is left.")).to_be_visible()
    post_reply(ada)
    expect(ada.get_by_role("alert").or_(ada.locator(".refusal"))).to_be_visible()
    assert any(f"My careful answer {word}" in area.input_value() for area in ada.locator("textarea").all())


def test_a_form_without_its_csrf_token_keeps_what_was_typed(ada: Page, word: str, watch: Watch) -> None:
    watch.allow("403")
    ada.goto(GARDEN)
    open_reply(ada, "In favour.").fill(f"Not lost {word}")
    ada.context.clear_cookies(name="csrftoken")
    ada.get_by_role("button", name="Post reply").click()
    expect(ada.locator(".refusal, [data-status]:not(:empty), [role=alert]").first).to_be_visible()
    assert any(f"Not lost {word}" in area.input_value() for area in ada.locator("textarea").all())
    assert word not in source(ada, "Talk:Garden")


def test_five_megabytes_are_refused_in_words_and_not_lost(ada: Page, watch: Watch) -> None:
    watch.allow("413")
    ada.goto(GARDEN)
    # Pasted and sent in one step: a browser takes longer to lay out such a text than the site to refuse it.
    open_reply(ada, "In favour.").evaluate(
        """(area, size) => {
            area.value = ("words ".repeat(700) + "\\n\\n").repeat(size / 4202);
            area.form.requestSubmit(area.form.querySelector("button[value=post]"));
        }""",
        5_000_000,
    )
    expect(ada.locator(".refusal, .problem").first).to_be_visible(timeout=60_000)
    longest = ada.evaluate(
        "Math.max(...[...document.querySelectorAll('textarea')].map((a) => a.value.length))"
    )
    assert longest > 4_900_000


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])
class TestWithScripts:
    """What scripts add."""

    def test_the_form_opens_in_place_and_has_the_focus(self, ada: Page) -> None:
        ada.goto(GARDEN)
        address = ada.url
        box = open_reply(ada, "In favour.")
        expect(box).to_be_focused()
        assert ada.url == address

    def test_a_draft_survives_a_reload(self, ada: Page, word: str) -> None:
        ada.goto(GARDEN)
        open_reply(ada, "In favour.").press_sequentially(f"Half a thought {word}")
        ada.reload()
        expect(open_reply(ada, "In favour.")).to_have_value(f"Half a thought {word}")

    def test_a_posted_reply_leaves_no_draft(self, ada: Page, word: str) -> None:
        ada.goto(GARDEN)
        open_reply(ada, "In favour.").press_sequentially(f"Said {word}")
        post_reply(ada)
        expect(comment(ada, word)).to_be_visible()
        expect(open_reply(ada, "In favour.")).to_have_value("")

    def test_the_preview_follows_the_typing(self, ada: Page, word: str) -> None:
        ada.goto(GARDEN)
        open_reply(ada, "In favour.").press_sequentially(f"Live ''{word}''")
        expect(ada.locator("[data-preview-html] i", has_text=word)).to_be_visible()

    def test_everything_can_be_done_from_the_keyboard(self, ada: Page, word: str) -> None:
        ada.goto(GARDEN)
        ada.keyboard.press("Tab")
        expect(ada.get_by_role("link", name="Skip to content")).to_be_focused()
        own(comment(ada, "In favour."), ".acts").locator("a.reply").focus()
        ada.keyboard.press("Enter")
        expect(ada.get_by_label("Your reply")).to_be_focused()
        ada.keyboard.type(f"By keyboard {word}")
        ada.keyboard.press("Control+Enter")
        expect(comment(ada, word)).to_be_visible()

    def test_escape_closes_an_empty_form_and_gives_the_focus_back(self, ada: Page) -> None:
        ada.goto(GARDEN)
        link = own(comment(ada, "In favour."), ".acts").locator("a.reply")
        link.click()
        expect(ada.get_by_label("Your reply")).to_be_focused()
        ada.keyboard.press("Escape")
        expect(ada.get_by_label("Your reply")).to_have_count(0)
        expect(link).to_be_focused()
