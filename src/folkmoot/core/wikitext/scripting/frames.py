"""The frames that scripts hold: which one a number means, and what they are told of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.markers import MARK, without_positions
from folkmoot.core.wikitext.preprocess.frame import Frame
from folkmoot.core.wikitext.preprocess.nodes import Nodes

from .model import Refused
from .safety import Strings

if TYPE_CHECKING:
    from folkmoot.core.wikitext.preprocess.expand import Expander

_MOST_FRAMES = 20_000  # that one page's scripts may make


@dataclass(slots=True)
class Frames:
    """The frames of one page's scripts by number, and the texts that went out with them."""

    expander: Expander
    strings: Strings
    _numbers: dict[int, int] = field(default_factory=dict)  # by the frame's identity
    _frames: list[Frame] = field(default_factory=list)

    def __getitem__(self, number: Any) -> Frame:
        """The frame of a number. Raises ``Refused`` for a number that no frame has."""
        if isinstance(number, int) and 1 <= number <= len(self._frames):
            return self._frames[number - 1]
        raise Refused("invalid frame")

    def number_of(self, frame: Frame) -> int:
        """The number of a frame, a new one where it has none yet."""
        known = self._numbers.get(id(frame))
        if known is not None:
            return known
        if len(self._frames) >= _MOST_FRAMES:
            raise Refused("too many frames")
        self._frames.append(frame)
        self._numbers[id(frame)] = len(self._frames)
        return len(self._frames)

    def described(self, frame: Frame) -> dict[str, Any]:
        """What a script is told of a frame, without its parent."""
        run = self.expander.run
        names = list(dict.fromkeys(_names(frame)))
        plain = {name: text for name in names if (text := _plain(frame, name)) is not None}
        return {
            "id": self.number_of(frame),
            "title": frame.title or prefixed(run.title, run.site),
            "names": names,
            "plain": {name: self.strings.outgoing(text) for name, text in plain.items()},
            "lazy": [name for name in names if name not in plain],
        }

    def with_parent(self, frame: Frame) -> dict[str, Any]:
        """What a script is told of the frame it is called with."""
        own = self.described(frame)
        return {**own, "parent": None if frame.parent is None else self.described(frame.parent)}

    def argument(self, frame: Frame, name: str) -> str | None:
        """The value of an argument, expanded; None where there is none."""
        value = self.expander.argument_of(name, frame)
        return None if value is None else self.strings.outgoing(_with_whole_comments(value))


def _names(frame: Frame) -> Iterator[str]:
    yield from frame.positional
    yield from frame.named
    yield from frame.values


def _plain(frame: Frame, name: str) -> str | None:
    """The value where nothing has to be expanded for it."""
    if name in frame.values:
        return _with_whole_comments(frame.values[name])
    nodes: Nodes = frame.positional.get(name, frame.named.get(name, ()))
    if len(nodes) > 1 or (nodes and not isinstance(nodes[0], str)):
        return None
    text = str(nodes[0]) if nodes else ""
    return _with_whole_comments(text.strip() if name in frame.named else text)


def _with_whole_comments(value: str) -> str:
    """The marks of comments stay where one begins and ends in the argument: there is a comment in it.

    Elsewhere they would only get between a module and the words it looks at.
    """
    if MARK not in value:
        return value
    begins = value.find(f"{MARK}s")
    return value if 0 <= begins < value.rfind(f"{MARK}e") else without_positions(value)


def child_of(frame: Frame, title: str, arguments: Mapping[str, str]) -> Frame:
    """A frame with these arguments, whose texts are taken as they are."""
    return Frame(title, frame, depth=frame.depth + 1, values=dict(arguments))
