"""HTML as a row of tags with the texts between them, so that reading it is walking along a list.

A real HTML parser has to see the page first: browsers repair broken markup in ways that no short
program can. But once repaired and written out again, the tree *is* its text, and steps in the
tree ("the next leaf", "leave this block") are steps along that text. Python walks a list of
strings several times faster than it walks a tree of objects.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate

# Quoted attribute values may hold ">"; what is inside raw text elements is no markup at all.
_RAW = "script|style|iframe|noembed|noframes|noscript|plaintext|textarea|title|xmp"
_ATTRIBUTES = r'[^>"]*+(?:"[^"]*+"[^>"]*+)*+'
_TAG = re.compile(
    rf"(<!--.*?-->|<(?:({_RAW})(?=[\s>]){_ATTRIBUTES}>.*?</\2>|(/?[a-zA-Z][^\s/>]*+){_ATTRIBUTES}>))",
    re.DOTALL,
)
_ENTITY_SPAN = re.compile(r'<span (?=[^>]*\btypeof="mw:Entity")[^>]*>([^<]{0,12})</span>')
_WORDS = re.compile(r"[^\s]+")
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
COMMENT = "!"

HTML_SPACE = "\t\n\f\r "
CONTAINER = "div.mw-parser-output"


class Markup:
    """One element with everything inside it; tag 0 opens it, the last tag closes it.

    For the tag ``i``: ``names[i]`` is ``li`` or ``/li`` (``!`` for a comment), ``starts[i]`` and
    ``ends[i]`` say where in ``html`` it stands, ``partners[i]`` is the tag that closes or opens
    the same element (itself if there is none), ``parents[i]`` the opening tag of the element
    around it, ``indents[i]`` how many list items are open after it. The text after tag ``i``
    reaches from ``ends[i]`` to ``starts[i + 1]``.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        parts = _TAG.split(html)
        self.tags = parts[1::4]
        self.names = [
            plain or raw or COMMENT for raw, plain in zip(parts[2::4], parts[3::4], strict=True)
        ]
        sizes = [len(part) for text_and_tag in zip(parts[0::4], self.tags) for part in text_and_tag]
        borders = list(accumulate(sizes, initial=0))
        self.starts = borders[1::2]
        self.ends = borders[2::2]
        self._pair(parts[2::4])

    def _pair(self, raw: list[str | None]) -> None:
        count = len(self.names)
        self.partners = partners = list(range(count))
        self.parents = parents = [-1] * count
        self.indents = indents = [0] * count
        open_tags: list[int] = []
        top, indent = -1, 0
        for i, name in enumerate(self.names):
            if name[0] == "/":
                if top >= 0 and self.names[top] == name[1:]:
                    partners[i], partners[top] = top, i
                    open_tags.pop()
                    top = open_tags[-1] if open_tags else -1
                    indent -= name in ("/li", "/dd")
                parents[i] = top
            else:
                parents[i] = top
                if name not in _VOID and name != COMMENT and raw[i] is None:
                    open_tags.append(i)
                    top = i
                    indent += name in ("li", "dd")
            indents[i] = indent
        for i in open_tags:
            partners[i] = count - 1

    def opens(self, i: int) -> bool:
        """Whether tag ``i`` is an opening tag of an element that can hold something."""
        return self.partners[i] > i

    def container(self, i: int) -> int:
        """The opening tag of the element around the text after tag ``i``."""
        return i if self.partners[i] > i else self.parents[i]

    def text_after(self, i: int) -> str:
        """The text node after tag ``i`` as it is written, perhaps empty."""
        return self.html[self.ends[i] : self.text_end(i)]

    def text_end(self, i: int) -> int:
        """Where the text node after tag ``i`` ends."""
        return self.starts[i + 1] if i + 1 < len(self.starts) else len(self.html)

    def end(self, i: int) -> int:
        """Where the element that tag ``i`` opens ends."""
        return self.ends[self.partners[i]]

    def after(self, position: int) -> int:
        """The first tag that starts at or after this position."""
        return bisect_left(self.starts, position)

    def text_at(self, position: int) -> int | None:
        """The tag before the text node that holds this position; None inside a tag."""
        i = bisect_right(self.starts, position) - 1
        return i if i >= 0 and position >= self.ends[i] else None

    def attribute(self, i: int, name: str) -> str | None:
        """The value of an attribute of tag ``i``."""
        marker = f' {name}="'
        start = self.tags[i].find(marker)
        if start < 0:
            return None
        start += len(marker)
        return unescape(self.tags[i][start : self.tags[i].index('"', start)])

    def words(self, i: int, name: str) -> list[str]:
        """The words of an attribute that holds several, as ``class`` does."""
        return _WORDS.findall(self.attribute(i, name) or "")

    def plain_text(self, first: int, last: int) -> str:
        """The text between two tags, without markup."""
        written = "".join([self.text_after(i) for i in range(first, last)])
        return unescape(written) if "&" in written else written

    def indexes(self, name: str) -> Iterator[int]:
        """Every tag of this name, in order."""
        i = -1
        try:
            while True:
                i = self.names.index(name, i + 1)
                yield i
        except ValueError:
            return


def content_of(page: str) -> Markup:
    """The talk page inside an HTML page or fragment: the first ``div.mw-parser-output``, else all.

    Entities that Parsoid wraps into elements of their own become the text that they stand for, so
    that a date with a no-break space in it is one text.
    """
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(page).body
    if body is None:  # a frameset has none
        return Markup("<body></body>")
    html = (body.css_first(CONTAINER) or body).html or "<body></body>"
    html = html.replace("&nbsp;", "\u00a0")
    if "mw:Entity" in html:
        html = _ENTITY_SPAN.sub(r"\1", html)
    return Markup(html)
