"""Numbers as a language writes them: its digits, its marks, its groups; and read back from there."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from folkmoot.core.languages.facts import facts
from folkmoot.core.languages.forms import name_of, own_forms

_NUMERIC = re.compile(
    r"[ \t\n\r\v\f]*[+-]?(?:\d{1,500}(?:\.\d{0,500})?|\.\d{1,500})(?:[eE][+-]?\d{1,4})?\s*", re.ASCII
)
# Every number in a text, and one without an exponent taken apart.
_PARTS = re.compile(r"(?:-(?=[\d.]))?(?:\d+|(?=\.\d))(?:\.\d*)?(?:[Ee][-+]?\d+)?", re.ASCII)
_PLAIN = re.compile(r"-?(\d*)(\.(\d*))?")
_SPECIAL = {"INF": "∞", "-INF": "−∞"}
_FRACTION = 3  # digits after the mark of a number that was written with an exponent
# Marks that MediaWiki leaves to Unicode's tables (CLDR), where they are not those of English.
_BY_UNICODE = {
    **dict.fromkeys(("dua", "ff", "ka", "ky", "tg", "tg-cyrl", "tk", "tzm", "zgh"), (",", "\u00a0")),
    **dict.fromkeys(("fo", "lo", "rn", "rw", "sc", "yrl"), (",", ".")),
    "rm": (".", "\u2019"), "sd": ("\u066b", "\u066c"), "xh": (".", "\u00a0"),
}  # fmt: skip
_UNGROUPED = frozenset({"km", "my"})
_NOT_A_NUMBER = "formatnum-nan"


def is_number(text: str) -> bool:
    """Whether the whole text is a number as computers write it, or infinite, or "NAN"."""
    return text == "NAN" or text in _SPECIAL or _NUMERIC.fullmatch(text) is not None


def format_number(text: str, code: str, *, grouped: bool = True) -> str:
    """A number of digits, dot and exponent as the language ``code`` writes it.

    ``grouped`` False leaves out the marks between groups and keeps the dot. In a text that is no number
    every number is written so.
    """
    if text == "NAN":
        return name_of(_NOT_A_NUMBER, code)
    if text in _SPECIAL:
        return _SPECIAL[text]
    if _NUMERIC.fullmatch(text) is None:
        return _PARTS.sub(lambda found: _written(found[0], code, grouped), text) if text else ""
    return _written(text, code, grouped)


def _written(number: str, code: str, grouped: bool) -> str:
    if not number:
        return number
    if grouped and code not in _UNGROUPED:
        number = _with_groups(number, code)
    return number.translate(_digits(code)).replace("-", "\u2212")


def _with_groups(number: str, code: str) -> str:
    (decimal_mark, group_mark), own = _marks(code), own_forms(facts(code).code)
    least = int(own.get("least_grouped", 0))
    if (least and not re.match(rf"-?\d{{{least + 3}}}", number)) or number == "-0":
        return number.replace(".", decimal_mark)
    sign, whole, fraction = _rounded(number)
    second = 2 if own.get("grouping", "").startswith("#,##,") else 3
    marked = _grouped(whole, second, group_mark)
    return f"{sign}{marked}" + (f"{decimal_mark}{fraction}" if fraction is not None else "")


def _marks(code: str) -> tuple[str, str]:
    """The decimal mark and the mark between groups."""
    known = facts(code)
    return _BY_UNICODE.get(known.code, (known.decimal_mark, known.group_mark))


def _rounded(number: str) -> tuple[str, str, str | None]:
    """Sign, whole part and fraction of a number, as exact as a computer's number is."""
    value = Decimal(repr(float(number)))
    if not value.is_finite():
        return "-" if number.lstrip().startswith("-") else "", "∞", None
    found = _PLAIN.fullmatch(number)
    places = len(found[3] or "") if found else min(_FRACTION, max(0, _places(value)))
    whole, _, fraction = format(
        abs(round(value, places)) if _places(value) > places else abs(value), "f"
    ).partition(".")
    whole = whole.lstrip("0").zfill(len(found[1])) if found else whole
    fraction = fraction.ljust(places, "0")[:places] if found else fraction.rstrip("0")
    keeps_mark = bool(fraction) or (found is not None and found[2] is not None)
    return "-" if value.is_signed() else "", whole, fraction if keeps_mark else None


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _grouped(digits: str, second: int, mark: str) -> str:
    """The digits in groups: the last of three, those before it of ``second``."""
    if len(digits) <= 3:
        return digits
    head, tail = digits[:-3], digits[-3:]
    first = len(head) % second
    groups = [head[:first]] if first else []
    groups += [head[place : place + second] for place in range(first, len(head), second)]
    return mark.join([*groups, tail])


def read_number(text: str, code: str) -> str:
    """What ``format_number`` wrote, as computers write it; what it did not write stays as it is."""
    if text == name_of(_NOT_A_NUMBER, code):
        return "NAN"
    text = text.replace("\u2212", "-")
    if text in ("∞", "-∞"):
        return "INF" if text == "∞" else "-INF"
    decimal_mark, group_mark = _marks(code)
    if not text.isascii():
        text = text.translate(_ascii_digits(code))
    if (decimal_mark, group_mark) != (".", ","):
        marks = {decimal_mark: ".", group_mark: ","}
        text = re.sub("|".join(map(re.escape, filter(None, marks))), lambda found: marks[found[0]], text)
    return text.replace(",", "")


@lru_cache(maxsize=64)
def _digits(code: str) -> dict[int, str]:
    return {ord(str(number)): digit for number, digit in enumerate(facts(code).digits)}


@lru_cache(maxsize=64)
def _ascii_digits(code: str) -> dict[int, str]:
    return {ord(digit): str(number) for number, digit in enumerate(facts(code).digits)}
