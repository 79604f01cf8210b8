"""MediaWiki's paragraphs: bare text and inline elements in a page or a quotation get one.

The builder says where an element or a text belongs by HTML's rules; here it gets its place in the tree. Where
an inline element that began in a paragraph turns out to hold a block, formatting is cut in two around
the block, and anything else leaves its paragraph.
"""

from __future__ import annotations

from folkmoot.core.wikitext.markers import RAW_MARK, RAW_ONLY

from .elements import FORMATTING, INLINE, METADATA, SPACE
from .nodes import Node, put, put_in, take_out


class Placing:
    """Puts what the builder makes into the tree; ``budget`` bounds the size of the tags that are repeated."""

    def __init__(self, budget: int) -> None:
        self.budget = budget

    def text(self, text: str, reference: Node, *, before: bool = False) -> None:
        """Puts text into an element, or in front of one."""
        blank = is_blank(text)
        if before:
            parent = above(reference)
        else:
            parent = target(reference)
            if parent.wraps and not blank:
                parent = _new_wrapper(parent)
            elif parent.splittable and parent.wrapper is None:
                parent = self._split(parent, inline=True)
        if not blank or RAW_MARK in text:
            parent.content += 1
        put_in(text, parent, reference if before else None)

    def element(self, node: Node, reference: Node, *, before: bool = False) -> None:
        """Puts an element into another one, or in front of one; an element that has a place leaves it."""
        parent = above(reference) if before else target(reference)
        if node.name not in METADATA:
            parent = self._fitting(parent, inline=node.name in INLINE, before=before)
        parent.content += 1
        put(node, parent, reference if before else None)
        _inherit(node, parent)

    def children(self, node: Node, new: Node) -> None:
        """Puts a new element into another one, and all of that one's children into the new element."""
        if node.current_wrapper is not None:
            self.children(node.current_wrapper, new)
            return
        children, node.children = node.children, []
        self.element(new, node)
        for child in children:
            if isinstance(child, Node):
                child.parent = new
        new.children = children

    def spend(self, node: Node) -> bool:
        """Whether the tags of an element may be repeated once more."""
        self.budget -= len(node.attributes) + 2 * len(node.name) + 5
        return self.budget >= 0

    def _fitting(self, parent: Node, *, inline: bool, before: bool) -> Node:
        """The element that the new one goes into, after what has to be opened or cut for it."""
        if not before:
            if parent.is_wrapper and not inline:
                outside = above(parent)
                outside.current_wrapper = None
                return outside
            if parent.splittable and (parent.wrapper is not None) != inline:
                return self._split(parent, inline=inline)
            if parent.wraps and inline:
                return _new_wrapper(parent)
        if parent.wrapper is not None and not inline:
            _leave_wrapper(parent, parent.wrapper)
        return parent

    def _split(self, parent: Node, *, inline: bool) -> Node:
        """Repeats formatting elements: for inline things in a new paragraph, for a block outside of any."""
        base = parent.base
        if base is None:
            return parent
        chain = _chain(parent, parent.wrapper or base)
        if not all(self.spend(node) for node in chain):
            return parent
        emptied = [node for node in chain if _is_emptied(node)]
        wrapper: Node | None = None
        if inline:
            wrapper = _new_wrapper(base)
        elif parent.wrapper is not None:
            base.current_wrapper = None
        into = _repeated(chain, wrapper or base, base, wrapper)
        for node in emptied:
            take_out(node)
        return into


def is_blank(text: str) -> bool:
    """Whether a text is white space, or with it only what is never seen, such as styles."""
    return not text.strip(SPACE) or (RAW_MARK in text and RAW_ONLY.fullmatch(text) is not None)


def target(reference: Node) -> Node:
    """Where in an element things are put now: its second half, or the paragraph that goes on in it."""
    if reference.clone is not None:
        last = reference.clone
        while last.clone is not None:
            last = last.clone
        reference.clone = last
        return last
    return reference.current_wrapper or reference


def above(node: Node) -> Node:
    """The element around an element."""
    if node.parent is None:
        raise ValueError("the root stands in nothing")
    return node.parent


def _inherit(node: Node, parent: Node) -> None:
    if (parent.is_wrapper or parent.splittable) and node.name in FORMATTING:
        node.splittable = True
    if parent.is_wrapper:
        node.wrapper = parent
    elif parent.wrapper is not None:
        node.wrapper = parent.wrapper
    if parent.base is not None:
        node.base = parent.base
    elif parent.wraps:
        node.base = parent


def _new_wrapper(parent: Node) -> Node:
    wrapper = Node("mw:p")
    put(wrapper, parent)
    wrapper.is_wrapper = True
    wrapper.base = parent
    parent.current_wrapper = wrapper
    return wrapper


def _chain(node: Node, end: Node) -> list[Node]:
    """The elements from the innermost one up to an element around them, that one left out."""
    chain: list[Node] = []
    while node is not end:
        chain.append(node)
        node = above(node)
    return chain


def _is_emptied(node: Node) -> bool:
    """Whether nothing was in the half that ends here; then it does not count where it stands."""
    if node.content:
        return False
    above(node).content -= 1
    return True


def _repeated(chain: list[Node], into: Node, base: Node, wrapper: Node | None) -> Node:
    for old in reversed(chain):
        new = Node(old.name, old.attributes)
        put(new, into)
        old.clone = new
        new.wrapper = wrapper
        new.splittable = True
        new.base = base
        into.content += 1
        into = new
    return into


def _leave_wrapper(node: Node, wrapper: Node) -> None:
    """The child of the paragraph in which a block begins goes behind the paragraph, with all in it."""
    outside = above(wrapper)
    if outside.children[-1] is not wrapper:
        return
    child = node
    while True:
        child.wrapper = None
        if above(child) is wrapper:
            break
        child = above(child)
    put(child, outside)
    wrapper.content -= 1
    outside.current_wrapper = None
