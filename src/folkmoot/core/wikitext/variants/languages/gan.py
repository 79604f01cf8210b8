"""Gan: simplified and traditional characters, those of Chinese."""

from __future__ import annotations

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged

from .chinese import characters


def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    script = variant.partition("-")[2]
    return characters(f"zh-{script}") if script else unchanged


def of_two_scripts(code: str) -> VariantLanguage:
    """A language that has characters of both kinds and no regions."""
    simplified, traditional = f"{code}-hans", f"{code}-hant"
    return VariantLanguage(
        code=code,
        variants=(code, simplified, traditional),
        translator=translator,
        fallbacks={code: (simplified, traditional), simplified: (code,), traditional: (code,)},
        reach={code: "none"},
        names={code: "原文", simplified: "简体", traditional: "繁體"},
        separators=(": ", "; "),
    )


LANGUAGE = of_two_scripts("gan")
