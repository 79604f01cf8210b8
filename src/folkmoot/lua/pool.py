"""The script processes of a site: started when needed, lent to one page each, replaced when they fail."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.core.wikitext.scripting.model import Answer, Invocation, Outcome, Refused

from .process import Budget, Failed, LuaProcess

_MOST_PAGES = 1000  # after so many, or half of the time it may have in all, a process is replaced
_MOST_NESTED = 20  # calls inside calls; each takes a piece of the stack on both sides


@dataclass(frozen=True, slots=True)
class LuaLimits:
    """What scripts may take. ``seconds`` are those of one page, waiting for the site not counted."""

    seconds: float = 5.0
    total_seconds: float = 10.0  # of one page, what the site does for its scripts counted too
    processes: int = 2
    wait_seconds: float = 10.0  # for a process when all are lent
    cpu_seconds: int = 900  # of one process in its life


class LuaPool:
    """Runs the scripts of a site's pages (``scripting.model.Scripts``). For many threads at once."""

    def __init__(self, limits: LuaLimits = LuaLimits()) -> None:  # a frozen value
        self.limits = limits
        self._begin()
        # A server that forks has its parent's processes in its list, and a lock that may be held for ever.
        os.register_at_fork(after_in_child=self._begin)
        atexit.register(self.shut)

    def _begin(self) -> None:
        self._free: list[LuaProcess] = []
        self._places = threading.BoundedSemaphore(self.limits.processes)
        self._lock = threading.RLock()  # a session can be given back by the collector, anywhere

    def open(self, site: Mapping[str, Any], answer: Answer) -> LuaSession:
        """A session for one page; its process is taken at the first call and given back at ``close``."""
        return LuaSession(self, site, answer, self._budget())

    def for_page(self) -> PageScripts:
        """What runs the scripts of one page that is rendered in several pieces, with one budget for all."""
        return PageScripts(self, self._budget())

    def _budget(self) -> Budget:
        return Budget(self.limits.seconds, self.limits.total_seconds)

    def take(self) -> LuaProcess | None:
        """A process for one page, None where all are lent for too long or none can be started."""
        if not self._places.acquire(timeout=self.limits.wait_seconds):
            return None
        try:
            return self._living() or LuaProcess(self.limits.cpu_seconds)
        except (Failed, OSError):
            self._places.release()
            return None

    def _living(self) -> LuaProcess | None:
        while True:
            with self._lock:
                process = self._free.pop() if self._free else None
            if process is None or process.alive:
                return process
            process.kill()

    def give_back(self, process: LuaProcess) -> None:
        """Takes a process back, for the next page if it is still good."""
        if process.owner != os.getpid():
            return
        process.pages += 1
        fresh = process.pages < _MOST_PAGES and process.busy < self.limits.cpu_seconds / 2
        if process.alive and fresh:
            with self._lock:
                self._free.append(process)
        else:
            process.kill()
        self._places.release()

    def shut(self) -> None:
        """Ends the processes that are not lent."""
        with self._lock:
            free, self._free = self._free, []
        for process in free:
            process.kill()


class PageScripts:
    """The scripts of one page whose sections are rendered one by one (``scripting.model.Scripts``)."""

    def __init__(self, pool: LuaPool, budget: Budget) -> None:
        self._pool = pool
        self._budget = budget

    def open(self, site: Mapping[str, Any], answer: Answer) -> LuaSession:
        """A session for one piece of the page."""
        return LuaSession(self._pool, site, answer, self._budget)


class LuaSession:
    """The scripts of one page, or of one piece of it."""

    def __init__(self, pool: LuaPool, site: Mapping[str, Any], answer: Answer, budget: Budget) -> None:
        self._pool = pool
        self._site = site
        self._answer = answer
        self._budget = budget
        self._process: LuaProcess | None = None
        self._over: Outcome | None = None
        self._depth = 0

    def invoke(self, call: Invocation) -> Outcome:
        """Runs a function of a module. After a failure all further calls of the page fail the same way."""
        if self._budget.spent:
            return Outcome("timeout")
        if self._over is None and self._depth >= _MOST_NESTED:
            return Outcome("error", "too many calls of modules inside each other")
        message = {"do": "invoke", "module": call.module, "function": call.function, "frame": call.frame}
        self._depth += 1
        try:
            with self._budget.running():
                return self._over or self._outcome(self._ready().talk(message, self._budget, self._reply))
        except Failed as failure:
            self._over = Outcome("timeout" if failure.kind == "timeout" else "memory")
            self._return_process()
            return self._over
        except _Unavailable:
            return Outcome("unavailable")
        except BaseException:  # of an answer: the process waits for it in vain
            if self._process is not None:
                self._process.kill()
            self.close()
            raise
        finally:
            self._depth -= 1

    def _ready(self) -> LuaProcess:
        if self._process is None:
            self._process = self._pool.take()
            if self._process is None:
                raise _Unavailable
            self._process.talk({"do": "page", "site": self._site}, self._budget, self._reply)
        return self._process

    def _reply(self, name: str, values: Any) -> dict[str, Any]:
        try:
            reply = {"answer": self._answer(name, values)}
        except Refused as refused:
            reply = {"refusal": str(refused)}
        except RecursionError:
            reply = {"refusal": "stack overflow"}
        if self._over is not None:  # a call inside the answer ended the process
            raise Failed("timeout" if self._over.kind == "timeout" else "died")
        return reply

    @staticmethod
    def _outcome(done: list[str]) -> Outcome:
        kind, *words = done
        text, trace = (*words, "", "")[:2]
        if kind == "error" and text.endswith("not enough memory"):
            return Outcome("memory", text, trace)
        return Outcome(kind, text, trace)  # type: ignore[arg-type]

    def _return_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._pool.give_back(process)

    def close(self) -> None:
        """Gives the process back to the pool."""
        self._over = Outcome("unavailable")
        self._return_process()

    def __del__(self) -> None:
        """A session that nobody closed must not keep its process from other pages."""
        if self._process is not None:
            self.close()


class _Unavailable(Exception):
    """No process could be had."""
