"""One rule between ``-{`` and ``}-``: its flags, its words for each variant, what it shows and does.

The flags, before a bar: A adds the words to those of the page, H does so and shows nothing, ``-`` takes
them away again, T gives the title, R shows the text as it is, D describes the rule, N names a variant;
codes of variants limit the conversion to these. Without any the rule shows its word for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from .model import VariantLanguage

_FLAGS = {flag: flag for flag in "ATRD-HN"}
_REFERENCE = re.compile(r"(&[#a-zA-Z0-9]+);")
_GUARD = "\x03"  # stands for the semicolon of a reference
# What a choice of a rule begins with: "code:", and "words=>code:".
_BEGINS = re.compile(r"\s*([\w-]+)\s*:")
_ARROW = re.compile(r"=>\s*([\w-]+)\s*:")

Convert = Callable[[str, str], str]  # text, variant -> text


@dataclass(frozen=True, slots=True)
class Rule:
    """What became of a rule. ``shown`` is None where it says nothing that could be shown: an error."""

    shown: str | None
    title: str | None = None
    action: Literal["", "add", "remove"] = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # variant -> from -> to


@dataclass(slots=True)
class _Words:
    """The words of a rule: for each variant, and for each variant from which text they are made."""

    text: str
    both: dict[str, str] = field(default_factory=dict)
    one: dict[str, dict[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.both or self.one)


def read_rule(text: str, variant: str, language: VariantLanguage, convert: Convert) -> Rule:
    """The rule whose text stands between the brackets, for a reader of ``variant``.

    ``convert`` turns plain HTML into a variant. Every text is a rule: one without sense shows itself.
    """
    flags, limits, rest = _flags(text, language)
    if limits:
        wanted = next((code for code in language.limits_of(variant) if code in limits), None)
        return Rule(convert(rest, wanted) if wanted else rest)
    if flags == ["R"]:
        return Rule(rest)
    if flags == ["N"]:
        return Rule(language.name(rest))
    words = _words(rest.replace("=&gt;", "=>"), language)
    if not words:
        if "+" in flags or "-" in flags:
            words.both = dict.fromkeys(language.variants, words.text) if words.text else {}
        elif "T" not in flags:
            return Rule(words.text)
    return _outcome(flags, words, variant, language)


def _outcome(flags: list[str], words: _Words, variant: str, language: VariantLanguage) -> Rule:
    shown: str | None = None
    title: str | None = None
    action: Literal["", "add", "remove"] = ""
    for flag in flags:  # the last one that has something to show decides
        if flag == "S":
            shown = _word(words, variant, language)
        elif flag == "D":
            shown = _description(words, language)
        elif flag in "+-HT":
            shown = ""
        if flag in "+-":
            action = "add" if flag == "+" else "remove"
        if flag == "T":
            title = _title(words, variant, language)
    return Rule(shown, title, action, _page_words(words, language) if action else {})


def _flags(text: str, language: VariantLanguage) -> tuple[list[str], set[str], str]:
    """The flags in the order in which they act, the variants a rule is limited to, and the rule itself."""
    head, bar, rest = text.partition("|")
    if not bar:
        return ["S"], set(), text
    written: dict[str, None] = {}
    for part in head.split(";"):
        name = part.strip()
        flag = _FLAGS.get(name) or language.flags.get(name) or language.variant(name)
        if flag:
            written[flag] = None
    flags = _effective(list(written))
    limits = {flag for flag in flags if flag in language.variants}
    return flags, limits, rest


def _effective(flags: list[str]) -> list[str]:
    if not flags:
        return ["S"]
    for alone in ("R", "N", "-"):
        if alone in flags:
            return [alone]
    if flags == ["T"]:
        return ["T", "H"]
    if "H" in flags:
        return ["+", "H", *(flag for flag in ("T", "D") if flag in flags)]
    if "A" in flags:
        flags = [*flags, "+", "S"]
    return [flag for flag in flags if flag != "S"] if "D" in flags else flags


def _words(text: str, language: VariantLanguage) -> _Words:
    """The words of a rule; none at all where something in it makes no sense."""
    words = _Words(text)
    for choice in _choices(text, language):
        code, colon, other = choice.partition(":")
        if not colon:
            continue
        word, arrow, target = code.partition("=>")
        variant = language.variant(target if arrow else code)
        if variant is None:
            return _Words(text)
        word, other = word.strip(), other.strip()
        if arrow and word:
            words.one.setdefault(variant, {})[word] = other
        elif not arrow and other:
            words.both[variant] = other
    return words


def _choices(text: str, language: VariantLanguage) -> list[str]:
    """The parts of a rule. A semicolon parts only where the code of a variant follows, or nothing."""
    pieces = _REFERENCE.sub(f"\\1{_GUARD}", text).split(";")
    choices = [pieces[0]]
    held: list[str] = []  # pieces of the last choice, joined when it is complete
    for number, piece in enumerate(pieces[1:], 2):
        if _begins_choice(piece, language) or (number == len(pieces) and not piece.strip()):
            choices[-1] = ";".join([choices[-1], *held])
            choices.append(piece)
            held = []
        else:
            held.append(piece)
    choices[-1] = ";".join([choices[-1], *held])
    return [choice.replace(_GUARD, ";") for choice in choices]


def _begins_choice(piece: str, language: VariantLanguage) -> bool:
    found = _BEGINS.match(piece)
    if found and language.variant(found[1]):
        return True
    return "=>" in piece and any(language.variant(code) for code in _ARROW.findall(piece))


def _word(words: _Words, variant: str, language: VariantLanguage) -> str | None:
    """The word of a rule for a variant, None where it has none."""
    if not words:
        return words.text
    for code in (variant, *language.stands_in(variant)):
        if code in words.both:
            return words.both[code]
    if variant in words.one:
        return next(iter(words.one[variant].values()))
    if language.reach.get(variant) != "none":
        return None
    first = words.both or next(iter(words.one.values()))
    return next(iter(first.values()))


def _title(words: _Words, variant: str, language: VariantLanguage) -> str | None:
    """As ``_word``; in the plain variant the title stays, unless the rule names just this variant."""
    if variant != language.code:
        return _word(words, variant, language)
    one = words.one.get(variant, {})
    return words.both.get(variant) or next(iter(one.values()), None)


def _description(words: _Words, language: VariantLanguage) -> str:
    after_code, after_word = language.separators
    told = [f"{language.name(code)}{after_code}{word}{after_word}" for code, word in words.both.items()]
    for code, pairs in words.one.items():
        told += [f"{word}⇒{language.name(code)}{after_code}{to}{after_word}" for word, to in pairs.items()]
    return "".join(told)


def _page_words(words: _Words, language: VariantLanguage) -> dict[str, dict[str, str]]:
    """What a rule means for the rest of the page: for each variant the words that become others."""
    full = _filled(words, language)
    table: dict[str, dict[str, str]] = {}
    for variant in language.variants:
        reach = language.reach.get(variant, "both")
        found: dict[str, str] = {}
        if reach == "both" and variant in full:
            found = {word: full[variant] for code, word in full.items() if code != variant}
        if reach != "none":
            found |= words.one.get(variant, {})
        table[variant] = found
    return table


def _filled(words: _Words, language: VariantLanguage) -> dict[str, str]:
    """The words for each variant, with those of others for variants that have none."""
    full: dict[str, str] = {}
    known = dict(words.both)
    for variant in language.variants:
        found = next((known[code] for code in (variant, *language.stands_in(variant)) if code in known), None)
        if found is not None:
            full[variant] = known[variant] = found
    return full
