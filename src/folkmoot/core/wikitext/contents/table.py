"""The table of contents: which headings it lists, how they are numbered, and its markup, as MediaWiki's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from folkmoot.core.languages.facts import facts
from folkmoot.core.wikitext.fragments import address_of_id
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.words import Words

from .lines import line_of

ENOUGH = 4  # headings; a page with fewer has no table unless it asks for one
_TOP = (
    '<div id="toc" class="toc" role="navigation" aria-labelledby="mw-toc-heading">'
    '<input type="checkbox" role="button" id="toctogglecheckbox" class="toctogglecheckbox"'
    ' style="display:none" />'
    '<div class="toctitle" lang="{lang}" dir="{dir}"><h2 id="mw-toc-heading">{words}</h2>'
    '<span class="toctogglespan"><label class="toctogglelabel" for="toctogglecheckbox"></label></span></div>'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: ``depth`` counts from 1, ``number`` is ``2.1``, ``address`` has no ``#``."""

    depth: int
    number: str
    address: str
    heading: Heading


def is_wanted(switches: Collection[str], headings: int) -> bool:
    """Whether a page of so many headings shows a table, by its behaviour switches."""
    if "forcetoc" in switches or "toc" in switches:
        return headings > 0
    return headings >= ENOUGH and "notoc" not in switches


def entries(
    headings: Iterable[Heading], anchors: Iterable[str], *, mode: str = "html5", digits: str = ""
) -> list[Entry]:
    """The numbered lines for a page's headings with their ids, however odd the order of their levels is.

    ``mode`` is how the ids are written (``fragments``); ``digits`` are the ten of the page's language.
    """
    numbering = _Numbering(digits)
    return [
        Entry(*numbering.of(heading.level), address_of_id(anchor, mode), heading)
        for heading, anchor in zip(headings, anchors, strict=True)
        if heading.listed
    ]


class _Numbering:
    """Depths and numbers: a deeper heading is one step further in, however many levels it skips."""

    def __init__(self, digits: str) -> None:
        self._digits = str.maketrans("0123456789", digits) if digits else {}
        self._levels: list[int] = []  # of the open entries, from the outermost
        self._counts: list[int] = []

    def of(self, level: int) -> tuple[int, str]:
        if not self._levels or level > self._levels[-1]:
            self._levels.append(level)
            self._counts.append(0)
        elif level < self._levels[-1]:
            self._step_out(level)
        self._levels[-1] = level
        self._counts[-1] += 1
        return len(self._levels), ".".join(map(str, self._counts)).translate(self._digits)

    def _step_out(self, level: int) -> None:
        while len(self._levels) > 1 and self._levels[-1] > level:
            if self._levels[-2] < level:
                return  # between two levels that there are: it stands beside the deeper
            self._levels.pop()
            self._counts.pop()


def contents_html(lines: Sequence[Entry], words: Words, *, language: str, deepest: int = 999) -> str:
    """The table as HTML in the words of ``language``; lines of depth ``deepest`` and more are left out."""
    shown = [line for line in lines if line.depth < deepest]
    if not shown:
        return ""
    known = facts(language)
    top = _TOP.format(lang=escape_text(known.tag), dir=known.direction, words=escape_text(words("toc")))
    return f"{top}{''.join(_lists(shown))}\n</div>\n"


def _lists(lines: Sequence[Entry]) -> Iterator[str]:
    depth = 0
    for line in lines:
        if line.depth > depth:
            yield "\n<ul>\n"
        else:
            yield "</li>\n" + "</ul>\n</li>\n" * (depth - line.depth)
        depth = line.depth
        yield _line(line)
    yield "</li>\n" + "</ul>\n</li>\n" * (depth - 1) + "</ul>"


def _line(line: Entry) -> str:
    own = line.heading.section and not line.heading.template
    section = f" tocsection-{line.heading.section}" if own else ""
    return (
        f'<li class="toclevel-{line.depth}{section}"><a href="#{escape_text(line.address)}">'
        f'<span class="tocnumber">{line.number}</span> '
        f'<span class="toctext">{line_of(line.heading.html)}</span></a>'
    )
