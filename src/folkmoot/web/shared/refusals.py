"""Refusals as pages: what was refused, why, what to do, and the words that were typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folkmoot.core.errors import Refusal

# The fields in which people write. Passwords are not among them.
TYPED_FIELDS = ("heading", "text", "body", "summary", "nickname")


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A refusal as the page shows it."""

    title: str
    message: str
    code: str
    status: int


@dataclass(frozen=True, slots=True)
class Retry:
    """A form that posts the same fields to the same place once more, with a token that is good now."""

    url: str
    fields: tuple[tuple[str, str], ...]


def refuse(
    request: HttpRequest, refusal: Refusal, *, back_url: str | None = None, retry: Retry | None = None
) -> HttpResponse:
    """The answer to a request that was refused: a page, or JSON for a script that asked for it."""
    if wants_json(request):
        return JsonResponse({"error": refusal.code, "message": refusal.message}, status=refusal.status)
    context = {
        "refusal": RefusalView(_title_of(refusal), refusal.message, refusal.code, refusal.status),
        "typed": typed_text(request),
        "back_url": back_url or _way_back(request),
        "retry": retry,
    }
    return render(request, "shared/refusal.html", context, status=refusal.status)


def _way_back(request: HttpRequest) -> str | None:
    """The form that was posted; or the page of which something was asked that it does not have."""
    if request.method == "POST":
        return request.get_full_path()
    return request.path if request.GET else None


@contextmanager
def as_validation_error() -> Iterator[None]:
    """A refusal inside becomes the error of a form's field, in the same words."""
    try:
        yield
    except Refusal as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from refusal


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, and wants values rather than a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def typed_text(request: HttpRequest) -> str | None:
    """What the person wrote into the form, so that it can be given back; None when it was nothing."""
    typed = [value for name, value in typed_fields(request) if name in TYPED_FIELDS and value.strip()]
    return "\n\n".join(typed) or None


def typed_fields(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The fields of the form that was posted, in order; none when it cannot be read at all."""
    if request.method != "POST":
        return ()
    try:
        return tuple((name, value) for name, values in request.POST.lists() for value in map(str, values))
    except Exception:  # noqa: BLE001  # whatever keeps us from reading it must not hide the refusal
        return ()


def _title_of(refusal: Refusal) -> str:
    if refusal.details.get("reason") == "csrf":
        return _("This form is too old")
    return title(refusal.status)


def title(status: int) -> str:
    """A heading for an answer with this HTTP status."""
    titles = {
        403: _("Not for you, as things are"),
        404: _("There is nothing here"),
        409: _("Something has changed meanwhile"),
        413: _("That is too long"),
        429: _("A little slower, please"),
        500: _("Something went wrong on our side"),
        503: _("Not at this moment"),
    }
    return titles.get(status) or _("That did not work")
