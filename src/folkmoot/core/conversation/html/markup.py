"""HTML as a row of tags with the texts between them, so that reading it is walking along a list.

A real HTML parser has to see the page first: browsers repair broken markup in ways that no short
program can. But once repaired and written out again, the tree *is* its text, and steps in the
tree ("the next leaf", "leave this block") are steps along that text. Python walks a list of
strings several times faster than it walks a tree of objects.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate, chain
from operator import add, sub

from folkmoot.core.conversation.html.shallow import shallow

HTML_SPACE = "\t\n\f\r "
CONTAINER = "div.mw-parser-output"

_ATTRIBUTES = r'[^>"]*+(?:"[^"]*+"[^>"]*+)*+'  # quoted values may hold ">"
_TAGS = re.compile(rf"(<(?:!--.*?--|(/?[a-zA-Z][^\s/>]*+){_ATTRIBUTES})>)", re.DOTALL)
# What is inside these is no markup, and written out as it is.
_RAW = re.compile(
    r"<(script|style|iframe|noembed|noframes|noscript|plaintext|xmp)([\s>].*?)(?=</\1>)", re.DOTALL
)
_ENTITY = re.compile(r'(<span (?=[^>]*\btypeof="mw:Entity")[^>]*>)([^<]{0,12})</span>')
_EMPTY = "<body></body>"
_MANY_TAGS = 10_000
_DEEPEST = 4_000  # deeper than threads get, shallow enough for a parser that minds
_WORDS = re.compile(r"\S+")
COMMENT = ""  # the name of an HTML comment among the tags
_CHILDLESS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr".split()
) | {COMMENT}


class Markup:
    """One element with everything inside it; tag 0 opens it, the last tag closes it.

    For the tag ``i``: ``tags[i]`` is its source and ``names[i]`` ``li`` or ``/li`` (empty for a
    comment); ``texts[i]`` is what stands between the tag before and this one; ``starts[i]`` and
    ``ends[i]`` say where in ``html`` it stands, ``partners[i]`` is the tag that closes or opens
    the same element (itself if there is none), ``parents[i]`` the opening tag of the element
    around it, ``indents[i]`` how many list items are open after it.
    """

    def __init__(self, html: str, entities: Sequence[tuple[int, int, str]] = ()) -> None:
        """``entities``: where in ``html`` a wrapped entity begins and ends, and the tag before it."""
        self.html = html
        self.entities = entities
        parts = _TAGS.split(html)
        self.texts: list[str] = parts[0::3]
        self.tags: list[str] = parts[1::3]
        self.names: list[str] = [name or COMMENT for name in parts[2::3]]
        tag_lengths = list(map(len, self.tags))
        self.ends: list[int] = list(accumulate(map(add, map(len, self.texts), tag_lengths)))
        self.starts: list[int] = list(map(sub, self.ends, tag_lengths))
        self._pair()

    def _pair(self) -> None:
        names = self.names
        self.partners = partners = list(range(len(names)))
        self.parents = parents = [-1] * len(names)
        self.indents = indents = [0] * len(names)
        open_tags = [-1]
        top, indent = -1, 0
        for i, name in enumerate(names):
            if name in _CHILDLESS:
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
            indents[i] = indent
        for i in open_tags[1:]:
            partners[i] = len(names) - 1

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

    def text_at(self, position: int) -> int | None:
        """The tag before the text that holds this position; None inside a tag."""
        i = self.before(position)
        return i if i >= 0 and position >= self.ends[i] else None

    def attribute(self, i: int, name: str) -> str | None:
        """The value of an attribute of tag ``i``."""
        tag = self.tags[i]
        marker = f' {name}="'
        start = tag.find(marker)
        if start < 0:
            return None
        start += len(marker)
        return plain(tag[start : tag.find('"', start)])

    def words(self, i: int, name: str) -> list[str]:
        """The words of an attribute that holds several, as ``class`` does."""
        return _WORDS.findall(self.attribute(i, name) or "")

    def plain_text(self, first: int, last: int) -> str:
        """The text between two tags, without markup."""
        return plain("".join(self.texts[first + 1 : last + 1]))

    def indexes(self, name: str) -> Iterator[int]:
        """Every tag of this name, in order."""
        i = -1
        try:
            while True:
                i = self.names.index(name, i + 1)
                yield i
        except ValueError:
            return

    def source(self, start: int, end: int) -> str:
        """The HTML between two positions as it was written, wrapped entities included."""
        parts = []
        done = start
        for k in range(bisect_left(self.entities, (start,)), bisect_left(self.entities, (end,))):
            first, last, tag = self.entities[k]
            parts += [self.html[done:first], tag, self.html[first:last], "</span>"]
            done = last
        return "".join([*parts, self.html[done:end]])

    def slice(self, start: int, end: int, *, as_written: bool = False) -> str:
        """The HTML between two positions, with what they cut through opened before, closed after.

        ``as_written`` keeps entities that Parsoid wraps.
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


def content_of(page: str) -> Markup:
    """The talk page inside an HTML page or fragment: the first ``div.mw-parser-output``, else all.

    Entities that Parsoid wraps into elements of their own become the text that they stand for, so
    that a date with a no-break space in it is one text.
    """
    from selectolax.lexbor import LexborHTMLParser

    if page.count("<") > _MANY_TAGS:  # fewer cannot nest so deep that the parser's time shows
        page = shallow(page, _DEEPEST)
    body = LexborHTMLParser(page).body
    if body is None:  # a frameset has none
        return Markup(_EMPTY)
    content = body.css_first(CONTAINER) or body
    html = _RAW.sub(_without_markup, (content.html or _EMPTY).replace("&nbsp;", "\u00a0"))
    return _without_wrappers(html) if "mw:Entity" in html else Markup(html)


def _without_wrappers(html: str) -> Markup:
    """The markup with wrapped entities as text."""
    entities: list[tuple[int, int, str]] = []
    parts: list[str] = []
    done = length = 0
    for found in _ENTITY.finditer(html):
        before = html[done : found.start()]
        start = length + len(before)
        length = start + len(found[2])
        entities.append((start, length, found[1]))
        parts += [before, found[2]]
        done = found.end()
    return Markup("".join([*parts, html[done:]]), entities)


def _without_markup(raw: re.Match[str]) -> str:
    return f"<{raw[1]}{raw[2].replace('<', '&lt;')}"
