"""Serbian: Cyrillic (``sr-ec``) and Latin letters (``sr-el``), which stand for each other one by one.

Numbers in Roman letters stay. An exclamation mark between the two letters of a digraph keeps them apart
in Cyrillic: ``n!j`` is нј.
"""

from __future__ import annotations

import re
from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import both_cases, table, without_roman_numbers

CYRILLIC = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"
LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
_APART = {
    written: cyrillic
    for small, cyrillic_small in (("l!j", "лј"), ("n!j", "нј"), ("d!ž", "дж"))
    for written, cyrillic in (
        (small, cyrillic_small),
        (small.capitalize(), cyrillic_small.capitalize()),
        (small.upper(), cyrillic_small.upper()),
    )
}
_ONLY_CYRILLIC = re.compile("[шђчћжШЂЧЋЖ]")
_ONLY_LATIN = re.compile("[šđčćžŠĐČĆŽ]")


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "sr-ec":
        return without_roman_numbers(table(both_cases(LATIN, CYRILLIC) | _APART))
    return table(both_cases(CYRILLIC, LATIN)) if variant == "sr-el" else unchanged


def is_written_in(text: str, variant: str) -> bool:
    """Told by the letters that one of the scripts has for itself: most of them must be of the variant."""
    if variant == "sr":
        return False
    cyrillic, latin = len(_ONLY_CYRILLIC.findall(text)), len(_ONLY_LATIN.findall(text))
    return cyrillic > latin if variant == "sr-ec" else latin > cyrillic


LANGUAGE = VariantLanguage(
    code="sr",
    variants=("sr", "sr-ec", "sr-el"),
    translator=translator,
    fallbacks={"sr": "sr-ec", "sr-ec": "sr", "sr-el": "sr"},
    is_written_in=is_written_in,
    flags={
        **dict.fromkeys(("S", "писмо", "pismo"), "S"),
        **dict.fromkeys(("W", "реч", "reč", "ријеч", "riječ"), "W"),
    },
)
