"""Sign up, log in, log out; what is refused is refused in words."""

from __future__ import annotations

import re
from typing import Any

from browser.steps import PASSWORD, fill_sign_up, log_in, sign_up
from browser.visitors import Watch
from playwright.sync_api import Page, expect


def test_sign_up_log_out_log_in(page: Page, word: str) -> None:
    name = word.capitalize()
    sign_up(page, name)
    banner = page.get_by_role("banner")
    expect(banner.get_by_role("link", name=name)).to_be_visible()
    banner.get_by_role("button", name="Log out").click()
    expect(banner.get_by_role("link", name="Log in")).to_be_visible()
    log_in(page, name)
    expect(banner.get_by_role("link", name=name)).to_be_visible()


def test_logging_in_leads_back_to_the_page_one_came_from(page: Page, word: str) -> None:
    page.goto("/wiki/Talk:Garden")
    page.get_by_role("banner").get_by_role("link", name="Sign up").click()
    fill_sign_up(page, word.capitalize())
    expect(page).to_have_url(re.compile(r"/wiki/Talk:Garden$"))


def test_a_wrong_password_is_refused_without_saying_which_names_exist(
    page: Page, accounts: dict[str, Any], watch: Watch
) -> None:
    watch.allow("40[01]")
    log_in(page, "Ada", "not-the-password-of-ada")
    wrong_password = page.get_by_role("alert").first.inner_text()
    log_in(page, "Nobodyatall", "not-the-password-of-ada")
    assert page.get_by_role("alert").first.inner_text() == wrong_password


def test_a_common_password_is_refused(page: Page, word: str, watch: Watch) -> None:
    watch.allow("400")
    page.goto("/accounts/signup/")
    fill_sign_up(page, word.capitalize(), "password123")
    expect(page.get_by_role("alert").first).to_contain_text(re.compile("common", re.IGNORECASE))
    expect(page.get_by_label("Username")).to_have_value(word.capitalize())


def test_a_name_that_is_taken_is_refused(page: Page, accounts: dict[str, Any], watch: Watch) -> None:
    watch.allow("400")
    page.goto("/accounts/signup/")
    fill_sign_up(page, "ada")
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()


def test_who_is_not_logged_in_is_invited_before_writing(page: Page) -> None:
    page.goto("/wiki/Talk:Garden?newtopic=1")
    invitation = page.locator("#newtopic").get_by_role("link", name="log in")
    expect(invitation).to_be_visible()
    expect(page.get_by_role("button", name="Post topic")).to_have_count(0)


def test_the_signature_of_the_account_signs_what_it_says(ada: Page) -> None:
    ada.goto("/")
    ada.get_by_role("banner").get_by_role("link", name="Ada").click()
    expect(ada.get_by_role("heading", name="Preferences")).to_be_visible()
    expect(ada.get_by_label(re.compile("signature", re.IGNORECASE))).to_be_visible()


def test_the_password_is_not_in_the_page(page: Page, word: str, watch: Watch) -> None:
    watch.allow("400")
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(word)
    page.get_by_label("Password", exact=True).fill(PASSWORD + word)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert PASSWORD + word not in page.content()
