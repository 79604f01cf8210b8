"""Talysh: Latin letters (``tly``), which the plain variant has too, and Cyrillic ones (``tly-cyrl``)."""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage
from folkmoot.core.wikitext.variants.words import table

# Written out with capitals: i and ı have capitals of their own.
_CYRILLIC = "абвгғдеәжзиыјклмнопрстуүфхһчҹшАБВГҒДЕӘЖЗИЫЈКЛМНОПРСТУҮФХҺЧҸШ"
_LATIN = "abvqğdeəjziıyklmnoprstuüfxhçcşABVQĞDEƏJZİIYKLMNOPRSTUÜFXHÇCŞ"


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "tly-cyrl":
        return table(dict(zip(_LATIN, _CYRILLIC, strict=True)))
    return table(dict(zip(_CYRILLIC, _LATIN, strict=True)))


LANGUAGE = VariantLanguage(
    code="tly",
    variants=("tly", "tly-cyrl"),
    translator=translator,
    fallbacks={"tly-cyrl": "tly"},
    names={"tly-cyrl": "толыши"},
)
