"""``urlencode`` and ``anchorencode``: texts made fit for addresses."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus

from folkmoot.core.wikitext.fragments import collapsed, fragment_address
from folkmoot.core.wikitext.inline.quotes import render_quotes
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.variables.title import encode_path

from .call import Call, Function

# [[target|words]] and [address words], whose words alone are in a heading's id.
_LINK = re.compile(r"\[\[:?([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_OUTER_LINK = re.compile(r"\[(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^\s\[\]]+ ([^\[\]]+)\]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_TAG = re.compile(r"<[^<>]*>")


def _url_encoded(call: Call) -> str:
    text = call.plain
    if call.says(1, "url_path"):
        return quote(text, safe="~")
    if call.says(1, "url_wiki"):
        return encode_path(text)
    return quote_plus(text, safe="").replace("~", "%7E")


def _anchor(call: Call) -> str:
    """The fragment that leads to a heading with this text, links and tags in it read as their texts."""
    text = _LINK.sub(lambda link: link[2] or link[1], _DIRECTION_MARKS.sub("", call.plain))
    text = _TAG.sub("", render_quotes(_OUTER_LINK.sub(r"\1", text)))
    address = fragment_address(collapsed(decode_references(text)), call.run.around.settings.fragment_modes[0])
    return guarded_value(address).replace("&#95;", "_")


ENCODING: dict[str, Function] = {
    "urlencode": _url_encoded,
    "anchorencode": _anchor,
}
