"""Standard Moroccan Tamazight: Tifinagh as it is written, and Latin letters made of it (``zgh-latn``)."""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import table

from .tachelhit import LATIN, TIFINAGH


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    return table(dict(zip(TIFINAGH, LATIN, strict=True))) if variant == "zgh-latn" else unchanged


LANGUAGE = VariantLanguage(
    code="zgh", variants=("zgh", "zgh-latn"), translator=translator, names={"zgh-latn": "tamaziɣt tanawayt"}
)
