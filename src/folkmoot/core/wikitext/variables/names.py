"""Which variable a word is, in the wiki's language or in English."""

from __future__ import annotations

from functools import lru_cache

from folkmoot.core.languages.magic_words import NamesByWord, names_by_word
from folkmoot.core.wikitext.run import Run

from .table import VARIABLES


def variable(word: str, run: Run) -> str | None:
    """The value of a variable; None where there is no such variable."""
    name = _names(run.site.language).get(word)
    return VARIABLES[name](run) if name else None


@lru_cache(maxsize=64)
def _names(language: str) -> NamesByWord:
    return names_by_word(language, VARIABLES)
