"""What tests of the site say often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from folkmoot.core.titles import Title, parse_title
from folkmoot.web.pages.services import SavedRevision
from folkmoot.web.shared.sites import wiki_site

PASSWORD = "over-the-weir-42"  # of the tests' own people

Save = Callable[..., SavedRevision]


def title_of(name: str) -> Title:
    """The title that this name stands for."""
    return parse_title(name, wiki_site())


class StandingClock:
    """The site's clock, which moves only when a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **duration: float) -> datetime:
        """Let time pass."""
        self.moment += timedelta(**duration)
        return self.moment
