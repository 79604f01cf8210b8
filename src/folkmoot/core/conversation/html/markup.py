"""HTML as a row of tags with the texts between them, so that reading it is walking along a list.

A real HTML parser has to see the page first: browsers repair broken markup in ways that no short
program can. But once repaired and written out again, the tree *is* its text, and steps in the
tree ("the next leaf", "leave this block") are steps along that text. Python walks a list of
strings several times faster than it walks a tree of objects.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from itertools import accumulate, chain
from operator import add, sub

from folkmoot.core.conversation.html.content import Content

HTML_SPACE = "\t\n\f\r "

_ATTRIBUTES = r'[^>"]*+(?:"[^"]*+"[^>"]*+)*+'  # quoted values may hold ">"
_TAGS = re.compile(rf"(<(?:!--.*?--|(/?[a-zA-Z][^\s/>]*+){_ATTRIBUTES})>)", re.DOTALL)
_WORDS = re.compile(r"\S+")
COMMENT = ""  # the name of an HTML comment among the tags
CHILDLESS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr".split()
) | {COMMENT}


class Markup:
    """An element with everything inside it; tag 0 opens it, the last tag closes it.

    For the tag ``i``: ``tags[i]`` is its source and ``names[i]`` ``li`` or ``/li`` (empty for a
    comment); ``texts[i]`` is what stands between the tag before and this one; ``starts[i]`` and
    ``ends[i]`` say where in ``html`` it stands, ``partners[i]`` is the tag that closes or opens
    the same element (itself if there is none), ``parents[i]`` the opening tag of the element
    around it, ``indents[i]`` how many list items are open after it.
    """

    def __init__(self, content: Content, part: tuple[int, int] | None = None) -> None:
        """``part``: only what stands between two positions, as if an element of its own held it.

        Positions are those in the whole all the same.
        """
        self.content = content
        self.html = content.html
        start, end = part or (0, len(self.html))
        parts = _TAGS.split(self.html if part is None else self.html[start:end])
        self.texts: list[str] = parts[0::3]
        self.tags: list[str] = parts[1::3]
        self.names: list[str] = [name or COMMENT for name in parts[2::3]]
        tag_lengths = list(map(len, self.tags))
        ends = accumulate(map(add, map(len, self.texts), tag_lengths), initial=start)
        self.ends: list[int] = list(ends)[1:]
        self.starts: list[int] = list(map(sub, self.ends, tag_lengths))
        if part is not None:
            self._surround(start, end)
        self._pair()

    def _surround(self, start: int, end: int) -> None:
        self.tags = ["<body>", *self.tags, "</body>"]
        self.names = ["body", *self.names, "/body"]
        self.texts = ["", *self.texts, ""]
        self.starts = [start - 1, *self.starts, end]
        self.ends = [start, *self.ends, end]

    def _pair(self) -> None:
        names = self.names
        self.partners = partners = list(range(len(names)))
        self.parents = parents = [-1] * len(names)
        self.indents = indents = [0] * len(names)
        unopened: list[int] = []
        open_tags = [-1]
        top, indent = -1, 0
        last = len(names) - 1
        for i, name in enumerate(names):
            if name in CHILDLESS:
                parents[i] = top
            elif name[0] != "/":
                parents[i] = top
                open_tags.append(i)
                top = i
                if name == "li" or name == "dd":
                    indent += 1
            elif top >= 0 and names[top] == name[1:]:
                partners[i], partners[top] = top, i
                parents[i] = parents[top]
                open_tags.pop()
                top = open_tags[-1]
                if name == "/li" or name == "/dd":
                    indent -= 1
            else:
                unopened.append(i)
            indents[i] = indent
        for i in open_tags[1:]:
            partners[i] = last
        loose = [*unopened[:1], *open_tags[2:3]]
        # From here on elements of a part are not whole: they begin or end outside of it.
        self.whole_until = self.starts[min(loose, default=last)]

    def opens(self, i: int) -> bool:
        """Whether tag ``i`` is an opening tag of an element that can hold something."""
        return self.partners[i] > i

    def container(self, i: int) -> int:
        """The opening tag of the element around the text after tag ``i``."""
        return i if self.partners[i] > i else self.parents[i]

    def text_end(self, i: int) -> int:
        """Where the text after tag ``i`` ends."""
        return self.ends[i] + len(self.texts[i + 1])

    def end(self, i: int) -> int:
        """Where the element that tag ``i`` opens ends."""
        return self.ends[self.partners[i]]

    def after(self, position: int) -> int:
        """The first tag that starts at or after this position."""
        return bisect_left(self.starts, position)

    def before(self, position: int) -> int:
        """The last tag that starts at or before this position, -1 if none does."""
        return bisect_right(self.starts, position) - 1

    def items_open_at(self, position: int) -> int:
        """How many list items stand around a position that is not inside a tag."""
        return self.indents[bisect_right(self.ends, position) - 1]

    def text_at(self, position: int) -> int | None:
        """The tag before the text that holds this position; None inside a tag."""
        i = self.before(position)
        return i if i >= 0 and position >= self.ends[i] else None

    def attribute(self, i: int, name: str) -> str | None:
        """The value of an attribute of tag ``i``."""
        return attribute(self.tags[i], name)

    def words(self, i: int, name: str) -> list[str]:
        """The words of an attribute that holds several, as ``class`` does."""
        return words(self.tags[i], name)

    def plain_text(self, first: int, last: int) -> str:
        """The text between two tags, without markup."""
        return plain("".join(self.texts[first + 1 : last + 1]))

    def source(self, start: int, end: int) -> str:
        """The HTML between two positions as it was written: see ``Content``."""
        return self.content.source(start, end)

    def slice(self, start: int, end: int, *, as_written: bool = False) -> str:
        """The HTML between two positions, with what they cut through opened before, closed after.

        ``as_written`` keeps comments as they are, and entities that Parsoid wraps.
        """
        opened: list[int] = []
        cut: list[str] = []
        for i in range(self.after(start), self.after(end)):
            partner = self.partners[i]
            if partner > i:
                opened.append(i)
            elif partner < i and opened:
                opened.pop()
            elif partner < i:
                cut.append(self.tags[partner])
        closing = (f"</{self.names[i]}>" for i in reversed(opened))
        inside = self.source(start, end) if as_written else self.html[start:end]
        return "".join(chain(reversed(cut), [inside], closing))


def plain(text: str) -> str:
    """A text or attribute value with its entities read."""
    return unescape(text) if "&" in text else text


def attribute(tag: str, name: str) -> str | None:
    """The value of an attribute of a tag."""
    marker = f' {name}="'
    start = tag.find(marker)
    if start < 0:
        return None
    start += len(marker)
    return plain(tag[start : tag.find('"', start)])


def words(tag: str, name: str) -> list[str]:
    """The words of an attribute that holds several, as ``class`` does."""
    return _WORDS.findall(attribute(tag, name) or "")
