"""The stack of open elements."""

from __future__ import annotations

from .elements import FOSTERING, IMPLIED_ENDS, SCOPE, SPECIAL, VOID
from .nodes import Node
from .wrapping import Placing

MAX_STACK = 250  # browsers stop at some hundreds
_REPEATED_SHARE = 4  # repeated tags may take this many times the length of the text


class Stack:
    """The elements that are open, the page itself first."""

    def __init__(self, size: int) -> None:
        self.root = Node("html")
        self.root.open = True
        self.stack: list[Node] = [self.root]
        self.fostering = False
        self.placing = Placing(_REPEATED_SHARE * size + 10_000)

    def _place(self, node: Node) -> tuple[bool, Node]:
        """Where something belongs that is put into an element: into it, or in front of the table it is of."""
        if self.fostering and node.name in FOSTERING:
            for table in reversed(self.stack):
                if table.name == "table":
                    return True, table
        return False, node

    def _insert(self, name: str, attributes: str, *, force: bool = False) -> Node | None:
        """Puts an element into the current one and opens it; None where the tree is too deep for it."""
        if len(self.stack) >= MAX_STACK and not force and name not in VOID:
            return None
        node = Node(name, attributes)
        before, reference = self._place(self.stack[-1])
        self._put(node, before, reference)
        if name in VOID:
            self._pop()
        return node

    def _put(self, node: Node, before: bool, reference: Node) -> None:
        self.placing.element(node, reference, before=before)
        self.stack.append(node)
        node.open = True

    def _index(self, node: Node) -> int:
        at = len(self.stack) - 1
        while self.stack[at] is not node:
            at -= 1
        return at

    def _in_scope(self, name: str, stops: frozenset[str]) -> bool:
        for node in reversed(self.stack):
            if node.name == name:
                return True
            if node.name in stops:
                return False
        return False

    def _pop(self) -> None:
        self.stack.pop().open = False

    def _pop_until(self, node: Node) -> None:
        while self.stack[-1] is not node:
            self._pop()
        self._pop()

    def _pop_to(self, *names: str) -> None:
        while self.stack[-1].name not in names:
            self._pop()
        self._pop()

    def _implied_ends(self, but: str) -> None:
        while (name := self.stack[-1].name) in IMPLIED_ENDS and name != but:
            self._pop()

    def _close_with_implied(self, name: str) -> None:
        self._implied_ends(name)
        self._pop_to(name)

    def _close_paragraph(self) -> None:
        if self._in_scope("p", SCOPE):
            self._close_with_implied("p")

    def _end_other(self, name: str) -> None:
        for node in reversed(self.stack):
            if node.name == name:
                self._implied_ends(name)
                self._pop_until(node)
                return
            if node.name in SPECIAL:
                return
