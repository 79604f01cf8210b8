"""What can be told of a talk page from the text of its HTML alone, before any tag is looked at closely.

Where the headings stand, where nobody can be talking, which discussions are closed: all of it is
found by searching for a few words, and an element's end by counting tags of its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge

from folkmoot.core.conversation.closed_classes import CLOSED_WORDS, says_closed
from folkmoot.core.conversation.html.content import Content
from folkmoot.core.conversation.html.markup import CHILDLESS, Markup, attribute, words

MAX_AROUND = 8  # elements looked at for the one that wraps a heading
_NEAR = 2_000  # characters before a heading in which its wrapper begins

QUOTES = ("blockquote", "cite", "q")
SEPARATOR_CLASSES = ("mw-notalk", "outdent-template", "mw-trackedTemplate")
GENERATED = ["ext-discussiontools-", "data-mw-comment-"]  # what DiscussionTools itself puts on a page
# Templates that quote. Not "quotebox": boxes of that kind also hold the result of a closed discussion.
_QUOTING = re.compile(r"^(?:talkquote|template-?quote)|(?:^|-)quote-talk(?:-|$)")
_HEADING = re.compile(r"<(h[1-6])(?:\s[^<>]*)?>")
_OPENING = re.compile(r"<([a-zA-Z][^\s<>]*)[^<>]*>")
_BOXES = frozenset(("div", "table", "section", "td", "details"))
_OUTDENT_CLASS = "outdent-template"
_AUTOSIGNED = "autosigned"


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading that counts: its element, and the element that newer skins wrap around it."""

    start: int
    end: int
    outer_start: int
    outer_end: int


class Landmarks:
    """The landmarks of one page. ``people``: also what only people see, not DiscussionTools."""

    def __init__(self, content: Content, *, people: bool) -> None:
        self.content = content
        self.html = html = content.html
        self.first_text = html.index(">") + 1
        self.last_tag = html.rindex("<")
        self.separating_classes = [name for name in SEPARATOR_CLASSES if name in html]
        self.generated = any(word in html for word in GENERATED)
        self.boxes = list(self._closed_boxes()) if people else []
        self.outdents = self._places(_OUTDENT_CLASS) if people else []
        self.autosigned = self._places(_AUTOSIGNED) if people else []
        self.quiet = Ranges(self._quiet_elements(people=people))
        self._wrappers = [tag for tag in tags_with(html, "mw-heading") if _has_class(tag, "mw-heading")]
        self._wrapper_starts = [tag.start() for tag in self._wrappers]
        self.headings = list(self._headings())

    def closing_box(self, position: int) -> tuple[int, int] | None:
        """The box of a closed discussion that holds this position."""
        i = bisect_left(self.boxes, (position + 1, 0)) - 1
        return self.boxes[i] if i >= 0 and position < self.boxes[i][1] else None

    def _headings(self) -> Iterator[HeadingPlace]:
        done = 0
        for tag in _HEADING.finditer(self.html):
            if tag.start() < done or self.quiet.hold(tag.start()):
                continue
            done = element_end(self.html, tag)
            wrapper = self._wrapper(tag.start())
            if wrapper is None:
                yield HeadingPlace(tag.start(), done, tag.start(), done)
            else:
                yield HeadingPlace(tag.start(), done, wrapper.start(), element_end(self.html, wrapper))

    def _wrapper(self, position: int) -> re.Match[str] | None:
        """The element around a heading, if it is one that newer skins wrap it in."""
        last = bisect_left(self._wrapper_starts, position)
        for tag in reversed(self._wrappers[max(0, last - MAX_AROUND) : last]):
            if position - tag.end() > _NEAR:
                break
            between = tag.end(), position
            if "<" not in self.html[slice(*between)] or Markup(self.content, between).whole_until == position:
                return tag
        return None

    def _quiet_elements(self, *, people: bool) -> Iterator[tuple[int, int]]:
        """Elements in which nobody can be talking."""
        html = self.html
        found: list[Iterable[re.Match[str]]] = []
        found += [opening_tags(name).finditer(html) for name in QUOTES if f"<{name}" in html]
        found.append(tag for tag in tags_with(html, "references") if _is_list_of_references(tag))
        found.append(tag for tag in tags_with(html, '"toc"') if attribute(tag[0], "id") == "toc")
        found.append(tag for tag in tags_with(html, "mw-notalk") if _has_class(tag, "mw-notalk"))
        if people:
            found.append(tag for tag in tags_with(html, "quote") if _quotes(tag))
        for tags in found:
            yield from outermost(html, tags)

    def _closed_boxes(self) -> Iterator[tuple[int, int]]:
        """Boxes around discussions that are over: where they begin and end, outermost only."""
        tags = merge(*(tags_with(self.html, word) for word in CLOSED_WORDS), key=_start)
        return outermost(self.html, filter(_closes, tags))

    def _places(self, word: str) -> list[int]:
        """Where the elements of a class begin."""
        return [tag.start() for tag in tags_with(self.html, word) if _has_class(tag, word)]


