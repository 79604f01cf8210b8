"""A script process that is in somebody else's hands: whatever it says, the site goes on, and soon."""

from __future__ import annotations

import time

import pytest

from folkmoot.core.wikitext.scripting.model import Invocation
from folkmoot.lua import process
from folkmoot.lua.child import main
from folkmoot.lua.child.main import WARM_UP
from folkmoot.lua.pool import LuaLimits, LuaPool

_START = """\
import json, os, struct, time
def said(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    whole = struct.pack(">I", len(body)) + body
    while whole:
        whole = whole[os.write(1, whole):]
said({{"done": []}})
"""
_HOSTILE = {
    "no shape": 'said(["done"])',
    "no values": 'said({{"ask": "page"}})',
    "no text": 'said({{"ask": ["page"], "values": {{}}}})',
    "a number": "said(1)",
    "deep": 'said(b"[" * 1000000)',
    "no JSON": 'said(b"\\xff")',
    "a long number": 'said(b"1" * 100000)',
    "endless": 'os.write(1, b"\\xff" * 1000)',
    "too much": """
while True:
    said({{"ask": "x" * 4000000, "values": []}})
    os.read(0, 1000000)
""",
    "nothing": "time.sleep(60)",
    "half": 'os.write(1, b"\\0\\0\\1\\0x"); time.sleep(60)',
    "an end": "",
    "no ears": """
while True:
    said({{"ask": "page", "values": []}})
""",
}


@pytest.mark.parametrize("code", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_nothing_that_a_process_says_harms_the_site(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_CODE", _START + code)
    pool = LuaPool(LuaLimits(seconds=1.0, total_seconds=1.0, processes=1, wait_seconds=0.1))
    session = pool.open(WARM_UP, lambda name, values: "x" * 100_000)
    started = time.monotonic()
    call = Invocation("Module:X", "main", {"id": 1, "title": "", "plain": {}, "lazy": [], "names": []})
    assert session.invoke(call).kind in ("memory", "timeout", "unavailable")
    session.close()
    assert time.monotonic() - started < 5
    assert pool._places.acquire(blocking=False)  # the process was given back
    pool.shut()


class _Left(Exception):
    """Instead of the end of the process."""


def test_half_a_message_is_never_followed_by_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(length: int) -> bytes:
        raise MemoryError

    def leave() -> None:
        raise _Left

    monkeypatch.setattr(main, "_read", fails)
    monkeypatch.setattr(main, "_leave", leave)
    with pytest.raises(_Left):
        main._receive()
    with pytest.raises(_Left):
        main.ScriptProcess().handle({"do": "page", "site": {}})
