"""Words before a template's name that say how it is put in: ``subst:``, ``msgnw:``, in every language."""

from __future__ import annotations

import re
from functools import lru_cache

from folkmoot.core.languages.magic_words import magic_words

_SAVING = ("safesubst", "subst")
_SHOWING = ("msgnw", "msg", "raw")


def saving_prefix(text: str, language: str) -> tuple[str, str]:
    """``subst`` or ``safesubst`` and the text behind it; "" and the whole text where it says neither."""
    return _split(text, language, _SAVING) if ":" in text else ("", text)


def showing_prefix(text: str, language: str) -> tuple[str, str]:
    """``msgnw``, ``msg`` or ``raw`` and the text behind it; "" and the whole text where it says none."""
    return _split(text, language, _SHOWING) if ":" in text else ("", text)


def _split(text: str, language: str, names: tuple[str, ...]) -> tuple[str, str]:
    found = _pattern(language, names).match(text)
    return (str(found.lastgroup), text[found.end() :]) if found else ("", text)


@lru_cache(maxsize=128)
def _pattern(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    kinds = []
    for name in names:
        words = magic_words(language, name).words
        written = (re.escape(word.removesuffix(":")) for word in sorted(words, key=len, reverse=True))
        kinds.append(f"(?P<{name}>{'|'.join(written)})")
    return re.compile(rf"\s*(?:{'|'.join(kinds)})\s*:", re.IGNORECASE)
