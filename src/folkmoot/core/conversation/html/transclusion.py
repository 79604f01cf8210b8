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
from urllib.parse import unquote

from folkmoot.core.conversation.from_html import HtmlPage, Span, read_html_page
from folkmoot.core.conversation.html.markup import Markup
from folkmoot.core.conversation.html.nodes import Nodes
from folkmoot.core.conversation.model import Comment, Conversation, FoundComment, Topic
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.errors import BadTitle
from folkmoot.core.site import TEMPLATE, SiteConfig
from folkmoot.core.titles import Title, parse_title

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
    """What each template of a page made: elements side by side that share one ``about``."""

    def __init__(self, markup: Markup, nodes: Nodes, site: SiteConfig) -> None:
        self.markup = markup
        self.nodes = nodes
        self.site = site
        self.groups: dict[int, list[int]] = {}  # by each of the elements in it
        abouts: dict[int, str] = {}
        for i, tag in enumerate(markup.tags):
            # Sections wrap what their headings begin, wherever that comes from: they tell nothing.
            if 'about="#mwt' in tag and markup.names[i][:1] not in ("", "/") and markup.names[i] != "section":
                about = markup.attribute(i, "about") or ""
                if _ABOUT.match(about):
                    abouts[i] = about
                    before = self._element_before(i)
                    joins = abouts.get(before) == about
                    group = self.groups[i] = self.groups[before] if joins else []
                    group.append(i)

    def _element_before(self, i: int) -> int:
        """The element that ends where this one begins, sections not counted; -1 if there is none."""
        markup = self.markup
        k = i - 1
        while k >= 0 and not markup.texts[k + 1] and markup.names[k] in ("section", "/section"):
            k -= 1
        if k < 0 or markup.texts[k + 1] or not markup.names[k]:
            return -1
        if markup.names[k][0] == "/":
            return markup.partners[k]
        return -1 if markup.opens(k) else k

    def source(self, span: Span) -> Source:
        """Where the comment was written: only what holds its first or last node matters."""
        if not self.groups or span.start == span.end:
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
            group = self.groups.get(i)
            if group and "mw:Transclusion" in markup.words(group[0], "typeof"):
                return group
            i = markup.parents[i]
        return ()

    def _compared(self, span: Span, members: Sequence[int]) -> Source:
        """What a group of elements means for the comment whose first or last node is in it."""
        start, end = self.markup.starts[members[0]], self.markup.end(members[-1])
        same_start, same_end = self._nothing_between(start, span.start), self._nothing_between(end, span.end)
        if same_start and same_end:
            return self._wrapped(members[0])
        if (span.start < start or same_start) and (end < span.end or same_end):
            return False  # an ordinary template in a comment
        if (start < span.start or same_start) and (span.end < end or same_end):
            return self._only_page(members[0])
        return True

    def _nothing_between(self, one: int, other: int) -> bool:
        """Whether nothing worth reading stands between two positions."""
        low, high = sorted((one, other))
        leaf, tag = self.nodes.first_leaf(low)
        return low == high or leaf >= high or tag == len(self.markup.names) - 1  # the page ends there

    def _wrapped(self, first: int) -> Source:
        """What a template that is a whole comment is: a wrapper around it, or another page."""
        parts = self._parts(first)
        titles = [title for title in map(self._title, parts) if title is not None]
        all_templates = all(_is_template(title) for title in titles)
        if len(parts) > 1:
            return not all_templates
        return False if titles and all_templates else self._only_page(first)

    def _only_page(self, first: int) -> Source:
        """The page that all of a group comes from, if one template and nothing else made it."""
        parts = self._parts(first)
        title = self._title(parts[0]) if len(parts) == 1 else None
        if title is None or title.interwiki or title.namespace < 0 or not title.text:
            return True
        return (parts[0] or "").replace("_", " ")

    def _parts(self, first: int) -> list[str | None]:
        """The pages that a group was made of; None for text between them and for parser functions."""
        try:
            data: Any = json.loads(self.markup.attribute(first, "data-mw") or "{}")
            return [_page_of(part) for part in data.get("parts", [])]
        except (ValueError, AttributeError, TypeError, RecursionError):
            return []

    def _title(self, text: str | None) -> Title | None:
        try:
            return parse_title(text or "", self.site)
        except BadTitle:
            return None


def _is_template(title: Title) -> bool:
    return title.namespace == TEMPLATE and not title.interwiki


def _page_of(part: Any) -> str | None:
    """The page that a template stands on; None for text and for parser functions."""
    try:
        href = part["template"]["target"].get("href")
    except (AttributeError, KeyError, TypeError):
        return None
    return unquote(href.removeprefix("./")) if isinstance(href, str) else None
