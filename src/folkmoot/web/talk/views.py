"""The room's own addresses: the front page, previews, permanent links, bringing a page here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.core.errors import CommentNotFound, NotFound, NotReadable, Refusal
from folkmoot.core.languages import facts, known_languages
from folkmoot.core.titles import Title, page_path, parse_title
from folkmoot.web.pages.queries import load_revision
from folkmoot.web.pages.services import refusal_if_too_large
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.context import login_url
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.finding import find_anywhere
from folkmoot.web.talk.forms import ImportForm, new_token, posted_token
from folkmoot.web.talk.importing import FormOrAuto, Understood, understand
from folkmoot.web.talk.models import CommentEntry
from folkmoot.web.talk.previewing import preview_reply, preview_topic
from folkmoot.web.talk.recent import read_front_page
from folkmoot.web.talk.rendering import anchor_url
from folkmoot.web.talk.services import import_page

# Codes that MediaWiki has and the registry of languages has retired: no browser can speak them.
_RETIRED = {"eml"}
_FORMS: dict[str, FormOrAuto] = {"wikitext": "wikitext", "html": "html", "text": "text"}


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """What people are talking about."""
    front = read_front_page(now=clock.now())
    return render(request, "talk/home.html", {"conversations": front.conversations, "pages": front.pages})


@require_safe
def go_to_comment(request: HttpRequest, item_id: str) -> HttpResponse:
    """Lead to the comment or topic with this id or name, wherever it is by now."""
    entry = find_anywhere(item_id)
    if entry is None:
        raise CommentNotFound(_("No comment or topic of this wiki has this id or name."), item_id=item_id)
    title = Title(entry.page.namespace, entry.page.key.replace("_", " "))
    anchor = entry.item_id if isinstance(entry, CommentEntry) else entry.anchor
    return HttpResponseRedirect(f"{page_path(title, wiki_site())}{anchor_url(anchor)}")


def show_preview(request: HttpRequest) -> HttpResponse:
    """How a reply (or, with a heading, a topic) will look on ``page``: a piece of HTML."""
    if request.method != "POST":
        raise NotFound(_("Previews are made while somebody writes; there is nothing to see here by itself."))
    title = parse_title(unquote(request.POST.get("page", "")), wiki_site())
    title = Title(title.namespace, title.text)
    revision = load_revision(title)
    fields: dict[str, Any] = {
        "actor": acting(request),
        "title": title,
        "body": request.POST.get("text", ""),
        "now": clock.now(),
        "language": revision.language if revision else "",
    }
    if "heading" in request.POST:
        return HttpResponse(preview_topic(heading=request.POST["heading"], **fields))
    return HttpResponse(preview_reply(**fields))


# --- bringing a page here ------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def bring_page(request: HttpRequest) -> HttpResponse:
    """Offer the form, show what is understood of a text, or make a page of it."""
    if request.method != "POST":
        return _show_import(request, ImportForm(token=new_token(), language=wiki_site().language))
    form = _posted_import(request)
    try:
        form = replace(form, text=_text_of(request) or form.text)
        if request.POST.get("do") == "save":
            return _save_import(request, form)
        return _show_understood(request, form)
    except Refusal as refusal:
        return _show_import(request, form, problem=refusal, status=refusal.status)


def _posted_import(request: HttpRequest) -> ImportForm:
    language = request.POST.get("language", "")
    return ImportForm(
        token=posted_token(request),
        title=request.POST.get("title", "").strip(),
        form=_FORMS.get(request.POST.get("form", ""), "auto"),
        language=language if language in known_languages() else wiki_site().language,
        text=request.POST.get("text", ""),
    )


def _text_of(request: HttpRequest) -> str:
    """The text of the file that was sent, if one was."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        return ""
    raw: bytes = file.read()
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable(
            _("This file is not text in UTF-8. Save it as “UTF-8” (or “plain text, Unicode”) and try again.")
        ) from None


def _show_understood(request: HttpRequest, form: ImportForm) -> HttpResponse:
    too_large = refusal_if_too_large(form.text)
    if too_large:
        raise too_large
    understood = _understood(form)
    return _show_import(request, replace(form, title=form.title or understood.title), preview=understood)


def _understood(form: ImportForm) -> Understood:
    return understand(form.text, form=form.form, language=_own_language(form))


def _own_language(form: ImportForm) -> str:
    """The language as pages carry it: nothing for the wiki's own."""
    return "" if form.language == wiki_site().language else form.language


def _save_import(request: HttpRequest, form: ImportForm) -> HttpResponse:
    imported = import_page(
        actor=acting(request),
        text=form.text,
        title=form.title or None,
        form=form.form,
        language=_own_language(form),
        token=form.token,
        now=clock.now(),
    )
    message = ngettext(
        "%(number)d comment is here now.", "%(number)d comments are here now.", imported.comments
    )
    messages.success(request, message % {"number": imported.comments})
    response = HttpResponseRedirect(page_path(imported.title, wiki_site()))
    response.status_code = 303
    return response


def _show_import(
    request: HttpRequest,
    form: ImportForm,
    *,
    problem: Refusal | None = None,
    preview: Understood | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "preview": preview,
        "languages": language_choices(),
        "login_url": login_url(request.path),
    }
    return render(request, "talk/import.html", context, status=status)


@cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Every language with a name of its own: those of the interface first, then by name."""
    first = [code for code, _name in settings.LANGUAGES]
    named = ((code, facts(code).autonym) for code in known_languages() if code not in _RETIRED)
    others = [(code, name) for code, name in named if name and code not in first]
    others.sort(key=lambda pair: pair[1].casefold())
    return (*((code, facts(code).autonym or code) for code in first), *others)
