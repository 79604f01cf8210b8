"""Pairs of comments and of topics that two versions of some pages have in common.

The rules that ``identity`` promises. Comments are taken by position, so that nothing depends on
what is equal to what; every pass looks only at what the passes before it have left.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.core.conversation.matching.likeness import Words, collapsed
from folkmoot.core.conversation.model import Comment, Conversation, Topic

LIKE_ENOUGH = 0.5  # likeness from which a comment with the same signature is another version of one
SIGNED_AGAIN = 0.8  # likeness from which it is one even though the date is another
_WORDS_ENOUGH = 5  # fewer words ("Support", "Done, thanks") say nothing about who wrote them when
_LOOKED_AT = 8  # candidates that one comment is compared with, word by word
_SOON = timedelta(days=1)
_NO_TOPIC = -1  # above a root topic


@dataclass(slots=True, eq=False)
class CommentItem:
    """A comment with where it stands: its page, and positions of its parent and topic.

    ``position`` is equal for comments that stand at one place of one tree: the how many-th answer
    to the how many-th answer, and so on, under a heading with the same words.
    """

    comment: Comment
    page: str
    topic: int
    parent: int | None
    text: str
    position: int
    _words: Words | None = None

    @property
    def signature(self) -> tuple[str, datetime]:
        """Who and when."""
        return self.comment.author, self.comment.timestamp

    @property
    def words(self) -> Words:
        """The words of the comment, counted once."""
        if self._words is None:
            self._words = Words(self.text)
        return self._words


@dataclass(slots=True, eq=False)
class TopicItem:
    """A topic with where it stands: its page, and the position of the topic above it."""

    topic: Topic
    page: str
    parent: int | None


class Side:
    """All topics and comments of some pages, each list in page order, pages in the order given."""

    def __init__(self, pages: Mapping[str, Conversation]) -> None:
        self.topics: list[TopicItem] = []
        self.comments: list[CommentItem] = []
        for page, conversation in pages.items():
            for topic in conversation.topics:
                self._take(topic, page)

    def _take(self, root: Topic, page: str) -> None:
        waiting: list[tuple[Comment | Topic, int, int | None, int]] = [(root, _NO_TOPIC, None, 0)]
        while waiting:  # no recursion: a hostile page nests deeper than Python does
            item, topic, parent, position = waiting.pop()
            if isinstance(item, Topic):
                self.topics.append(TopicItem(item, page, None if topic == _NO_TOPIC else topic))
                topic, parent, position = len(self.topics) - 1, None, hash(item.text)
            else:
                self.comments.append(CommentItem(item, page, topic, parent, collapsed(item.body), position))
                parent = len(self.comments) - 1
            replies = [
                (reply, topic, parent, hash((position, number))) for number, reply in enumerate(item.replies)
            ]
            waiting.extend(reversed(replies))


def match_comments(old: Side, new: Side) -> dict[int, int]:
    """For each new comment's position the position of the old one that it is, where there is one."""
    matching = _Matching(old, new)
    matching.by_signature_and_words()
    matching.by_words_and_minute()
    matching.by_words_and_place()
    matching.by_signature_elsewhere()
    matching.by_signature()
    return matching.links


