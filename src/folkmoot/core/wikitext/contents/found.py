"""The headings of a rendering, as they came out: their words, their ids, their order."""

from __future__ import annotations

import re

from folkmoot.core.titles import section_name
from folkmoot.core.wikitext.fragments import fragment_id
from folkmoot.core.wikitext.markers import without_raw
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.run import HeadingSource, Run

from .lines import hint_of
from .place import PLACE, may_place

_HEADING = re.compile(r'<h([1-6]) data-fm-heading="(\d+)"([^>]*)>(.*?)</h\1>', re.DOTALL)
_NOTE = re.compile(r'<sup data-fm-ref="\d+"></sup>')  # of a footnote
_FRAME = re.compile(r'<div class="mw-heading mw-heading[1-6]">\s*\Z')  # that was written in the source
_LONGEST_FRAME = 100  # characters


def take_headings(html: str, run: Run) -> tuple[str, tuple[Heading, ...]]:
    """The rendering with MediaWiki's frames around its headings, numbered in page order; and the headings.

    In front of the first one the table of contents has its place, behind each one the link to edit it.
    """
    if "data-fm-heading" not in html:
        return html, ()
    headings: list[Heading] = []

    def framed(found: re.Match[str]) -> str:
        source = run.headings[int(found[2])]
        headings.append(_heading(int(found[1]), found[4], int(found[2]), run))
        return _place(headings[-1], run) + _framed(found, headings, source, run)

    return _HEADING.sub(framed, html), tuple(headings)


def _place(heading: Heading, run: Run) -> str:
    if not heading.listed or not may_place(run):
        return ""
    run.has_contents_place = True
    return PLACE


def _framed(found: re.Match[str], headings: list[Heading], source: HeadingSource, run: Run) -> str:
    level, attributes, content = found[1], found[3], found[4]
    number = len(headings) - 1
    fallback = f'<span data-fm-fallback="{number}"></span>' if headings[number].fallback else ""
    heading = f'<h{level} data-fm-heading="{number}"{attributes}>{fallback}{content}</h{level}>'
    if not source.written:
        return heading
    if source.section and run.layout == "page":
        heading += f'<span data-fm-edit="{number}"></span>'
    if _FRAME.search(found.string, max(0, found.start() - _LONGEST_FRAME), found.start()):
        return heading
    return f'<div class="mw-heading mw-heading{level}">{heading}</div>'


def _heading(level: int, html: str, number: int, run: Run) -> Heading:
    source = run.headings[number]
    html = _NOTE.sub("", without_raw(html)).strip()
    words = hint_of(html)
    name = section_name(run.heading_words.get(number, words))
    first, *others = run.around.settings.fragment_modes
    anchor = source.identifier or fragment_id(name, first)
    fallback = fragment_id(name, others[0]) if others and not source.identifier else ""
    return Heading(
        level=level,
        html=html,
        text=" ".join(words.split()),
        anchor=anchor,
        fallback="" if fallback == anchor else fallback,
        section=source.section,
        template=source.template,
        listed=source.listed,
    )
