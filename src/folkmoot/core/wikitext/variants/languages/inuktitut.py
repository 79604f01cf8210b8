"""Inuktitut: syllabics (``ike-cans``) and Latin letters (``ike-latn``).

A syllabic is a consonant with a vowel, or at the end of a syllable without one; a long vowel is written
twice. Syllabics have no capitals.
"""

from __future__ import annotations

from functools import cache

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged
from folkmoot.core.wikitext.variants.words import table

_VOWELS = ("", "i", "ii", "u", "uu", "a", "aa")
# Consonant -> its sign without a vowel and with each of them, in the order above.
_ROWS = {
    "p": "ᑉᐱᐲᐳᐴᐸᐹ",
    "t": "ᑦᑎᑏᑐᑑᑕᑖ",
    "k": "ᒃᑭᑮᑯᑰᑲᑳ",
    "g": "ᒡᒋᒌᒍᒎᒐᒑ",
    "m": "ᒻᒥᒦᒧᒨᒪᒫ",
    "n": "ᓐᓂᓃᓄᓅᓇᓈ",
    "s": "ᔅᓯᓰᓱᓲᓴᓵ",
    "l": "ᓪᓕᓖᓗᓘᓚᓛ",
    "j": "ᔾᔨᔩᔪᔫᔭᔮ",
    "v": "ᕝᕕᕖᕗᕘᕙᕚ",
    "r": "ᕐᕆᕇᕈᕉᕋᕌ",
    "q": "ᖅᕿᖀᖁᖂᖃᖄ",
    "ng": "ᖕᖏᖐᖑᖒᖓᖔ",
    "nng": "ᖖᙱᙲᙳᙴᙵᙶ",
    "ɫ": "ᖦᖠᖡᖢᖣᖤᖥ",
}
_ALONE = {"h": "ᐦ", "i": "ᐃ", "ii": "ᐄ", "u": "ᐅ", "uu": "ᐆ", "a": "ᐊ", "aa": "ᐋ"}


def _syllables() -> dict[str, str]:
    """Latin letters -> syllabics."""
    signs = dict(_ALONE)
    for consonant, row in _ROWS.items():
        signs |= {consonant + vowel: sign for vowel, sign in zip(_VOWELS, row, strict=True)}
    # A double q is written with the signs of k after one of q.
    return signs | {f"qq{vowel}": f"ᖅ{sign}" for vowel, sign in zip(_VOWELS, _ROWS["k"], strict=True)}


_CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@cache
def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    if variant == "ike-cans":
        letters = table(_syllables())
        return lambda text: letters(text.translate(_CAPITALS))
    if variant == "ike-latn":
        return table({sign: letters for letters, sign in _syllables().items()})
    return unchanged


LANGUAGE = VariantLanguage(
    code="iu",
    variants=("iu", "ike-cans", "ike-latn"),
    translator=translator,
    fallbacks={"iu": "ike-cans", "ike-cans": "iu", "ike-latn": "iu"},
)
