"""Which form of a word goes with a number, by Unicode's rules for the language (UTS #35, plural rules)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.core.languages.facts import chain
from folkmoot.core.languages.forms import own_forms

_NUMBER = re.compile(r"-?(\d{1,300})(?:\.(\d{1,300}))?", re.ASCII)
# A relation of UTS #35: "n % 10 = 2..4", "v is not 0".
_RELATION = re.compile(
    r"([nivwfte])(?:\s*(?:%|mod)\s*(\d+))?\s*(!=|=|is not|is|not in|in|not within|within)\s*([\d., ]+)"
)
_EXPLICIT = re.compile(r"(\d+)=", re.ASCII)


@dataclass(frozen=True, slots=True)
class Operands:
    """What the rules ask of a number: UTS #35's operands."""

    n: float
    i: int
    v: int
    w: int
    f: int
    t: int
    e: int = 0


Rule = Callable[[Operands], bool]


def plural_form(number: str, code: str) -> int:
    """Which form, counted from 0, a language has for a number written with digits and a dot."""
    rules = _rules(code)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return len(rules)
    fraction = found[2] or ""
    short = fraction.rstrip("0")
    operands = Operands(
        n=float(f"{found[1]}.{fraction or 0}"), i=int(found[1]), v=len(fraction), w=len(short),
        f=int(fraction or 0), t=int(short or 0),
    )  # fmt: skip
    return next((place for place, rule in enumerate(rules) if rule(operands)), len(rules))


def pluralised(number: str, forms: Sequence[str], code: str) -> str:
    """The form of a word for a number; ``12=a dozen`` among the forms is for this number alone."""
    plain = []
    for form in forms:
        if _EXPLICIT.search(form):
            if form.partition("=")[0] == number:
                return form.partition("=")[2]
            continue
        plain.append(form)
    if not plain:
        return ""
    return plain[min(_form_of(number, code), len(plain) - 1)]


def _form_of(number: str, code: str) -> int:
    if code == "ksh":  # its third form is for nothing at all
        return {"1": 0, "0": 2}.get(number, 1)
    return plural_form(number, code)


@lru_cache(maxsize=256)
def _rules(code: str) -> tuple[Rule, ...]:
    for language in chain(code):
        if written := own_forms(language).get("plural"):
            return tuple(_compiled(rule) for rule in written)
    return ()


def _compiled(rule: str) -> Rule:
    alternatives = [[_relation(text) for text in part.split(" and ") if text] for part in rule.split(" or ")]
    return lambda operands: any(all(relation(operands) for relation in part) for part in alternatives)


def _relation(text: str) -> Rule:
    found = _RELATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"a plural rule of a new form: {text!r}")
    operand, divisor, relation, values = found[1], int(found[2] or 0), found[3], _ranges(found[4])
    wanted = relation in ("=", "is", "in", "within")
    within = relation.endswith("within")

    def holds(operands: Operands) -> bool:
        value = getattr(operands, operand)
        value = value % divisor if divisor else value
        inside = any(low <= value <= high for low, high in values) and (within or value == int(value))
        return inside == wanted

    return holds


def _ranges(text: str) -> list[tuple[int, int]]:
    pairs = (part.strip().partition("..") for part in text.split(","))
    return [(int(low), int(high or low)) for low, _, high in pairs]
