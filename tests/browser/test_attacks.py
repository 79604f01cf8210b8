"""Several hundred attack strings on pages of a real site, in a real browser: none acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import attacks
from browser.site import RunningSite, bring_in
from browser.visitors import Visitors, Watch
from playwright.sync_api import Page, Request

# The browser is told to ignore our content policy, with which no attack could run whatever the page holds.
pytestmark = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])

ON_A_PAGE = 60
# Ends what an attack leaves open, so that it does not hide the attacks after it.
_ENDS = "\n</nowiki></pre></syntaxhighlight></gallery></math>-->|}}}]]}}}}}-\n\n"
_SIGNED = ":Said. [[User:Eve|Eve]] ([[User talk:Eve|talk]]) 10:00, 1 May 2024 (UTC)\n"
_READY = "window.hits = 0; window.hit = () => { window.hits += 1; };"
_PROVOKE = """() => {
    const kinds = ("mouseover mouseenter pointerover click focus focusin blur load error toggle keydown input"
        + " animationstart transitionend wheel scroll submit").split(" ");
    for (const element of document.querySelectorAll("main *")) {
        for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: false }));
    }
    const known = /^(?:(https?|ftps?|mailto|tel|news|irc|sip|urn):|\\/\\/)/;
    const addresses = [...document.querySelectorAll("main a[href]")].map((a) => a.href);
    return addresses.filter((address) => !known.test(address));
}"""
_COVERING = """() => [...document.querySelectorAll("main .mw-parser-output *, main article *")].filter(
    (element) => ["fixed", "sticky"].includes(getComputedStyle(element).position)).map((e) => e.outerHTML)"""


def _pages() -> list[str]:
    all_of_them = attacks()
    return [
        "".join(f"== {number} ==\n{attack}{_ENDS}{_SIGNED}" for number, attack in enumerate(some))
        for some in (
            all_of_them[start : start + ON_A_PAGE] for start in range(0, len(all_of_them), ON_A_PAGE)
        )
    ]


@pytest.fixture(scope="session")
def attacked(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Talk pages with all attacks: their titles."""
    folder: Path = tmp_path_factory.mktemp("attacks")
    titles = []
    for number, text in enumerate(_pages()):
        file = folder / f"{number}.wikitext"
        file.write_text(text, encoding="utf-8", errors="replace")
        titles.append(f"Talk:Attacks {number}")
        bring_in(site.data, file, titles[-1], form="wikitext")
    return titles


def _visit(page: Page, site: RunningSite, title: str) -> list[str]:
    """What happened on the page that must not."""
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, "data:", "about:", "blob:")):
            strangers.append(request.url)

    page.on("request", note)
    answer = page.goto(f"/wiki/{title.replace(' ', '_')}")
    assert answer
    assert answer.status == 200
    acting: list[str] = page.evaluate(_PROVOKE) + page.evaluate(_COVERING)
    for link in page.locator("main a:visible").all()[:3]:
        link.hover()
    hits = page.evaluate("window.hits")
    return [*strangers, *acting, *([f"{hits} attacks ran"] if hits else [])]


def test_no_attack_acts(visitors: Visitors, site: RunningSite, attacked: list[str], watch: Watch) -> None:
    with visitors.context(bypass_csp=True) as context:
        context.add_init_script(_READY)
        page = context.new_page()
        happened = {title: found for title in attacked if (found := _visit(page, site, title))}
    assert happened == {}


def test_an_attack_that_works_would_be_seen(visitors: Visitors, site: RunningSite) -> None:
    with visitors.context(bypass_csp=True) as context:
        context.add_init_script(_READY)
        page = context.new_page()
        page.goto("/wiki/Talk:Garden")
        page.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<b onfocus=hit()>x</b>')"
        )
        page.evaluate(_PROVOKE)
        assert page.evaluate("window.hits") == 1
