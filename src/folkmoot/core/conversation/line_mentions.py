"""Mentions by the lines of an edit, as MediaWiki's Echo finds them.

Echo does not look at comments. It compares two versions line by line and asks of each stretch of
added lines whether the editor, and nobody else, signed in it; then everybody linked in it is
mentioned. A changed line counts only in a section in which the editor signed anew, and only for
the people whom the line did not link to before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from folkmoot.core.conversation.from_wikitext import find_in_wikitext, plain_text
from folkmoot.core.conversation.model import Comment, FoundComment
from folkmoot.core.diff import hunks
from folkmoot.core.site import SiteConfig

_HEADING = re.compile(r"(={1,6})[ \t]*([^\n]*?[^=\n][^\n]*?|[^=\n])[ \t]*\1[ \t]*(?:<!--.*?-->)?[ \t]*\Z")

Links = Callable[[str], Sequence[str]]  # some wikitext -> the people whose user page it links to


@dataclass(frozen=True, slots=True)
class Addressed:
    """The names that one piece of an edit links to, before it is asked who they are."""

    names: tuple[str, ...]
    topic: str | None
    comment: Comment | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines of the new version that stand in place of lines of the old one, from line ``at`` on."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    at: int


class Sections:
    """The lines of a page, parted at its headings."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._titles: list[str | None] = [None]
        self._starts = [0]
        for number, line in enumerate(lines):
            if line.startswith("=") and (heading := _HEADING.match(line)):
                self._starts.append(number)
                self._titles.append(plain_text(heading[2]) or None)

    def number(self, line: int) -> int:
        """Which section a line stands in; 0 is what stands before the first heading."""
        return bisect_right(self._starts, line) - 1

    def title(self, line: int) -> str | None:
        """The words of the heading that a line stands under."""
        return self._titles[self.number(line)]

    def parts(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """A stretch of lines, parted where headings stand in it."""
        inside = self._starts[bisect_right(self._starts, start) : bisect_left(self._starts, stop)]
        return pairwise([start, *inside, stop])


def addressed_by_lines(
    old_text: str, new_text: str, *, site: SiteConfig, editor: str, links: Links
) -> Iterator[Addressed]:
    """The pieces of an edit that mention people, in page order; see ``mentions``."""
    lines = new_text.split("\n")
    sections = Sections(lines)
    changes = list(_changes(old_text.split("\n"), lines))
    signers = _Signers(site)
    pieces = _signed_pieces(changes, sections, signers, editor)
    signed = {sections.number(start) for start, _ in pieces}
    for change in changes:
        if change.old and signers.count(change.new, editor) > signers.count(change.old, editor):
            signed.add(sections.number(change.at))
    yield from _in_page_order(changes, pieces, lines, sections, signed, links)


def heading_of_lines(old_text: str, new_text: str, *, site: SiteConfig, editor: str) -> str | None:
    """The heading under which the editor added something signed; None if there is none, or several."""
    lines = new_text.split("\n")
    sections = Sections(lines)
    changes = list(_changes(old_text.split("\n"), lines))
    pieces = _signed_pieces(changes, sections, _Signers(site), editor)
    spoken_in = {sections.number(start) for start, _ in pieces}
    return sections.title(pieces[0][0]) if len(spoken_in) == 1 else None


def _signed_pieces(
    changes: Sequence[_Change], sections: Sections, signers: _Signers, editor: str
) -> list[tuple[int, int]]:
    """The added lines that the editor signed, as (first line, end), in page order."""
    return [
        piece
        for change in changes
        if not change.old
        for piece in _signed_parts(change, sections, signers, editor)
    ]


def _in_page_order(
    changes: Sequence[_Change],
    pieces: Sequence[tuple[int, int]],
    lines: Sequence[str],
    sections: Sections,
    signed: set[int],
    links: Links,
) -> Iterator[Addressed]:
    found = [(start, links("\n".join(lines[start:stop])), set[str]()) for start, stop in pieces]
    found += [
        (change.at, links("\n".join(change.new)), set(links("\n".join(change.old))))
        for change in changes
        if change.old and change.new and sections.number(change.at) in signed
    ]
    for start, names, before in sorted(found, key=lambda piece: piece[0]):
        yield Addressed(tuple(name for name in names if name not in before), sections.title(start))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """The lines that differ: first as many pairs of lines as there are, then the lines that are more.

    Lines taken away with nothing in their place mention nobody and are left out.
    """
    for hunk in hunks(old, new):
        pairs = min(hunk.old_stop - hunk.old_start, hunk.new_stop - hunk.new_start)
        for step in range(pairs):
            before, after = old[hunk.old_start + step], new[hunk.new_start + step]
            yield _Change((before,), (after,), hunk.new_start + step)
        if hunk.new_start + pairs < hunk.new_stop:
            added = tuple(new[hunk.new_start + pairs : hunk.new_stop])
            yield _Change((), added, hunk.new_start + pairs)


def _signed_parts(
    change: _Change, sections: Sections, signers: _Signers, editor: str
) -> Iterator[tuple[int, int]]:
    """The parts of added lines that count: all if they are one section's, else the signed ones.

    Nothing counts where anybody else signed as well: somebody else's words were copied or restored.
    """
    if set(signers.of(change.new)) != {editor}:
        return
    stop = change.at + len(change.new)
    parts = list(sections.parts(change.at, stop))
    for start, end in parts:
        if len(parts) == 1 or signers.count(change.new[start - change.at : end - change.at], editor):
            yield start, end


class _Signers:
    """Who signed in some lines."""

    def __init__(self, site: SiteConfig) -> None:
        self._site = site

    def of(self, lines: Sequence[str]) -> list[str]:
        """The authors of all comments that end in these lines."""
        found = find_in_wikitext("\n".join(lines), self._site, reading="discussiontools")
        return [item.author for item in found if isinstance(item, FoundComment)]

    def count(self, lines: Sequence[str], author: str) -> int:
        """How many comments of this author end in these lines."""
        return self.of(lines).count(author)
