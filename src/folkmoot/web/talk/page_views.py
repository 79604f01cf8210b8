"""Talk pages over HTTP: reading them, with the forms in which people answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from folkmoot.core.errors import CommentNotFound
from folkmoot.core.titles import Title, page_path
from folkmoot.web.pages.frames import PageFrame, read_frame
from folkmoot.web.pages.permissions import may_edit
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.registry import PageToRead
from folkmoot.web.pages.variants import in_variant, variant_for, variant_links
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.forms import ReplyForm, TopicForm, new_token
from folkmoot.web.talk.queries import TalkPageView, find_answered, read_talk_page
from folkmoot.web.talk.rendering import Reading, reply_url

Form = ReplyForm | TopicForm
_TEMPLATES = {ReplyForm: "talk/_reply_form.html", TopicForm: "talk/_topic_form.html"}


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for the form only."""
    return request.headers.get("X-Folkmoot-Fragment") == "1"


def show_talk_page(request: HttpRequest, page: PageToRead) -> HttpResponse:
    """Show the conversation, with the form that ``?reply=`` or ``?newtopic=`` asks for."""
    form = None if page.old else _wanted_form(request, page)
    return show(request, page, form)


def _wanted_form(request: HttpRequest, page: PageToRead) -> Form | None:
    if "reply" in request.GET:
        return make_reply_form(request, page.title, page.revision, request.GET["reply"])
    if "newtopic" in request.GET:
        return TopicForm(
            token=new_token(),
            action_url=action_url(page.title, "newtopic"),
            needs_login=not may_edit(acting(request), page.title),
        )
    return None


def make_reply_form(
    request: HttpRequest, title: Title, revision: LoadedRevision | None, item_id: str, **fields: Any
) -> ReplyForm:
    """The form for an answer to this item; refuses with CommentNotFound when it is gone."""
    answered = find_answered(revision, item_id) if revision else None
    if answered is None:
        raise CommentNotFound(_("That comment is no longer on the page."), comment_id=item_id)
    return ReplyForm(
        token=fields.pop("token", None) or new_token(),
        comment_id=answered.item_id,
        action_url=action_url(title, "reply"),
        author=answered.author,
        needs_login=not may_edit(acting(request), title),
        **fields,
    )


def action_url(title: Title, action: str) -> str:
    """Where a form of this page is posted to."""
    return f"{page_path(title, wiki_site())}?action={action}"


# --- drawing -------------------------------------------------------------------------------------


def show(request: HttpRequest, page: PageToRead, form: Form | None, *, status: int = 0) -> HttpResponse:
    """The page with this form in it, or the form alone when that is what was asked for."""
    revision = page.revision
    language = revision.language if revision else ""
    frame = read_frame(page.title, actor=acting(request), language=language)
    variant = variant_for(request, frame.language)
    variants = variant_links(request, frame.language, variant)
    frame = in_variant(frame, variant)
    context = {"frame": frame, **_ways_in(frame, form)}
    if form is not None and is_fragment(request):
        return render(request, _TEMPLATES[type(form)], {**context, "form": form}, status=status or 200)
    context |= {
        "view": _view(request, page, form, context, variant),
        "variants": variants,
        "reply_form": form if isinstance(form, ReplyForm) else None,
        "topic_form": form if isinstance(form, TopicForm) else None,
        "revision": page.old,
        "redirected_from": page.redirected_from,
    }
    found = revision is not None or form is not None
    return render(request, "talk/page.html", context, status=status or (200 if found else 404))


def _view(
    request: HttpRequest, page: PageToRead, form: Form | None, context: dict[str, Any], variant: str
) -> TalkPageView:
    if page.revision is None:
        return TalkPageView()
    is_newest = page.old is None
    reading = Reading(now=clock.now(), may_answer=is_newest, may_edit=is_newest, variant=variant)
    if isinstance(form, ReplyForm):
        html = render_to_string(_TEMPLATES[ReplyForm], {**context, "form": form}, request)
        reading = replace(reading, form_of=form.comment_id, form=html)
    everybody = form is None and not acting(request).is_authenticated
    return read_talk_page(page.revision, reading, shared=everybody)


def _ways_in(frame: PageFrame, form: Form | None) -> dict[str, str]:
    """Where to log in or sign up, to come back to the same form."""
    back = frame.read_url
    if isinstance(form, ReplyForm):
        back += reply_url(form.comment_id)
    elif form is not None:
        back = frame.add_topic_url
    query = urlencode({"next": back})
    return {
        "login_url": f"{reverse('account_login')}?{query}",
        "signup_url": f"{reverse('account_signup')}?{query}",
    }
