"""A talk page copied out of a browser -> headings and comments, each with its place in the text.

The third of the readers. A copied page keeps its words and loses its markup: links have become
names, indentation is gone, buttons have become words. What the frame of the page says is read as
such; who answers whom is told only where the text itself shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from folkmoot.core.conversation.copied.answers import Speakers, called
from folkmoot.core.conversation.copied.buttons import Buttons
from folkmoot.core.conversation.copied.contents import find_contents
from folkmoot.core.conversation.copied.ends import ended_lines
from folkmoot.core.conversation.copied.frame import Frame, read_frame
from folkmoot.core.conversation.copied.headings import CopiedHeading, HeadingFinder
from folkmoot.core.conversation.copied.labels import tells_last_edit
from folkmoot.core.conversation.copied.lines import Lines
from folkmoot.core.conversation.copied.signers import Signer, find_signers
from folkmoot.core.conversation.copied.words import folded, talk_words
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, PageFacts, SourceRange
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import anchor_of

# Nothing but the place before the date says that these words are a name.
INFERRED_AUTHOR = "Author inferred from the words before the timestamp"
_WORDS = re.compile(r"\S")
_OUTDENT = re.compile(r"\s*┌[─━]*[┘└]?")
_BY = re.compile(r"\b(?:by|par|von|por|door|от|da)\s+(.+?)\s+(?:in|dans|im|en|no|in merito|в)\s+\S")
_BUTTONS_OF = 10  # all but one of so many comments have a button where skins show them
_QUOTES = "'\"»”“’」』.)"
_DASHES = frozenset(" \t\n\u00a0\u200e\u200f-~_\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


def find_in_text(text: str, site: SiteConfig) -> tuple[tuple[Found, ...], PageFacts]:
    """The headings and comments of a copied page, and what the page says about itself.

    Never raises. Positions are those of ``text``. All comments have level 1; ``answers`` says
    whom one addresses, where it does.
    """
    page = _CopiedPage(text, site)
    found = tuple(page.found())
    return found, page.facts(found)


class _CopiedPage:
    def __init__(self, text: str, site: SiteConfig) -> None:
        self._text = text
        dates = [date for date in timestamp_reader(site).finditer(text) if date.timestamp is not None]
        lines = self._lines = Lines(text, dates)
        self._buttons = Buttons(text, lines, dates)
        lines.dated |= self._buttons.lines
        lines.ended = ended_lines(text, lines, dates, talk_words(site))
        contents = find_contents(lines)
        headings = HeadingFinder(lines, contents, site).find()
        starts = [heading.start for heading in headings[:1]] + [date.start for date in dates[:1]]
        first = min(starts, default=len(text))
        topics = bool(headings) and headings[0].start > 0
        self._frame = read_frame(lines, first, contents, site, topics=topics)
        self._headings = [heading for heading in headings if heading.start >= self._frame.end]
        self._dates = [date for date in dates if not self._in_heading(date.start)]
        self._answerable = {date.start for date in self._dates if self._has_button(date)}
        known = _named_in(self._frame)
        signers = find_signers(text, self._dates, site, known=known, certain=self._answerable)
        self._signers = {date: one for date, one in signers.items() if not self._in_heading(one.start)}
        self._skips: list[tuple[int, int]] = []
        if contents:
            self._skips.append((lines.starts[contents.first], lines.end_of(contents.last)))

    def found(self) -> Iterator[Found]:
        """Headings and comments in page order."""
        headings = iter(self._headings)
        heading = next(headings, None)
        previous_end = self._frame.end
        speakers = Speakers()
        for number, line in enumerate(self._comments_among(list(self._signed_lines()))):
            while heading is not None and heading.start < line.start:
                yield _as_found(heading)
                previous_end = heading.end
                speakers = Speakers()
                heading = next(headings, None)
            comment = self._comment(line, previous_end, speakers)
            yield comment
            speakers.add(_names(line.signer.name, line.signer.shown), number)
            previous_end = line.label_end
        while heading is not None:
            yield _as_found(heading)
            heading = next(headings, None)

    def facts(self, found: Sequence[Found]) -> PageFacts:
        """What the page's frame says; whom "latest comment" names is checked against the page."""
        frame = self._frame
        authors = {item.author for item in found if isinstance(item, FoundComment)}
        topics = {item.text for item in found if isinstance(item, FoundHeading)}
        latest = frame.latest or ""
        return PageFacts(
            title=frame.title,
            project=frame.project,
            latest_comment=frame.latest,
            latest_author=max((name for name in authors if name in latest), key=len, default=None),
            latest_topic=max(
                (name for name in topics if latest.rstrip(_QUOTES).endswith(name)), key=len, default=None
            ),
        )

    # -- signed lines --------------------------------------------------------------------------

    def _signed_lines(self) -> Iterator[_SignedLine]:
        """Each stretch that somebody signed: further signatures on the same line belong to it."""
        current: _SignedLine | None = None
        for date in self._dates:
            signer = self._signers.get(date.start)
            if signer is None or date.timestamp is None or self._is_footer(date, signer):
                continue
            if current is not None and date.start < current.label_end:
                if current.signer.firm or not signer.firm:
                    current.last = (date, signer)
                    continue
                current = None  # what stood before that date was no name
            if current is not None:
                yield current
            end, label_end = self._end_of_line(date.end)
            current = _SignedLine(date.timestamp, date.warnings, signer, (date, signer), end, label_end)
        if current is not None:
            yield current

    def _has_button(self, date: FoundTimestamp) -> bool:
        number = self._lines.number_at(date.end - 1)
        end = self._lines.end_of(number)
        return self._buttons.behind(date.end, end) is not None or number + 1 in self._buttons.lines

    def _comments_among(self, lines: Sequence[_SignedLine]) -> Iterator[_SignedLine]:
        """The lines without quoted dates, where nearly everything that is signed has a button.

        A date without one is quoted when no word behind the name leads to a talk page and nobody of
        this name has a comment with a button.
        """
        answerable = [line for line in lines if line.last[0].start in self._answerable]
        if _BUTTONS_OF * len(answerable) < (_BUTTONS_OF - 1) * len(lines):
            yield from lines
            return
        names = {line.signer.name for line in answerable}
        for line in lines:
            if line.signer.led_on or line.signer.name in names:
                yield line

    def _is_footer(self, date: FoundTimestamp, signer: Signer) -> bool:
        """Whether the words before a date are no name, but say when the page was edited."""
        return not signer.firm and tells_last_edit(self._lines.texts[self._lines.number_at(date.start)])

    def _end_of_line(self, position: int) -> tuple[int, int]:
        """Where the signed line ends, without and with the button that stands behind it."""
        text = self._text
        end = self._lines.end_of(self._lines.number_at(position - 1))
        if end == position:
            return end, end
        if (outdent := _OUTDENT.search(text, position, end)) is not None and outdent[0].strip():
            end = outdent.start()
        behind = self._buttons.behind(position, end)
        if behind is not None:
            return behind
        return position + len(text[position:end].rstrip()), end

    # -- one comment ---------------------------------------------------------------------------

    def _comment(self, line: _SignedLine, previous_end: int, speakers: Speakers) -> FoundComment:
        start = self._start(previous_end, line.signer.start)
        signature = max(self._with_dash(line.last[1].start, start), start)
        body = self._text[start:signature].strip()
        signer = line.signer
        return FoundComment(
            author=signer.name,
            timestamp=line.timestamp,
            level=1,
            body=body,
            display_name=signer.shown if folded(signer.shown) != folded(signer.name) else None,
            warnings=line.warnings if signer.firm else (*line.warnings, INFERRED_AUTHOR),
            source=SourceRange(
                line_start=self._text.rfind("\n", 0, start) + 1,
                start=start,
                signature=signature,
                timestamp=max(line.last[0].start, signature),
                end=line.end,
            ),
            answers=speakers.answered(body, _names(signer.name, signer.shown)),
        )

    def _start(self, previous_end: int, limit: int) -> int:
        for skip_start, skip_end in self._skips:
            if previous_end <= skip_start and skip_end <= limit:
                previous_end = skip_end
        outdent = _OUTDENT.match(self._text, previous_end, limit)
        start = outdent.end() if outdent else previous_end
        start = self._after_blanks(start, limit)
        number = self._lines.number_at(start)
        while start < limit and number in self._buttons.lines:
            start = self._after_blanks(min(self._lines.end_of(number), limit), limit)
            number = self._lines.number_at(start)
        return start

    def _after_blanks(self, position: int, limit: int) -> int:
        words = _WORDS.search(self._text, position, limit)
        return words.start() if words else limit

    def _with_dash(self, position: int, limit: int) -> int:
        begin = position
        while begin > limit and self._text[begin - 1] in _DASHES:
            begin -= 1
        return position - len(self._text[begin:position].lstrip())

    def _in_heading(self, position: int) -> bool:
        index = bisect_right(self._headings, position, key=lambda heading: heading.start) - 1
        return index >= 0 and position < self._headings[index].end


@dataclass(slots=True)
class _SignedLine:
    """A date with its signer, the last signature on the same line, and where the line ends."""

    timestamp: datetime
    warnings: tuple[str, ...]
    signer: Signer
    last: tuple[FoundTimestamp, Signer]
    end: int
    label_end: int

    @property
    def start(self) -> int:
        """Where the first signature stands."""
        return self.signer.start


@lru_cache(maxsize=4096)
def _names(name: str, shown: str) -> frozenset[str]:
    """What somebody of this account who is shown so may be called."""
    return frozenset((called(name), called(shown)))


def _as_found(heading: CopiedHeading) -> FoundHeading:
    return FoundHeading(heading.level, heading.text, anchor_of(heading.text), heading.start, heading.end)


def _named_in(frame: Frame) -> list[str]:
    """Who wrote last, as the line above the page says it."""
    named = _BY.search(frame.latest or "")
    return [named[1]] if named else []
