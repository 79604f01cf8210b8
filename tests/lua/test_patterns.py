"""Patterns by characters: on ASCII they must find what Lua's own functions find; beyond it, by category."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lua_pages import said
from lupa import lua51

from folkmoot.lua.child import ustring
from folkmoot.lua.child.patterns import PatternError, read_pattern
from folkmoot.lua.pool import LuaPool

LUA = lua51.LuaRuntime(encoding=None)
STRING = LUA.globals()[b"string"]
PIECES = [
    "%a", "%d", "%s", "%w", "%u", "%l", "%x", "%A", "%D", "%S", "%W", ".", "a", "b", " ", "%.", "%%", "[ab]",
    "[^ab]", "[a-c%d]", "[%w_]", "[]]", "%f[%a]", "%bab", "()", "(a)", "(%d*)", "(.-)", "%1", "a*", "b-",
    ".+", "%s?", "^", "$", "(", ")", "[", "%",
]  # fmt: skip
patterns = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
texts = st.text("aAbBcd 19.%-_", max_size=12)


def of_lua(name: str, *values: object) -> tuple[object, ...] | None:
    """What Lua's function gives, None where it finds the pattern malformed."""
    try:
        result = STRING[name.encode()](*values)
    except lua51.LuaError:
        return None
    many = result if isinstance(result, tuple) else (result,)
    return tuple(value.decode() if isinstance(value, bytes) else value for value in many)


@settings(max_examples=150, deadline=None)
@given(texts, patterns, st.integers(-3, 14))
def test_ascii_is_matched_as_lua_matches_it(text: str, pattern: str, init: int) -> None:
    data, wanted = text.encode(), pattern.encode()
    expected = of_lua("find", data, wanted, init)
    try:
        found = ustring.find(data, wanted, init, False)
    except PatternError:
        # Lua reads a pattern only as far as it gets; here all of it is read.
        assert expected is None or expected == (None,) or "(" in pattern or pattern.endswith(("%", "["))
        return
    if expected is not None:
        assert found == expected


@settings(max_examples=150, deadline=None)
@given(texts, patterns)
def test_all_matches_put_together_are_the_text(text: str, pattern: str) -> None:
    try:
        values, stride = ustring.all_matches(text.encode(), pattern.encode(), -1, True)
    except PatternError:
        return
    whole = "".join(values[at] + values[at + 1] for at in range(0, len(values) - 1, stride)) + values[-1]
    assert whole == text
    replaced = of_lua("gsub", text.encode(), pattern.encode(), b"")
    if replaced is not None:
        assert len(values) // stride == replaced[1]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("%", "ends with '%'"), ("[a", "missing ']'"), ("(a", "unfinished capture"),
        ("a)", "invalid pattern capture"), ("%1", "invalid capture index"),
        ("(a%1)", "invalid capture index"),
        ("%b(", "unbalanced"), ("%fa", "missing '['"), ("()" * 33, "too many captures"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, words: str) -> None:
    with pytest.raises(PatternError, match=words.replace("[", r"\[").replace("]", r"\]")):
        read_pattern(pattern)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("mw.ustring.len('Größe')", "5"),
        ("tostring(mw.ustring.len('\\255'))", "nil"),
        ("mw.ustring.sub('Größe', -2)", "ße"),
        ("mw.ustring.upper('größe')", "GRÖSSE"),
        ("mw.ustring.find('aäö', 'ö')", "33"),
        ("mw.ustring.match('ein Wort: Bäume!', '%a+!')", None),
        ("mw.ustring.match('Bäume!', '%a+')", "Bäume"),
        ("mw.ustring.match('ПРИВЕТ мир', '%l+')", "мир"),
        ("mw.ustring.match('x１２y', '%d+')", "１２"),
        ("mw.ustring.match('«q»', '%p')", "«"),
        ("tostring(mw.ustring.match('$+', '%p'))", "nil"),
        ("mw.ustring.match('a\u00a0b', '%s')", ""),
        ("mw.ustring.match('ä(b(c)d)e', '%b()')", "(b(c)d)"),
        ("mw.ustring.gsub('äöü', '.', { ['ö'] = 'o' })", "äoü3"),
        ("mw.ustring.gsub('äöü', '(.)(.)', '%2%1')", "öäü1"),
        ("mw.ustring.gsub('äöü', '()', '%1')", "1ä2ö3ü44"),
        ("mw.ustring.gsub('äb', '%w', function(c) if c == 'b' then return 'x' end end)", "äx2"),
        ("mw.ustring.codepoint('äö', 1, -1)", "228246"),
        ("mw.ustring.char(228, 8364, 128512)", "ä€😀"),
        ("mw.ustring.byteoffset('äö', 2)", "3"),
        ("mw.ustring.toNFD('ä') == 'a\u0308' and 'same'", "same"),
        ("mw.ustring.format('%5s|%-3s|%d', 'äö', 'ü', 3)", "äö|ü  |3"),
        ("('äöü'):ulen()", "3"),
        ("tostring(pcall(mw.ustring.sub, '\\255', 1))", "false"),
        ("tostring(pcall(mw.ustring.find, 'ä', '[a'))", "false"),
    ],
)  # fmt: skip
def test_characters_beyond_ascii(expression: str, result: str | None, pool: LuaPool) -> None:
    shown = said(pool, f"return {expression}")
    assert shown == result if result is not None else "Bäume" in shown


def test_gmatch_and_gcodepoint_go_through_a_text(pool: LuaPool) -> None:
    body = """
        local t = {}
        for word, place in mw.ustring.gmatch('ä bc öü', '(%a+)()') do t[#t + 1] = word .. place end
        for point in mw.ustring.gcodepoint('äb') do t[#t + 1] = point end
        for a in mw.ustring.gmatch('äöü', '') do t[#t + 1] = '-' end
        return table.concat(t, ' ')"""
    assert said(pool, body) == "ä2 bc5 öü8 228 98 - - - -"
