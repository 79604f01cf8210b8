"""What the templates and boxes of a wikitext page tell people about its threads.

Where a thread goes on at the left edge, what was said by somebody who did not sign, what is quoted,
and which discussions stand in a box that says they are over. One walk over the calls and one over
the tags of boxes, both only on pages that have any.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from folkmoot.core.conversation.closed_classes import CLOSED_WORDS, says_closed
from folkmoot.core.conversation.source.blocks import HeadingLine
from folkmoot.core.conversation.source.calls import BLANK_TO_LINE_END, Calls
from folkmoot.core.conversation.talk_templates import Use
from folkmoot.core.site import FILE, SiteConfig

LONGEST_NAME = 60  # characters of a namespace's name
NOTE_LENGTH = 2_000  # characters of source in which a note ends that somebody has not signed

_NOTICES: frozenset[Use] = frozenset(
    ("closed_top", "closed_bottom", "folded_top", "folded_bottom", "box", "contents", "archives")
)
_EDGES = re.compile(
    r"<(?P<slash>/?)(?P<name>div|table|section|details)\b(?P<rest>[^<>]*)>"
    r"|^[ \t]*:*[ \t]*(?P<open>\{\|)(?P<more>[^\n]*)|^[ \t]*(?P<close>\|\})",
    re.IGNORECASE | re.MULTILINE,
)
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_CLOSED_CLASS = re.compile(r"""class\s*=[^<>\n]{0,200}?(?:closed|archived)""", re.IGNORECASE)

# What templates leave behind that were put into the source: the classes are the same on all wikis.
_LEFT_BEHIND = re.compile(
    r"""<([a-z]+)\b[^<>]*\bclass\s*=\s*["'][^"'<>]*\b(outdent-template|autosigned)\b[^<>]*>""", re.IGNORECASE
)

Range = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """Positions in the readable text, in page order."""

    outdents: list[int] = field(default_factory=list)
    unsigned: list[Range] = field(default_factory=list)  # notes that say whose the words before are
    notices: list[Range] = field(default_factory=list)  # boxes on lines of their own
    closed: list[Range] = field(default_factory=list)  # boxes of discussions that are over, outermost

    def has_any(self) -> bool:
        """Whether anything stands on the page that ``any_for`` looks for."""
        return bool(self.outdents or self.unsigned or self.notices)

    def any_for(self, position: int, start: int, end: int) -> bool:
        """Whether a box holds a position, or an outdent or a note stands between two others."""
        return bool(
            self.outdented(start, end) or self.unsigned_between(start, end) or self.notice_at(position)
        )

    def is_closed(self, position: int) -> bool:
        """Whether a position stands in a closed box."""
        if not self.closed:
            return False
        index = bisect_left(self.closed, (position + 1, 0)) - 1
        return index >= 0 and position < self.closed[index][1]

    def outdented(self, start: int, end: int) -> bool:
        """Whether a thread goes on at the left edge somewhere between two positions."""
        index = bisect_left(self.outdents, start)
        return index < len(self.outdents) and self.outdents[index] < end

    def notice_at(self, position: int) -> Range | None:
        """The box on a line of its own that holds a position."""
        index = bisect_left(self.notices, (position + 1, 0)) - 1
        return self.notices[index] if index >= 0 and position < self.notices[index][1] else None

    def signed_from(self, position: int) -> int:
        """Where a signature begins: with the note about it, if one holds the position."""
        index = bisect_left(self.unsigned, (position + 1, 0)) - 1
        holds = index >= 0 and position < self.unsigned[index][1]
        return self.unsigned[index][0] if holds else position

    def unsigned_between(self, start: int, end: int) -> Range | None:
        """The last note between two positions that says who has not signed."""
        index = bisect_left(self.unsigned, (end, 0)) - 1
        return self.unsigned[index] if index >= 0 and self.unsigned[index][0] >= start else None


