"""What the text of a page is: wikitext, or code by the end of its title (Manual:ContentHandler)."""

from __future__ import annotations

from folkmoot.core.site import MEDIAWIKI, USER
from folkmoot.core.titles import Title

WIKITEXT = "wikitext"
_CODE = {".css": "css", ".js": "javascript", ".json": "json"}


def content_model(title: Title) -> str:
    """MediaWiki's name of what a page holds: code is in its own namespace, or below somebody's user page."""
    if title.namespace != MEDIAWIKI and not (title.namespace == USER and "/" in title.text):
        return WIKITEXT
    return next((model for end, model in _CODE.items() if title.text.endswith(end)), WIKITEXT)
