"""What is being expanded: the page, or a template with the arguments of its call."""

from __future__ import annotations

from dataclasses import dataclass, field

from .nodes import Nodes


@dataclass(slots=True)
class Frame:
    """One text being expanded: the page itself (``title`` None) or a template with its arguments.

    ``children`` remembers what calls gave here in which nothing is to be expanded: they give the same again.
    """

    title: str | None = None
    parent: Frame | None = None
    named: dict[str, Nodes] = field(default_factory=dict)
    positional: dict[str, Nodes] = field(default_factory=dict)
    depth: int = 0
    values: dict[str, str] = field(default_factory=dict)
    children: dict[str, str] = field(default_factory=dict)

    def within(self, title: str) -> bool:
        """Whether a template is being expanded inside itself."""
        frame: Frame | None = self
        while frame is not None:
            if frame.title == title:
                return True
            frame = frame.parent
        return False
