"""The languages with variants, one file each, and the table of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from folkmoot.core.wikitext.variants.model import VariantLanguage

# Language -> the module of this package that has it. None of them is loaded before a page needs it.
_MODULES = {
    "crh": "crimean_tatar",
    "gan": "gan",
    "iu": "inuktitut",
    "kk": "kazakh",
    "ku": "kurdish",
    "sh": "serbo_croatian",
    "shi": "tachelhit",
    "sr": "serbian",
    "tg": "tajik",
    "tly": "talysh",
    "uz": "uzbek",
    "wuu": "wu",
    "zgh": "standard_tamazight",
    "zh": "chinese",
}
_FOR_TRYING = {"en": "pig_latin"}
LANGUAGES = (*_MODULES, *_FOR_TRYING)


@cache
def language_of(code: str, *, pig_latin: bool = False) -> VariantLanguage | None:
    """The variants of a language, None where it has none.

    English has one, Pig Latin, to try things with; only who asks for it gets it.
    """
    module = _MODULES.get(code) or (_FOR_TRYING.get(code) if pig_latin else None)
    if module is None:
        return None
    return cast(VariantLanguage, import_module(f".{module}", __package__).LANGUAGE)
