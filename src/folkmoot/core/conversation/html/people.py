"""Where a comment begins as people see it: what `reading="people"` changes in HTML.

DiscussionTools gives a comment everything since the comment before it, and takes the smaller of
the depths at which it starts and ends. Nobody reads a page like that: an introduction over a list
of votes is no part of the first vote, the notice in a box that closes a thread is nobody's
comment, and a picture in the margin starts nothing. The rules here take such things off the front
of a comment. They are what the test pages of Convenient Discussions ask for, weighed on real
pages: nearly all of them move only a start that stands less deep than the line that was signed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from folkmoot.core.conversation.html.landmarks import Landmarks
from folkmoot.core.conversation.html.markup import HTML_SPACE, Markup, plain
from folkmoot.core.conversation.html.nodes import BLOCK_TAGS, Nodes
from folkmoot.core.conversation.html.signatures import Signatures
from folkmoot.core.conversation.html.unindented import LISTS

MAX_DEPTH = 100  # of lists: whom a deeper comment answers is not seen on any page
MAX_CLIMB = 1_000  # elements around a comment that are looked at
MAX_STEPS = 8  # things taken off the front of one comment
MAX_LISTS = 50  # lists side by side at the front of one comment
SIGNED_WITHIN = 40  # characters after somebody's link that still look like a signature without a date

_ITEMS = ("li", "dd")
_DASHES = "-~\u2010\u2011\u2012\u2013\u2014\u2015\u2060"
_FLOATS = re.compile(r"\sstyle=\"[^\"]*(?:float\s*:\s*(?:left|right)|position\s*:\s*absolute)", re.IGNORECASE)
_FLOATING = frozenset(("thumb", "tright", "tleft", "floatright", "floatleft"))
_OUTDENT_TEXT = re.compile(
    r"[\s:]*(?:[\u2500-\u257f]{2}|[\u2190\u21a4\u21e6\u27f5]|[(\[](?:outdent|undent|unindent|od)[)\]])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Place:
    """Where a comment starts and which line signs it; made by the reader, corrected here."""

    start: int  # position of the first character
    start_tag: int  # the tag there or before
    line_tag: int  # the tag before the date
    signature: int  # position of the author's signature
    previous_end: int  # where the comment or heading before it ends
    opens_topic: bool  # it is the first thing under a heading
    unsigned: int | None = None  # the depth of what stands before it and nobody signed


@dataclass(slots=True)
class Standing:
    """How a comment stands among the others, in lists around it."""

    start: int  # position of the first character
    depth: int  # lists around all of it
    peer_depth: int  # the same by DiscussionTools' rule
    first_depth: int  # lists around where DiscussionTools has it begin
    line_depth: int  # lists around the line that is signed
    uneven: bool  # it starts and ends at different depths
    unsigned: int | None = None  # the depth of what stands before it and nobody signed
    outdented: bool = False
    closed: bool = False


def plain_standing(place: Place, first: int, line: int) -> Standing:
    """How a comment stands by DiscussionTools' rule: as deep as the less deep of its ends."""
    depth = min(first, line)
    return Standing(place.start, depth, depth, first, line, first != line)


def starts_outdented(text: str, position: int = 0) -> bool:
    """Whether a text begins, from a position on, with a mark that the thread goes on further left."""
    return _OUTDENT_TEXT.match(text, position) is not None


