"""Functions of texts: case, padding, and the string functions (``#len``, ``#sub``, ``#replace`` ...).

Characters are what counts, not bytes; what is held back as a marker (a tag's output) is left out of the
string functions and padding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote_plus

from folkmoot.core.languages.letters import capitalised, uncapitalised
from folkmoot.core.wikitext.markers import around_markers, without_markers
from folkmoot.core.wikitext.messages import message_html

from .call import Call, Function, error
from .numeric import leading_number, truncated

_MAX_PADDED = 500
_MAX_STRING = 1000  # characters: MediaWiki's bound of the string functions


def _changed(change: Callable[[str], str]) -> Function:
    """The text changed, markers left alone."""
    return lambda call: around_markers(call.first, change)


def _first_changed(change: Callable[[str, str], str]) -> Function:
    """The text with its first letter changed by the rules of the wiki's language."""
    return lambda call: change(call.first, call.run.site.language)


def _padded(call: Call, *, left: bool) -> str:
    fill = without_markers(call.argument(2, "0"))
    length = min(_number(call, 1), _MAX_PADDED) - len(call.first)
    if not fill or length <= 0:
        return call.first
    padding = (fill * (length // len(fill) + 1))[:length]
    return padding + call.first if left else call.first + padding


def _number(call: Call, number: int, default: str = "") -> int:
    return truncated(leading_number(call.argument(number, default)))


def _plain(call: Call, number: int) -> str:
    return without_markers(call.argument(number))


def _bounded(function: Callable[[Call], str]) -> Function:
    """Texts longer than the bound are refused with MediaWiki's words."""

    def bounded(call: Call) -> str:
        texts = [call.plain, *(_plain(call, number) for number in range(1, len(call.parts) + 1))]
        result = "" if any(len(text) >= _MAX_STRING for text in texts) else function(call)
        if len(result) >= _MAX_STRING or any(len(text) >= _MAX_STRING for text in texts):
            return error(message_html(call.run, "pfunc_string_too_long", f"{_MAX_STRING:,}"))
        return result

    return bounded


def _length(call: Call) -> str:
    return str(len(call.plain))


def _position(call: Call) -> str:
    start = min(_number(call, 2), len(call.plain))
    if start < 0:
        start = max(0, len(call.plain) + start)
    found = call.plain.find(_plain(call, 1) or " ", start)
    return "" if found < 0 else str(found)


def _last_position(call: Call) -> str:
    return str(call.plain.rfind(_plain(call, 1) or " "))


def _part(call: Call) -> str:
    text, start, length = call.plain, _number(call, 1), _number(call, 2)
    begin = max(0, len(text) + start) if start < 0 else start
    if length == 0:
        return text[begin:]
    return text[begin : begin + length] if length > 0 else text[begin : max(begin, len(text) + length)]


def _count(call: Call) -> str:
    return str(call.plain.count(_plain(call, 1) or " "))


def _replaced(call: Call) -> str:
    old, new = _plain(call, 1) or " ", _plain(call, 2)
    limit = _number(call, 3, "-1")
    grows = len(new) - len(old)
    most = (_MAX_STRING - len(call.plain)) // grows + 1 if grows > 0 else -1
    if limit >= 0:
        most = limit if most < 0 else min(most, limit)
    return call.plain.replace(old, new, most)


def _exploded(call: Call) -> str:
    between, place, most = _plain(call, 1) or " ", _number(call, 2), _number(call, 3)
    pieces = call.plain.split(between, most - 1 if most > 0 else -1)
    if place < 0:
        place += len(pieces)
    return pieces[place] if 0 <= place < len(pieces) else ""


def _url_decoded(call: Call) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", unquote_plus(call.plain))


STRING_FUNCTIONS: dict[str, Function] = {
    "#len": _length,
    "#pos": _bounded(_position),
    "#rpos": _bounded(_last_position),
    "#sub": _bounded(_part),
    "#count": _bounded(_count),
    "#replace": _bounded(_replaced),
    "#explode": _bounded(_exploded),
    "#urldecode": _bounded(_url_decoded),
}
"""Those that a wiki has only if it wants them."""

STRINGS: dict[str, Function] = {
    "lc": _changed(str.lower),
    "uc": _changed(str.upper),
    "lcfirst": _first_changed(uncapitalised),
    "ucfirst": _first_changed(capitalised),
    "padleft": lambda call: _padded(call, left=True),
    "padright": lambda call: _padded(call, left=False),
    **STRING_FUNCTIONS,
}
