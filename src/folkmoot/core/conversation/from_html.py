"""Comments and headings in the HTML of a MediaWiki page, from the old parser or from Parsoid.

Every rule here is DiscussionTools', because ids, levels and authors must be the same as on a
Wikimedia wiki. In short: a comment ends at a date that has a link to its author shortly before
it; it begins with the first thing worth reading after the previous comment; everything up to the
next block or line break after the date belongs to it. Where people see another beginning, their
reading takes it from `html.people` and `interleaved`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from folkmoot.core.conversation.html.markup import Markup, content_of
from folkmoot.core.conversation.html.nodes import BLOCK_TAGS, Nodes
from folkmoot.core.conversation.html.people import Beginnings, Place, Standing, plain_standing
from folkmoot.core.conversation.html.signatures import Signature, Signatures
from folkmoot.core.conversation.html.unindented import MAX_LISTS, unindented, without_dash
from folkmoot.core.conversation.interleaved import split_comments
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, Reading
from folkmoot.core.languages.exact_dates import exact_dates
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.site import SiteConfig

DIFFERENT_INDENTATION = "Comment starts and ends with different indentation"

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
QUOTES = ("blockquote", "cite", "q")
# Templates that quote. Not "quotebox": boxes of that kind also hold the result of a closed discussion.
_QUOTING = re.compile(r"^(?:talkquote|template-?quote)|(?:^|-)quote-talk(?:-|$)")


def find_in_html(
    page: str, site: SiteConfig, *, title: str | None = None, reading: Reading = "people"
) -> tuple[Found, ...]:
    """Headings and signed comments of a page, in page order.

    ``page`` is a whole HTML document or a part of one. ``title`` is the page's own title, for
    people who sign on their own talk page: MediaWiki does not link a page to itself. A comment's
    ``body`` is HTML, not sanitised. Nothing is raised, whatever the HTML is.
    """
    return tuple(_Reader(content_of(page), site, title, reading).read())


@dataclass(frozen=True, slots=True)
class Span:
    """Where a heading or a comment stands in the markup; positions."""

    start: int
    body_end: int  # where a comment's last signature begins; a heading's end
    end: int
    outer_start: int  # of a heading with all its elements
    outer_end: int


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
    reader = _Reader(content_of(page), site, title, reading)
    found = tuple(reader.read())
    return HtmlPage(reader.markup, reader.nodes, found, tuple(reader.spans))


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A text node with a date in it, ``tag`` being the tag before that text."""

    tag: int
    found: FoundTimestamp
    excluded: bool


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


