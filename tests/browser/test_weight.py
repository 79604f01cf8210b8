"""A first visit to a page of 100 comments costs at most 60 kB in at most 6 requests."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.site import RunningSite, bring_in
from browser.visitors import Visitors
from playwright.sync_api import Page, expect

MOST_BYTES = 60_000
MOST_REQUESTS = 6
COMMENTS = 100

pytestmark = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])

PEOPLE = ("Ada", "Ben", "Chiara", "Dmitri", "Esi", "Farid", "Grete", "Hiro", "Ines", "Jonas")
SYLLABLES = tuple(
    "a be co da el fi go hu in ka lo mer no or pe qui ra sol tan un ver wil ex yo zen "
    "al bri cha dor est fan gel hin ist jor kel lun mos".split()
)


def _words(dice: random.Random, count: int) -> str:
    """Words as various as a real page's, so that compression gains no more than there."""
    return " ".join("".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(count))


def page_of_comments(count: int) -> str:
    """Wikitext with so many comments of some 45 words, in topics of about twelve, threads up to depth 6."""
    dice = random.Random(4)
    lines: list[str] = []
    depth = 0
    for number in range(count):
        if number % 12 == 0:
            lines += ["", f"== {_words(dice, 4).capitalize()} ==", ""]
            depth = 0
        who = dice.choice(PEOPLE)
        when = f"{number % 24:02d}:{number % 60:02d}, {1 + number // 4} March 2024 (UTC)"
        said = _words(dice, dice.randint(15, 75)).capitalize()
        lines.append(f"{':' * depth}{said}. [[User:{who}|{who}]] ([[User talk:{who}|talk]]) {when}")
        depth = min(max(0, depth + dice.choice((-2, -1, 0, 1, 1))) or 1, 6)
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def hundred(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("pages") / "hundred.wikitext"
    file.write_text(page_of_comments(COMMENTS))
    bring_in(site.data, file, "Talk:A hundred comments")
    return "/wiki/Talk:A_hundred_comments"


class Meter:
    """Counts what goes over the wire, as the browser's own network log has it."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.addresses: dict[str, str] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.requestWillBeSent", self._sent)
        self._session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.fixture
def first_visit(visitors: Visitors) -> Iterator[Page]:
    with visitors.context() as context:
        yield context.new_page()


def test_the_first_visit_is_light(first_visit: Page, hundred: str) -> None:
    meter = Meter(first_visit)
    first_visit.goto(hundred, wait_until="networkidle")
    expect(first_visit.locator("article.comment")).to_have_count(COMMENTS)
    # Headless browsers leave the icon out; people's browsers ask for it once.
    icon = first_visit.locator("link[rel=icon]").evaluate("link => link.href")
    if icon not in meter.addresses.values():
        meter.addresses["icon"] = icon
        meter.bytes += len(first_visit.request.get(icon).body())
    requests = sorted(meter.addresses.values())
    assert len(requests) <= MOST_REQUESTS, requests
    assert meter.bytes <= MOST_BYTES, f"{meter.bytes} bytes in {requests}"


def test_the_second_visit_asks_for_the_page_only(first_visit: Page, hundred: str) -> None:
    first_visit.goto(hundred, wait_until="networkidle")
    meter = Meter(first_visit)
    first_visit.goto("about:blank")
    first_visit.goto(hundred, wait_until="networkidle")
    fresh = [address for address in meter.addresses.values() if "/static/" in address]
    assert meter.bytes <= MOST_BYTES / 2 or not fresh, (meter.bytes, fresh)
