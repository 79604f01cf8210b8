"""Where a source opens and closes boxes: block tags, tables, and templates that hold one half of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .preprocess.expand import Expander
from .preprocess.frame import Frame
from .preprocess.nodes import Nodes, Template, flat
from .preprocess.reader import read_nodes
from .preprocess.source import length_of
from .run import Run
from .sections import NO_OUTPUT, masked, one_line_ends

_BOX_TAGS = frozenset({"div", "blockquote", "center", "table", "ul", "ol", "dl", "pre"})
_TAG = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z]++)(?=[\s/>])[^<>]*+>")
_TABLE_LINE = re.compile(
    rf"^(?:(?P<open>[:*#; \t{NO_OUTPUT}]*\{{\|[^\n]*)"
    rf"|(?P<close>[ \t{NO_OUTPUT}]*\|\}}(?!\}}))"
    r"|(?P<cell>[ \t]*[|!]))",
    re.MULTILINE,
)
_MAY_HOLD_BOX = re.compile(r"\{\||\|\}|</?(?:div|blockquote|center|table|ul|ol|dl)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a box opens or closes, or where a table's cell or row begins."""

    start: int
    end: int
    kind: Literal["open", "close", "cell"]
    table: int = 0  # 1 where a table opens, -1 where one closes


def box_marks(text: str, run: Run) -> tuple[str, list[Mark]]:
    """The masked text and its marks, in order."""
    plain = one_line_ends(text)
    if "{{" not in plain and "<" not in plain:
        return masked(text, (plain,)), _marks_of(masked(text, (plain,)))
    nodes = read_nodes(plain)
    mask = masked(text, nodes)
    marks = [*_marks_of(mask), *_marks_of_templates(nodes, run)]
    marks.sort(key=lambda mark: mark.start)
    return mask, marks


def _marks_of(mask: str) -> list[Mark]:
    """The marks of the tags and the table lines in a text, in order."""
    marks = list(_marks_of_tags(mask)) if "<" in mask else []
    if "{|" in mask or "|}" in mask:
        marks.extend(_marks_of_tables(mask))
        marks.sort(key=lambda mark: mark.start)
    return marks


def _marks_of_tags(mask: str) -> Iterator[Mark]:
    for found in _TAG.finditer(mask):
        if found["tag"].lower() in _BOX_TAGS:
            yield Mark(found.start(), found.end(), "close" if found["slash"] else "open")


def _marks_of_tables(mask: str) -> Iterator[Mark]:
    for found in _TABLE_LINE.finditer(mask):
        if found["open"]:
            yield Mark(found.end() - len(found["open"].lstrip()), found.end(), "open", 1)
        elif found["close"]:
            yield Mark(found.start(), found.end(), "close", -1)
        else:
            yield Mark(found.start(), found.end(), "cell")


def _marks_of_templates(nodes: Nodes, run: Run) -> Iterator[Mark]:
    """Marks for templates that open more than they close, or the other way round."""
    expander = Expander(run)
    at = 0
    for node in flat(nodes):
        size = length_of(node)
        if isinstance(node, Template):
            balance = _balance(node, expander)
            for _ in range(abs(balance)):
                yield Mark(at, at + size, "open" if balance > 0 else "close")
        at += size


def _balance(node: Template, expander: Expander) -> int:
    """How many boxes more a template opens than it closes."""
    expanded = expander.expand((node,), Frame())
    if not _MAY_HOLD_BOX.search(expanded):
        return 0
    opened, closed = open_and_closed(expanded)
    return opened - closed


def open_and_closed(wikitext: str) -> tuple[int, int]:
    """How many boxes a text leaves open, and how many it closes that it did not open."""
    opened = closed = 0
    for mark in _marks_of(wikitext):
        if mark.kind == "open":
            opened += 1
        elif mark.kind == "close" and opened:
            opened -= 1
        elif mark.kind == "close":
            closed += 1
    return opened, closed
