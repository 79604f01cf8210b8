"""Changing topics as a whole: a new title, a part below, another page, closed and open again.

Text in, text out, by source position. As with every edit the new text is read again before it is
handed out: what was said must stand in it as it stood before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.conversation.edits import adds_topic, heading_words, no_place, words_of
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading, Topic
from folkmoot.core.conversation.shown_text import plain_text
from folkmoot.core.conversation.source.blocks import find_blocks
from folkmoot.core.conversation.source.text import readable
from folkmoot.core.conversation.writing.change import Edit, replaced, shape
from folkmoot.core.conversation.writing.places import (
    blank_line,
    end_of,
    end_of_words,
    index_of_topic,
    paragraph_break,
)
from folkmoot.core.conversation.writing.written import (
    clean,
    contained,
    has_open_blocks,
    signed,
    without_headings,
)
from folkmoot.core.errors import Conflict, TopicNotFound
from folkmoot.core.site import SiteConfig

DEEPEST = 6  # headings have six levels


@dataclass(frozen=True, slots=True)
class Frame:
    """How a closed discussion is marked: what is written above and below it.

    ``$1`` in ``top`` is where the result goes. Wikis have templates for this, as in
    ``Frame("{{archive top|result=$1}}", "{{archive bottom}}")``. The default needs none: readers know
    the class (DiscussionTools offers no answers inside it, either), and the note with the result is
    marked as no comment, so that closing adds nobody's words to the conversation.
    """

    top: str = '<div class="mw-archivedtalk">\n<div class="mw-notalk">$1</div>'
    bottom: str = "</div>"


_DEFAULT_FRAME = Frame()


@dataclass(frozen=True, slots=True)
class Move:
    """Two pages after topics went from one to the other; ``moved`` are their texts, in page order."""

    source: str
    destination: str
    moved: tuple[str, ...]


def rename_topic(text: str, topic: Topic, heading: str, site: SiteConfig) -> Edit:
    """Give a topic another title; its level and everything below it stay.

    ``text`` is the section or page that ``topic`` was read from. Raises ``EmptyComment`` for a title
    without words, ``TopicNotFound`` if the heading does not stand in this text (or there is none),
    ``Conflict`` if the markup around it does not allow this title.
    """
    title = heading_words(heading)
    before = find_in_wikitext(text, site)
    index = _index_of_heading(before, topic)
    start, end = _words_range(text, topic)
    edit = replaced(text, start, end, title)
    after = find_in_wikitext(edit.text, site)
    same = [_without_words(item) for item in after] == [_without_words(item) for item in before]
    if not same or _heading(after[index]) != plain_text(title):
        raise Conflict("The page's markup does not allow this title. Edit the section instead.")
    return edit


def add_subtopic(text: str, topic: Topic, heading: str, body: str, signature: str, site: SiteConfig) -> Edit:
    """Add a topic below another one, after everything that stands under it.

    Arguments and errors as for ``edits.add_topic``; ``TopicNotFound`` as for ``rename_topic``, and
    ``Conflict`` where the topic stands too deep to have parts.
    """
    words, title = words_of(body, site), heading_words(heading)
    before = find_in_wikitext(text, site)
    index = _index_of_heading(before, topic)
    level = _level(before[index]) + 1
    if level > DEEPEST:
        raise Conflict("Headings have six levels, and this one is of the last.")
    last, end = _extent(before, index, text)
    start = end_of_words(text, end_of(before[last]), end, site)
    said = without_headings(signed(words, signature, ""), allowed_from=level + 1)
    signs = "=" * level
    inserted = f"{blank_line(text, start)}{signs} {title} {signs}\n{said}{paragraph_break(text, start)}"
    edit = replaced(text, start, start, inserted)
    if not adds_topic(before, edit, last + 1, level, signature, site):
        raise no_place()
    return edit


def move_topics(source: str, destination: str, topics: Sequence[Topic], site: SiteConfig) -> Move:
    """Take topics, each with its sub-topics, out of one page and put them at the end of another.

    So a page is archived. The topics' text goes over as it is; both pages otherwise read as before.
    Categories and the like at the foot of the page stay there. Raises ``TopicNotFound`` if a topic
    is not in ``source`` (or has no heading), ``Conflict`` if a box or table is open around a topic.
    """
    before, there = find_in_wikitext(source, site), find_in_wikitext(destination, site)
    ranges = _outermost([_range(source, before, topic, site) for topic in topics])
    moved = tuple(source[start:end] for _, _, start, end in ranges)
    left, added = _parted(source, ranges), destination
    for part in moved:
        added += (blank_line(added, len(added)) if added else "") + part
    added += "" if not added or added.endswith("\n") else "\n"
    gone = [_said(item) for first, last, _, _ in ranges for item in before[first : last + 1]]
    stays = [_said(item) for item in _outside(before, ranges)]
    if _says(left, site) != stays or _says(added, site) != [_said(item) for item in there] + gone:
        raise Conflict("Something is open around this topic. Close it in the text first.")
    return Move(left, added, moved)


def close_topic(
    text: str,
    topic: Topic,
    site: SiteConfig,
    *,
    result: str,
    signature: str,
    frame: Frame = _DEFAULT_FRAME,
) -> Edit:
    """Put a topic and all below it into a frame that says the discussion is over, and with what result.

    Nothing that was said changes; the reading says ``closed`` of all of it. ``result`` may be empty.
    Raises ``TopicNotFound`` as ``rename_topic`` does, and ``Conflict`` where the topic is closed
    already or markup is open around it.
    """
    before = find_in_wikitext(text, site)
    index = _index_of_heading(before, topic)
    if topic.closed:
        raise Conflict("This discussion is closed already.")
    last, end = _extent(before, index, text)
    note = " ".join((*clean(contained(result)).split(), signature)).replace("\n", " ")
    after_heading = end_of(before[index])
    bottom = end_of_words(text, end_of(before[last]), end, site)
    inside = text[after_heading:bottom]
    if has_open_blocks(inside):
        raise Conflict("Something is open around this topic. Close it in the text first.")
    inserted = f"\n{frame.top.replace('$1', note)}{inside}\n{frame.bottom}"
    edit = replaced(text, after_heading, bottom, inserted)
    if _says(edit.text, site) != [_said(item) for item in before]:
        raise Conflict("Something is open around this topic. Close it in the text first.")
    return edit


def reopen_topic(text: str, topic: Topic, site: SiteConfig, *, frame: Frame = _DEFAULT_FRAME) -> Edit:
    """Take the frame of a closed discussion away that ``close_topic`` has put around it.

    With it goes the note with the result. Raises ``TopicNotFound`` as ``rename_topic`` does, and
    ``Conflict`` where the topic does not stand in such a frame.
    """
    before = find_in_wikitext(text, site)
    index = _index_of_heading(before, topic)
    last, end = _extent(before, index, text)
    start = end_of(before[index])
    top = _frame_top(frame).match(text, start, end)
    bottom = text.rfind(f"\n{frame.bottom}", end_of(before[last]), end)
    if top is None or bottom < top.end():
        raise Conflict("This discussion was not closed with this frame. Edit the section instead.")
    stop = bottom + len(frame.bottom) + 1
    edit = replaced(text, start, stop, text[top.end() : bottom])
    if _says(edit.text, site) != [_said(item) for item in before]:
        raise no_place()
    return edit


# -- where things stand ------------------------------------------------------------------------------


def _index_of_heading(found: tuple[Found, ...], topic: Topic) -> int:
    index = index_of_topic(found, topic)
    if index < 0:
        raise TopicNotFound("That topic has no heading.", topic_id=topic.id)
    return index


def _level(item: Found) -> int:
    return item.level


def _extent(found: tuple[Found, ...], index: int, text: str) -> tuple[int, int]:
    """The last item under a heading, and where the text under it ends: at a heading of its level."""
    level = _level(found[index])
    for position in range(index + 1, len(found)):
        item = found[position]
        if isinstance(item, FoundHeading) and item.level <= level:
            return position - 1, len(text) if item.start is None else item.start
    return len(found) - 1, len(text)


def _range(text: str, found: tuple[Found, ...], topic: Topic, site: SiteConfig) -> tuple[int, int, int, int]:
    """A topic's first and last item, and the start and end of its text."""
    index = _index_of_heading(found, topic)
    last, end = _extent(found, index, text)
    if end == len(text):
        end = end_of_words(text, end_of(found[last]), end, site)
    return index, last, topic.start or 0, end


