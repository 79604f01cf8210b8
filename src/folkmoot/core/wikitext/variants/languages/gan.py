"""Gan: simplified and traditional characters, those of Chinese."""

from __future__ import annotations

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged

from .chinese import characters

_CHARACTERS = {"gan-hans": "zh-hans", "gan-hant": "zh-hant"}


def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    return characters(_CHARACTERS[variant]) if variant in _CHARACTERS else unchanged


LANGUAGE = VariantLanguage(
    code="gan",
    variants=("gan", "gan-hans", "gan-hant"),
    translator=translator,
    fallbacks={"gan": ("gan-hans", "gan-hant"), "gan-hans": ("gan",), "gan-hant": ("gan",)},
    reach={"gan": "none"},
    names={"gan": "原文", "gan-hans": "简体", "gan-hant": "繁體"},
    separators=(": ", "; "),
)
