"""Character references: which are valid, what they mean, how they are written out again."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|([A-Za-z0-9\x80-\U0010ffff]+));")
_AMPERSAND = re.compile(r"&(#[0-9]+;|#[xX][0-9a-fA-F]+;|[A-Za-z0-9\x80-\U0010ffff]+;)?")
_LONG = 60  # characters: what such a reference stands for is not kept
# MediaWiki's own names for right-to-left mark in the scripts that need it.
_ALIASES = {"רלמ": "rlm", "رلم": "rlm"}
_REPLACED = "\ufffd"
# How HTML is written out: these as references, everything else as characters.
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\u00a0": "&nbsp;"}


def valid_code(code: int) -> bool:
    """Whether a page may hold this code point."""
    return (
        code in (9, 10, 13)
        or 0x20 <= code <= 0x7E
        or 0xA0 <= code < 0xD800
        or (0xE000 <= code <= 0x10FFFF and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF)
    )


def _character(decimal: str | None, hexadecimal: str | None, name: str | None) -> str | None:
    """What a reference stands for; None where there is no such reference."""
    if name is not None:
        return html5.get(_ALIASES.get(name, name) + ";")
    digits, base = (decimal, 10) if decimal else (hexadecimal or "", 16)
    digits = digits.lstrip("0") or "0"
    code = int(digits, base) if len(digits) <= 10 else -1
    return chr(code) if valid_code(code) else _REPLACED


_known_character = lru_cache(maxsize=4096)(_character)


def decode_references(text: str) -> str:
    """The text with every valid character reference replaced by its character."""
    if "&" not in text:
        return text

    def decoded(found: re.Match[str]) -> str:
        known = _known_character if found.end() - found.start() < _LONG else _character
        character = known(found[1], found[2], found[3])
        return found[0] if character is None else character

    return _REFERENCE.sub(decoded, text)


def normalise_references(text: str) -> str:
    """The text with ampersands escaped that begin no valid reference, and valid ones as HTML is written out.

    That is how the wall writes them too: what it need not change, it looks at only once.
    """
    if "&" not in text:
        return text
    return _AMPERSAND.sub(_normalised, text)


def _normalised(found: re.Match[str]) -> str:
    reference = found[0]
    return _known(reference) if len(reference) < _LONG else _written(reference)


def _written(reference: str) -> str:
    """A reference, or a bare ampersand, as it is written out."""
    found = _REFERENCE.match(reference)
    character = _character(*found.groups()) if found else None
    if character is None or (character == _REPLACED and reference[1] == "#"):
        return "&amp;" + reference[1:]
    if character <= " ":  # not the white space that can be left out: MediaWiki takes it for text
        return reference
    return _WRITTEN.get(character, character)


_known = lru_cache(maxsize=4096)(_written)
