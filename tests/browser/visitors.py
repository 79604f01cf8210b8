"""Browser windows that watch for what must never happen in the background."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from browser.site import RunningSite
from playwright.sync_api import Browser, BrowserContext, Page


class Watch:
    """What went wrong in the background while a person looked at pages."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def follow(self, page: Page) -> None:
        page.on("console", lambda said: self._note_console(said.type, said.text))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("dialog", self._note_dialog)

    def allow(self, pattern: str) -> None:
        """The test expects this: a refused request shows up on the console, for example."""
        self._allowed.append(re.compile(pattern))

    def _note_console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.problems.append(f"console {kind}: {text}")

    def _note_dialog(self, dialog: Any) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def unexpected(self) -> list[str]:
        return [line for line in self.problems if not any(p.search(line) for p in self._allowed)]


class Visitors:
    """Opens browser windows for people; each window watches for what must never happen."""

    def __init__(self, browser: Browser, site: RunningSite, watch: Watch, scripts: bool) -> None:
        self._browser = browser
        self._site = site
        self._watch = watch
        self.scripts = scripts

    @contextmanager
    def context(self, **options: Any) -> Iterator[BrowserContext]:
        settings = {"base_url": self._site.url, "locale": "en-GB", "java_script_enabled": self.scripts}
        context = self._browser.new_context(**(settings | options))
        context.set_default_timeout(10_000)
        context.on("page", self._watch.follow)
        try:
            yield context
        finally:
            context.close()
