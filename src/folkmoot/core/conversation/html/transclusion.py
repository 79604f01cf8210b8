"""Which comments of a page come from another page.

A comment that a template brings cannot be answered where it is shown: the answer would have to go
to the page that the template takes it from. Parsoid marks what a template made, so that this can be
told. The rules are those of DiscussionTools' ``computeTranscludedFrom``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from folkmoot.core.conversation.from_html import HtmlPage, Span, read_html_page
from folkmoot.core.conversation.html.markup import Markup
from folkmoot.core.conversation.html.nodes import Nodes
from folkmoot.core.conversation.model import Comment, Conversation, FoundComment, Topic
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.errors import BadTitle
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title, prefixed

TEMPLATE = 10  # the namespace of templates
_ABOUT = re.compile(r"#mwt\d+\Z")

Source = bool | str  # False: written here; a page's title; True: from elsewhere, unknown where


def transcluded_from(html: str, site: SiteConfig, *, title: str | None = None) -> dict[str, Source]:
    """Where each comment of a Parsoid page was written, by the comment's id.

    False for a comment of the page itself, else the title of the page it comes from, or True where
    that cannot be told. HTML of the old parser does not know; there everything is False.
    """
    page = read_html_page(html, site, title=title)
    conversation = assemble(page.found, site=site, reading="discussiontools")
    sources = sources_of(page, site)
    items = in_page_order(conversation)
    return {item.id: source for item, source in zip(items, sources, strict=True) if isinstance(item, Comment)}


def sources_of(page: HtmlPage, site: SiteConfig) -> list[Source]:
    """Where each thing that was found on a page was written; headings are always the page's own."""
    groups = _Groups(page.markup, page.nodes, site)
    return [
        groups.source(span) if isinstance(found, FoundComment) else False
        for found, span in zip(page.found, page.spans, strict=True)
    ]


def in_page_order(conversation: Conversation) -> list[Comment | Topic]:
    """Topics and comments as a reader found them, one by one: without the placeholder."""
    items: list[Comment | Topic] = []
    waiting: list[Comment | Topic] = list(reversed(conversation.topics))
    while waiting:
        item = waiting.pop()
        if isinstance(item, Comment) or not item.placeholder:
            items.append(item)
        waiting.extend(reversed(item.replies))
    return items


class _Groups:
    """What each template of a page made."""

    def __init__(self, markup: Markup, nodes: Nodes, site: SiteConfig) -> None:
        self.markup = markup
        self.nodes = nodes
        self.site = site
        self.members: dict[str, list[int]] = {}
        self.ranges: dict[int, tuple[int, int]] = {}
        for i, tag in enumerate(markup.tags):
            # Sections wrap what their headings begin, wherever that comes from: they tell nothing.
            if 'about="#mwt' in tag and markup.names[i][:1] not in ("", "/") and markup.names[i] != "section":
                about = markup.attribute(i, "about") or ""
                if _ABOUT.match(about):
                    self.members.setdefault(about, []).append(i)

    def source(self, span: Span) -> Source:
        """Where the comment was written: only what holds its first or last node matters."""
        if not self.members:
            return False
        first = self._group_around(self.markup.before(span.start), span.start)
        last = self._group_around(self.markup.before(span.end - 1), span.end - 1)
        for members in (first, last) if first != last else (first,):
            source = self._compared(span, members) if members else False
            if source is not False:
                return source
        return False

    def _group_around(self, tag: int, position: int) -> Sequence[int]:
        """The elements that the template around a position made."""
        markup = self.markup
        i = tag if markup.opens(tag) or position < markup.ends[tag] else markup.parents[tag]
        if markup.names[i][:1] == "/":
            i = markup.partners[i]
        while i >= 0:
            if 'about="#mwt' in markup.tags[i] and markup.names[i] != "section":
                members = self.members.get(markup.attribute(i, "about") or "", ())
                if members and "mw:Transclusion" in markup.words(members[0], "typeof"):
                    return members
            i = markup.parents[i]
        return ()

    def _compared(self, span: Span, members: Sequence[int]) -> Source:
        """What a group of elements means for the comment whose first or last node is in it."""
        start, end = self._range(members)
        same_start, same_end = self._nothing_between(start, span.start), self._nothing_between(end, span.end)
        if same_start and same_end:
            return self._wrapped(members[0])
        if (span.start < start or same_start) and (end < span.end or same_end):
            return False  # an ordinary template in a comment
        if (start < span.start or same_start) and (span.end < end or same_end):
            return self._only_page(members[0])
        return True

    def _range(self, members: Sequence[int]) -> tuple[int, int]:
        """Where a group begins and ends; asked once for each comment in it."""
        known = self.ranges.get(members[0])
        if known is None:
            end = max(self.markup.end(i) for i in members)
            known = self.ranges[members[0]] = (self.markup.starts[members[0]], end)
        return known

    def _nothing_between(self, one: int, other: int) -> bool:
        """Whether nothing worth reading stands between two positions."""
        low, high = sorted((one, other))
        leaf, tag = self.nodes.first_leaf(low)
        return low == high or leaf >= high or tag == len(self.markup.names) - 1  # the page ends there

    def _wrapped(self, first: int) -> Source:
        """What a template that is a whole comment is: a wrapper around it, or another page."""
        titles = self._titles(first)
        pages = [self._title(text) for text in titles]
        if all(page is not None and page.namespace == TEMPLATE for page in pages) and pages:
            return False
        return self._only_page(first)

    def _only_page(self, first: int) -> Source:
        """The page that all of a group comes from, if one template and nothing else made it."""
        parts = self._parts(first)
        if len(parts) != 1:
            return True
        title = self._title(parts[0])
        return True if title is None else prefixed(title, self.site)

    def _parts(self, first: int) -> list[str | None]:
        """What a group was made of: links to templates; empty for text, None for parser functions."""
        try:
            data: Any = json.loads(self.markup.attribute(first, "data-mw") or "{}")
            return [_link(part) for part in data.get("parts", [])]
        except (ValueError, AttributeError, TypeError, RecursionError):
            return []

    def _titles(self, first: int) -> list[str | None]:
        """The templates of a group, text between them left out."""
        return [link for link in self._parts(first) if link != ""]

    def _title(self, href: str | None) -> Title | None:
        """The page that a template's link leads to, if there can be one."""
        if not href:
            return None
        try:
            title = parse_title(href.removeprefix("./"), self.site)
        except BadTitle:
            return None
        return None if title.interwiki or title.namespace < 0 or not title.text else title


def _link(part: Any) -> str | None:
    """The link to a template; empty for text; None for a parser function."""
    if isinstance(part, str):
        return ""
    try:
        href = part["template"]["target"].get("href")
    except (AttributeError, KeyError, TypeError):
        return None
    return href if isinstance(href, str) and href else None
