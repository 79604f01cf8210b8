"""Comments and headings in the HTML of a MediaWiki page, from the old parser or from Parsoid.

Every rule here is DiscussionTools', because ids, levels and authors must be the same as on a
Wikimedia wiki. In short: a comment ends at a date that has a link to its author shortly before
it; it begins with the first thing worth reading after the previous comment; everything up to the
next block or line break after the date belongs to it. Where people see another beginning, their
reading takes it from `html.people` and `interleaved`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from folkmoot.core.conversation.html.content import Content, content_of
from folkmoot.core.conversation.html.landmarks import HeadingPlace, Landmarks, end_of_element_at
from folkmoot.core.conversation.html.links import Links
from folkmoot.core.conversation.html.markup import Markup, attribute, plain, words
from folkmoot.core.conversation.html.nodes import BLOCK_TAGS, Nodes
from folkmoot.core.conversation.html.people import Beginnings, Place, Standing, plain_standing
from folkmoot.core.conversation.html.plain_lines import ODD, Odd, PlainLines, PlainSignature, items_opened
from folkmoot.core.conversation.html.signatures import Signature, Signatures
from folkmoot.core.conversation.html.unindented import MAX_LISTS, unindented, without_dash
from folkmoot.core.conversation.interleaved import split_comments
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, Reading, quickly
from folkmoot.core.conversation.threads import DIFFERENT_INDENTATION
from folkmoot.core.languages.exact_dates import exact_dates
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.site import SiteConfig

# A heading with nothing but words in it, by itself or in the element that carries its anchor.
_HEADING = re.compile(
    r'<h[1-6]([^<>]*)>(?:(?:<span id="[^"<>]*"></span>)*+<span([^<>]*)>)?'
    r"((?:[^<]++|<(?!/?(?:span|h[1-6])[\s>])[^<>]*>)*+)</(span|h[1-6])>"
)
_TAG = re.compile(r"<[^<>]*>")
MAX_SPANNING = 3  # elements around headings that are read with what they hold


def find_in_html(
    page: str, site: SiteConfig, *, title: str | None = None, reading: Reading = "people"
) -> tuple[Found, ...]:
    """Headings and signed comments of a page, in page order.

    ``page`` is a whole HTML document or a part of one. ``title`` is the page's own title, for
    people who sign on their own talk page: MediaWiki does not link a page to itself. A comment's
    ``body`` is HTML, not sanitised. Nothing is raised, whatever the HTML is.
    """
    return tuple(HtmlReader(content_of(page), site, title, reading).read())


@dataclass(frozen=True, slots=True)
class Span:
    """Where a heading or a comment stands in the markup; positions."""

    start: int
    body_end: int  # where a comment's last signature begins; a heading's end
    end: int
    outer_start: int  # of a heading with all its elements
    outer_end: int


_span = quickly(Span)
_comment = quickly(FoundComment)


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page as it was read, for questions about its HTML: see ``read_html_page``."""

    markup: Markup
    nodes: Nodes
    found: tuple[Found, ...]
    spans: tuple[Span, ...]  # of what was found, one by one


def read_html_page(
    page: str, site: SiteConfig, *, title: str | None = None, reading: Reading = "discussiontools"
) -> HtmlPage:
    """What ``find_in_html`` finds, with where it stands."""
    reader = HtmlReader(content_of(page), site, title, reading)
    found = tuple(reader.read())
    tags = reader.all_tags
    return HtmlPage(tags.markup, tags.nodes, found, tuple(reader.spans))


@dataclass(slots=True)
class _Signed:
    """A comment before its body is cut out of the page."""

    author: str
    timestamp: datetime
    display_name: str | None
    warnings: tuple[str, ...]
    standing: Standing
    body_end: int  # position where the last signature begins
    end: int  # position where all that belongs to it ends
    date: int  # position
    html: str | None  # its words, where they are known already


