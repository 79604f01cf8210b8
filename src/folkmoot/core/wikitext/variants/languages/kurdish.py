"""Kurdish: Latin letters (``ku-latn``) and the Arabic script (``ku-arab``), which writes no short i.

A vowel that begins a word, or is a capital, stands on a hamza in the Arabic script.
"""

from __future__ import annotations

import re
from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import table

_ARABIC = {
    **dict(zip("بجچدفگھہهحژكکلمنپقرسشتڤخغز", "bcçdfghhhhjkklmnpqrsştvxxz", strict=True)),
    **dict(zip("اەةێيیىۆو", "aeeêîîîow", strict=True)),
    "ڵ": "ll",
    "ڕ": "rr",
    "ه\u200c": "e",  # a heh kept from joining is the vowel
    "ه\u200c\u200c": "e",
    "ئ": "",
    "ع": "'",
    "،": ",",
    "؟": "?",
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
}
_CONSONANTS = dict(zip("bcçdfgjklmnpqrsştvxyz", "بجچدفگژکلمنپقرسشتڤخیز", strict=True))
_VOWELS = {"a": "ا", "e": "ە", "ê": "ێ", "î": "ی", "o": "ۆ", "u": "و", "û": "وو"}
_FIRST_VOWEL = re.compile(r"(?<![^\W\d_])[aeêîoûu]")
_LATIN = {
    **_CONSONANTS,
    **{letter.upper(): other for letter, other in _CONSONANTS.items()},
    **_VOWELS,
    **{letter.upper(): "ئ" + other for letter, other in _VOWELS.items()},
    "h": "ه",
    "H": "ح",
    "w": "و",
    "W": "و",
    "i": "",
    ",": "،",
    "?": "؟",
}


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "ku-arab":
        letters = table(_LATIN)
        return lambda text: letters(_FIRST_VOWEL.sub(lambda found: found[0].upper(), text))
    return table(_ARABIC) if variant == "ku-latn" else unchanged


LANGUAGE = VariantLanguage(
    code="ku",
    variants=("ku", "ku-arab", "ku-latn"),
    translator=translator,
    fallbacks={"ku": "ku-latn", "ku-arab": "ku-latn", "ku-latn": "ku-arab"},
)
