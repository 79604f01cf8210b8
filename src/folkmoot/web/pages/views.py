"""Pages over HTTP: which view answers which address, and reading. Editing is in ``edit_views``."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.core.errors import NotFound, PageNotFound, Refusal
from folkmoot.core.titles import Title, anchor_of, page_path, prefixed
from folkmoot.web.pages import edit_views, history, queries
from folkmoot.web.pages.frames import read_frame
from folkmoot.web.pages.page_parts import PageParts, show_parts
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.registry import PageToRead, RedirectedFrom, action_of, reader_of
from folkmoot.web.pages.rendering import ComposedPage, compose_page, page_recipe
from folkmoot.web.pages.surroundings import surroundings_of
from folkmoot.web.pages.templates_used import parse_used
from folkmoot.web.pages.variants import in_variant, variant_for, variant_links
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.requests import number_of
from folkmoot.web.shared.sites import page_site, wiki_site
from folkmoot.web.shared.titles import read_title

_LARGEST_REDIRECT = 4096  # bytes: a page that only leads elsewhere is short


def go_home(request: HttpRequest) -> HttpResponse:
    """``/wiki/`` names no page: the front page is at ``/``."""
    return HttpResponseRedirect("/")


def show_page(request: HttpRequest, title: str) -> HttpResponse:
    """Answer ``/wiki/Title``, whatever is to be done with the page."""
    parsed = read_title(title)
    if parsed.interwiki or parsed.namespace < 0:
        raise NotFound(_("There is no page of this kind here."))
    moved = _canonical_address(request, title, parsed)
    if moved is not None:
        return HttpResponsePermanentRedirect(moved)
    page = Title(parsed.namespace, parsed.text)
    name = request.GET.get("action", "view")
    action = action_of(name) or _ACTIONS.get(name)
    if action is None:
        raise Refusal(_("There is nothing called “%(action)s” to do with a page.") % {"action": name[:50]})
    return action(request, page)


def _canonical_address(request: HttpRequest, asked: str, title: Title) -> str | None:
    """Where the page really is, when it was asked for under another spelling of its title."""
    own = prefixed(title, wiki_site()).replace(" ", "_")
    if request.method not in ("GET", "HEAD") or (asked == own and not title.fragment):
        return None
    query = request.META.get("QUERY_STRING", "")
    fragment = f"#{anchor_of(title.fragment)}" if title.fragment else ""
    address = page_path(Title(title.namespace, title.text), wiki_site())
    return f"{address}{'?' if query else ''}{query}{fragment}"


@require_safe
def show_reading(request: HttpRequest, title: Title) -> HttpResponse:
    """Show a page: its newest revision, an old one (``oldid``), or what one changed (``diff``)."""
    if "diff" in request.GET:
        return show_difference(request, title)
    page = _page_to_read(request, title)
    if page.revision is not None and page.old is None and request.GET.get("redirect") != "no":
        page = _followed(page, page.revision)
    reader = reader_of(page.title) or show_ordinary_page
    return reader(request, page)


def _page_to_read(request: HttpRequest, title: Title) -> PageToRead:
    oldid = number_of(request.GET.get("oldid"))
    revision = queries.load_revision(title, revision_id=oldid)
    if oldid is None or revision is None:
        if "oldid" in request.GET:
            raise PageNotFound(_("This page has no such revision."))
        return PageToRead(title, revision)
    return PageToRead(title, revision, None if revision.is_latest else history.old_revision(revision))


def _followed(page: PageToRead, revision: LoadedRevision) -> PageToRead:
    """The page that a redirect leads to, when there is one; else the page itself."""
    target = _target(page.title, revision)
    found = queries.load_revision(target) if target and target != page.title else None
    if target is None or found is None:
        return page
    site = wiki_site()
    source = RedirectedFrom(prefixed(page.title, site), f"{page_path(page.title, site)}?redirect=no")
    return PageToRead(target, found, None, source)


def _target(title: Title, revision: LoadedRevision) -> Title | None:
    if revision.size > _LARGEST_REDIRECT or len(revision.sections) != 1:
        return None
    if not queries.revision_text(revision).lstrip().startswith("#"):
        return None
    name = _composed(title, revision).blocks[0].composed.redirect
    return parse_used(name, wiki_site()) if name else None


def show_ordinary_page(request: HttpRequest, page: PageToRead) -> HttpResponse:
    """A page that no other room shows in a way of its own."""
    revision = page.revision
    language = revision.language if revision else ""
    frame = read_frame(page.title, actor=acting(request), language=language)
    variant = variant_for(request, frame.language)
    context = {
        "frame": in_variant(frame, variant),
        "parts": _parts(page, revision, variant) if revision else None,
        "variants": variant_links(request, frame.language, variant) if revision else (),
        "revision": page.old,
        "redirected_from": page.redirected_from,
        "missing": revision is None,
    }
    return render(request, "pages/view.html", context, status=200 if revision else 404)


def _parts(page: PageToRead, revision: LoadedRevision, variant: str) -> PageParts:
    """The page with links to edit its sections, unless it is an old revision."""
    levels = [] if page.old else queries.section_levels(revision.sections[:1])
    return show_parts(_composed(page.title, revision, variant), first_level=levels[0] if levels else None)


def _composed(title: Title, revision: LoadedRevision, variant: str = "") -> ComposedPage:
    site = page_site(revision.language)
    around = surroundings_of(revision, now=clock.now(), variant=variant)
    return compose_page(revision.sections, page_recipe(site, title, around), site)


@require_safe
def show_difference(request: HttpRequest, title: Title) -> HttpResponse:
    """What a revision changed, against the one before it or against ``oldid``."""
    new = _revision_or_refuse(title, number_of(request.GET.get("diff")))
    against = number_of(request.GET.get("oldid")) or new.parent_id
    old = _revision_or_refuse(title, against) if against else None
    context = {
        "frame": read_frame(title, actor=acting(request), language=new.language, active="history"),
        "old": history.old_revision(old) if old else None,
        "new": history.old_revision(new),
        "rows": history.compare_revisions(old, new),
    }
    return render(request, "pages/diff.html", context)


def _revision_or_refuse(title: Title, revision_id: int | None) -> LoadedRevision:
    revision = queries.load_revision(title, revision_id=revision_id) if revision_id else None
    if revision is None:
        raise PageNotFound(_("This page has no such revision."))
    return revision


@require_safe
def show_history(request: HttpRequest, title: Title) -> HttpResponse:
    """Every revision of a page, newest first, fifty at a time."""
    newest = queries.load_revision(title)
    shown = history.HistoryView((), None, None)
    if newest is not None:
        before, after = (number_of(request.GET.get(name)) for name in ("before", "after"))
        shown = history.read_history(title, newest.page_id, before=before, after=after)
    language = newest.language if newest else ""
    context = {
        "frame": read_frame(title, actor=acting(request), language=language, active="history"),
        "revisions": shown.revisions,
        "older_url": shown.older_url,
        "newer_url": shown.newer_url,
    }
    return render(request, "pages/history.html", context, status=200 if newest else 404)


@require_safe
def show_source(request: HttpRequest, title: Title) -> HttpResponse:
    """The wikitext itself, newest or of ``oldid``."""
    revision = _page_to_read(request, title).revision
    if revision is None:
        raise PageNotFound(_("There is no page of this title."))
    return HttpResponse(queries.revision_text(revision), content_type="text/plain; charset=utf-8")


_ACTIONS: dict[str, Callable[[HttpRequest, Title], HttpResponse]] = {
    "view": show_reading,
    "edit": edit_views.edit_page,
    "submit": edit_views.edit_page,
    "history": show_history,
    "raw": show_source,
}
