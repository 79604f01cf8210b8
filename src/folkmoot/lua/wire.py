"""What passes between the site and a script process: JSON values with their length before them."""

from __future__ import annotations

import json
import struct
from typing import Any

_LENGTH = struct.Struct(">I")
HEAD = _LENGTH.size
MAX_MESSAGE = 16 * 1024 * 1024  # bytes; more is nobody's page


def packed(message: Any) -> bytes:
    """A message as the bytes that go through the pipe."""
    body = json.dumps(message, separators=(",", ":")).encode("ascii")
    return _LENGTH.pack(len(body)) + body


def length_of(head: bytes) -> int:
    """The length of the body that follows these first ``HEAD`` bytes. Raises ``ValueError`` for too much."""
    (length,) = _LENGTH.unpack(head)
    if length > MAX_MESSAGE:
        raise ValueError(f"a message of {length} bytes")
    return int(length)


def unpacked(body: bytes) -> Any:
    """The message of a body. Raises ``ValueError`` for what is none."""
    return json.loads(body)
