"""One script process, seen from the site: started, asked, given a time, and killed where it takes longer."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .wire import HEAD, length_of, packed, unpacked

START_SECONDS = 20.0  # a machine under load may take long to start Python
_STOP_SECONDS = 2.0
_MOST_SAID = 32 * 1024 * 1024  # bytes of one page's scripts: what they say has to be held and gone through
_CODE = """\
import sys
sys.path[:] = {path!r}
from folkmoot.lua.child.main import main
main({cpu_seconds})
"""

Answer = Callable[[str, Sequence[Any]], Any]


class Failed(Exception):
    """The process is of no use any more; ``kind`` is "timeout" or "died"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Budget:
    """The seconds that a page's scripts have: ``left`` of their own, and an end for all that they cause."""

    def __init__(self, seconds: float, total_seconds: float | None = None) -> None:
        self.left = seconds
        self.said = 0  # bytes that came from scripts
        self._total = seconds if total_seconds is None else total_seconds
        self._since: float | None = None  # when the outermost call began

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """While a call is going on; the time of calls inside it counts once."""
        if self._since is not None:
            yield
            return
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._total = self.total_left
            self._since = None

    @property
    def total_left(self) -> float:
        """The seconds until everything has to be over."""
        return self._total - (0.0 if self._since is None else time.monotonic() - self._since)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0 or self.total_left <= 0


def _path() -> list[str]:
    """Where this process finds its modules, whatever folder the other one is in."""
    return [str(Path(place).absolute()) for place in sys.path]


class LuaProcess:
    """A child of the site that holds at most one page at a time. Not for several threads at once."""

    def __init__(self, cpu_seconds: int) -> None:
        self.owner = os.getpid()
        self.pages = 0
        self.busy = 0.0  # seconds that the site has waited for it
        self._child = subprocess.Popen(  # noqa: S603  # our own interpreter and code
            [sys.executable, "-I", "-c", _CODE.format(path=_path(), cpu_seconds=cpu_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            close_fds=True,
        )
        if self._child.stdin is None or self._child.stdout is None:
            raise Failed("died")
        self._in, self._out = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._in, False)
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(self._out, select.POLLIN)
        self._writable.register(self._in, select.POLLOUT)
        self._receive(Budget(START_SECONDS))

    def talk(self, message: Mapping[str, Any], budget: Budget, answer: Answer) -> list[str]:
        """What comes of a message, its questions answered on the way. Raises ``Failed``."""
        self._send(message, budget)
        while True:
            match self._receive(budget):
                case {"done": list(words)}:
                    return [str(word) for word in words]
                case {"ask": str(name), "values": list(values)}:
                    self._send(answer(name, values), budget)
                case _:
                    raise self._failed("died")

    def _send(self, message: Mapping[str, Any], budget: Budget) -> None:
        left = memoryview(packed(message))
        deadline = time.monotonic() + max(_STOP_SECONDS, budget.total_left)
        try:
            while left:
                self._wait(self._writable, deadline)
                left = left[os.write(self._in, left) :]
        except OSError:
            raise self._failed("died") from None

    def _receive(self, budget: Budget) -> dict[str, Any]:
        started = time.monotonic()
        deadline = started + min(budget.left, budget.total_left)
        try:
            length = length_of(self._read(HEAD, deadline))
            budget.said += length
            if budget.said > _MOST_SAID:
                raise self._failed("died")
            message: dict[str, Any] = unpacked(self._read(length, deadline))
        except (ValueError, OSError, RecursionError):
            raise self._failed("died") from None
        finally:
            passed = time.monotonic() - started
            budget.left -= passed
            self.busy += passed
        return message

    def _read(self, length: int, deadline: float) -> bytes:
        pieces: list[bytes] = []
        while length:
            self._wait(self._readable, deadline)
            piece = os.read(self._out, length)
            if not piece:
                raise self._failed("died")
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)

    def _wait(self, pipe: select.poll, deadline: float) -> None:
        wait = deadline - time.monotonic()
        if wait <= 0 or not pipe.poll(wait * 1000):
            raise self._failed("timeout")

    def _failed(self, kind: str) -> Failed:
        self.kill()
        return Failed(kind)

    @property
    def process_id(self) -> int:
        """The number of the process, for who watches or tests it."""
        return self._child.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked, by this process of the site."""
        return self.owner == os.getpid() and self._child.poll() is None

    def kill(self) -> None:
        """Ends the process at once. A copy of the site (after a fork) only closes its ends of the pipes."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self.owner != os.getpid():
            return
        self._child.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(_STOP_SECONDS)
