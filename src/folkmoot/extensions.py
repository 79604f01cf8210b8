"""Tags and parser functions of other packages, found by their entry points.

A package names them in its ``pyproject.toml``, under ``folkmoot.wikitext.tags`` and
``folkmoot.wikitext.functions``: ``docs/how-to/add-a-parser-function.md``. They are loaded once, when they are
first needed, by whoever renders: the core is handed the value.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from folkmoot.core.wikitext.extensions.model import Html, Raw, Tag
from folkmoot.core.wikitext.functions.call import Call
from folkmoot.core.wikitext.registry import NO_EXTENSIONS, Extensions

__all__ = [
    "FUNCTIONS_GROUP",
    "TAGS_GROUP",
    "Call",
    "Extensions",
    "Html",
    "Raw",
    "Tag",
    "extensions_of",
    "installed_extensions",
]

TAGS_GROUP = "folkmoot.wikitext.tags"
FUNCTIONS_GROUP = "folkmoot.wikitext.functions"


@cache
def installed_extensions() -> Extensions:
    """The tags and functions of all packages that are installed beside Folkmoot.

    What cannot be imported raises what its import raises: an operator must hear of that, and at the start.
    """
    return extensions_of(entry_points(group=TAGS_GROUP), entry_points(group=FUNCTIONS_GROUP))


def extensions_of(tags: Iterable[EntryPoint], functions: Iterable[EntryPoint]) -> Extensions:
    """The tags and functions that these entry points name; of two of one name the last counts.

    A function ``twice`` is called with ``{{#twice:...}}``.
    """
    tags, functions = tuple(tags), tuple(functions)
    if not tags and not functions:
        return NO_EXTENSIONS
    return Extensions(
        tags={point.name.lower(): _loaded(point) for point in tags},
        functions={f"#{point.name.lower()}": _loaded(point) for point in functions},
        fingerprint=" ".join(sorted({_version(point) for point in (*tags, *functions)})),
    )


def _loaded(point: EntryPoint) -> Any:
    function = point.load()
    if not callable(function):
        raise TypeError(f"{point.value}, an entry point of {point.group}, is not a function")
    return function


def _version(point: EntryPoint) -> str:
    """The place of a function, and the version of its package where that is known."""
    package = f" {point.dist.name} {point.dist.version}" if point.dist else ""
    return f"{point.value}{package}"
