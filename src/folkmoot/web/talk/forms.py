"""The forms of the room as templates see them, and what was posted in them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from folkmoot.core.errors import Refusal
from folkmoot.web.talk.importing import FormOrAuto

_TOKEN_LENGTH = 100  # of what is taken of a token; ours are shorter


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The form for an answer to a comment, or to a topic (``author`` is "" then)."""

    token: str
    comment_id: str
    action_url: str
    author: str = ""
    text: str = ""
    problem: Refusal | None = None
    preview_html: SafeString | None = None
    needs_login: bool = False


@dataclass(frozen=True, slots=True)
class TopicForm:
    """The form for a new topic."""

    token: str
    action_url: str
    heading: str = ""
    text: str = ""
    problem: Refusal | None = None
    preview_html: SafeString | None = None
    needs_login: bool = False


@dataclass(frozen=True, slots=True)
class ImportForm:
    """The form in which a page is brought from elsewhere; ``form`` is the kind of text."""

    token: str
    title: str = ""
    form: FormOrAuto = "auto"
    language: str = ""
    text: str = ""


def new_token() -> str:
    """What makes a form one form, however often it is sent."""
    return secrets.token_urlsafe(12)


def posted_token(request: HttpRequest) -> str:
    """The token of the form that was posted; a new one if it had none."""
    return request.POST.get("token", "")[:_TOKEN_LENGTH] or new_token()
