"""Chinese: simplified and traditional characters, and the words of its regions.

What becomes what is told by zhconv-rs, which has MediaWiki's own tables and matches them in linear time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from folkmoot.core.wikitext.variants.model import Translate, VariantLanguage, unchanged


@cache
def characters(target: str) -> Callable[[str], str]:
    """The function that turns text into a variant that zhconv-rs knows by this code."""
    from zhconv_rs import zhconv  # a megabyte of tables: only pages in Chinese need it

    code = cast(Any, target)  # the package spells out its codes as types
    return lambda text: zhconv(text, code, False)


def translator(variant: str) -> Translate:
    """The function that turns plain text into a variant."""
    return unchanged if variant == "zh" else characters(variant)


LANGUAGE = VariantLanguage(
    code="zh",
    variants=("zh", "zh-hans", "zh-hant", "zh-cn", "zh-hk", "zh-mo", "zh-my", "zh-sg", "zh-tw"),
    translator=translator,
    fallbacks={
        "zh": ("zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk", "zh-sg", "zh-mo", "zh-my"),
        "zh-hans": ("zh-cn", "zh-sg", "zh-my"),
        "zh-hant": ("zh-tw", "zh-hk", "zh-mo"),
        "zh-cn": ("zh-hans", "zh-sg", "zh-my"),
        "zh-sg": ("zh-my", "zh-hans", "zh-cn"),
        "zh-my": ("zh-sg", "zh-hans", "zh-cn"),
        "zh-tw": ("zh-hant", "zh-hk", "zh-mo"),
        "zh-hk": ("zh-mo", "zh-hant", "zh-tw"),
        "zh-mo": ("zh-hk", "zh-hant", "zh-tw"),
    },
    reach={"zh": "none", "zh-hans": "one", "zh-hant": "one"},
    names={
        "zh": "原文",
        "zh-hans": "简体",
        "zh-hant": "繁體",
        "zh-cn": "大陆",
        "zh-tw": "臺灣",
        "zh-hk": "香港",
        "zh-mo": "澳門",
        "zh-sg": "新加坡",
        "zh-my": "大马",
    },
    separators=("：", "；"),
)
