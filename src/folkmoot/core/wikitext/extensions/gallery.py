"""``<gallery>``: files in boxes. How they are drawn is in the room ``media``."""

from __future__ import annotations

from folkmoot.core.wikitext.media.galleries import render_gallery
from folkmoot.core.wikitext.sanitize.attributes import checked_attributes

from .model import Html, Tag


def gallery(tag: Tag) -> Html:
    """The files that the lines of the content name."""
    kept = checked_attributes("ul", tag.written)
    return Html(render_gallery(tag.text, tag.attributes, kept, tag.parse, tag.run))
