"""Tachelhit: Tifinagh (``shi-tfng``) and Latin letters (``shi-latn``). Tifinagh has no capitals."""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import table

TIFINAGH = "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ"
LATIN = "abgdḍefkhḥɛxqijlmnurṛɣsṣctṭwyzẓʷ"
# Letters of foreign words: the nearest that there are.
_FOREIGN = {"o": "ⵓ", "p": "ⴱ", "v": "ⴼ"}


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "shi-tfng":
        small = dict(zip(LATIN, TIFINAGH, strict=True)) | _FOREIGN
        return table({letter.upper(): other for letter, other in small.items()} | small)
    return table(dict(zip(TIFINAGH, LATIN, strict=True))) if variant == "shi-latn" else unchanged


LANGUAGE = VariantLanguage(
    code="shi",
    variants=("shi", "shi-tfng", "shi-latn"),
    translator=translator,
    fallbacks={"shi": ("shi-latn", "shi-tfng"), "shi-tfng": "shi", "shi-latn": "shi"},
    names={"shi-tfng": "ⵜⴰⵛⵍⵃⵉⵜ", "shi-latn": "Taclḥit"},
)
