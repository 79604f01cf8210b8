"""People, a clock that stands still, and pages, for all tests of the site."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from folkmoot.web.accounts.models import User
from folkmoot.web.accounts.services import create_account
from folkmoot.web.pages.services import SavedRevision, save_page
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import Actor, actor_of
from folkmoot.web.talk.recent_views import forget_recent
from tests.wiki import PASSWORD, Save, StandingClock, title_of


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> StandingClock:
    """The clock that the site reads, to be moved by hand."""
    standing = StandingClock()
    monkeypatch.setattr(clock, "now", standing)
    return standing


@pytest.fixture
def now(ticking: StandingClock) -> datetime:
    """The moment at which the test happens."""
    return ticking.moment


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Limits that one test has used up are not used up for the next."""
    cache.clear()
    forget_recent()


@pytest.fixture
def ada(db: None) -> User:
    """Somebody with an account."""
    return create_account(name="Ada")


@pytest.fixture
def ben(db: None) -> User:
    """Somebody else."""
    return create_account(name="Ben")


@pytest.fixture
def cleo(db: None) -> User:
    """Somebody with a password (hashing one takes its time, so the others have none)."""
    return create_account(name="Cleo", password=PASSWORD)


@pytest.fixture
def ada_acts(ada: User) -> Actor:
    """Ada, as services know her."""
    return actor_of(ada)


@pytest.fixture
def ben_acts(ben: User) -> Actor:
    """Ben, as services know him."""
    return actor_of(ben)


@pytest.fixture
def ada_browses(client: Client, ada: User) -> Client:
    """A browser in which Ada is logged in."""
    client.force_login(ada)
    return client


@pytest.fixture
def save(ada_acts: Actor, now: datetime) -> Save:
    """Save a page as Ada, now: ``save("Pond", text="…")``."""

    def saved(name: str, **how: object) -> SavedRevision:
        return save_page(**{"actor": ada_acts, "title": title_of(name), "now": now, **how})  # type: ignore[arg-type]

    return saved
