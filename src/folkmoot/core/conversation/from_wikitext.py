"""Wikitext -> headings and signed comments, each with its exact place in the source.

The first of the three readers. It follows what DiscussionTools finds in the page that MediaWiki
would render, but reads the source itself, so that a reply can be put into the text without
touching anything else. One section reads as it does within its page. Linear in the text's length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from folkmoot.core.conversation.interleaved import split_comments
from folkmoot.core.conversation.model import (
    Found,
    FoundComment,
    FoundHeading,
    Reading,
    SourceRange,
    quickly,
)
from folkmoot.core.conversation.shown_text import plain_text
from folkmoot.core.conversation.source.blocks import Block, Blocks, HeadingLine, find_blocks
from folkmoot.core.conversation.source.boxes import Marks, find_marks, picture_lines
from folkmoot.core.conversation.source.calls import find_calls
from folkmoot.core.conversation.source.inline import (
    Signature,
    SignatureFinder,
    Token,
    tokenize,
    tokenize_before,
    wrapped,
)
from folkmoot.core.conversation.source.people import (
    MAX_STEPS,
    Beginnings,
    Place,
    Standing,
    begins_with_outdent,
)
from folkmoot.core.conversation.source.places import (
    Ranges,
    Separators,
    body_of,
    dates_in_pieces,
    transparent_pattern,
    trimmed_end,
)
from folkmoot.core.conversation.source.surroundings import Surroundings
from folkmoot.core.conversation.source.text import Readable, readable
from folkmoot.core.conversation.talk_templates import TalkTemplates, talk_templates
from folkmoot.core.conversation.threads import DIFFERENT_INDENTATION
from folkmoot.core.languages.exact_dates import exact_dates
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import anchor_of

_TOKEN_START = attrgetter("start")

_make_comment = quickly(FoundComment)
_make_heading = quickly(FoundHeading)
_make_range = quickly(SourceRange)


def find_in_wikitext(
    text: str,
    site: SiteConfig,
    *,
    reading: Reading = "people",
    templates: TalkTemplates | None = None,
) -> tuple[Found, ...]:
    """The headings and signed comments of a page or of one section, in page order.

    Never raises: every text reads as something. Both readings find the same signatures; where a
    comment begins, and so how deep it stands, is seen by people as ``source.people`` says.
    ``templates`` are those of the wiki, if not those that wikis of its language are known to have.
    """
    known = templates or talk_templates(site.language)
    return tuple(_PageReader(readable(text), site, known, people=reading == "people").found())


class _PageReader:
    """One reading of one text; positions are those of the readable text until they go out."""

    def __init__(self, page: Readable, site: SiteConfig, templates: TalkTemplates, *, people: bool) -> None:
        self._page = page
        self._text = page.text
        self._site = site
        self._signatures = SignatureFinder(site, templates)
        dates = timestamp_reader(site) if people else exact_dates(site)
        self._dates = list(dates.finditer(page.text))
        self._calls = find_calls(page.text, templates, [date.start for date in self._dates])
        self._made: Blocks = find_blocks(page.text, self._calls)
        self._separators = Separators(self._made.separators)
        self._around = Surroundings(
            page.text,
            self._made.blocks,
            self._dates,
            self._separators,
            transparent_pattern(site),
            self._signatures,
        )
        self._previous_end = 0  # of the last heading or comment
        self._start_block = 0  # blocks before this one end before `_previous_end`
        self._after_heading = False
        self._has_frames = "<" in page.text or "{|" in page.text
        self._marks = Marks()
        self._is_marked = False
        self._people: Beginnings | None = None
        if people and self._dates:
            self._marks = find_marks(page.text, self._made.headings, self._calls)
            self._is_marked = self._marks.has_any()
            boxes = self._marks.notices + self._calls.alone + picture_lines(page.text, site)
            quoted = sorted(self._made.left_out + boxes)
            self._people = Beginnings(page.text, self._made.list_lines, self._around, quoted)

    def found(self) -> list[Found]:
        """Headings and comments in page order."""
        found: list[Found] = []
        headings = iter(self._made.headings)
        heading = next(headings, None)
        topic: list[FoundComment | _Signed] = []
        for number, dates in self._dated_blocks():
            while heading is not None and heading.start < self._made.blocks[number].start:
                found += self._finished(topic)
                topic = []
                found.append(self._heading(heading))
                heading = next(headings, None)
            topic += self._comments(number, dates)
        found += self._finished(topic)
        while heading is not None:
            found.append(self._heading(heading))
            heading = next(headings, None)
        return found

    # -- headings ------------------------------------------------------------------------------

    def _heading(self, heading: HeadingLine) -> FoundHeading:
        self._previous_end = heading.end
        page = self._page
        source = page.source[page.start(heading.words_start) : page.end(heading.words_end)]
        words = plain_text(source, self._site)
        start = page.start(heading.start)
        end = page.end(heading.end)
        closed = self._marks.is_closed(heading.start)
        self._after_heading = True
        return _make_heading(heading.level, words, anchor_of(words), start, end, False, closed)

    # -- comments ------------------------------------------------------------------------------

    def _dated_blocks(self) -> Iterator[tuple[int, list[FoundTimestamp]]]:
        """The blocks that hold dates, by number, with them; dates inside quotations do not count."""
        left_out = Ranges(self._made.left_out)
        blocks, number = self._made.blocks, 0
        inside: list[FoundTimestamp] = []
        for date in self._dates:
            begin, end, _, _ = date
            while number < len(blocks) and blocks[number].end <= begin:
                if inside:
                    yield number, inside
                    inside = []
                number += 1
            if number == len(blocks):
                return
            block = blocks[number]
            if begin >= block.start and end <= block.end and not left_out.hold(begin):
                inside.append(date)
        if inside:
            yield number, inside

    def _comments(self, number: int, dates: list[FoundTimestamp]) -> Iterable[FoundComment | _Signed]:
        """The comments that are signed in a block: one, if it is no unusual one."""
        block, date = self._made.blocks[number], dates[0]
        signature = None
        if len(dates) == 1 and self._previous_end <= block.start:
            signature = self._signatures.usual(self._text, block.start, date.start)
        if signature is None or date.timestamp is None:
            return self._comments_in_pieces(block, dates)
        plain = self._plain_comment(number, date, date.timestamp, signature)
        if plain is not None:
            return (plain,)
        signed = _Signed(block, date.timestamp, date.warnings, signature, date, signature.start)
        return (self._comment(signed, self._line_end(block, date.end)),)

    def _plain_comment(
        self, number: int, date: FoundTimestamp, timestamp: datetime, signature: Signature
    ) -> FoundComment | None:
        """The comment that this date signs, if it is plain: as ``_comment`` would find it, in fewer steps.

        None if anything stands around that could say more of it: then it is read with care.
        """
        text, block = self._text, self._made.blocks[number]
        previous_end, limit = self._previous_end, signature.start
        start_block, start = block, block.start + (text[block.start] == " ")
        alone = not number or self._made.blocks[number - 1].end <= previous_end
        if not alone or not text[start].isalnum() or self._made.separators:
            start_block, start = self._start(block, limit)
        if not self._is_plain(start_block, start, block, limit):
            return None
        start, end = min(start, limit), date.end
        if end < block.end:
            end = max(trimmed_end(text, end, self._line_end(block, end)), end)
        if self._calls.boxes:
            start = max(previous_end, self._calls.begins_before(start, limit))
        if self._has_frames:
            start, end = wrapped(text, start, end, previous_end)
        self._previous_end = end
        self._after_heading = False
        place = self._source_range(start, limit, date.start, end, block.indentation.strip())
        level, author, shown, warnings = block.level, signature.author, signature.display_name, date.warnings
        body, closed = body_of(self._page.source, place, level - 1), self._marks.is_closed(limit)
        # By place, as the model has them: naming them takes as long again as making the comment.
        return _make_comment(
            author, timestamp, level, body, shown, warnings, place, None, None, level, None, False, closed
        )

    def _comments_in_pieces(self, block: Block, dates: list[FoundTimestamp]) -> Iterator[_Signed]:
        tokens = self._pieces(block, dates)
        signed: _Signed | None = None
        line_end = block.start  # up to here a line with a signature has taken everything
        for index, date in dates_in_pieces(tokens, dates):
            if date.start < line_end:  # once more on the same line: the same comment goes on
                again = self._signature(
                    block, tokens, index, date, signed.last_date.end if signed else line_end
                )
                if signed is not None and again is not None:
                    signed.last_date, signed.last_start = date, again.start
                continue
            if signed is not None:
                yield self._comment(signed, line_end)
                signed = None
            signature = self._signature(block, tokens, index, date, self._previous_end)
            if signature is None:
                continue
            line_end = self._line_end(block, date.end)
            if date.timestamp is not None:  # else a date that cannot be: its line is passed over
                signed = _Signed(block, date.timestamp, date.warnings, signature, date, signature.start)
        if signed is not None:
            yield self._comment(signed, line_end)

    def _pieces(self, block: Block, dates: list[FoundTimestamp]) -> list[Token]:
        if len(dates) > 1 or self._previous_end > block.start:
            return tokenize(self._text, block.start, block.end)
        return tokenize_before(self._text, block.start, block.end, (dates[0].start, dates[0].end))

    def _signature(
        self, block: Block, tokens: list[Token], index: int, date: FoundTimestamp, not_before: int
    ) -> Signature | None:
        if tokens[index].kind == "template":
            return self._signatures.of_call(self._text, tokens[index], (date.start, date.end))
        limit = self._first_piece(block, tokens, index, not_before)
        return self._signatures.before(self._text, tokens, index, date.start, limit)

    def _first_piece(self, block: Block, tokens: list[Token], index: int, not_before: int) -> int:
        """Where the first piece of the block begins that the signature of ``tokens[index]`` may hold."""
        if not_before <= block.start:
            return block.start
        return tokens[bisect_left(tokens, not_before, hi=index, key=_TOKEN_START)].start

    def _line_end(self, block: Block, position: int) -> int:
        """Where the line that a signature stands on ends: at the next break or with its block."""
        separator = self._separators.after(position)
        return block.end if separator is None else min(separator[0], block.end)

    def _comment(self, signed: _Signed, line_end: int) -> _Signed:
        """The comment, now that all of its line is known: how it stands and where it ends."""
        previous_end, limit = self._previous_end, signed.signature.start
        start_block, start = self._start(signed.block, limit)
        end = signed.last_date.end
        if end < line_end:
            end = max(trimmed_end(self._text, end, line_end), end)
        standing = self._standing(start_block, start, signed.block, limit)
        self._after_heading = False
        if self._calls.boxes:
            standing.start = max(previous_end, self._calls.begins_before(standing.start, limit))
        if self._has_frames:
            standing.start, end = wrapped(self._text, standing.start, end, previous_end)
        signed.standing, signed.end = standing, end
        self._previous_end = end
        return signed

    def _standing(self, start_block: Block, start: int, block: Block, limit: int) -> Standing:
        first, line = start_block.level - 1, block.level - 1
        if self._people is None or self._is_plain(start_block, start, block, limit):
            return Standing(start, min(first, line), first, line, start, first != line)
        place = Place(start, start_block, block, limit, self._previous_end, self._after_heading)
        place.outdented = self._marks.outdented(self._previous_end, limit)
        note = self._marks.unsigned_between(self._previous_end, limit)
        self._leave_notices(place)
        return self._people.standing(place, note)

    def _is_plain(self, start_block: Block, start: int, block: Block, limit: int) -> bool:
        """Whether a comment is as deep at its end as at first, and people have nothing to add.

        They have where a sign says that the thread goes on, or where a list may be of points.
        """
        if start_block.level != block.level:
            return False
        if self._people is None:
            return True
        if begins_with_outdent(self._text, start):
            return False
        kind = block.indentation[:1] if block.level > 1 else ""
        if kind in ("*", "#") and (start_block is not block or (kind == "#" and self._after_heading)):
            return False
        return not (self._is_marked and self._marks.any_for(start, self._previous_end, limit))

    def _leave_notices(self, place: Place) -> None:
        """Let a comment begin after the boxes before it: what they say was not said by its author."""
        for _ in range(MAX_STEPS):
            notice = self._marks.notice_at(place.start)
            if notice is not None and notice[1] > place.signature:  # it is said in the box: after its name
                edge = self._calls.edge_at(place.start)
                notice = (edge.start, edge.end) if edge is not None else None
            if notice is None:
                break
            begins = self._around.begins(notice[1], place.signature)
            if begins is None or begins[1] <= place.start:
                break
            place.start_block, place.start = begins

    def _finished(self, topic: list[FoundComment | _Signed]) -> Iterator[FoundComment]:
        """The comments of one topic; answers that stand inside another comment are told from it."""
        if any(isinstance(comment, _Signed) and comment.standing.begins_out for comment in topic):
            self._part(topic)
        return (self._found(comment) if isinstance(comment, _Signed) else comment for comment in topic)

    def _part(self, topic: list[FoundComment | _Signed]) -> None:
        """Part comments from answers inside of them. A plain one can be neither changed nor begun so."""
        if self._people is None:
            return
        stands = [
            comment if isinstance(comment, _Signed) else _Plain(comment.timestamp, comment.level - 1)
            for comment in topic
        ]
        for around, answers in split_comments(stands):
            first = stands[answers[0]].standing.first_depth
            outer = stands[around]
            if isinstance(outer, _Signed):
                outer.standing.depth = min(outer.standing.depth, first)
            for answer in stands[answers.start : answers.stop]:
                if isinstance(answer, _Signed):
                    self._people.unfold(answer.standing, answer.signature.start)

    def _found(self, signed: _Signed) -> FoundComment:
        signature, standing = signed.signature, signed.standing
        indentation = "" if standing.own_list else signed.block.indentation.strip()
        date = signed.last_date.start
        last_start = self._marks.signed_from(signed.last_start)
        source = self._source_range(standing.start, last_start, date, signed.end, indentation)
        return _make_comment(
            author=signature.author,
            timestamp=signed.timestamp,
            level=standing.depth + 1,
            body=body_of(self._page.source, source, standing.depth),
            display_name=signature.display_name,
            warnings=(*signed.warnings, DIFFERENT_INDENTATION) if standing.uneven else signed.warnings,
            source=source,
            peer_level=min(standing.first_depth, standing.line_depth) + 1,
            unsigned_level=None if standing.unsigned is None else standing.unsigned + 1,
            outdented=standing.outdented,
            closed=self._marks.is_closed(signature.start),
        )

    def _source_range(self, begin: int, signature: int, date: int, end: int, indentation: str) -> SourceRange:
        page = self._page
        source = page.source
        if page.text is not source:
            shift = page.shift(begin, end)
            if shift is None:
                begin, signature, date = page.start(begin), page.start(signature), page.start(date)
                end = page.end(end)
            else:
                begin, signature, date, end = begin + shift, signature + shift, date + shift, end + shift
        if signature < begin:
            signature = begin
        line_start = source.rfind("\n", 0, begin) + 1
        return _make_range(line_start, begin, signature, max(signature, date), end, indentation)

    def _start(self, block: Block, limit: int) -> tuple[Block, int]:
        """The first words after the last item: the block they stand in, and their position."""
        blocks = self._made.blocks
        while (candidate := blocks[self._start_block]) is not block:
            if candidate.end > self._previous_end:
                position = self._around.first_words(candidate, max(candidate.start, self._previous_end))
                if position is not None:
                    return candidate, position
            self._start_block += 1
        own = self._around.first_words(block, max(block.start, self._previous_end))
        return block, limit if own is None else min(own, limit)


@dataclass(slots=True)
class _Signed:
    """A comment: its first date and signature, its last; then how it stands and where it ends."""

    block: Block  # that of the signature
    timestamp: datetime
    warnings: tuple[str, ...]
    signature: Signature
    last_date: FoundTimestamp
    last_start: int
    standing: Standing = field(init=False)
    end: int = field(init=False)


@dataclass(slots=True)
class _Plain:
    """How a plain comment stands among others; see ``interleaved.Stands``."""

    timestamp: datetime
    first_depth: int

    @property
    def standing(self) -> _Plain:
        """Itself: it stands as deep wherever one looks."""
        return self

    @property
    def line_depth(self) -> int:
        """The same at its end."""
        return self.first_depth
