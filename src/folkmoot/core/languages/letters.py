"""Capital and small letters by the rules of a language: İ and ı of Turkish, no capitals for Georgian."""

from __future__ import annotations

import re

# Languages in which the capital of i is İ at the start of a word, and the small letter of I is ı.
_DOTTED = frozenset({"tr", "az", "kaa", "kk-latn", "kk-tr"})
_GEORGIAN = re.compile("[\u10d0-\u10ff]+")


def upper(text: str, language: str = "") -> str:
    """The text in capitals. Georgian letters stay: their capitals are for headlines only."""
    if not text.isascii() and _GEORGIAN.search(text):
        return "".join(piece if _GEORGIAN.match(piece) else piece.upper() for piece in _split(text))
    return text.upper()


def _split(text: str) -> list[str]:
    return re.split("([\u10d0-\u10ff]+)", text)


def lower(text: str, language: str = "") -> str:
    """The text in small letters."""
    return text.lower()


def capitalised(text: str, language: str = "") -> str:
    """The text with its first letter as a capital, where that is one letter."""
    if text[:1] == "i" and language in _DOTTED:
        return "İ" + text[1:]
    first = upper(text[:1], language)
    return text if len(first) != 1 else first + text[1:]


def uncapitalised(text: str, language: str = "") -> str:
    """The text with its first letter as a small one."""
    if text[:1] == "I" and language in _DOTTED:
        return "ı" + text[1:]
    first = text[:1].lower()
    return text if len(first) != 1 else first + text[1:]
