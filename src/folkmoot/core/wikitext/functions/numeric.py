"""Numbers as PHP reads and writes them, since wikis' templates were written for it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

_NUMBER = r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,6})?"
_LEADING = re.compile(rf"[ \t\n\r\v\f]*({_NUMBER})", re.ASCII)
_WHOLE = re.compile(rf"[ \t\n\r\v\f]*({_NUMBER})[ \t\n\r\v\f]*", re.ASCII)
_LARGEST = 2**63
_DIGITS = 14  # of a number in a page: PHP's setting "precision"


def leading_number(text: str) -> float:
    """The number that a text begins with, 0 where it begins with none."""
    found = _LEADING.match(text)
    return float(found[1]) if found else 0.0


def is_numeric(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def same(left: str, right: str) -> bool:
    """Whether two texts are equal, as numbers where both are numbers: "01" and "1.0"."""
    if left == right:
        return True
    if not (left[:1] in _STARTS and right[:1] in _STARTS):
        return False
    return is_numeric(left) and is_numeric(right) and float(left) == float(right)


_STARTS = frozenset("0123456789+-. \t\n\r\v\f")


def php_rounded(value: float, digits: int) -> float:
    """A number rounded half away from zero; negative digits round before the point."""
    if value != value or value in (float("inf"), float("-inf")) or digits > 400:
        return value
    exact = Decimal(repr(float(value)))
    if digits < -400 or exact.adjusted() < -digits - 1:
        return 0.0
    if exact.as_tuple().exponent >= -digits:  # type: ignore[operator]
        return float(value)
    with localcontext() as context:
        context.prec = 1000
        return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def truncated(value: float) -> int:
    """The whole part of a number in 64 bits, beyond which it begins anew; 0 for what is no number."""
    if value != value or value in (float("inf"), float("-inf")):
        return 0
    return (int(value) + _LARGEST) % (2 * _LARGEST) - _LARGEST


def written(value: float, digits: int = _DIGITS) -> str:
    """A number as PHP writes it with so many significant digits: "3", "0.1", "1.0E+25", "NAN"."""
    if value != value:
        return "NAN"
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    if isinstance(value, int):
        return str(value)
    return _with_digits(value, digits)


def _with_digits(value: float, digits: int) -> str:
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    power = int(exponent)
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    if -5 < power < digits:
        return format(Decimal(mantissa).scaleb(power), "f")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{power:+d}"
