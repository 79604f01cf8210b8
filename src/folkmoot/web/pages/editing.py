"""Editing as people do it: the text that is offered, and the act of saving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from folkmoot.core.errors import NotFound, Refusal
from folkmoot.core.languages.signatures import write_name
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext import expand_before_save
from folkmoot.core.wikitext.scripting.module_page import is_module
from folkmoot.web.pages import queries, services
from folkmoot.web.pages.permissions import require_edit
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.sections import Replacement, section_span
from folkmoot.web.pages.services import NEW_PAGE, SavedRevision
from folkmoot.web.pages.summaries import heading_words, section_summary
from folkmoot.web.pages.surroundings import surroundings_of_new
from folkmoot.web.pages.templates_used import StoredPages
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import page_site
from folkmoot.web.shared.texts import clean_text


@dataclass(frozen=True, slots=True)
class Source:
    """What somebody may begin to edit: the text, and the revision that it is of (``NEW_PAGE``: none)."""

    text: str
    base_revision: int
    section: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A section with its sub-sections in the list of a revision's sections, and its heading's words."""

    start: int
    stop: int
    is_last: bool
    heading: str


def read_source(title: Title, *, section: int | None = None, revision_id: int | None = None) -> Source:
    """The text to edit: the newest, or that of an old revision to save it again.

    ``section`` is MediaWiki's number (0 the lead); a section comes with its sub-sections.
    """
    newest = queries.load_revision(title)
    if newest is None:
        if section is not None or revision_id is not None:
            raise NotFound(_("There is no page of this title yet, so there is no part of it to edit."))
        return Source("", NEW_PAGE)
    if revision_id is not None and revision_id != newest.id:
        old = queries.load_revision(title, revision_id=revision_id)
        if old is None:
            raise NotFound(_("This page has no such revision."))
        return Source(queries.revision_text(old), newest.id, None, newest.language)
    if section is None:
        return Source(queries.revision_text(newest), newest.id, None, newest.language)
    start, stop = _span(newest, section)
    ids = newest.sections[start:stop]
    texts = queries.section_texts(ids)
    return Source("".join(texts[pk] for pk in ids), newest.id, section, newest.language)


def _span(revision: LoadedRevision, section: int) -> tuple[int, int]:
    span = section_span(queries.section_levels(revision.sections), section)
    if span is None:
        raise NotFound(_("This page has no section of this number (any more)."), section=section)
    return span


def edit_page(
    *,
    actor: Actor,
    title: Title,
    text: str,
    section: int | None = None,
    summary: str = "",
    base_revision: int | None = None,
    now: datetime,
    token: str | None = None,
) -> SavedRevision:
    """Save what somebody typed as the page, or as one of its sections, with signatures filled in.

    ``section`` counts in ``base_revision`` (the newest when that is None). Refuses as
    ``services.save_page`` does, and with NotFound when there is no such section.
    """
    require_edit(actor, title)
    refusal = services.refusal_if_too_large(text)
    if refusal is not None:
        raise refusal
    base = _base(title, base_revision)
    language = base.language if base else ""
    expanded = expand_text(text, actor=actor, title=title, language=language, now=now)
    if not expanded and queries.load_revision(title) is None:
        raise Refusal(_("A new page needs at least a word."))
    save = partial(services.save_page, actor=actor, title=title, now=now, token=token)
    if section is None:
        return save(text=expanded, summary=summary, base_revision=base_revision)
    if base is None:
        raise NotFound(_("There is no page of this title yet, so there is no part of it to edit."))
    place = _place(base, section)
    ending = "" if place.is_last or not expanded else "\n\n"  # a line between it and the next heading
    return save(
        changed_section=Replacement(place.start, place.stop, expanded + ending),
        summary=section_summary(heading_words(expanded) or place.heading, summary),
        base_revision=base.id,
    )


def _base(title: Title, base_revision: int | None) -> LoadedRevision | None:
    if base_revision == NEW_PAGE:
        return None
    return queries.load_revision(title, revision_id=base_revision)


def _place(base: LoadedRevision, section: int) -> _Place:
    start, stop = _span(base, section)
    own = base.sections[start:stop]
    heading = heading_words(queries.section_texts(own[:1]).get(own[0], "")) if own else ""
    return _Place(start, stop, stop == len(base.sections), heading)


def expand_text(text: str, *, actor: Actor, title: Title, language: str, now: datetime) -> str:
    """The text as it is stored: signatures for tildes, substituted templates, no space at its end.

    A module is code: nothing in it is a signature or a template.
    """
    if is_module(title):
        return clean_text(text).rstrip()
    site = page_site(language)
    signs = _signs(actor, site, now)
    return expand_before_save(
        clean_text(text),
        site=site,
        pages=StoredPages(site),
        title=prefixed(title, site),
        around=surroundings_of_new(actor, now=now),
        **signs,
    )


def _signs(actor: Actor, site: SiteConfig, now: datetime) -> Mapping[str, str]:
    name = write_name(actor.name, site, nickname=actor.nickname)
    timestamp = format_timestamp(now, site)
    return {"signature": f"{name} {timestamp}", "signature_only_name": name, "timestamp": timestamp}
