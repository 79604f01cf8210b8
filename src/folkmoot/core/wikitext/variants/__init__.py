"""Languages that are written in several ways, and the rules between ``-{`` and ``}-`` that pages have for it.

``languages`` has one file per language, ``rule`` reads one rule, ``page`` converts a page by its rules,
``links`` finds pages whose titles are written in another variant, ``titles`` turns the page's own over.
"""

from __future__ import annotations

from collections.abc import Iterable

from .languages import language_of
from .page import PageConverter
from .titles import title_in_variant

_PRIVATE = dict.fromkeys((0, 1, 2, 3, 127, 0xFFFE))  # no page has them: the conversion does


def variants_of(language: str) -> tuple[str, ...]:
    """The codes of a language's variants, its own code among them; none for a language without."""
    found = language_of(language)
    return found.variants if found else ()


def variant_name(language: str, variant: str) -> str:
    """What speakers of a language call one of its variants; "" where there is no such variant."""
    found = language_of(language, pig_latin=True)
    return found.name(variant) if found and found.variant(variant) else ""


def wanted_variant(language: str, wishes: Iterable[str]) -> str:
    """The variant of a language that fits a reader's wishes best, "" where none does.

    ``wishes`` are codes of languages, the dearest first: what the address of a page asks for, then the
    languages of the reader's browser. What comes close to a wish is taken when no wish fits by itself.
    """
    found = language_of(language)
    if found is None:
        return ""
    close: list[str] = []
    for wish in wishes:
        if variant := found.variant(wish):
            return variant
        fallbacks = found.fallbacks.get(wish.lower(), ())
        close += (fallbacks,) if isinstance(fallbacks, str) else fallbacks
    return next((variant for code in close if (variant := found.variant(code))), "")


def convert(html: str, language: str, variant: str) -> str:
    """HTML of a language in one of its variants, by the rules in it and by the language's own.

    Tags, addresses, code, and the texts in ``-{...}-`` stay as they are. A language without variants, or
    a variant that it does not have, leaves everything unchanged. Linear in the length of ``html``.
    """
    found = language_of(language, pig_latin=True)
    wanted = found.variant(variant) if found else None
    if found is None or wanted is None:
        return html
    return PageConverter(found, wanted, lambda name: "").convert(html.translate(_PRIVATE))


__all__ = ["convert", "title_in_variant", "variant_name", "variants_of", "wanted_variant"]
