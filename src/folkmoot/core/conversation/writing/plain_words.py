"""Plain words as wikitext that shows them as they are."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"&(?=#?\w+;)|<(?=[a-zA-Z/!])|\[(?=\[|(?:https?:)?//|mailto:)|\](?=\])|\{(?=[{|])|\}(?=\})|'(?=')|(?<=')'|~(?=~~)|(?<=~~)~"
    r"|_(?=_[A-Z])|(?<=[A-Z]_)_|-(?=\{)",
)
_LINE_START = re.compile(r"[*#:;=|!]|----|\{\|")


def as_wikitext(text: str) -> str:
    """Words for the inside of a line: every character that could begin markup is written as an entity."""
    return _MARKUP.sub(lambda mark: f"&#{ord(mark[0])};", text)


def line_as_wikitext(text: str) -> str:
    """Words for a whole line: neither a list nor a heading begins with it."""
    return protected_start(as_wikitext(text))


def protected_start(line: str) -> str:
    """A line of wikitext whose first character is not to be read as the beginning of a block."""
    if _LINE_START.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    return line
