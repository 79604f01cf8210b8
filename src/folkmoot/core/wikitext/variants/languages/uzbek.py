"""Uzbek: Latin (``uz-latn``) and Cyrillic letters (``uz-cyrl``).

In Cyrillic е stands after consonants and for "ye", э for all other "e".
"""

from __future__ import annotations

import re
from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import both_cases, table

_CYRILLIC = "а б д е э в х ғ г ҳ ж з и к л м н о п р с т у ф ў ц қ ё ю ч ш й я ъ"
_LATIN = "a b d e e v x gʻ g h j z i k l m n o p r s t u f oʻ ts q yo yu ch sh y ya ʼ"
# The turned comma is often written as a plain quotation mark.
_QUOTED = {
    f"{letter}{mark}": cyrillic
    for letter, cyrillic in (("g", "ғ"), ("G", "Ғ"), ("o", "ў"), ("O", "Ў"), ("yo", "йў"), ("Yo", "Йў"))
    for mark in "‘ʻ"
}
_YE = re.compile(r"[Yy]e|YE")
_AFTER_CONSONANT = re.compile("(?<=[bvgdjzyklmnprstfxcwqhBVGDJZYKLMNPRSTFXCWQHʻ‘])[eE]")
_E = str.maketrans("eE", "еЕ")


def _to_cyrillic() -> Translate:
    letters = table(both_cases(_LATIN, _CYRILLIC) | {"e": "э", "E": "Э"} | _QUOTED)

    def translate(text: str) -> str:
        text = _YE.sub(lambda found: "е" if found[0] == "ye" else "Е", text)
        return letters(_AFTER_CONSONANT.sub(lambda found: found[0].translate(_E), text))

    return translate


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "uz-cyrl":
        return _to_cyrillic()
    return table(both_cases(_CYRILLIC, _LATIN)) if variant == "uz-latn" else unchanged


LANGUAGE = VariantLanguage(
    code="uz",
    variants=("uz", "uz-latn", "uz-cyrl"),
    translator=translator,
    fallbacks={"uz": "uz-latn", "uz-cyrl": "uz", "uz-latn": "uz"},
    names={"uz-latn": "oʻzbekcha (lotin)", "uz-cyrl": "ўзбекча (кирилл)"},
)
