"""A script in every field runs nowhere and is shown as what it is: text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser.steps import add_topic, comment, fill_sign_up, open_reply, post_reply
from browser.visitors import Visitors, Watch
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "[javascript:alert(4) click]",
    "<a href='javascript:alert(5)'>click</a>",
    "<b style='background:url(javascript:alert(6))' onmouseover='alert(7)'>hover</b>",
    "{{<script>alert(8)</script>}}",
    "<nowiki><script>alert(9)</script></nowiki>",
    "'\"`&lt;script&gt;alert(10)&lt;/script&gt;",
    "</textarea><script>alert(11)</script>",
    "<iframe src='data:text/html,<script>alert(12)</script>'></iframe>",
    "\x00\x7fUNIQ-QINU`\"'<script>alert(13)</script>",
)
TEXT = "\n\n".join(ATTACKS)


@pytest.fixture(autouse=True)
def only_our_site(ada: Page, site) -> Iterator[None]:
    """Nothing on the page may ask another host for anything, nor leave anything that acts."""
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, "data:", "about:", "blob:")):
            strangers.append(request.url)

    ada.on("request", note)
    yield
    assert strangers == []
    assert _armed(ada) == []


def _armed(page: Page) -> list[str]:
    """Everything in the page as it stands that could run."""
    return page.evaluate(
        """() => {
            const addresses = ["href", "src", "action", "formaction"];
            const runs = (a) => a.name.startsWith("on")
                || addresses.includes(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value);
            const acts = (e) => [...e.attributes].some(runs) || e.localName === "script" && !e.src
                || ["iframe", "object", "embed", "base"].includes(e.localName);
            return [...document.querySelectorAll("*")].filter(acts).map((e) => e.outerHTML.slice(0, 200));
        }"""
    )


def test_in_a_reply_its_preview_and_the_page(ada: Page, word: str) -> None:
    ada.goto("/wiki/Talk:Garden")
    open_reply(ada, "In favour.").fill(f"{word}\n\n{TEXT}")
    ada.get_by_role("button", name="Preview").click()
    expect(ada.locator("[data-preview-html]")).to_contain_text(word)
    assert _armed(ada) == []
    post_reply(ada)
    expect(comment(ada, word)).to_contain_text("alert(1)")
    comment(ada, word).get_by_text("hover").hover()


@pytest.mark.parametrize("attack", ATTACKS[:5] + ATTACKS[8:10])
def test_in_the_title_of_a_topic(ada: Page, word: str, attack: str) -> None:
    add_title = f"Talk:Hostile_{word}"
    ada.goto(f"/wiki/{add_title}?newtopic=1")
    ada.get_by_label("Title of the topic").fill(f"{word} {attack}")
    ada.get_by_label("Your message").fill(TEXT)
    ada.get_by_role("button", name="Post topic").click()
    expect(ada.locator("section.topic").get_by_role("heading", name=re.compile(word))).to_be_visible()
    ada.goto("/")
    expect(ada.get_by_role("main")).to_contain_text(word)
    assert _armed(ada) == []
    ada.goto(f"/wiki/{add_title}?action=history")


def test_in_the_source_and_the_summary_of_an_edit(ada: Page, word: str) -> None:
    page = f"/wiki/Hostile_{word}"
    ada.goto(f"{page}?action=edit")
    ada.get_by_label("Source of this page").fill(TEXT)
    ada.get_by_label("What did you change?").fill(" ".join(ATTACKS)[:500])
    ada.get_by_role("button", name="Preview").click()
    assert _armed(ada) == []
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("main")).to_contain_text("alert(1)")
    assert _armed(ada) == []
    ada.goto(f"{page}?action=edit")
    ada.get_by_label("Source of this page").fill("Clean again.")
    ada.get_by_role("button", name="Save").click()
    ada.goto(f"{page}?action=history")
    assert _armed(ada) == []
    ada.get_by_role("link", name=re.compile("changes")).first.click()
    expect(ada.get_by_role("main")).to_contain_text("alert(1)")


def test_in_the_import_form(ada: Page, word: str, watch: Watch) -> None:
    watch.allow("4\\d\\d")
    ada.goto("/wiki/Special:Import")
    signed = f"== {word} {ATTACKS[0]} ==\n{TEXT} [[User:Eve|{ATTACKS[1]}]] 10:00, 1 May 2024 (UTC)\n"
    ada.get_by_label("The page's text").fill(signed)
    ada.get_by_label("Title here").fill(f"Talk:Eve {word} {ATTACKS[0]}")
    ada.get_by_role("button", name="See what is understood").click()
    expect(ada.get_by_label("The page's text")).to_have_value(re.compile(word))


def test_in_the_name_of_an_account(ada: Page, visitors: Visitors, word: str, watch: Watch) -> None:
    watch.allow("400")
    with visitors.context() as context:
        page = context.new_page()
        page.goto("/accounts/signup/")
        fill_sign_up(page, f"{word}<script>alert(1)</script>")
        expect(page.get_by_role("alert").first).to_be_visible()
        assert _armed(page) == []


def test_in_the_signature(ada: Page, watch: Watch) -> None:
    watch.allow("400")
    ada.goto("/accounts/preferences/")
    field = ada.get_by_label(re.compile("signature", re.IGNORECASE))
    field.fill(ATTACKS[0] + ATTACKS[1])
    ada.get_by_role("main").get_by_role("button", name="Save").click()
    assert _armed(ada) == []


def test_in_the_address(ada: Page, watch: Watch) -> None:
    watch.allow("40[04]")
    for path in (
        "/wiki/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/wiki/Talk:Garden?reply=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/wiki/Talk:Garden?oldid=%3Cscript%3E",
        "/wiki/Talk:Garden?action=edit&section=%3Cscript%3E",
        "/accounts/login/?next=javascript:alert(1)",
        "/accounts/login/?next=https://example.org/",
    ):
        answer = ada.goto(path)
        assert answer is not None
        assert answer.status < 500
        assert _armed(ada) == []


def test_a_topic_of_nothing_but_markup_still_has_a_heading(ada: Page, word: str) -> None:
    add_topic(ada, f"Talk:Marks_{word}", f"== {word} ==", "{{{{ [[[[ '''''' <<<< |}|} __TOC__")
    expect(ada.locator("section.topic")).to_have_count(1)
