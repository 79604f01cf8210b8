"""How much may be saved, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from folkmoot.core.errors import RateLimited, TooLarge
from folkmoot.web.pages.models import Revision
from folkmoot.web.shared.actor import Actor


def require_pace(actor: Actor, *, now: datetime) -> None:
    """Refuse with ``RateLimited`` who saves faster than anybody types; one query on an index."""
    if actor.user_id is None or not settings.FOLKMOOT_RATE_LIMITS:
        return
    allowed: int = settings.SAVES_PER_MINUTE
    latest = Revision.objects.filter(actor_id=actor.user_id).order_by("-id").values_list("created", flat=True)
    for created in latest[allowed - 1 : allowed]:
        if timedelta(0) <= now - created < timedelta(minutes=1):
            message = _(
                "You have saved %(number)d times within a minute. Please wait a minute, then try again."
            )
            raise RateLimited(message % {"number": allowed}, limit=allowed, seconds=60)


def too_large(size: int) -> TooLarge:
    """The refusal of a text of this many bytes."""
    message = _(
        "This is %(size)d kB of text; a page holds at most %(limit)d kB. Please divide it into several pages."
    )
    limit = settings.PAGE_SIZE_LIMIT
    return TooLarge(message % {"size": -(-size // 1024), "limit": limit // 1024}, size=size, limit=limit)


def refusal_if_too_large(text: str) -> TooLarge | None:
    """The refusal of a text that no page can hold, before any work is done for it."""
    size = len(text.encode(errors="replace"))
    return too_large(size) if size > settings.PAGE_SIZE_LIMIT else None
