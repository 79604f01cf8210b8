"""What people do on the site, in the words that stand on its buttons and fields."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "quiet-otter-mends-7-kettles"


def sign_up(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sign up").click()
    fill_sign_up(page, name, password)
    expect(page.get_by_role("banner").get_by_role("button", name="Log out")).to_be_visible()


def fill_sign_up(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Username").fill(name)
    for field in page.locator("input[type=password]").all():
        field.fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def comment(page: Page, words: str) -> Locator:
    """The comment, with its replies, whose own text has these words."""
    return page.locator("article.comment > .said", has_text=words).locator("xpath=..")


def own(article: Locator, part: str) -> Locator:
    """A part of this comment itself, not of its replies."""
    return article.locator(f":scope > {part}")


def open_reply(page: Page, words: str) -> Locator:
    """Press "Reply" under the comment with these words; the box to write in."""
    own(comment(page, words), ".acts").get_by_role("link", name=re.compile("^Reply")).click()
    box = page.get_by_label("Your reply")
    expect(box).to_be_visible()
    return box


def post_reply(page: Page) -> None:
    page.get_by_role("button", name="Post reply").click()


def reply(page: Page, words: str, text: str) -> None:
    """Answer the comment with these words and wait until the answer stands on the page."""
    open_reply(page, words).fill(text)
    post_reply(page)
    expect(page.get_by_role("button", name="Post reply")).to_have_count(0)


def add_topic(page: Page, title: str, heading: str, text: str) -> None:
    """Add a topic to a discussion page, which is made if it is not there."""
    page.goto(f"/wiki/{title}?newtopic=1")
    page.get_by_label("Title of the topic").fill(heading)
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Post topic").click()
    expect(page).to_have_url(re.compile("#c-"))
    expect(page.get_by_role("heading", name=heading).last).to_be_visible()


def source(page: Page, title: str) -> str:
    """The wikitext of a page as it stands."""
    answer = page.request.get(f"/wiki/{title}?action=raw")
    assert answer.ok, answer.status
    return answer.text()
