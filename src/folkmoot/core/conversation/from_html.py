"""Comments and headings in the HTML of a MediaWiki page, from the old parser or from Parsoid.

Every rule here is DiscussionTools', because ids, levels and authors must be the same as on a
Wikimedia wiki. In short: a comment ends at a date that has a link to its author shortly before
it; it begins with the first thing worth reading after the previous comment; everything up to the
next block or line break after the date belongs to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot.core.conversation.bodies import unindented
from folkmoot.core.conversation.markup import COMMENT, HTML_SPACE, Markup, content_of, plain
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, Reading
from folkmoot.core.languages.signatures import LinkedUser, user_of_link, user_of_title
from folkmoot.core.languages.timestamps import FoundTimestamp, timestamp_reader
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import title_from_url

MAX_STEPS = 32  # how deep one node looks into what follows it, so that hostile pages cost no more
SIGNATURE_SCAN_LIMIT = 100  # characters of text between the author's link and the date
DIFFERENT_INDENTATION = "Comment starts and ends with different indentation"

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
QUOTES = ("blockquote", "cite", "q")
BLOCKS = frozenset(
    "div p table tbody thead tfoot caption th tr td ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hgroup article"
    " aside body nav section footer header figure figcaption fieldset details blockquote hr button"
    " canvas center col colgroup embed map object pre progress video".split()
)
BLOCK_TAGS = BLOCKS | {f"/{name}" for name in BLOCKS}
# Elements that hold no other elements, or whose inside is not shown.
LEAVES = frozenset(
    "area base br col embed hr img input link meta param source track wbr script style textarea title math"
    " svg noscript audio canvas iframe object video".split()
)
SEPARATOR_CLASSES = ("mw-notalk", "outdent-template", "mw-trackedTemplate")
TIMESTAMP_LINK = "ext-discussiontools-init-timestamplink"
REPLY_BUTTONS = "ext-discussiontools-init-replylink-buttons"
PAGE_PROPERTIES = ("mw:PageProp/Category", "mw:PageProp/redirect", "mw:PageProp/Language")


def find_in_html(
    page: str, site: SiteConfig, *, title: str | None = None, reading: Reading = "people"
) -> tuple[Found, ...]:
    """Headings and signed comments of a page, in page order.

    ``page`` is a whole HTML document or a part of one. ``title`` is the page's own title, for
    people who sign on their own talk page: MediaWiki does not link a page to itself. A comment's
    ``body`` is HTML, not sanitised. Nothing is raised, whatever the HTML is.
    """
    del reading
    return tuple(_Reader(content_of(page), site, title).read())


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A text node with a date in it, ``tag`` being the tag before that text."""

    tag: int
    found: FoundTimestamp
    excluded: bool


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who signed, and how far the signature reaches once widened to whole elements."""

    user: LinkedUser
    display_name: str | None
    start: int  # position
    last_tag: int  # where its last node begins: the opening tag ...
    in_text: bool  # ... or the tag before it, when it is a text


@dataclass(frozen=True, slots=True)
class _Link:
    user: LinkedUser
    display_name: str | None


class _Reader:
    """One reading of one page."""

    def __init__(self, markup: Markup, site: SiteConfig, title: str | None) -> None:
        self.markup = markup
        self.site = site
        self.title = title
        self.users: dict[str, LinkedUser | None] = {}
        self.separating_classes = [name for name in SEPARATOR_CLASSES if name in markup.html]
        self.generated = "ext-discussiontools-" in markup.html or "data-mw-comment-" in markup.html
        self.stamps: list[_Stamp] = []
        self.next_stamp = 0
        self.previous_end = markup.ends[0]
        self.leaf = (-1, 0, 0)

    def read(self) -> Iterator[Found]:
        """Headings and comments in page order."""
        headings = self._prepare()
        for heading in headings:
            yield from self._comments_before(heading)
            yield self._heading(heading)
        yield from self._comments_before(len(self.markup.names))

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
        for found in timestamp_reader(self.site).finditer(markup.html):
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

    def _tags_with(self, marker: str) -> Iterator[int]:
        html = self.markup.html
        position = html.find(marker)
        while position >= 0:
            if self.markup.text_at(position) is None:
                yield self.markup.before(position)
            position = html.find(marker, position + 1)

    def _is_quiet(self, i: int) -> bool:
        return self.markup.attribute(i, "id") == "toc" or "mw-notalk" in self.markup.words(i, "class")

    # Headings

    def _heading(self, i: int) -> FoundHeading:
        markup = self.markup
        headline, first = i, i
        if not self._anchor(i):
            headline = first = self._headline(i)
            if first != i and "mw-headline-number" in markup.words(first + 1, "class"):
                first = markup.partners[first + 1]
        self.previous_end = markup.end(self._heading_wrapper(i))
        return FoundHeading(
            level=int(markup.names[i][1]),
            text=markup.plain_text(first, markup.partners[headline]).strip(),
            anchor=self._anchor(headline) or "",
            anchor_final=True,
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
        stamps = self.stamps
        while self.next_stamp < len(stamps) and stamps[self.next_stamp].tag < tag:
            stamp = stamps[self.next_stamp]
            self.next_stamp += 1
            if stamp.excluded:
                continue
            comment = self._comment(stamp)
            if comment is not None:
                yield comment

    def _comment(self, stamp: _Stamp) -> FoundComment | None:
        """The comment that this date ends, if somebody signed there."""
        markup = self.markup
        signature = self._signature(stamp.tag, self.previous_end)
        if signature is None:
            return None
        start, start_tag = self._first_leaf()
        end, last_signature = self._rest_of_line(stamp, signature)
        if stamp.found.timestamp is None:  # the line is used up, but it is no comment
            return None
        self.previous_end = end
        level = markup.indents[stamp.tag]
        start_level = markup.indents[start_tag]
        warnings = stamp.found.warnings
        if level != start_level:
            warnings = (DIFFERENT_INDENTATION, *warnings)
        return FoundComment(
            author=signature.user.name,
            timestamp=stamp.found.timestamp,
            level=min(level, start_level) + 1,
            body=unindented(markup.slice(start, max(start, last_signature.start))),
            display_name=signature.display_name,
            warnings=warnings,
        )

    def _signature(self, tag: int, until: int) -> _Signature | None:
        """Look backwards from the date after ``tag`` for its author, not beyond ``until``.

        The link next to the date names the author; more links to the same person further left
        belong to the signature too, and the leftmost text they have is the display name.
        """
        markup = self.markup
        author: LinkedUser | None = None
        display_name: str | None = None
        passed = depth = lowest = 0
        leftmost = (0, 0, 0)  # the link's tag, the depth it stands at, the lowest depth on the way
        i = tag
        while i >= 0 and passed < SIGNATURE_SCAN_LIMIT and markup.names[i] not in BLOCK_TAGS:
            name = markup.names[i]
            if markup.partners[i] > i:
                depth -= 1
                lowest = min(lowest, depth)
                link = self._user_link(i) if name == "a" else None
                if link is not None and (author is None or link.user.name == author.name):
                    author = author or link.user
                    display_name = link.display_name or display_name
                    leftmost = (i, depth, lowest)
            elif markup.ends[i] <= until:
                break
            elif name[:1] == "/":
                depth += 1
            text = markup.texts[i]
            if text:
                if markup.starts[i] <= until or passed >= SIGNATURE_SCAN_LIMIT:
                    break
                passed += len(plain(text).strip(HTML_SPACE))
            i -= 1
        if author is None:
            return None
        return self._widened(author, display_name, tag, leftmost)

    def _widened(
        self, author: LinkedUser, display_name: str | None, tag: int, leftmost: tuple[int, int, int]
    ) -> _Signature:
        """The signature in whole elements: what stands side by side in the nearest common element."""
        parents = self.markup.parents
        first, depth, lowest = leftmost
        for _ in range(depth - lowest):
            first = parents[first]
        last = tag
        if lowest < 0:
            last = self.markup.container(tag)
            for _ in range(-1 - lowest):
                last = parents[last]
        return _Signature(author, display_name, self.markup.starts[first], last, lowest == 0)

    def _user_link(self, i: int) -> _Link | None:
        """The person whom the link that tag ``i`` opens leads to."""
        markup = self.markup
        tag = markup.tags[i]
        if TIMESTAMP_LINK in tag:  # on somebody's talk page these look like signatures
            return None
        user = self._own_user() if "mw-selflink" in tag else self._user_of_address(i)
        if user is None:
            return None
        display_name = None
        if user.kind == "user":
            shown = markup.plain_text(i, markup.partners[i]).strip()
            display_name = shown if shown.lower() != user.name.lower() else None
        return _Link(user, display_name or None)

    def _own_user(self) -> LinkedUser | None:
        return user_of_link(self.title, self.site) if self.title else None

    def _user_of_address(self, i: int) -> LinkedUser | None:
        address = self.markup.attribute(i, "href")
        if not address:
            return None
        if address not in self.users:
            title = title_from_url(address, self.site)
            self.users[address] = user_of_title(title, self.site) if title else None
        return self.users[address]

    def _rest_of_line(self, stamp: _Stamp, signature: _Signature) -> tuple[int, _Signature]:
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
            if markup.names[i] in BLOCK_TAGS or self._is_separator(i):
                break
            if markup.partners[i] <= i:
                end = markup.ends[i]
            if markup.texts[i + 1]:
                end = markup.text_end(i)
                last_signature = self._further_signature(i, stamp) or last_signature
            i += 1
        return end, last_signature

    def _further_signature(self, tag: int, stamp: _Stamp) -> _Signature | None:
        """The signature before the date in the text after this tag, which is then done with."""
        k = self.next_stamp
        while k < len(self.stamps) and self.stamps[k].tag < tag:
            k += 1
        if k == len(self.stamps) or self.stamps[k].tag != tag or tag == stamp.tag:
            return None
        self.next_stamp = k + 1
        return self._signature(tag, self.markup.text_end(stamp.tag))

    def _first_leaf(self) -> tuple[int, int]:
        """Where the next comment begins; asked again for every date that turns out to be none."""
        if self.leaf[0] != self.previous_end:
            self.leaf = (self.previous_end, *self._next_leaf(self.previous_end))
        return self.leaf[1:]

    # Small questions about nodes

    def _next_leaf(self, position: int) -> tuple[int, int]:
        """The first thing worth reading after a position: where it starts, and the tag there or before."""
        markup = self.markup
        i = markup.after(position)
        last = len(markup.names) - 1
        if i <= last and markup.html[position : markup.starts[i]].strip(HTML_SPACE):
            return position, i - 1
        while i < last:
            if markup.names[i][:1] not in ("/", COMMENT):
                if self._is_separator(i) or self._is_transparent(i) or self._is_generated(i):
                    i = markup.partners[i]
                elif self._is_leaf(i):
                    return markup.starts[i], i
            if markup.texts[i + 1].strip(HTML_SPACE):
                return markup.ends[i], i
            i += 1
        return position, last

    def _is_separator(self, i: int) -> bool:
        markup = self.markup
        name = markup.names[i]
        if name in ("br", "hr"):
            return True
        if self.separating_classes and name:
            words = markup.words(i if name[:1] != "/" else markup.partners[i], "class")
            if any(word in words for word in self.separating_classes):
                return True
        if name in ("link", "style"):
            return self._leads_to_separator(i)
        return name == "dl" and self._is_lone_term(i)

    def _leads_to_separator(self, i: int) -> bool:
        """Whether a style sheet (and more of them) stands immediately before a separator."""
        markup = self.markup
        for _ in range(MAX_STEPS):
            i = markup.partners[i] + 1
            if i >= len(markup.names) or markup.texts[i]:
                return False
            if markup.names[i] not in ("link", "style"):
                return markup.names[i][:1] != "/" and self._is_separator(i)
        return False

    def _is_lone_term(self, i: int) -> bool:
        """A list of one ``dt``: a line that begins with ``;``, used as a heading."""
        markup = self.markup
        if markup.texts[i + 1] or markup.names[i + 1] != "dt":
            return False
        end = markup.partners[i + 1]
        return end + 1 == markup.partners[i] and not markup.texts[end + 1]

    def _is_transparent(self, i: int) -> bool:
        """Whether nothing of this element is seen on the page."""
        markup = self.markup
        name = markup.names[i]
        if name == "meta":
            return True
        if name == "link":
            return any(word in PAGE_PROPERTIES for word in markup.words(i, "rel"))
        if name != "span" or "mw:Transclusion" not in markup.tags[i]:
            return False
        if "mw:Transclusion" not in markup.words(i, "typeof"):
            return False
        end = markup.partners[i]
        if end != i + 1 or markup.texts[i + 1].strip(HTML_SPACE):
            return False
        follower = end + 1  # an empty start of a template whose rest follows is seen
        same = not markup.texts[end + 1] and markup.names[follower][:1] not in ("/", COMMENT)
        return not same or markup.attribute(follower, "about") != markup.attribute(i, "about")

    def _is_generated(self, i: int) -> bool:
        """Whether DiscussionTools itself put this element on the page."""
        tag = self.markup.tags[i] if self.generated else ""
        return REPLY_BUTTONS in tag or " data-mw-comment-start=" in tag or " data-mw-comment-end=" in tag

    def _is_leaf(self, i: int) -> bool:
        """Whether the element cannot hold other elements, as a picture, or a link around one."""
        markup = self.markup
        for _ in range(MAX_STEPS):
            if markup.names[i] not in ("a", "span") or markup.texts[i + 1] or not markup.opens(i):
                break
            i += 1
            if markup.names[i] == COMMENT:
                return True
        return markup.names[i] in LEAVES


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
