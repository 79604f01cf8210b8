"""Files and streams as the commands take and give them: text in UTF-8, or a clear word why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from folkmoot.core.errors import NoConversation, NotReadable


def read_text(name: str) -> str:
    """The text of the file of this name; ``-`` is standard input.

    Raises ``NotReadable`` or ``NoConversation`` (an empty file), with a message for people.
    """
    try:
        data = _bytes_of(name)
    except IsADirectoryError:
        raise NotReadable(f"{name} is a directory; give one of the files in it.") from None
    except OSError as problem:
        raise NotReadable(f"{name} cannot be read: {problem.strerror}.") from None
    except ValueError:  # a NUL byte in the name
        raise NotReadable("There is no file of that name.") from None
    return decode(data, "standard input" if name == "-" else name)


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    return Path(name).read_bytes()


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises ``NotReadable``, saying what the file is instead of text in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotReadable(f"{name} is in UTF-16; save it as UTF-8.")
    if b"\0" in data:
        raise NotReadable(f"{name} is not text: it has NUL bytes in it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise NotReadable(
            f"{name} is not in UTF-8 (byte {data[problem.start]:#04x} in line {line}); perhaps it is in"
            " Latin-1 or another old encoding. Save it as UTF-8."
        ) from None
    if not text.strip():
        raise NoConversation(f"{name} is empty.")
    return text


def print_text(pieces: Iterable[str]) -> None:
    """Write to standard output in UTF-8; a reader who has seen enough (as ``head``) is no error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must not be written again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
