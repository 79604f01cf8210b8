"""What a new revision consists of: the sections that a change brings, between those that stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict
from folkmoot.web.pages import queries
from folkmoot.web.pages.limits import too_large
from folkmoot.web.pages.locking import LockedPage
from folkmoot.web.pages.sections import Replacement, closes_all, cut, needs_line_break, opens_all
from folkmoot.web.pages.storage import store_sections


@dataclass(frozen=True, slots=True)
class Draft:
    """The sections and facts of the revision to be written."""

    sections: tuple[int, ...]
    size: int
    has_open: bool


def draft_revision(locked: LockedPage, change: str | Replacement) -> Draft:
    """Store what the change brings, and say what the page consists of then.

    Cost and statements depend on the change, not on the page, unless the change opens or closes
    what reaches beyond it. Refuses with TooLarge, and with Conflict for sections not there.
    """
    if isinstance(change, str):
        return _whole(change)
    require_span(change, len(locked.sections))
    if len(change.text.encode()) > settings.PAGE_SIZE_LIMIT:
        raise too_large(len(change.text.encode()))
    change = settled(locked.sections, change)
    if _must_cut_again(locked, change.text):
        return _whole(replaced_text(locked.sections, change))
    return _partial(locked, change)


def _whole(text: str) -> Draft:
    size = len(text.encode())
    if size > settings.PAGE_SIZE_LIMIT:
        raise too_large(size)
    pieces = cut(text)
    stored = store_sections(pieces)
    return Draft(stored.ids, size, any(not closes_all(piece.text) for piece in pieces))


def _partial(locked: LockedPage, change: Replacement) -> Draft:
    sections = locked.sections
    removed = sections[change.start : change.stop]
    stored = store_sections(cut(change.text), measure=removed)
    size = locked.revision.size if locked.revision else 0
    size += sum(stored.sizes[pk] for pk in stored.ids) - sum(stored.sizes[pk] for pk in removed)
    ids = sections[: change.start] + stored.ids + sections[change.stop :]
    return Draft(ids, size, bool(locked.revision and locked.revision.has_open))


def _must_cut_again(locked: LockedPage, text: str) -> bool:
    if not closes_all(text):
        return True
    return bool(locked.revision and locked.revision.has_open) and not opens_all(text)


def settled(sections: Sequence[int], change: Replacement) -> Replacement:
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


def require_span(change: Replacement, sections: int) -> None:
    """Refuse with Conflict a change of sections that a page of so many does not have."""
    if not 0 <= change.start <= change.stop <= sections:
        raise Conflict(_("This section is no longer on the page."), section=change.start)


def replaced_text(sections: Sequence[int], change: Replacement) -> str:
    """The whole text of a page of these sections, after the (settled) change."""
    texts = queries.section_texts((*sections[: change.start], *sections[change.stop :]))
    before = "".join(texts[pk] for pk in sections[: change.start])
    return before + change.text + "".join(texts[pk] for pk in sections[change.stop :])
