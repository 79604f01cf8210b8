"""Comments whose markup is plain, which is nearly all of them, read from the text of the HTML.

A plain comment begins with words, stands in paragraphs and lists, and ends with links to its author
and a date at the end of a line. What must be known of it is found by searching the text around its
date. Each question here has an answer of its own, or none: then the same question is put to the tags
(`nodes`, `signatures`, `people`), which takes longer and gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from folkmoot.core.conversation.html.landmarks import GENERATED, Landmarks, element_ends, tags_with
from folkmoot.core.conversation.html.links import Links, shown_name
from folkmoot.core.conversation.html.markup import CHILDLESS, HTML_SPACE, plain
from folkmoot.core.conversation.html.nodes import BLOCKS, LEAVES
from folkmoot.core.conversation.html.people import MAX_DEPTH, Standing, starts_outdented
from folkmoot.core.conversation.html.signatures import SCAN_LIMIT
from folkmoot.core.conversation.positions import any_between
from folkmoot.core.languages.signatures import LinkedUser

SEARCHED = 4_000  # characters of HTML before a date in which its signature is plain
KEPT = 400  # characters of a stretch that may stand on the page again
MAX_ENCLOSING = 12  # tags looked at for an element around the author's link

_STYLES = "abbr|b|bdi|bdo|big|code|del|dfn|em|font|i|ins|kbd|mark|s|samp|small|strike|strong|sub|sup|tt|u|var"
_AROUND_WORDS = rf"(?:{_STYLES}|a|span)(?:\s[^<>]*)?"
_HOLDING = "|".join(sorted(BLOCKS - LEAVES - {"dl"}))
_LINKS_AROUND = r"(?:<(?:a|span)(?:\s[^<>]*)?>)*"
_PICTURE_OR_NOTHING = rf"{_LINKS_AROUND}<(?:!|(?:{'|'.join(sorted(LEAVES))})[\s>])"
# What may stand before the first words without being a part of what is said: whatever closes, and
# what opens to hold the words. A link or span around a picture or nothing is a part of it, and so is
# a list of one term; an empty span of a template may be none.
_FRONT = re.compile(
    rf"(?:[{HTML_SPACE}]*+<(?:/[a-z][a-z0-9-]*+>"
    rf"|(?:{_STYLES}|{_HOLDING}|figure-inline|br|hr|meta)(?:\s[^<>]*)?>"
    rf"|(?:a|span(?![^<>]*mw:Transclusion[^<>]*>[{HTML_SPACE}]*</))(?:\s[^<>]*)?>(?!{_PICTURE_OR_NOTHING})"
    rf"|dl(?:\s[^<>]*)?>(?!<dt)))*+(?=[{HTML_SPACE}]*+[^<{HTML_SPACE}]|<(?:img|a|span)\s)"
)
_PICTURE = re.compile(rf"{_LINKS_AROUND}<img\s[^<>]*>(?:[{HTML_SPACE}]*</?[a-z][^<>]*>)*+")
# What may follow a date in its line, up to what ends the line.
_REST = re.compile(
    rf"[^<]*+(?:</(?:{_STYLES}|a|span)>[^<]*+|<{_AROUND_WORDS}>[^<]++)*+"
    rf"(?=</?(?:{'|'.join(sorted(BLOCKS | {'br'}))})[\s>])"
)
# Words with links and styled words in them, none inside another.
_FLAT = re.compile(rf"[^<]*+(?:<(?:(a|span|{_STYLES})(?:\s[^<>]*)?>[^<]*+</\1>|br(?:\s[^<>]*)?>)[^<]*+)*+")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>]*|(?=!--))([^<>]*)>")
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s<>]*|(?=!--))[^<>]*>")
_ITEMS = ("li", "dd")
_LINK_ONLY = 2  # tags of a link around nothing but words
_PARSOID_ID = ' id="mw'  # every element has another: without them, equal signatures are equal
_PARSOID_IDS = re.compile(r' id="mw[^"]*"')
_LISTS = re.compile(r"<(/?)(ul|ol|dl|li|dd)[\s>]")


class Odd:
    """The answer of what is not plain."""


ODD: Final = Odd()


class PlainSignature(NamedTuple):
    """Who signed, and where the signature begins; it ends with the date."""

    user: LinkedUser
    display_name: str | None
    start: int


class Front(NamedTuple):
    """Where a comment begins."""

    start: int
    depth: int  # list items around it
    after: int  # where the comment or heading before it ends


class Words(NamedTuple):
    """What a comment says."""

    html: str
    items: int  # list items that it opens, less those that it closes


@dataclass(slots=True)
class _Stretch:
    """HTML from a link to the next one, or to a date."""

    user: LinkedUser | None
    display_name: str | None
    inner: int  # characters of its texts, without the last one
    all: int
    closing: int  # elements that it closes, less those that it opens
    lowest: int  # the same counted from its end, where it is least
    has_block: bool


class PlainLines:
    """The plain comments of one page."""

    def __init__(self, landmarks: Landmarks, links: Links, *, people: bool) -> None:
        self.html = landmarks.html
        self.landmarks = landmarks
        self.links = links
        self.links_elsewhere = replace(links, title=None)  # the page's title matters for links to itself
        self.people = people
        markers = landmarks.separating_classes + (GENERATED if landmarks.generated else [])
        self.marked = sorted(position for marker in markers for position in _places(self.html, marker))
        self.has_galleries = "gallerybox" in self.html
        self.separators = self._separator_ends()
        self.has_bullets = "<ul" in self.html or "<ol" in self.html
        self.stretches: dict[str, _Stretch | None] = {}
        self.users: dict[str, LinkedUser | None] = {}  # by the tag of a link

    def _separator_ends(self) -> list[int]:
        """Where the elements end that divide threads."""
        classes = self.landmarks.separating_classes
        return element_ends(self.html, [tag for name in classes for tag in tags_with(self.html, name)])

    # Who signed

    def signature(self, date: int, until: int) -> PlainSignature | Odd | None:
        """The signature before a date, None if nobody signed; nothing is looked for before ``until``.

        The link next to the date names the author; more links to the same person further left
        belong to the signature too, and the leftmost text they have is the display name.
        """
        first = max(until, date - SEARCHED)
        author: LinkedUser | None = None
        display_name: str | None = None
        passed = closing = lowest = 0
        leftmost = (0, 0, 0)
        done = date
        for link, user in self._links_before(date, first):
            if author is not None and user.name != author.name:
                continue
            stretch = self._stretch(self.html[link:done])
            if stretch is None:
                return ODD
            passed += stretch.inner if done == date else stretch.all
            if stretch.has_block or passed >= SCAN_LIMIT:
                break
            lowest = min(lowest, closing + stretch.lowest)
            closing += stretch.closing
            author = author or user
            display_name = stretch.display_name or display_name
            leftmost = (link, closing, lowest)
            done = link
        else:
            end = done if done != date else self.html.rfind(">", first, date) + 1
            if first != until and self._is_short(first, end, passed):
                return ODD
        if author is None:
            return None
        start = leftmost[0] if closing == lowest == 0 else self._enclosing(*leftmost)
        return ODD if start is None else PlainSignature(author, display_name, start)

    def _links_before(self, end: int, first: int) -> Iterator[tuple[int, LinkedUser]]:
        """The links to people before a position, the nearest first, as far as a signature may reach."""
        html = self.html
        users = self.users
        date = end
        while True:
            # What stands in one text with the date is no part of a signature and does not count.
            far = end != date and end - html.rfind(">", first, end) > SCAN_LIMIT
            if far and self._follows_much(end, first):
                return
            end = html.rfind("<a ", first, end)
            if end < 0:
                return
            tag = html[end : html.find(">", end) + 1]
            if _PARSOID_ID in tag:
                tag = _PARSOID_IDS.sub("", tag)
            user = users[tag] if tag in users else users.setdefault(tag, self.links.user(tag))
            if user is not None:
                yield end, user

    def _follows_much(self, position: int, first: int) -> bool:
        """Whether more words stand before a position than a signature may have in it."""
        words = self.html[self.html.rfind(">", first, position) + 1 : position]
        return "&" not in words and len(words.strip(HTML_SPACE)) >= SCAN_LIMIT

    def _is_short(self, start: int, end: int, passed: int) -> bool:
        """Whether a signature may reach back to a position."""
        if self._follows_much(end, start):
            return False
        texts = _NAME.split(self.html[start:end])[::3]
        return passed + sum(len(plain(text).strip(HTML_SPACE)) for text in texts) < SCAN_LIMIT

    def _stretch(self, source: str) -> _Stretch | None:
        if _PARSOID_ID in source:
            source = _PARSOID_IDS.sub("", source)
        if len(source) > KEPT:
            return _read_stretch(source, self.links)
        if source not in self.stretches:
            links = self.links if "mw-selflink" in source else self.links_elsewhere
            self.stretches[source] = _kept_stretch(source, links)
        return self.stretches[source]

    def _enclosing(self, link: int, closing: int, lowest: int) -> int | None:
        """Where the element begins that holds a link and closes before the date; None if it is far."""
        if lowest < 0:  # the date stands in an element of its own
            return None
        start = link
        inside = 0
        for _ in range(MAX_ENCLOSING):
            if closing == 0:
                return start
            start = self.html.rfind("<", 0, start)
            tag = _TAG.match(self.html, start)
            if tag is None:
                return None
            if tag[2] in CHILDLESS:
                continue
            inside += 1 if tag[1] else -1
            if inside < 0:
                inside = 0
                closing -= 1
        return start if closing == 0 else None

    # Where the comment ends

    def line_end(self, date_end: int) -> int | Odd:
        """Where the line that is signed ends: at the next block or line break after the date."""
        rest = _REST.match(self.html, date_end)
        if rest is None or self._is_marked(date_end, rest.end()) or self._separates(date_end, rest.end()):
            return ODD
        return rest.end()

    def _separates(self, start: int, end: int) -> bool:
        """Whether an element that divides threads may end there."""
        if not self.marked or self.html.find("</", start, end) < 0:
            return False
        return any_between(self.separators, start + 1, end + 1)

    def _is_marked(self, start: int, end: int) -> bool:
        """Whether an element stands there that means something by its class."""
        return bool(self.marked) and any_between(self.marked, start, end)

    # Where it begins

    def front(self, position: int, depth: int) -> Front | Odd:
        """Where the comment begins that follows a position, around which so many list items stand."""
        html = self.html
        front = _FRONT.match(html, position)
        if front is None:
            return ODD
        start = front.end()
        if self.has_galleries or self._is_marked(position, start):
            return ODD
        if html[start] == "<" and not self._is_picture(start):
            return ODD
        return Front(start, depth + items_opened(html, position, start), position)

    def _is_picture(self, position: int) -> bool:
        """Whether a picture stands there, and no mark of an outdent after it."""
        picture = _PICTURE.match(self.html, position)
        return picture is not None and not starts_outdented(self.html, picture.end())

    # How it stands

    def standing(
        self, front: Front, line_depth: int, *, depth: int, date: int, opens_topic: bool
    ) -> Standing | Odd:
        """How the comment stands among the others, where nothing must be taken off its front.

        ``depth``: how many list items stand around the end of the comment before.
        """
        first = front.depth
        level = min(first, line_depth)
        if level < 0:
            return ODD
        standing = Standing(front.start, level, level, first, line_depth, first != line_depth)
        if self.people:
            if first < line_depth or first > MAX_DEPTH or self._is_marked_off(front.after, front.start, date):
                return ODD
            if level and self.has_bullets and self._may_be_own_list(front, depth, date, opens_topic):
                return ODD
            standing.closed = bool(self.landmarks.boxes) and self.landmarks.closing_box(date) is not None
        return standing

    def _is_marked_off(self, previous_end: int, start: int, date: int) -> bool:
        """Whether an outdent, a note or a box stands before the comment's own words."""
        marks = self.landmarks
        if any_between(marks.outdents, previous_end, date) or any_between(
            marks.autosigned, previous_end, date
        ):
            return True
        if marks.boxes:
            box = marks.closing_box(date)
            if marks.closing_box(start) != box or (box is not None and previous_end <= box[0]):
                return True
        return starts_outdented(self.html, start)

    def _may_be_own_list(self, front: Front, depth: int, date: int, opens_topic: bool) -> bool:
        """Whether the outermost list around the signed line may be the comment's own points.

        It must begin after the comment before; and if the comment begins in it, open a topic with
        numbers or with several bullets.
        """
        html = self.html
        if html.find("<ul", front.after, date) < 0 and html.find("<ol", front.after, date) < 0:
            return False
        outermost, start = "", -1
        for tag in _LISTS.finditer(html, front.after, date):
            if tag[2] in _ITEMS:
                depth += -1 if tag[1] else 1
            elif depth == 0:
                outermost, start = "" if tag[1] else tag[2], tag.start()
        if outermost not in ("ul", "ol"):
            return False
        if start >= front.start:
            return True
        return opens_topic and (outermost == "ol" or html.find("<li", front.start, date) >= 0)

    # What it says

    def words(self, front: Front, end: int) -> Words | Odd:
        """What a comment says: its HTML up to a position, with what it cuts through opened and closed."""
        source = self.html[front.start : end]
        if "<" not in source or _FLAT.fullmatch(source):
            return Words(source, 0)
        tags = _NAME.findall(source)
        if len(tags) != source.count("<"):
            return ODD
        before: list[str] | None = None
        inside: list[str] = []
        cut = ""
        items = 0
        for closes, name in tags:
            if name in _ITEMS:
                items += -1 if closes else 1
            if not closes:
                if name not in CHILDLESS:
                    inside.append(name)
            elif inside:
                inside.pop()
            else:
                if before is None:
                    before = _left_open(self.html[front.after : front.start])
                if not before:
                    return ODD
                cut = before.pop() + cut
        inside.reverse()
        return Words(cut + source + "".join([f"</{name}>" for name in inside]), items)


