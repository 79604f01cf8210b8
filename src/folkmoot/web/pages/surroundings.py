"""What a page's text is rendered among: the time, its revision, the numbers of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model

from folkmoot.core.wikitext import PageFacts, RevisionFacts, Surroundings
from folkmoot.extensions import installed_extensions
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.queries import LoadedRevision, load_revision
from folkmoot.web.pages.scripts import scripts_for_page
from folkmoot.web.pages.templates_used import parse_used
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import wiki_site

_ACTIVE = timedelta(days=30)  # who edited within this time counts as active, as in MediaWiki


def surroundings_of(revision: LoadedRevision | None, *, now: datetime, variant: str = "") -> Surroundings:
    """What the text of this revision is rendered among; None for a text that is not saved."""
    facts = RevisionFacts() if revision is None else _facts_of(revision)
    return Surroundings(
        now=now,
        revision=facts,
        statistics=SiteStatistics(),
        extensions=installed_extensions(),
        scripts=scripts_for_page(),
        page=_page,
        variant=variant,
    )


def surroundings_of_new(actor: Actor, *, now: datetime) -> Surroundings:
    """What a text is put together among when this person saves it now."""
    return replace(surroundings_of(None, now=now), revision=RevisionFacts(user=actor.name, timestamp=now))


def _facts_of(revision: LoadedRevision) -> RevisionFacts:
    return RevisionFacts(
        number=revision.id, timestamp=revision.created, user=revision.actor_name, size=revision.size
    )


def _page(name: str) -> PageFacts | None:
    """What is known of a page by its prefixed title; one query."""
    title = parse_used(name, wiki_site())
    revision = load_revision(title) if title else None
    return PageFacts(number=revision.page_id, revision=_facts_of(revision)) if revision else None


class SiteStatistics(Mapping[str, int]):
    """The numbers of the site by ``Surroundings.statistics``' names, each counted when it is asked for."""

    def __getitem__(self, name: str) -> int:
        """One number; KeyError for a name that is none."""
        return _COUNTS[name]()

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(_COUNTS)

    def __len__(self) -> int:
        """How many numbers there are."""
        return len(_COUNTS)


def _articles() -> int:
    return Page.objects.filter(namespace=0, latest__isnull=False).count()


def _pages() -> int:
    return Page.objects.filter(latest__isnull=False).count()


def _admins() -> int:
    return get_user_model().objects.filter(is_active=True, is_staff=True).count()


def _active_users() -> int:
    recent = Revision.objects.filter(created__gte=clock.now() - _ACTIVE, actor_id__isnull=False)
    return recent.values("actor_id").distinct().count()


def _edits() -> int:
    return Revision.objects.count()


def _users() -> int:
    return get_user_model().objects.count()


_COUNTS: dict[str, Callable[[], int]] = {
    "articles": _articles,
    "pages": _pages,
    "edits": _edits,
    "users": _users,
    "admins": _admins,
    "activeusers": _active_users,
    "files": lambda: 0,
}
