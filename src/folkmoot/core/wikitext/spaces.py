"""Spaces at which a line must not break: before French punctuation and inside guillemets."""

from __future__ import annotations

import re

# Looking for the marks is many times faster than trying every space.
_PLACE = re.compile(r"(?<= )[?:;!%»›](?!\w)|(?<!\w)[«‹](?= )")
_NO_BREAK = "&nbsp;"


def keep_french_spaces(html: str) -> str:
    """The HTML with such spaces made no-break spaces, in its texts only. Linear in its length."""
    out: list[str] = []
    done = 0
    in_tag = False
    for found in _PLACE.finditer(html):
        at = found.start()
        opened, closed = html.rfind("<", done, at), html.rfind(">", done, at)
        in_tag = opened > closed if opened != closed else in_tag
        if in_tag:
            out.append(html[done : at + 1])
            done = at + 1
        elif found[0] in "«‹":
            out += html[done : at + 1], _NO_BREAK
            done = at + 2
        elif at > done:
            out += html[done : at - 1], _NO_BREAK, found[0]
            done = at + 1
    return "".join([*out, html[done:]]) if out else html
