"""``<pre>``: text as it is typed, in its lines."""

from __future__ import annotations

import re

from .escaping import escaped
from .model import Html, Tag

# A nowiki tag with its content; one that nothing closes goes to the end, as the second group.
_NOWIKI = re.compile(r"<nowiki>((?:(?!</nowiki>).)*+)(?:</nowiki>|(\Z))", re.IGNORECASE | re.DOTALL)


def pre(tag: Tag) -> Html:
    """The content as text in a block of its own; with ``format="wikitext"`` links and the like are read.

    Nowiki tags in it, once needed there, are left out.
    """
    content = tag.content or ""
    if "<" in content:
        content = _NOWIKI.sub(lambda found: found[1] if found[2] is None else found[0], content)
    wanted = tag.attributes.get("format", "").lower() == "wikitext"
    text = tag.parse_alone(content) if wanted else escaped(content)
    return Html(f"<pre{tag.allowed_attributes('pre')}>{text}</pre>")
