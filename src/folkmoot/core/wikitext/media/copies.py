"""The addresses of a file's copies, as MediaWiki names them: ``.../180px-Foobar.jpg``.

``KINDS`` says for each kind of file what its copies are called and whether they can be of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from folkmoot.core.wikitext.surroundings import FileFacts

from .sizes import Box, Size, fitted

Family = Literal["picture", "drawing", "document", "video", "audio", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be done with files of one media type.

    ``extension`` is added to the names of copies that are of another type than the file; ``must_copy``
    says that browsers cannot show the file itself.
    """

    family: Family
    extension: str = ""
    must_copy: bool = False

    @property
    def drawn(self) -> bool:
        """Whether copies can be larger than the file says it is."""
        return self.family in ("drawing", "document")


_PICTURE = Kind("picture")
KINDS = {
    "image/svg+xml": Kind("drawing", ".png", must_copy=True),
    "image/vnd.djvu": Kind("document", ".jpg", must_copy=True),
    "application/pdf": Kind("document", ".jpg", must_copy=True),
    "image/tiff": Kind("picture", ".jpg", must_copy=True),
    "image/x-xcf": Kind("picture", ".png", must_copy=True),
    "image/x-ms-bmp": Kind("picture", ".png", must_copy=True),
    "image/webp": Kind("picture", ".png"),
}
_FAMILIES = {"image": _PICTURE, "video": Kind("video", ".jpg"), "audio": Kind("audio")}


def kind_of(file: FileFacts) -> Kind:
    """What kind of file this is, by its media type."""
    return _kind(file.mime)


@lru_cache(maxsize=256)
def _kind(written: str) -> Kind:
    mime = written.partition(";")[0].strip()
    return KINDS.get(mime) or _FAMILIES.get(mime.partition("/")[0], Kind("other"))


@dataclass(frozen=True, slots=True)
class Version:
    """Which face of a file is meant: a page of a document, a language of a drawing ("" for its default)."""

    page: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it is loaded: the address, and how large it is shown, in pixels."""

    url: str
    width: int
    height: int


def copy_of(file: FileFacts, box: Box, version: Version, *, native: bool) -> Copy:
    """The copy of a picture that fills a box. ``native``: whether browsers draw drawings themselves."""
    kind = kind_of(file)
    size = fitted(file.width, file.height, box, drawn=kind.drawn)
    return Copy(_address(file, kind, size, version, native=native), size.width, size.height)


def _address(file: FileFacts, kind: Kind, size: Size, version: Version, *, native: bool) -> str:
    loads_file = size.copy_width >= file.width and not kind.must_copy
    if loads_file or (native and kind.family == "drawing") or not file.copies:
        return file.url
    name = f"{quote(file.name, safe='')}{kind.extension}"
    return f"{file.copies}/{_before(kind, version)}{size.copy_width}px-{name}"


def _before(kind: Kind, version: Version) -> str:
    """What tells the faces of a file apart in the names of their copies."""
    if kind.family == "document":
        return f"page{version.page}-"
    return f"lang{version.language}-" if kind.family == "drawing" and version.language else ""


def poster_of(file: FileFacts, width: int, second: float | None) -> str:
    """The address of a still of a video, from its middle or from a second of it; "" where there are none."""
    if not file.copies:
        return ""
    moment = "" if second is None else quote(f"seek={second:.14g}", safe="")
    return f"{file.copies}/{width}px-{moment}-{quote(file.name, safe='')}.jpg"
