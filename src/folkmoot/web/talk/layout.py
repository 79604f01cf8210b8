"""From a section's rendering, in which comments stand one after another, to nested threads.

The renderer (``core.wikitext``, layout "threads") gives every comment as an ``<article>`` of its
own, flat and in page order. Here each goes into the one it answers, as far as the markup allows:
comments nest while nothing but white space stands between them and they stand in the same box.
What differs by page, reader or minute - ids, times, links, forms - stays open as a *slot*: text
between two NUL characters, which no rendering can contain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

SlotKind = Literal["open", "acts", "start", "end", "heading", "heading-end"]

_MARK = "\0"
_DEEPEST = 24  # articles in each other; browsers give up at some hundreds, readers long before
_TOKEN = re.compile(
    r'<article data-fm-comment="(?P<number>\d+)" data-fm-box="(?P<box>\d+)">'
    r"|(?P<close></article>)"
    r'|<span data-fm-comment="(?P<inline>\d+)" data-fm-(?P<edge>start|end)=""></span>'
    r'|(?:<div class="mw-heading mw-heading\d">)?<h(?P<level>[1-6])\b[^>]*?'
    r' data-fm-heading="(?P<heading>\d+)"[^>]*>'
    r"(?P<words>.*?)</h(?P=level)>(?:</div>)?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What is filled in at reading time.

    ``number`` is the comment's (or heading's) in its section; ``depth`` how deep its article
    stands in others; ``nested`` whether the next of them is that of the comment it answers.
    """

    kind: SlotKind
    number: int
    depth: int = 0
    nested: bool = False

    def written(self) -> str:
        """The slot as it stands in the HTML."""
        return f"{_MARK}{self.kind} {self.number} {self.depth} {int(self.nested)}{_MARK}"


@dataclass(slots=True)
class _OpenArticle:
    """An article that replies may still be put into."""

    number: int
    has_replies: bool = False


def nest_threads(html: str, parents: Sequence[int | None]) -> str:
    """The rendering with its comments nested and its slots written in.

    ``parents`` says of each comment of the section which of them it answers, None the topic.
    """
    return _Nesting(html, parents).run()


def fill_slots(html: str, fill: Callable[[Slot], str]) -> str:
    """The HTML with every slot filled."""
    parts = html.split(_MARK)
    for index in range(1, len(parts), 2):
        parts[index] = fill(_read(parts[index]))
    return "".join(parts)


@lru_cache(maxsize=4096)
def _read(written: str) -> Slot:
    """The slot that is written so between its marks; the same few are in every section."""
    kind, number, depth, nested = written.split(" ")
    return Slot(cast(SlotKind, kind), int(number), int(depth), nested == "1")


class _Nesting:
    """One pass over a rendering."""

    def __init__(self, html: str, parents: Sequence[int | None]) -> None:
        self._html = html
        self._parents = parents
        self._out: list[str] = []
        self._open: list[_OpenArticle] = []
        self._box = ""

    def run(self) -> str:
        done = 0
        for token in _TOKEN.finditer(self._html):
            self._token(token, self._html[done : token.start()])
            done = token.end()
        self._between(self._html[done:])
        self._close_all()
        return "".join(self._out)

    def _token(self, token: re.Match[str], before: str) -> None:
        if token["number"]:
            self._begin_article(int(token["number"]), token["box"], before)
        elif token["close"]:
            self._out += (before, "</div>", Slot("acts", self._open[-1].number).written())
        elif token["inline"]:
            self._between(before)
            self._out.append(Slot(cast(SlotKind, token["edge"]), int(token["inline"])).written())
        else:
            self._close_all()
            number = int(token["heading"])
            self._out += (before, Slot("heading", number).written(), token["words"])
            self._out.append(Slot("heading-end", number).written())

    def _begin_article(self, number: int, box: str, before: str) -> None:
        if box != self._box:
            self._close_all()
        self._box = box
        self._between(before)
        while self._open and self._open[-1].number != self._parents[number]:
            self._close_last()
        nested = 0 < len(self._open) < _DEEPEST
        while len(self._open) >= _DEEPEST:
            self._close_last()
        if self._open and not self._open[-1].has_replies:
            self._open[-1].has_replies = True
            self._out.append('<div class="replies">')
        self._out.append(Slot("open", number, len(self._open), nested).written())
        self._open.append(_OpenArticle(number))

    def _between(self, html: str) -> None:
        """What stands between two comments; anything but white space ends the nesting."""
        if html and not html.isspace():
            self._close_all()
        self._out.append(html)

    def _close_last(self) -> None:
        self._out.append("</div></article>" if self._open.pop().has_replies else "</article>")

    def _close_all(self) -> None:
        while self._open:
            self._close_last()
