"""Tags and functions from outside: what an operator has installed beside those that come with Folkmoot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extensions.model import Html, Raw, Tag
    from .preprocess.functions import Call

    TagFunction = Callable[[Tag], "str | Html | Raw"]
    ParserFunction = Callable[[Call], "str | None"]


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
