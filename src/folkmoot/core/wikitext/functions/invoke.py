"""``#invoke``: a function of a module in Lua."""

from __future__ import annotations

import re

from folkmoot.core.languages.module_namespaces import MODULE
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.markers import clean, without_markers
from folkmoot.core.wikitext.messages import message, note_category
from folkmoot.core.wikitext.preprocess.frame import Frame
from folkmoot.core.wikitext.preprocess.nodes import Nodes, Part
from folkmoot.core.wikitext.scripting.model import Invocation, Outcome, Refused
from folkmoot.core.wikitext.scripting.open import OpenScripts, scripts_of

from .call import Call, Function

_PLACE = re.compile(r"(.{1,300}?):(\d+): (.*)", re.DOTALL)
# What may be otherwise next time, and the seconds after which it is worth a try.
_PASSING = {"unavailable": 15, "timeout": 600}
_MOST_WORDS = 2000  # characters of an error and of its trace


def _invoke(call: Call) -> str | None:
    if call.expander is None or call.frame is None:
        return None
    opened = scripts_of(call.run, call.expander)
    if opened is None:
        return None if call.expander.saving else _error(call, 0, message(call.run, "scribunto-unavailable"))
    if not call.parts:
        return _error(call, _next_error(opened), message(call.run, "scribunto-common-nofunction"))
    module = _module(call)
    if module is None or call.run.page_text(module) is None:
        words = message(call.run, "scribunto-common-nosuchmodule", "", call.first)
        return _error(call, _next_error(opened), words)
    return _run(call, opened, prefixed(module, call.run.site), without_markers(call.argument(1)))


def _module(call: Call) -> Title | None:
    """The module's page: the name is always one of a module, with or without its namespace."""
    title = call.run.find_title(without_markers(call.first), MODULE)
    return title if title is not None and title.namespace == MODULE and not title.interwiki else None


def _run(call: Call, opened: OpenScripts, module: str, function: str) -> str:
    conversation = opened.conversation
    outer, conversation.expander = conversation.expander, call.expander or conversation.expander
    try:
        frame = conversation.frames.with_parent(_frame(call, module))
    except Refused as refused:
        return _error(call, _next_error(opened), str(refused))
    try:
        outcome = opened.session.invoke(Invocation(module, function, frame))
    finally:
        conversation.expander = outer
    if outcome.kind in _PASSING:
        call.run.expire(_PASSING[outcome.kind])
    if outcome.kind == "text":
        return conversation.strings.incoming(outcome.text)
    return _failed(call, _next_error(opened), function, outcome)


def _frame(call: Call, module: str) -> Frame:
    """The frame of the call: its arguments are those after the function's name."""
    parent = call.frame
    inner = Frame(module, parent, depth=parent.depth + 1 if parent else 1)
    position = 0
    for part in call.parts[1:]:
        if part.name is None:
            position += 1
        _put(inner, str(position) if part.name is None else _name(call, part.name), part)
    return inner


def _name(call: Call, nodes: Nodes) -> str:
    return without_markers(call.expand(nodes)).strip()


def _put(frame: Frame, name: str, part: Part) -> None:
    values, other = (frame.positional, frame.named) if part.name is None else (frame.named, frame.positional)
    other.pop(name, None)
    values[name] = part.value


# -- what goes wrong

_WORDS = {
    "no function": "scribunto-common-nosuchfunction",
    "not a function": "scribunto-common-notafunction",
    "no module": "scribunto-common-nosuchmodule",
    "no table": "scribunto-lua-notarrayreturn",
    "timeout": "scribunto-common-timeout",
    "memory": "scribunto-common-oom",
    "unavailable": "scribunto-unavailable",
}


def _failed(call: Call, number: int, function: str, outcome: Outcome) -> str:
    if outcome.kind != "error":
        return _error(
            call, number, message(call.run, _WORDS[outcome.kind], "", outcome.text or function), outcome.trace
        )
    place = _PLACE.fullmatch(outcome.text)
    if place is None:
        return _error(call, number, message(call.run, "scribunto-lua-error", "", outcome.text), outcome.trace)
    where = message(call.run, "scribunto-module-line", place[1], place[2])
    return _error(
        call, number, message(call.run, "scribunto-lua-error-location", where, place[3]), outcome.trace
    )


def _next_error(opened: OpenScripts) -> int:
    opened.errors += 1
    return opened.errors - 1


def _error(call: Call, number: int, words: str, trace: str = "") -> str:
    """The error as readers see it; the trace, for authors, is what the browser shows on pointing at it."""
    note_category(call.run, "scribunto-common-error-category")
    lines = " ← ".join(line.strip() for line in trace.split("\n") if line.strip())
    title = f' title="{_shown(lines)}"' if lines else ""
    return (
        f'<strong class="error"><span class="scribunto-error" id="mw-scribunto-error-{number}"{title}>'
        f"{_shown(words)}</span></strong>"
    )


def _shown(words: str) -> str:
    """Words from a script as text: nothing in them is markup or a marker, and they stay on their line."""
    return escape_wikitext(" ".join(clean(without_markers(words[:_MOST_WORDS])).split()))


INVOKE: dict[str, Function] = {"#invoke": _invoke}