def find_marks(text: str, headings: list[HeadingLine], calls: Calls) -> Marks:
    """What a page tells by templates and boxes. Linear time."""
    marks = Marks()
    whole: dict[int, int] = {}
    edges: list[Range] = []  # (position, +1 where a box opens, -1 where one closes)
    for start, end, use in calls.known:
        if use == "outdent":
            marks.outdents.append(start)
        elif use == "unsigned":
            marks.unsigned.append((start, end))
        elif use == "closed_top":
            edges.append((start, 1))
            if text.find("\n", start, end) >= 0 and "[[" in text[start:end]:
                whole[start] = end
        elif use == "closed_bottom":
            edges.append((end, -1))
        if use in _NOTICES and _is_line(text, start, end):
            marks.notices.append((start, end))
    if "outdent-template" in text or "autosigned" in text:
        _add_left_behind(marks, text)
    marks.closed = _joined(_between(edges, headings, len(text), whole) + _boxes(text))
    return marks


def _add_left_behind(marks: Marks, text: str) -> None:
    for found in _LEFT_BEHIND.finditer(text):
        if found[2].lower() == "outdent-template":
            marks.outdents.append(found.start())
        elif (end := _element_end(text, found[1], found.end())) is not None:
            marks.unsigned.append((found.start(), end))
    marks.outdents.sort()
    marks.unsigned.sort()


def _element_end(text: str, name: str, position: int) -> int | None:
    """Where an element ends whose opening tag ends at a position, if that is not far."""
    opened = 1
    for tag in re.finditer(rf"<(/?){name}\b[^<>]*>", text[position : position + NOTE_LENGTH], re.IGNORECASE):
        opened += -1 if tag[1] else 1
        if not opened:
            return position + tag.end()
    return None


def picture_lines(text: str, site: SiteConfig) -> list[Range]:
    """Lines with a picture and nothing else: they stand in the margin, between what people say."""
    ranges: list[Range] = []
    position = 0 if text.startswith("[[") else text.find("\n[[") + 1 or -1
    while position >= 0:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        space, colon, _ = text[position + 2 : min(end, position + LONGEST_NAME)].partition(":")
        if colon and site.namespace_id(space) == FILE and text.endswith("]]", position, end):
            ranges.append((position, end))
        position = text.find("\n[[", end) + 1 or -1
    return ranges


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where lines do."""
    begins = start == 0 or text[start - 1] == "\n"
    return begins and BLANK_TO_LINE_END.match(text, end) is not None


def _between(
    edges: list[Range], headings: list[HeadingLine], length: int, whole: dict[int, int]
) -> list[Range]:
    """The stretches between tops and bottoms.

    ``whole`` are tops that may hold a discussion themselves, as an argument, and where their calls end:
    they do if they have no bottom. Any other top without a bottom reaches to the end of its section, a
    bottom without a top begins with it, so that a section reads as it does within its page.
    """
    cuts = [heading.start for heading in headings if heading.level <= 2]
    ranges, opened = [], []  # type: tuple[list[Range], list[int]]
    for position, step in sorted(edges):
        if step > 0:
            opened.append(position)
        elif opened:
            ranges.append((opened.pop(), position))
        else:
            index = bisect_left(cuts, position)
            ranges.append((cuts[index - 1] if index else 0, position))
    for position in opened:
        index = bisect_left(cuts, position)
        end = cuts[index] if index < len(cuts) else length
        ranges.append((position, whole.get(position, end)))
    return ranges


def _boxes(text: str) -> list[Range]:
    """Elements and tables whose class says that a discussion is over."""
    if not any(word in text for word in CLOSED_WORDS) or _CLOSED_CLASS.search(text) is None:
        return []
    ranges: list[Range] = []
    opened: list[tuple[str, int, bool]] = []
    for edge in _EDGES.finditer(text):
        name = (edge["name"] or "{|").lower()
        if edge["close"] or edge["slash"]:
            for index in range(len(opened) - 1, max(len(opened) - 20, 0) - 1, -1):
                if opened[index][0] == name:
                    if opened[index][2]:
                        ranges.append((opened[index][1], edge.end()))
                    del opened[index:]
                    break
        elif not (edge["rest"] or "").endswith("/"):
            opened.append((name, edge.start(), _is_closed(edge["rest"] or edge["more"] or "")))
    return ranges


def _is_closed(attributes: str) -> bool:
    found = _CLASS.search(attributes)
    words = (found[1] or found[2] or found[3] or "").split() if found else []
    return any(map(says_closed, words))


def _joined(ranges: list[Range]) -> list[Range]:
    """The outermost ranges, in order."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