def _outermost(ranges: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The ranges in page order, without those that stand in others."""
    outer: list[tuple[int, int, int, int]] = []
    for found in sorted(set(ranges), key=lambda found: (found[0], -found[1])):
        if not outer or found[0] > outer[-1][1]:
            outer.append(found)
    return outer


def _outside(found: tuple[Found, ...], ranges: Sequence[tuple[int, int, int, int]]) -> list[Found]:
    """What was found outside of the ranges."""
    outside: list[Found] = []
    done = 0
    for first, last, _, _ in ranges:
        outside += found[done:first]
        done = last + 1
    return [*outside, *found[done:]]


def _parted(text: str, ranges: Sequence[tuple[int, int, int, int]]) -> str:
    """The text without the ranges."""
    parts, done = [], 0
    for _, _, start, end in ranges:
        parts.append(text[done:start])
        done = end
    return "".join(parts) + text[done:]


def _words_range(text: str, topic: Topic) -> tuple[int, int]:
    """Where the words of a heading stand, without the spaces around them."""
    page = readable(text)
    for heading in find_blocks(page.text).headings:
        if page.start(heading.start) == topic.start:
            start, end = page.start(heading.words_start), page.end(heading.words_end)
            words = text[start:end]
            return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    raise TopicNotFound("That topic is no longer on the page.", topic_id=topic.id)


def _frame_top(frame: Frame) -> re.Pattern[str]:
    """The top of a frame with any result in it."""
    before, place, after = frame.top.partition("$1")
    result = r"[^\n]*?" if place else ""
    return re.compile(rf"\n{re.escape(before)}{result}{re.escape(after)}(?=\n|\Z)")


# -- whether it says what it should ------------------------------------------------------------------


def _says(text: str, site: SiteConfig) -> list[object]:
    return [_said(item) for item in find_in_wikitext(text, site)]


def _said(item: Found) -> object:
    return shape(item), item.body if isinstance(item, FoundComment) else ""


def _without_words(item: Found) -> object:
    return ("heading", item.level) if isinstance(item, FoundHeading) else _said(item)


def _heading(item: Found) -> str:
    return item.text if isinstance(item, FoundHeading) else ""
