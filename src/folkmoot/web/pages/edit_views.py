"""The form in which a page or a section is edited as wikitext."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.core.errors import Conflict, NotFound, Refusal
from folkmoot.core.titles import Title, anchor_of, page_path
from folkmoot.web.pages import editing, queries
from folkmoot.web.pages.editing import Source
from folkmoot.web.pages.frames import read_frame
from folkmoot.web.pages.page_parts import render_preview
from folkmoot.web.pages.permissions import require_edit
from folkmoot.web.pages.services import NEW_PAGE, SavedRevision, refusal_if_too_large
from folkmoot.web.pages.summaries import heading_words
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.requests import number_of
from folkmoot.web.shared.sites import page_site, wiki_site


@dataclass(frozen=True, slots=True)
class EditForm:
    """The fields of the form, as they are shown again when something keeps the text from being saved."""

    text: str
    summary: str
    section: int | None
    token: str
    base_revision: int


@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: HttpRequest, title: Title) -> HttpResponse:
    """Offer the source, show a preview of it, or save it."""
    if request.method != "POST":
        return _offer(request, title)
    form = _posted_form(request)
    try:
        _section(request.POST.get("section"))  # never the whole page because a number could not be read
        require_edit(acting(request), title)
        if request.POST.get("do") == "preview":
            return _show_preview(request, title, form)
        return _saved(request, title, form)
    except Conflict as refusal:
        return _show_conflict(request, title, form, refusal)
    except Refusal as refusal:
        return _show(request, title, form, problem=refusal, status=refusal.status, typed=True)


def _offer(request: HttpRequest, title: Title) -> HttpResponse:
    section = _section(request.GET.get("section"))
    source = editing.read_source(title, section=section, revision_id=number_of(request.GET.get("oldid")))
    form = EditForm(source.text, "", source.section, new_token(), source.base_revision)
    return _show(request, title, form, language=source.language)


def _section(value: str | None) -> int | None:
    if not value:
        return None
    number = number_of(value)
    if number is None:
        raise NotFound(_("This page has no section of this number (any more)."))
    return number


def _posted_form(request: HttpRequest) -> EditForm:
    fields = request.POST
    return EditForm(
        text=fields.get("text", ""),
        summary=fields.get("summary", ""),
        section=number_of(fields.get("section")),
        token=fields.get("token", "")[:100],
        base_revision=number_of(fields.get("base_revision")) or NEW_PAGE,
    )


def _saved(request: HttpRequest, title: Title, form: EditForm) -> HttpResponse:
    saved = editing.edit_page(
        actor=acting(request),
        title=title,
        text=form.text.replace("\r\n", "\n"),
        section=form.section,
        summary=form.summary,
        base_revision=form.base_revision,
        now=clock.now(),
        token=form.token,
    )
    messages.success(request, _what_happened(saved))
    heading = heading_words(form.text.lstrip()) if form.section else ""
    fragment = f"#{anchor_of(heading)}" if heading else ""
    query = "?redirect=no" if form.text.lstrip().startswith("#") else ""  # show what was saved
    response = HttpResponseRedirect(f"{page_path(title, wiki_site())}{query}{fragment}")
    response.status_code = 303
    return response


def _what_happened(saved: SavedRevision) -> str:
    if saved.merged:
        return _("Saved, together with what somebody else changed meanwhile.")
    if saved.changed or saved.repeated:
        return _("Saved.")
    return _("Nothing was different, so nothing was saved.")


def _show_preview(request: HttpRequest, title: Title, form: EditForm) -> HttpResponse:
    refusal = refusal_if_too_large(form.text)
    if refusal is not None:
        raise refusal
    revision = queries.load_revision(title)
    language = revision.language if revision else ""
    text = editing.expand_text(
        form.text, actor=acting(request), title=title, language=language, now=clock.now()
    )
    preview = render_preview(text, site=page_site(language), title=title, now=clock.now())
    return _show(request, title, form, preview_html=preview, language=language)


def _show_conflict(request: HttpRequest, title: Title, form: EditForm, refusal: Conflict) -> HttpResponse:
    """The writer's text beside the one on the page; saving again replaces what is shown there."""
    newest = editing.read_source(title)
    here = newest if form.section is None else _same_section(title, form, newest)
    section = here.section
    text = form.text
    if form.section is not None and section is None:  # the section is gone: offer it at the page's end
        text = f"{newest.text.rstrip()}\n\n{form.text}"
    again = EditForm(text, form.summary, section, new_token(), newest.base_revision)
    return _show(
        request, title, again, problem=refusal, conflict_text=here.text, status=409, language=newest.language
    )


def _same_section(title: Title, form: EditForm, newest: Source) -> Source:
    """The section with the heading that the writer's text has, in the newest text; else the whole page."""
    wanted = heading_words(form.text.lstrip())
    revision = queries.load_revision(title)
    for number in _numbers_of(form.section or 0, len(revision.sections) if revision else 0):
        source = editing.read_source(title, section=number)
        if heading_words(source.text) == wanted:
            return source
    return newest


def _numbers_of(likely: int, sections: int) -> list[int]:
    """Section numbers to try: the one it had, then its neighbours; it has hardly moved further."""
    near = sorted(range(max(0, likely - 5), likely + 6), key=lambda number: abs(number - likely))
    return [number for number in near if number < sections]


def _show(
    request: HttpRequest,
    title: Title,
    form: EditForm,
    *,
    language: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "frame": read_frame(title, actor=acting(request), language=language, active="edit"),
        "form": form,
        "problem": None,
        "preview_html": None,
        "conflict_text": None,
        "typed": False,
        **more,
    }
    return render(request, "pages/edit.html", context, status=status)


def new_token() -> str:
    """A name for one form, so that posting it twice posts once."""
    return secrets.token_urlsafe(16)
