"""Tajik: Cyrillic letters as they are written, and the Latin letters of the 1930s made of them."""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import both_cases, table

_CYRILLIC = "а б в г д е ё ж з и й к л м н о п р с т у ф х ч ш ъ э ю я ғ ӣ қ ӯ ҳ ҷ ц"
_LATIN = "a b v g d e jo ƶ z i j k l m n o p r s t u f x c ş ' e ju ja ƣ ī q ū h ç ts"
_AT_WORD_END = {"ии ": "iji "}


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    return table(both_cases(_CYRILLIC, _LATIN) | _AT_WORD_END) if variant == "tg-latn" else unchanged


LANGUAGE = VariantLanguage(code="tg", variants=("tg", "tg-latn"), translator=translator)
