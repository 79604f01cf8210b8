"""Which variable a word is, in the wiki's language or in English."""

from __future__ import annotations

from functools import lru_cache

from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.wikitext.run import Run

from .table import VARIABLES


def variable(word: str, run: Run) -> str | None:
    """The value of a variable; None where there is no such variable."""
    exact, loose = _names(run.site.language)
    name = exact.get(word) or loose.get(word.lower())
    return VARIABLES[name](run) if name else None


@lru_cache(maxsize=64)
def _names(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Words to names of variables: those whose letters' case matters, and the others in small letters."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for name in VARIABLES:
        known = magic_words(language, name.lower())
        for word in known.words or (name,):
            if known.case_matters:
                exact.setdefault(word, name)
            else:
                loose.setdefault(word.lower(), name)
    return exact, loose
