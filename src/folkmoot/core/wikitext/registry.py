"""Tags and functions from outside: what an operator has installed beside those that come with Folkmoot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# The types of what they are given and give back are said where they are used, ``extensions.model.Tag`` and
# ``functions.call.Call``: those know of a rendering, and a rendering knows of what is registered here.
TagFunction = Callable[[Any], Any]
ParserFunction = Callable[[Any], str | None]


@dataclass(frozen=True)
class Extensions:
    """Extension tags and parser functions by name, in small letters; a function's name has its ``#``.

    They come before Folkmoot's own of the same name. ``fingerprint`` says which versions of which packages
    they are from: it is part of the key of what is kept of a rendering.
    """

    tags: Mapping[str, TagFunction] = field(default_factory=dict)
    functions: Mapping[str, ParserFunction] = field(default_factory=dict)
    fingerprint: str = ""


NO_EXTENSIONS = Extensions()
