"""Modules that do what nobody expects: each call gives something to show, whatever the module is."""

from __future__ import annotations

import pytest
from lua_pages import rendered

from folkmoot.lua.pool import LuaPool

MODULES = {
    "": "returned a nil value",
    "return": "returned a nil value",
    "return 'text'": "returned a string value",
    "return {}": 'The function "main" does not exist',
    "return { main = 5 }": '"main" is not a function',
    "return { main = function() end }": "()",
    "return { main = function() return nil, false, {}, 1.5, 'x' end }": "(nilfalsetable1.5x)",
    "return { main = setmetatable({}, { __call = function() return 'called' end }) }": "(called)",
    "return setmetatable({}, { __index = function(t, k) return function() return k end end })": "(main)",
    "return setmetatable({}, { __index = function() error('no') end })": "at line 1: no.",
    "return { main = function() error() end }": "Lua error: nil.",
    "return { main = function() error({}) end }": "Lua error: table.",
    "return { main = function() error('plain', 0) end }": "Lua error: plain.",
    "return { main = function() error(('x'):rep(1e7)) end }": "x" * 1000,
    "return { main = function() return '\\255\\254' end }": "(��)",
    "return { main = function() return '\\0\\1' end }": "(",
    "return { main = function() return '{{lc:A}} {{{1}}} <!-- x -->' end }": "{{lc:A}} {{{1}}}",
    "return { main = function() return '<script>x</script><b onclick=y>' end }": "&lt;script&gt;x",
    "return { main = function(f) return f:preprocess('{{lc:A}}<nowiki>[[x]]</nowiki>') end }": "(a[[x]])",
    "local a = { main = mw.clone } return a": "(table)",
    "return { main = os.time }": "missing in date table",
    "return { main = string.rep }": "bad argument",
    "= = =": "Lua error in Module:Odd at line 1",
    "return {": "Lua error in Module:Odd at line 1",
    "\x1bLuaQ": "Lua error",
    "return { main = function(f) f.args = nil return tostring(f.args) end }": "(nil)",
    "return { main = function(f) setmetatable(f, nil) return f:getTitle() end }": "(Module:Odd)",
    "mw = nil return { main = function() return tostring(mw) end }": "(nil)",
    "_G = nil return { main = function() return tostring(string.len('ab')) end }": "(2)",
    "for k in pairs(_G) do _G[k] = nil end return {}": "(a nil value)",
    "string.gsub = nil table.concat = nil return { main = function() return mw.text.trim(' a ') end }": "(a)",
    "package.loaded.mw = 1 return { main = function() return require('mw') end }": "(1)",
    "return { main = function() return require('Module:Odd') end }": "(table)",
    "local x = require('Module:Odd') return x": "loop or previous error",
    "return { main = function() return mw.loadData('Module:Odd').main end }": "unsupported data type",
    "setfenv(1, {}) return {}": 'The function "main" does not exist',
    "return { main = function(f) return f:preprocess('{{#invoke:Odd|main}}') end }": "inside each other",
    "return { main = function(f) return f:expandTemplate { title = 'Loop' } end }": "template loop detected",
}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_gives_something_to_show(module: str, pool: LuaPool) -> None:
    pages = {"Module:Odd": module, "Template:Loop": "{{#invoke:Odd|main}}"}
    html = rendered(pool, "({{#invoke:Odd|main}})", pages).html
    assert MODULES[module] in html
    assert "<script" not in html
    assert "onclick" not in html
