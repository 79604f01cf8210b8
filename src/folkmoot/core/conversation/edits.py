"""Changing a conversation in its source: text in, text out, every other byte unchanged.

A reply goes below everything that answers the same comment, one step deeper than it, in the list
style that the thread has. What changes or moves what is there is in ``own_words`` and
``topic_edits``. Before an edit is handed out the new text is read again: it must say
what the old one said, and this one comment more, at the right place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Comment, Found, FoundComment, FoundHeading, SourceRange, Topic
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.writing.written import (
    clean,
    contained,
    signed,
    without_headings,
    without_signatures,
)
from folkmoot.core.errors import CommentNotFound, Conflict, EmptyComment, TopicNotFound
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

__all__ = ["Edit", "add_topic", "reply", "reply_to_topic"]  # the rest is for the other edits

TILDES = re.compile(r"(?<!~)~{3,5}(?!~)")
_STAND_IN_TIME = datetime(2020, 1, 1, tzinfo=UTC)
_SUB_HEADING = 3  # a topic may hold sub-headings, but none that ends it


@dataclass(frozen=True, slots=True)
class Edit:
    """A change at one place: ``inserted`` stands at ``start`` of the new ``text``.

    ``removed`` is what stood there in the old text; nothing, where something is only added.
    """

    text: str
    start: int
    inserted: str
    removed: str = ""


def reply(text: str, comment: Comment, body: str, signature: str, site: SiteConfig) -> Edit:
    """Answer a comment, below all answers it has.

    ``text`` is the section or page that ``comment`` was read from; ``signature`` is what
    ``write_signature`` gives, or four tildes. Raises ``EmptyComment`` for a body without words,
    ``CommentNotFound`` if the comment does not stand in this text, and ``Conflict`` where the
    markup around it leaves no place for an answer.
    """
    words = words_of(body, site)
    before = find_in_wikitext(text, site)
    index, target = find_comment(before, comment)
    answers = answers_below(before, index)
    prefixes = list(_reply_prefixes(text, target, answers))

    def candidates() -> Iterator[Edit]:
        for start, rest_prefix in _places(text, (answers or [target])[-1].place):
            for prefix in prefixes:
                lead = "" if text[:start].endswith("\n") else "\n"
                inserted = lead + without_headings(signed(words, signature, prefix))
                inserted += f"\n{rest_prefix}" if rest_prefix is not None else _line_break(text, start)
                yield replaced(text, start, start, inserted)

    wanted = _Wanted(index + len(answers) + 1, index, target.level + 1, _signer(signature, site))
    edit = _first_that_fits(before, candidates, wanted, signature, site)
    if edit is None:
        raise Conflict("The page's markup leaves no place for a reply here. Edit the section instead.")
    return edit


def reply_to_topic(text: str, topic: Topic, body: str, signature: str, site: SiteConfig) -> Edit:
    """Add a comment that answers nobody at the end of a topic, before its sub-topics.

    Arguments and errors as for ``reply``; ``TopicNotFound`` if the heading is not in this text.
    """
    words = words_of(body, site)
    before = find_in_wikitext(text, site)
    index = index_of_topic(before, topic)
    last = index
    while last + 1 < len(before) and isinstance(before[last + 1], FoundComment):
        last += 1
    following = before[last + 1] if last + 1 < len(before) else None
    end = (
        following.start if isinstance(following, FoundHeading) and following.start is not None else len(text)
    )
    floor = _end_of(before[last]) if last >= 0 else 0

    def candidates() -> Iterator[Edit]:
        for start in (end_of_words(text, floor, end, site), end_of_line(text, floor)):
            lead = blank_line(text, start) if start else ""
            said = without_headings(signed(words, signature, ""))
            yield replaced(text, start, start, lead + said + paragraph_break(text, start))

    wanted = _Wanted(last + 1, index if index >= 0 else None, 1, _signer(signature, site))
    edit = _first_that_fits(before, candidates, wanted, signature, site)
    if edit is None:
        raise Conflict("The page's markup leaves no place for a comment here. Edit the section instead.")
    return edit


def _first_that_fits(
    before: tuple[Found, ...],
    candidates: Callable[[], Iterator[Edit]],
    wanted: _Wanted,
    signature: str,
    site: SiteConfig,
) -> Edit | None:
    """The first edit that changes nothing else, or else the first that changes no more than it must."""
    doubtful = None
    for edit in candidates():
        after = find_in_wikitext(_with_stand_in(edit, signature, site), site)
        if _adds_one(before, after, wanted, strictly=True):
            return edit
        if doubtful is None and _adds_one(before, after, wanted, strictly=False):
            doubtful = edit
    return doubtful


def add_topic(text: str, heading: str, body: str, signature: str, site: SiteConfig) -> Edit:
    """Add a topic of level 2 at the end of the page.

    ``text`` may be the whole page or only its last section. Raises ``EmptyComment`` where the
    heading or the body says nothing, ``Conflict`` where the page's markup swallows what is added.
    """
    words = words_of(body, site)
    title = heading_words(heading)
    before = find_in_wikitext(text, site)
    start = len(text)
    inserted = blank_line(text, start) if text else ""
    said = without_headings(signed(words, signature, ""), allowed_from=_SUB_HEADING)
    inserted += f"== {title} ==\n{said}"
    edit = replaced(text, start, start, inserted)
    if not adds_topic(before, edit, len(before), 2, signature, site):
        raise Conflict("Something on the page is opened and never closed. Edit the page instead.")
    return edit


# -- what is put in --------------------------------------------------------------------------------


def words_of(body: str, site: SiteConfig) -> str:
    """What was typed as it may stand in a page. Raises ``EmptyComment`` where nothing is said."""
    words = clean(body)
    if not TILDES.sub("", words).strip():
        raise EmptyComment("Write something first.")
    return without_signatures(contained(words), site)


def heading_words(heading: str) -> str:
    """What was typed as the words of a heading. Raises ``EmptyComment`` where nothing is said."""
    title = " ".join(clean(heading).split())
    if not title:
        raise EmptyComment("Give the topic a title.")
    title = TILDES.sub(lambda tildes: "&#126;" * len(tildes[0]), contained(title))
    return re.sub(r"^=+|=+$", lambda signs: "&#61;" * len(signs[0]), title)


# -- where it goes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment as it stands in the source."""

    level: int
    place: SourceRange


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
    level, above = _level(found[index]), parents(found)
    for position in range(index + 1, len(found)):
        item, parent = found[position], above[position]
        if not isinstance(item, FoundComment) or item.level <= level or item.source is None:
            break
        if parent is None or parent < index:
            break
        answers.append(Placed(item.level, item.source))
    return answers


