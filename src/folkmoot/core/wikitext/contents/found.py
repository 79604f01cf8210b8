"""The headings of a rendering, as they came out: their words, their ids, their order."""

from __future__ import annotations

import re

from folkmoot.core.titles import section_name
from folkmoot.core.wikitext.fragments import fragment_id
from folkmoot.core.wikitext.markers import without_raw
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.run import Run

from .lines import hint_of

_HEADING = re.compile(r'<h([1-6]) data-fm-heading="(\d+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_NUMBER = re.compile(r'<(?:h[1-6] data-fm-heading|(span data-fm-edit))="(\d+)"')
_START = re.compile(r'<h[1-6] data-fm-heading="(\d+)"[^>]*>')


def take_headings(html: str, run: Run) -> tuple[str, tuple[Heading, ...]]:
    """The rendering with its headings numbered in page order, and these headings."""
    if "data-fm-heading" not in html:
        return html, ()
    found = _HEADING.findall(html)
    headings = tuple(_heading(int(level), content, int(number), run) for level, number, content in found)
    if any(int(number) != place for place, (_, number, _) in enumerate(found)):
        html = _in_order(html)
    if any(heading.fallback for heading in headings):
        html = _START.sub(lambda start: start[0] + _fallback_slot(int(start[1]), headings), html)
    return html, headings


def _heading(level: int, html: str, number: int, run: Run) -> Heading:
    source = run.headings[number]
    html = without_raw(html).strip()
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


def _in_order(html: str) -> str:
    """Headings that extension tags made were numbered first, wherever they stand."""
    last = -1

    def renumbered(found: re.Match[str]) -> str:
        nonlocal last
        last += not found[1]
        return f'{found[0][: found.start(2) - found.start()]}{last}"'

    return _NUMBER.sub(renumbered, html)


def _fallback_slot(number: int, headings: tuple[Heading, ...]) -> str:
    return f'<span data-fm-fallback="{number}"></span>' if headings[number].fallback else ""
