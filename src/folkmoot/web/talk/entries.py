"""What the index says of a page, as plain values: computed from what was read in its sections.

Nothing here knows the database. ``page_entries`` is the whole truth about a page;
``section_entries`` gives the same for one section on its own, up to what only the page can know:
the numbers that make ids and anchors unique, and a heading's place in the tree.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from operator import itemgetter

from folkmoot.core.conversation.model import Comment, Conversation, Found, FoundHeading, Topic
from folkmoot.core.conversation.names import base_heading_id, heading_name
from folkmoot.core.conversation.threads import DUPLICATE_ID, assemble
from folkmoot.core.site import SiteConfig

# The numbers that tell equal ids apart have few digits, the dates at their ends have fourteen.
_ID_NUMBERS = re.compile(r"(?:-\d{1,6})+\Z")
_ANCHOR_NUMBERS = re.compile(r"(?:_\d{1,6})+\Z")

_Walked = tuple[Topic | Comment, Topic | Comment | None]  # an item and its parent


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who began a topic, and when: its oldest comment, sub-topics included."""

    author: str
    timestamp: datetime


@dataclass(slots=True)
class CommentFacts:
    """One comment as the index keeps it; ``number`` counts the topic's own comments from 0."""

    number: int
    parent_number: int | None  # None: it answers the topic
    level: int
    base_id: str
    item_id: str
    name: str
    author: str
    posted: datetime


@dataclass(slots=True)
class TopicFacts:
    """One heading with its own comments as the index keeps it.

    ``place`` is the section's position on the page, ``number`` the heading's in its section;
    ``parent`` is the position, in the list of the page's topics, of the topic it is a part of.
    Level 0 has no heading: the comments before the first one (or, in an irregular section, those
    that go on with the topic before; then the ids are empty).
    """

    place: int
    number: int
    level: int = 0
    text: str = ""
    base_anchor: str = ""
    anchor: str = ""
    parent: int | None = None
    has_subtopics: bool = False
    began: Beginning | None = None
    base_id: str = ""
    item_id: str = ""
    name: str = ""
    comments: list[CommentFacts] = field(default_factory=list)

    def people(self) -> list[str]:
        """Who signed in the topic itself: sorted, each once."""
        return sorted({comment.author for comment in self.comments})

    def latest(self) -> CommentFacts | None:
        """The newest of its own comments; of several the last on the page."""
        return max(self.comments, key=lambda comment: (comment.posted, comment.number), default=None)

    def oldest(self) -> CommentFacts | None:
        """The oldest of its own comments; of several the first on the page."""
        return min(self.comments, key=lambda comment: (comment.posted, comment.number), default=None)


def id_stem(base_id: str) -> int:
    """A number shared by all ids that can collide with this one, as a signed 64-bit integer.

    ``c-Ada-20230205120000-Plans``, ``…-Plans-1`` and ``…-Plans-1-1`` have the same stem.
    """
    return _number_of(_ID_NUMBERS.sub("", base_id))


def anchor_stem(base_anchor: str) -> int:
    """A number shared by all anchors that can collide with this one; case does not matter."""
    return _number_of(_ANCHOR_NUMBERS.sub("", base_anchor.lower()))


def is_regular(found: Sequence[Found], *, first: bool) -> bool:
    """Whether the section can be indexed on its own.

    It can if its only heading is its first item; the page's first section may have none at all.
    """
    headings = [index for index, item in enumerate(found) if isinstance(item, FoundHeading)]
    return headings == [0] or (first and not headings)


def page_entries(places: Sequence[Sequence[Found]], site: SiteConfig) -> list[TopicFacts]:
    """Every topic of a page, from what was found in each of its sections, in page order."""
    conversation = assemble([item for found in places for item in found], site=site)
    return _Collector(conversation, places, site).topics


def section_entries(
    found: Sequence[Found], *, anchor: str, parent_anchor: str | None, site: SiteConfig
) -> TopicFacts | None:
    """The topic of a regular section, with the anchor and parent that it has on its page.

    Ids are not made unique: each ``item_id`` is the ``base_id``. None for a first section without
    comments.
    """
    heading = found[0] if found and isinstance(found[0], FoundHeading) else None
    own = list(found)
    if heading is not None:
        own[0] = replace(heading, anchor=anchor, anchor_final=True)
    topics = page_entries([own], site)
    if not topics:
        return None
    topic = topics[0]
    if heading is not None:
        topic.base_anchor = heading.anchor
    identify(topic, parent_anchor, site)
    for comment in topic.comments:
        comment.item_id = comment.base_id
    return topic


def identify(topic: TopicFacts, parent_anchor: str | None, site: SiteConfig) -> None:
    """Give the topic the id (not yet unique) and name that follow from its beginning."""
    switch = site.id_timestamp_switch
    anchor = topic.anchor if topic.level else None
    topic.base_id = topic.item_id = base_heading_id(anchor, parent_anchor, topic.began, switch)
    topic.name = heading_name(topic.began, switch)


