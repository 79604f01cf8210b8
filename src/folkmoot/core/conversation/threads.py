"""Who answers whom: the second pass of every reading, one for all three kinds of text.

The readers find headings and signed comments in page order; here they become a tree. A comment
answers the nearest earlier item that stands less deep, a heading belongs to the nearest earlier
heading with a smaller number: DiscussionTools' rules. Copied text carries no depth; there a
comment may say whom it answers, which is kept and marked as inferred. As people read a page, an
outdent continues the thread, and boxes tell that a discussion is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from folkmoot.core.conversation.model import (
    Comment,
    Conversation,
    Found,
    FoundComment,
    FoundHeading,
    PageFacts,
    Reading,
    Topic,
    quickly,
)
from folkmoot.core.conversation.names import (
    AnchorRegister,
    IdRegister,
    base_comment_id,
    base_heading_id,
    comment_name,
    heading_name,
    id_part,
)
from folkmoot.core.site import SiteConfig

DIFFERENT_INDENTATION = "Comment starts and ends with different indentation"
SKIPS_LEVEL = "Comment skips indentation level"
DUPLICATE_ID = "Duplicate comment ID"
MAX_YOUNGER = 50  # comments looked at for the one that an outdented comment goes on from
PLACEHOLDER_LEVEL = 99  # below every real heading, so that none becomes a part of it

_make_comment = quickly(Comment)
_make_topic = quickly(Topic)


@dataclass(slots=True, eq=False)
class _TopicNode:
    """A topic while its tree grows; ``found`` is None for the placeholder."""

    found: FoundHeading | None
    anchor: str | None
    parent: _TopicNode | None = None
    oldest: FoundComment | None = None
    level: int = 0
    peer_level: int = 0
    part: str | None = None  # what stands at the end of its comments' ids
    replies: list[Comment | Topic] = field(default_factory=list)  # the last one first

    @property
    def heading_level(self) -> int:
        return self.found.level if self.found else PLACEHOLDER_LEVEL


@dataclass(slots=True, eq=False)
class _CommentNode:
    """A comment while its tree grows."""

    found: FoundComment
    level: int
    topic: _TopicNode
    parent: _Node
    inferred: bool
    warnings: tuple[str, ...]
    peer_level: int
    id_parent: _Node  # whom it answers by DiscussionTools' rules: its id is made from that
    name: str = ""  # who and when: this also ends the ids of its answers
    replies: list[Comment | Topic] | None = None  # the last one first; most have none


_Node = _TopicNode | _CommentNode
_Replies = tuple[Comment, ...]


def assemble(
    found: Iterable[Found],
    *,
    site: SiteConfig,
    page: PageFacts = PageFacts(),  # noqa: B008 - a frozen value
    reading: Reading = "people",
) -> Conversation:
    """The conversation that these headings and comments, given in page order, make up.

    ``page`` is what the page says about itself. Only people see that an outdented comment
    goes on where the thread was; its level stays that of its lists.
    """
    nodes = _connect(found, outdents=reading == "people")
    ids = _give_ids(nodes, site.id_timestamp_switch)
    return Conversation(topics=_freeze(nodes, ids, site.id_timestamp_switch), page=page)


def parents(found: Sequence[Found], *, reading: Reading = "people") -> list[int | None]:
    """What each item stands below, by position among the found; None for what stands below nothing."""
    nodes = [node for node in _connect(found, outdents=reading == "people") if node.found is not None]
    numbers = {id(node): number for number, node in enumerate(nodes)}
    return [numbers.get(id(node.parent)) for node in nodes]


def _connect(found: Iterable[Found], *, outdents: bool) -> list[_Node]:
    """Every item in page order, each with its parent."""
    anchors = AnchorRegister()
    nodes: list[_Node] = []
    comments: list[_CommentNode] = []
    open_items: list[_Node] = []  # the newest item of each depth, less deep ones first
    open_peers: list[_Node] = []  # the same by DiscussionTools' rules
    topic: _TopicNode | None = None
    for item in found:
        if isinstance(item, FoundHeading):
            topic = _add_topic(item, topic, anchors)
            open_items, open_peers = [topic], [topic]
            nodes.append(topic)
            continue
        if topic is None:
            topic = _TopicNode(None, None)
            open_items, open_peers = [topic], [topic]
            nodes.append(topic)
        answered = None if item.answers is None else _answered(item.answers, comments, topic)
        continued = _continued(item, comments, topic) if outdents and item.outdented else None
        comment = _comment_node(item, topic, open_items, answered or continued, inferred=answered is not None)
        open_items.append(comment)
        while open_peers[-1].peer_level >= comment.peer_level:
            open_peers.pop()
        if answered is None:  # else its own words say whom it answers, by any rules
            comment.id_parent = open_peers[-1]
        open_peers.append(comment)
        if topic.oldest is None or item.timestamp < topic.oldest.timestamp:
            _tell_topics(topic, item)
        comments.append(comment)
        nodes.append(comment)
    return nodes


def _add_topic(found: FoundHeading, last: _TopicNode | None, anchors: AnchorRegister) -> _TopicNode:
    anchor = found.anchor if found.anchor_final else anchors.give(found.anchor)
    parent = last
    while parent is not None and parent.heading_level >= found.level:
        parent = parent.parent
    return _TopicNode(found, anchor, parent)


def _answered(number: int, comments: Sequence[_CommentNode], topic: _TopicNode) -> _CommentNode | None:
    """The comment that another says it answers, if that is an earlier one of the same topic."""
    if not 0 <= number < len(comments):
        return None
    answered = comments[number]
    return answered if answered.topic is topic else None


def _continued(
    found: FoundComment, comments: Sequence[_CommentNode], topic: _TopicNode
) -> _CommentNode | None:
    """The comment that an outdented one goes on from: the last before it that is not younger.

    Somebody may have answered further up meanwhile; what is younger cannot be meant. Where the
    thread did not stand deeper than the outdented comment, the lists say it all.
    """
    for earlier in reversed(comments[-MAX_YOUNGER:]):
        if earlier.topic is not topic:
            break
        if earlier.found.timestamp <= found.timestamp:
            return earlier if earlier.level >= found.level else None
    return None


def _comment_node(
    found: FoundComment,
    topic: _TopicNode,
    open_items: list[_Node],
    named: _CommentNode | None,
    *,
    inferred: bool,
) -> _CommentNode:
    """The comment in the tree: an answer to ``named``, else to the newest item less deep."""
    warnings = found.warnings
    if named is not None and inferred:
        level = over = named.level + 1
    else:
        level = over = max(found.level, 1)
        if level > open_items[-1].level + 1:
            warnings += (SKIPS_LEVEL,)
        if found.unsigned_level is not None:
            over = min(level, max(found.unsigned_level, 1))
    while open_items[-1].level >= over:
        open_items.pop()
    parent = named or open_items[-1]
    peer_level = max(found.peer_level or level, 1)
    return _CommentNode(found, level, topic, parent, inferred, warnings, peer_level, parent)


def _tell_topics(topic: _TopicNode | None, comment: FoundComment) -> None:
    """A topic's id and name come from its oldest comment, the first on the page if several are.

    What is not the oldest of a topic is not that of one around it either.
    """
    while topic is not None and (topic.oldest is None or comment.timestamp < topic.oldest.timestamp):
        topic.oldest = comment
        topic = topic.parent


def _give_ids(nodes: Sequence[_Node], switch: datetime) -> list[str]:
    """The id of every item; a comment whose id was taken is told so."""
    register = IdRegister()
    ids = []
    for node in nodes:
        base = _comment_id(node, switch) if isinstance(node, _CommentNode) else _topic_id(node, switch)
        given = register.give(base)
        if given != base and isinstance(node, _CommentNode):
            node.warnings += (DUPLICATE_ID,)
        ids.append(given)
    return ids


def _topic_id(node: _TopicNode, switch: datetime) -> str:
    node.part = None if node.anchor is None else id_part(node.anchor)
    return base_heading_id(node.anchor, node.parent.anchor if node.parent else None, node.oldest, switch)


def _comment_id(node: _CommentNode, switch: datetime) -> str:
    """The id, made of the name, which is kept: the ids of its answers end with it, but for its "c-"."""
    node.name = comment_name(node.found, switch)
    above = node.id_parent
    return base_comment_id(node.name, above.name[2:] if isinstance(above, _CommentNode) else above.part)


def _freeze(nodes: list[_Node], ids: list[str], switch: datetime) -> tuple[Topic, ...]:
    """The root topics. From the last item to the first, so that replies are ready before parents.

    Empties both lists.
    """
    roots: list[Comment | Topic] = []
    while nodes:
        node, given = nodes.pop(), ids.pop()  # what is made is let go, so that a page takes its room once
        replies = tuple(node.replies[::-1]) if node.replies else ()
        if not isinstance(node, _CommentNode):
            siblings = roots if node.parent is None else node.parent.replies
            siblings.append(_topic(node, given, replies, switch))
            continue
        comment, parent = _comment(node, given, cast(_Replies, replies)), node.parent
        if parent.replies is None:
            parent.replies = [comment]
        else:
            parent.replies.append(comment)
    return cast("tuple[Topic, ...]", tuple(reversed(roots)))


def _comment(node: _CommentNode, given: str, replies: _Replies) -> Comment:
    found = node.found
    author, timestamp, body, shown = found.author, found.timestamp, found.body, found.display_name
    level, warnings, source, inferred = node.level, node.warnings, found.source, node.inferred
    # By place, as the model has them: naming them takes as long again as making the comment.
    return _make_comment(
        given,
        node.name,
        author,
        timestamp,
        level,
        body,
        shown,
        warnings,
        source,
        inferred,
        replies,
        found.closed,
    )


def _topic(node: _TopicNode, given: str, replies: tuple[Comment | Topic, ...], switch: datetime) -> Topic:
    found = node.found
    return _make_topic(
        id=given,
        name=heading_name(node.oldest, switch),
        level=found.level if found else None,
        text=found.text if found else "",
        anchor=node.anchor or "",
        placeholder=found is None,
        start=found.start if found else None,
        end=found.end if found else None,
        replies=replies,
        closed=found is not None and (found.closed or _is_over(replies)),
    )


def _is_over(replies: tuple[Comment | Topic, ...]) -> bool:
    """Whether everything that was said in a topic stands in closed boxes."""
    return all(reply.closed for reply in replies) and any(isinstance(reply, Comment) for reply in replies)
