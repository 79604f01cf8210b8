"""Taking a page so that nobody else can save it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict
from folkmoot.core.titles import Title
from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.queries import LoadedRevision


@dataclass(slots=True)
class LockedPage:
    """A page that nobody else can save until the transaction ends; ``revision`` is its newest."""

    title: Title
    page: Page
    revision: LoadedRevision | None

    @property
    def sections(self) -> tuple[int, ...]:
        """The ids of the newest revision's sections; none when the page is new."""
        return self.revision.sections if self.revision else ()


@contextmanager
def lock_page(title: Title, *, now: datetime, language: str = "") -> Iterator[LockedPage]:
    """A transaction in which the page (made when it is missing) belongs to the caller.

    Inside, ``save_page(..., locked=...)`` saves it any number of times. A page that was made for
    the purpose and never saved is gone again at the end; an exception undoes everything.
    """
    with transaction.atomic():
        locked = _lock(title) or _make(title, now=now, language=language)
        yield locked
        if locked.revision is None:
            locked.page.delete()


def _lock(title: Title) -> LockedPage | None:
    # The page first, then its revision: a join would give the revision as it was before the wait.
    page = Page.objects.select_for_update().filter(namespace=title.namespace, key=title.key()).first()
    if page is None:
        return None
    row = Revision.objects.get(pk=page.latest_id) if page.latest_id else None
    return LockedPage(title, page, queries.loaded(row, page, title) if row else None)


def _make(title: Title, *, now: datetime, language: str) -> LockedPage:
    """Make the page, or find that somebody has just made it; either way it is ours now."""
    row = Page(namespace=title.namespace, key=title.key(), language=language, touched=now)
    Page.objects.bulk_create([row], ignore_conflicts=True)
    locked = _lock(title)
    if locked is None:  # pragma: no cover  # made by somebody whose transaction failed meanwhile
        raise Conflict(_("Somebody is making this page at this moment. Please try again."))
    return locked
