"""The functions that the library in Lua calls: those answered here, and those that the site answers.

Every function takes what Lua gives (strings as bytes) and answers with one value or a tuple of values.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from html.entities import html5
from typing import Any

from . import clock, json_text, ustring
from .conversion import from_lua, text_of

Native = Callable[..., Any]
Ask = Callable[..., Any]

# What the site answers, by the name of the question; the arguments go through as they are.
ASKED = (
    "address", "anchor", "argument", "call", "change_case", "child", "content", "duration", "fallbacks",
    "file", "format_date", "format_number", "gender", "grammar", "interwiki", "language_is",
    "language_name", "language_names", "language_tag", "make_title", "members", "message", "page",
    "parse_number", "partial_url", "plural", "preprocess", "protection", "redirect", "source", "statistic",
    "tag", "template", "title", "unstrip", "warn",
)  # fmt: skip


def _entity(reference: bytes) -> str | None:
    return html5.get(text_of(reference)[1:])


def _hash(algorithm: bytes, value: bytes) -> str:
    name = text_of(algorithm).replace("/", "_").replace("sha3-", "sha3_")
    if name not in _hash_algorithms():
        raise ValueError(f"Unknown hashing algorithm: {text_of(algorithm)}")
    return hashlib.new(name, value, usedforsecurity=False).hexdigest()


def _hash_algorithms() -> list[str]:
    return sorted(name for name in hashlib.algorithms_available if not name.startswith("shake"))


def _json_decode(text: bytes, flags: float) -> Any:
    return json_text.decode(text_of(text), int(flags))


def natives(ask: Ask, started: float) -> dict[str, Native]:
    """All functions by name; ``ask(name, *values)`` puts a question to the site."""

    def asked(name: str) -> Native:
        return lambda *values: ask(name, *[from_lua(value) for value in values])

    def now() -> Any:
        return ask("clock")

    return {
        **{name: asked(name) for name in ASKED},
        "clock": lambda: time.process_time() - started,
        "time": lambda fields=None: now() if fields is None else clock.seconds_of(fields),
        "date": lambda form=None, at=None: clock.date(form, now() if at is None else float(at)),
        "entity": _entity,
        "hash": _hash,
        "hash_algorithms": _hash_algorithms,
        "json_encode": json_text.encode,
        "json_decode": _json_decode,
        "length": ustring.length,
        "sub": ustring.sub,
        "byteoffset": ustring.byteoffset,
        "codepoints": ustring.codepoints,
        "characters": lambda points: ustring.characters(dict(points.items())),
        "lower": ustring.lower,
        "upper": ustring.upper,
        "normalise": ustring.normalise,
        "find": ustring.find,
        "match": ustring.match,
        "all_matches": ustring.all_matches,
    }
