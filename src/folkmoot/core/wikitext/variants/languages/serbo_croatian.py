"""Serbo-Croatian: Latin letters as they are written, and Cyrillic ones made of them."""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import both_cases, table, without_roman_numbers

from .serbian import CYRILLIC, LATIN


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "sh-cyrl":
        return without_roman_numbers(table(both_cases(LATIN, CYRILLIC)))
    return unchanged


LANGUAGE = VariantLanguage(
    code="sh",
    variants=("sh-latn", "sh-cyrl"),
    translator=translator,
    fallbacks={"sh-cyrl": "sh-latn"},
    names={"sh-latn": "srpskohrvatski (latinica)", "sh-cyrl": "српскохрватски (ћирилица)"},
)
