"""How a reply or topic will look, signature included, before it is posted."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from folkmoot.core.titles import Title
from folkmoot.web.pages.page_parts import render_preview
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import page_site
from folkmoot.web.talk.services import preview_source

_HEADING_TAG = re.compile(r"<(h[1-6])\b[^>]*>")


def preview_reply(*, actor: Actor, title: Title, body: str, now: datetime, language: str = "") -> SafeString:
    """The reply as HTML; refuses as posting it would."""
    source = preview_source(actor=actor, title=title, body=body, now=now, language=language)
    return _rendered(source, title, language, now)


def preview_topic(
    *, actor: Actor, title: Title, heading: str, body: str, now: datetime, language: str = ""
) -> SafeString:
    """The topic as HTML; without a title yet, only what stands under it."""
    source = preview_source(actor=actor, title=title, heading=heading, body=body, now=now, language=language)
    return _rendered(source, title, language, now)


def _rendered(source: str, title: Title, language: str, now: datetime) -> SafeString:
    html = render_preview(source, site=page_site(language), title=title, now=now)
    # The page around it has headings of its own; two elements of one page may not have the same id.
    return mark_safe(_HEADING_TAG.sub(r"<\1>", html))  # noqa: S308  # rendered text, from which attributes go
