"""The pages that a rendering reads besides its own text: templates, read when they are first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import TEMPLATE, SiteConfig
from folkmoot.core.titles import Title, parse_title
from folkmoot.web.pages import queries
from folkmoot.web.pages.queries import PageKey, page_key

_CALLED = re.compile(r"\{\{\s*+([^{}|#<>\[\]\n]{1,255}+)")
_WORTH_A_QUERY = 20  # names of templates: for fewer each is looked up when it is asked for
# What one reading may look up one by one, and have in its hands. Nobody's page needs so much; what goes
# beyond it is missing.
_MOST_LOOKED_UP = 2000  # pages
_MOST_TEXT = 32_000_000  # characters


class StoredPages(Mapping[str, str]):
    """The wiki's pages as a mapping of prefixed titles to newest texts, for the renderer.

    Every look-up is remembered with its revision, so that all renderings of one request see the
    same templates, and ``revisions`` can say afterwards what was read.
    """

    def __init__(self, site: SiteConfig) -> None:
        self._site = site
        self._keys: dict[str, PageKey | None] = {}  # by titles as they were asked for
        self._texts: dict[PageKey, str | None] = {}
        self._revisions: dict[PageKey, int] = {}
        self._looked_up = 0
        self._size = 0

    def expect(self, text: str) -> None:
        """Finds out in one query which of the pages that a text puts in are missing, where they are many."""
        if text.count("{{") < _WORTH_A_QUERY:
            return
        titles = (_read(name, self._site, TEMPLATE) for name in dict.fromkeys(_CALLED.findall(text)))
        wanted = {page_key(title): title for title in titles if title and page_key(title) not in self._texts}
        if len(wanted) < _WORTH_A_QUERY:
            return
        found = queries.latest_revisions(wanted.values())
        for key in wanted.keys() - found.keys():
            self._texts[key], self._revisions[key] = None, 0

    def __getitem__(self, title: str) -> str:
        """The newest text of the page; KeyError when there is none."""
        key = self._key(title)
        text = self._texts[key] if key else None
        if text is None:
            raise KeyError(title)
        return text

    def __iter__(self) -> Iterator[str]:
        """The titles that were asked for and exist."""
        return (title for title, key in self._keys.items() if key and self._texts[key] is not None)

    def __len__(self) -> int:
        """How many were asked for and exist."""
        return sum(1 for _ in self)

    def revisions(self, titles: Iterable[str]) -> dict[str, int]:
        """The revision of each title as it was read here; 0 for pages that are missing."""
        return {title: self._revisions[key] if (key := self._key(title)) else 0 for title in titles}

    def _key(self, title: str) -> PageKey | None:
        """The page of a title, which has been looked up then; None where there can be none."""
        if title not in self._keys:
            parsed = parse_used(title, self._site)
            self._keys[title] = page_key(parsed) if parsed else None
            if parsed and page_key(parsed) not in self._texts:
                self._look_up(parsed)
        return self._keys[title]

    def _look_up(self, title: Title) -> None:
        self._looked_up += 1
        too_much = self._looked_up > _MOST_LOOKED_UP or self._size > _MOST_TEXT
        revision = None if too_much else queries.load_revision(title)
        text = queries.revision_text(revision) if revision else None
        self._size += len(text or "")
        key = page_key(title)
        self._texts[key], self._revisions[key] = text, revision.id if revision else 0


def parse_used(title: str, site: SiteConfig) -> Title | None:
    """The page that a title of ``Composed.templates`` (or of a link) stands for; None when none can."""
    return _read(title, site, 0)


def _read(title: str, site: SiteConfig, default_namespace: int) -> Title | None:
    try:
        parsed = parse_title(title, site, default_namespace=default_namespace)
    except BadTitle:
        return None
    return parsed if parsed.namespace >= 0 and not parsed.interwiki and parsed.text else None
