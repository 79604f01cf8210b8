"""What a language with variants is: their codes, what stands in for what, and how text is turned over.

A *variant* is the same language in another script or region: Serbian in Cyrillic and in Latin letters,
Chinese as written in Taiwan. The plain code of the language ("sr") is itself a variant, the one in which
text stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from folkmoot.core.languages.codes import wiki_code
from folkmoot.core.languages.facts import facts, known_languages

Translate = Callable[[str], str]
# How far the rules of a page reach: into running text both ways, only from the text named in the rule
# ("x=>variant:y"), or not at all.
Reach = Literal["both", "one", "none"]


def unchanged(text: str) -> str:
    """The translation into a variant that has none."""
    return text


@cache
def _languages() -> frozenset[str]:
    return frozenset(known_languages())


@dataclass(frozen=True)
class VariantLanguage:
    """A language with variants, by MediaWiki's codes.

    ``translator(variant)`` gives the function that turns plain text into a variant. It takes U+0000 and
    U+0002 for characters that are no letters and leaves them. ``fallbacks`` name the variants whose words
    are taken where a rule has none for a variant; a single one does not stand in for a variant that a rule
    is limited to (``-{zh-hans|...}-``). ``is_written_in(text, variant)`` tells whether a text is in a
    variant already. ``names`` and ``flags`` are what differs from the usual; ``separators`` stand in
    descriptions of rules.
    """

    code: str
    variants: tuple[str, ...]  # the plain code among them
    translator: Callable[[str], Translate]
    fallbacks: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    is_written_in: Callable[[str, str], bool] | None = None
    reach: Mapping[str, Reach] = field(default_factory=dict)  # "both" where nothing is said
    names: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    separators: tuple[str, str] = (":", ";")

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Every way to write the code of a variant, in lower case."""
        tags = {facts(variant).tag.lower(): variant for variant in self.variants}
        return tags | {variant: variant for variant in self.variants}

    def variant(self, code: str) -> str | None:
        """The variant that a code means: MediaWiki's codes, those of the web, former ones, in any case."""
        written = code.strip().lower()
        return self._codes.get(written) or self._codes.get(wiki_code(written))

    @property
    def plain(self) -> str:
        """The variant of readers who want none: the language's own code, else the first."""
        return self.code if self.code in self.variants else self.variants[0]

    def stands_in(self, variant: str) -> tuple[str, ...]:
        """The variants to look at where there is nothing for this one, the nearest first."""
        fallbacks = self.fallbacks.get(variant, self.plain)
        return (fallbacks,) if isinstance(fallbacks, str) else fallbacks

    def limits_of(self, variant: str) -> tuple[str, ...]:
        """The variant itself and those that stand in for it where a rule is limited to some variants."""
        fallbacks = self.fallbacks.get(variant, ())
        return (variant,) if isinstance(fallbacks, str) else (variant, *fallbacks)

    def others(self, text: str) -> tuple[str, ...]:
        """A text as it is written in the other variants, each way once."""
        written = dict.fromkeys(self.translator(variant)(text) for variant in self.variants)
        return tuple(other for other in written if other != text)

    def name(self, code: str) -> str:
        """What speakers call a variant or a language; "" where that is not known."""
        variant = self.variant(code)
        if variant is None:
            known = wiki_code(code.strip().lower())
            return facts(known).autonym if known in _languages() else ""
        return self.names.get(variant) or facts(variant).autonym
