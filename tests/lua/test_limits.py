"""Scripts that want too much: time, memory, files, processes. The page says so, and the site goes on."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from lua_pages import rendered, said

from folkmoot.core.wikitext.scripting.model import Invocation, Outcome
from folkmoot.lua.child.main import WARM_UP
from folkmoot.lua.pool import LuaLimits, LuaPool
from folkmoot.lua.process import Budget

TIMEOUT = "The time allocated for running scripts has expired."
MEMORY = "The amount of memory allowed for running scripts has been exceeded."

ENDLESS = {
    "a loop": "while true do end",
    "a loop in a protected call": "pcall(function() while true do end end)",
    "a handler of errors": "xpcall(error, function() while true do end end)",
    "an error that is a table": "error(setmetatable({}, { __tostring = function() while true do end end }))",
    "a pattern": "return ('a'):rep(30000):find(('a*'):rep(20) .. 'b')",
    "a pattern of letters": "return mw.ustring.find(mw.ustring.rep('ä', 30000), ('ä*'):rep(20) .. 'b')",
    "an iterator": "for _ in function() return 1 end do end",
    "a comparison": "local t = {} for i = 1, 3 do t[i] = i end "
    "table.sort(t, function() while true do end end)",
    "an expansion": "while true do frame:preprocess('{{lc:X}}') end",
    "calls of itself": "while true do frame:preprocess('{{#invoke:Test|main}}') end",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_does_not_end_is_ended(body: str, hurried: LuaPool) -> None:
    started = time.monotonic()
    assert TIMEOUT in said(hurried, body)
    assert time.monotonic() - started < 15
    assert said(hurried, "return 1 + 1") == "2"


GREEDY = {
    "a long text": "return #('a'):rep(1e9)",
    "a text that doubles": "local s = 'x' while true do s = s .. s end",
    "a long answer": "return ('a'):rep(45 * 1024 * 1024)",
    "text of many letters": "return #mw.ustring.rep('ä', 1e9)",
    "a text put together": "local t = {} for i = 1, 60 do t[i] = ('a'):rep(1e6) end return table.concat(t)",
}


@pytest.mark.parametrize("body", GREEDY.values(), ids=GREEDY.keys())
def test_what_takes_too_much_memory_is_stopped(body: str, pool: LuaPool) -> None:
    assert MEMORY in said(pool, body)
    assert said(pool, "return 1 + 1") == "2"


DEEP = {
    "calls": ("local function f() return 1 + f() end return f()", "stack overflow"),
    "metatables": (
        "local t, m = {}, {} setmetatable(t, m) m.__index = function(s, k) return s[k .. 1] end return t.a",
        "overflow",
    ),
    "values": ("return unpack({}, 1, 1e8)", "too many results"),
    "nodes": ("local h = mw.html.create('b') h:node(h) return tostring(h)", "overflow"),
    "JSON": ("return mw.text.jsonDecode(('['):rep(100000))", "syntax error"),
    "tables": ("local t = {} t.t = t return mw.text.jsonEncode(t)", "recursive"),
}


@pytest.mark.parametrize(("body", "words"), DEEP.values(), ids=DEEP.keys())
def test_what_is_too_deep_is_an_error_of_the_script(body: str, words: str, pool: LuaPool) -> None:
    assert words in said(pool, body)


@pytest.mark.parametrize(
    "name",
    [
        "io", "os.execute", "os.exit", "os.getenv", "os.remove", "os.rename", "os.tmpname", "os.setlocale",
        "debug.getinfo", "debug.sethook", "debug.getregistry", "debug.getupvalue", "debug.setmetatable",
        "load", "loadstring", "loadfile", "dofile", "module", "print", "python", "lupa", "newproxy",
        "coroutine", "collectgarbage", "gcinfo", "string.dump", "package.loadlib", "package.path",
        "package.cpath", "mw.wikibase",
    ],
)  # fmt: skip
def test_what_reaches_out_of_lua_is_not_there(name: str, pool: LuaPool) -> None:
    assert said(pool, f"return type({name})") == "nil"


ESCAPES = {
    "the metatable of strings": "return tostring(getmetatable(''))",
    "the environment of the host": "return tostring((pcall(getfenv, 0)))",
    "environments of callers": "local found = false for i = 2, 9 do local ok, e = pcall(getfenv, i) "
    "found = found or (ok and e ~= nil and e ~= _G) end return tostring(found)",
    "environments of functions": "return tostring(getfenv(string.find)) .. tostring(getfenv(mw.clone))",
    "a new environment for the library": "return tostring((pcall(setfenv, mw.clone, {})))",
    "the table of a page of data": "return tostring((pcall(setmetatable, mw.loadData('Module:D'), {})))",
    "bytecode": "return tostring((pcall(require, 'Module:Bytecode')))",
    "another kind of page": "return tostring((pcall(require, 'Template:X')))",
}
ANSWERS = {
    "the metatable of strings": "nil",
    "environments of callers": "false",
    "environments of functions": "nilnil",
}


@pytest.mark.parametrize("way", ESCAPES)
def test_the_ways_out_are_closed(way: str, pool: LuaPool) -> None:
    pages = {"Module:D": "return { 1 }", "Module:Bytecode": "\x1bLua", "Template:X": "return {}"}
    assert said(pool, ESCAPES[way], pages=pages) == ANSWERS.get(way, "false")


def test_functions_that_lua_itself_would_stumble_over_are_refused(pool: LuaPool) -> None:
    named = ", ".join(f"p{number}" for number in range(50))
    body = f"local function f({named}, ...) local a, b, c f(...) end f(17)"
    assert "named parameters" in said(pool, body)
    assert (
        said(pool, "local function f(a, b, c, d, e, ...) return e .. ... end return f(1, 2, 3, 4, 5, 6)")
        == "56"
    )


def test_the_system_refuses_what_a_broken_process_would_ask_for() -> None:
    code = (
        "import os, socket, sys\n"
        "from folkmoot.lua.child.system_calls import give_up_system_calls\n"
        "if not give_up_system_calls(): os.write(1, b'unknown'); sys.exit()\n"
        "for what in (lambda: os.open('/', 0), socket.socket, os.fork, lambda: os.kill(os.getppid(), 0)):\n"
        "    try: what(); os.write(1, b'allowed ')\n"
        "    except OSError as refused: os.write(1, b'%d ' % refused.errno)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    if said == "unknown":
        pytest.skip("this system has no filter of calls, or it is not known here")
    assert said.split() == [str(errno.EPERM)] * 4


def test_addresses_of_memory_do_not_show(pool: LuaPool) -> None:
    assert said(pool, "return tostring({}) .. tostring(print) .. tostring(pairs) .. tostring(frame)") == (
        "tablenilfunctiontable"
    )


def test_what_one_call_leaves_behind_the_next_one_does_not_find(pool: LuaPool) -> None:
    module = """
        local p = {}
        function p.main()
            local before = tostring(left) .. tostring(string.left) .. tostring(mw.left) .. math.random(1e6)
            left, string.left, mw.left = 1, 1, 1
            before = before .. mw.site.namespaces.Talk.name .. mw.site.namespaces[1].name
            mw.site.namespaces.Talk.name = 'left'
            rawset(mw.loadData('Module:D'), 'left', 1)
            for _, shared in ipairs { mw.html.create('b'), mw.uri.new('/') } do
                before = before .. tostring(getmetatable(shared))
            end
            return before .. tostring(mw.loadData('Module:D').left)
        end
        return p"""
    pages = {"Module:L": module, "Module:D": "return {}"}
    html = rendered(pool, "{{#invoke:L|main}} {{#invoke:L|main}}", pages).html
    first, second = html.removeprefix("<p>").split("\n")[0].split(" ")
    assert first == second
    assert first.startswith("nilnilnil")
    assert first.endswith("nil")


def test_a_process_that_was_killed_is_replaced(pool: LuaPool) -> None:
    pids: list[int] = []

    def answer(name: str, values: object) -> object:
        process = session._process
        assert process is not None
        pids.append(process.process_id)
        os.kill(process.process_id, signal.SIGKILL)
        return "local p = {} function p.main() return 1 end return p"

    call = Invocation("Module:X", "main", {"id": 1, "title": "", "plain": {}, "lazy": [], "names": []})
    session = pool.open(WARM_UP, answer)
    assert session.invoke(call) == Outcome("memory")
    assert session.invoke(call) == Outcome("memory")
    session.close()
    assert len(pids) == 1
    assert said(pool, "return 'back'") == "back"


def test_calls_inside_calls_end_with_an_error_and_not_with_the_page(pool: LuaPool) -> None:
    module = """
        local p = {}
        function p.main(frame)
            local depth = tonumber(frame.args[1]) + 1
            local call = '{{#invoke:N|main|' .. depth .. '}}'
            return frame:preprocess(('{{#if:1|'):rep(4) .. depth .. call .. ('}}'):rep(4))
        end
        return p"""
    html = rendered(pool, "{{#invoke:N|main|0}}", {"Module:N": module}).html
    assert "inside each other" in html or "Expansion depth" in html
    assert "12345" in html
    assert said(pool, "return 1") == "1"


def test_a_process_ends_when_the_site_has_gone() -> None:
    pool = LuaPool(LuaLimits(seconds=20.0))
    process = pool.take()
    assert process is not None
    process.talk({"do": "page", "site": WARM_UP}, Budget(20.0), lambda name, values: {})
    source = "while true do pcall(mw.message.new, 'x') pcall(require, 'Module:' .. math.random()) end"

    def answer(name: str, values: object) -> dict[str, object]:
        if values == ["Module:X"]:
            return {"answer": source}
        for pipe in (process._child.stdin, process._child.stdout):
            assert pipe is not None
            pipe.close()
        raise ConnectionResetError

    frame = {"id": 1, "title": "", "plain": {}, "lazy": [], "names": []}
    call = {"do": "invoke", "module": "Module:X", "function": "main", "frame": frame}
    with pytest.raises(ConnectionResetError):
        process.talk(call, Budget(20.0), answer)
    assert process._child.wait(10) == 0


def test_a_process_that_worked_for_long_is_replaced() -> None:
    pool = LuaPool(LuaLimits(cpu_seconds=10, processes=1))
    first = pool.take()
    assert first is not None
    first.busy = 6.0
    pool.give_back(first)
    second = pool.take()
    assert second is not None
    assert not first.alive
    pool.give_back(second)
    assert pool.take() is second
    pool.give_back(second)
    pool.shut()


def test_a_failure_of_the_site_takes_the_process_with_it(pool: LuaPool) -> None:
    def answer(name: str, values: object) -> object:
        raise ZeroDivisionError

    call = Invocation("Module:X", "main", {"id": 1, "title": "", "plain": {}, "lazy": [], "names": []})
    session = pool.open(WARM_UP, answer)
    with pytest.raises(ZeroDivisionError):
        session.invoke(call)
    assert session.invoke(call) == Outcome("unavailable")
    assert said(pool, "return 1") == "1"


def test_a_process_cannot_open_files_start_others_or_grow(pool: LuaPool) -> None:
    process = pool.take()
    assert process is not None
    try:
        lines = Path(f"/proc/{process.process_id}/limits").read_text("ascii").splitlines()
    except FileNotFoundError:
        pytest.skip("this system does not show the limits of processes")
    finally:
        pool.give_back(process)
    limits = {line[:26].strip(): line[26:].split()[1] for line in lines}
    assert [limits[name] for name in ("Max open files", "Max processes", "Max file size")] == ["0", "0", "0"]
    assert limits["Max core file size"] == "0"
    assert int(limits["Max address space"]) < 1024**3
    assert int(limits["Max cpu time"]) == pool.limits.cpu_seconds


def test_all_sections_of_a_page_share_one_budget() -> None:
    pool = LuaPool(LuaLimits(seconds=1.0, total_seconds=2.0, processes=1))
    page = pool.for_page()
    call = Invocation("Module:X", "main", {"id": 1, "title": "", "plain": {}, "lazy": [], "names": []})
    started = time.monotonic()
    for _ in range(20):
        session = page.open(WARM_UP, lambda name, values: "while true do end")
        assert session.invoke(call).kind == "timeout"
        session.close()
    assert time.monotonic() - started < 5
    pool.shut()


def test_the_memory_of_a_page_is_given_back_with_it(pool: LuaPool) -> None:
    body = "local t = {} for i = 1, 40 do t[i] = ('a'):rep(1e6) .. i end return #t"
    assert [said(pool, body) for _ in range(6)] == ["40"] * 6


def test_two_threads_at_once_and_a_third_that_waits() -> None:
    pool = LuaPool(LuaLimits(seconds=20.0, processes=2))
    results: list[str] = []

    def work(number: int) -> None:
        results.extend(said(pool, f"return mw.ustring.upper('ä') .. {number}") for _ in range(5))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(f"Ä{number}" for number in range(3) for _ in range(5))
    assert len(pool._free) <= 2
    pool.shut()


def test_where_no_process_is_free_the_page_says_so() -> None:
    pool = LuaPool(LuaLimits(processes=1, wait_seconds=0.05))
    process = pool.take()
    assert process is not None
    assert "Scripts do not run here" in said(pool, "return 1")
    pool.give_back(process)
    assert said(pool, "return 1") == "1"
    pool.shut()


FORKED = """
import os
from folkmoot.lua.pool import LuaLimits, LuaPool

pool = LuaPool(LuaLimits(processes=1))
lent = pool.take()
pool._lock.acquire()  # as a thread may that the other server does not have
server = os.fork()
if not server:
    own = pool.take()
    pool.give_back(own)
    again = pool.take()
    os._exit(0 if own is again and own.process_id != lent.process_id else 1)
status = os.waitstatus_to_exitcode(os.waitpid(server, 0)[1])
pool._lock.release()
lent.kill()
raise SystemExit(status)
"""


def test_a_server_that_forks_has_processes_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", FORKED], timeout=60, check=False)
    assert done.returncode == 0
