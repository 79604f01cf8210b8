"""Addresses of pages (``localurl``, ``fullurl``), of files (``filepath``), titles of special pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from urllib.parse import unquote_plus

from folkmoot.core.languages.magic_words import special_page
from folkmoot.core.site import FILE, MEDIA, SPECIAL
from folkmoot.core.titles import Title, page_path, prefixed, query_path
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.fragments import fragment_address
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.variables.title import encode_path

from .call import Call, Function

_SIZE = re.compile(r"(\d{0,6})(?:x(\d{1,6}))?(?:px)?", re.ASCII)


def _title(call: Call) -> Title | None:
    """The title of an address; what came encoded is decoded. Files are shown by their description pages."""
    found = call.title() or call.run.find_title(unquote_plus(call.first))
    return replace(found, namespace=FILE) if found and found.namespace == MEDIA else found


def _local(title: Title, query: str, run: Run) -> str:
    """The address within the site, with a query by way of the site's script."""
    if query and not title.interwiki:
        return query_path(title, query, run.site)
    path = page_path(title, run.site)
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path


def _full(title: Title, query: str, run: Run) -> str:
    """The address with the server and the fragment."""
    server = "" if title.interwiki else run.site.server
    fragment = title.fragment and "#" + fragment_address(
        title.fragment, run.around.settings.fragment_modes[0]
    )
    return f"{server}{_local(title, query, run)}{fragment}"


def _address(form: Callable[[Title, str, Run], str], *, escaped: bool = False) -> Function:
    def address(call: Call) -> str | None:
        title = _title(call)
        if title is None:
            return None
        text = form(title, call.argument(1), call.run)
        return escape(text, quote=True).replace("&#x27;", "'") if escaped else text

    return address


def _file_path(call: Call) -> str:
    title = call.run.find_title(call.first, FILE)
    facts = call.run.around.files.get(title.key()) if title else None
    if facts is None:
        return ""
    options = (call.argument(1), call.argument(2))
    size = next((one for one in options if one != "nowiki"), "")
    found = _SIZE.fullmatch(size)
    width = int(found[1]) if found and found[1] else 0
    address = facts.url
    if facts.copies and 0 < width < facts.width:
        address = f"{facts.copies}/{width}px-{encode_path(facts.name)}"
    address = f"{call.run.site.server}{address}" if address.startswith("/") else address
    return escape_wikitext(address) if "nowiki" in options else address


def _special(call: Call) -> str:
    """The title of a special page in the wiki's language; one that there is not, as it is written."""
    site = call.run.site
    name, slash, rest = call.first.partition("/")
    known = special_page(site.language, name)
    if known:
        return prefixed(Title(SPECIAL, f"{known}{slash}{rest}".replace("_", " ")), site)
    is_plain = decode_references(call.first) == call.first  # in such names references are not read
    title = call.run.find_title(f"{site.namespaces[SPECIAL]}:{call.first}") if is_plain else None
    bad = special_page(site.language, "Badtitle") or "Badtitle"
    return prefixed(title or Title(SPECIAL, bad.replace("_", " ")), site)


LINKS: dict[str, Function] = {
    "localurl": _address(_local),
    "localurle": _address(_local, escaped=True),
    "fullurl": _address(_full),
    "fullurle": _address(_full, escaped=True),
    "canonicalurl": _address(_full),
    "canonicalurle": _address(_full, escaped=True),
    "filepath": _file_path,
    "#special": _special,
    "#speciale": lambda call: encode_path(_special(call)),
}
