"""What the renderer knows of scripts: somebody outside runs them, asks back while they run, gives text.

The core starts no processes. Whoever asks for a rendering can hand in ``Scripts`` (``folkmoot.lua`` has one);
without it a call of a module says so in the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Kind = Literal[
    "text",
    "error",
    "no module",
    "no table",
    "no function",
    "not a function",
    "timeout",
    "memory",
    "unavailable",
]

# Answers a question of a script by name and values. Raises ``Refused`` to make it an error of the script.
Answer = Callable[[str, Sequence[Any]], Any]


class Refused(Exception):
    """What a script asked for cannot be; the words go into its error."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call: the module's prefixed title, its function, and the frame with the arguments.

    ``frame`` has ``id``, ``title``, ``plain`` (arguments that need no expansion), ``lazy`` (the names of
    those that do), ``names`` (all, in order) and ``parent``, the same for the template that calls or None.
    """

    module: str
    function: str
    frame: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: the text, or what is wrong (``text`` has the words) and where (``trace``)."""

    kind: Kind
    text: str = ""
    trace: str = ""


class Session(Protocol):
    """The scripts of one page: they share one limit of time and one of memory."""

    def invoke(self, call: Invocation) -> Outcome:
        """Runs a function of a module; never raises for what a script does."""
        ...

    def close(self) -> None:
        """Gives back what the session holds; it is not used after that."""
        ...


class Scripts(Protocol):
    """What runs scripts; one for a whole site, used by many threads at once."""

    def open(self, site: Mapping[str, Any], answer: Answer) -> Session:
        """A session for one page of a wiki with these facts, whose questions ``answer`` answers."""
        ...