class Ranges:
    """Stretches of a text; one inside another does not count."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
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


def tags_with(html: str, word: str) -> Iterator[re.Match[str]]:
    """The opening tags that hold a word, in order; group 1 is the element's name."""
    looked, last = 0, -1
    position = html.find(word)
    while position >= 0:
        start = html.rfind("<", looked, position)
        looked = position
        tag = _OPENING.match(html, start) if start >= 0 else None
        if tag and tag.end() > position and start > last:
            last = start
            yield tag
        position = html.find(word, position + 1)


def outermost(html: str, tags: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where the elements that these tags open begin and end; elements inside them are left out."""
    done = 0
    for tag in tags:
        if tag.start() >= done:
            done = element_end(html, tag)
            yield tag.start(), done


def element_end(html: str, tag: re.Match[str]) -> int:
    """Where the element that a tag opens ends; group 1 is its name."""
    if tag[1] in CHILDLESS:
        return tag.end()
    depth = 0
    for one in _tags_of(tag[1]).finditer(html, tag.start()):
        depth += -1 if one[1] else 1
        if depth == 0:
            return one.end()
    return len(html)


def element_ends(html: str, tags: Iterable[re.Match[str]]) -> list[int]:
    """Where the elements that these tags open end, in order; one look at the page for each name."""
    starts: dict[str, set[int]] = {}
    for tag in tags:
        if tag[1] not in CHILDLESS:
            starts.setdefault(tag[1], set()).add(tag.start())
    ends = []
    for name, wanted in starts.items():
        opened: list[int] = []
        for one in _tags_of(name).finditer(html, min(wanted)):
            if not one[1]:
                opened.append(one.start())
            elif opened and opened.pop() in wanted:
                ends.append(one.end())
    return sorted(ends)


def end_of_element_at(html: str, position: int) -> int:
    """Where the element ends that is opened at a position; the position itself where none is."""
    tag = _OPENING.match(html, position)
    return element_end(html, tag) if tag else position


@lru_cache(maxsize=256)
def opening_tags(name: str) -> re.Pattern[str]:
    """A pattern for the tags that open elements of a name."""
    return re.compile(rf"<({name})(?:\s[^<>]*)?>")


@lru_cache(maxsize=256)
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?:\s[^<>]*)?>")


def _has_class(tag: re.Match[str], word: str) -> bool:
    return word in words(tag[0], "class")


def _start(tag: re.Match[str]) -> int:
    return tag.start()


def _closes(tag: re.Match[str]) -> bool:
    """Whether the element is a box around a discussion that is over."""
    return tag[1] in _BOXES and any(map(says_closed, words(tag[0], "class")))


def _is_list_of_references(tag: re.Match[str]) -> bool:
    return tag[1] == "ol" and _has_class(tag, "references")


def _quotes(tag: re.Match[str]) -> bool:
    """Whether a template quotes there; DiscussionTools takes what is signed inside for said there."""
    return tag[1] not in CHILDLESS and any(map(_QUOTING.search, words(tag[0], "class")))