class _Matching:
    """What has been found so far; ``links`` lead from new positions to old ones."""

    def __init__(self, old_side: Side, new_side: Side) -> None:
        self._old = old_side.comments
        self._new = new_side.comments
        self._old_side = old_side
        self._new_side = new_side
        self.links: dict[int, int] = {}
        self._to_new: dict[int, int] = {}

    def by_signature_and_words(self) -> None:
        """The same author and minute on the same page, and the same or similar words."""
        for olds, news in self._groups(lambda item: (item.page, *item.signature)):
            # Who says the same twice in a minute may sign one of the two again: the other keeps its place.
            self._link_equal(olds, news, lambda side, item: (item.text, item.position))
            self._link_equal(olds, news, self._text_and_parent)
            self._link_equal(olds, news, lambda side, item: (item.text, item.comment.level))
            self._link_equal(olds, news, lambda side, item: item.text)
            self._link_alike(olds, news, LIKE_ENOUGH)

    def by_words_and_minute(self) -> None:
        """The same words at the same minute on the same page: only the name of the author changed.

        Two people may vote with the same word in the same minute. So a few words count only where
        longer comments show that the one name became the other.
        """
        groups = self._groups(lambda item: (item.page, item.comment.timestamp, item.text))
        renamed = set()
        for olds, news in groups:
            if self._new[news[0]].words.total >= _WORDS_ENOUGH:
                renamed |= self._link_equal(olds, news, self._text_and_parent)
                renamed |= self._link_equal(olds, news, _anything)
        former_names = {after: before for before, after in renamed}
        for olds, news in groups if renamed else ():
            self._link_equal(olds, news, lambda side, item: self._former_name(side, item, former_names))

    def by_words_and_place(self) -> None:
        """Nearly the same words by the same author at the same place, signed again."""
        for olds, news in self._groups(lambda item: (item.page, item.comment.author)):
            places: dict[Hashable, list[int]] = defaultdict(list)
            for position in olds:
                places[self._old_place(position)].append(position)
            for position in news:
                self._link_signed_again(places.get(self._new_place(position), []), position)

    def by_signature_elsewhere(self) -> None:
        """The same author and minute on another page, and similar words."""
        for olds, news in self._groups(lambda item: item.signature):
            self._link_equal(olds, news, lambda side, item: item.text)
            self._link_alike(olds, news, LIKE_ENOUGH)

    def by_signature(self) -> None:
        """The same author and minute on the same page, whatever it says."""
        for olds, news in self._groups(lambda item: (item.page, *item.signature)):
            self._link_equal(olds, news, lambda side, item: item.comment.id)
            self._link_equal(olds, news, _anything)

    # -- steps ---------------------------------------------------------------------------------

    def _groups(self, key: Callable[[CommentItem], Hashable]) -> list[tuple[list[int], list[int]]]:
        """Positions on both sides, not linked yet, that share a key; in order of the new ones."""
        olds: dict[Hashable, list[int]] = defaultdict(list)
        news: dict[Hashable, list[int]] = defaultdict(list)
        for position, item in enumerate(self._old):
            if position not in self._to_new:
                olds[key(item)].append(position)
        for position, item in enumerate(self._new):
            if position not in self.links:
                news[key(item)].append(position)
        return [(olds[one], positions) for one, positions in news.items() if one in olds]

    def _link(self, old: int, new: int) -> None:
        self.links[new] = old
        self._to_new[old] = new

    def _free(self, olds: Iterable[int]) -> list[int]:
        return [position for position in olds if position not in self._to_new]

    def _waiting(self, news: Iterable[int]) -> list[int]:
        return [position for position in news if position not in self.links]

    def _link_equal(
        self, olds: Sequence[int], news: Sequence[int], key: Callable[[Side, CommentItem], Hashable]
    ) -> set[tuple[str, str]]:
        """Link what has the same key, in page order; answers with whose comments became whose."""
        authors = set()
        free: dict[Hashable, deque[int]] = defaultdict(deque)
        for position in self._free(olds):
            free[key(self._old_side, self._old[position])].append(position)
        for position in self._waiting(news):
            candidates = free.get(key(self._new_side, self._new[position]))
            if candidates:
                old = candidates.popleft()
                self._link(old, position)
                authors.add((self._old[old].comment.author, self._new[position].comment.author))
        return authors

    def _link_alike(self, olds: Sequence[int], news: Sequence[int], least: float) -> None:
        """Link each new one with the old one it is most like, among the next few that are free."""
        free = self._free(olds)
        for position in self._waiting(news):
            if not free:
                return
            words = self._new[position].words
            likeness = [words.likeness(self._old[old].words) for old in free[:_LOOKED_AT]]
            best = max(likeness)
            if best >= least:
                self._link(free.pop(likeness.index(best)), position)

    def _link_signed_again(self, olds: list[int], new: int) -> None:
        item = self._new[new]
        for old in self._free(olds[:_LOOKED_AT]):
            before = self._old[old]
            alike = before.text == item.text or (
                before.words.in_common(item.words) >= _WORDS_ENOUGH
                and before.words.likeness(item.words) >= SIGNED_AGAIN
            )
            if alike and _date_corrected(before.comment.timestamp, item.comment.timestamp):
                self._link(old, new)
                olds.remove(old)
                return

    # -- places --------------------------------------------------------------------------------

    def _text_and_parent(self, side: Side, item: CommentItem) -> Hashable:
        if item.parent is None:
            return item.text, side.topics[item.topic].topic.text
        return item.text, side.comments[item.parent].signature

    def _former_name(self, side: Side, item: CommentItem, former_names: Mapping[str, str]) -> Hashable:
        author = item.comment.author
        return author if side is self._old_side else former_names.get(author)

    def _old_place(self, position: int) -> Hashable:
        item = self._old[position]
        if item.parent is None:
            return self._old_side.topics[item.topic].topic.text
        return self._to_new.get(item.parent, -1)

    def _new_place(self, position: int) -> Hashable:
        item = self._new[position]
        return self._new_side.topics[item.topic].topic.text if item.parent is None else item.parent


