"""A real site, started as anybody starts it, and a real browser that visits it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.site import RunningSite, running_site
from browser.steps import sign_up
from browser.visitors import Visitors, Watch
from playwright.sync_api import Browser, Page, sync_playwright
from system_packages import CHROMIUM

HERE = Path(__file__).parent
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("FOLKMOOT_TEST_BROWSER") or CHROMIUM.find()
    if path is None:
        pytest.skip(CHROMIUM.how_to_get())
    # Chromium's own sandbox refuses to work for root; nobody else should do without it.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("site"), HERE / "pages") as running:
        yield running


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when a page logged an error, opened a dialog or broke the content policy."""
    watching = Watch()
    yield watching
    assert watching.unexpected() == []


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def visitors(browser: Browser, site: RunningSite, watch: Watch, scripts: bool) -> Visitors:
    return Visitors(browser, site, watch, scripts)


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """A window of somebody without an account."""
    with visitors.context() as context:
        yield context.new_page()


@pytest.fixture
def word() -> str:
    """A word that stands nowhere else on the site, which all tests share."""
    return "w" + secrets.token_hex(5)


@pytest.fixture(scope="session")
def accounts(browser: Browser, site: RunningSite) -> dict[str, Any]:
    """Two people who signed up, by name, with what keeps their browser logged in."""
    states: dict[str, Any] = {}
    for name in ("Ada", "Ben"):
        with browser.new_context(base_url=site.url, locale="en-GB") as context:
            sign_up(context.new_page(), name)
            states[name] = context.storage_state()
    return states


@pytest.fixture
def ada(visitors: Visitors, accounts: dict[str, Any]) -> Iterator[Page]:
    """A window of Ada, who is logged in."""
    with visitors.context(storage_state=accounts["Ada"]) as context:
        yield context.new_page()


@pytest.fixture
def ben(visitors: Visitors, accounts: dict[str, Any]) -> Iterator[Page]:
    """A window of Ben, who is logged in too."""
    with visitors.context(storage_state=accounts["Ben"]) as context:
        yield context.new_page()
