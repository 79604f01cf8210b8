"""Nodes as they were written: what stays text, and how long it is."""

from __future__ import annotations

from .nodes import Argument, ExtensionTag, Ignored, Node, Nodes, Part, SectionHeading, Template


def whole(part: Part) -> Nodes:
    """A part as it was written, for where an equals sign has no meaning."""
    return part.value if part.name is None else (*part.name, "=", *part.value)


def source_of(nodes: Nodes, *, ignored: bool = True) -> str:
    """The source of nodes, for text that is left as it was written; on wish without the ignored parts."""
    pieces: list[str] = []
    stack: list[Node] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, ExtensionTag):
            end = "/>" if node.content is None else f">{node.content}{node.close}"
            pieces.append(f"<{node.name}{node.attributes}{end}")
        elif isinstance(node, Template | Argument):
            stack.extend(reversed(_bracketed(node)))
        elif isinstance(node, SectionHeading):
            stack.extend(reversed(node.nodes))
        elif ignored or not isinstance(node, Ignored):
            pieces.append(node.source)
    return "".join(pieces)


def _bracketed(node: Template | Argument) -> list[Node]:
    size = 2 if isinstance(node, Template) else 3
    name = node.title if isinstance(node, Template) else node.name
    nodes: list[Node] = ["{" * size, *name]
    for part in node.parts:
        nodes.append("|")
        nodes.extend(whole(part))
    return [*nodes, "}" * size]


def length_of(node: Node) -> int:
    """How many characters of the source a node is."""
    return len(node) if isinstance(node, str) else len(source_of((node,)))
