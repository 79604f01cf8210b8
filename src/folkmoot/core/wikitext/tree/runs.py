"""Stretches of HTML that are whole as they stand: most of a page need not be built element by element.

Every quantifier is possessive, so that a stretch that turns out not to be whole costs one look.
"""

from __future__ import annotations

import re

_INLINE = "abbr|b|bdi|big|code|del|em|font|i|ins|kbd|small|span|strong|sub|sup|s|tt|u|a"
_HEADING = (
    r'<div class="mw-heading mw-heading[1-6]"><h[1-6][^<>]*+>{}</h[1-6]>(?:<span[^<>]*+></span>)?+</div>'
)


def _text(name: str) -> str:
    """Text and complete inline elements with nothing but text in them."""
    return rf"(?:[^<]++|<(?P<{name}>{_INLINE})(?: [^<>]*+)?>[^<]*+</(?P={name})>|<br ?/?>)*+"


# What stands as it is wherever text may.
TEXT = re.compile(_text("name"))
# Paragraphs and headings that are complete, where a page has its blocks; none of them is empty.
BLOCKS = re.compile(rf"(?:\s*+(?:<p>[^<\s]{_text('p')}</p>|{_HEADING.format('[^<]' + _text('h'))}))++")
# Complete items of a list.
ITEMS = re.compile(rf"(?:\s*+<(?P<item>li|dd|dt)>[^<\s]{_text('i')}</(?P=item)>)++")
