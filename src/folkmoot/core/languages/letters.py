"""Capital and small letters by the rules of a language: İ and ı of Turkish, no capitals for Georgian."""

from __future__ import annotations

import re

# Languages in which the capital of i is İ at the start of a word, and the small letter of I is ı.
DOTTED_CAPITAL_I = frozenset({"tr", "az", "kaa", "kk-latn", "kk-tr"})
_GEORGIAN = re.compile("[\u10d0-\u10ff]")


def capitalised(text: str, language: str = "") -> str:
    """The text with its first letter as a capital, but for Georgian: its capitals are for headlines only."""
    if text[:1] == "i" and language in DOTTED_CAPITAL_I:
        return "İ" + text[1:]
    return text if _GEORGIAN.match(text) else text[:1].upper() + text[1:]


def uncapitalised(text: str, language: str = "") -> str:
    """The text with its first letter as a small one."""
    if text[:1] == "I" and language in DOTTED_CAPITAL_I and language != "az":
        return "ı" + text[1:]
    return text[:1].lower() + text[1:]
