"""``<html>``: HTML as it is typed, on wikis whose operator has switched it on."""

from __future__ import annotations

from .model import Html, Raw, Result, Tag


def html(tag: Tag) -> Result:
    """The content as it is. Only where ``Settings.raw_html`` is on does the tag exist."""
    return Raw(tag.text) if tag.content else Html("", is_text=True)
