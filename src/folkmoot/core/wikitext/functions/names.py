"""Which function a word calls, in the wiki's language or in English."""

from __future__ import annotations

import re
from functools import lru_cache

from folkmoot.core.languages.magic_words import NamesByWord, names_by_word
from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.registry import ParserFunction
from folkmoot.core.wikitext.run import Run

from .call import Call, Function, error
from .strings import STRING_FUNCTIONS
from .table import FUNCTIONS

_ALONE = frozenset({"#language", "#dir", "#bcp47", "#contentmodel"})
_COLON = re.compile("[:\uff1a]")  # the second as Chinese and Japanese input writes it


def split_call(text: str) -> tuple[str, str | None]:
    """The name of a function and its first argument, None where there is no colon."""
    found = _COLON.search(text)
    return (text, None) if found is None else (text[: found.start()], text[found.end() :].strip())


def function_named(word: str, run: Run, *, alone: bool = False) -> Function | None:
    """The function that a word calls, with its ``#`` if it is called with one; None if there is none.

    ``alone`` is a word without a colon, which calls those functions only that ask about the page itself.
    """
    outside = run.around.extensions.functions.get(word.lower())
    if outside is not None and not alone:
        return _guarded(outside, word)
    name = _names(run.site.language).get(word)
    if name is None or (alone and name not in _ALONE):
        return None
    return None if name in STRING_FUNCTIONS and not run.around.settings.string_functions else FUNCTIONS[name]


@lru_cache(maxsize=64)
def _names(language: str) -> NamesByWord:
    return names_by_word(language, FUNCTIONS, written=_called)


def _called(name: str, word: str) -> str:
    """A word as it stands in a call: without its colon, and with ``#`` where the function has it."""
    called = word.removesuffix(":")
    return "#" + called if name.startswith("#") and not called.startswith("#") else called


def _guarded(function: ParserFunction, name: str) -> Function:
    """Somebody else's function: where it fails, an error that readers see, and the page goes on."""

    def guarded(call: Call) -> str | None:
        try:
            result: object = function(call)
        except Exception:  # noqa: BLE001 - one function of a page must not take the page away
            return error(message_html(call.run, "function-failed", name))
        is_right = result is None or isinstance(result, str)
        return result if is_right else error(message_html(call.run, "function-failed", name))  # type: ignore[return-value]

    return guarded
