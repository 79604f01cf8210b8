"""HTML made fit to be parsed: a parser's time grows with the square of how deep elements nest."""

from __future__ import annotations

import re

MAX_DEPTH = 300  # no page that people made nests deeper; browsers stop at a few hundred too
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
_STRETCH = 1 << 13  # characters between two looks at how deep elements nest
# Elements that cannot contain themselves, or nothing at all.
_NEVER_DEEP = frozenset(
    "a p li dd dt tr td th option br hr img input link meta wbr col area base embed param source"
    " track".split()
)


def shallow(html: str, max_depth: int = MAX_DEPTH) -> str:
    """The HTML without the tags that nest deeper than ``max_depth``; words and links stay. Linear time."""
    depth = dropped = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth, dropped
        if tag[2].lower() in _NEVER_DEEP:
            return tag[0]
        if not tag[1]:
            deep = depth >= max_depth
            dropped, depth = dropped + deep, depth + (not deep)
            return "" if deep else tag[0]
        if dropped:
            dropped -= 1
            return ""
        depth = max(0, depth - 1)
        return tag[0]

    return _TAG.sub(kept, html)


def may_nest_deeper(html: str, depth: int) -> bool:
    """Whether elements may nest deeper than this: a rough look that costs next to nothing."""
    if html.count("<") <= depth:
        return False
    deep = 0
    for start in range(0, len(html), _STRETCH):
        closing = html.count("</", start, start + _STRETCH)
        opening = html.count("<", start, start + _STRETCH) - closing
        if deep + opening > depth:
            return True
        deep = max(opening, deep + opening - closing)
    return False