def _level(item: Found) -> int:
    return item.level if isinstance(item, FoundComment) else 0


def _reply_prefixes(text: str, target: Placed, answers: list[Placed]) -> Iterator[str]:
    """List prefixes one step deeper than a comment: the thread's own style before the plain one."""
    own = target.place.indentation.replace(";", "")[: target.level - 1]
    siblings = [answer.place.indentation for answer in answers if answer.level == target.level + 1]
    if siblings and len(siblings[-1]) == len(own) + 1 and ";" not in siblings[-1]:
        yield siblings[-1]
    yield own + _marker(text, own)
    yield own + ":"
    yield ":" * target.level


def _marker(text: str, own: str) -> str:
    """A thread of bullets goes on with bullets where the page nests them; all others use colons."""
    if own.endswith("*") and (len(own) > 1 or re.search(r"^\*\*", text, re.MULTILINE)):
        return "*"
    return ":"


def _places(text: str, last: SourceRange) -> Iterator[tuple[int, str | None]]:
    """Where a reply can go in: after the last comment's line, else directly after the comment.

    The second of each pair is the indentation for what is cut off from the line, None if nothing is.
    """
    line_end = end_of_line(text, last.end)
    yield line_end, None
    rest = text[last.end : line_end]
    if rest.strip():
        closes = rest.lstrip().startswith(("</", "|"))
        yield last.end, "" if closes else last.indentation
    else:
        yield last.end, None


def _end_of(item: Found) -> int:
    if isinstance(item, FoundHeading):
        return item.end or 0
    return item.source.end if item.source is not None else 0


