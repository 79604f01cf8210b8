"""Kazakh: Cyrillic (``kk-cyrl``), Latin (``kk-latn``) and Arabic letters (``kk-arab``).

The variants of Kazakhstan, Turkey and China are written in them in this order. The Arabic script is made of
the Cyrillic one: a hamza before a word says that its vowels are the front ones, where no other letter does.
"""

from __future__ import annotations

import re
from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import by_word, table

_CYRILLIC = "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я".split()
_LATIN = "a ä b v g ğ d e yo j z ï ý k q l m n ñ o ö p r s t w u ü f x h c ç ş şç ʺ ı i ʹ é yu ya".split()
_ARABIC = "ا ا ب ۆ گ ع د ە يو ج ز ىي ي ك ق ل م ن ڭ و و پ ر س ت ۋ ۇ ۇ ف ح ح تس تش ش شش - ى ى - ە يۋ يا".split()
_YE = re.compile("(?<=[аәеёиоөұүэюяъь])е")
_FRONT = re.compile("[әөүі]")
_FRONT_ANYWAY = re.compile("[еэгғкқ]")
_HAMZA = "\u0674"
_SIGNS = str.maketrans("0123456789,;?%*№", "۰۱۲۳۴۵۶۷۸۹،؛؟٪٭\u0600")

_TO_LATIN = table(dict(zip(_CYRILLIC, _LATIN, strict=True)))
_TO_CYRILLIC = table(dict(zip(_LATIN, _CYRILLIC, strict=True)) | {"ye": "е", "yw": "ю"})
_TO_ARABIC = table(
    {letter: other.replace("-", "") for letter, other in zip(_CYRILLIC, _ARABIC, strict=True)}
    | {"аллаһ": "\ufdf2"}
)
_CYRILLIC_WORD = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
_LATIN_WORD = "A-Za-zÄäÇçÉéĞğİıÏïÑñÖöŞşÜüÝýʺʹ"


def _latin(word: str) -> str:
    return _TO_LATIN(_YE.sub("ye", word))


def _arabic(word: str) -> str:
    hamza = _HAMZA if _FRONT.search(word) and not _FRONT_ANYWAY.search(word) else ""
    return hamza + _TO_ARABIC(_YE.sub("йе", word))


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant in ("kk-latn", "kk-tr"):
        words = by_word(_CYRILLIC_WORD, _latin)
        return lambda text: words(text).replace("№", "No.")
    if variant in ("kk-cyrl", "kk-kz"):
        words = by_word(_LATIN_WORD, _TO_CYRILLIC)
        return lambda text: words(text.replace("No.", "№"))
    if variant in ("kk-arab", "kk-cn"):
        words = by_word(_CYRILLIC_WORD, _arabic)
        return lambda text: words(text).translate(_SIGNS)
    return unchanged


LANGUAGE = VariantLanguage(
    code="kk",
    variants=("kk", "kk-cyrl", "kk-latn", "kk-arab", "kk-kz", "kk-tr", "kk-cn"),
    translator=translator,
    fallbacks={
        "kk": "kk-cyrl",
        "kk-cyrl": "kk",
        "kk-latn": "kk",
        "kk-arab": "kk",
        "kk-kz": "kk-cyrl",
        "kk-tr": "kk-latn",
        "kk-cn": "kk-arab",
    },
)