class _Tags:
    """The tags of a page or of a part of it, for what its text alone does not tell."""

    def __init__(self, reader: HtmlReader, part: tuple[int, int] | None) -> None:
        self.markup = Markup(reader.content, part)
        self.nodes = Nodes(self.markup, reader.landmarks)
        self.signatures = Signatures(self.markup, reader.links)
        self.people: Beginnings | None = None
        if reader.people:
            self.people = Beginnings(
                self.markup, self.nodes, self.signatures, reader.landmarks, reader.date_between
            )
        self.leaf = (-1, 0, 0)

    def first_leaf(self, position: int) -> tuple[int, int]:
        """Where the next comment begins; asked again for every date that turns out to be none."""
        if self.leaf[0] != position:
            self.leaf = (position, *self.nodes.first_leaf(position))
        return self.leaf[1:]


class HtmlReader:
    """One reading of one page.

    What is plain is read from the text of the HTML; what is not, from the tags between two headings,
    or from those of the whole page where an element spans them. ``plain=False`` asks the tags for
    everything.
    """

    def __init__(
        self, content: Content, site: SiteConfig, title: str | None, reading: Reading, *, plain: bool = True
    ) -> None:
        self.content = content
        self.people = reading == "people"
        self.landmarks = Landmarks(content, people=self.people)
        self.links = Links(site, title, exact=not self.people)
        self.lines = PlainLines(self.landmarks, self.links, people=self.people) if plain else None
        self.stamps = self._dates(site)
        self.next_stamp = 0
        self.previous_end = self.landmarks.first_text
        self.depth = 0  # list items around that position
        self.after_heading = False
        self.part = (self.previous_end, self.previous_end)
        self.part_is_plain = False
        self.part_tags: _Tags | None = None
        self.spans: list[Span] = []

    def read(self) -> Iterator[Found]:
        """Headings and comments in page order."""
        for heading in self.landmarks.headings:
            yield from self._comments_before(heading.start)
            yield self._heading(heading)
        yield from self._comments_before(self.landmarks.last_tag)

    def date_between(self, start: int, end: int) -> bool:
        """Whether a date stands between two positions that may end a comment."""
        k = bisect_left(self.stamps, start, key=_start)
        while k < len(self.stamps) and self.stamps[k].start < end:
            if not self.landmarks.quiet.hold(self.stamps[k].start):
                return True
            k += 1
        return False

    def _dates(self, site: SiteConfig) -> list[FoundTimestamp]:
        """The first date of every text of the page."""
        html = self.content.html
        dates = timestamp_reader(site) if self.people else exact_dates(site)
        found: list[FoundTimestamp] = []
        looked = 0
        in_text = taken = False
        for date in dates.finditer(html):
            tag = html.rfind("<", looked, date.start)
            if tag >= 0:
                in_text = taken = False
            in_text = in_text or html.find(">", max(tag, looked), date.start) >= 0
            looked = date.start
            if in_text and not taken:
                found.append(date)
                taken = True
        return found

    # The tags of the page

    @cached_property
    def all_tags(self) -> _Tags:
        """The tags of the whole page."""
        return _Tags(self, None)

    def _tags(self) -> _Tags:
        """The tags between the headings around what is being read, or all where that is not enough."""
        if self.part_tags is None:
            self.part_tags = self._tags_of_part()
        return self.part_tags

    def _tags_of_part(self) -> _Tags:
        """The tags up to the next heading, or up to where what spans that heading ends; else all."""
        start, end = self.part
        last = bisect_left(self.stamps, end, key=_start) - 1
        for _ in range(MAX_SPANNING if self.part_is_plain else 0):
            tags = _Tags(self, (start, end))
            loose = tags.markup.whole_until
            if self.stamps[last].start < loose:
                return tags
            end = end_of_element_at(self.content.html, loose)
            if end <= self.part[1]:
                break
        return self.all_tags

    # Headings

    def _heading(self, place: HeadingPlace) -> FoundHeading:
        html = self.content.html
        start, end, anchor, text = _plain_heading(html, place) or _read_heading(self.content, place)
        self.depth += items_opened(html, self.previous_end, place.outer_end)
        self.previous_end = place.outer_end
        self.after_heading = True
        self.spans.append(_span(start, end, end, place.outer_start, place.outer_end))
        return FoundHeading(
            level=int(html[place.start + 2]),
            text=text.strip(),
            anchor=anchor,
            anchor_final=True,
            closed=self.landmarks.closing_box(place.start) is not None,
        )

    # Comments

    def _comments_before(self, end: int) -> Iterator[FoundComment]:
        """The comments from here to a heading, or to the end of the page."""
        self.part = (self.previous_end, end)
        self.part_is_plain = self.depth == 0
        self.part_tags = None
        signed = list(self._signed_before(end))
        if self.people:
            self._unfold(signed)
        for comment in signed:
            yield self._found(comment)

    def _signed_before(self, end: int) -> Iterator[_Signed]:
        stamps = self.stamps
        quiet = self.landmarks.quiet
        start = self.previous_end
        while self.next_stamp < len(stamps) and stamps[self.next_stamp].start < end:
            date = stamps[self.next_stamp]
            self.next_stamp += 1
            if date.start < start or (quiet.starts and quiet.hold(date.start)):
                continue
            comment = self._signed(date)
            if comment is not None:
                yield comment

    def _signed(self, date: FoundTimestamp) -> _Signed | None:
        """The comment that this date ends, if somebody signed there."""
        signature = self._signature(date)
        if signature is None:
            return None
        end, body_end = self._end(date, signature)
        if date.timestamp is None:  # the line is used up, but it is no comment
            return None
        plain = self._plain_standing(signature.start, body_end)
        if plain is None:
            standing, html = self._standing(date, signature), None
            self.depth = self._tags().markup.items_open_at(end)
        else:
            standing, html = plain
            self.depth = standing.line_depth
        self.previous_end = end
        self.after_heading = False
        return _Signed(
            signature.user.name,
            date.timestamp,
            signature.display_name,
            date.warnings,
            standing,
            body_end,
            end,
            date.start,
            html,
        )

    def _signature(self, date: FoundTimestamp) -> Signature | PlainSignature | None:
        """Who signed before a date."""
        found = self.lines.signature(date.start, self.previous_end) if self.lines else ODD
        return self._signature_by_tags(date.start, self.previous_end) if isinstance(found, Odd) else found

    def _signature_by_tags(self, date: int, until: int) -> Signature | None:
        tags = self._tags()
        tag = tags.markup.text_at(date)
        return None if tag is None else tags.signatures.find(tag, until)

    def _plain_standing(self, signature: int, body_end: int) -> tuple[Standing, str] | None:
        """How a plain comment stands, and what it says; None if it is not plain."""
        if self.lines is None:
            return None
        front = self.lines.front(self.previous_end, self.depth)
        if isinstance(front, Odd):
            return None
        words = self.lines.words(front, max(front.start, body_end))
        if isinstance(words, Odd):
            return None
        standing = self.lines.standing(
            front,
            front.depth + words.items,
            depth=self.depth,
            date=signature,
            opens_topic=self.after_heading,
        )
        return None if isinstance(standing, Odd) else (standing, words.html)

    def _standing(self, date: FoundTimestamp, signature: Signature | PlainSignature) -> Standing:
        """How the comment stands, by DiscussionTools' rules or as people see it."""
        tags = self._tags()
        start, start_tag = tags.first_leaf(self.previous_end)
        line_tag = tags.markup.before(date.start)
        place = Place(start, start_tag, line_tag, signature.start, self.previous_end, self.after_heading)
        if tags.people is not None:
            return tags.people.standing(place)
        return plain_standing(place, tags.markup.indents[start_tag], tags.markup.indents[line_tag])

    def _unfold(self, signed: list[_Signed]) -> None:
        """Give a comment back what answers inside it seemed to begin with."""
        for around, answers in split_comments(signed):
            first = signed[answers[0]].standing.first_depth
            outer = signed[around]
            outer.standing = replace(outer.standing, depth=min(outer.standing.depth, first))
            for i in answers:
                self._begin_in_list(signed[i])

    def _begin_in_list(self, signed: _Signed) -> None:
        """Let a comment begin where the list around its signed line does."""
        standing = signed.standing
        tags = self._tags()
        if standing.depth < standing.line_depth and tags.people is not None:
            start = tags.people.line_list(tags.markup.before(signed.date))
            start, _ = tags.nodes.first_leaf(standing.start if start is None else start)
            signed.html = None
            signed.standing = replace(standing, start=start, depth=standing.line_depth, uneven=False)

    def _found(self, signed: _Signed) -> FoundComment:
        standing = signed.standing
        level = standing.depth + 1
        end = max(standing.start, signed.body_end)
        lists = level - 1 if self.people else MAX_LISTS
        html = self._tags().markup.slice(standing.start, end) if signed.html is None else signed.html
        self.spans.append(_span(standing.start, end, signed.end, standing.start, signed.end))
        return _comment(
            author=signed.author,
            timestamp=signed.timestamp,
            level=level,
            body=without_dash(unindented(html, lists)),
            display_name=signed.display_name,
            warnings=(DIFFERENT_INDENTATION, *signed.warnings) if standing.uneven else signed.warnings,
            peer_level=standing.peer_depth + 1,
            unsigned_level=None if standing.unsigned is None else standing.unsigned + 1,
            outdented=standing.outdented,
            closed=standing.closed,
        )

    # The end of the line that is signed

    def _end(self, date: FoundTimestamp, signature: Signature | PlainSignature) -> tuple[int, int]:
        """Where the comment ends, and where its last signature begins."""
        if self.lines is not None and isinstance(signature, PlainSignature):
            end = self.lines.line_end(date.end)
            if not isinstance(end, Odd) and not self._date_before(end):
                return end, signature.start
        return self._end_by_tags(date, signature)

    def _date_before(self, position: int) -> bool:
        """Whether the next date stands before a position."""
        return self.next_stamp < len(self.stamps) and self.stamps[self.next_stamp].start < position

    def _end_by_tags(self, date: FoundTimestamp, signature: Signature | PlainSignature) -> tuple[int, int]:
        """Goes on to the next block or separator.

        More dates on the way are further signatures of the same comment, whoever signed.
        """
        tags = self._tags()
        markup = tags.markup
        line_tag = markup.before(date.start)
        body_end = signature.start
        if isinstance(signature, PlainSignature) or signature.in_text:
            end = markup.text_end(line_tag)
            i = line_tag + 1
        else:
            i = signature.last_tag
            end = markup.end(i)
        while i < len(markup.names):
            if markup.names[i] in BLOCK_TAGS or tags.nodes.is_separator(i):
                break
            if markup.partners[i] <= i:
                end = markup.ends[i]
            if markup.texts[i + 1]:
                end = markup.text_end(i)
                if i != line_tag and self._date_before(end):
                    body_end = self._further_signature(markup.text_end(line_tag)) or body_end
            i += 1
        return end, body_end

    def _further_signature(self, until: int) -> int | None:
        """Where the signature before the next date begins; the date is then done with."""
        date = self.stamps[self.next_stamp]
        self.next_stamp += 1
        signature = self._signature_by_tags(date.start, until)
        return signature.start if signature else None


