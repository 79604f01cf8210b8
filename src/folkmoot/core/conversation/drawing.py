"""A conversation drawn for people: topics with their threads as a tree of lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from html import unescape
from zlib import crc32

from folkmoot.core.conversation.model import Comment, Conversation, Form, PageFacts, Topic

MAX_DEPTH = 24  # deeper threads are not moved further to the right: nobody could read them
LEAST_WORDS = 16  # columns that a comment's words have at least, however deep it stands

_COLOURS = (36, 32, 33, 35, 34, 96, 92, 95)
_BOLD, _DIM = 1, 2
# Controls, marks that turn the direction of a line, and line separators.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")
_HTML_TAG = re.compile(r"<!--.*?-->|<(?:style|script)\b[^>]*>[^<]*</(?:style|script)>|<[^>]*>", re.DOTALL)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_WIKI_MARKS = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>|'{2,5}|^[*#:;]+", re.DOTALL | re.MULTILINE)

Paint = Callable[[str, int], str]


def draw(
    conversation: Conversation, *, form: Form, width: int, colour: bool, timezone: tzinfo | None = None
) -> Iterator[str]:
    """The lines of the drawing, without line ends and without anything a terminal could act on.

    ``form`` is what the comments' bodies are written in; ``width`` the columns there are;
    ``timezone`` the clock for the times (None: that of this machine). An author that the words
    name, though no indentation shows it, is marked with ``~``.
    """
    paint = _coloured if colour else _plain
    yield from _page_lines(conversation.page, paint)
    for number, topic in enumerate(conversation.topics):
        if number:
            yield ""
        yield from _draw_topic(topic, _Pen(form, width, paint, timezone))


class _Pen:
    """How to draw: the same for every line."""

    def __init__(self, form: Form, width: int, paint: Paint, timezone: tzinfo | None) -> None:
        self.form = form
        self.width = width
        self.paint = paint
        self.timezone = timezone

    def time(self, moment: datetime) -> str:
        try:
            local = moment.astimezone(self.timezone)
        except (OverflowError, OSError, ValueError):  # the clock has no zone in the year 9999
            local = moment
        return f"{local.year:04}-{local:%m-%d %H:%M}"


def _page_lines(page: PageFacts, paint: Paint) -> Iterator[str]:
    lines = [line for line in (page.title, page.project, page.latest_comment) if line]
    for number, line in enumerate(lines):
        yield paint(_clean(line), _BOLD if number == 0 and page.title else _DIM)
    if lines:
        yield ""


def _draw_topic(root: Topic, pen: _Pen) -> Iterator[str]:
    waiting: list[tuple[Comment | Topic, str, bool, int]] = [(root, "", True, 0)]
    while waiting:
        item, margin, last, depth = waiting.pop()
        branch = ("└─ " if last else "├─ ") if depth else ""
        below = margin + (("   " if last else "│  ") if 0 < depth <= MAX_DEPTH else "")
        if isinstance(item, Topic):
            yield pen.paint(margin + branch, _DIM) + _topic_line(item, pen)
        else:
            yield pen.paint(margin + branch, _DIM) + _comment_line(item, len(margin) + len(branch), pen)
        count = len(item.replies)
        waiting.extend(
            (reply, below, number == count - 1, depth + 1)
            for number, reply in reversed(tuple(enumerate(item.replies)))
        )


def _topic_line(topic: Topic, pen: _Pen) -> str:
    comments = list(topic.comments())
    people = len({comment.author for comment in comments})
    title = "(before the first heading)" if topic.placeholder else _clean(topic.text)
    counts = f"{_counted(len(comments), 'comment')}, {_counted(people, 'person', 'people')}"
    return f"{pen.paint(title, _BOLD)}  {pen.paint(counts if comments else 'no comments', _DIM)}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _comment_line(comment: Comment, indent: int, pen: _Pen) -> str:
    author = _clean(comment.author)
    sign = "~ " if comment.parent_inferred else ""
    time = pen.time(comment.timestamp)
    taken = indent + _columns(sign + author) + len(time) + 4
    words = _shortened(_words(comment.body, pen.form), max(pen.width - taken, LEAST_WORDS))
    colour = _COLOURS[crc32(comment.author.encode("utf-8", "replace")) % len(_COLOURS)]
    return f"{sign}{pen.paint(author, colour)}  {pen.paint(time, _DIM)}  {words}".rstrip()


def _words(body: str, form: Form) -> str:
    """The beginning of a body without its markup."""
    beginning = body[:4000]
    if form == "html":
        return _clean(unescape(_HTML_TAG.sub(" ", beginning)))
    if form == "wikitext":
        beginning = _WIKI_MARKS.sub("", _WIKI_LINK.sub(r"\1", beginning))
    return _clean(beginning)


def _clean(text: str) -> str:
    """One line without anything that a terminal would do instead of show."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()


def _columns(text: str) -> int:
    """How wide a text is: East Asian characters take two columns, combining marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def _shortened(text: str, columns: int) -> str:
    if len(text) <= columns and _columns(text) <= columns:
        return text
    text = text[: columns - 1]
    while text and _columns(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _coloured(text: str, colour: int) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if text else ""


def _plain(text: str, colour: int) -> str:
    del colour
    return text
