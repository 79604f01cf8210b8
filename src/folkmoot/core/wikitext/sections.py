"""Cuts a page's source into sections, at the lines that the renderer takes for headings."""

from __future__ import annotations

import re

from .blocks.headings import heading_of_line
from .model import Section
from .preprocess.nodes import Comment, Ignored, Nodes, SectionHeading, flat
from .preprocess.reader import read_nodes
from .preprocess.source import length_of

# Stand for source that is not text of its line: what has output, and what has none.
OUTPUT = "\x00"
NO_OUTPUT = "\x01"
_HEADING = re.compile(rf"^{NO_OUTPUT}*(=[^\n]*=)[ \t{NO_OUTPUT}]*$", re.MULTILINE)
_MASKS = str.maketrans({OUTPUT: "?", NO_OUTPUT: "?", "\x7f": "?"})


def one_line_ends(text: str) -> str:
    """The text with line feeds only, every character in its old place."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def masked(text: str, nodes: Nodes | None = None) -> str:
    """The text with templates, tags like nowiki, and comments blotted out; as long as it was.

    ``nodes`` are those of the same text, where they are known already.
    """
    plain = one_line_ends(text.translate(_MASKS))
    if nodes is None:
        if "{{" not in plain and "<" not in plain:
            return plain
        nodes = read_nodes(plain)
    pieces: list[str] = []
    for node in flat(nodes):
        if isinstance(node, str):
            pieces.append(node)
        else:
            blot = NO_OUTPUT if isinstance(node, Comment | Ignored) else OUTPUT
            pieces.append(blot * length_of(node))
    return "".join(pieces)


def section_headings(nodes: Nodes) -> list[tuple[int, SectionHeading]]:
    """The headings that begin sections for MediaWiki, and where they stand in the source of the nodes."""
    found: list[tuple[int, SectionHeading]] = []
    at = 0
    for node in nodes:
        if isinstance(node, SectionHeading) and node.top:
            found.append((at, node))
        at += length_of(node)
    return found


def split_sections(text: str) -> tuple[Section, ...]:
    """The lead and then one section for every heading line, in order; together they are the text.

    The lead is there even when it is empty. A heading behind a comment or an inclusion tag begins a section
    too, other than for MediaWiki's numbers (``extract_section``). Linear in the length of the text.
    """
    lines = _HEADING.finditer(masked(text)) if "=" in text else ()
    found = ((line.start(1), heading_of_line(text[line.start(1) : line.end(1)])) for line in lines)
    starts = [(0, 0, ""), *((start, *heading) for start, heading in found if heading)]
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return tuple(
        Section(start, end, level, heading) for (start, level, heading), end in zip(starts, ends, strict=True)
    )
