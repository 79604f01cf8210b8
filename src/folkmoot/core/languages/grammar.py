"""``{{grammar:}}``: forms of names, in the languages for which MediaWiki has rules.

The rules are made for names of wikis and of languages, not for any word. Those that are pairs of patterns and
replacements stand in ``forms.jsonl``; the others, a function per language, here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from folkmoot.core.languages.forms import own_forms
from folkmoot.core.languages.vowel_harmony import KAZAKH, KAZAKH_LATIN, TUVAN

_LATIN_LETTER = re.compile("[a-zA-Z_]")


def inflected(word: str, form: str, code: str) -> str:
    """A word in a grammatical form of a language; where there is no rule, the word itself."""
    if by_language := _RULES.get(code):
        return by_language(word, form)
    rules: dict[str, Any] = own_forms(code).get("grammar", {})
    pairs = rules.get(form, [])
    if isinstance(pairs, str):  # another name of the same form
        pairs = rules.get(pairs, [])
    for pattern, replacement in pairs:
        if re.search(pattern, word):
            return re.sub(pattern, replacement, word)
    return word


def _with_prepositions(**prepositions: str) -> Callable[[str, str], str]:
    return lambda word, form: prepositions.get(form, "") + word


def _endings(pairs: dict[str, str]) -> Callable[[str], str]:
    """All of the endings, one after the other, replaced."""

    def changed(word: str) -> str:
        for ending, other in pairs.items():
            word = re.sub(f"(?:{ending})$", other, word)
        return word

    return changed


_LATIN = {
    "genitive": _endings({
        "u[ms]": "i", "ommunia": "ommunium", "a": "ae", "libri": "librorum", "nuntii": "nuntiorum",
        "datae": "datorum", "tio": "tionis", "ns": "ntis", "as": "atis", "es": "ei",
    }),
    "accusative": _endings({
        "u[ms]": "um", "a": "am", "ommuniam": "ommunia", "libri": "libros", "nuntii": "nuntios",
        "datam": "data", "tio": "tionem", "ns": "ntem", "as": "atem", "es": "em",
    }),
    "ablative": _endings({
        "u[ms]": "o", "ommunia": "ommunibus", "a": "a", "libri": "libris", "nuntii": "nuntiis",
        "data": "datis", "tio": "tione", "ns": "nte", "as": "ate", "es": "e",
    }),
}  # fmt: skip


def _latin(word: str, form: str) -> str:
    return _LATIN[form](word) if form in _LATIN else word


def _finnish(word: str, form: str) -> str:
    """Endings by the harmony of vowels; a name that ends in "wiki" has front vowels."""
    back = re.search("[aou][^äöy]*$", word, re.IGNORECASE) and not word.lower().endswith("wiki")
    if re.search("[bcdfghjklmnpqrstvwxz]$", word, re.IGNORECASE):
        word += "i"
    endings = {
        "genitive": "n",
        "elative": "sta" if back else "stä",
        "partitive": "a" if back else "ä",
        "illative": word[-1:] + "n",
        "inessive": "ssa" if back else "ssä",
    }
    return word + endings.get(form, "")


def _hungarian(word: str, form: str) -> str:
    endings = {"rol": "ról", "ba": "ba", "k": "k"}
    return word + endings[form] if form in endings else ""


def _armenian(word: str, form: str) -> str:
    if form != "genitive" or _LATIN_LETTER.search(word):
        return word
    for ending, other in {"ա": "այի", "ո": "ոյի", "գիրք": "գրքի"}.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word + "ի"


def _irish(word: str, form: str) -> str:
    """Names of days as they stand in a sentence."""
    days = {
        "an Domhnach": "Dé Domhnaigh", "an Luan": "Dé Luain", "an Mháirt": "Dé Mháirt",
        "an Chéadaoin": "Dé Chéadaoin", "an Déardaoin": "Déardaoin", "an Aoine": "Dé hAoine",
        "an Satharn": "Dé Sathairn",
    }  # fmt: skip
    return days.get(word, word) if form == "ainmlae" else word


def _ossetic(word: str, form: str) -> str:
    glide, hyphen, allative = "", "", "мæ"
    if word.endswith("тæ"):
        word, allative = word[:-1], "æм"
    elif re.search("[аæеёиоыэюя]$", word) or re.search("(?:^|[^аæеёиоыэюя])у$", word):
        glide = "й"
    elif not re.search("[бвгджзйклмнопрстфхцчшщьъу]$", word):
        hyphen = "-"
    endings = {
        "genitive": f"{glide}ы",
        "dative": f"{glide}æн",
        "allative": allative,
        "ablative": f"{glide}æ" if glide else "æй",
        "superessive": f"{glide}ыл",
        "equative": f"{glide}ау",
        "comitative": "имæ",
    }
    return word + hyphen + endings[form] if form in endings else word


# Names of wikis that are not masculine in Ripuarian, and not neuter by their end in "wiki".
_RIPUARIAN = {
    "wikipedia": "f", "wikiversity": "f", "wikia": "f", "wiktionary": "n", "wikibooks": "n",
    "wikiquote": "n", "wikisource": "n", "wikitravel": "n", "translatewiki.net": "n",
}  # fmt: skip
_ARTICLES = {"m": ("der", "dä"), "f": ("de", "di"), "n": ("et", "dat")}


def _ripuarian(word: str, form: str) -> str:
    """Article and preposition by the first letters of the words that name a form: ``"Betoont 3"``."""
    name = word.lower()
    gender = _RIPUARIAN.get(name, "n" if name.endswith("wiki") else "m")
    wanted = {part[0] for part in form.lower().split(" ") if part}
    feminine, stressed = gender == "f", "b" in wanted
    if wanted & {"i", "s"}:
        article = ("dä" if stressed else "de") if feminine else ("däm" if stressed else "dem")
        return f"{article} {word} {'ier' if feminine else 'sing'}{'e' if 'm' in wanted else ''}"
    for letters, plain, before in (("e", "em", "en"), ("fv2jg", "vum", "vun")):
        if wanted & set(letters):
            article = ("dä" if feminine else "däm") if stressed else "de"
            return f"{before} {article} {word}" if stressed or feminine else f"{plain} {word}"
    if wanted & {"3", "d"}:
        article = ("dää" if stressed else "de") if feminine else ("dämm" if stressed else "dem")
        return f"{article} {word}"
    return f"{_ARTICLES[gender][stressed]} {word}"


_RULES: dict[str, Callable[[str, str], str]] = {
    "bs": _with_prepositions(instrumental="s ", lokativ="o "),
    "dsb": _with_prepositions(instrumental="wo z ", lokatiw="wo "),
    "fi": _finnish,
    "ga": _irish,
    "hsb": _with_prepositions(instrumental="z ", lokatiw="wo "),
    "hu": _hungarian,
    "hy": _armenian,
    **dict.fromkeys(("kk", "kk-cyrl", "kk-kz"), KAZAKH.inflected),
    **dict.fromkeys(("kk-latn", "kk-tr"), KAZAKH_LATIN.inflected),
    "ksh": _ripuarian,
    "la": _latin,
    "os": _ossetic,
    "tyv": TUVAN.inflected,
    "sl": _with_prepositions(mestnik="o ", orodnik="z "),
}
