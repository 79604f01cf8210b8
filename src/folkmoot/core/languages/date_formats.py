"""MediaWiki's date formats (``"H:i, j xg Y"``) taken apart into what is written and what is filled in.

The letters that signatures use: ``d j`` day, ``m n`` month in digits, ``F M xg`` its name, abbreviation and
genitive, ``D l`` weekday, ``Y xkY`` year and Thai year, ``H G`` hour, ``i`` minute, ``s`` second. ``xn``
keeps the next number in ASCII digits, ``xx`` is an x, ``\\c`` and ``"..."`` are text; every other character
is itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

THAI_YEARS = 543  # the Thai solar calendar is that much ahead

TWO_DIGITS = frozenset("dmHis")
ONE_OR_TWO_DIGITS = frozenset("jnG")
YEARS = frozenset(("Y", "xkY"))
NUMBERS = TWO_DIGITS | ONE_OR_TWO_DIGITS | YEARS
NAMES = frozenset(("D", "l", "F", "M", "xg"))


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a date format: a character that is written as it is, or a letter that is filled in."""

    text: str
    filled: bool
    ascii_digits: bool = False


def count_of_digits(code: str) -> str:
    """How many digits the letter of a number stands for, as in a regular expression: ``{1,2}``."""
    if code in YEARS:
        return "{4}"
    return "{2}" if code in TWO_DIGITS else "{1,2}"


def tokens(date_format: str) -> tuple[Token, ...]:
    """The pieces of a date format in their order."""
    return tuple(_tokens(date_format))


def _tokens(date_format: str) -> Iterator[Token]:
    position, ascii_digits = 0, False
    while position < len(date_format):
        code = _code_at(date_format, position)
        position += len(code)
        if code == "xn":
            ascii_digits = True
        elif code in NUMBERS or code in NAMES:
            yield Token(code, filled=True, ascii_digits=ascii_digits)
            ascii_digits = False
        else:
            yield from (Token(character, filled=False) for character in _literal(code))


def _code_at(date_format: str, position: int) -> str:
    """The characters at ``position`` that belong together: a letter, x and its letter, an escape, a quote."""
    character = date_format[position]
    if character == "x":
        length = 3 if date_format.startswith("xkY", position) else 2
        code = date_format[position : position + length]
        return code if code in {"xn", "xx", "xg", "xkY"} else character
    if character == "\\":
        return date_format[position : position + 2]
    if character == '"' and (end := date_format.find('"', position + 1)) >= 0:
        return date_format[position : end + 1]
    return character


def _literal(code: str) -> str:
    if code == "xx":
        return "x"
    if len(code) > 1 and code[0] in '\\"':
        return code.strip('"') if code[0] == '"' else code[1:]
    return code
