"""Addresses of pages elsewhere: what may be one, its one safe form, and the link to it.

The characters of an address and its clean form are as in MediaWiki's Parser and Sanitizer.
"""

from __future__ import annotations

import re

from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_OR_RELATIVE_PATTERN, PROTOCOL_PATTERN

from .outside import outside_attributes

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# What may stand in an address behind its protocol, and what it may begin with: an IPv6 address too.
CHARACTER = rf'[^\]\[<>"\x00-\x20\x7f{SPACES}\ufffd]'
HOST = rf"(?:\[[0-9a-fA-F:.]+\]|{CHARACTER})"
# References to characters with which an address ends: <, > and a no-break space.
REFERENCE_END = re.compile(r"&(?:lt|gt|nbsp|#x0*(?:3[CcEe]|[Aa]0)|#0*(?:60|62|160));")

_BEHIND_PROTOCOL = re.compile(rf"(?:{HOST}{CHARACTER}*+)?")
_PROTOCOL = re.compile(PROTOCOL_PATTERN, re.IGNORECASE)
_PROTOCOL_OR_RELATIVE = re.compile(PROTOCOL_OR_RELATIVE_PATTERN, re.IGNORECASE)
_UNSAFE = re.compile(r'[\]\[<>"\x00-\x20\x7f|]')
# The protocol, and the host with its port.
_PARTS = re.compile(r"([^:/]*:)?(//[^/]*)?")
_ENCODED_IPV6 = re.compile(r"//%5B([0-9A-Fa-f:.]+)%5D((?::\d+)?)")
# Characters that names of hosts are read without: a list of forbidden hosts must not be fooled by them.
_IGNORED_IN_HOST = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_IMAGE = re.compile(
    rf"https?://{HOST}{CHARACTER}*/(?P<file>[A-Za-z0-9_.,~%\-+&;#*?!=()@\x80-\uffff]+\.(?:gif|png|jpe?g))",
    re.IGNORECASE,
)


def clean_url(url: str) -> str:
    """An address with what could break out of it percent-encoded, its host without invisible characters."""
    url = _UNSAFE.sub(_encoded, decode_references(url))
    parts = _PARTS.match(url)
    if parts is None or not parts[2]:
        return url
    host = parts[2] if parts[2].isascii() else _IGNORED_IN_HOST.sub("", parts[2])
    if found := _ENCODED_IPV6.fullmatch(host):
        host = f"//[{found[1]}]{found[2]}"
    return url[: parts.start(2)] + host + url[parts.end(2) :]


def _encoded(found: re.Match[str]) -> str:
    return "+" if found[0] == " " else f"%{ord(found[0]):02X}"


def outside_link(url: str, html: str, kind: str, run: Run) -> str:
    """A link to a clean address; ``html`` is finished, ``kind`` a class that says how it was written."""
    attributes = outside_attributes(url, run.around.settings)
    target = f' target="{guarded_value(str(attributes["target"]))}"' if attributes["target"] else ""
    rel = f' rel="{attributes["rel"]}"' if attributes["rel"] else ""
    return f'<a{target}{rel} class="external {kind}" href="{guarded_value(url)}">{html}</a>'


def image_of(url: str, run: Run) -> str | None:
    """The picture that an address shows, on a wiki that allows that; None where it is no picture's."""
    if not run.around.settings.external_images:
        return None
    found = _IMAGE.fullmatch(url)
    if found is None:
        return None
    return f'<img src="{guarded_value(url)}" alt="{guarded_value(found["file"])}">'


def looks_like_address(text: str) -> bool:
    """Whether a text begins as an address does; such a text is no page title."""
    return _PROTOCOL_OR_RELATIVE.match(text) is not None


def is_behind_protocol(text: str) -> bool:
    """Whether the whole text can stand behind the protocol of an address; nothing at all can."""
    return _BEHIND_PROTOCOL.fullmatch(text) is not None


def unlinked(text: str) -> str:
    """The text of a link with no link inside: addresses in it stay text."""
    return _PROTOCOL.sub(lambda found: found[0].replace(":", "&#58;", 1), text) if ":" in text else text