def _start(date: FoundTimestamp) -> int:
    return date.start


def _plain_heading(html: str, place: HeadingPlace) -> tuple[int, int, str, str] | None:
    """Where the words of a heading begin and end, its anchor and text; None if it is not plain."""
    found = _HEADING.match(html, place.start)
    if found is None:
        return None
    anchor = _anchor(found[1])
    if found[2] is not None:
        if anchor or found[4] != "span" or "mw-headline" not in words(found[2], "class"):
            return None
        anchor = _anchor(found[2])
    elif found[4] == "span":
        return None
    return (*found.span(3), anchor or "", plain(_TAG.sub("", found[3])))


def _read_heading(content: Content, place: HeadingPlace) -> tuple[int, int, str, str]:
    """The same from the heading's tags."""
    markup = Markup(content, (place.start, place.end))
    headline = first = 1
    if not _anchor(markup.tags[1]):
        headline = first = _headline(markup)
        if first != 1 and "mw-headline-number" in markup.words(first + 1, "class"):
            first = markup.partners[first + 1]
    last = markup.partners[headline]
    anchor = _anchor(markup.tags[headline]) or ""
    return markup.ends[first], markup.starts[last], anchor, markup.plain_text(first, last)


def _anchor(tag: str) -> str | None:
    return attribute(tag, "data-mw-anchor") or attribute(tag, "id")


def _headline(markup: Markup) -> int:
    """The element inside a heading that carries its anchor; the heading itself if none does."""
    i = 2
    while i < markup.partners[1]:
        if "mw-headline" in markup.words(i, "class"):
            return i
        i = markup.partners[i] + 1
    return 1
