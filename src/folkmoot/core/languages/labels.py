"""Labels that a rendering can contain - "Contents", "edit", names of categories -, as each language has them.

They stand in ``labels.jsonl`` beside this module, one line per language, by MediaWiki's names for them,
written by ``scripts/condense_page_labels.py`` from MediaWiki 1.39 (GPL-2.0-or-later, translated at
translatewiki.net). Only the lines that are asked for are parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from folkmoot.core.languages.data_files import line_of
from folkmoot.core.languages.facts import chain


@lru_cache(maxsize=4096)
def label(name: str, code: str) -> str | None:
    """The label in this language or the nearest of its fallbacks; None where only English has it."""
    found = (own_labels(language).get(name) for language in chain(code) if language != "en")
    return next((text for text in found if text is not None), None)


@lru_cache(maxsize=256)
def own_labels(code: str) -> Mapping[str, str]:
    """The labels of one language by their names, empty for one that has none."""
    return line_of("labels.jsonl", code) or {}
