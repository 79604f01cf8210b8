"""Who answers whom: the second pass of every reading, one for all three kinds of text.

The readers find headings and signed comments in page order; here they become a tree. A comment
answers the nearest earlier item that stands less deep, a heading belongs to the nearest earlier
heading with a smaller number: DiscussionTools' rules. Copied text carries no depth; there a
comment may say whom it answers, which is kept and marked as inferred. As people read a page, an
outdent continues the thread, and boxes tell that a discussion is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from folkmoot.core.conversation.model import (
    Comment,
    Conversation,
    Found,
    FoundComment,
    FoundHeading,
    PageFacts,
    Reading,
    Topic,
)
from folkmoot.core.conversation.names import (
    AnchorRegister,
    IdRegister,
    base_comment_id,
    base_heading_id,
    comment_name,
    heading_name,
)
from folkmoot.core.site import SiteConfig

SKIPS_LEVEL = "Comment skips indentation level"
DUPLICATE_ID = "Duplicate comment ID"
MAX_YOUNGER = 50  # comments looked at for the one that an outdented comment goes on from
PLACEHOLDER_LEVEL = 99  # below every real heading, so that none becomes a part of it


@dataclass(slots=True, eq=False)
class _TopicNode:
    """A topic while its tree grows; ``found`` is None for the placeholder."""

    found: FoundHeading | None
    anchor: str | None
    parent: _TopicNode | None = None
    oldest: FoundComment | None = None
    children: list[_Node] = field(default_factory=list)
    level: int = 0
    peer_level: int = 0

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
    warnings: list[str]
    peer_level: int
    id_parent: _Node  # whom it answers by DiscussionTools' rules: its id is made from that
    children: list[_Node] = field(default_factory=list)


_Node = _TopicNode | _CommentNode


def assemble(
    found: Sequence[Found],
    *,
    site: SiteConfig,
    page: PageFacts = PageFacts(),  # noqa: B008 - a frozen value
    reading: Reading = "people",
) -> Conversation:
    """The conversation that these headings and comments, given in page order, make up.

    ``page`` is what a copied page said about itself. Only people see that an outdented comment
    goes on where the thread was; its level stays that of its lists.
    """
    nodes = _connect(found, outdents=reading == "people")
    ids = _give_ids(nodes, site)
    return Conversation(topics=_freeze(nodes, ids, site), page=page)


def parents(found: Sequence[Found], *, reading: Reading = "people") -> list[int | None]:
    """What each item stands below, by position among the found; None for what stands below nothing."""
    nodes = [node for node in _connect(found, outdents=reading == "people") if node.found is not None]
    numbers = {id(node): number for number, node in enumerate(nodes)}
    return [numbers.get(id(node.parent)) for node in nodes]


def _connect(found: Sequence[Found], *, outdents: bool) -> list[_Node]:
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
        answered = _answered(item, comments, topic)
        continued = _continued(item, comments, topic) if outdents and item.outdented else None
        comment = _add_comment(item, topic, open_items, answered or continued, inferred=answered is not None)
        _add_to_peers(comment, open_peers)
        _tell_topics(topic, item)
        comments.append(comment)
        nodes.append(comment)
    return nodes


def _add_topic(found: FoundHeading, last: _TopicNode | None, anchors: AnchorRegister) -> _TopicNode:
    anchor = found.anchor if found.anchor_final else anchors.give(found.anchor)
    parent = last
    while parent is not None and parent.heading_level >= found.level:
        parent = parent.parent
    topic = _TopicNode(found, anchor, parent)
    if parent is not None:
        parent.children.append(topic)
    return topic


def _answered(
    found: FoundComment, comments: Sequence[_CommentNode], topic: _TopicNode
) -> _CommentNode | None:
    """The comment that this one says it answers, if that is an earlier one of the same topic."""
    if found.answers is None or not 0 <= found.answers < len(comments):
        return None
    answered = comments[found.answers]
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


def _add_comment(
    found: FoundComment,
    topic: _TopicNode,
    open_items: list[_Node],
    named: _CommentNode | None,
    *,
    inferred: bool,
) -> _CommentNode:
    """The comment in the tree: an answer to ``named``, else to the newest item less deep."""
    level = named.level + 1 if named is not None and inferred else max(found.level, 1)
    warnings = list(found.warnings)
    if not inferred and level > open_items[-1].level + 1:
        warnings.append(SKIPS_LEVEL)
    over = level if found.unsigned_level is None or inferred else min(level, max(found.unsigned_level, 1))
    while open_items[-1].level >= over:
        open_items.pop()
    parent = named or open_items[-1]
    comment = _CommentNode(
        found, level, topic, parent, inferred, warnings, max(found.peer_level or level, 1), parent
    )
    parent.children.append(comment)
    open_items.append(comment)
    return comment


def _add_to_peers(comment: _CommentNode, open_peers: list[_Node]) -> None:
    """Find whom the comment answers by DiscussionTools' rules, unless its own words say it."""
    while open_peers[-1].peer_level >= comment.peer_level:
        open_peers.pop()
    if not comment.inferred:
        comment.id_parent = open_peers[-1]
    open_peers.append(comment)


