"""Text of tags as HTML."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.sanitize.attributes import escape_text

_ENTITY = re.compile(r"&amp;(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")


def escaped(text: str) -> str:
    """Text for the page with its character references kept."""
    return _ENTITY.sub(r"&\1", escape_text(text)) if "&" in text else escape_text(text)
