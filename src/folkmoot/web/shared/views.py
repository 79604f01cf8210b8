"""The answers to requests that no view of a room could answer."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from folkmoot.core.errors import Forbidden, NotFound, RateLimited, Refusal, TooLarge
from folkmoot.web.shared.refusals import Retry, refuse, typed_fields, typed_text

_log = logging.getLogger(__name__)
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken"}


class ServerError(Refusal):
    """A mistake of ours; never raised, only shown."""

    code = "internal-error"
    status = 500


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that is not well made, or too large."""
    if isinstance(exception, RequestDataTooBig):
        return refuse(request, request_too_large())
    if isinstance(exception, DisallowedHost):
        return refuse(
            request,
            Refusal(
                _(
                    "This site does not answer under this name. "
                    "Whoever runs it can allow the name with FOLKMOOT_HOSTS."
                )
            ),
        )
    return refuse(
        request, Refusal(_("This request is not one that a browser makes. Please go back and try again."))
    )


def request_too_large() -> TooLarge:
    """The refusal of a request that is larger than any page could need."""
    return TooLarge(
        _("This is more than the site takes in one go. Your browser's back button leads to what you had.")
    )


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something this visitor may not do."""
    return refuse(request, Forbidden(_("You may not do this.")))


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that leads nowhere."""
    return refuse(request, NotFound(_("There is nothing at this address.")))


def show_too_many_requests(request: HttpRequest) -> HttpResponse:
    """More tries than anybody makes by hand."""
    return refuse(
        request, RateLimited(_("That was tried very often in a short time. Please wait a few minutes."))
    )


def show_server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours: say so, and give back what was typed, even when nothing else works."""
    refusal = ServerError(
        _("Sorry. The mistake has been noted. What you typed is kept here; please try again.")
    )
    try:
        return refuse(request, refusal)
    except Exception:  # noqa: BLE001  # this is the last door; behind it is nothing
        _log.exception("could not draw the page of an error")
        return _bare_page(refusal, typed_text(request) or "")


def _bare_page(refusal: Refusal, typed: str) -> HttpResponse:
    page = format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>{0}</title>'
        '<h1>{0}</h1><textarea rows="20" cols="80" aria-label="text">\n{1}</textarea></html>',
        refusal.message,
        typed,
    )
    return HttpResponse(page, status=refusal.status)


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: expired, opened before a log-in, or sent by another site.

    What was typed comes back. When the browser says that the form was one of ours, it can be sent
    again at once; a form of another site is never offered for sending.
    """
    refusal = Forbidden(
        _(
            "This form was open for too long, or from before you logged in. "
            "Nothing was saved, and nothing of your text is lost."
        ),
        reason="csrf",
    )
    retry = Retry(request.get_full_path(), _fields_again(request)) if _is_same_origin(request) else None
    return refuse(request, refusal, retry=retry)


def _fields_again(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in typed_fields(request)
        if name not in _NOT_SENT_AGAIN and "password" not in name
    )


def _is_same_origin(request: HttpRequest) -> bool:
    given = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(given).netloc == request.get_host()
