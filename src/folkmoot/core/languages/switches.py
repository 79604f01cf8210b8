"""Behaviour switches: ``__NOTOC__`` and its kin, in every language's own words.

The words are MediaWiki's (``magic_words`` of the facts); those of its extensions, which the facts do not
have, are understood in English, as every wiki does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from folkmoot.core.languages.facts import facts

# MediaWiki's own, by its names for them: whether capital letters matter.
_CORE = {
    "notoc": False,
    "forcetoc": False,
    "toc": False,
    "noeditsection": False,
    "nogallery": False,
    "nocontentconvert": False,
    "notitleconvert": False,
    "newsectionlink": True,
    "nonewsectionlink": True,
    "hiddencat": True,
    "index": True,
    "noindex": True,
    "staticredirect": True,
}
_ENGLISH = {name: f"__{name.upper()}__" for name in _CORE}
# Those of extensions, and short forms.
_OTHERS = {
    "__NOTALK__": "notalk",
    "__ARCHIVEDTALK__": "archivedtalk",
    "__已存档讨论__": "archivedtalk",
    "__NOCC__": "nocontentconvert",
    "__NOTC__": "notitleconvert",
    "__DISAMBIG__": "disambiguation",
    "__NOGLOBAL__": "noglobal",
    "__EXPECTUNUSEDCATEGORY__": "expectunusedcategory",
    "__EXPECTUNUSEDTEMPLATE__": "expectunusedtemplate",
    "__EXPECTED_UNCONNECTED_PAGE__": "expectedunconnectedpage",
}
_UNDERSCORES = ("__", "\uff3f\uff3f")  # the second as Japanese input writes it
_TWO_UNDERSCORES = re.compile("__|\uff3f\uff3f")


def switches_in(text: str, language: str) -> frozenset[str]:
    """The switches that a text sets, by MediaWiki's names: ``{"notoc", "archivedtalk"}``.

    The text must be without comments and literal parts, where switches mean nothing.
    """
    if not any(mark in text for mark in _UNDERSCORES):
        return frozenset()
    exact, loose = _words(language)
    folded = {word.casefold(): name for word, name in loose.items()}
    written = _written(text, language)
    return frozenset(exact.get(word) or folded.get(word.casefold(), "") for word in written) - {""}


def _written(text: str, language: str) -> Iterator[str]:
    """Every switch in a text. They are tried where underscores stand only: few texts have many."""
    pattern = switch_pattern(language)
    marks = _TWO_UNDERSCORES.search(text)
    while marks is not None:
        switch = pattern.match(text, marks.start())
        if switch is not None:
            yield switch[0]
        marks = _TWO_UNDERSCORES.search(text, switch.end() if switch else marks.start() + 1)


def without_switches(text: str, language: str) -> str:
    """The text without its switches, which show nothing."""
    if not any(mark in text for mark in _UNDERSCORES):
        return text
    return switch_pattern(language).sub("", text)


@lru_cache(maxsize=64)
def switch_pattern(language: str) -> re.Pattern[str]:
    """Any switch, as a wiki in this language may write it."""
    kinds = []
    for mark in _UNDERSCORES:  # first, for a pattern that begins with plain characters is searched for fast
        exact, loose = (
            "|".join(re.escape(word[2:]) for word in sorted(words, key=len, reverse=True) if word[:2] == mark)
            for words in _words(language)
        )
        words = "|".join(filter(None, (exact, f"(?i:{loose})" if loose else "")))
        kinds += [f"{mark}(?:{words})"] if words else []
    return re.compile("|".join(kinds))


@lru_cache(maxsize=64)
def _words(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words whose letters' case matters, and the others."""
    own = facts(language).magic_words
    exact: dict[str, str] = {}
    loose = dict(_OTHERS)
    for name, case_matters in _CORE.items():
        for word in (*own.get(name, ()), _ENGLISH[name]):
            if not word.startswith(_UNDERSCORES):
                continue  # a slip in a translation
            (exact if case_matters else loose)[word] = name
    return exact, loose
