"""English in Pig Latin: nobody's language, but one in which everybody sees whether a text was converted."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged

_WORD = re.compile(r"[A-Za-z][a-z']+")
_HEAD = re.compile(r"(s?qu|[^aeiou][^aeiouy]*)(.*)", re.IGNORECASE)


def _word(found: re.Match[str]) -> str:
    word = found[0]
    parts = None if word[0] in "aeiouAEIOU" else _HEAD.fullmatch(word)
    if parts is None:
        return word + "way"
    head, rest = parts[1], parts[2]
    if head[0].isupper():
        head, rest = head[0].lower() + head[1:], rest[:1].upper() + rest[1:]
    return f"{rest}{head}ay"


def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant: words of plain letters only."""
    return (lambda text: _WORD.sub(_word, text)) if variant == "en-x-piglatin" else unchanged


LANGUAGE = VariantLanguage(
    code="en",
    variants=("en", "en-x-piglatin"),
    translator=translator,
    names={"en-x-piglatin": "Igpay Atinlay"},
)
