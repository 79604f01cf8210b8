"""The words with a meaning in wikitext, as each language writes them: ``{{SEITENNAME}}``, ``|mini|``.

They stand in ``magic_words.jsonl`` beside this module, one line per language, written by
``scripts/condense_magic_words.py``; only the lines of a language and its fallbacks are ever parsed. The
words are those of MediaWiki 1.39 and its extensions ParserFunctions and Scribunto (GPL-2.0-or-later);
``_NEWER`` has what came later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from folkmoot.core.languages.data_files import line_of
from folkmoot.core.languages.facts import chain

_ENGLISH = "en"
_NEWER = {
    "bcp47": "#bcp47",
    "contentmodel": "#contentmodel",
    "contentmodel_canonical": "canonical",
    "contentmodel_local": "local",
    "dir": "#dir",
    "formal": "#FORMAL:",
    "interlanguagelink": "#interlanguagelink",
    "interwikilink": "#interwikilink",
    "isbn": "#isbn",
    "language_option_bcp47": "bcp47",
    "lossless": "LOSSLESS",
    "noexternallanglinks": "noexternallanglinks",
    "userlanguage": "USERLANGUAGE",
}
_NEWER_EXACT = frozenset({"userlanguage"})


def _as_it_is(name: str, word: str) -> str:
    return word


@dataclass(frozen=True, slots=True)
class MagicWord:
    """The spellings of one magic word as MediaWiki's tables have them: ``"thumb"``, ``"alt=$1"``, ``"LC:"``.

    A language's own words come first, then those of its fallbacks, at last the English ones.
    """

    words: tuple[str, ...]
    case_matters: bool

    def matches(self, text: str) -> bool:
        """Whether ``text`` is, from its start to its end, one of the words."""
        if self.case_matters:
            return text in self.words
        return text.lower() in (word.lower() for word in self.words)


@lru_cache(maxsize=2048)
def magic_words(language: str, name: str) -> MagicWord:
    """The words of a wiki in this language that mean ``name``, MediaWiki's name of a magic word.

    ``magic_words("de", "img_thumbnail").words`` begins with ``"mini"``. A name that nobody knows has no
    words; an unknown language has the English ones.
    """
    words = dict.fromkeys(word for code in chain(language) for word in _line(code)["words"].get(name, ()))
    if name in _NEWER:
        words[_NEWER[name]] = None
    return MagicWord(tuple(words), name in _exact())


@dataclass(frozen=True, slots=True)
class NamesByWord:
    """Which of some names a word means: ``exact`` where case matters, the others in small letters."""

    exact: Mapping[str, str]
    loose: Mapping[str, str]

    def get(self, word: str) -> str | None:
        """The name that a word means, None where it means none of them."""
        return self.exact.get(word) or self.loose.get(word.lower())


def names_by_word(
    language: str, names: Iterable[str], *, written: Callable[[str, str], str] = _as_it_is
) -> NamesByWord:
    """The names by the words of a wiki in this language; of two names with the same word the first counts.

    A name is MediaWiki's for a magic word, in any case and with or without ``#``; one without words is its
    own. ``written(name, word)`` is how a word is written where it is looked for.
    """
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for name in names:
        known = magic_words(language, name.removeprefix("#").lower())
        for word in known.words or (name,):
            if known.case_matters:
                exact.setdefault(written(name, word), name)
            else:
                loose.setdefault(written(name, word).lower(), name)
    return NamesByWord(exact, loose)


@lru_cache(maxsize=64)
def special_pages(language: str) -> Mapping[str, tuple[str, ...]]:
    """The names of special pages: MediaWiki's own (``"Recentchanges"``) -> as this language writes them.

    The first is the one that is shown; names have underscores. A language's own come first, at last the
    English ones.
    """
    found: dict[str, dict[str, None]] = {}
    for code in chain(language):
        for name, aliases in _line(code)["special"].items():
            found.setdefault(name, {}).update(dict.fromkeys(aliases))
    return MappingProxyType({name: tuple(aliases) for name, aliases in found.items()})


@lru_cache(maxsize=64)
def _special_page_names(language: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, aliases in special_pages(language).items():
        for alias in (*aliases, name):
            names.setdefault(_folded(alias), name)
    return names


def special_page(language: str, written: str) -> str | None:
    """The name of a special page as this language shows it, from any of its names; None if there is none.

    ``special_page("de", "recentchanges")`` is ``"Letzte_Änderungen"``.
    """
    name = _special_page_names(language).get(_folded(written))
    return special_pages(language)[name][0] if name else None


def _folded(name: str) -> str:
    return name.strip().replace(" ", "_").casefold()


@cache
def _exact() -> frozenset[str]:
    """The names of the words in which capital letters matter, the same in all languages."""
    return frozenset(_line(_ENGLISH)["exact"]) | _NEWER_EXACT


@lru_cache(maxsize=64)
def _line(code: str) -> Mapping[str, Any]:
    """The line of one language, empty for one without words of its own."""
    return {"words": {}, "special": {}, "exact": [], **(line_of("magic_words.jsonl", code) or {})}
