"""One page's Lua: a runtime with the library in it and nothing else, thrown away with the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lupa import lua51

from .bytecode import MAX_NAMED, most_named_beside_more
from .conversion import text_of, to_lua
from .natives import Ask, natives

MAX_MEMORY = 50 * 1024 * 1024  # bytes of Lua's own, as MediaWiki has it
_LIBRARY = Path(__file__).parent.parent / "library"
_BYTECODE_MARK = b"\x1b"
_MOST_COMPILED = 64 * 1024 * 1024  # bytes of pages' texts kept with their bytecode
# What compiles a text of a page: a function, or nil and what is wrong. `kept` are the two functions of
# `Compiled`, which never raise: an exception of Python would come to a script as a value.
_COMPILER = b"""
local load, dump, kept = ...
return function(source, name)
    local known, problem = kept.get(source, name)
    if known or problem then
        return known and load(known, '=' .. name), problem
    end
    local chunk, complaint = load(source, '=' .. name)
    problem = chunk and kept.put(source, name, dump(chunk)) or complaint
    return not problem and chunk or nil, problem
end
"""


def _deny(target: Any, name: Any, setting: bool) -> Any:
    raise AttributeError("no attributes")


class Compiled:
    """Bytecode of texts that were compiled in this process, for the pages to come.

    Only what this process compiled itself is in here: bytecode from a page is never loaded, since it
    could be made to break out of Lua.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[bytes, bytes], bytes] = {}
        self._size = 0

    def get(self, source: bytes, name: bytes) -> tuple[bytes | None, bytes | None]:
        """The bytecode of a text if it is known; and what is wrong with a text that is bytecode itself."""
        if source.startswith(_BYTECODE_MARK):
            return None, b"a module cannot be bytecode"
        return self._kept.get((source, name)), None

    def put(self, source: bytes, name: bytes, bytecode: bytes) -> bytes | None:
        """Keeps the bytecode of a text; for what Lua 5.1 cannot be trusted with, says why not."""
        if most_named_beside_more(bytecode) > MAX_NAMED:
            return b"a function with '...' may have %d named parameters at most" % MAX_NAMED
        self._size += len(source) + len(bytecode)
        if self._size > _MOST_COMPILED:
            self._kept.clear()
            self._size = len(source) + len(bytecode)
        self._kept[source, name] = bytecode
        return None


def library_texts() -> dict[str, bytes]:
    """The library's files, read before files are out of reach."""
    return {file.stem: file.read_bytes() for file in _LIBRARY.glob("*.lua")}


class Page:
    """The Lua of one page."""

    def __init__(self, library: dict[str, bytes], compiled: Compiled, ask: Ask, site: dict[str, Any]) -> None:
        self.lua = lua51.LuaRuntime(
            encoding=None,
            register_eval=False,
            register_builtins=False,
            unpack_returned_tuples=True,
            attribute_filter=_deny,
            max_memory=MAX_MEMORY,
        )
        compile_ = self._compiler(compiled)

        def source(name: bytes) -> Any:
            chunk, problem = compile_(library[name.decode()], name)
            if chunk is None:
                raise ValueError(text_of(problem))
            return chunk

        functions = natives(ask, time.process_time())
        boot = source(b"boot")
        wrapped = to_lua({name: self._answering(native) for name, native in functions.items()}, self.lua)
        self._invoke = boot(wrapped, source, compile_, to_lua(site, self.lua))

    def _compiler(self, compiled: Compiled) -> Any:
        its = self.lua.globals()
        kept = to_lua({"get": compiled.get, "put": compiled.put}, self.lua)
        return self.lua.execute(_COMPILER, its[b"loadstring"], its[b"string"][b"dump"], kept)

    def _answering(self, native: Callable[..., Any]) -> Callable[..., Any]:
        """The function as Lua sees it: true and values, or false and what is wrong; it never raises."""

        def answer(*values: Any) -> tuple[Any, ...]:
            try:
                result = native(*values)
                many = result if isinstance(result, tuple) else (result,)
                return (True, *[to_lua(value, self.lua) for value in many])
            except MemoryError:
                return (False, b"not enough memory")
            except RecursionError:
                return (False, b"stack overflow")
            except Exception as problem:  # noqa: BLE001  # one that came through would be an object of Python in Lua
                return (False, str(problem).encode("utf-8", "replace"))

        return answer

    def invoke(self, module: str, function: str, frame: dict[str, Any]) -> list[str]:
        """What came of a call: its kind, then the text, or what is wrong and the trace."""
        try:
            result = self._invoke(module.encode(), function.encode(), to_lua(frame, self.lua))
        except lua51.LuaMemoryError:
            return ["error", "not enough memory", ""]
        except lua51.LuaError as problem:
            return ["error", str(problem), ""]
        values = result if isinstance(result, tuple) else (result,)
        return [text_of(value) for value in values if value is not None]
