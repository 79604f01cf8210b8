"""Files that are changed in place: nothing half-written, nothing of others overwritten."""

from __future__ import annotations

import fcntl
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from folkmoot.core.errors import Conflict, NotReadable
from folkmoot.files import decode, print_text, shown_name

_BOM = b"\xef\xbb\xbf"
_TRIES = 20  # of a change that others get in the way of


class FileChanged(Conflict):
    """Somebody else has written to the file since it was read."""

    code = "file-changed"


class PageFile:
    """A page of wikitext in a file, as it was when it was read.

    ``text`` has line feeds only; the file keeps its own line ends, its byte order mark and its mode.
    """

    def __init__(self, name: str, *, may_be_new: bool = False) -> None:
        """Read the file. Raises ``NotReadable``, or ``NoConversation`` for an empty one.

        Where ``may_be_new`` a file that is not there, or is empty, is an empty page.
        """
        self.name = name
        self.path = Path(os.path.realpath(_without_nul(name)))  # a link stays one: what it leads to changes
        self._data = self._first = self._read(may_be_new)
        self.text = ""
        if not (may_be_new and not (self._data or b"").strip()):
            self.text = decode(self._data or b"", shown_name(name))
        self._line_end = "\r\n" if self.text.count("\r\n") == self.text.count("\n") > 0 else "\n"
        if self._line_end == "\r\n":
            self.text = self.text.replace("\r\n", "\n")

    def _read(self, may_be_new: bool) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            if may_be_new:
                return None
            raise NotReadable(f"{self.name} cannot be read: there is no such file.") from None
        except IsADirectoryError:
            raise NotReadable(f"{self.name} is a directory; give one of the files in it.") from None
        except OSError as problem:
            raise NotReadable(f"{self.name} cannot be read: {problem.strerror}.") from None

    def refuse_if_changed(self) -> None:
        """Raise ``FileChanged`` if the file is no longer what was read."""
        if self._read(may_be_new=True) != self._data:
            raise FileChanged(f"{self.name} has changed meanwhile. Try again.")

    def replace(self, text: str) -> None:
        """Write the new text beside the file and put it in its place at once.

        Raises ``FileChanged`` if somebody else has changed the file since it was read, ``NotReadable``
        where it cannot be written; the file is then as it was.
        """
        if self._data is not None and not self._mode() & 0o222:
            raise NotReadable(f"{self.name} is write-protected.")
        self._put(self.encoded(text))

    def put_back(self) -> None:
        """Make the file what it was when it was read. Raises as ``replace`` does."""
        if self._first is None:
            self.path.unlink()
            self._data = None
        else:
            self._put(self._first)

    def encoded(self, text: str) -> bytes:
        """The text as the file writes it."""
        data = text.replace("\n", self._line_end).encode("utf-8", "surrogatepass")
        return _BOM + data if (self._first or b"").startswith(_BOM) else data

    def _put(self, data: bytes) -> None:
        try:
            temporary = self._written_beside(data)
        except OSError as problem:
            raise NotReadable(f"{self.name} cannot be written: {problem.strerror}.") from None
        try:
            with self._locked():
                self.refuse_if_changed()
                Path(temporary).replace(self.path)
        except OSError as problem:
            raise NotReadable(f"{self.name} cannot be written: {problem.strerror}.") from None
        finally:
            Path(temporary).unlink(missing_ok=True)
        self._data = data

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """No other such command looks at or replaces a file of this folder meanwhile."""
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _written_beside(self, data: bytes) -> str:
        """A complete file in the same folder, with the mode of the old one; it is on the disk."""
        descriptor, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), self._mode())
                os.fsync(file.fileno())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return name

    def _mode(self) -> int:
        if self._data is not None:
            return stat.S_IMODE(self.path.stat().st_mode)
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


class PageStream(PageFile):
    """A page that comes from standard input; what it becomes is printed."""

    def __init__(self) -> None:
        """Read it. Raises ``NotReadable``, or ``NoConversation`` for an empty one."""
        super().__init__("standard input")

    def _read(self, may_be_new: bool) -> bytes:
        del may_be_new
        return sys.stdin.buffer.read()

    def replace(self, text: str) -> None:
        """Print the new text."""
        print_text([self.encoded(text).decode("utf-8", "surrogatepass")])


def change(name: str, changed: Callable[[PageFile], str | None]) -> None:
    """Write what ``changed`` makes of the page of this name, nothing if that is None; ``-`` is a stream.

    Where somebody else writes to the file meanwhile, it is done again with what stands there then.
    """
    for _ in range(_TRIES - 1):
        try:
            return _change_once(PageStream() if name == "-" else PageFile(name), changed)
        except FileChanged:
            continue
    return _change_once(PageFile(name), changed)


def _change_once(page: PageFile, changed: Callable[[PageFile], str | None]) -> None:
    text = changed(page)
    if text is not None:
        page.replace(text)


def unified_diff(page: PageFile, text: str) -> Iterator[str]:
    """What a change does to a page, as ``patch`` takes it."""
    from difflib import unified_diff as lines_of

    before, after = page.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in lines_of(before, after, page.name, page.name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _without_nul(name: str) -> str:
    if name == "-":
        raise NotReadable("Standard input cannot be changed; give a file.")
    if "\0" in name:
        raise NotReadable("There is no file of that name.")
    return name
