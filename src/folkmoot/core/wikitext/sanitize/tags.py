"""The pass over HTML tags: allowed ones in one safe form, everything else as text."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.markers import MARK, without_positions
from folkmoot.core.wikitext.places import comment_places
from folkmoot.core.wikitext.run import Run

from .attributes import attribute_text, checked_attributes
from .facts import TAGS, VOID_TAGS

_TAG = re.compile(r"<(/?)([A-Za-z][^\t\n\v />\0<]*+)([^<>]*+)>|[<>]")
_REQUIRED = {"meta": {"itemprop", "content"}, "link": {"itemprop", "href"}}


def sanitize_tags(text: str, run: Run) -> str:
    """Keeps the tags wikitext may hold, with their allowed attributes; escapes all others."""
    if "<" not in text and ">" not in text:
        return text

    def tag(found: re.Match[str]) -> str:
        return _sanitized(found, run)

    return _TAG.sub(tag, text)


def _sanitized(found: re.Match[str], run: Run) -> str:
    slash, written, rest = found.groups()
    name = (written or "").lower()
    if name not in TAGS:
        return found[0].replace("<", "&lt;").replace(">", "&gt;")
    if slash:
        return "<br />" if name == "br" else f"</{name}>"
    if MARK in rest:
        rest = run.held.release_raw(run.held.release(rest))
        if places := comment_places(rest):
            return places + _opening(name, without_positions(rest), found[0], run)
    return _opening(name, without_positions(rest), found[0], run)


def _opening(name: str, rest: str, written: str, run: Run) -> str:
    if name in _REQUIRED and not _REQUIRED[name] <= checked_attributes(name, rest).keys():
        return written.replace("<", "&lt;").replace(">", "&gt;")
    # A slash before the end means nothing in HTML: the element stays open.
    rest = rest.removesuffix("/")
    end = " />" if name in VOID_TAGS else ">"
    return f"<{name}{attribute_text(name, rest, run.around.settings.fragment_modes[0])}{end}"
