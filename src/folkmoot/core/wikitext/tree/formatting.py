"""The active formatting elements: what goes on where a block or a cell has cut it off, and misnested ends."""

from __future__ import annotations

from .elements import SCOPE, SPECIAL
from .nodes import Node
from .stack import Stack

MAX_FORMATTING = 40
_SAME_FORMATTING = 3
_OUTER_LOOPS = 8
_INNER_LOOPS = 3


class Formatting(Stack):
    """The open elements with the list of active formatting; ``None`` in it is a marker that none passes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.active: list[Node | None] = []

    def _formatting_is_plain(self) -> bool:
        """Whether nothing has to be reopened, no link is open, and there is room for two more of the same."""
        for count, node in enumerate(reversed(self.active), 1):
            if node is None:
                return True
            if not node.open or node.name == "a" or count == _SAME_FORMATTING - 1:
                return False
        return True

    def _start_formatting(self, name: str, attributes: str) -> None:
        if name == "a" and (link := self._active("a")) is not None:
            self._adopt("a")
            self._forget(link)
            if link.open:
                self.stack.remove(link)
                link.open = False
        self._reopen()
        if len(self.active) >= MAX_FORMATTING:
            return
        node = self._insert(name, attributes)
        if node is not None:
            self._activate(node)

    def _activate(self, node: Node) -> None:
        """Adds to the active formatting elements, of which no more than three may be the same."""
        same = 0
        for other in reversed(self.active):
            if other is None:
                break
            if other.name == node.name and other.attributes == node.attributes:
                same += 1
                if same == _SAME_FORMATTING:
                    self._forget(other)
                    break
        self.active.append(node)
        node.listed = True

    def _adopt(self, name: str) -> None:
        top = self.stack[-1]
        if top.name == name and not top.listed:
            self._pop()
            return
        for _ in range(_OUTER_LOOPS):
            formatting = self._active(name)
            if formatting is None:
                self._end_other(name)
                return
            if not formatting.open:
                self._forget(formatting)
                return
            at = self._index(formatting)
            if any(node.name in SCOPE for node in self.stack[at + 1 :]):
                return
            furthest = next((node for node in self.stack[at + 1 :] if node.name in SPECIAL), None)
            if furthest is None:
                self._pop_until(formatting)
                self._forget(formatting)
                return
            self._adopt_block(formatting, at, furthest)

    def _adopt_block(self, formatting: Node, at: int, furthest: Node) -> None:
        """Takes a block out of formatting that ends in it: the formatting goes on inside of the block."""
        end = self._index(furthest)
        bookmark = Node("")
        self._list_after(formatting, bookmark)
        kept = [furthest]
        for inner, node in enumerate(reversed(self.stack[at + 1 : end]), 1):
            if inner > _INNER_LOOPS:
                self._forget(node)
            if not node.listed:
                node.open = False
                continue
            new = self._replaced(node)
            if len(kept) == 1:
                self.active.remove(bookmark)
                self._list_after(new, bookmark)
            kept.append(new)
        self._move(kept, self.stack[at - 1])
        again = Node(formatting.name, formatting.attributes)
        self.placing.children(furthest, again)
        self.active[self.active.index(bookmark)] = again
        self._forget(formatting)
        again.listed = again.open = True
        formatting.open = False
        self.stack[at : end + 1] = [*reversed(kept), again]

    def _move(self, nodes: list[Node], ancestor: Node) -> None:
        """Puts the last of the nodes into the ancestor, and each into the one behind it."""
        before, reference = self._place(ancestor)
        self.placing.element(nodes[-1], reference, before=before)
        for number in range(len(nodes) - 1, 0, -1):
            self.placing.element(nodes[number - 1], nodes[number])

    def _list_after(self, node: Node, new: Node) -> None:
        self.active.insert(self.active.index(node) + 1, new)

    def _replaced(self, node: Node) -> Node:
        """A new element in the place of an active one."""
        new = Node(node.name, node.attributes)
        self.active[self.active.index(node)] = new
        node.listed = node.open = False
        new.listed = new.open = True
        return new

    def _reopen(self) -> None:
        """Formatting that a block or a cell has cut off goes on here."""
        if not self.active or self.active[-1] is None or self.active[-1].open or self._at_picture():
            return
        first = len(self.active) - 1
        while first and (before := self.active[first - 1]) is not None and not before.open:
            first -= 1
        for number in range(first, len(self.active)):
            lost = self.active[number]
            if lost is None or not self.placing.spend(lost):
                return
            node = self._insert(lost.name, lost.attributes)
            if node is None:
                return
            lost.listed = False
            node.listed = True
            self.active[number] = node

    def _at_picture(self) -> bool:
        """In a figure, but not in its caption: formatting is for words, and there are none."""
        for node in reversed(self.stack):
            if node.name in ("figure", "figcaption"):
                return node.name == "figure"
        return False

    def _active(self, name: str) -> Node | None:
        """The last active formatting element of a name, as far back as the last marker."""
        for node in reversed(self.active):
            if node is None or node.name == name:
                return node
        return None

    def _forget(self, node: Node) -> None:
        if node.listed:
            self.active.remove(node)
            node.listed = False

    def _clear_to_marker(self) -> None:
        while self.active:
            node = self.active.pop()
            if node is None:
                return
            node.listed = False
