"""``mw.text.jsonEncode`` and ``jsonDecode``, with the choices that Scribunto's manual describes."""

from __future__ import annotations

import json
import re
from typing import Any

from .conversion import is_table, text_of

PRESERVE_KEYS, TRY_FIXING, PRETTY = 1, 2, 4
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")


def encode(value: Any, flags: int) -> str:
    """The JSON of a value of Lua; a table of 1 to n is an array, unless the keys are to be kept."""
    plain = _plain(value, bool(flags & PRESERVE_KEYS))
    if flags & PRETTY:
        return re.sub(r"(\[|\{)\s+(\]|\})", r"\1\2", json.dumps(plain, ensure_ascii=False, indent=4))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any, preserve: bool) -> Any:
    if isinstance(value, bytes):
        return text_of(value)
    if not is_table(value):
        return value
    pairs = {key: _plain(item, preserve) for key, item in value.items()}
    first = 0 if preserve else 1
    if all(isinstance(key, int) for key in pairs) and sorted(pairs) == list(range(first, first + len(pairs))):
        return [pairs[key] for key in sorted(pairs)]
    return {_key(key): item for key, item in pairs.items()}


def _key(key: Any) -> str:
    return text_of(key) if isinstance(key, bytes) else f"{key:.14g}"


def decode(text: str, flags: int) -> Any:
    """The value of a JSON text, arrays as dictionaries from 1 (from 0 when the keys are to be kept).

    Raises ``ValueError`` for what is no JSON.
    """
    if flags & TRY_FIXING:
        text = _TRAILING_COMMA.sub(r"\1", text.strip())
    try:
        return _tabled(json.loads(text), 0 if flags & PRESERVE_KEYS else 1)
    except (ValueError, RecursionError):
        raise ValueError("mw.text.jsonDecode: syntax error") from None


def _tabled(value: Any, first: int) -> Any:
    if isinstance(value, list):
        return {number: _tabled(item, first) for number, item in enumerate(value, first)}
    if isinstance(value, dict):
        return {_number_or_text(key): _tabled(item, first) for key, item in value.items()}
    return value


def _number_or_text(key: str) -> int | str:
    return int(key) if re.fullmatch(r"0|-?[1-9]\d{0,14}", key, re.ASCII) else key