def _tell_topics(topic: _TopicNode | None, comment: FoundComment) -> None:
    """A topic's id and name come from its oldest comment, the first on the page if several are."""
    while topic is not None:
        if topic.oldest is None or comment.timestamp < topic.oldest.timestamp:
            topic.oldest = comment
        topic = topic.parent


def _give_ids(nodes: Sequence[_Node], site: SiteConfig) -> list[str]:
    """The id of every item; a comment whose id was taken is told so."""
    register = IdRegister()
    ids = []
    for node in nodes:
        base = _base_id(node, site)
        given = register.give(base)
        if given != base and isinstance(node, _CommentNode):
            node.warnings.append(DUPLICATE_ID)
        ids.append(given)
    return ids


def _base_id(node: _Node, site: SiteConfig) -> str:
    switch = site.id_timestamp_switch
    if isinstance(node, _TopicNode):
        parent_anchor = node.parent.anchor if node.parent else None
        return base_heading_id(node.anchor, parent_anchor, node.oldest, switch)
    above = node.id_parent
    return base_comment_id(node.found, above.anchor if isinstance(above, _TopicNode) else above.found, switch)


def _freeze(nodes: Sequence[_Node], ids: Sequence[str], site: SiteConfig) -> tuple[Topic, ...]:
    """The root topics. From the last item to the first, so that replies are ready before parents."""
    frozen: dict[int, Comment | Topic] = {}
    roots: list[Topic] = []
    for node, given in zip(reversed(nodes), reversed(ids), strict=True):
        replies = tuple(frozen.pop(id(child)) for child in node.children)
        if isinstance(node, _CommentNode):
            frozen[id(node)] = _comment(node, given, replies, site)
        elif node.parent is None:
            roots.append(_topic(node, given, replies, site))
        else:
            frozen[id(node)] = _topic(node, given, replies, site)
    return tuple(reversed(roots))


def _comment(
    node: _CommentNode, given: str, replies: tuple[Comment | Topic, ...], site: SiteConfig
) -> Comment:
    found = node.found
    return Comment(
        id=given,
        name=comment_name(found, site.id_timestamp_switch),
        author=found.author,
        timestamp=found.timestamp,
        level=node.level,
        body=found.body,
        display_name=found.display_name,
        warnings=tuple(node.warnings),
        source=found.source,
        parent_inferred=node.inferred,
        replies=tuple(reply for reply in replies if isinstance(reply, Comment)),
        closed=found.closed,
    )


def _topic(node: _TopicNode, given: str, replies: tuple[Comment | Topic, ...], site: SiteConfig) -> Topic:
    found = node.found
    return Topic(
        id=given,
        name=heading_name(node.oldest, site.id_timestamp_switch),
        level=found.level if found else None,
        text=found.text if found else "",
        anchor=node.anchor or "",
        placeholder=found is None,
        start=found.start if found else None,
        end=found.end if found else None,
        replies=replies,
        closed=found is not None and (found.closed or _is_over(node, replies)),
    )


def _is_over(node: _TopicNode, replies: tuple[Comment | Topic, ...]) -> bool:
    """Whether everything that was said in a topic stands in closed boxes."""
    comments = [child.found.closed for child in node.children if isinstance(child, _CommentNode)]
    return bool(comments) and all(comments) and all(reply.closed for reply in replies)