class Beginnings:
    """The beginnings of the comments in some markup."""

    def __init__(
        self,
        markup: Markup,
        nodes: Nodes,
        signatures: Signatures,
        landmarks: Landmarks,
        date_in: Callable[[int, int], bool],
    ) -> None:
        """``date_in(position, position)`` says whether a date stands between two positions."""
        self.markup = markup
        self.nodes = nodes
        self.signatures = signatures
        self.landmarks = landmarks
        self.date_in = date_in

    # One comment

    def standing(self, place: Place) -> Standing:
        """How the comment stands once what is not its own is taken off its front."""
        depths = self.markup.indents[place.start_tag], self.markup.indents[place.line_tag]
        if max(depths) > MAX_DEPTH:
            return plain_standing(place, *depths)
        start_tag = place.start_tag
        first = self._items(start_tag)
        line = self._items(place.line_tag)
        outdented = self._is_outdented(place)
        closed = self._leave_boxes(place)
        self._leave_unsigned(place)
        start = first if place.start_tag == start_tag else self._items(place.start_tag)
        for _ in range(MAX_STEPS):
            if len(start) >= len(line) or not self._take_front(place, start, line):
                break
            start = self._items(place.start_tag)
        depth, uneven = min(len(start), len(line)), len(start) != len(line)
        if depth and self._is_own_list(place, start[0], line[0]):
            depth, uneven = 0, False
            place.start = self.markup.starts[self.markup.parents[start[0]]]
        return Standing(
            start=place.start,
            depth=depth,
            peer_depth=min(depths),
            first_depth=len(first),
            line_depth=len(line),
            uneven=uneven,
            unsigned=place.unsigned,
            outdented=outdented,
            closed=closed,
        )

    def line_list(self, tag: int) -> int | None:
        """Where the innermost list around the text after a tag begins, None outside of lists or too deep."""
        if self.markup.indents[tag] > MAX_DEPTH:
            return None
        items = self._items(tag)
        return self.markup.starts[self.markup.parents[items[-1]]] if items else None

    def _items(self, tag: int) -> list[int]:
        """The list items that are open after a tag, outermost first; pictures in a gallery are none."""
        markup = self.markup
        names, parents = markup.names, markup.parents
        left = markup.indents[tag]
        items: list[int] = []
        i = markup.container(tag)
        for _ in range(MAX_CLIMB):
            if left == 0:
                break
            if names[i] in _ITEMS:
                left -= 1
                if "gallerybox" not in markup.tags[i]:
                    items.append(i)
            i = parents[i]
        items.reverse()
        return items

    def _begin_at(self, place: Place, position: int) -> bool:
        """Let the comment begin with the first thing worth reading after a position, if that is later."""
        start, tag = self.nodes.first_leaf(position)
        if not place.start < start <= place.signature:
            return False
        place.start, place.start_tag = start, tag
        return True

    # What is not part of a comment

    def _is_outdented(self, place: Place) -> bool:
        """Whether a mark says that the thread goes on, though less deep."""
        outdents = self.landmarks.outdents
        k = bisect_left(outdents, place.previous_end)
        if k < len(outdents) and outdents[k] < place.signature:
            return True
        return starts_outdented(self._text(place.start, place.start_tag))

    def _text(self, position: int, tag: int) -> str:
        """The first text from a place on."""
        texts = self.markup.texts
        for i in range(tag + 1, min(tag + MAX_STEPS, len(texts))):
            if texts[i].strip(HTML_SPACE) and self.markup.starts[i] > position:
                return plain(texts[i])
        return ""

    def _leave_boxes(self, place: Place) -> bool:
        """Take off what a closed box says before and after the discussion in it; whether it is in one."""
        line_box = self.landmarks.closing_box(place.signature)
        start_box = self.landmarks.closing_box(place.start)
        if start_box is not None and start_box != line_box:
            self._begin_at(place, start_box[1])
        if line_box is None:
            return False
        if place.previous_end <= line_box[0]:
            self._begin_at(place, line_box[0])
            self._leave_notice(place, line_box[0])
        return True

    def _leave_notice(self, place: Place, box: int) -> None:
        """What stands over the rule in a closed box was written by whoever closed it."""
        markup = self.markup
        for i in range(markup.after(box), place.line_tag):
            if markup.names[i] == "hr":
                self._begin_at(place, markup.ends[i])
                return

    def _leave_unsigned(self, place: Place) -> None:
        """What ends with a note that somebody has not signed is theirs, though its time is unknown."""
        autosigned = self.landmarks.autosigned
        k = bisect_left(autosigned, place.signature) - 1
        if k >= 0 and autosigned[k] >= place.previous_end:
            note = self.markup.before(autosigned[k])
            end = self.markup.end(note)
            if end <= place.signature and self._begin_at(place, end):
                place.unsigned = len(self._items(note))

    def _take_front(self, place: Place, start: list[int], line: list[int]) -> bool:
        """Take one thing off the front of a comment that starts less deep than it ends."""
        if self._empty_item(place, len(line)):
            return True
        if self._leave_floating(place):
            return True
        if not start:
            return self._leave_introduction(place, line)
        if start == line[: len(start)]:
            return self._leave_what_is_answered(place, start, line[len(start)])
        return False

    def _empty_item(self, place: Place, line_depth: int) -> bool:
        """``:<poem>...`` makes an empty item before the poem: the comment begins in it."""
        markup = self.markup
        for i in range(markup.after(place.previous_end), place.start_tag):
            if markup.names[i] not in _ITEMS or markup.partners[i] != i + 1 or markup.texts[i + 1].strip():
                continue
            if len(self._items(i)) <= line_depth:
                place.start, place.start_tag = markup.starts[i], i
                return True
        return False

    def _leave_floating(self, place: Place) -> bool:
        """A picture or a box in the margin before a comment is not where the comment begins."""
        markup = self.markup
        i = markup.container(place.start_tag)
        floating = -1
        while i >= 0 and markup.partners[i] < place.line_tag and markup.starts[i] >= place.previous_end:
            if self._is_floating(i):
                floating = i
            i = markup.parents[i]
        return floating >= 0 and self._begin_at(place, markup.end(floating))

    def _is_floating(self, i: int) -> bool:
        markup = self.markup
        if markup.names[i] == "figure" or _FLOATS.search(markup.tags[i]):
            return True
        return " class=" in markup.tags[i] and not _FLOATING.isdisjoint(markup.words(i, "class"))

    def _leave_introduction(self, place: Place, line: list[int]) -> bool:
        """Text over a list is no part of what is signed in the list.

        So somebody introduces a vote, or forgot to sign what is answered. But a list of points
        that follows a text and is signed in the last one belongs to the text, and so does a
        signature that stands alone. Tables and code, which cannot be indented, are the comment's.
        """
        markup = self.markup
        around = markup.parents[line[0]]
        if markup.names[around] not in LISTS or self._is_bare(line[0], place):
            return False
        first = self._first_item(around)
        if place.start >= markup.starts[around]:  # a term, ";", before the first ":"
            return first == line[0] and self._begin_at(place, markup.starts[first])
        front = self._front_list(around, place)
        if markup.names[front] != "dl":
            first = self._first_item(front)
            if first != line[0] and markup.partners[first] + 1 != markup.partners[front]:
                return False
        beginning = place.start
        says = self._says_something(place, front)
        if not self._begin_at(place, markup.starts[front]):
            return False
        if says:
            place.unsigned = place.unsigned or 0
        elif (
            place.previous_end > self.landmarks.first_text
            and beginning > markup.starts[markup.parents[front]]
        ):
            place.start = beginning
        return True

    def _says_something(self, place: Place, front: int) -> bool:
        """Whether a paragraph stands between the beginning and a list, in the same element."""
        markup = self.markup
        around = markup.parents[front]
        i = place.start_tag
        while markup.parents[i] > around:
            i = markup.parents[i]
        if markup.parents[i] < around and i != around:
            return False  # it begins outside, as in the head of a table
        while i < front:
            if i != around and markup.opens(i):
                if markup.names[i] not in BLOCK_TAGS or markup.names[i] == "p":
                    return True
                i = markup.partners[i]
            i += 1
            if markup.texts[i].strip(HTML_SPACE) and markup.starts[i] > place.start:
                return True
        return False

    def _is_bare(self, item: int, place: Place) -> bool:
        """Whether nothing but a signature stands in the item."""
        text = self.markup.plain_text(item, self.markup.after(place.signature))
        return not text.strip(HTML_SPACE + _DASHES)

    def _first_item(self, around: int) -> int:
        """The first item of a list, terms left out; the list itself if it has none."""
        markup = self.markup
        i = around + 1
        while i < markup.partners[around]:
            if markup.names[i] in _ITEMS:
                return i
            i = markup.partners[i] + 1
        return around

    def _front_list(self, around: int, place: Place) -> int:
        """The first of the lists side by side that the comment is written in."""
        markup = self.markup
        for _ in range(MAX_LISTS):
            before = markup.partners[around - 1]
            if markup.texts[around].strip() or markup.names[before] not in LISTS:
                break
            if before >= around - 1 or markup.starts[before] <= place.start:
                break
            around = before
        return around

    def _leave_what_is_answered(self, place: Place, start: list[int], item: int) -> bool:
        """What one item says and what answers it in a list below, where both stand in one item.

        A numbered list below a text is a vote on it. A list by colons below a text that ends in
        a signature without a date is an answer to it. Other lists are the text's own.
        """
        markup = self.markup
        around = markup.parents[item]
        name = markup.names[around]
        is_vote = name == "ol" and self._first_item(around) == item
        if not is_vote and not (name == "dl" and self._ends_signed(start[-1], around)):
            return False
        if not self._begin_at(place, markup.starts[around]):
            return False
        place.unsigned = len(start)
        return True

    def _ends_signed(self, first: int, last: int) -> bool:
        """Whether the text between two tags ends with a link to somebody."""
        markup = self.markup
        passed = len(markup.texts[last].strip(HTML_SPACE))
        for i in range(last - 1, first, -1):
            if passed > SIGNED_WITHIN or markup.names[i] in BLOCK_TAGS:
                return False
            if markup.names[i] == "a":
                return self.signatures.leads_to_somebody(i)
            passed += len(markup.texts[i].strip(HTML_SPACE))
        return False

    # Lists that are a comment's own

    def _is_own_list(self, place: Place, first: int, last: int) -> bool:
        """Whether the lists around a comment are its own points and not its indentation.

        A topic may open with a numbered list or with several bullets, signed in the last one:
        nobody is answered yet. And who begins with colons and ends with bullets that nobody else
        uses has left the thread. ``first`` and ``last`` are the outermost items in which the
        comment starts and is signed.
        """
        markup = self.markup
        outer, around = markup.parents[first], markup.parents[last]
        if markup.names[around] not in ("ul", "ol") or not self._is_alone_in(around, last, place):
            return False
        if outer == around:
            return place.opens_topic and (markup.names[around] == "ol" or first != last)
        if markup.names[outer] != "dl" or place.previous_end > markup.starts[outer]:
            return False
        return markup.partners[outer] + 1 == around and not markup.texts[around].strip()

    def _is_alone_in(self, around: int, item: int, place: Place) -> bool:
        """Whether a list holds one signed comment, which ends in its last item."""
        markup = self.markup
        last = markup.partners[around]
        if place.previous_end > markup.starts[around] or markup.partners[item] + 1 != last:
            return False
        return not self.date_in(markup.starts[place.line_tag + 1], markup.starts[last])
