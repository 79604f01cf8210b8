"""Crimean Tatar: Latin (``crh-latn``) and Cyrillic letters (``crh-cyrl``).

Cyrillic has no letters for ö and ü. It writes ё and ю for them after consonants, and in the first syllable о
and у, which then are soft because of what follows: a soft vowel or a soft sign. е and я have a y before
them where they begin a word or follow a vowel. These rules are those of the alphabet; words that break them
(loan words mostly) come out as the rules say.
"""

from __future__ import annotations

import re
from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import by_word, table, without_roman_numbers

_CYRILLIC = "абвгджзийклмнопрстуфхчшыэеяёюцщьъ"
_LATIN = [*"a b v g d j z i y k l m n o p r s t u f h ç ş ı e e â yo yu ts şç".split(), "", ""]
_C = "бвгджзйклмнпрстфхцчшщcñğq"  # consonants, and those of two letters once they are one
_SOFT = "еиэюьü"
_FROM_CYRILLIC = [
    (re.compile("гъ"), "ğ"),
    (re.compile("къ"), "q"),
    (re.compile("нъ"), "ñ"),
    (re.compile("дж"), "c"),
    (re.compile(f"^([бгкмшc]?)о(?=[{_C}]{{1,2}}[{_SOFT}])"), r"\1ö"),
    (re.compile(f"^([бгкмшc]?)ую(?=[{_C}])"), r"\1üyü"),
    (re.compile(f"^([бгкмшc]?)у(?=[{_C}]{{1,2}}[{_SOFT}])"), r"\1ü"),
    (re.compile(f"^ё(?=[{_C}]{{1,2}}[ьеюü])"), "yö"),
    (re.compile(f"^([аыоуеиёю]?)ю(?=[{_C}]{{1,2}}[ьеюü])"), r"\1yü"),
    (re.compile("(^|[аеёиоуыэюяйьъöü])е"), r"\1ye"),
    (re.compile("(^|[аеёиоуыэюяйьъöüğq])я"), r"\1ya"),
    (re.compile(f"(?<=[{_C}])ю"), "ü"),
    (re.compile(f"(?<=[{_C}])ё"), "ö"),
]

_TO_CYRILLIC = {
    **dict(zip("abdefghijklmnoprstuvzâçışüö", "абдефгхижклмнопрстувзячышюё", strict=True)),
    "y": "й",
    "c": "дж",
    "ğ": "гъ",
    "ñ": "нъ",
    "q": "къ",
    "ya": "я",
    "ye": "е",
}
_L = "bcçdfgğhjklmnñpqrsştvz"
_FROM_LATIN = [
    (re.compile(f"^([ybcgkpş]?[öü][çnrstz])(?=[{_L}]|$)"), r"\1ь"),
    (re.compile(f"^(öp)(?=[{_L}]|$)"), r"\1ь"),
    (re.compile(f"([eiöü]l)(?=[{_L}]|$)"), r"\1ь"),
    (re.compile(f"^ts|ts$|ts(?=[{_L}ou])|(?<=[{_L}])ts"), "ц"),
    (re.compile("^şç|şç$"), "щ"),
    (re.compile("(^|[aâeıioöuü])e"), r"\1э"),
    (re.compile("^([bcgkmpş]?)ö"), r"\1о"),
    (re.compile("^([bcgkmpş]?)ü"), r"\1у"),
    (re.compile(f"(?<=[{_L}])(?=y[aeoöuü])"), "ь"),
    (re.compile("y[oö]"), "ё"),
    (re.compile("y[uü]"), "ю"),
]
_TIDIED = [
    (re.compile(r"([клнрст])ь\1"), r"\1\1"),
    (re.compile("ь(?=[аиы]|[гдклмнпрстчш]ъ?ы)"), ""),
    (re.compile("йь"), "й"),
]
_LATIN_LETTERS = table(dict(zip(_CYRILLIC, _LATIN, strict=True)))
_CYRILLIC_LETTERS = table(_TO_CYRILLIC)
_QUOTES = {"crh-latn": str.maketrans("«»", '""'), "crh-cyrl": str.maketrans("“”", "«»")}


def _latin(word: str) -> str:
    for pattern, other in _FROM_CYRILLIC:
        word = pattern.sub(other, word)
    return _LATIN_LETTERS(word)


def _cyrillic(word: str) -> str:
    for pattern, other in _FROM_LATIN:
        word = pattern.sub(other, word)
    word = _CYRILLIC_LETTERS(word)
    for pattern, other in _TIDIED:
        word = pattern.sub(other, word)
    return word


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant not in _QUOTES:
        return unchanged
    if variant == "crh-latn":
        words = by_word("А-Яа-яЁё", _latin)
    else:
        words = without_roman_numbers(by_word("A-Za-zÂâÇçĞğIıİiÑñÖöŞşÜü", _cyrillic))
    return lambda text: words(text).translate(_QUOTES[variant])


LANGUAGE = VariantLanguage(
    code="crh",
    variants=("crh", "crh-cyrl", "crh-latn"),
    translator=translator,
    fallbacks={"crh": "crh-latn", "crh-cyrl": "crh-latn", "crh-latn": "crh-cyrl"},
)
