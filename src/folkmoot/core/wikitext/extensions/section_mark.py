"""``<section begin="name"/>``: names a part of a page for those who put it in elsewhere."""

from __future__ import annotations

from .escaping import escaped
from .model import Html, Tag


def section_mark(tag: Tag) -> Html:
    """Nothing is seen of the mark; a tag with content is none, and shows as it was written."""
    return Html("") if tag.content is None else Html(escaped(tag.source), is_text=True)
