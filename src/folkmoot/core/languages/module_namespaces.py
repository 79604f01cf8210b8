"""The namespaces of Lua modules, which came to wikis with an extension and have names of their own.

The names are those of MediaWiki's extension Scribunto (GPL-2.0-or-later), translated at translatewiki.net.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .data_files import line_of
from .facts import chain

MODULE, MODULE_TALK = 828, 829


@lru_cache(maxsize=1024)
def module_namespaces(code: str) -> Mapping[int, tuple[str, ...]]:
    """The names of both namespaces in a language, its own first; without any, those of its fallbacks."""
    lines = (line_of("module_names.jsonl", language) for language in (code, *chain(code)))
    names = next(filter(None, lines), {})
    return {number: tuple(names[str(number)]) for number in (MODULE, MODULE_TALK)}
