"""What languages do with numbers and words: how digits are grouped, which forms a plural has, and the like.

The facts stand in ``forms.jsonl`` beside this module, one line per language that has anything of its own,
written by ``scripts/condense_language_forms.py`` from MediaWiki 1.39 (GPL-2.0-or-later) and Unicode's CLDR.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from folkmoot.core.languages.facts import facts


@lru_cache(maxsize=256)
def own_forms(code: str) -> Mapping[str, Any]:
    """The line of one language, empty for one that has nothing of its own."""
    start = (b"\n" + _data()).find(b'\n{"code":' + json.dumps(code).encode() + b",")
    if start < 0:
        return {}
    line: dict[str, Any] = json.loads(_data()[start : _data().index(b"\n", start)])
    return line


def chain(code: str) -> tuple[str, ...]:
    """A language, its fallbacks, and English: in this order they are asked for what a language lacks."""
    known = facts(code)
    return tuple(dict.fromkeys((known.code, *known.fallback, "en")))


def name_of(message: str, code: str) -> str:
    """A name among the ``messages`` of the facts, such as a month of another calendar."""
    for language in chain(code):
        if text := own_forms(language).get("messages", {}).get(message):
            return str(text)
    return message


@cache
def _data() -> bytes:
    from pkgutil import get_data  # importlib.resources would cost every command 20 ms

    return get_data(__package__, "forms.jsonl") or b""
