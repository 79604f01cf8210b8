"""Talk pages over HTTP: what people post in them."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.core.errors import CommentNotFound, Refusal
from folkmoot.core.titles import Title, is_talk, page_path
from folkmoot.web.pages.permissions import may_edit
from folkmoot.web.pages.queries import load_revision
from folkmoot.web.pages.registry import PageToRead
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.forms import TopicForm, new_token, posted_token
from folkmoot.web.talk.page_views import Form, action_url, is_fragment, make_reply_form, show
from folkmoot.web.talk.previewing import preview_reply, preview_topic
from folkmoot.web.talk.rendering import anchor_url
from folkmoot.web.talk.services import post_reply, post_topic


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, title: Title) -> HttpResponse:
    """Post the answer that was written, or show how it will look."""
    if request.method != "POST":
        return HttpResponseRedirect(page_path(title, wiki_site()))
    fields = {"token": posted_token(request), "text": request.POST.get("text", "")}
    item_id = request.POST.get("comment_id", "")
    try:
        if request.POST.get("do") == "preview":
            return _preview_reply(request, title, item_id, fields)
        posted = post_reply(
            actor=acting(request),
            title=title,
            comment_id=item_id,
            body=fields["text"],
            token=fields["token"],
            now=clock.now(),
        )
    except Refusal as refusal:
        if not is_talk(title):
            raise
        return _show_refused_reply(request, title, item_id, fields, refusal)
    return _posted(request, title, posted.comment_id)


def _preview_reply(request: HttpRequest, title: Title, item_id: str, fields: dict[str, str]) -> HttpResponse:
    revision = load_revision(title)
    language = revision.language if revision else ""
    html = preview_reply(
        actor=acting(request), title=title, body=fields["text"], now=clock.now(), language=language
    )
    form = make_reply_form(request, title, revision, item_id, preview_html=html, **fields)
    return show(request, PageToRead(title, revision), form)


def _show_refused_reply(
    request: HttpRequest, title: Title, item_id: str, fields: dict[str, str], refusal: Refusal
) -> HttpResponse:
    """The page again, with the form, the words in it, and what was wrong with them."""
    revision = load_revision(title)
    form: Form
    try:
        form = make_reply_form(request, title, revision, item_id, problem=refusal, **fields)
    except CommentNotFound as gone:
        # What was to be answered is not there any more: the words may still become a topic.
        form = TopicForm(
            token=new_token(),
            action_url=action_url(title, "newtopic"),
            text=fields["text"],
            problem=_with_way_on(gone),
            needs_login=not may_edit(acting(request), title),
        )
    return show(request, PageToRead(title, revision), form, status=refusal.status)


def _with_way_on(refusal: Refusal) -> Refusal:
    words = _("Your text is kept here: give it a title to post it as a topic of its own.")
    return Refusal(f"{refusal.message} {words}")


@require_http_methods(["GET", "HEAD", "POST"])
def newtopic(request: HttpRequest, title: Title) -> HttpResponse:
    """Post the topic that was written, or show how it will look."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{page_path(title, wiki_site())}?newtopic=1#newtopic")
    form = TopicForm(
        token=posted_token(request),
        action_url=action_url(title, "newtopic"),
        heading=request.POST.get("heading", ""),
        text=request.POST.get("text", ""),
        needs_login=not may_edit(acting(request), title),
    )
    try:
        if request.POST.get("do") == "preview":
            return _preview_topic(request, title, form)
        posted = post_topic(
            actor=acting(request),
            title=title,
            heading=form.heading,
            body=form.text,
            token=form.token,
            now=clock.now(),
        )
    except Refusal as refusal:
        if not is_talk(title):
            raise
        page = PageToRead(title, load_revision(title))
        return show(request, page, replace(form, problem=refusal), status=refusal.status)
    return _posted(request, title, posted.comment_id)


def _preview_topic(request: HttpRequest, title: Title, form: TopicForm) -> HttpResponse:
    revision = load_revision(title)
    html = preview_topic(
        actor=acting(request),
        title=title,
        heading=form.heading,
        body=form.text,
        now=clock.now(),
        language=revision.language if revision else "",
    )
    return show(request, PageToRead(title, revision), replace(form, preview_html=html))


def _posted(request: HttpRequest, title: Title, item_id: str) -> HttpResponse:
    """Lead to what was posted; a script is told where that is."""
    url = f"{page_path(title, wiki_site())}{anchor_url(item_id)}"
    if is_fragment(request):
        return JsonResponse({"url": url, "id": item_id})
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
