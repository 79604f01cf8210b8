"""A script process: reads what is asked of it from standard input, answers on standard output.

From the site come ``{"do": "page", "site": facts}``, ``{"do": "invoke", ...}`` and, while a script waits for
something it asked for, ``{"answer": value}`` or ``{"refusal": words}``. Out go ``{"ask": name, "values":
[...]}`` and ``{"done": [...]}``. A call can come while another waits: a script expands wikitext that
calls a script.
"""

from __future__ import annotations

import gc
import os
from typing import Any, NoReturn

from folkmoot.lua.wire import HEAD, length_of, packed, unpacked

from .limits import give_up_rights
from .sandbox import Compiled, Page, library_texts
from .system_calls import give_up_system_calls

_IN, _OUT = 0, 1


class Refused(ValueError):
    """The site says no to what a script asked for."""


class ScriptProcess:
    """The loop of the process, and the page it works for."""

    def __init__(self) -> None:
        self.library = library_texts()
        self.compiled = Compiled()
        self.page: Page | None = None

    def run(self) -> None:
        """Works until the site closes the pipe."""
        while True:
            self.handle(_receive())

    def handle(self, message: dict[str, Any]) -> None:
        """Does what a message says. Where that fails, no script may go on: the site waits for an answer."""
        try:
            self._handle(message)
        except BaseException:  # noqa: BLE001  # whatever it was
            _leave()

    def _handle(self, message: dict[str, Any]) -> None:
        if message["do"] == "page":
            self.page = None
            gc.collect()  # Lua and Python hold each other: only this gives the last page's memory back
            self.page = Page(self.library, self.compiled, self.ask, message["site"])
            _send({"done": []})
        elif self.page is not None:
            done = self.page.invoke(message["module"], message["function"], message["frame"])
            _send({"done": done})

    def ask(self, name: str, *values: Any) -> Any:
        """What the site says to a question; meanwhile it may have calls of its own."""
        _send({"ask": name, "values": values})
        while True:
            message = _receive()
            if "answer" in message:
                return message["answer"]
            if "refusal" in message:
                raise Refused(message["refusal"])
            self.handle(message)


def _receive() -> dict[str, Any]:
    """The next message. Half of one, where memory ends, would let the rest be taken for the next."""
    try:
        message: dict[str, Any] = unpacked(_read(length_of(_read(HEAD))))
    except BaseException:  # noqa: BLE001  # whatever it was
        _leave()
    return message


def _read(length: int) -> bytes:
    pieces: list[bytes] = []
    while length:
        piece = os.read(_IN, length)
        if not piece:
            _leave()
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _send(message: dict[str, Any]) -> None:
    whole = packed(message)
    try:
        left = memoryview(whole)
        while left:
            left = left[os.write(_OUT, left) :]
    except BaseException:  # noqa: BLE001  # whatever it was
        _leave()


def _leave() -> NoReturn:
    """Ends at once: the site has gone, or needs this process no longer. No script can catch it."""
    os._exit(0)


def main(cpu_seconds: int) -> None:
    """Starts the loop, after all rights but those to the two pipes are given up."""
    process = ScriptProcess()
    Page(process.library, process.compiled, process.ask, WARM_UP)  # imports and compiles everything once
    gc.collect()
    gc.freeze()  # what is there from the start need not be looked through for each page
    give_up_rights(cpu_seconds)
    give_up_system_calls()
    _send({"done": []})
    process.run()


WARM_UP: dict[str, Any] = {
    "name": "", "server": "", "script_path": "", "version": "", "language": "en", "saving": False,
    "expensive": 0, "schemes": [], "title": None,
    "namespaces": [{"id": 0, "name": "", "names": [], "isTalk": False, "isContent": True}],
}  # fmt: skip
