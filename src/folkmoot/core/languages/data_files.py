"""The data files of this package: a line of JSON per language, which begins with ``{"code":"xx",``.

Only the lines that are asked for are ever parsed: the others are bytes that are searched, not read.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any


@cache
def data(name: str) -> bytes:
    """The whole file of this name, with a line feed at the end of each line; empty where there is none."""
    from pkgutil import get_data  # importlib.resources would cost every command 20 ms

    return get_data(__package__, name) or b""


def line_of(name: str, code: str) -> dict[str, Any] | None:
    """The line of one language in a file, with its code; None for a language that has none."""
    head = b'{"code":' + json.dumps(code).encode() + b","
    whole = data(name)
    start = 0 if whole.startswith(head) else whole.find(b"\n" + head) + 1
    if not whole.startswith(head, start):
        return None
    line: dict[str, Any] = json.loads(whole[start : whole.index(b"\n", start)])
    return line
