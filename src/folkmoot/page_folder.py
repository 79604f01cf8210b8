"""Pages of a wiki as files of a folder: ``Template/Box.wikitext``, ``Module/Yesno.lua``, ``Start.txt``."""

from __future__ import annotations

from pathlib import Path

from folkmoot.core.errors import NoConversation, NotReadable
from folkmoot.core.site import SiteConfig
from folkmoot.files import read_text

_ENDINGS = (".wikitext", ".lua", ".txt")  # of names of files; all others are part of the title


def pages_in(folder: str, site: SiteConfig) -> dict[str, str]:
    """The pages by their prefixed titles. Folders are namespaces, those in them parts of titles.

    Files whose names begin with a dot are left out. Raises ``NotReadable`` for a folder that is none and
    for files that are no UTF-8.
    """
    root = Path(folder)
    if not root.is_dir():
        raise NotReadable("There is no folder “%(folder)s”.", values={"folder": folder})
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {_title(file.relative_to(root), site): _text(file) for file in files}


def _title(file: Path, site: SiteConfig) -> str:
    name = file.with_suffix("") if file.suffix in _ENDINGS else file
    first, *rest = name.as_posix().replace("_", " ").split("/")
    number = site.namespace_id(first) if rest else None
    return "/".join([first, *rest]) if number is None else f"{site.namespaces[number]}:{'/'.join(rest)}"


def _text(file: Path) -> str:
    try:
        return read_text(str(file)).rstrip()  # as a wiki saves it
    except NoConversation:  # an empty page is a page
        return ""
