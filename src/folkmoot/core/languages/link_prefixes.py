"""Which letters in front of a link belong to it, in the languages that write so: ``al[[Razi]]``.

The facts are MediaWiki's (``$linkPrefixExtension`` and ``$linkPrefixCharset`` of its languages). A language
without its own takes those of the language it builds on.
"""

from __future__ import annotations

from folkmoot.core.languages.facts import facts

_USUAL = "a-zA-Z\u0080-\U0010ffff"
_ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_QUOTES = "„«"
_LETTERS = {
    "ar": f"a-zA-Zء-ي{_ARABIC_MARKS}",
    "cu": _QUOTES,
    "cv": f'{_USUAL}"',
    "hy": _USUAL,
    "is": "áÁðÐéÉíÍóÓúÚýÝþÞæÆöÖA-Za-z–-",
    "ka": _USUAL,
    "kaa": "a-zıA-Zİ\u0080-\u00ff",
    "lbe": _USUAL,
    "ln": _USUAL,
    "mzn": _USUAL,
    "pnb": _USUAL,
    "uk": _QUOTES,
    "uz": f"a-zA-Z\u0080-\u00ffʻʼ{_QUOTES}",
}


def link_prefix(language: str) -> str:
    """The letters as the inside of a class of a regular expression; "" where none belong to a link."""
    known = facts(language)
    return next((_LETTERS[code] for code in (known.code, *known.fallback) if code in _LETTERS), "")
