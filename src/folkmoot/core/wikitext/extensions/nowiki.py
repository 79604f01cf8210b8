"""``<nowiki>``: words that are never markup."""

from __future__ import annotations

from .escaping import escaped
from .model import Html, Tag


def nowiki(tag: Tag) -> Html:
    """The content as text; its character references are read, and it is not converted between variants."""
    text = escaped(tag.content or "")
    return Html(text.replace("-{", "-&#123;").replace("}-", "&#125;-"), is_text=True)
