"""Stretches of HTML that are whole as they stand: most of a page need not be built element by element.

Every quantifier is possessive, so that a stretch that turns out not to be whole costs one look.
"""

from __future__ import annotations

import re

_INLINE = "abbr|b|bdi|big|code|del|em|font|i|ins|kbd|small|span|strong|sub|sup|s|tt|u"
_ATTRIBUTES = "(?: [^<>]*+)?"


def _text(name: str) -> str:
    """Text and complete inline elements, which may hold others with text in them, but no link a link."""
    linked = rf"<a{_ATTRIBUTES}>{_inside(f'{name}1', _INLINE)}</a>"
    others = rf"<(?P<{name}>{_INLINE}){_ATTRIBUTES}>{_inside(f'{name}2', f'{_INLINE}|a')}</(?P={name})>"
    return rf"(?:[^<]++|{linked}|{others}|<br ?/?>)*+"


def _inside(name: str, elements: str) -> str:
    return rf"(?:[^<]++|<(?P<{name}>{elements}){_ATTRIBUTES}>[^<]*+</(?P={name})>)*+"


# What stands as it is wherever text may.
TEXT = re.compile(_text("name"))
# Paragraphs and headings that are complete, where a page has its blocks; none of them is empty.
_PARAGRAPH = rf"<p>[^<\s]{_text('p')}</p>"
_HEADING = rf"<(?P<level>h[1-6]){_ATTRIBUTES}>[^<\s]{_text('h')}</(?P=level)>"
BLOCKS = re.compile(rf"(?:\s*+(?:{_PARAGRAPH}|{_HEADING}))++")
# Complete items of a list.
ITEMS = re.compile(rf"(?:\s*+<(?P<item>li|dd|dt)>[^<\s]{_text('i')}</(?P=item)>)++")
