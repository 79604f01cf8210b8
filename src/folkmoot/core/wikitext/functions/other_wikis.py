"""Links by function: to other wikis, to the page in other languages, to books."""

from __future__ import annotations

import re

from folkmoot.core.languages.facts import known_code
from folkmoot.core.site import MAIN
from folkmoot.core.titles import Title, page_path
from folkmoot.core.wikitext.fragments import FOREIGN_MODE, fragment_address
from folkmoot.core.wikitext.inline.magic_links import isbn_link
from folkmoot.core.wikitext.sanitize.attributes import escape_text, guarded_value

from .call import Call, Function

_NO_NAME = re.compile(r"^[_ ]|[_ ]$|[\r\n\t]|^$")  # no title begins or ends so, or has these in it
_ISBN = re.compile(r"(?:97[89][-\s]?)?(?:[0-9][-\s]?){9}[0-9Xx]")


def _title(call: Call) -> Title | None:
    """The title on another wiki that prefix and name mean; None where they cannot mean one."""
    name, _, fragment = call.argument(1).partition("#")
    if call.first.lower() not in call.run.site.interwiki or _NO_NAME.search(name):
        return None
    return Title(MAIN, name.replace("_", " "), fragment.strip(), call.first.lower())


def _interwiki_link(call: Call) -> str | None:
    title = _title(call)
    if title is None:
        return None
    name = f"{call.first}:{title.text}"
    fragment = f"#{fragment_address(title.fragment, FOREIGN_MODE)}" if title.fragment else ""
    address = guarded_value(page_path(title, call.run.site) + fragment)
    text = call.run.half_parsed(call.argument(2), call.run) if len(call.parts) > 1 else escape_text(name)
    return call.run.held.general(
        f'<a href="{address}" class="extiw" title="{guarded_value(name)}">{text}</a>'
    )


def _interlanguage_link(call: Call) -> str | None:
    title, run = _title(call), call.run
    if title is None:
        return None
    prefix = title.interwiki
    if known_code(prefix) is None and prefix not in run.site.language_prefixes:
        return None
    run.note_language_link(title)
    return ""


def _book(call: Call) -> str | None:
    if not _ISBN.fullmatch(call.first):
        return None
    return call.run.held.general(isbn_link(call.first, call.run))


OTHER_WIKIS: dict[str, Function] = {
    "#interwikilink": _interwiki_link,
    "#interlanguagelink": _interlanguage_link,
    "#isbn": _book,
}