class _Reader:
    """One reading of one page."""

    def __init__(self, markup: Markup, site: SiteConfig, title: str | None, reading: Reading) -> None:
        self.markup = markup
        self.site = site
        self.nodes = Nodes(markup)
        self.signatures = Signatures(markup, site, title, exact=reading == "discussiontools")
        self.stamps: list[_Stamp] = []
        self.next_stamp = 0
        self.previous_end = markup.ends[0]
        self.leaf = (-1, 0, 0)
        self.spans: list[Span] = []
        self.after_heading = False
        self.people: Beginnings | None = None
        if reading == "people":
            self.people = Beginnings(markup, self.nodes, self.signatures, self._date_between)

    def read(self) -> Iterator[Found]:
        """Headings and comments in page order."""
        headings = self._prepare()
        for heading in headings:
            yield from self._comments_before(heading)
            yield self._heading(heading)
        yield from self._comments_before(len(self.markup.names))

    def _date_between(self, first: int, last: int) -> bool:
        """Whether one of the texts between two tags holds a date that may end a comment."""
        k = bisect_right(self.stamps, first, key=lambda stamp: stamp.tag)
        while k < len(self.stamps) and self.stamps[k].tag < last:
            if not self.stamps[k].excluded:
                return True
            k += 1
        return False

    # What is on the page

    def _prepare(self) -> list[int]:
        """Find the dates; return the headings that count, as their opening tags."""
        markup = self.markup
        quiet = _Ranges((markup.starts[i], markup.end(i)) for i in self._quiet_elements())
        headings = sorted(i for name in HEADINGS for i in markup.indexes(name))
        headings = [i for i in headings if not quiet.hold(markup.starts[i])]
        titles = _Ranges((markup.starts[i], markup.end(i)) for i in headings)
        headings = [i for i in headings if titles.begin(markup.starts[i])]
        last = -1
        dates = exact_dates(self.site) if self.people is None else timestamp_reader(self.site)
        for found in dates.finditer(markup.html):
            tag = markup.text_at(found.start)
            if tag is None or tag == last:
                continue
            last = tag
            excluded = quiet.hold(found.start) or titles.hold(found.start)
            self.stamps.append(_Stamp(tag, found, excluded))
        return headings

    def _quiet_elements(self) -> Iterator[int]:
        """Elements in which nobody can be talking."""
        markup = self.markup
        for name in QUOTES:
            yield from markup.indexes(name)
        if "references" in markup.html:
            yield from (i for i in markup.indexes("ol") if "references" in markup.words(i, "class"))
        for marker in ('"toc"', "mw-notalk"):
            yield from (i for i in self._tags_with(marker) if self._is_quiet(i))
        if self.people is not None:
            yield from (i for i in self._tags_with("quote") if self._is_quotation(i))

    def _tags_with(self, marker: str) -> Iterator[int]:
        html = self.markup.html
        position = html.find(marker)
        while position >= 0:
            if self.markup.text_at(position) is None:
                yield self.markup.before(position)
            position = html.find(marker, position + 1)

    def _is_quiet(self, i: int) -> bool:
        return self.markup.attribute(i, "id") == "toc" or "mw-notalk" in self.markup.words(i, "class")

    def _is_quotation(self, i: int) -> bool:
        """Whether a template quotes there; DiscussionTools takes what is signed inside for said there."""
        return self.markup.opens(i) and any(_QUOTING.search(word) for word in self.markup.words(i, "class"))

    # Headings

    def _heading(self, i: int) -> FoundHeading:
        markup = self.markup
        headline, first = i, i
        if not self._anchor(i):
            headline = first = self._headline(i)
            if first != i and "mw-headline-number" in markup.words(first + 1, "class"):
                first = markup.partners[first + 1]
        wrapper = self._heading_wrapper(i)
        self.previous_end = markup.end(wrapper)
        self.after_heading = True
        end = markup.starts[markup.partners[headline]]
        self.spans.append(Span(markup.ends[first], end, end, markup.starts[wrapper], self.previous_end))
        return FoundHeading(
            level=int(markup.names[i][1]),
            text=markup.plain_text(first, markup.partners[headline]).strip(),
            anchor=self._anchor(headline) or "",
            anchor_final=True,
            closed=self.people is not None and self.people.closing_box(markup.starts[i]) is not None,
        )

    def _anchor(self, i: int) -> str | None:
        return self.markup.attribute(i, "data-mw-anchor") or self.markup.attribute(i, "id")

    def _headline(self, heading: int) -> int:
        """The element inside a heading that carries its anchor; the heading itself if none does."""
        markup = self.markup
        i = heading + 1
        while i < markup.partners[heading]:
            if "mw-headline" in markup.words(i, "class"):
                return i
            i = markup.partners[i] + 1
        return heading

    def _heading_wrapper(self, heading: int) -> int:
        """Newer skins wrap a heading together with its edit link."""
        around = self.markup.parents[heading]
        return around if around >= 0 and "mw-heading" in self.markup.words(around, "class") else heading

    # Comments

    def _comments_before(self, tag: int) -> Iterator[FoundComment]:
        """The comments whose dates come before this tag and after what was read so far."""
        signed = list(self._signed_before(tag))
        if self.people is not None:
            self._unfold(signed)
        for comment in signed:
            yield self._found(comment)

    def _signed_before(self, tag: int) -> Iterator[_Signed]:
        stamps = self.stamps
        while self.next_stamp < len(stamps) and stamps[self.next_stamp].tag < tag:
            stamp = stamps[self.next_stamp]
            self.next_stamp += 1
            if stamp.excluded:
                continue
            comment = self._signed(stamp)
            if comment is not None:
                yield comment

    def _signed(self, stamp: _Stamp) -> _Signed | None:
        """The comment that this date ends, if somebody signed there."""
        signature = self.signatures.find(stamp.tag, self.previous_end)
        if signature is None:
            return None
        start, start_tag = self._first_leaf()
        previous_end = self.previous_end
        end, last_signature = self._rest_of_line(stamp, signature)
        if stamp.found.timestamp is None:  # the line is used up, but it is no comment
            return None
        self.previous_end = end
        place = Place(start, start_tag, stamp.tag, signature, previous_end, self.after_heading)
        self.after_heading = False
        return _Signed(
            author=signature.user.name,
            timestamp=stamp.found.timestamp,
            display_name=signature.display_name,
            warnings=stamp.found.warnings,
            standing=self._standing(place),
            body_end=last_signature.start,
            end=end,
        )

    def _standing(self, place: Place) -> Standing:
        """How the comment stands, by DiscussionTools' rules or as people see it."""
        if self.people is not None:
            return self.people.standing(place)
        indents = self.markup.indents
        return plain_standing(place, indents[place.start_tag], indents[place.line_tag])

    def _unfold(self, signed: list[_Signed]) -> None:
        """Give a comment back what answers inside it seemed to begin with."""
        for around, answers in split_comments(signed):
            outer = signed[around]
            first = signed[answers[0]].standing.first_depth
            outer.standing = replace(outer.standing, depth=min(outer.standing.depth, first))
            for i in answers:
                standing = signed[i].standing
                if standing.depth < standing.line_depth:
                    start, _ = self.nodes.first_leaf(standing.line_list)
                    signed[i].standing = replace(
                        standing, start=start, depth=standing.line_depth, uneven=False
                    )

    def _found(self, signed: _Signed) -> FoundComment:
        standing = signed.standing
        level = standing.depth + 1
        end = max(standing.start, signed.body_end)
        lists = level - 1 if self.people is not None else MAX_LISTS
        self.spans.append(Span(standing.start, end, signed.end, standing.start, signed.end))
        return FoundComment(
            author=signed.author,
            timestamp=signed.timestamp,
            level=level,
            body=without_dash(unindented(self.markup.slice(standing.start, end), lists)),
            display_name=signed.display_name,
            warnings=(DIFFERENT_INDENTATION, *signed.warnings) if standing.uneven else signed.warnings,
            peer_level=standing.peer_depth + 1,
            unsigned_level=None if standing.unsigned is None else standing.unsigned + 1,
            outdented=standing.outdented,
            closed=standing.closed,
        )

    def _rest_of_line(self, stamp: _Stamp, signature: Signature) -> tuple[int, Signature]:
        """Where the comment ends, and its last signature.

        Goes on to the next block or separator. More dates on the way are further signatures of
        the same comment, whoever signed.
        """
        markup = self.markup
        last_signature = signature
        i = signature.last_tag
        if signature.in_text:
            end = markup.text_end(i)
            i += 1
        else:
            end = markup.end(i)
        while i < len(markup.names):
            if markup.names[i] in BLOCK_TAGS or self.nodes.is_separator(i):
                break
            if markup.partners[i] <= i:
                end = markup.ends[i]
            if markup.texts[i + 1]:
                end = markup.text_end(i)
                last_signature = self._further_signature(i, stamp) or last_signature
            i += 1
        return end, last_signature

    def _further_signature(self, tag: int, stamp: _Stamp) -> Signature | None:
        """The signature before the date in the text after this tag, which is then done with."""
        k = self.next_stamp
        while k < len(self.stamps) and self.stamps[k].tag < tag:
            k += 1
        if k == len(self.stamps) or self.stamps[k].tag != tag or tag == stamp.tag:
            return None
        self.next_stamp = k + 1
        return self.signatures.find(tag, self.markup.text_end(stamp.tag))

    def _first_leaf(self) -> tuple[int, int]:
        """Where the next comment begins; asked again for every date that turns out to be none."""
        if self.leaf[0] != self.previous_end:
            self.leaf = (self.previous_end, *self.nodes.first_leaf(self.previous_end))
        return self.leaf[1:]


class _Ranges:
    """Stretches of a text; one inside another does not count."""

    def __init__(self, ranges: Iterator[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(ranges, key=lambda pair: (pair[0], -pair[1])):
            if not self.ends or start >= self.ends[-1]:
                self.starts.append(start)
                self.ends.append(end)

    def hold(self, position: int) -> bool:
        """Whether the position is in one of them."""
        i = bisect_right(self.starts, position) - 1
        return i >= 0 and position < self.ends[i]

    def begin(self, position: int) -> bool:
        """Whether one of them begins exactly there."""
        i = bisect_right(self.starts, position) - 1
        return i >= 0 and self.starts[i] == position