class _Collector:
    """Turns a conversation back into the sections it was read from."""

    def __init__(
        self, conversation: Conversation, places: Sequence[Sequence[Found]], site: SiteConfig
    ) -> None:
        self.topics: list[TopicFacts] = []
        self._homes: dict[int, tuple[TopicFacts, int]] = {}  # of each comment: its topic, its number
        self._positions: dict[int, int] = {}  # of each topic
        found = [(place, item) for place, items in enumerate(places) for item in items]
        upcoming = 0
        for item, parent in _in_order(_walk(conversation), [item for _, item in found]):
            place, source = found[upcoming]
            if isinstance(item, Topic):
                self._add_topic(item, parent, place, source)
                upcoming += not item.placeholder
            else:
                self._add_comment(item, parent, place)
                upcoming += 1
        self._identify(site)

    def _add_topic(self, topic: Topic, parent: Topic | Comment | None, place: int, source: Found) -> None:
        facts = TopicFacts(place, self._next_number(place), topic.level or 0, topic.text)
        facts.anchor, facts.item_id, facts.name = topic.anchor, topic.id, topic.name
        if isinstance(source, FoundHeading):
            facts.base_anchor = source.anchor
        if parent is not None:
            facts.parent = self._positions[id(parent)]
            self.topics[facts.parent].has_subtopics = True
        self._positions[id(topic)] = len(self.topics)
        self.topics.append(facts)

    def _add_comment(self, comment: Comment, parent: Topic | Comment | None, place: int) -> None:
        if self.topics[-1].place != place:
            self.topics.append(TopicFacts(place, self._next_number(place)))
        home = self.topics[-1]
        number = len(home.comments)
        parent_home, parent_number = self._homes.get(id(parent), (None, None))
        self._homes[id(comment)] = home, number
        home.comments.append(
            CommentFacts(
                number=number,
                parent_number=parent_number if parent_home is home else None,
                level=comment.level,
                base_id=_base_id(comment),
                item_id=comment.id,
                name=comment.name,
                author=comment.author,
                posted=comment.timestamp,
            )
        )

    def _next_number(self, place: int) -> int:
        last = self.topics[-1] if self.topics else None
        return last.number + 1 if last and last.place == place else 0

    def _identify(self, site: SiteConfig) -> None:
        """Find each topic's beginning; the ids stay as the reading made them unique."""
        for position, topic in enumerate(self.topics):
            oldest = topic.oldest()
            if oldest is not None:
                self._tell_holders(position, Beginning(oldest.author, oldest.posted))
        for topic in self.topics:
            if topic.item_id:
                unique_id, parent = topic.item_id, topic.parent
                identify(topic, self.topics[parent].anchor if parent is not None else None, site)
                topic.item_id = unique_id

    def _tell_holders(self, position: int, began: Beginning) -> None:
        """A topic begins with the oldest comment in it or its sub-topics; of several the first."""
        while position and not self.topics[position].item_id:
            position -= 1  # a continuation belongs to the heading before it
        at: int | None = position
        while at is not None:
            holder = self.topics[at]
            if holder.began is None or began.timestamp < holder.began.timestamp:
                holder.began = began
            at = holder.parent


def _in_order(walked: Iterator[_Walked], found: Sequence[Found]) -> list[_Walked]:
    """The items of a walk as they stand on the page.

    A tree cannot always be walked so: an outdented comment goes on from a thread after which others
    were answered meanwhile.
    """
    places: defaultdict[object, deque[int]] = defaultdict(deque)
    for position, item in enumerate(found):
        places[_mark(item)].append(position)

    def place(item: _Walked) -> int:
        waiting = places.get(_mark(item[0]))
        return waiting.popleft() if waiting else -1  # the placeholder stands before everything

    return [item for _, item in sorted(((place(item), item) for item in walked), key=itemgetter(0))]


def _mark(item: Topic | Comment | Found) -> object:
    """What tells an item from the others of its section; those of equal sections come in page order."""
    if isinstance(item, (Topic, FoundHeading)):
        return "placeholder" if isinstance(item, Topic) and item.placeholder else "heading"
    return item.author, item.timestamp, item.source


def _walk(conversation: Conversation) -> Iterator[_Walked]:
    """Every item with its parent, parents first; without recursion, for threads of any depth."""
    waiting: list[_Walked] = [(topic, None) for topic in reversed(conversation.topics)]
    while waiting:
        item, parent = waiting.pop()
        yield item, parent
        waiting.extend((reply, item) for reply in reversed(item.replies))


def _base_id(comment: Comment) -> str:
    """The id of a comment before its page told equal ones apart; it says so where it did."""
    return comment.id.rpartition("-")[0] if DUPLICATE_ID in comment.warnings else comment.id


def _number_of(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
