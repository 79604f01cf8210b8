"""Reading needs neither an account nor scripts."""

from __future__ import annotations

import re

from browser.steps import comment, own
from browser.visitors import Watch
from playwright.sync_api import Page, expect

GARDEN = "/wiki/Talk:Garden"


def test_a_talk_page_says_what_it_is_and_what_is_new(page: Page) -> None:
    page.goto(GARDEN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk:Garden")
    tabs = page.get_by_role("navigation", name="This page")
    for name in ("Page", "Discussion", "Read", "History"):
        expect(tabs.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(tabs.get_by_role("link", name="Discussion")).to_have_attribute("aria-current", "true")
    expect(page.get_by_text("Latest comment:")).to_be_visible()


def test_contents_count_comments_and_people_and_lead_to_the_topics(page: Page) -> None:
    page.goto(GARDEN)
    contents = page.get_by_role("navigation", name="Topics")
    entry = contents.get_by_role("listitem").filter(has_text="Who waters in August?")
    expect(entry).to_contain_text(re.compile(r"[6-9]\d* comments|\d\d+ comments"))
    expect(entry).to_contain_text("people")
    entry.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"#Who_waters_in_August"))
    expect(page.get_by_role("heading", name="Who waters in August?")).to_be_in_viewport()


def test_replies_stand_inside_what_they_answer(page: Page) -> None:
    page.goto(GARDEN)
    question = comment(page, "The tomatoes will not forgive us")
    offer = own(question, ".replies").locator(":scope > article", has_text="Mondays and Thursdays")
    expect(offer).to_have_count(1)
    expect(own(offer, ".replies").locator(":scope > article", has_text="five mornings")).to_have_count(1)
    expect(own(offer, ".byline").get_by_role("link", name="Ola", exact=True)).to_be_visible()


def test_a_comment_shows_its_author_its_age_and_its_exact_time(page: Page) -> None:
    page.goto(GARDEN)
    byline = own(comment(page, "In favour."), ".byline")
    expect(byline.get_by_role("link", name="Hanna")).to_have_attribute("href", "/wiki/User:Hanna")
    time = byline.locator("time")
    expect(time).to_have_attribute("datetime", re.compile(r"^2024-06-09T10:20:00(Z|\+00:00)$"))
    expect(time).to_have_attribute("title", "10:20, 9 June 2024 (UTC)")


def test_the_signature_is_not_shown_twice(page: Page) -> None:
    page.goto(GARDEN)
    expect(own(comment(page, "In favour."), ".said").locator(".signature")).to_be_hidden()


def test_every_comment_has_an_address_of_its_own(page: Page) -> None:
    page.goto(GARDEN)
    wanted = comment(page, "Against: three years")
    own(wanted, ".byline").locator("a.when").click()
    identity = wanted.get_attribute("id")
    assert identity
    expect(page).to_have_url(re.compile(re.escape("#" + identity) + "$"))
    page.goto(f"/wiki/Special:GoToComment/{identity}")
    expect(page).to_have_url(re.compile(r"/wiki/Talk:Garden#" + re.escape(identity) + "$"))


def test_lists_tables_and_links_inside_comments_are_rendered(page: Page) -> None:
    page.goto(GARDEN)
    expect(comment(page, "five mornings").locator(".said li", has_text="the whole weekend")).to_be_visible()
    expect(page.get_by_role("cell", name="Asparagus crowns")).to_be_visible()
    missing = page.get_by_role("link", name="Garden diary")
    expect(missing).to_have_class(re.compile(r"\bnew\b"))


def test_the_front_page_leads_to_the_conversations(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Slugs").first.click()
    expect(page.get_by_role("heading", name="Slugs")).to_be_visible()


def test_a_page_that_is_not_there_says_so(page: Page, watch: Watch) -> None:
    watch.allow("404")
    answer = page.goto("/wiki/Nothing_here_yet")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("There is no page of this title yet.")).to_be_visible()


def test_a_title_that_cannot_be_is_refused_in_words(page: Page, watch: Watch) -> None:
    watch.allow("400")
    answer = page.goto("/wiki/Bad%5Btitle%5D")
    assert answer is not None
    assert answer.status == 400
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="All conversations")).to_be_visible()


def test_an_unknown_comment_is_not_found_and_says_so(page: Page, watch: Watch) -> None:
    watch.allow("404")
    answer = page.goto("/wiki/Special:GoToComment/c-Nobody-20200101000000")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


def test_a_right_to_left_page_reads_from_the_right(page: Page) -> None:
    page.goto("/wiki/Talk:الوادي")
    expect(page.locator(".threads")).to_have_attribute("dir", "rtl")
    answer = comment(page, "شكرا جزيلا")
    expect(own(answer, ".byline").locator("a.author")).to_have_text("سلمى")
    deeper = answer.bounding_box()
    shallow = comment(page, "سأكون مسافرة").bounding_box()
    assert deeper
    assert shallow
    assert deeper["x"] + deeper["width"] <= shallow["x"] + shallow["width"]
