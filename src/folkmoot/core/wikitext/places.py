"""Places carried through the passes: where comments stand, and what came out of which template."""

from __future__ import annotations

import re

from .markers import MARK, MARKER, marker, markers_in

_OF_COMMENTS = frozenset("se")
_SLOT = re.compile(r'<span data-fm-comment="\d+" data-fm-(?:start|end)=""></span>')
# What begins a line and is only understood there: a place goes behind it.
_BEGINNING = re.compile(r"\n*(?:[*#:;]+[ \t]*|={1,6}|-{4,}|[ \t]+)?")
_HEADING_END = re.compile(r"(?:\A|\n)(=[^\n]*[^=\n])=+[ \t]*\Z")


def comment_places(text: str) -> str:
    """The marks of where comments start and end in a text, without the text."""
    return markers_in(text, _OF_COMMENTS)


def keep_places(source: str, result: str) -> str:
    """What a template or tag gave, and behind it the places of comments that it does not show."""
    if MARK not in source:
        return result
    shown = {found[0] for found in MARKER.finditer(result)}
    places = (found for found in MARKER.finditer(source) if found[1] in _OF_COMMENTS)
    lost = [place[0] for place in places if place[0] not in shown]
    return _put_behind(result, "".join(lost)) if lost else result


def _put_behind(text: str, marks: str) -> str:
    """The marks behind a text; a heading that it may end with stays one."""
    ends = _HEADING_END.search(text) if text.endswith(("=", " ", "\t")) else None
    at = ends.end(1) if ends else len(text)
    return text[:at] + marks + text[at:]


def mark_origin(result: str, number: int) -> str:
    """What came out of a template, marked at both ends."""
    begins = _BEGINNING.match(result)
    at = begins.end() if begins else 0
    return _put_behind(f"{result[:at]}{marker('o', number)}{result[at:]}", marker("q", number))


def first_places_only(html: str) -> str:
    """The HTML with one start and one end of each comment: a template can show an argument more than once."""
    if "data-fm-start" not in html:
        return html
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        if found[0] in seen:
            return ""
        seen.add(found[0])
        return found[0]

    return _SLOT.sub(first, html)
