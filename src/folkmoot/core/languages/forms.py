"""What languages do with numbers and words: how digits are grouped, which forms a plural has, and the like.

The facts stand in ``forms.jsonl`` beside this module, one line per language that has anything of its own,
written by ``scripts/condense_language_forms.py`` from MediaWiki 1.39 (GPL-2.0-or-later) and Unicode's CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from folkmoot.core.languages.data_files import line_of
from folkmoot.core.languages.facts import chain


@lru_cache(maxsize=256)
def own_forms(code: str) -> Mapping[str, Any]:
    """The line of one language, empty for one that has nothing of its own."""
    return line_of("forms.jsonl", code) or {}


def name_of(message: str, code: str) -> str:
    """A name among the ``messages`` of the facts, such as a month of another calendar."""
    for language in chain(code):
        if text := own_forms(language).get("messages", {}).get(message):
            return str(text)
    return message
