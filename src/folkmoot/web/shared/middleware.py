"""What happens around every request."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from folkmoot.core.errors import Refusal, Unavailable
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.database import is_disk_full
from folkmoot.web.shared.refusals import refuse
from folkmoot.web.shared.views import request_too_large

GetResponse = Callable[[HttpRequest], HttpResponse]

_log = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # wikitext may carry style attributes; the renderer cleans them
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_STYLE_MARK = b"<style data-mw-deduplicate="
_STYLE_SHEET = re.compile(_STYLE_MARK + rb'"[^"<>]*">([^<]*)</style>')
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: GetResponse) -> GetResponse:
    """No script but our own files, no frames around us, no rights of the browser that we do not use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_MODIFIED:  # else it would replace that of the copy
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # pages differ by reader and by the minute; a browser asks whether its copy is the newest
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def allow_style_sheets_of_pages(get_response: GetResponse) -> GetResponse:
    """Let the style sheets that the renderer has cleaned work: browsers are told which ones by their hashes.

    Stands inside of what compresses a page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.streaming and _STYLE_MARK in response.content:
            found = dict.fromkeys(_STYLE_SHEET.findall(response.content))
            hashes = [f"'sha256-{b64encode(sha256(css).digest()).decode()}'" for css in found]
            policy = CONTENT_SECURITY_POLICY.replace(
                "style-src 'self'", " ".join(["style-src 'self'", *hashes])
            )
            response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def request_size(get_response: GetResponse) -> GetResponse:
    """Refuse what is too large by its announced size, before a byte of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _announced_size(request) > settings.REQUEST_SIZE_LIMIT:
            request._read_started = True  # type: ignore[attr-defined]  # nobody reads the body any more
            return refuse(request, request_too_large())
        return get_response(request)

    return middleware


def _announced_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def chosen_language(get_response: GetResponse) -> GetResponse:
    """The interface in the language that the person chose in the preferences, over the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = acting(request).language
        if language:
            translation.activate(language)
        return get_response(request)

    return middleware


def _why_unavailable(error: OperationalError) -> str:
    if is_disk_full(error):
        return _(
            "This site has no room left on its disk. Nothing was saved; "
            "whoever runs the site has to make room. Please keep a copy of your text."
        )
    return _("The site is busier than it can bear. Nothing was saved; please try again in a minute.")


class Refusals:
    """Makes every refusal that a view lets through a page that says what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes its page; a database that does not answer in time is one as well."""
        if isinstance(exception, Refusal):
            return refuse(request, exception)
        if isinstance(exception, OperationalError):
            _log.exception("the database did not answer")
            return refuse(request, Unavailable(_why_unavailable(exception)))
        return None
