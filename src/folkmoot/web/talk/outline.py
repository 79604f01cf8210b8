"""The conversation of a page as reading it needs: topics in page order, with the ids of their comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One comment of the index: what it is called, who wrote it and when."""

    item_id: str
    author: str
    posted: datetime


@dataclass(slots=True)
class TopicLine:
    """One heading of the page (level 0: none) with the ids of its own comments.

    ``place`` is the position of its section on the page, ``number`` the heading's in the section.
    """

    place: int
    number: int
    level: int
    text: str
    anchor: str
    item_id: str
    people: Sequence[str] = ()
    comments: int = 0
    latest: CommentLine | None = None
    own: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """A topic with its sub-topics, counted."""

    comments: int = 0
    people: set[str] = field(default_factory=set)
    latest: CommentLine | None = None

    def add(self, topic: TopicLine) -> None:
        """Count one more heading's own comments; of several newest comments the last on the page stays."""
        self.comments += topic.comments
        self.people.update(topic.people)
        if topic.latest and (self.latest is None or topic.latest.posted >= self.latest.posted):
            self.latest = topic.latest


@dataclass(frozen=True, slots=True)
class Outline:
    """All topics of a page in page order."""

    topics: Sequence[TopicLine] = ()

    @property
    def has_lead(self) -> bool:
        """Whether the page's first section has no heading."""
        return not any(topic.level for topic in self.topics[:1] if topic.place == 0)

    def section_number(self, place: int) -> int:
        """MediaWiki's number of the section at this place, as in ``?action=edit&section=N``."""
        return place if self.has_lead else place + 1

    def counted(self) -> Iterator[tuple[TopicLine, Counts]]:
        """Every topic with what it and its sub-topics hold together."""
        counts = [Counts() for _ in self.topics]
        above: list[int] = []  # the positions of the headings that the current one is a part of
        for position, topic in enumerate(self.topics):
            if topic.item_id:  # else it goes on with the topic before
                while above and self.topics[above[-1]].level >= (topic.level or 99):
                    above.pop()
                if topic.level == 0 or (above and self.topics[above[-1]].level == 0):
                    above = []
                above.append(position)
            for holder in above:
                counts[holder].add(topic)
        return zip(self.topics, counts, strict=True)

    def total(self) -> Counts:
        """The whole page, counted."""
        total = Counts()
        for topic in self.topics:
            total.add(topic)
        return total
