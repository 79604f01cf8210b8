"""Codes of languages: MediaWiki's own and those of the web (BCP 47)."""

from __future__ import annotations

# MediaWiki's former codes, and the ones that took their place.
_RENAMED = {
    "als": "gsw", "bat-smg": "sgs", "be-x-old": "be-tarask", "fiu-vro": "vro", "roa-rup": "rup",
    "zh-classical": "lzh", "zh-min-nan": "nan", "zh-yue": "yue",
}  # fmt: skip
# Codes that mean something else, or nothing, on the web.
_OWN = {
    "cbk-zam": "cbk", "de-formal": "de-x-formal", "eml": "egl", "en-rtl": "en-x-rtl",
    "es-formal": "es-x-formal", "hu-formal": "hu-x-formal", "map-bms": "jv-x-bms", "mo": "ro-cyrl-md",
    "nrm": "nrf", "nl-informal": "nl-x-informal", "roa-tara": "nap-x-tara", "simple": "en-simple",
    "sr-ec": "sr-cyrl", "sr-el": "sr-latn", "zh-cn": "zh-hans-cn", "zh-sg": "zh-hans-sg",
    "zh-my": "zh-hans-my", "zh-tw": "zh-hant-tw", "zh-hk": "zh-hant-hk", "zh-mo": "zh-hant-mo",
}  # fmt: skip
_FROM_WEB = {web: own for own, web in _OWN.items()}


def web_code(code: str) -> str:
    """The web's code (BCP 47) for MediaWiki's: ``"als"`` -> ``"gsw"``, ``"zh-hant"`` -> ``"zh-Hant"``."""
    code = code.lower() if code.isascii() else code
    code = _RENAMED.get(code, code)
    written: list[str] = []
    before = ""
    for part in _OWN.get(code, code).split("-"):
        if before and before != "x" and len(part) in (2, 4):
            written.append(part.upper() if len(part) == 2 else part.capitalize())
        else:
            written.append(part)
        before = part
    return "-".join(written)


def wiki_code(code: str) -> str:
    """MediaWiki's code for one of the web: ``"egl"`` -> ``"eml"``; the same where there is no other."""
    return _FROM_WEB.get(code.lower(), code)
