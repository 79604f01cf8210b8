"""``#expr``: arithmetic as MediaWiki's wikis write it, by two stacks, operands and operators.

Operators that bind equally go from left to right, powers too. The numbers are floats; comparisons, ``and``,
``or``, ``not``, ``mod`` and ``trunc`` give whole numbers. Grammar and messages are those of
Help:Extension:ParserFunctions.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.run import Run

from .call import Call, Function, error
from .numeric import leading_number, php_rounded, truncated, written

_MAX_STACK = 100
_LARGEST_WHOLE = 2**63 - 1
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:(?P<number>[0-9.]+)|(?P<word>[A-Za-z]+)|(?P<sign><=|>=|<>|!=|[-+*/^()=<>])|(?P<other>.))",
    re.DOTALL,
)
_MINUS = ("&minus;", "\u2212")


class ExpressionError(ValueError):
    """What is wrong with an expression: the name of a message and its parameter."""

    def __init__(self, name: str, parameter: str = "") -> None:
        super().__init__(name, parameter)
        self.name = name
        self.parameter = parameter

    def words(self, run: Run) -> str:
        """The words for it, in the language of the page, as HTML."""
        return message_html(run, f"pfunc_expr_{self.name}", self.parameter)


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: how strongly it binds, how many operands it takes, what it makes of them."""

    name: str
    binds: int
    operands: int
    compute: Callable[..., float]


def _divided(left: float, right: float) -> float:
    if not right:
        raise ExpressionError("division_by_zero", "/")
    return left / right


def _remainder(left: float, right: float) -> int:
    whole, divisor = truncated(left), truncated(right)
    if not divisor:
        raise ExpressionError("division_by_zero", "mod")
    return int(math.fmod(whole, divisor)) if abs(whole) < 2**53 else _exact_remainder(whole, divisor)


def _exact_remainder(whole: int, divisor: int) -> int:
    left = abs(whole) % abs(divisor)
    return -left if whole < 0 else left


def _float_remainder(left: float, right: float) -> float:
    if not right:
        raise ExpressionError("division_by_zero", "fmod")
    return math.nan if math.isinf(left) else math.fmod(left, right)


def _power(left: float, right: float) -> float:
    try:
        result = float(left) ** float(right)
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return math.inf if left > 0 or right % 2 == 0 else -math.inf
    return math.nan if isinstance(result, complex) else result


def _root(value: float) -> float:
    if not value >= 0:
        raise ExpressionError("not_a_number", "sqrt")
    return math.sqrt(value)


def _exponential(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


def _logarithm(value: float) -> float:
    if value <= 0:
        raise ExpressionError("invalid_argument_ln", "ln")
    return math.log(value)


def _arc(name: str, compute: Callable[[float], float]) -> Callable[[float], float]:
    def arc(value: float) -> float:
        if value < -1 or value > 1:
            raise ExpressionError("invalid_argument", name)
        return compute(value)

    return arc


def _finite(compute: Callable[[float], float]) -> Callable[[float], float]:
    """What a function of finite numbers gives, and no number for the others."""
    return lambda value: compute(value) if math.isfinite(value) else math.nan


def _rounded_by(compute: Callable[[float], int]) -> Callable[[float], float]:
    return lambda value: float(compute(value)) if math.isfinite(value) else value


_UNARY: dict[str, Callable[[float], float]] = {
    "sin": _finite(math.sin),
    "cos": _finite(math.cos),
    "tan": _finite(math.tan),
    "asin": _arc("asin", math.asin),
    "acos": _arc("acos", math.acos),
    "atan": math.atan,
    "exp": _exponential,
    "ln": _logarithm,
    "abs": abs,
    "floor": _rounded_by(math.floor),
    "ceil": _rounded_by(math.ceil),
    "trunc": truncated,
    "sqrt": _root,
    "not": lambda value: int(not value),
}
_SIGNS = {
    "+": Operator("+", 10, 1, lambda value: value),
    "-": Operator("-", 10, 1, lambda value: -value),
}
_OPERATORS = {
    "e": Operator("e", 10, 2, lambda left, right: left * _power(10, right)),
    **{name: Operator(name, 9, 1, compute) for name, compute in _UNARY.items()},
    "^": Operator("^", 8, 2, _power),
    "*": Operator("*", 7, 2, lambda left, right: left * right),
    "/": Operator("/", 7, 2, _divided),
    "div": Operator("/", 7, 2, _divided),
    "mod": Operator("mod", 7, 2, _remainder),
    "fmod": Operator("fmod", 7, 2, _float_remainder),
    "+": Operator("+", 6, 2, lambda left, right: left + right),
    "-": Operator("-", 6, 2, lambda left, right: left - right),
    "round": Operator("round", 5, 2, lambda value, digits: php_rounded(value, truncated(digits))),
    "=": Operator("=", 4, 2, lambda left, right: int(left == right)),
    "<>": Operator("<>", 4, 2, lambda left, right: int(left != right)),
    "!=": Operator("<>", 4, 2, lambda left, right: int(left != right)),
    "<": Operator("<", 4, 2, lambda left, right: int(left < right)),
    ">": Operator(">", 4, 2, lambda left, right: int(left > right)),
    "<=": Operator("<=", 4, 2, lambda left, right: int(left <= right)),
    ">=": Operator(">=", 4, 2, lambda left, right: int(left >= right)),
    "and": Operator("and", 3, 2, lambda left, right: int(bool(left and right))),
    "or": Operator("or", 2, 2, lambda left, right: int(bool(left or right))),
}
_BRACKET = Operator("(", -1, 0, float)
_CONSTANTS = {"pi": math.pi, "e": math.e}


def evaluate(expression: str) -> str:
    """The value of an expression as it is written in a page, "" for none. Raises ``ExpressionError``."""
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), *((minus, "-") for minus in _MINUS)):
        expression = expression.replace(entity, sign)
    reading = _Reading()
    for found in _TOKEN.finditer(expression.rstrip(" \t\r\n")):
        reading.take(found.lastgroup or "", found[found.lastgroup or 0])
    return "<br />\n".join(written(value) for value in reading.finished())


