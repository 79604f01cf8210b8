"""What can be done to pages: one function per act, the same for forms, commands and other rooms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict
from folkmoot.core.titles import Title
from folkmoot.web.pages import queries, signals
from folkmoot.web.pages.drafts import Draft, draft_revision
from folkmoot.web.pages.limits import refusal_if_too_large, require_pace, too_large
from folkmoot.web.pages.locking import LockedPage, lock_page
from folkmoot.web.pages.manifests import pack_manifest
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.permissions import require_edit
from folkmoot.web.pages.posting import Claim, claim_form
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.rebasing import NEW_PAGE, rebase
from folkmoot.web.pages.sections import Replacement
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.texts import clean_line, clean_text

__all__ = [
    "NEW_PAGE",
    "LockedPage",
    "Replacement",
    "SavedRevision",
    "lock_page",
    "refusal_if_too_large",
    "save_page",
]


@dataclass(frozen=True, slots=True)
class SavedRevision:
    """What a save did.

    ``changed`` is False when the text was the same already, and then ``revision_id`` is the one
    that was there. ``repeated``: the same form had been posted before, and this is what came of
    it then. ``merged``: somebody else's change was there meanwhile, and both are in the text.
    """

    revision_id: int
    page_id: int
    title: Title
    sections: tuple[int, ...]
    previous_sections: tuple[int, ...] = ()
    parent_id: int | None = None
    language: str = ""
    changed: bool = True
    repeated: bool = False
    merged: bool = False


def save_page(
    *,
    actor: Actor,
    title: Title,
    text: str | None = None,
    changed_section: Replacement | tuple[int, str] | None = None,
    summary: str = "",
    base_revision: int | None = None,
    now: datetime,
    token: str | None = None,
    language: str = "",
    locked: LockedPage | None = None,
) -> SavedRevision:
    """Save a whole page (``text``) or some of its sections (``changed_section``).

    ``changed_section`` is (position in the list of sections, new text) or a ``Replacement``; its
    positions are those of ``base_revision`` if one is given, else of the newest revision.
    ``base_revision`` is what the writer began from: None to write over whatever is there,
    ``NEW_PAGE`` when there was no page. What others saved since is merged line by line;
    ``Conflict`` when both changed the same lines. ``token`` names the form, for posting once.
    ``language`` is that of the text, taken when the page is made. ``locked`` is the caller's own
    lock on the page (then the caller has claimed the form as well).

    Refuses with Forbidden, TooLarge, RateLimited or Conflict, and then nothing is saved.
    """
    require_edit(actor, title)
    change = _change(text, changed_section)
    if locked is not None:
        return _save(locked, change, actor=actor, summary=summary, base_revision=base_revision, now=now)
    with transaction.atomic():
        place = f"{title.namespace}:{title.key()}:{getattr(change, 'start', '')}"
        content = change if isinstance(change, str) else change.text
        claim = claim_form(actor=actor, token=token, act=f"save {place}", content=content, now=now)
        if claim.earlier is not None:
            return _outcome_again(claim, title)
        with lock_page(title, now=now, language=language) as own:
            saved = _save(own, change, actor=actor, summary=summary, base_revision=base_revision, now=now)
        claim.record({"revision": saved.revision_id})
        return saved


def _change(text: str | None, changed_section: Replacement | tuple[int, str] | None) -> str | Replacement:
    if (text is None) == (changed_section is None):
        raise TypeError("save_page needs either text or changed_section")
    if text is not None:
        return clean_text(text)
    if isinstance(changed_section, tuple):
        changed_section = Replacement(changed_section[0], changed_section[0] + 1, changed_section[1])
    assert changed_section is not None  # noqa: S101  # told above; for the type checker
    return replace(changed_section, text=clean_text(changed_section.text))


def _outcome_again(claim: Claim, title: Title) -> SavedRevision:
    revision_id = (claim.earlier or {}).get("revision")
    revision = queries.load_revision_by_id(revision_id) if revision_id else None
    if revision is None:
        raise Conflict(_("This form was posted before, and the page is gone since."))
    return _unchanged(revision, title, repeated=True)


def _unchanged(revision: LoadedRevision, title: Title, *, repeated: bool = False) -> SavedRevision:
    return SavedRevision(
        revision_id=revision.id,
        page_id=revision.page_id,
        title=title,
        sections=revision.sections,
        previous_sections=revision.sections,
        parent_id=revision.parent_id,
        language=revision.language,
        changed=False,
        repeated=repeated,
    )


def _save(
    locked: LockedPage,
    change: str | Replacement,
    *,
    actor: Actor,
    summary: str,
    base_revision: int | None,
    now: datetime,
) -> SavedRevision:
    require_pace(actor, now=now)
    rebased, merged = rebase(locked, change, base_revision)
    draft = draft_revision(locked, rebased)
    if draft.size > settings.PAGE_SIZE_LIMIT:
        raise too_large(draft.size)
    before = locked.revision
    if before is not None and before.sections == draft.sections:
        return _unchanged(before, locked.title)
    return _write(locked, draft, actor=actor, summary=summary, now=now, merged=merged)


def _write(
    locked: LockedPage, draft: Draft, *, actor: Actor, summary: str, now: datetime, merged: bool
) -> SavedRevision:
    before = locked.revision
    row = Revision.objects.create(
        page=locked.page,
        parent_id=before.id if before else None,
        actor_id=actor.user_id,
        actor_name=actor.name,
        summary=clean_line(summary)[: settings.SUMMARY_LIMIT],
        created=now,
        size=draft.size,
        sections=pack_manifest(draft.sections),
        has_open=draft.has_open,
    )
    Page.objects.filter(pk=locked.page.pk).update(latest=row, touched=now)
    locked.page.latest_id = row.pk
    locked.revision = queries.loaded(row, locked.page, locked.title)
    saved = SavedRevision(
        revision_id=row.pk,
        page_id=locked.page.pk,
        title=locked.title,
        sections=draft.sections,
        previous_sections=before.sections if before else (),
        parent_id=before.id if before else None,
        language=locked.page.language,
        merged=merged,
    )
    _announce(saved, now=now)
    return saved


def _announce(saved: SavedRevision, *, now: datetime) -> None:
    signals.revision_written.send(sender=Page, saved=saved, now=now)
    later = partial(signals.revision_saved.send_robust, sender=Page, saved=saved, now=now)
    transaction.on_commit(later, robust=True)
