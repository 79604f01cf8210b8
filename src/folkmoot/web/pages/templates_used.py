"""The pages that a rendering reads besides its own text: templates, read when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title
from folkmoot.web.pages import queries


class StoredPages(Mapping[str, str]):
    """The wiki's pages as a mapping of prefixed titles to newest texts, for the renderer.

    Every look-up is remembered with its revision, so that all renderings of one request see the
    same templates, and ``revisions`` can say afterwards what was read.
    """

    def __init__(self, site: SiteConfig) -> None:
        self._site = site
        self._texts: dict[str, str | None] = {}
        self._revisions: dict[str, int] = {}

    def __getitem__(self, title: str) -> str:
        """The newest text of the page; KeyError when there is none."""
        if title not in self._texts:
            self._look_up(title)
        text = self._texts[title]
        if text is None:
            raise KeyError(title)
        return text

    def __iter__(self) -> Iterator[str]:
        """The titles that were asked for and exist."""
        return (title for title, text in self._texts.items() if text is not None)

    def __len__(self) -> int:
        """How many were asked for and exist."""
        return sum(1 for _ in self)

    def revisions(self, titles: Iterable[str]) -> dict[str, int]:
        """The revision of each title as it was read here; 0 for pages that are missing."""
        return {title: self._revision(title) for title in titles}

    def _revision(self, title: str) -> int:
        if title not in self._revisions:
            self._look_up(title)
        return self._revisions[title]

    def _look_up(self, title: str) -> None:
        parsed = parse_used(title, self._site)
        revision = queries.load_revision(parsed) if parsed else None
        self._texts[title] = queries.revision_text(revision) if revision else None
        self._revisions[title] = revision.id if revision else 0


def parse_used(title: str, site: SiteConfig) -> Title | None:
    """The page that a title of ``Composed.templates`` (or of a link) stands for; None when none can."""
    try:
        parsed = parse_title(title, site)
    except BadTitle:
        return None
    return parsed if parsed.namespace >= 0 and not parsed.interwiki and parsed.text else None
