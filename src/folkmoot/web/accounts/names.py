"""Which names an account may have, beyond what MediaWiki's titles allow: pure functions of text."""

from __future__ import annotations

import unicodedata

# Letters of these scripts are easily taken for one another; a name keeps to one of them.
_LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "CHEROKEE", "COPTIC")
# Characters without a shape of their own; two names that differ in them look the same.
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def likeness(name: str) -> str:
    """What a name looks like at a glance: no case, width, spaces or points to tell names apart by."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(character for character in folded if character not in " _.-'’")


def invisible_characters(name: str) -> list[str]:
    """The characters of a name that nobody can see (controls, direction marks, joiners), as U+XXXX."""
    return [
        f"U+{ord(character):04X}"
        for character in name
        if unicodedata.category(character) in _INVISIBLE_CATEGORIES
    ]


def mixes_lookalike_scripts(name: str) -> bool:
    """Whether the name has letters of two scripts that can be taken for one another."""
    return len({script for letter in name if (script := _script(letter))}) > 1


def _script(letter: str) -> str | None:
    name = unicodedata.name(letter, "")
    return next((script for script in _LOOKALIKE_SCRIPTS if name.startswith(script + " ")), None)
