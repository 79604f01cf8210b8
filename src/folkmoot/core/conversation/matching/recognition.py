"""Which comments and topics of a saved page the wiki knows already, from anywhere.

``identity`` compares two versions of a page. Here the memory of a whole wiki is asked for what is
new on a page: it may have stood on another page (it was archived, or copied) or in an older
version (it was restored).
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Container, Hashable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from folkmoot.core.conversation.identity import Comparison, compare
from folkmoot.core.conversation.matching.likeness import Words, collapsed
from folkmoot.core.conversation.matching.pairs import LIKE_ENOUGH
from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.conversation.notices import Saved

AT_ONCE = timedelta(minutes=2)  # a signature this young was written by this very edit
_LOOKED_AT = 8  # comments with the same signature that a new one is compared with, word by word


@dataclass(slots=True)
class Place:
    """A page on which an item stood or stands, with its newest id and name there.

    ``last`` is the last revision that had it, None while it stands.
    """

    id: str
    name: str
    first: int
    last: int | None = None
    transcluded_from: str | None = None


@dataclass(slots=True)
class Item:
    """A comment or topic that has a number.

    ``text`` is what a comment says now, or a topic's heading; ``texts`` are all that it ever was.
    """

    text: str
    texts: set[str] = field(default_factory=set)
    topic: int | None = None
    places: dict[str, Place] = field(default_factory=dict)

    def stands(self) -> bool:
        """Whether any page holds it now."""
        return any(place.last is None for place in self.places.values())


@dataclass(slots=True)
class Version:
    """The newest version of a page, with the number of each item by its id."""

    revision: int
    conversation: Conversation
    numbers: dict[str, int]


def items_of(conversation: Conversation) -> Iterator[Comment | Topic]:
    """All topics, then all comments, each in page order."""
    yield from conversation.all_topics()
    yield from conversation.comments()


class Recognition:
    """The numbers of everything on a saved page; what is seen for the first time gets a new one.

    ``late`` is a version that is older than the one it is compared with: what it says is noted, but
    it is not what anything says now.
    """

    def __init__(
        self,
        items: list[Item],
        by_signature: MutableMapping[Hashable, dict[int, None]],
        page: str,
        conversation: Conversation,
        before: Version | None,
        saved: Saved | None,
        *,
        late: bool = False,
    ) -> None:
        self.numbers: dict[str, int] = {}
        self.first_seen: set[str] = set()
        self._items = items
        self._by_signature = by_signature
        self._page = page
        self._before = before
        self._saved = saved
        self._late = late
        self._stood_here = frozenset(before.numbers.values() if before else ())
        self._taken: set[int] = set()
        self._pools: dict[Hashable, _Pool] = {}
        comparison = compare({"": before.conversation if before else Conversation()}, {"": conversation})
        self._number_comments(comparison)
        self._number_topics(comparison, conversation)

    # -- comments --------------------------------------------------------------------------------

    def _number_comments(self, comparison: Comparison) -> None:
        for match in comparison.comments:
            if match.new is not None and match.old is not None and self._before is not None:
                number = self._before.numbers[match.old.id]
                restored = self._restored(match.new, number) if "text" in match.changes else None
                self._give(match.new, number if restored is None else restored)
        for match in comparison.comments:
            if match.new is not None and match.old is None:
                self._give(match.new, self._recognised(match.new))

    def _restored(self, comment: Comment, number: int) -> int | None:
        """The comment that said exactly this before, and was not on the page.

        Where somebody signed twice in a minute, and one of the comments went and the other one came
        back, the one seems to have become the other.
        """
        text = collapsed(comment.body)
        if self._before is None or text in self._items[number].texts:
            return None
        said_it = self._pool(comment).that_said(text)
        return next((known for known in said_it if known not in self._stood_here), None)

    def _give(self, comment: Comment, number: int | None) -> None:
        text = collapsed(comment.body)
        if number is None:
            number = self._add(comment.id, Item(text))
        self.numbers[comment.id] = number
        self._taken.add(number)
        self._says(number, text)
        self._by_signature[comment.author, comment.timestamp].setdefault(number)

    def _says(self, number: int, text: str) -> None:
        item = self._items[number]
        item.texts.add(text)
        if not self._late:
            item.text = text

    def _add(self, item_id: str, item: Item) -> int:
        self._items.append(item)
        self.first_seen.add(item_id)
        return len(self._items) - 1

    def _recognised(self, comment: Comment) -> int | None:
        """The number of a comment that is new on this page, if the wiki knows it.

        It has the same signature, does not stand on this page otherwise, and says what it said in
        one of its versions, or nearly what it said last, or is the only one that is missing from
        everywhere. A comment that stands on another page is copied here, unless its author has
        signed it just now: then it was said on both pages.
        """
        pool = self._pool(comment)
        text = collapsed(comment.body)
        at_once = self._saved is not None and _signed_at_once(comment, self._saved)
        for number in pool.that_said(text):
            if not (at_once and self._items[number].stands()):
                return number
        return self._alike(text, pool, at_once)

    def _pool(self, comment: Comment) -> _Pool:
        signature = (comment.author, comment.timestamp)
        if signature not in self._pools:
            self._pools[signature] = _Pool(self._items, self._by_signature.get(signature, ()), self._taken)
        return self._pools[signature]

    def _alike(self, text: str, pool: _Pool, at_once: bool) -> int | None:
        free = [number for number in pool.next_ones() if not (at_once and self._items[number].stands())]
        if not free:
            return None
        words = Words(text)
        likeness = [words.likeness(Words(self._items[number].text)) for number in free]
        best = max(likeness)
        if best >= LIKE_ENOUGH:
            return free[likeness.index(best)]
        only_one = len(free) == 1 and not at_once and not self._items[free[0]].stands()
        return free[0] if only_one else None

    # -- topics ----------------------------------------------------------------------------------

    def _number_topics(self, comparison: Comparison, conversation: Conversation) -> None:
        """A topic that is new on this page is the one that its comments stood in elsewhere."""
        for match in comparison.topics:
            if match.new is not None and match.old is not None and self._before is not None:
                self._give_topic(match.new, self._before.numbers[match.old.id])
        for match in comparison.topics:
            if match.new is not None and match.old is None:
                self._give_topic(match.new, self._recognised_topic(match.new))
        for topic in conversation.all_topics():
            for comment in own_comments(topic):
                item = self._items[self.numbers[comment.id]]
                if item.topic is None or not self._late:
                    item.topic = self.numbers[topic.id]

    def _give_topic(self, topic: Topic, number: int | None) -> None:
        if number is None:
            number = self._add(topic.id, Item(topic.text))
        self.numbers[topic.id] = number
        self._taken.add(number)
        self._says(number, topic.text)
        if not topic.placeholder:
            self._by_signature[topic.text, topic.name].setdefault(number)

    def _recognised_topic(self, topic: Topic) -> int | None:
        if topic.placeholder:
            return None  # what stands before all headings stays where it is
        votes: Counter[int] = Counter()
        for comment in own_comments(topic):
            stood_in = self._items[self.numbers[comment.id]].topic
            if stood_in is not None and comment.id not in self.first_seen:
                votes[stood_in] += 1
        for number, _ in votes.most_common():
            item = self._items[number]
            if number not in self._taken and (topic.text in item.texts or not item.stands()):
                return number
        return self._restored_heading(topic)

    def _restored_heading(self, topic: Topic) -> int | None:
        """The topic with the same heading and the same oldest comment that was here and came back."""
        for number in reversed(self._by_signature.get((topic.text, topic.name), {})):
            item = self._items[number]
            if number not in self._taken and not item.stands() and self._page in item.places:
                return number
        return None


class _Pool:
    """The known comments with one signature that are not on the page yet; what stands nowhere first."""

    def __init__(self, items: Sequence[Item], numbers: Iterable[int], taken: Container[int]) -> None:
        self._taken = taken
        known = sorted(numbers, key=lambda number: items[number].stands())
        self._all = deque(known)
        self._by_text: dict[str, deque[int]] = defaultdict(deque)
        for number in known:
            for text in items[number].texts:
                self._by_text[text].append(number)

    def that_said(self, text: str) -> list[int]:
        """The next few that said exactly this in one of their versions."""
        return self._free(self._by_text.get(text, deque()))

    def next_ones(self) -> list[int]:
        """The next few of all."""
        return self._free(self._all)

    def _free(self, numbers: deque[int]) -> list[int]:
        while numbers and numbers[0] in self._taken:
            numbers.popleft()
        return [number for number in islice(numbers, _LOOKED_AT) if number not in self._taken]


def _signed_at_once(comment: Comment, saved: Saved) -> bool:
    return comment.author == saved.editor and saved.moment - comment.timestamp < AT_ONCE


def own_comments(topic: Topic) -> Iterator[Comment]:
    """The comments under a heading itself, without those of its sub-topics."""
    for reply in topic.replies:
        if isinstance(reply, Comment):
            yield from reply.thread()
