"""What the preprocessor reads a text into: strings and a few kinds of nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One argument of a template: ``name`` is None where it is given by position."""

    name: tuple[Node, ...] | None
    value: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """``{{title|parts}}``: a template, a variable or a parser function.

    ``at_line_start`` tells whether the call begins a line (then its output already does).
    """

    title: tuple[Node, ...]
    parts: tuple[Part, ...]
    at_line_start: bool


@dataclass(frozen=True, slots=True)
class Argument:
    """``{{{name|default}}}``: a place for an argument of the template it is written in."""

    name: tuple[Node, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ExtensionTag:
    """``<name attributes>content</name>`` of a tag whose content is not wikitext; all as it is written."""

    name: str
    attributes: str
    content: str | None  # None for <name/>
    close: str  # as written, "" where there is none


@dataclass(frozen=True, slots=True)
class Comment:
    """``<!-- ... -->`` with the white space that goes with it."""

    source: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Source that has no output here: the inclusion tags, or a part for the other way of reading."""

    source: str


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """The line of a heading, equals signs included.

    ``number`` counts the headings of a text as section edit links do; only those at its ``top`` level,
    outside of every template, begin a section.
    """

    level: int
    number: int
    nodes: tuple[Node, ...]
    top: bool = False


Node = str | Template | Argument | ExtensionTag | Comment | Ignored | SectionHeading
Nodes = tuple[Node, ...]


def flat(nodes: Nodes) -> Iterator[Node]:
    """The nodes with what stands in headings in the place of these."""
    for node in nodes:
        if isinstance(node, SectionHeading):
            yield from flat(node.nodes)
        else:
            yield node
