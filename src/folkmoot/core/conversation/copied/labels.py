"""The labels that skins show around a talk page, in every language that has them.

They stand in ``labels.txt`` beside this module, one line per kind and label, written by
``scripts/condense_copied_labels.py`` from the messages of MediaWiki 1.39 (GPL-2.0-or-later), its skins and
its editor, translated at translatewiki.net. The labels of all languages are known at once: whoever
copies a page reads the skin in a language of their own.
"""

from __future__ import annotations

from functools import cache

_SHORTEST_SENTENCE = 8  # letters of what a line says before a date
_SHORTEST_AFFIX = 2  # letters that a line on the site's name must share with what is known of such lines


@cache
def labels(kind: str) -> frozenset[str]:
    """The labels of one kind, such as "edit", "contents", "jump" or "add topic"."""
    return frozenset(_by_kind().get(kind, ()))


@cache
def folded_labels(kind: str) -> frozenset[str]:
    """The same without the difference between capitals and small letters, as skins change it."""
    return frozenset(label.casefold() for label in labels(kind))


@cache
def _by_kind() -> dict[str, list[str]]:
    from pkgutil import get_data  # importlib.resources would cost every command 20 ms

    kinds: dict[str, list[str]] = {}
    for line in (get_data(__package__, "labels.txt") or b"").decode().splitlines():
        kind, label, _ = line.split("\t", 2)
        kinds.setdefault(kind, []).append(label)
    return kinds


@cache
def _around_the_sites_name() -> tuple[tuple[str, str], ...]:
    pairs = (label.split("$1", 1) for label in labels("project") if "$1" in label)
    return tuple((pair[0], pair[1]) for pair in pairs if len("".join(pair).strip()) >= _SHORTEST_AFFIX)


@cache
def _before_last_edit() -> tuple[str, ...]:
    return tuple(label for label in labels("last edit") if len(label) >= _SHORTEST_SENTENCE)


def tells_last_edit(line: str) -> bool:
    """Whether a line at the foot of a page says when it was edited: "This page was last edited on ..."."""
    return line.startswith(_before_last_edit())


def names_project(line: str) -> bool:
    """Whether a line can be the one below a title that says where one is: "From Wikipedia, the ..."."""
    return any(line.startswith(before) and line.endswith(after) for before, after in _around_the_sites_name())
