"""Grammatical endings of Kazakh and Tuvan: consonants go by a word's last letter, vowels by its last vowel.

An ending is written with capitals where it changes: ``A`` and ``I`` are vowels, ``K`` and ``G`` consonants
that go with them. Which ending a word takes is said by classes of last letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Endings = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Harmony:
    """One language in one script.

    ``sounds`` gives each capital's letter for a last vowel; ``classes`` name the last letters; ``endings``
    map a form to the ending for each class, "" for every other letter.
    """

    sounds: Mapping[str, Mapping[str, str]]
    classes: Mapping[str, str]
    endings: Endings
    names: Mapping[str, str]  # other names of the forms

    def inflected(self, word: str, form: str) -> str:
        """The word with the ending of a form; the word itself where it takes none."""
        letters = word.lower()
        ending = self._ending(letters[-1:], self.endings.get(self.names.get(form, form), {}))
        sounds = next((self.sounds[letter] for letter in reversed(letters) if letter in self.sounds), None)
        if not ending or (sounds is None and ending.lower() != ending):
            return word
        return word + "".join(sounds.get(letter, letter) if sounds else letter for letter in ending)

    def _ending(self, last: str, endings: Mapping[str, str]) -> str:
        for names, ending in endings.items():
            if last and any(last in self.classes[name] for name in names):
                return ending
        return endings.get("", "")


_KAZAKH_NAMES = {
    "genitive": "dc1", "dative": "dc2", "possessive dative": "dc21", "accusative": "dc3",
    "possessive accusative": "dc31", "locative": "dc4", "possessive locative": "dc41", "ablative": "dc5",
    "possessive ablative": "dc51", "comitative": "dc6", "possessive comitative": "dc61",
}  # fmt: skip
# Classes: p voiceless and the like, v vowels, n nasals, s sonants, z sibilants; 1, 2, 3 for possession.
_KAZAKH: Endings = {
    "dc1": {"p": "тIң", "vn": "нIң", "sz": "дIң"},
    "dc2": {"p": "KA", "vnsz": "GA"},
    "dc21": {"1": "A", "2": "GA", "3": "нA"},
    "dc3": {"p": "тI", "v": "нI", "nsz": "дI"},
    "dc31": {"12": "дI", "3": "н"},
    "dc4": {"p": "тA", "vnsz": "дA"},
    "dc41": {"12": "дA", "3": "ндA"},
    "dc5": {"p": "тAн", "vsz": "дAн", "n": "нAн"},
    "dc51": {"13": "нAн", "2": "дAн"},
    "dc6": {"p": "пен", "vns": "мен", "z": "бен"},
    "dc61": {"p": "пенен", "vns": "менен", "z": "бенен"},
}
_LATIN = str.maketrans("тңндпмбе", "tñndpmbe")
_FRONT, _BACK = {"A": "е", "I": "і", "K": "к", "G": "г"}, {"A": "а", "I": "ы", "K": "қ", "G": "ғ"}
_FRONT_LATIN, _BACK_LATIN = {"A": "e", "I": "i", "K": "k", "G": "g"}, {"A": "a", "I": "ı", "K": "q", "G": "ğ"}

KAZAKH = Harmony(
    sounds={**dict.fromkeys("еөүіәэяёи", _FRONT), **dict.fromkeys("аоұы", _BACK)},
    classes={
        "v": "еөүіәэаоұыяёи", "n": "мнң", "s": "ийлрую", "p": "пфкқтшсхцчщбвгд", "z": "жз",
        "1": "мң", "2": "з", "3": "ыі",
    },
    endings=_KAZAKH,
    names=_KAZAKH_NAMES,
)  # fmt: skip
KAZAKH_LATIN = Harmony(
    sounds={**dict.fromkeys("eöüiäé", _FRONT_LATIN), **dict.fromkeys("aouı", _BACK_LATIN)},
    classes={
        "v": "eöüiäéaouı", "n": "mnñ", "s": "ïyýlrw", "p": "pfkqtşsxcçbvgd", "z": "jz",
        "1": "mñ", "2": "z", "3": "ıi",
    },
    endings={
        form: {classes: ending.translate(_LATIN) for classes, ending in endings.items()}
        for form, endings in _KAZAKH.items()
    },
    names=_KAZAKH_NAMES,
)  # fmt: skip
TUVAN = Harmony(
    sounds={
        vowel: {"A": wide, "I": narrow}
        for vowels, wide, narrow in zip(("өү", "еиэ", "ёоую", "аыя"), "ееаа", "үиуы", strict=True)
        for vowel in vowels
    },
    classes={"p": "тпсшкчх", "l": "л", "u": "тпсшкчхлмнң", "d": "дбзжгрй"},
    endings={
        "genitive": {"p": "тIң", "l": "дIң", "": "нIң"},
        "dative": {"p": "кA", "": "гA"},
        "accusative": {"p": "тI", "l": "дI", "": "нI"},
        "locative": {"p": "тA", "": "дA"},
        "ablative": {"p": "тAн", "": "дAн"},
        "directive1": {"d": "же", "u": "че"},
        "directive2": {"p": "тIве", "": "дIве"},
    },
    names={},
)  # fmt: skip
