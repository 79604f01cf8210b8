"""``[[Media:Name]]``, a link to a file itself; and where ``[[File:...|...]]`` ends that has links in it."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot.core.site import FILE
from folkmoot.core.titles import Title, page_path
from folkmoot.core.wikitext.run import Run

from .broken import upload_address
from .elements import start


def media_link(title: Title, html: str, run: Run) -> str:
    """A link to the file that ``title`` (of the namespace Media) names, or to where it can be given.

    Its words go on through the passes: they can hold blocks.
    """
    run.files[title.key()] = None
    file = run.around.files.get(title.key())
    name = file.name.replace("_", " ") if file else title.text
    page = Title(FILE, name)
    address = file.url if file else upload_address(page, run) or page_path(page, run.site)
    attributes: dict[str, str | int | None] = {
        "href": address,
        "class": "internal" if file else "new",
        "title": name,
    }
    return f"{run.held.general(start('a', attributes))}{html}</a>"


def to_its_end(bits: Sequence[str], at: int, text: str) -> tuple[str, str, int] | None:
    """The whole text of a use of a file with links in it, what follows it, and the number of the next bit.

    ``bits`` are a source cut at every ``[[``, ``text`` the beginning in bit ``at``: as far as that bit goes.
    A bit that ends one link belongs to the text, one that ends two ends the use as well. None where it ends
    nowhere. A bit without an end stops the search: nobody looks twice at the same text.
    """
    pieces = [text]
    for number in range(at + 1, len(bits)):
        ends = bits[number].split("]]", 2)
        if len(ends) == 1:
            return None
        pieces.append(f"[[{ends[0]}]]{ends[1]}")
        if len(ends) == 3:
            return "".join(pieces), ends[2], number + 1
    return None