def _anything(side: Side, item: CommentItem) -> Hashable:
    """The key of comments that are taken in page order, whatever they are."""
    del side, item
    return None


def _date_corrected(old: datetime, new: datetime) -> bool:
    """Signed again soon after, or a wrong day, month, year or time zone put right."""
    return abs(new - old) <= _SOON or old.minute == new.minute


def match_headings(old: Side, new: Side, links: Mapping[int, int]) -> dict[int, int]:
    """For each new topic's position the position of the old one that it is, where there is one.

    A topic is where its comments are. Where one was split or two were joined, the one that kept
    its heading is the same topic, else the one with more of the comments. A heading without
    comments, on either side, is known by its words; one over sub-topics only, by these.
    """
    matched: dict[int, int] = {}
    shared = Counter((old.comments[origin].topic, new.comments[at].topic) for at, origin in links.items())
    same_heading = {
        pair: count
        for pair, count in shared.items()
        if old.topics[pair[0]].topic.text == new.topics[pair[1]].topic.text
    }
    _link_topics(matched, same_heading)
    _link_headings(matched, old, new)
    _link_topics(matched, shared)
    _link_topics(matched, _shared_subtopics(old, new, matched))
    return matched


def _link_topics(matched: dict[int, int], shared: Mapping[tuple[int, int], int]) -> None:
    """Link the pairs (old, new) that share most, each topic once; the first of the new page first."""
    taken = set(matched.values())
    for origin, position in sorted(shared, key=lambda pair: (-shared[pair], pair[1], pair[0])):
        if position not in matched and origin not in taken:
            matched[position] = origin
            taken.add(origin)


def _link_headings(matched: dict[int, int], old: Side, new: Side) -> None:
    """Link what has the same words as heading on the same page, in page order."""
    by_heading: dict[Hashable, deque[int]] = defaultdict(deque)
    taken = set(matched.values())
    for position, item in enumerate(old.topics):
        if position not in taken:
            by_heading[item.page, item.topic.text].append(position)
    for position, item in enumerate(new.topics):
        waiting = by_heading[item.page, item.topic.text]
        if position not in matched and waiting and _nothing_against(old, new, waiting[0], position):
            matched[position] = waiting.popleft()


def _nothing_against(old: Side, new: Side, origin: int, position: int) -> bool:
    """Whether two headings with the same words can be one topic: at most one of them has comments.

    Where both have comments and none in common, they are two topics that are called the same.
    """
    return not (
        any(isinstance(reply, Comment) for reply in old.topics[origin].topic.replies)
        and any(isinstance(reply, Comment) for reply in new.topics[position].topic.replies)
    )


def _shared_subtopics(old: Side, new: Side, matched: Mapping[int, int]) -> Counter[tuple[int, int]]:
    """How many sub-topics pairs of topics share that have none of their own comments in common."""
    shared: Counter[tuple[int, int]] = Counter()
    for position, origin in matched.items():
        above_old, above_new = old.topics[origin].parent, new.topics[position].parent
        if above_old is not None and above_new is not None and above_new not in matched:
            shared[above_old, above_new] += 1
    return shared
