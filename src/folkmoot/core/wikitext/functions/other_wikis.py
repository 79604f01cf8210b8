"""Links by function: to other wikis, to the page in other languages, to books."""

from __future__ import annotations

import re

from folkmoot.core.languages.facts import known_code
from folkmoot.core.wikitext.inline.magic_links import isbn_link

from .call import Call, Function

_ISBN = re.compile(r"(?:97[89][-\s]?)?(?:[0-9][-\s]?){9}[0-9Xx]")


def _interwiki_link(call: Call) -> str | None:
    title = call.run.find_title(f"{call.first}:{call.argument(1)}") if call.first else None
    if title is None or title.interwiki != call.first.lower():
        return None
    text = f"|{call.argument(2)}" if len(call.parts) > 1 else ""
    return f"[[:{call.first}:{call.argument(1)}{text}]]"


def _interlanguage_link(call: Call) -> str | None:
    site, prefix = call.run.site, call.first.lower()
    title = call.run.find_title(f"{prefix}:{call.argument(1)}") if prefix else None
    if title is None or title.interwiki != prefix:
        return None
    if known_code(prefix) is None and prefix not in site.language_prefixes:
        return None
    return f"[[{prefix}:{call.argument(1)}]]"


def _book(call: Call) -> str | None:
    if not _ISBN.fullmatch(call.first):
        return None
    return call.run.held.general(isbn_link(call.first, call.run))


OTHER_WIKIS: dict[str, Function] = {
    "#interwikilink": _interwiki_link,
    "#interlanguagelink": _interlanguage_link,
    "#isbn": _book,
}
