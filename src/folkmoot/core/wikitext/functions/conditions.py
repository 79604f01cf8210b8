"""``#if`` and its kin, ``#switch``: only the branch that is taken is expanded."""

from __future__ import annotations

import re

from folkmoot.core.languages.magic_words import MagicWord, magic_words
from folkmoot.core.site import MEDIA, SPECIAL
from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.markers import without_positions
from folkmoot.core.wikitext.preprocess.nodes import Part
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.special_pages import special_title

from .call import Call, Function, error
from .expressions import ExpressionError, evaluate
from .numeric import is_numeric, same

# An element that functions may answer with, and the classes of one.
_ERROR = re.compile(r"<(?:strong|span|p|div)\s([^<>]*)>?")
_CLASS = re.compile(r"(?:^|\s)class=\"([^\">]*)\"")


def _if(call: Call) -> str:
    return call.argument(1 if without_positions(call.first).strip() else 2)


def _if_equal(call: Call) -> str:
    return call.argument(2 if same(_decoded(call.first), _decoded(call.argument(1))) else 3)


def _decoded(text: str) -> str:
    """A text to compare: an escaped character is the character."""
    text = without_positions(text)
    return decode_references(text).strip() if "&" in text else text.strip()


def _if_error(call: Call) -> str:
    if _is_error(call.first):
        return call.argument(1)
    return call.argument(2) if len(call.parts) > 1 else call.first


def _is_error(text: str) -> bool:
    """Whether a text holds an element with the class ``error``, as functions answer a wrong call."""
    if "error" not in text:
        return False
    classes = (_CLASS.search(found[1]) for found in _ERROR.finditer(text))
    return any(found is not None and "error" in found[1].split() for found in classes)


def _if_expression(call: Call) -> str:
    try:
        result = evaluate(call.first)
    except ExpressionError as wrong:
        return error(wrong.words(call.run))
    holds = float(result) != 0 if is_numeric(result) else bool(result)
    return call.argument(1 if holds else 2)


def _if_exists(call: Call) -> str:
    return call.argument(1 if _exists(call) else 2)


def _exists(call: Call) -> bool:
    title = call.run.find_title(call.first)
    if title is None or title.interwiki or not title.text:
        return False
    if title.namespace == SPECIAL:
        return special_title(title, call.run.site) is not None
    if title.namespace == MEDIA:
        return title.key() in call.run.around.files
    is_known = prefixed(title, call.run.site) in call.run.templates
    return (is_known or call.may_cost()) and call.run.page_text(title) is not None


def _switch(call: Call) -> str:
    wanted = _decoded(call.first)
    default_word = magic_words(call.run.site.language, "default")
    found = default_next = False
    default: Part | None = None
    last = ""
    for part in call.parts:
        if part.name is None:
            last = call.expand(part.value).strip()
            case = _decoded(last)
            found = found or same(case, wanted)
            default_next = default_next or _is_default(case, default_word)
            continue
        case = "" if found else _decoded(call.expand(part.name))
        if found or same(case, wanted):
            return call.expand(part.value).strip()
        if default_next or _is_default(case, default_word):
            default, default_next = part, False
    if call.parts and call.parts[-1].name is None:
        return last
    return call.expand(default.value).strip() if default else ""


def _is_default(case: str, words: MagicWord) -> bool:
    return case.startswith("#") and words.matches(case)


CONDITIONS: dict[str, Function] = {
    "#if": _if,
    "#ifeq": _if_equal,
    "#iferror": _if_error,
    "#ifexist": _if_exists,
    "#ifexpr": _if_expression,
    "#switch": _switch,
}
