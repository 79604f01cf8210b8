"""``int``: an interface message, in the language of the reader."""

from __future__ import annotations

from folkmoot.core.wikitext.messages import filled, known_message
from folkmoot.core.wikitext.sanitize.attributes import escape_text

from .call import Call, Function


def _message(call: Call) -> str | None:
    if not call.first:
        return None
    around = call.run.around
    text = known_message(around, around.reader_language or call.run.site.language, call.first)
    if text is None:
        return f"⧼{escape_text(call.first)}⧽"
    if around.reader_language:
        call.run.varies.add("reader_language")
    return call.preprocess(filled(text, *call.arguments()))


MESSAGES: dict[str, Function] = {"int": _message}