class _Reading:
    """The two stacks while an expression is read from left to right."""

    def __init__(self) -> None:
        self.operands: list[float] = []
        self.operators: list[Operator] = []
        self.wants_operand = True

    def take(self, kind: str, text: str) -> None:
        """The next number, word or sign."""
        if len(self.operands) > _MAX_STACK or len(self.operators) > _MAX_STACK:
            raise ExpressionError("stack_exhausted")
        if kind == "number":
            self._number(leading_number(text))
        elif kind == "word":
            self._word(text.lower())
        elif kind == "sign":
            self._sign(text)
        else:
            raise ExpressionError("unrecognised_punctuation", text)

    def finished(self) -> list[float]:
        """The operands that are left when everything was computed."""
        while self.operators:
            if self.operators[-1] is _BRACKET:
                raise ExpressionError("unclosed_bracket")
            self._compute(self.operators.pop())
        return self.operands

    def _number(self, value: float) -> None:
        if not self.wants_operand:
            raise ExpressionError("unexpected_number")
        self.operands.append(value)
        self.wants_operand = False

    def _word(self, word: str) -> None:
        if word == "pi" or (word == "e" and self.wants_operand):
            self._number(_CONSTANTS[word])
        elif word not in _OPERATORS:
            raise ExpressionError("unrecognised_word", word)
        elif word in _UNARY:
            self._prefix(_OPERATORS[word])
        else:
            self._between(_OPERATORS[word], word)

    def _sign(self, sign: str) -> None:
        if sign == ")":
            self._close()
        elif sign == "(":
            self._prefix(_BRACKET)
        elif sign in _SIGNS and self.wants_operand:
            self.operators.append(_SIGNS[sign])
        else:
            self._between(_OPERATORS[sign], sign)

    def _prefix(self, operator: Operator) -> None:
        if not self.wants_operand:
            raise ExpressionError("unexpected_operator", operator.name)
        self.operators.append(operator)

    def _between(self, operator: Operator, sign: str) -> None:
        if self.wants_operand:
            raise ExpressionError("unexpected_operator", sign)
        while self.operators and operator.binds <= self.operators[-1].binds:
            self._compute(self.operators.pop())
        self.operators.append(operator)
        self.wants_operand = True

    def _close(self) -> None:
        while self.operators and self.operators[-1] is not _BRACKET:
            self._compute(self.operators.pop())
        if not self.operators:
            raise ExpressionError("unexpected_closing_bracket")
        self.operators.pop()
        self.wants_operand = False

    def _compute(self, operator: Operator) -> None:
        if len(self.operands) < operator.operands:
            raise ExpressionError("missing_operand", operator.name)
        start = len(self.operands) - operator.operands
        self.operands[start:] = [_computed(operator, self.operands[start:])]


def _computed(operator: Operator, operands: list[float]) -> float:
    try:
        result = operator.compute(*operands)
    except OverflowError:
        return math.inf
    # As in PHP: whole numbers beyond 64 bits go on as floats. Python's would grow without bounds.
    return float(result) if abs(result) > _LARGEST_WHOLE else result


def _expression(call: Call) -> str:
    try:
        return evaluate(call.first)
    except ExpressionError as wrong:
        return error(wrong.words(call.run))


EXPRESSIONS: dict[str, Function] = {"#expr": _expression}
