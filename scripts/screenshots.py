"""Take pictures of every page of a seeded site: wide, narrow, dark, right to left, on paper.

    python scripts/screenshots.py FOLDER [--readme]

Starts `folkmoot demo` on a free port, visits its pages with the system's Chromium and writes PNG
files (and PDF for paper) into FOLDER. With --readme it takes the one picture that README shows.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from system_packages import CHROMIUM

ROOT = Path(__file__).parents[1]
README_PICTURE = ROOT / "docs" / "pictures" / "talk-page.png"
README_PAGE = "/wiki/Talk:Mending_Room"
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a page."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    locale: str = "en-GB"


LOOKS = (
    Look("wide", 1280, 900),
    Look("wide-dark", 1280, 900, scheme="dark"),
    Look("phone", 390, 844),
    Look("phone-dark", 390, 844, scheme="dark"),
    Look("phone-arabic", 390, 844, locale="ar"),
    Look("wide-arabic", 1280, 900, locale="ar"),
)


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demonstration and how to log in to it."""

    url: str
    user: str
    password: str


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    """`folkmoot demo` on a free port, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = folder / "demo.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("folkmoot")), "demo", "--port", str(port)],
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, server, log)
        yield Demo(url, *_log_in_data(log.read_text()))
    finally:
        server.terminate()
        server.wait(30)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"folkmoot demo did not start:\n{log.read_text()}")


def _log_in_data(said: str) -> tuple[str, str]:
    """A name and the password from what `folkmoot demo` printed."""
    password = re.search(r"with the password (\S+)", said)
    name = re.search(r"Log in as (.+?)(?:,| or | with )", said)
    if not (password and name):
        sys.exit(f"cannot see how to log in:\n{said}")
    return name[1], password[1]


Visit = Callable[[Page], None]


def _to(path: str) -> Visit:
    def visit(page: Page) -> None:
        page.goto(path)

    return visit


def _follow(page: Page, link: str) -> None:
    """Go where the first such link of the front page leads, to the top of that page."""
    page.goto("/")
    address = page.locator(link).first.get_attribute("href") or ""
    page.goto(address.partition("#")[0])


def _busiest(page: Page) -> None:
    _follow(page, "ol.recent h2 a")


def _reply(page: Page) -> None:
    _busiest(page)
    page.locator("a.reply").nth(2).click()
    page.get_by_role("textbox").first.fill(
        "I would start with the '''north''' side:\n\n* it dries first\n* the ladder is there"
    )
    page.locator("[data-preview-html] li").first.wait_for()


def _of_busiest(query: str) -> Visit:
    def visit(page: Page) -> None:
        _busiest(page)
        page.goto(page.url.partition("#")[0].partition("?")[0] + query)

    return visit


def _right_to_left(page: Page) -> None:
    _follow(page, "nav.contents a[lang=ar]")


PAGES: dict[str, Visit] = {
    "home": _to("/"),
    "talk": _busiest,
    "talk-right-to-left": _right_to_left,
    "reply": _reply,
    "topic": _of_busiest("?newtopic=1#newtopic"),
    "edit": _of_busiest("?action=edit"),
    "history": _of_busiest("?action=history"),
    "missing": _to("/wiki/Nothing_here"),
    "import": _to("/wiki/Special:Import"),
    "preferences": _to("/accounts/preferences/"),
    "refusal": _to("/wiki/Bad%5Btitle%5D"),
    "login": _to("/accounts/login/"),
    "signup": _to("/accounts/signup/"),
}
FOR_STRANGERS = {"login", "signup"}


def _options(look: Look) -> dict[str, Any]:
    return {
        "viewport": {"width": look.width, "height": look.height},
        "color_scheme": look.scheme,
        "locale": look.locale,
        "device_scale_factor": 2 if look.width < 500 else 1,
    }


def _log_in(browser: Browser, site: Demo) -> Any:
    with browser.new_context(base_url=site.url, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Username").fill(site.user)
        page.locator("input[type=password]").fill(site.password)
        page.get_by_role("main").get_by_role("button").click()
        page.get_by_role("button", name="Log out").wait_for()
        return context.storage_state()


def take_all(browser: Browser, site: Demo, folder: Path) -> None:
    """Every page in every look, one file each: ``talk.phone-dark.png``."""
    logged_in = _log_in(browser, site)
    for look in LOOKS:
        for name, visit in PAGES.items():
            state = None if name in FOR_STRANGERS else logged_in
            with browser.new_context(base_url=site.url, storage_state=state, **_options(look)) as context:
                page = context.new_page()
                visit(page)
                page.screenshot(path=folder / f"{name}.{look.name}.png", full_page=name != "talk")
                if look.name == "wide" and name.startswith("talk"):
                    page.pdf(path=folder / f"{name}.paper.pdf", format="A4")
                    page.screenshot(path=folder / f"{name}.whole.png", full_page=True)


def take_readme_picture(browser: Browser, site: Demo) -> None:
    """The first screen of a talk page."""
    look = Look("readme", 1200, 860)
    with browser.new_context(base_url=site.url, **_options(look)) as context:
        page = context.new_page()
        page.goto(README_PAGE)
        README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=README_PICTURE)


def main() -> None:
    """Start the demonstration, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description="Take pictures of every page.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help="only the picture that README shows")
    options = parser.parse_args()
    path = CHROMIUM.find() or sys.exit(CHROMIUM.how_to_get())
    options.folder.mkdir(parents=True, exist_ok=True)
    flags = ["--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo(options.folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        if options.readme:
            take_readme_picture(browser, site)
        else:
            take_all(browser, site, options.folder)
        browser.close()
    print(f"Pictures are in {README_PICTURE.parent if options.readme else options.folder}")


if __name__ == "__main__":
    main()
