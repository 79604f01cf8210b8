"""The files of the wiki on which MediaWiki's parser tests run, as its test runner uploads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import md5
from typing import Any
from urllib.parse import quote

from folkmoot.core.wikitext import FileFacts

UPLOADS = "http://example.com/images"
UPLOAD_ADDRESS = "/index.php?title=Special:Upload&wpDestFile=$1"
_REDIRECT = re.compile(r"#REDIRECT\s*\[\[(?:File|Image):([^\]|]+)\]\]", re.IGNORECASE)


def _file(name: str, mime: str, width: int, height: int, **more: Any) -> FileFacts:
    """A file in the folder that MediaWiki puts it into, by the hash of its name."""
    digest = md5(name.encode(), usedforsecurity=False).hexdigest()
    place = f"{digest[0]}/{digest[:2]}/{quote(name)}"
    return FileFacts(
        name=name,
        url=f"{UPLOADS}/{place}",
        copies=f"{UPLOADS}/thumb/{place}",
        mime=mime,
        width=width,
        height=height,
        **more,
    )


_FILES = (
    _file("Foobar.jpg", "image/jpeg", 1941, 220),
    _file("File_&_file.jpg", "image/jpeg", 1941, 220),
    _file("Hi-ho.jpg", "image/jpeg", 1941, 220),
    _file("Thumb.png", "image/png", 135, 135),
    _file("Bad.jpg", "image/jpeg", 320, 240),
    _file("Foobar.svg", "image/svg+xml", 240, 180, languages=("en", "ru")),
    _file("LoremIpsum.djvu", "image/vnd.djvu", 2480, 3508, pages=5),
    _file("Video.ogv", 'video/ogg; codecs="theora"', 320, 240, duration=4.367),
    _file("Audio.oga", 'audio/ogg; codecs="vorbis"', 0, 0, duration=0.99875),
)


def files_of(articles: Mapping[str, str]) -> dict[str, FileFacts]:
    """The files by their names and by the names of redirects to them."""
    files = {file.name: file for file in _FILES}
    for title, text in articles.items():
        found = _REDIRECT.match(text) if title.startswith(("File:", "Image:")) else None
        target = found[1].replace(" ", "_") if found else ""
        if target in files:
            files[title.partition(":")[2].replace(" ", "_")] = files[target]
    return files
