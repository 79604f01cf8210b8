"""Somebody else was there meanwhile: a change of an older revision as one of the newest."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict
from folkmoot.core.merge import merge_texts
from folkmoot.core.titles import Title
from folkmoot.web.pages import queries
from folkmoot.web.pages.drafts import replaced_text, require_span, settled
from folkmoot.web.pages.locking import LockedPage
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.sections import Replacement

NEW_PAGE = 0  # as the revision that somebody began from: the page did not exist


def rebase(
    locked: LockedPage, change: str | Replacement, base_revision: int | None
) -> tuple[str | Replacement, bool]:
    """The change as one of the newest revision, and whether it was merged with another's."""
    newest_id = locked.revision.id if locked.revision else NEW_PAGE
    if base_revision is None or base_revision == newest_id:
        return change, False
    base = _base(locked.title, base_revision)
    if isinstance(change, Replacement):
        moved = _moved(base.sections if base else (), locked.sections, change)
        if moved is not None:
            return moved, True
    return _merge(locked, base, change), True


def _base(title: Title, base_revision: int) -> LoadedRevision | None:
    if base_revision == NEW_PAGE:
        return None
    base = queries.load_revision(title, revision_id=base_revision)
    if base is None:
        raise Conflict(_("The revision that you began from is not one of this page."), revision=base_revision)
    return base


def _moved(base: Sequence[int], newest: Sequence[int], change: Replacement) -> Replacement | None:
    """The change at the place where its sections are now, when they are there unchanged and once."""
    wanted = tuple(base[change.start : change.stop])
    if not wanted:
        return None
    places = [at for at, pk in enumerate(newest) if pk == wanted[0]]
    if len(places) != 1 or tuple(newest[places[0] : places[0] + len(wanted)]) != wanted:
        return None
    return Replacement(places[0], places[0] + len(wanted), change.text)


def _merge(locked: LockedPage, base: LoadedRevision | None, change: str | Replacement) -> str:
    base_sections = base.sections if base else ()
    if isinstance(change, Replacement):
        require_span(change, len(base_sections))
        mine = replaced_text(base_sections, settled(base_sections, change))
    else:
        mine = change
    old = queries.revision_text(base) if base else ""
    theirs = queries.revision_text(locked.revision) if locked.revision else ""
    merged = merge_texts(old, mine, theirs)
    if merged is None:
        raise Conflict(
            _("Somebody else changed the same lines while you were writing."),
            revision=locked.revision.id if locked.revision else NEW_PAGE,
        )
    return merged