def _read_stretch(source: str, links: Links) -> _Stretch | None:
    """What stands in a stretch of HTML that begins with a link; None where the link does not end."""
    parts = _TAG.split(source)
    closes, names, texts = parts[1::4], parts[2::4], list(map(plain, parts[4::4]))
    if len(names) != source.count("<") or "a" not in names[1:]:
        return None
    closed = names.index("a", 1)
    if not closes[closed]:
        return None
    user = links.user(parts[3])
    lengths = [len(text.strip(HTML_SPACE)) for text in texts]
    closing, lowest = _closing(closes, names) if len(names) > _LINK_ONLY else (0, 0)
    return _Stretch(
        user,
        shown_name(user, "".join(texts[:closed]).strip()) if user else None,
        sum(lengths[:-1]),
        sum(lengths),
        closing,
        lowest,
        not BLOCKS.isdisjoint(names),
    )


@lru_cache(maxsize=4096)  # the same people sign page after page, in the same way
def _kept_stretch(source: str, links: Links) -> _Stretch | None:
    return _read_stretch(source, links)


def _closing(closes: Sequence[str], names: Sequence[str]) -> tuple[int, int]:
    """How many more elements tags close than they open; and the least of it, counted from the last tag."""
    closing = lowest = 0
    for slash, name in zip(reversed(closes), reversed(names), strict=True):
        if slash:
            closing += 1
        elif name not in CHILDLESS:
            closing -= 1
            lowest = min(lowest, closing)
    return closing, lowest


def items_opened(html: str, start: int, end: int) -> int:
    """How many list items are opened and not closed between two positions."""
    count = html.count
    return (
        count("<dd>", start, end)
        + count("<dd ", start, end)
        + count("<li>", start, end)
        + count("<li ", start, end)
        - count("</dd>", start, end)
        - count("</li>", start, end)
    )


def _left_open(source: str) -> list[str]:
    """The tags of elements that are opened and not closed."""
    opened: list[str] = []
    for tag in _TAG.finditer(source):
        if not tag[1] and tag[2] not in CHILDLESS:
            opened.append(tag[0])
        elif tag[1] and opened:
            opened.pop()
    return opened


def _places(text: str, word: str) -> Iterator[int]:
    position = text.find(word)
    while position >= 0:
        yield position
        position = text.find(word, position + 1)
