"""The namespaces of Lua modules, which came to wikis with an extension and have names of their own.

The names are those of MediaWiki's extension Scribunto (GPL-2.0-or-later), translated at translatewiki.net.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from .facts import facts

MODULE, MODULE_TALK = 828, 829


def module_namespaces(code: str) -> Mapping[int, tuple[str, ...]]:
    """The names of both namespaces in a language, its own first; without any, those of its fallbacks."""
    for known in (code, *facts(code).fallback):
        if known in _names():
            return _names()[known]
    return _names()["en"]


@cache
def _names() -> dict[str, dict[int, tuple[str, ...]]]:
    from pkgutil import get_data

    lines = (get_data(__package__, "module_names.jsonl") or b"").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        row["code"]: {number: tuple(row[str(number)]) for number in (MODULE, MODULE_TALK)} for row in rows
    }
