"""An element of the tree, and the tree written out."""

from __future__ import annotations

from .elements import MARKED_EMPTY, SPACE, VOID, WRAPPING


class Node:
    """An element: its tag, where it stands, what the builder and the making of paragraphs know of it."""

    __slots__ = (
        "attributes",
        "base",
        "box",
        "children",
        "clone",
        "content",
        "current_wrapper",
        "is_wrapper",
        "listed",
        "name",
        "open",
        "parent",
        "splittable",
        "wrapper",
        "wraps",
    )

    def __init__(self, name: str, attributes: str = "") -> None:
        self.name = name
        self.attributes = attributes  # as written, with a space in front
        self.parent: Node | None = None
        self.children: list[Node | str] = []
        self.box = 0  # its number as a holder of comments
        # For the builder: whether it is on the stack, whether among the active formatting elements.
        self.open = False
        self.listed = False
        # For paragraphs:
        self.wraps = name in WRAPPING  # bare text in it gets a paragraph
        self.is_wrapper = False  # a paragraph that was not written
        self.current_wrapper: Node | None = None  # the one that goes on in it
        self.wrapper: Node | None = None  # the one it stands in
        self.base: Node | None = None  # the nearest element around it that wraps
        self.splittable = False  # formatting right in a wrapper, which can be cut in two
        self.clone: Node | None = None  # its second half, where it was cut
        self.content = 0  # number of children that are more than white space


def put(node: Node, parent: Node, before: Node | None = None) -> None:
    """Puts a node under a parent, in front of one of its children or at its end."""
    if node.parent is not None:
        take_out(node)
    node.parent = parent
    put_in(node, parent, before)


def put_in(child: Node | str, parent: Node, before: Node | None) -> None:
    """Puts a child into a parent's list only."""
    if before is None:
        parent.children.append(child)
    else:
        parent.children.insert(_index(parent.children, before), child)


def take_out(node: Node) -> None:
    """Leaves an empty place where the node stood."""
    if node.parent is not None:
        siblings = node.parent.children
        siblings[_index(siblings, node)] = ""


def _index(children: list[Node | str], node: Node) -> int:
    """Where a child stands: nearly always it is one of the last."""
    at = len(children) - 1
    while children[at] is not node:
        at -= 1
    return at


def html_of(root: Node) -> str:
    """The tree as HTML, without the root's own tag. Paragraphs that stayed without text are left out.

    Takes the tree apart: elements that know each other would keep their texts in memory for long.
    """
    out: list[str] = []
    stack: list[Node | str | tuple[Node, int]] = list(reversed(_children_taken(root)))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if item:
                out.append(item)
        elif isinstance(item, tuple):
            _end(*item, out)
        elif item.is_wrapper and not item.content:
            stack.extend(reversed(_children_taken(item)))
        else:
            _begin(item, out, stack)
    return "".join(out)


def _children_taken(node: Node) -> list[Node | str]:
    """What stands in an element, which lets go of it."""
    children = node.children
    node.children = []
    node.current_wrapper = node.clone = None
    return children


def _begin(node: Node, out: list[str], stack: list[Node | str | tuple[Node, int]]) -> None:
    out.append("<p>" if node.is_wrapper else f"<{node.name}{node.attributes}>")
    if node.name in VOID:
        return
    stack.append((node, len(out) - 1))
    stack.extend(reversed(_children_taken(node)))


def _end(node: Node, at: int, out: list[str]) -> None:
    """The end tag; an empty item is marked as such, and a line feed that begins a pre is kept."""
    name = "p" if node.is_wrapper else node.name
    if name in MARKED_EMPTY and not node.attributes and not node.is_wrapper and _is_blank(out, at + 1):
        out[at] = f'<{name} class="mw-empty-elt">'
    elif name == "pre" and len(out) > at + 1 and out[at + 1][0] == "\n":
        out[at] += "\n"
    out.append(f"</{name}>")


def _is_blank(out: list[str], start: int) -> bool:
    return all(not out[number].strip(SPACE) for number in range(start, len(out)))
