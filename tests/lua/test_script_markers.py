"""Scripts cannot write markers, whichever way their words come into the page."""

from __future__ import annotations

import pytest
from lua_pages import rendered

from folkmoot.lua.pool import LuaPool

FORGED = r"'\127g\127n0\1270\127 \127n0\127 \127l0\127 \1r0\1'"
WAYS = {
    "text": f"return {FORGED}",
    "error": f"error({FORGED})",
    "error without a place": f"error({FORGED}, 0)",
    "error that is a table": f"error(setmetatable({{}}, {{ __tostring = function() return {FORGED} end }}))",
    "name of a function": f"return frame:callParserFunction({FORGED})",
    "argument": f"return frame:callParserFunction('lc', {FORGED})",
    "template": f"return frame:expandTemplate{{ title = {FORGED} }}",
    "template's argument": "return frame:expandTemplate{ title = 'T', args = { ["
    f"{FORGED}] = {FORGED}, {FORGED} }} }}",
    "tag": f"return frame:extensionTag('poem', {FORGED}, {{ class = {FORGED} }})",
    "wikitext": f"return frame:preprocess({FORGED})",
    "message": f"return mw.message.newRawMessage('$1', {FORGED}):plain()",
    "decoded": "return mw.text.decode('&#127;n0&#127;&#1;r0&#1;') .. mw.uri.decode('%7Fn0%7F')",
    "JSON": r"return mw.text.jsonDecode('[\"\\u007fn0\\u007f\"]')[1]",
    "characters": "return mw.ustring.char(127, 110, 48, 127)",
    "child": f"return frame:newChild{{ title = 'C', args = {{ {FORGED} }} }}:preprocess('{{{{{{1}}}}}}')",
}


@pytest.mark.parametrize("body", WAYS.values(), ids=WAYS)
def test_what_a_script_forges_is_text(body: str, pool: LuaPool) -> None:
    module = f"return {{ main = function(frame) {body} end }}"
    pages = {"Module:Test": module, "Template:T": "{{{1}}}"}
    text = "<nowiki>hidden</nowiki> [[Linked]] {{#invoke:Test|main}} <b title='{{#invoke:Test|main}}'>x</b>"
    html = rendered(pool, text, pages).html
    assert html.count("hidden") == 1
    assert html.count(">Linked<") == 1
    assert "data-fm" not in html
    assert "\x7f" not in html
    assert "\x01" not in html
