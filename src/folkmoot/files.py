"""Files and streams as the commands take and give them: text in UTF-8, or a clear word why not."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from folkmoot.core.errors import NoConversation, NotReadable

_GZIP = b"\x1f\x8b"
_CHARSET = re.compile(rb"""<meta\b[^<>]{0,99}\bcharset=["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HEAD = 2_000  # bytes in which a page says its encoding
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(name: str) -> str:
    """The text of the file of this name; ``-`` is standard input.

    Raises ``NotReadable`` or ``NoConversation`` (an empty file), with a message for people.
    """
    return decode(_bytes_of(name), shown_name(name))


def read_any_text(name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file as well as it can be had, packed by gzip or not, and what is doubtful about it.

    For those who only look: a text that is changed must come back as it was, see ``decode``. Raises
    ``NotReadable`` where there is no file, or its packing is broken.
    """
    data = _bytes_of(name)
    if data.startswith(_GZIP):
        data = _unpacked(data, shown_name(name))
    return decode_anyhow(data)


def shown_name(name: str) -> str:
    """What people call the file of this name."""
    return "standard input" if name == "-" else name


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except IsADirectoryError:
        raise NotReadable(f"{name} is a directory; give one of the files in it.") from None
    except OSError as problem:
        raise NotReadable(f"{name} cannot be read: {problem.strerror}.") from None
    except ValueError:  # a NUL byte in the name
        raise NotReadable("There is no file of that name.") from None


def _unpacked(data: bytes, name: str) -> bytes:
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise NotReadable(f"{name} is packed by gzip, and broken.") from None


def decode_anyhow(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of any bytes, and what is doubtful about it.

    UTF-16 is known by its mark. What is not in UTF-8 is read in the encoding that an HTML page names, or as
    Windows-1252 where nothing in it is UTF-8 beyond ASCII, as in old files. Else, and where a file ends
    within a character, it is damaged: U+FFFD. Line ends of old Macintoshes become line feeds, as MediaWiki
    has them.
    """
    text, problem = _as_utf_16(data) if data.startswith(_UTF_16) else _as_utf_8(data)
    doubts = [problem] if problem else []
    if nuls := text.count("\0"):
        doubts.append(f"it has NUL characters ({nuls}); perhaps it is no text")
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    return text, tuple(doubts)


def _as_utf_16(data: bytes) -> tuple[str, str | None]:
    try:
        return data.decode("utf-16"), None
    except UnicodeDecodeError:
        return data.decode("utf-16", "replace"), "it is not all in UTF-16; some characters are lost"


def _as_utf_8(data: bytes) -> tuple[str, str | None]:
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as found:
        line, cut_off = data.count(b"\n", 0, found.start) + 1, found.reason == "unexpected end of data"
    text, encoding = data.decode("utf-8-sig", "replace"), _encoding_said(data)
    if encoding is None and text.replace("\ufffd", "").isascii() and not cut_off:
        encoding = "Windows-1252"
    if encoding is not None:
        return data.decode(encoding, "replace"), f"it is not in UTF-8 (line {line}); read as {encoding}"
    damage = text.count("\ufffd")
    return text, f"it is not all in UTF-8 (characters lost: {damage}, the first in line {line})"


def _encoding_said(data: bytes) -> str | None:
    """The encoding that an HTML page says it has, if it is all in it."""
    said = _CHARSET.search(data, 0, _HEAD)
    if said is None:
        return None
    name = said[1].decode()
    try:
        data.decode(name)
    except (LookupError, ValueError):
        return None
    return name


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises ``NotReadable``, saying what the file is instead of text in UTF-8."""
    if data.startswith(_UTF_16):
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


def on_terminal(stream: TextIO | None) -> bool:
    """Whether people see what goes to this stream; None is one that was closed before the start."""
    return stream is not None and stream.isatty()


def print_text(pieces: Iterable[str]) -> None:
    """Write to standard output in UTF-8; a reader who has seen enough (as ``head``) is no error.

    Raises ``NotReadable`` where it cannot be written, as on a full disk.
    """
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise NotReadable("There is no standard output to print to.")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        stream.writelines(pieces)
        stream.flush()
    except OSError as problem:
        # What is still buffered must not be written again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(problem, BrokenPipeError):
            raise NotReadable(f"standard output cannot be written: {problem.strerror}.") from None
