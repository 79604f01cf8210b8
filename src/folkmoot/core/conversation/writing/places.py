"""Where something can be put into a page: below which answers, in which list, on which line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.core.conversation.model import Comment, Found, FoundComment, FoundHeading, SourceRange, Topic
from folkmoot.core.conversation.source.categories import category_pattern
from folkmoot.core.conversation.talk_templates import talk_templates
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.writing.written import enclosing_end, strays
from folkmoot.core.errors import CommentNotFound, TopicNotFound
from folkmoot.core.site import SiteConfig

_CELL = re.compile(r"[ \t]*[|!]")
_NEXT_CELL = re.compile(r"\|\||!!")
_CLOSING = ("</", "|", "!!", "}}")
_CALL_LINE = re.compile(r"\s*\{\{([^{}|]*)(?:\|[^{}]*)?\}\}\s*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment as it stands in the source."""

    level: int
    place: SourceRange


def placed(item: Found) -> Placed:
    """Where a found comment stands."""
    if not isinstance(item, FoundComment) or item.source is None:
        raise TypeError("only comments of wikitext have a place")
    return Placed(item.level, item.source)


def find_comment(found: tuple[Found, ...], comment: Comment) -> tuple[int, Placed]:
    """Which of the found items the comment is, by the place of its date, its author and time."""
    for index, item in enumerate(found):
        if (
            isinstance(item, FoundComment)
            and item.source is not None
            and comment.source is not None
            and item.source.timestamp == comment.source.timestamp
            and (item.author, item.timestamp) == (comment.author, comment.timestamp)
        ):
            return index, Placed(item.level, item.source)
    raise CommentNotFound("That comment is no longer on the page.", comment_id=comment.id)


def index_of_topic(found: tuple[Found, ...], topic: Topic) -> int:
    """Where the heading stands among what was found; -1 for the topic before the first heading."""
    if topic.placeholder:
        return -1
    for index, item in enumerate(found):
        if isinstance(item, FoundHeading) and item.start == topic.start and item.text == topic.text:
            return index
    raise TopicNotFound("That topic is no longer on the page.", topic_id=topic.id)


def answers_below(found: tuple[Found, ...], index: int) -> list[Placed]:
    """The comments below the one at ``index``: they follow it, stand deeper, and answer it or each other."""
    answers: list[Placed] = []
    level, above = found[index].level, parents(found)
    for position in range(index + 1, len(found)):
        item, parent = found[position], above[position]
        if not isinstance(item, FoundComment) or item.level <= level or item.source is None:
            break
        if parent is None or parent < index:
            break
        answers.append(Placed(item.level, item.source))
    return answers


def end_of(item: Found) -> int:
    """Where an item ends in the source."""
    if isinstance(item, FoundHeading):
        return item.end or 0
    return item.source.end if item.source is not None else 0


# -- lists -------------------------------------------------------------------------------------------


def answer_indentations(text: str, target: Placed, answers: list[Placed], site: SiteConfig) -> Iterator[str]:
    """List characters for an answer, the best first.

    The lists that are open where the answer goes in go on, so that no list begins without need and
    none has an empty item (a screen reader tells of every list and every item). Where nobody has
    answered yet a list begins inside the comment's own item.
    """
    own = target.place.indentation.replace(";", "")[: target.level - 1]
    open_lists = answers[-1].place.indentation if answers else ""
    if len(open_lists) >= target.level and ";" not in open_lists:
        yield open_lists[: target.level]
    yield own + _marker(text, own, site)
    yield own + ":"
    yield ":" * target.level


def _marker(text: str, own: str, site: SiteConfig) -> str:
    """A thread of bullets goes on with bullets where the section nests them; else as the wiki does."""
    if own.endswith("*") and (len(own) > 1 or re.search(r"^\*\*", text, re.MULTILINE)):
        return "*"
    return site.reply_list


# -- lines -------------------------------------------------------------------------------------------


def places_after(text: str, last: SourceRange) -> Iterator[tuple[int, str | None]]:
    """Where an answer can go in: after the last comment's line, else after the comment, or its date.

    What begins on that line and goes on below (a note nobody sees, a template) stays one piece. The
    second of each pair is the indentation for what is cut off from the line, None if nothing is.
    """
    line_end = end_of_line(text, last.end)
    whole = end_of_line(text, enclosing_end(text, last.end, line_end))
    rest = text[last.end : line_end]
    if not (_NEXT_CELL.search(rest) and _CELL.match(text, text.rfind("\n", 0, last.end) + 1)):
        yield whole, None
        if whole != line_end:
            yield line_end, None
    if rest.strip():
        yield last.end, "" if rest.lstrip().startswith(_CLOSING) else last.indentation
    else:
        yield last.end, None
    date_line = end_of_line(text, last.timestamp)
    if date_line < last.end:
        yield date_line, None


def end_of_line(text: str, position: int) -> int:
    """The end of the line that a position stands on."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def end_of_words(text: str, floor: int, end: int, site: SiteConfig) -> int:
    """The end of what is said before ``end``: categories and the like at the foot stay below."""
    return _above(text, floor, end, _foot(site).fullmatch)


def end_of_topic(text: str, floor: int, end: int | None, site: SiteConfig, *, is_last: bool) -> int:
    """Where a comment can be added to a topic that ends at ``end`` (None: with the text).

    What was opened above the text and ends in it (a frame around the page) stays below, and so do
    calls of templates at the foot of the page, unless they are known to belong to the talk.
    """
    stop = min([len(text) if end is None else end, *_closings(text, floor)])
    stop = end_of_words(text, floor, stop, site)
    return _above(text, floor, stop, _foot_calls(site)) if is_last else stop


def _closings(text: str, floor: int) -> list[int]:
    """Where lines begin that close what this text has not opened."""
    return [text.rfind("\n", 0, position) + 1 for position in strays(text) if position >= floor][:1]


def _above(text: str, floor: int, end: int, is_foot: Callable[[str, int, int], object]) -> int:
    """The end of the last line that is not of the foot."""
    while end > floor:
        line = max(text.rfind("\n", floor, end), floor)
        if not is_foot(text, line, end):
            break
        end = line
    return end


def _foot_calls(site: SiteConfig) -> Callable[[str, int, int], bool]:
    foot, use_of = _foot(site).fullmatch, talk_templates(site.language).use_of

    def is_foot(text: str, start: int, end: int) -> bool:
        call = _CALL_LINE.fullmatch(text, start, end)
        return foot(text, start, end) is not None or (call is not None and use_of(call[1]) is None)

    return is_foot


@lru_cache(maxsize=64)
def _foot(site: SiteConfig) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:{category_pattern(site)}|<references\s*/>"
        r"|\{\{ *reflist[^{}]*\}\}|__[A-Z]+__)?\s*",
        re.IGNORECASE,
    )


def blank_line(text: str, start: int) -> str:
    """What is missing for a blank line before ``start``."""
    return "" if text.endswith("\n\n", 0, start) else "\n" if text.endswith("\n", 0, start) else "\n\n"


def line_break(text: str, start: int) -> str:
    """What keeps the text after the inserted line on its own line."""
    return "" if start == len(text) or text[start] == "\n" else "\n"


def paragraph_break(text: str, start: int) -> str:
    """What is missing for a blank line after what is put in at ``start``."""
    rest = text[start : start + 2]
    return "" if rest in ("", "\n", "\n\n") else "\n" if rest[0] == "\n" else "\n\n"
