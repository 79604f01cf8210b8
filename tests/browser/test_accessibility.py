"""Every page passes axe-core at WCAG 2.2 AA, wide and narrow, light and dark, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core import NotAvailableError, axe_core
from browser.steps import add_topic, comment
from browser.visitors import Visitors, Watch
from playwright.sync_api import Page

pytestmark = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
GARDEN = "/wiki/Talk:Garden"
ARTICLE = Path(__file__).parent / "pages" / "weir.wikitext"


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        return axe_core().read_text()
    except NotAvailableError as missing:
        pytest.skip(str(missing))


def _reply_form(page: Page) -> None:
    page.goto(GARDEN)
    identity = comment(page, "In favour.").get_attribute("id")
    page.goto(f"{GARDEN}?reply={identity}")


def _refused_reply(page: Page) -> None:
    _reply_form(page)
    page.get_by_label("Your reply").fill(" ")
    page.get_by_role("button", name="Post reply").click()
    page.get_by_role("alert").wait_for()


def _previewed_edit(page: Page) -> None:
    page.goto(f"{GARDEN}?action=edit&section=1")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("region", name="Preview").wait_for()


def _history_entry(name: str) -> Callable[[Page], None]:
    def follow(page: Page) -> None:
        for heading in ("First", "Second"):
            add_topic(page, "Talk:Pages_to_look_at", heading, "A topic.")
        page.goto("/wiki/Talk:Pages_to_look_at?action=history")
        page.locator(f"ol.history > li a.{name}").first.click()
        page.wait_for_load_state()

    return follow


def _understood_import(page: Page) -> None:
    page.goto("/wiki/Special:Import")
    page.get_by_label("The page's text").fill("== A ==\nB. [[User:C|C]] 10:00, 1 May 2024 (UTC)\n")
    page.get_by_role("button", name="See what is understood").click()
    page.get_by_role("region", name="What was understood").wait_for()


def _refused_login(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill("Nobody")
    page.get_by_label("Password", exact=True).fill("whatever-it-was")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_role("alert").first.wait_for()


def _article(page: Page) -> None:
    """A page with everything that articles have: contents, notes, boxes, listings, pictures, mistakes."""
    page.goto("/wiki/Weir?action=edit")
    page.locator("#text").fill(ARTICLE.read_text("utf-8"))
    page.get_by_role("button", name="Save").click()
    page.locator(".toc").wait_for()


def _as_stranger(path: str) -> Callable[[Page], None]:
    def visit(page: Page) -> None:
        page.context.clear_cookies()
        page.goto(path)

    return visit


def _path(path: str) -> Callable[[Page], None]:
    def visit(page: Page) -> None:
        page.goto(path)

    return visit


PAGES: dict[str, Callable[[Page], None]] = {
    "home": _path("/"),
    "talk page": _path(GARDEN),
    "talk page of depth 8": _path("/wiki/Talk:River"),
    "talk page, right to left": _path("/wiki/Talk:الوادي"),
    "talk page as a stranger": _as_stranger(GARDEN),
    "empty talk page": _path("/wiki/Talk:Nobody_was_here"),
    "article": _article,
    "missing page": _path("/wiki/Nobody_was_here"),
    "reply form": _reply_form,
    "reply form, refused": _refused_reply,
    "topic form": _path(f"{GARDEN}?newtopic=1"),
    "topic form as a stranger": _as_stranger(f"{GARDEN}?newtopic=1"),
    "edit page": _path(f"{GARDEN}?action=edit"),
    "edit section, previewed": _previewed_edit,
    "source as a stranger": _as_stranger(f"{GARDEN}?action=edit"),
    "history": _path(f"{GARDEN}?action=history"),
    "old revision": _history_entry("when"),
    "diff": _history_entry("changes"),
    "import": _path("/wiki/Special:Import"),
    "import, understood": _understood_import,
    "log in": _as_stranger("/accounts/login/"),
    "log in, refused": _refused_login,
    "sign up": _as_stranger("/accounts/signup/"),
    "log out": _path("/accounts/logout/"),
    "preferences": _path("/accounts/preferences/"),
    "refusal": _path("/wiki/Bad%5Btitle%5D"),
}


def _findings(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })",
        TAGS,
    )
    return [
        f"{found['id']} ({found['help']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture(params=["en-GB", "ar"])
def reader(
    request: pytest.FixtureRequest, visitors: Visitors, accounts: dict[str, Any], watch: Watch
) -> Iterator[Page]:
    """Somebody logged in, whose browser asks for English or for Arabic."""
    watch.allow("4\\d\\d")
    with visitors.context(storage_state=accounts["Ada"], locale=request.param) as context:
        yield context.new_page()


def _everywhere(page: Page, axe: str) -> list[str]:
    """Findings in each width and colour scheme, and what sticks out of a narrow window."""
    findings: list[str] = []
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            findings += [f"{name}, {scheme}: {finding}" for finding in _findings(page, axe)]
    # WCAG 1.4.10: at 320 pixels nothing needs scrolling in two directions.
    page.set_viewport_size({"width": 320, "height": 640})
    sticks_out = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*findings, f"{sticks_out} pixels stick out at 320"] if sticks_out > 0 else findings


@pytest.mark.parametrize("reader", ["en-GB"], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_findings(name: str, reader: Page, axe: str) -> None:
    PAGES[name](reader)
    assert _everywhere(reader, axe) == []


@pytest.mark.parametrize("reader", ["ar"], indirect=True)
def test_an_article_for_readers_of_arabic_has_no_findings(reader: Page, axe: str) -> None:
    reader.goto("/wiki/Lock?action=edit")
    reader.locator("#text").fill(ARTICLE.read_text("utf-8"))
    reader.locator("form.edit button.primary").click()
    reader.locator(".toc").wait_for()
    assert _everywhere(reader, axe) == []


@pytest.mark.parametrize("reader", ["ar"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        GARDEN,
        "/wiki/Talk:الوادي",
        f"{GARDEN}?newtopic=1",
        f"{GARDEN}?action=edit",
        "/accounts/preferences/",
    ],
)
def test_a_page_for_readers_of_arabic_is_mirrored_and_has_no_findings(
    path: str, reader: Page, axe: str
) -> None:
    reader.goto(path)
    assert reader.locator("html").get_attribute("dir") == "rtl"
    assert reader.locator("html").get_attribute("lang") == "ar"
    assert _everywhere(reader, axe) == []


def test_text_can_be_spaced_out_without_loss(ada: Page) -> None:
    """WCAG 1.4.12, on the page that holds most of what people write."""
    ada.goto(GARDEN)
    ada.set_viewport_size(NARROW)  # type: ignore[arg-type]
    cut = ada.evaluate(
        """() => {
            const style = new CSSStyleSheet();
            style.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; " +
                "word-spacing: .16em !important } p { margin-block-end: 2em !important }");
            document.adoptedStyleSheets.push(style);
            return [...document.querySelectorAll("main *")].filter((e) => {
                const s = getComputedStyle(e);
                const clips = s.overflowX === "hidden" || s.overflowY === "hidden";
                const cut = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
                return clips && cut && e.clientWidth > 1;
            }).map((e) => e.outerHTML.slice(0, 120));
        }"""
    )
    assert cut == []
