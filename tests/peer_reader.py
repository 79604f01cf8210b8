"""DiscussionTools' rules for the HTML of a page, step by step on a tree of nodes.

Slow and literal, so that it can be compared with the rules as they are described, and the reader
of the product with it. For English pages whose clock is UTC; one node after the other, as there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title, title_from_url

SPACE = "\t\n\f\r "
SITE = SiteConfig.for_language("en")
BLOCKS = frozenset(
    "div p table tbody thead tfoot caption th tr td ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hgroup article aside"
    " body nav section footer header figure figcaption fieldset details blockquote hr button canvas center"
    " col colgroup embed map object pre progress video".split()
)
CHILDLESS = frozenset(
    "area base br col embed hr img input link meta param source track wbr script style textarea title math"
    " svg noscript audio canvas iframe object video".split()
)
MONTHS = SITE.profiles[0].months
_M = "[\u200e\u200f]?"
_DATE = re.compile(
    rf"([0-9]{{2}}){_M}:{_M}([0-9]{{2}}){_M},{_M} {_M}([0-9]{{1,2}}){_M} {_M}({'|'.join(MONTHS)}){_M} {_M}"
    rf"([0-9]{{4}}){_M} {_M}\(UTC\)"
)
_HEADING = re.compile(r"h[1-6]\Z")
_PROPERTY = re.compile(r"(?:^|\s)mw:PageProp/(?:Category|redirect|Language)(?=$|\s)")

Event = Literal["enter", "leave"]
Point = tuple[int, ...]  # of a place in the tree; in the order of the page


@dataclass(eq=False)
class Node:
    """An element (with a tag), a text, or a comment (with neither)."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    parent: Node | None = None
    index: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def previous(self) -> Node | None:
        return self.parent.children[self.index - 1] if self.parent and self.index else None

    @property
    def next(self) -> Node | None:
        siblings = self.parent.children if self.parent else []
        return siblings[self.index + 1] if self.index + 1 < len(siblings) else None

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()

    def words(self) -> str:
        return self.text if self.text is not None else "".join(child.words() for child in self.children)

    def all(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.all()

    def path(self) -> Point:
        return (*self.parent.path(), 2 * self.index + 1) if self.parent else ()


def tree_of(html: str) -> Node:
    """The nodes of a page, by a browser's rules."""
    body = LexborHTMLParser(html).body
    assert body is not None
    root = Node(body.tag or "body")
    waiting: list[tuple[Any, Node]] = [(body, root)]
    while waiting:
        source, node = waiting.pop()
        child = source.child
        while child is not None:
            made = _node(child)
            made.parent, made.index = node, len(node.children)
            node.children.append(made)
            waiting.append((child, made))
            child = child.next
    return root


def _node(source: Any) -> Node:
    if source.tag == "-text":
        return Node(text=source.text_content or "")
    if source.tag.startswith(("-", "_", "!")):
        return Node()
    return Node(source.tag, {name: value or "" for name, value in source.attributes.items()})


def walk(node: Node, visit: Callable[[Event, Node], bool], *, back: bool = False) -> None:
    """Enter and leave node after node from this one on, until ``visit`` says that it is enough."""
    before: Node | None = node
    within = node.parent
    while True:
        if before:
            if visit("enter", before):
                return
            within, before = before, (before.children[-1 if back else 0] if before.children else None)
        elif within:
            if visit("leave", within):
                return
            before = within.previous if back else within.next
            within = within.parent
        else:
            return


def is_separator(node: Node) -> bool:
    if node.tag in ("br", "hr"):
        return True
    if node.tag in ("link", "style") and node.next and is_separator(node.next):
        return True
    if any(map(node.has_class, ("mw-notalk", "outdent-template", "mw-trackedTemplate"))):
        return True
    return node.tag == "dl" and [child.tag for child in node.children] == ["dt"]


def is_transparent(node: Node) -> bool:
    if not node.tag:
        return node.text is None
    if node.tag == "meta" or (node.tag == "link" and _PROPERTY.search(node.attributes.get("rel", ""))):
        return True
    if node.tag != "span" or "mw:Transclusion" not in node.attributes.get("typeof", "").split(" "):
        return False
    if any(child.text is None or child.text.strip(SPACE) for child in node.children):
        return False
    about = node.attributes.get("about")
    return node.next is None or not node.next.tag or node.next.attributes.get("about") != about


def is_generated(node: Node) -> bool:
    marks = {"data-mw-comment-start", "data-mw-comment-end"}
    return node.has_class("ext-discussiontools-init-replylink-buttons") or bool(
        marks & node.attributes.keys()
    )


def is_content(node: Node) -> bool:
    return bool((node.text or "").strip(SPACE)) or is_childless(node)


def is_childless(node: Node) -> bool:
    if node.text is not None:
        return False
    if not node.tag or node.tag in CHILDLESS:
        return True
    return node.tag in ("a", "span") and bool(node.children) and is_childless(node.children[0])


def may_hold_comments(node: Node) -> bool:
    if node.parent and _HEADING.match(node.parent.tag):
        return False
    if node.attributes.get("id") == "toc" or node.tag in ("blockquote", "cite", "q"):
        return False
    return not node.has_class("mw-notalk") and not (node.tag == "ol" and node.has_class("references"))


def user_of(link: Node) -> tuple[str, str | None] | None:
    """The name of the person whom a link leads to, and the name that it shows instead."""
    title = title_from_url(link.attributes.get("href", ""), SITE)
    if title is None or title.interwiki:
        return None
    if title.namespace in (2, 3) and "/" not in title.text:
        shown = link.words().strip() if title.namespace == 2 else ""
        return title.text, shown if shown.lower() != title.text.lower() else None
    page, _, name = title.text.partition("/")
    if title.namespace == -1 and page == "Contributions" and name and "/" not in name:
        person = _title(f":User:{name}")
        return (person.text, None) if person else None
    return None


def _title(text: str) -> Title | None:
    try:
        return parse_title(text, SITE)
    except BadTitle:
        return None


@dataclass
class Signature:
    """Who signed, and the nodes side by side that hold link and date."""

    author: str
    shown: str | None
    first: Node
    last: Node


def signature_before(date: Node, until: Node | None) -> Signature | None:
    state: dict[str, Any] = {"author": None, "shown": None, "length": 0, "link": date}

    def visit(event: Event, node: Node) -> bool:
        if (event == "enter" and node is until) or state["length"] >= 100 or node.tag in BLOCKS:
            return True
        if event == "leave" and node is not date and node.text is not None:
            state["length"] += len(node.text.strip(SPACE))
        if event == "leave" and node.tag == "a":
            user = user_of(node)
            if user and state["author"] in (None, user[0]):
                state.update(author=user[0], link=node, shown=user[1] or state["shown"])
        return False

    walk(date, visit, back=True)
    if state["author"] is None:
        return None
    above = set(map(id, _ancestors(state["link"])))
    common = next(node for node in _ancestors(date) if id(node) in above)
    return Signature(
        state["author"], state["shown"], _child_of(common, state["link"]), _child_of(common, date)
    )


def _ancestors(node: Node) -> Iterator[Node]:
    while node.parent:
        node = node.parent
        yield node


def _child_of(parent: Node, node: Node) -> Node:
    while node.parent is not parent:
        assert node.parent
        node = node.parent
    return node


@dataclass(eq=False)
class Item:
    """A heading (without an author) or a comment, with its range."""

    level: int
    start: tuple[Node, int]
    end: tuple[Node, int]
    anchor: str = ""
    author: str | None = None
    shown: str | None = None
    moment: datetime | None = None
    uneven: bool = False


class PeerReader:
    """One reading of one page: its ``items``, in page order."""

    def __init__(self, html: str) -> None:
        self.root = tree_of(html)
        self.items = list(self._read())

    def _read(self) -> Iterator[Item]:
        order = {id(node): number for number, node in enumerate(self.root.all())}
        end: Node = self.root
        done = -1
        for node in self._open_nodes(self.root):
            if order[id(node)] <= done:
                continue
            if _HEADING.match(node.tag):
                yield _heading(node)
                end = node
            elif node.text is not None and (date := _DATE.search(node.text)):
                signature = signature_before(node, end)
                if signature is None:
                    continue
                last, skipped = self._rest_of_line(signature.last, node)
                done = max([done, *(order[id(one)] for one in skipped)])
                item = self._comment(node, date, signature, end, last)
                if item is not None:
                    yield item
                    end = last

    def _open_nodes(self, node: Node) -> Iterator[Node]:
        for child in node.children:
            if may_hold_comments(child):
                yield child
                yield from self._open_nodes(child)

    def _rest_of_line(self, start: Node, date: Node) -> tuple[Node, list[Node]]:
        """The last node that belongs to a comment, and the dates that are skipped on the way."""
        last = [start]
        skipped: list[Node] = []

        def visit(event: Event, node: Node) -> bool:
            if node.tag in BLOCKS or is_separator(node):
                return True
            if event == "leave":
                if node is not date and node.text is not None and _DATE.search(node.text):
                    skipped.append(node)
                last[0] = node
            return False

        walk(start, visit)
        return last[0], skipped

    def _comment(
        self, node: Node, date: re.Match[str], signature: Signature, before: Node, last: Node
    ) -> Item | None:
        start = self._first_leaf(before)
        moment = _moment(date)
        if moment is None:
            return None
        levels = [1 + sum(one.tag in ("li", "dd") for one in (at, *_ancestors(at))) for at in (start, node)]
        length = len(last.children) if last.text is None else len(last.text.rstrip(SPACE))
        return Item(
            level=min(levels),
            start=(start.parent or start, start.index),
            end=(last, length),
            author=signature.author,
            shown=signature.shown,
            moment=moment,
            uneven=levels[0] != levels[1],
        )

    def _first_leaf(self, after: Node) -> Node:
        """The next thing worth reading; what is inside ``after`` is passed over, unless it is the page.

        Where there is none, ``after`` itself.
        """
        waiting = list(self.root.children) if after is self.root else _following(after)
        while waiting:
            node = waiting.pop(0)
            if is_separator(node) or is_transparent(node) or is_generated(node):
                continue
            if is_content(node):
                return node
            waiting = [*node.children, *waiting]
        return after


def _following(node: Node) -> list[Node]:
    """What begins after a node has ended, outermost nodes only."""
    found: list[Node] = []
    while node.parent:
        found += node.parent.children[node.index + 1 :]
        node = node.parent
    return found


def _heading(node: Node) -> Item:
    inner = node
    if not (node.attributes.get("data-mw-anchor") or node.attributes.get("id")):
        inner = next((child for child in node.children if child.has_class("mw-headline")), node)
    anchor = inner.attributes.get("id") or inner.attributes.get("data-mw-anchor") or ""
    return Item(0, (inner, 0), (inner, len(inner.children)), anchor)


def _moment(date: re.Match[str]) -> datetime | None:
    hour, minute, day, year = (int(date[number]) for number in (1, 2, 3, 5))
    if year == 0:
        return None
    first = datetime(year, MONTHS.index(date[4]) + 1, 1, tzinfo=UTC)
    return first + timedelta(days=day - 1, hours=hour, minutes=minute)


# -- which comments come from templates ------------------------------------------------------------


def source_of(item: Item) -> bool | str:
    """The page that a comment comes from: its title, True if that cannot be told, False for this one."""
    nodes = [item.start[0].children[item.start[1]], item.end[0]]
    if item.end[0].children:
        nodes[1] = item.end[0].children[item.end[1] - 1]
    groups = {id(first): first for node in nodes if (first := _template_around(node))}
    for first in groups.values():
        source = _source_in(item, first)
        if source is not False:
            return source
    return False


def _template_around(node: Node) -> Node | None:
    at: Node | None = node
    while at:
        about = at.attributes.get("about", "")
        if re.fullmatch(r"#mwt\d+", about):
            while at.previous and at.previous.attributes.get("about") == about:
                at = at.previous
            if "mw:Transclusion" in at.attributes.get("typeof", "").split(" "):
                return at
        at = at.parent
    return None


def _source_in(item: Item, first: Node) -> bool | str:
    last = first
    while last.next and last.next.attributes.get("about") == first.attributes["about"]:
        last = last.next
    assert first.parent
    assert last.parent
    group = Item(0, (first.parent, first.index), (last.parent, last.index + 1))
    starts, ends = _compared(item, group, "start"), _compared(item, group, "end")
    parts = _parts(first)
    titles = [None if part is None else _title(part) for part in parts]
    only = titles[0] if len(titles) == 1 else None
    if starts == ends == 0:
        others = [title for title in titles if title and (title.namespace != 10 or title.interwiki)]
        if len(titles) > 1:
            return bool(others)
        if only and not others:
            return False
    elif starts <= 0 <= ends:
        return False
    elif not starts >= 0 >= ends:
        return True
    if only is None or only.namespace < 0 or only.interwiki:
        return True
    return str(parts[0]).replace("_", " ")


def _parts(first: Node) -> list[str | None]:
    data = json.loads(first.attributes.get("data-mw") or "{}")
    return [
        unquote(part["template"]["target"]["href"][2:])
        if isinstance(part, dict) and "href" in part["template"]["target"]
        else None
        for part in data.get("parts", [])
    ]


def _compared(one: Item, other: Item, side: Literal["start", "end"]) -> int:
    """Which of two ranges begins or ends first; 0 where only what nobody reads lies between."""
    places = [getattr(item, side) for item in (one, other)]
    points = [(*node.path(), 2 * offset) for node, offset in places]
    if points[0] == points[1]:
        return 0
    order = 1 if points[0] > points[1] else -1
    first, last = (_edge(node, offset, side) for node, offset in places[::-order])
    return 0 if _nothing_between(first, last, side) else order


def _edge(node: Node, offset: int, side: str) -> Node:
    return node.children[offset - (side == "end")] if node.children else node


def _nothing_between(first: Node, last: Node, side: str) -> bool:
    skipped: list[Node | None] = [first if side == "end" else None]
    found: list[Node] = []

    def visit(event: Event, node: Node) -> bool:
        if node is last and event == ("leave" if side == "end" else "enter"):
            return True
        if skipped[0]:
            if node is skipped[0] and event == "leave":
                skipped[0] = None
        elif event == "enter":
            if is_separator(node) or is_transparent(node) or is_generated(node):
                skipped[0] = node
            elif is_content(node):
                found.append(node)
        return bool(found)

    walk(first, visit)
    return not found
