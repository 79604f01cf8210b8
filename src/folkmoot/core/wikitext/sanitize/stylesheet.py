"""A style sheet that anybody may have written, as one that touches nothing but the text of pages.

What is not on the lists in ``style_facts`` is left out: whatever loads something (``url()``, ``@import``,
``@font-face``), unknown properties, places over the rest of the page. Selectors reach only into ``scope``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, takewhile

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from .style_facts import FUNCTIONS, PROPERTIES, PSEUDO, PSEUDO_FUNCTIONS

MAX_SIZE = 200_000  # characters
_MAX_NESTING = 40  # brackets in brackets
_MAX_AT_RULES = 4  # rules for media in rules for media
_VALUES = frozenset({"ident", "number", "percentage", "dimension", "string", "hash", "whitespace"})
_VALUE_SIGNS = frozenset({",", "/", "+", "-", "*"})
_CONDITIONS = frozenset({"ident", "number", "percentage", "dimension", "whitespace"})
_ATTRIBUTE_SIGNS = frozenset({"=", "~=", "|=", "^=", "$=", "*=", "~", "|", "^", "$", "*"})
_OVER_THE_PAGE = frozenset({"fixed", "sticky", "-webkit-sticky"})
_STEPS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def safe_stylesheet(css: str, scope: str) -> tuple[str, bool]:
    """The style sheet with only what may stand in a page, and whether all of it may.

    There is no "<" in it, so it cannot end the element it stands in. A sheet that is too large, or nested too
    deep, is left out as a whole.
    """
    if len(css) > MAX_SIZE or _nesting(css) > _MAX_NESTING:
        return "", False
    return _cleaned(css, scope)


@lru_cache(maxsize=64)
def _cleaned(css: str, scope: str) -> tuple[str, bool]:
    cleaner = _Cleaner(scope)
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = "\n".join(cleaner.rules(rules, _MAX_AT_RULES))
    return text.replace("<", "\\3c "), cleaner.is_whole


def safe_selector(selector: str) -> str:
    """A text as the one selector that it is, with nothing in it left open; "" if it is none."""
    if len(selector) >= 200 or "," in selector:
        return ""
    tokens = _trimmed(tinycss2.parse_component_value_list(selector, skip_comments=True))
    if not _is_selector(tokens) or _is_combinator(tokens[0]):
        return ""
    return _written(tokens).replace("<", "\\3c ")


def _nesting(css: str) -> int:
    return max(
        accumulate((_STEPS.get(character, 0) for character in css), lambda a, b: max(0, a + b)), default=0
    )


class _Cleaner:
    def __init__(self, scope: str) -> None:
        self.scope = scope
        self.is_whole = True

    def rules(self, rules: Iterable[Node], depth: int) -> Iterator[str]:
        """The rules that may stand, written anew."""
        for rule in rules:
            text = ""
            if isinstance(rule, QualifiedRule):
                text = self._rule(rule)
            elif isinstance(rule, AtRule) and depth and rule.content is not None:
                text = self._at_rule(rule, depth)
            if text:
                yield text
            else:
                self.is_whole = False

    def _rule(self, rule: QualifiedRule) -> str:
        selectors = [self._scoped(tokens) for tokens in _between_commas(rule.prelude)]
        body = self._declarations(rule.content)
        return f"{','.join(selectors)}{{{body}}}" if selectors and all(selectors) and body else ""

    def _at_rule(self, rule: AtRule, depth: int) -> str:
        name = rule.lower_at_keyword
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        if name in ("media", "supports") and _is_condition(rule.prelude):
            return _block(name, rule.prelude, self.rules(inner, depth - 1))
        if name == "keyframes" and _is_name(rule.prelude):
            return _block(name, rule.prelude, self._frames(inner))
        return ""

    def _frames(self, rules: Iterable[Node]) -> Iterator[str]:
        for rule in rules:
            if isinstance(rule, QualifiedRule) and all(map(_is_of_moment, rule.prelude)):
                yield f"{tinycss2.serialize(rule.prelude).strip()}{{{self._declarations(rule.content)}}}"
            else:
                self.is_whole = False

    def _declarations(self, content: Sequence[Node]) -> str:
        kept: list[str] = []
        for declaration in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if isinstance(declaration, Declaration) and _is_allowed(declaration):
                value = tinycss2.serialize(declaration.value).strip()
                kept.append(
                    f"{declaration.lower_name}:{value}{'!important' if declaration.important else ''}"
                )
            else:
                self.is_whole = False
        return ";".join(kept)

    def _scoped(self, tokens: Sequence[Node]) -> str:
        """A selector that reaches only into the scope; conditions on the whole page stay before it."""
        if not _is_selector(tokens):
            return ""
        around, inside = _of_page(_trimmed(tokens))
        if _is_combinator(inside[0]):  # it would reach what stands beside the scope
            return ""
        return " ".join([*map(_written, around), self.scope, _written(inside)])


def _block(name: str, prelude: Sequence[Node], rules: Iterable[str]) -> str:
    inside = "\n".join(rules)
    return f"@{name} {tinycss2.serialize(prelude).strip()}{{{inside}}}" if inside else ""


def _between_commas(tokens: Sequence[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _of_page(tokens: Sequence[Node]) -> tuple[list[Sequence[Node]], Sequence[Node]]:
    """What a selector says of ``html`` and ``body``, and the rest of it.

    It is cut where a space stands by itself, never inside brackets or quotes: the scope has to be a part of
    the selector, not of a condition.
    """
    around: list[Sequence[Node]] = []
    while True:
        first = list(takewhile(lambda token: token.type != "whitespace", tokens))
        rest = _trimmed(tokens[len(first) :])
        is_page = first[0].type == "ident" and first[0].lower_value in ("html", "body")
        if not is_page or not rest or _is_combinator(rest[0]):
            return around, tokens
        around.append(first)
        tokens = rest


def _trimmed(tokens: Sequence[Node]) -> Sequence[Node]:
    """The tokens without spaces at their ends."""
    words = [number for number, token in enumerate(tokens) if token.type != "whitespace"]
    return tokens[words[0] : words[-1] + 1] if words else ()


def _is_combinator(token: Node) -> bool:
    return token.type == "literal" and token.value in (">", "+", "~")


def _written(tokens: Sequence[Node]) -> str:
    return str(tinycss2.serialize(tokens))


def _is_selector(tokens: Sequence[Node]) -> bool:
    words = [token for token in tokens if token.type != "whitespace"]
    return bool(words) and all(_is_of_selector(token, before) for token, before in _with_before(tokens))


def _with_before(tokens: Sequence[Node]) -> Iterator[tuple[Node, Node | None]]:
    before: Node | None = None
    for token in tokens:
        yield token, before
        before = token


def _is_of_selector(token: Node, before: Node | None) -> bool:
    after_colon = before is not None and before.type == "literal" and before.value == ":"
    if token.type == "ident":
        return not after_colon or token.lower_value in PSEUDO
    if token.type == "function":
        return after_colon and token.lower_name in PSEUDO_FUNCTIONS and _is_inside_pseudo(token.arguments)
    if token.type == "[] block":
        return all(map(_is_of_attribute, token.content))
    if token.type == "literal":
        return token.value in (".", ">", "+", "~", "*", ":")
    return token.type in ("hash", "whitespace")


def _is_inside_pseudo(tokens: Sequence[Node]) -> bool:
    """What stands in ``:not(...)`` and ``:nth-child(...)``."""
    return all(
        token.type in ("number", "dimension", "string")
        or (token.type == "literal" and token.value in ("-", ","))
        or _is_of_selector(token, before)
        for token, before in _with_before(tokens)
    )


def _is_of_attribute(token: Node) -> bool:
    return token.type in ("ident", "string", "whitespace") or (
        token.type == "literal" and token.value in _ATTRIBUTE_SIGNS
    )


def _is_allowed(declaration: Declaration) -> bool:
    name = declaration.lower_name
    if name not in PROPERTIES or not declaration.value:
        return False
    if name == "position" and not all(map(_is_place, declaration.value)):
        return False
    return all(map(_is_value, declaration.value))


def _is_place(token: Node) -> bool:
    """Whether this may be said of ``position``: a word, and no function that could stand for another one."""
    return token.type == "whitespace" or (token.type == "ident" and token.lower_value not in _OVER_THE_PAGE)


def _is_value(token: Node) -> bool:
    if token.type == "function":
        return token.lower_name in FUNCTIONS and all(map(_is_value, token.arguments))
    if token.type == "() block":
        return all(map(_is_value, token.content))
    if token.type == "literal":
        return token.value in _VALUE_SIGNS
    return token.type in _VALUES


def _is_condition(tokens: Sequence[Node]) -> bool:
    """Whether this is a condition of ``@media`` or ``@supports``: words, lengths, brackets."""
    return all(
        token.type in _CONDITIONS
        or (token.type == "literal" and token.value in (":", ",", "/", ">", "="))
        or (token.type == "() block" and _is_condition(token.content))
        for token in tokens
    )


def _is_name(tokens: Sequence[Node]) -> bool:
    return [token.type for token in tokens if token.type != "whitespace"] == ["ident"]


def _is_of_moment(token: Node) -> bool:
    """Whether this may stand in ``from, 50%``."""
    return token.type in ("ident", "percentage", "whitespace") or (
        token.type == "literal" and token.value == ","
    )
