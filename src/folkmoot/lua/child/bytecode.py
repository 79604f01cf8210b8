"""Looks through compiled Lua for what Lua 5.1 itself handles wrongly.

A function with ``...`` and many named parameters can write beyond Lua's stack when it is called near the
stack's end (CVE-2014-5461). Five named parameters fit into the room that Lua keeps there, so more are
refused; hardly any module has such a function. The format is that of Lua 5.1's ``string.dump``.
"""

from __future__ import annotations

import struct

MAX_NAMED = 5  # parameters beside "..."
_HEADER = 12  # bytes
_TAKES_MORE = 2  # the flag of a function that has "..."
_NIL, _BOOLEAN, _NUMBER, _STRING = 0, 1, 3, 4


class _Reader:
    def __init__(self, code: bytes) -> None:
        self.code = code
        self.pos = _HEADER
        self.integer = code[7]  # sizes in bytes, as the header has them
        self.size = code[8]
        self.instruction = code[9]
        self.number = code[10]

    def _integer(self) -> int:
        value = struct.unpack_from("=i", self.code, self.pos)[0]
        self.pos += self.integer
        return int(value)

    def _skip_text(self) -> None:
        length = int.from_bytes(self.code[self.pos : self.pos + self.size], "little")
        self.pos += self.size + length

    def _byte(self) -> int:
        self.pos += 1
        return self.code[self.pos - 1]

    def worst(self) -> int:
        """The most named parameters that a function with ``...`` has, among all functions."""
        self._skip_text()
        self.pos += 2 * self.integer  # the lines it stands on
        self.pos += 1  # how many values from outside it uses
        named, flags = self._byte(), self._byte()
        self.pos += 1  # the size of its stack
        most = named if flags & _TAKES_MORE else 0
        self._skip_code()
        for _ in range(self._integer()):
            most = max(most, self.worst())
        self._skip_names()
        return most

    def _skip_code(self) -> None:
        count = self._integer()
        self.pos += count * self.instruction
        for _ in range(self._integer()):
            kind = self._byte()
            if kind == _STRING:
                self._skip_text()
            else:
                self.pos += {_NIL: 0, _BOOLEAN: 1, _NUMBER: self.number}[kind]

    def _skip_names(self) -> None:
        count = self._integer()
        self.pos += count * self.integer
        for _ in range(self._integer()):
            self._skip_text()
            self.pos += 2 * self.integer
        for _ in range(self._integer()):
            self._skip_text()


def most_named_beside_more(code: bytes) -> int:
    """The most named parameters of a function that also has ``...`` in this bytecode."""
    return _Reader(code).worst()
