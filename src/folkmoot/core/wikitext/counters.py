"""Numbers counted in letters, by the names that CSS has for it: ``lower-alpha``, ``upper-roman`` ..."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.languages.written_numbers import roman

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def letters(number: int) -> str:
    """A number from 1 as a, b ... z, aa, ab ..."""
    return _in_alphabet(number, _LATIN)


def _in_alphabet(number: int, alphabet: str) -> str:
    written = ""
    while number:
        number, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] + written
    return written


STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lower-alpha": letters,
    "upper-alpha": lambda number: letters(number).upper(),
    "lower-greek": lambda number: _in_alphabet(number, _GREEK),
    "lower-roman": lambda number: roman(number).lower(),
    "upper-roman": roman,
}
"""Groups of footnotes with these names are numbered so, as on most wikis."""
