"""Ids of headings and the fragments of addresses that lead to them, in MediaWiki's two ways of writing them.

``html5`` keeps every letter and writes spaces as underscores (Manual:$wgFragmentMode); ``legacy`` is what
wikis had before: percent-encoded, with a dot for each percent sign. A wiki of another family is linked to
in the old way, which all of them understand (Manual:$wgExternalInterwikiFragmentMode).
"""

from __future__ import annotations

import re
from urllib.parse import quote

FOREIGN_MODE = "legacy"
_LONGEST = 1024  # characters
# White space, and with it the characters that are our markers: a percent sign and two digits can bring any.
_SPACES = str.maketrans(dict.fromkeys([*map(chr, range(0x21)), "\x7f"], "_"))
_WHITE_SPACE = re.compile(r"[ _\t\n\f\r]+")
_ESCAPE = re.compile(r"%(?=[0-9A-Fa-f]{2})")


def collapsed(text: str) -> str:
    """The text of a heading with its white space collapsed and cut off at both ends."""
    return _WHITE_SPACE.sub(" ", text).strip(" ")


def fragment_id(text: str, mode: str) -> str:
    """The id for a text in one of the two modes; not yet unique on its page, not yet escaped for HTML."""
    text = text[:_LONGEST]
    if mode == "legacy":
        encoded = quote(text.replace(" ", "_"), safe=":", errors="replace").replace("~", "%7E")
        return encoded.replace("%", ".")
    return text.translate(_SPACES)


def fragment_address(text: str, mode: str) -> str:
    """The fragment of an address (without ``#``) that leads to the id of the text."""
    return address_of_id(fragment_id(text, mode), mode)


def address_of_id(identifier: str, mode: str) -> str:
    """The fragment of an address for an id: what a browser would decode is encoded once more."""
    return _ESCAPE.sub("%25", identifier) if mode != "legacy" and "%" in identifier else identifier
