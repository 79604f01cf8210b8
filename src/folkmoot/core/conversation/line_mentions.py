"""Mentions by the lines of an edit, as MediaWiki's Echo finds them.

Echo does not look at comments. It compares two versions line by line and asks of each stretch of
added lines whether the editor, and nobody else, signed in it; then everybody linked in it is
mentioned. A changed line counts only if it is signed, in a section in which the editor signed
anew, and only for the people whom the line did not link to before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Comment, FoundComment
from folkmoot.core.conversation.shown_text import plain_text
from folkmoot.core.diff import hunks
from folkmoot.core.site import SiteConfig

_HEADING = re.compile(r"(={1,6})(.+)\1[ \t]*\Z")

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

    def begins(self, line: int) -> bool:
        """Whether a line is a heading."""
        number = self.number(line)
        return number > 0 and self._starts[number] == line

    def parts(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """A stretch of lines, parted where headings stand in it."""
        inside = self._starts[bisect_right(self._starts, start) : bisect_left(self._starts, stop)]
        return pairwise([start, *inside, stop])


def addressed_by_lines(
    old_text: str, new_text: str, *, site: SiteConfig, editor: str, links: Links
) -> Iterator[Addressed]:
    """The pieces of an edit that mention people, in page order; see ``mentions``."""
    edit = _LineEdit(old_text, new_text, site, editor)
    found = [
        (piece.start, links("\n".join(edit.lines[piece.start : piece.stop])), set[str]())
        for piece in edit.added()
    ]
    found += [
        (change.at, links("\n".join(change.new)), set(links("\n".join(change.old))))
        for change in edit.changed()
    ]
    for start, names, before in sorted(found, key=lambda one: one[0]):
        yield Addressed(tuple(name for name in names if name not in before), edit.sections.title(start))


def heading_of_lines(old_text: str, new_text: str, *, site: SiteConfig, editor: str) -> str | None:
    """The heading under which the editor added something signed; None if there is none, or several.

    Nor is there one for lines that were added over the bounds of sections.
    """
    edit = _LineEdit(old_text, new_text, site, editor)
    titles = [edit.sections.title(piece.start) for piece in edit.added() if piece.in_one_section]
    spoken_under = [title for title in titles if title]
    return spoken_under[0] if len(spoken_under) == 1 else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Added lines that the editor signed, ``start`` up to ``stop``.

    Not ``in_one_section`` are those that were added with lines of other sections; of these a new
    heading mentions nobody.
    """

    start: int
    stop: int
    in_one_section: bool


class _LineEdit:
    """One edit by its lines: what was added, what was changed, and who signed it."""

    def __init__(self, old_text: str, new_text: str, site: SiteConfig, editor: str) -> None:
        self.lines = new_text.split("\n")
        self.sections = Sections(self.lines)
        self._site = site
        self._editor = editor
        self._changes = list(_changes(old_text.split("\n"), self.lines))

    def added(self) -> Iterator[_Piece]:
        """The added lines that count.

        Where anybody else signed as well none does: somebody else's words were copied or restored.
        """
        for change in self._changes:
            if not change.old and self._signers(change.new) == {self._editor}:
                yield from self._parts(change)

    def changed(self) -> Iterator[_Change]:
        """The changed lines that count: those that one person signed, in sections signed anew."""
        signed = {self.sections.number(piece.start) for piece in self.added()}
        pairs = [(change, self._signers(change.new)) for change in self._changes if change.old]
        for change, signers in pairs:
            if self._editor in signers and self._editor not in self._signers(change.old):
                signed.add(self.sections.number(change.at))
        for change, signers in pairs:
            if len(signers) == 1 and self.sections.number(change.at) in signed:
                yield change

    def _parts(self, change: _Change) -> Iterator[_Piece]:
        parts = [
            (start, stop)
            for start, stop in self.sections.parts(change.at, change.at + len(change.new))
            if any(line.strip() for line in self.lines[start:stop])
        ]
        for start, stop in parts:
            if len(parts) == 1:
                yield _Piece(start, stop, in_one_section=True)
            elif self._signers(self.lines[start:stop]):
                words = start + 1 if self.sections.begins(start) else start
                yield _Piece(words, stop, in_one_section=False)

    def _signers(self, lines: Sequence[str]) -> set[str]:
        """The authors of the comments that end in these lines."""
        found = find_in_wikitext("\n".join(lines), self._site, reading="discussiontools")
        return {item.author for item in found if isinstance(item, FoundComment)}


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
