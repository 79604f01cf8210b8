"""Which comment of a new version of a page is which comment of the old one.

DiscussionTools knows a comment by its name (author and minute) and by its id (the name and the
parent's). Both change with edits around the comment, so neither is its identity. Here two versions
are compared as a person would: first by signature, then by words, then by place; and a topic is
the same topic when the same comments stand in it, whatever its heading says now.

The cost is linear in the number of comments and in their text; equal inputs give equal answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from folkmoot.core.conversation.matching.likeness import collapsed
from folkmoot.core.conversation.matching.pairs import Side, match_comments, match_headings
from folkmoot.core.conversation.model import Comment, Conversation, Topic

Kind = Literal["same", "edited", "moved", "removed", "new"]
Change = Literal["text", "author", "time", "place", "page", "level", "signature"]
TopicKind = Literal["same", "renamed", "moved", "removed", "new"]

_EDITS: frozenset[Change] = frozenset(("text", "author", "time"))
_MOVES: frozenset[Change] = frozenset(("place", "page"))


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one comment.

    ``kind`` says it in one word: ``edited`` where its words, its author or its time changed,
    else ``moved`` where it answers something else or stands under another topic or on another
    page, else ``same``; ``removed`` has no ``new``, ``new`` no ``old``. ``changes`` says all of
    it, also what leaves a comment the same: a deeper or less deep ``level`` below the same
    parent, or another form of the same ``signature``.
    """

    kind: Kind
    old: Comment | None
    new: Comment | None
    changes: frozenset[Change] = frozenset()
    old_page: str | None = None
    new_page: str | None = None


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """What became of one topic.

    ``renamed`` where its heading says something else, else ``moved`` where it stands below another
    heading, at another level or on another page.
    """

    kind: TopicKind
    old: Topic | None
    new: Topic | None
    old_page: str | None = None
    new_page: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one page, or of several: every comment and every topic of both, once.

    First what the new version holds, in page order; then what it holds no longer, in the old order.
    """

    comments: tuple[Match, ...]
    topics: tuple[TopicMatch, ...]


def match(old: Conversation, new: Conversation) -> tuple[Match, ...]:
    """What became of every comment between two versions of a page, or between a page and its archive."""
    return compare({"": old}, {"": new}).comments


def compare(old: Mapping[str, Conversation], new: Mapping[str, Conversation]) -> Comparison:
    """What became of every comment and topic of some pages, given by title before and after an edit.

    A comment that left one page and appeared on another has moved: with one page and its archive
    in both mappings an archiving is seen as what it is. A page that one mapping lacks was not
    there. The rules, in this order:

    1. The same author and minute on the same page, and the same or similar words, is the same comment.
    2. The same words at the same minute is the same comment: an account was renamed.
    3. The same or nearly the same words by the same author at the same place, signed again within
       a day or with the date corrected, is the same comment.
    4. The same author and minute on another page with similar words is the same comment, moved.
    5. The same author and minute on the same page is the same comment even in other words: what
       DiscussionTools calls by one name. Of several, that with the same id, then in page order.
    """
    before, after = Side(old), Side(new)
    links = match_comments(before, after)
    topic_links = match_headings(before, after, links)
    return Comparison(
        comments=_comment_matches(before, after, links, topic_links),
        topics=_topic_matches(before, after, topic_links),
    )


def _comment_matches(
    before: Side, after: Side, links: dict[int, int], topic_links: dict[int, int]
) -> tuple[Match, ...]:
    """``links`` and ``topic_links`` lead from new positions to old ones."""
    old_places = _places(before, {old: new for new, old in links.items()})
    new_places = _places(after, links)
    matches = []
    for position, item in enumerate(after.comments):
        origin = links.get(position)
        if origin is None:
            matches.append(Match("new", None, item.comment, new_page=item.page))
            continue
        old_item = before.comments[origin]
        changes = _changes(old_item.comment, item.comment)
        if old_item.page != item.page:
            changes.add("page")
        if not _same_place(old_places[origin], new_places[position], links, topic_links):
            changes.add("place")
        kind: Kind = "edited" if changes & _EDITS else "moved" if changes & _MOVES else "same"
        matches.append(
            Match(kind, old_item.comment, item.comment, frozenset(changes), old_item.page, item.page)
        )
    kept = set(links.values())
    matches += [
        Match("removed", item.comment, None, old_page=item.page)
        for position, item in enumerate(before.comments)
        if position not in kept
    ]
    return tuple(matches)


def _changes(old: Comment, new: Comment) -> set[Change]:
    changes: set[Change] = set()
    if collapsed(old.body) != collapsed(new.body):
        changes.add("text")
    if old.author != new.author:
        changes.add("author")
    elif old.display_name != new.display_name:
        changes.add("signature")
    if old.timestamp != new.timestamp:
        changes.add("time")
    if old.level != new.level:
        changes.add("level")
    return changes


_Place = tuple[int | None, int]  # the nearest comment above that is in both versions; the topic


def _places(side: Side, linked: Mapping[int, int]) -> list[_Place]:
    """Where each comment stands, without regard to comments that only one version has.

    So neither a removed parent nor a new comment slipped in above moves what stands below it.
    """
    places: list[_Place] = []
    for item in side.comments:
        above = item.parent
        if above is None:
            places.append((None, item.topic))
        else:
            places.append((above if above in linked else places[above][0], item.topic))
    return places


def _same_place(old: _Place, new: _Place, links: Mapping[int, int], topic_links: Mapping[int, int]) -> bool:
    above = None if new[0] is None else links[new[0]]
    if above != old[0]:
        return False
    return above is not None or topic_links.get(new[1]) == old[1]


def _topic_matches(before: Side, after: Side, topic_links: dict[int, int]) -> tuple[TopicMatch, ...]:
    matches = []
    for position, item in enumerate(after.topics):
        origin = topic_links.get(position)
        if origin is None:
            matches.append(TopicMatch("new", None, item.topic, new_page=item.page))
            continue
        old_item = before.topics[origin]
        above = None if item.parent is None else topic_links.get(item.parent, -1)
        kind: TopicKind = "same"
        if old_item.topic.text != item.topic.text:
            kind = "renamed"
        elif (old_item.page, old_item.topic.level, old_item.parent) != (item.page, item.topic.level, above):
            kind = "moved"
        matches.append(TopicMatch(kind, old_item.topic, item.topic, old_item.page, item.page))
    kept = set(topic_links.values())
    matches += [
        TopicMatch("removed", item.topic, None, old_page=item.page)
        for position, item in enumerate(before.topics)
        if position not in kept
    ]
    return tuple(matches)
