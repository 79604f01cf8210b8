"""Where a picture leads: ``link=`` and what it is without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from folkmoot.core.site import MAIN
from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.core.wikitext.fragments import fragment_address
from folkmoot.core.wikitext.inline.addresses import is_behind_protocol
from folkmoot.core.wikitext.inline.outside import outside_attributes
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_OR_RELATIVE_PATTERN

_PROTOCOL = re.compile(PROTOCOL_OR_RELATIVE_PATTERN, re.IGNORECASE)
Attributes = dict[str, "str | int | None"]


@dataclass(frozen=True, slots=True)
class Target:
    """What ``link=`` says: an address, a page, or nothing at all where both are empty."""

    url: str = ""
    title: Title | None = None


def read_target(written: str, run: Run) -> Target | None:
    """The target that a value of ``link=`` names, as plain text; None where it names none."""
    if not written:
        return Target()
    if protocol := _PROTOCOL.match(written):
        return Target(url=written) if is_behind_protocol(written[protocol.end() :]) else None
    name = unquote(written) if "%" in written else written
    if name.startswith("#"):
        return Target(title=Title(MAIN, "", name[1:]))
    title = run.find_title(name)
    return None if title is None else Target(title=title)


def link_attributes(target: Target, tooltip: str, run: Run) -> Attributes:
    """The attributes of the link around a picture; without ``href`` where it leads nowhere."""
    if target.url:
        run.external_links[target.url] = None
        return {
            "href": target.url,
            "title": tooltip or None,
            **outside_attributes(target.url, run.around.settings),
        }
    if target.title is None:
        return {"title": tooltip or None}
    if target.title.text and not target.title.interwiki:
        run.link_number(target.title)
    return {"href": _address(target.title, run), "title": tooltip or prefixed(target.title, run.site)}


def _address(title: Title, run: Run) -> str:
    """The address of a page whether there is one or not: a picture is not a red link."""
    path = page_path(title, run.site) if title.text or title.interwiki else ""
    mode = run.around.settings.fragment_modes[0]
    return f"{path}#{fragment_address(title.fragment, mode)}" if title.fragment else path
