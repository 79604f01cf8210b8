"""Facts about languages: ``#language``, ``#dir``, ``#bcp47``."""

from __future__ import annotations

import re

from folkmoot.core.languages.codes import web_code, wiki_code
from folkmoot.core.languages.facts import facts, known_code
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.page_language import page_language

from .call import Call, Function

_IMPOSSIBLE = re.compile("[:/\\\\\0&<>'\"%{}|\\[\\]#]")
_SHARED = {"simple": "Simple English"}  # languages that have the facts of another one


def _language(call: Call) -> str:
    code = call.first or page_language(call.run)
    known = known_code(code)
    autonym = _SHARED.get(code.lower()) or (facts(known).autonym if known else "")
    return autonym or web_code(code)


def _direction(call: Call) -> str:
    code = call.first or page_language(call.run)
    if call.says(1, "language_option_bcp47"):
        code = wiki_code(code)
    if _IMPOSSIBLE.search(code):
        note_category(call.run, "bad-language-code-category")
        return "ltr"
    known = known_code(code)
    return facts(known).direction if known else "ltr"


def _web_code(call: Call) -> str:
    return web_code(call.first or page_language(call.run))


LANGUAGES: dict[str, Function] = {
    "#language": _language,
    "#dir": _direction,
    "#bcp47": _web_code,
}
