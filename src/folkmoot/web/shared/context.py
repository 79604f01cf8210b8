"""What every template can say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import acting
from folkmoot.web.shared.sites import wiki_site


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The site, who is looking, in which language, when, and where to log in to come back here."""
    return {
        "site": wiki_site(),
        "site_name": settings.FOLKMOOT_NAME,
        "actor": acting(request),
        "ui_language": get_language() or "en",
        "ui_direction": "rtl" if get_language_bidi() else "ltr",
        "now": clock.now(),
        "login_url": login_url(request.get_full_path()),
    }


def login_url(next_url: str) -> str:
    """Where to log in, to come to ``next_url`` afterwards."""
    return f"{reverse('account_login')}?{urlencode({'next': next_url})}"
