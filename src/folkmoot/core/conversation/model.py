"""What a reading of a talk page is: topics, comments, and where each stands in the source.

Everything here is a frozen value. Positions are offsets in characters (code points) of the text
that was read; they are there for wikitext and copied text, and None for HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, make_dataclass
from datetime import datetime
from typing import Any, Literal, ParamSpec, TypeVar, cast

Form = Literal["wikitext", "html", "text"]
Reading = Literal["people", "discussiontools"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


def quickly(frozen: Callable[_P, _T]) -> Callable[_P, _T]:
    """A constructor of the same values as the frozen dataclass itself, for those who make thousands.

    A frozen dataclass sets its own fields by a detour, one call for each. This fills an open twin with
    the same slots, and then makes it what it is to be: a third of the time.
    """
    sealed: type[Any] = cast("type[Any]", frozen)

    def seal(made: object) -> None:
        made.__class__ = sealed

    parts = [(one.name, one.type, field(default=one.default)) for one in fields(sealed)]
    twin = make_dataclass(
        sealed.__name__, parts, slots=True, eq=False, repr=False, namespace={"__post_init__": seal}
    )
    return cast("Callable[_P, _T]", twin)


@dataclass(frozen=True, slots=True)
class SourceRange:
    """Where a comment stands in the text it was read from: half-open ranges of characters.

    ``line_start <= start <= signature <= timestamp <= end``. ``start`` is the first character of
    the comment after its indentation; ``signature`` where the author's signature begins (with
    the dash before it, if any); ``timestamp`` where the date begins; ``end`` the end of what
    belongs to the comment, which may be text after the signature on the same line.
    ``indentation`` is the run of list characters (``:*#;``) of the line that holds the signature.
    """

    line_start: int
    start: int
    signature: int
    timestamp: int
    end: int
    indentation: str = ""


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading as a reader found it, before ids are given."""

    level: int  # 1..6, as h1..h6
    text: str  # plain text, as a person reads it
    anchor: str  # as MediaWiki makes it from the text; made unique by the assembly unless `anchor_final`
    start: int | None = None
    end: int | None = None
    anchor_final: bool = False  # HTML already carries the page-wide unique anchor
    closed: bool = False  # it stands in the box of a discussion that is over


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A signed comment as a reader found it, before it has a parent and an id."""

    author: str
    timestamp: datetime  # aware, UTC
    level: int  # 1 + depth of lists
    body: str  # in the source's own notation, without indentation and signature
    display_name: str | None = None
    warnings: tuple[str, ...] = ()
    source: SourceRange | None = None
    # Copied text has no indentation: what the reader concluded from the words, as the position
    # among the found comments (0 = first comment of the text), or None where nothing shows it.
    answers: int | None = None
    transcluded_from: str | None = None
    # The level by DiscussionTools' rules where people see another one: ids are made by it, so that
    # they are the same in both readings and links from elsewhere lead here.
    peer_level: int | None = None
    # The level of something said between this comment and the one before, which nobody signed:
    # a thread that stood as deep or deeper is over.
    unsigned_level: int | None = None
    outdented: bool = False  # a mark before it says that the thread goes on, though less deep
    closed: bool = False  # it stands in the box of a discussion that is over


Found = FoundHeading | FoundComment


@dataclass(frozen=True, slots=True)
class Comment:
    """One signed comment with its replies in page order."""

    id: str
    name: str
    author: str
    timestamp: datetime  # aware, UTC
    level: int
    body: str
    display_name: str | None = None
    warnings: tuple[str, ...] = ()
    source: SourceRange | None = None
    parent_inferred: bool = False  # the parent was concluded from the words, not from the markup
    replies: tuple[Comment, ...] = ()
    closed: bool = False  # it stands in the box of a discussion that is over

    def thread(self) -> Iterator[Comment]:
        """This comment and everything below it, in page order."""
        waiting = [self]  # no recursion: a hostile page nests deeper than Python does
        while waiting:
            comment = waiting.pop()
            yield comment
            waiting.extend(reversed(comment.replies))


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading with what stands under it; sub-topics are headings with a larger level.

    ``placeholder`` marks the topic without a heading that holds comments before the first one.
    """

    id: str
    name: str
    level: int | None  # None for the placeholder
    text: str
    anchor: str
    placeholder: bool = False
    start: int | None = None
    end: int | None = None  # end of the heading itself, not of the topic
    replies: tuple[Comment | Topic, ...] = ()
    closed: bool = False  # the discussion is over: all of it stands in boxes that say so

    def comments(self) -> Iterator[Comment]:
        """Every comment of the topic and its sub-topics, each before what answers it."""
        for reply in self.replies:
            yield from reply.thread() if isinstance(reply, Comment) else reply.comments()

    def topics(self) -> Iterator[Topic]:
        """This topic and its sub-topics, in page order."""
        yield self
        for reply in self.replies:
            if isinstance(reply, Topic):
                yield from reply.topics()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself around its topics; the latest comment is told by copied pages only."""

    title: str | None = None
    project: str | None = None  # "From Meta, a Wikimedia project coordination wiki" -> as written
    latest_comment: str | None = None  # the whole line, as written
    latest_author: str | None = None
    latest_topic: str | None = None
    no_talk: bool = False  # it says that it is no talk page: nothing is answered or added
    archived: bool = False  # it is an archive: nothing is answered
    new_topics: bool | None = None  # whether it asks for new topics; None: as pages of its kind do

    @property
    def answers_welcome(self) -> bool:
        """Whether somebody may want to answer here."""
        return not self.no_talk and not self.archived

    @property
    def topics_welcome(self) -> bool:
        """Whether somebody may want to begin a topic here."""
        return self.answers_welcome and self.new_topics is not False


@dataclass(frozen=True, slots=True)
class Conversation:
    """One reading of one page: its root topics, in page order."""

    topics: tuple[Topic, ...] = ()
    page: PageFacts = field(default_factory=PageFacts)
    warnings: tuple[str, ...] = ()

    def comments(self) -> Iterator[Comment]:
        """Every comment, each before what answers it; page order but where an outdent goes back."""
        for topic in self.topics:
            yield from topic.comments()

    def all_topics(self) -> Iterator[Topic]:
        """Every topic and sub-topic in page order."""
        for topic in self.topics:
            yield from topic.topics()

    def find(self, id_or_name: str) -> Comment | Topic | None:
        """The item with this id, else the first with this name, else None."""
        named: Comment | Topic | None = None
        items: Iterator[Comment | Topic]
        for items in (self.all_topics(), self.comments()):
            for item in items:
                if item.id == id_or_name:
                    return item
                if named is None and item.name == id_or_name:
                    named = item
        return named