def end_of_line(text: str, position: int) -> int:
    """The end of the line that a position stands on."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def end_of_words(text: str, floor: int, end: int, site: SiteConfig) -> int:
    """The end of what is said before ``end``: categories and the like at the foot stay below."""
    categories = "|".join(re.escape(name) for name, number in site.namespace_ids.items() if number == 14)
    foot = re.compile(
        rf"\s*(?:\[\[\s*(?:{categories or 'category'})\s*:[^\[\]\n]*\]\]|<references\s*/>"
        r"|\{\{ *reflist[^{}]*\}\}|__[A-Z]+__)?\s*",
        re.IGNORECASE,
    )
    while end > floor:
        line = max(text.rfind("\n", floor, end), floor)
        if not foot.fullmatch(text, line, end):
            break
        end = line
    return end


def blank_line(text: str, start: int) -> str:
    """What is missing for a blank line before ``start``."""
    before = text[:start]
    return "" if before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"


def _line_break(text: str, start: int) -> str:
    """What keeps the text after the inserted line on its own line."""
    return "" if start == len(text) or text[start] == "\n" else "\n"


def paragraph_break(text: str, start: int) -> str:
    """What is missing for a blank line after what is put in at ``start``."""
    rest = text[start : start + 2]
    return "" if rest in ("", "\n", "\n\n") else "\n" if rest[0] == "\n" else "\n\n"


def replaced(text: str, start: int, end: int, inserted: str) -> Edit:
    """The change that puts something in place of ``text[start:end]``."""
    return Edit(text[:start] + inserted + text[end:], start, inserted, text[start:end])


# -- whether it says what it should ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where a new comment is to stand: at which position, below which, how deep, signed by whom."""

    index: int
    parent: int | None
    level: int
    signer: tuple[str, datetime]


def _adds_one(
    before: tuple[Found, ...], after: tuple[Found, ...], wanted: _Wanted, *, strictly: bool
) -> bool:
    """Whether a text reads as the old one with one comment more where it is wanted.

    How deep another comment stands can be open to doubt (whether a list is its own points or its
    indentation), and an answer nearby then decides it. Not strictly, that much may change.
    """
    index = wanted.index
    if len(after) != len(before) + 1 or shape(after[index]) != ("comment", wanted.level, *wanted.signer):
        return False
    above = parents(after)
    if above[index] != wanted.parent:
        return False
    others = after[:index] + after[index + 1 :]
    if not strictly:
        return [shape(item)[-2:] for item in others] == [shape(item)[-2:] for item in before]
    moved = [parent if parent is None or parent < index else parent + 1 for parent in parents(before)]
    return above[:index] + above[index + 1 :] == moved and [*map(shape, others)] == [*map(shape, before)]


def adds_topic(
    before: tuple[Found, ...], edit: Edit, index: int, level: int, signature: str, site: SiteConfig
) -> bool:
    """Whether the new text has one topic more at ``index``, signed at its end, and is else as it was."""
    after = [shape(item) for item in find_in_wikitext(_with_stand_in(edit, signature, site), site)]
    end = index + len(after) - len(before)
    added = after[index:end]
    if after[:index] + after[end:] != [shape(item) for item in before] or len(added) < 2:
        return False
    return added[0][:2] == ("heading", level) and added[-1] == ("comment", 1, *_signer(signature, site))


def _with_stand_in(edit: Edit, signature: str, site: SiteConfig) -> str:
    """The new text as it will be after saving: tildes in place of a signature are written out."""
    if not TILDES.search(signature):
        return edit.text
    inserted = edit.inserted.replace(signature, _stand_in(site))
    end = edit.start + len(edit.inserted)
    return edit.text[: edit.start] + inserted + edit.text[end:]


def _stand_in(site: SiteConfig) -> str:
    return write_signature("Example", site, now=_STAND_IN_TIME)


def _signer(signature: str, site: SiteConfig) -> tuple[str, datetime]:
    """Whose signature this is, and its time."""
    written = _stand_in(site) if TILDES.search(signature) else signature
    for item in find_in_wikitext(f"x {written}", site):
        if isinstance(item, FoundComment):
            return item.author, item.timestamp
    raise Conflict("This signature names nobody: it needs a link to the user page, and the time.")


def shape(item: Found) -> tuple[object, ...]:
    """What an edit must leave as it is: what stands where in the thread, and who said it when."""
    if isinstance(item, FoundHeading):
        return ("heading", item.level, item.text)
    return ("comment", item.level, item.author, item.timestamp)
