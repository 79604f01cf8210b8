"""``#expr`` against Python's own arithmetic, and against any text at all."""

from __future__ import annotations

import contextlib
import math
import operator
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.functions.expressions import ExpressionError, evaluate
from folkmoot.core.wikitext.functions.numeric import php_rounded, truncated, written

SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
numbers = st.integers(0, 10**6).map(str)


def _written(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    left, sign, right = tree
    return f"({_written(left)} {sign} {_written(right)})"


def _computed(tree: Any) -> float:
    if isinstance(tree, str):
        return float(tree)
    left, sign, right = tree
    return float(SIGNS[sign](_computed(left), _computed(right)))


trees = st.recursive(
    numbers, lambda inner: st.tuples(inner, st.sampled_from(sorted(SIGNS)), inner), max_leaves=12
)


@given(trees)
def test_bracketed_sums_and_products_are_pythons(tree: Any) -> None:
    assert evaluate(_written(tree)) == written(_computed(tree))


@given(st.lists(st.tuples(st.sampled_from("+-*"), numbers), max_size=10), numbers)
def test_products_bind_more_strongly_than_sums(rest: list[tuple[str, str]], first: str) -> None:
    terms = first + "".join(f" {sign} {number}" for sign, number in rest)
    exact = eval(terms.replace(" ", ""), {"__builtins__": {}})
    assert evaluate(terms) == written(float(exact)) or abs(exact) >= 2**53


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_the_rest_of_a_division_has_the_sign_of_what_is_divided(left: int, right: int) -> None:
    assert evaluate(f"({left}) mod {right}") == str(int(math.fmod(left, right)))


@given(st.text(alphabet="0123456789.+-*/^()<>=! eEpidmodandroundsqrtln", max_size=80))
def test_every_text_has_a_value_or_says_what_is_wrong(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        assert not re.search("[a-z]", evaluate(text).replace("<br />", ""))


@pytest.mark.parametrize("expression", ["(" * 200, "1+" * 3000, "-" * 500 + "1", "not " * 200 + "1"])
def test_what_is_nested_too_deeply_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(expression)


def test_whole_numbers_do_not_grow_without_bounds() -> None:
    assert evaluate(" * ".join(["trunc 9e18"] * 500)) == "INF"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1e14, "1.0E+14"),
        (123456789012345678.0, "1.2345678901235E+17"),
        (0.0001, "0.0001"),
        (0.00001, "1.0E-5"),
        (-0.0, "-0"),
        (math.nan, "NAN"),
        (-math.inf, "-INF"),
        (7, "7"),
    ],
)
def test_numbers_are_written_with_fourteen_digits(value: float, text: str) -> None:
    assert written(value) == text


@given(st.floats(-1e12, 1e12), st.integers(-10, 12))
def test_rounding_moves_a_number_by_half_a_step_at_most(value: float, digits: int) -> None:
    assert abs(php_rounded(value, digits) - value) <= 0.5 * 10.0**-digits * (1 + 1e-9) + 1e-9 * abs(value)


@given(st.floats())
def test_whole_parts_fit_into_64_bits(value: float) -> None:
    assert -(2**63) <= truncated(value) < 2**63
