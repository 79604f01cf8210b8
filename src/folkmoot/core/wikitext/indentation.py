"""Indented lines as what they are: lines further in, not lists of definitions without terms.

MediaWiki writes ``: text`` as ``<dl><dd>text</dd></dl>``. Screen readers announce that as a list of
definitions, and WCAG 1.3.1 asks for a term in each. The renderer keeps MediaWiki's form; a site that
shows pages to people passes them through ``as_indentation``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A whole tag, so that a "<dl>" inside an attribute's value is not taken for one.
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>""")
_LISTS = frozenset({"dl", "dt", "dd"})
_PLAIN = {"<dl>": '<div class="indent">', "</dl>": "</div>", "</dd>": "</div>"}


@dataclass(slots=True)
class _List:
    """An open list: where its own tags stand among all pieces, and whether one of them is a term."""

    tags: list[int] = field(default_factory=list)
    has_term: bool = False


def as_indentation(html: str) -> str:
    """The HTML with every ``<dl>`` that has no ``<dt>`` as ``<div class="indent">``.

    Takes what ``compose`` or ``render`` gave: every element closed. A list that carries attributes
    was written as one and stays. What comes out passes the wall as it is.
    """
    if "<dl>" not in html:
        return html
    pieces: list[str] = []
    lists: list[_List] = []
    end = 0
    for tag in _TAG.finditer(html):
        if tag[2] not in _LISTS:
            continue
        pieces += (html[end : tag.start()], tag[0])
        end = tag.end()
        _take(tag, pieces, lists)
    return "".join(pieces) + html[end:]


def _take(tag: re.Match[str], pieces: list[str], lists: list[_List]) -> None:
    """Note the tag that was just added; at the end of a list without a term, rewrite the list's tags."""
    closing, name = tag[1], tag[2]
    if name == "dl" and not closing:
        lists.append(_List(has_term=tag[0] != "<dl>"))
    if not lists:
        return
    lists[-1].tags.append(len(pieces) - 1)
    lists[-1].has_term |= name == "dt"
    if name == "dl" and closing:
        finished = lists.pop()
        if not finished.has_term:
            for place in finished.tags:
                pieces[place] = _PLAIN.get(pieces[place]) or "<div" + pieces[place][len("<dd") :]
