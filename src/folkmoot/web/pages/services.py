"""What can be done to pages: one function per act, the same for forms, commands and other rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict, RateLimited, Refusal, TooLarge
from folkmoot.core.merge import merge_texts
from folkmoot.core.titles import Title
from folkmoot.web.pages import queries, signals
from folkmoot.web.pages.manifests import pack_manifest
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.permissions import require_edit
from folkmoot.web.pages.posting import Claim, claim_form
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.sections import Replacement, closes_all, cut, needs_line_break, opens_all
from folkmoot.web.pages.storage import store_sections
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.texts import clean_line, clean_text

NEW_PAGE = 0  # as base_revision: the page did not exist when the writer began


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

    @property
    def is_new_page(self) -> bool:
        """Whether the page was made by this save."""
        return self.changed and self.parent_id is None


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


@dataclass(frozen=True, slots=True)
class _Draft:
    """The sections and facts of the revision to be written."""

    sections: tuple[int, ...]
    size: int
    has_open: bool


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
    rebased, merged = _rebase(locked, change, base_revision)
    draft = _draft(locked, rebased)
    if draft.size > settings.PAGE_SIZE_LIMIT:
        raise too_large(draft.size)
    before = locked.revision
    if before is not None and before.sections == draft.sections:
        return _unchanged(before, locked.title)
    return _write(locked, draft, actor=actor, summary=summary, now=now, merged=merged)


def require_pace(actor: Actor, *, now: datetime) -> None:
    """Refuse with ``RateLimited`` who saves faster than anybody types; one query on an index."""
    if actor.user_id is None or not settings.FOLKMOOT_RATE_LIMITS:
        return
    allowed: int = settings.SAVES_PER_MINUTE
    latest = Revision.objects.filter(actor_id=actor.user_id).order_by("-id").values_list("created", flat=True)
    for created in latest[allowed - 1 : allowed]:
        if timedelta(0) <= now - created < timedelta(minutes=1):
            message = _(
                "You have saved %(number)d times within a minute. Please wait a minute, then try again."
            )
            raise RateLimited(message % {"number": allowed}, limit=allowed, seconds=60)


def too_large(size: int) -> TooLarge:
    """The refusal of a text of this many bytes."""
    message = _(
        "This is %(size)d kB of text; a page holds at most %(limit)d kB. Please divide it into several pages."
    )
    limit = settings.PAGE_SIZE_LIMIT
    return TooLarge(message % {"size": -(-size // 1024), "limit": limit // 1024}, size=size, limit=limit)


def _write(
    locked: LockedPage, draft: _Draft, *, actor: Actor, summary: str, now: datetime, merged: bool
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


# --- what the new revision consists of -----------------------------------------------------------


def _draft(locked: LockedPage, change: str | Replacement) -> _Draft:
    if isinstance(change, str):
        return _whole(change)
    _require_span(change, len(locked.sections))
    if len(change.text.encode()) > settings.PAGE_SIZE_LIMIT:
        raise too_large(len(change.text.encode()))
    change = _settled(locked.sections, change)
    if _must_cut_again(locked, change.text):
        return _whole(_replaced_text(locked.sections, change))
    return _partial(locked, change)


def _whole(text: str) -> _Draft:
    size = len(text.encode())
    if size > settings.PAGE_SIZE_LIMIT:
        raise too_large(size)
    pieces = cut(text)
    stored = store_sections(pieces)
    return _Draft(stored.ids, size, any(not closes_all(piece.text) for piece in pieces))


def _partial(locked: LockedPage, change: Replacement) -> _Draft:
    sections = locked.sections
    removed = sections[change.start : change.stop]
    stored = store_sections(cut(change.text), measure=removed)
    size = locked.revision.size if locked.revision else 0
    size += sum(stored.sizes[pk] for pk in stored.ids) - sum(stored.sizes[pk] for pk in removed)
    ids = sections[: change.start] + stored.ids + sections[change.stop :]
    return _Draft(ids, size, bool(locked.revision and locked.revision.has_open))


def _must_cut_again(locked: LockedPage, text: str) -> bool:
    if not closes_all(text):
        return True
    return bool(locked.revision and locked.revision.has_open) and not opens_all(text)


def _settled(sections: Sequence[int], change: Replacement) -> Replacement:
    """The same change, such that its text begins with a heading (or the page) and ends with a line.

    Text that begins with anything else belongs to the section before it, and joins it.
    """
    text = change.text
    if change.stop < len(sections) and needs_line_break(text):
        text += "\n"
    if change.stop == 0 and sections and text:
        return _before_all(sections, text)
    at_end = change.start == len(sections)
    if change.start == 0 or not text or (not at_end and cut(text)[0].level > 0):
        return replace(change, text=text)
    before = queries.section_texts([sections[change.start - 1]])[sections[change.start - 1]]
    if cut(text)[0].level > 0 and not needs_line_break(before):
        return replace(change, text=text)
    line_break = "\n" if needs_line_break(before) else ""
    return Replacement(change.start - 1, change.stop, before + line_break + text)


def _before_all(sections: Sequence[int], text: str) -> Replacement:
    """Text put before everything: a lead that stood there goes on where the new text ends."""
    first = queries.section_texts(sections[:1])[sections[0]]
    is_lead = cut(first)[0].level == 0
    return Replacement(0, 1, text + first) if is_lead else Replacement(0, 0, text)


def _require_span(change: Replacement, sections: int) -> None:
    if not 0 <= change.start <= change.stop <= sections:
        raise Conflict(_("This section is no longer on the page."), section=change.start)


def _replaced_text(sections: Sequence[int], change: Replacement) -> str:
    texts = queries.section_texts((*sections[: change.start], *sections[change.stop :]))
    before = "".join(texts[pk] for pk in sections[: change.start])
    return before + change.text + "".join(texts[pk] for pk in sections[change.stop :])


# --- somebody else was there meanwhile -------------------------------------------------------------


def _rebase(
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
        _require_span(change, len(base_sections))
        mine = _replaced_text(base_sections, _settled(base_sections, change))
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


def refusal_if_too_large(text: str) -> Refusal | None:
    """The refusal of a text that no page can hold, before any work is done for it."""
    size = len(text.encode(errors="replace"))
    return too_large(size) if size > settings.PAGE_SIZE_LIMIT else None
