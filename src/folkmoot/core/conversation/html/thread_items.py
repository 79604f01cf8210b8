"""A page's threads with their HTML, as DiscussionTools' API answers ``threaditemshtml``.

For programs that were written for that answer. Each heading says how much is said below it, by how
many people and when last; a heading that nobody answered carries the HTML that stands under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from folkmoot.core.conversation.from_html import HtmlPage, Span, read_html_page
from folkmoot.core.conversation.html.bodies import as_parsoid_writes
from folkmoot.core.conversation.html.markup import HTML_SPACE
from folkmoot.core.conversation.html.transclusion import in_page_order
from folkmoot.core.conversation.html.unwrapped import unwrapped
from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.conversation.outline import iso
from folkmoot.core.conversation.summaries import summarise_topic
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig

PLACEHOLDER_ID = "h-"


def thread_items(html: str, site: SiteConfig, *, title: str | None = None) -> list[dict[str, Any]]:
    """Every heading with what is said below it; what stands before all comes first.

    As in DiscussionTools' answer, a sub-heading is there twice: below its heading, and by itself.
    """
    page = read_html_page(html, site, title=title)
    conversation = assemble(page.found, site=site, reading="discussiontools")
    answer = _Answer(page, conversation)
    return [*answer.before_all(), *(answer.below(topic) for topic in conversation.all_topics())]


class _Answer:
    """One page's items with their places."""

    def __init__(self, page: HtmlPage, conversation: Conversation) -> None:
        self.markup = page.markup
        self.conversation = conversation
        items = in_page_order(conversation)
        self.spans = {id(item): span for item, span in zip(items, page.spans, strict=True)}
        # What stands under a heading ends where the next item begins.
        starts = [*(span.outer_start for span in page.spans), page.markup.starts[-1]]
        self.first_start = starts[0]
        self.next_starts = {id(item): start for item, start in zip(items, starts[1:], strict=True)}

    def before_all(self) -> Iterator[dict[str, Any]]:
        """A heading that nobody wrote, with what stands before the first item."""
        topics = self.conversation.topics
        if topics and not topics[0].placeholder and self._begins_before(self.spans[id(topics[0])].start):
            yield self._heading(Topic(PLACEHOLDER_ID, PLACEHOLDER_ID, None, "", "", True), "") | self._other(
                self.markup.ends[0], self.first_start
            )

    def _begins_before(self, position: int) -> bool:
        """Whether anything stands before a position, other than the beginnings of what is around it."""
        markup = self.markup
        last = markup.before(position - 1)
        return any(
            markup.texts[i] or not markup.opens(i) or markup.end(i) <= position for i in range(1, last + 1)
        )

    def below(self, topic: Topic) -> dict[str, Any]:
        """A heading and everything below it."""
        roots: list[dict[str, Any]] = []
        waiting: list[tuple[Comment | Topic, list[dict[str, Any]]]] = [(topic, roots)]
        while waiting:
            item, siblings = waiting.pop()
            fields = self.comment(item) if isinstance(item, Comment) else self.topic(item)
            if item is topic and not topic.replies and (span := self.spans.get(id(topic))):
                fields |= self._other(span.outer_end, self.next_starts[id(topic)])
            siblings.append(fields)
            waiting.extend((reply, fields["replies"]) for reply in reversed(item.replies))
        return roots[0]

    def topic(self, topic: Topic) -> dict[str, Any]:
        """The fields of a heading."""
        span = self.spans.get(id(topic))
        if span is None:
            return self._heading(topic, "")
        return self._heading(topic, self._html(span.start, span.end).strip(HTML_SPACE))

    def _heading(self, topic: Topic, html: str) -> dict[str, Any]:
        figures = summarise_topic(topic)
        return {
            "type": "heading",
            "headingLevel": topic.level,
            "level": 0,
            "id": topic.id,
            "name": topic.name,
            "html": html,
            "commentCount": figures.comment_count,
            "authorCount": len(figures.participants),
            "latestReplyTimestamp": iso(figures.latest.timestamp) if figures.latest else None,
            "replies": [],
        }

    def comment(self, comment: Comment) -> dict[str, Any]:
        """The fields of a comment; its HTML ends with its signature."""
        span: Span = self.spans[id(comment)]
        fields: dict[str, Any] = {
            "type": "comment",
            "level": comment.level,
            "id": comment.id,
            "author": comment.author,
            "timestamp": iso(comment.timestamp),
            "html": self._signed(span),
            "replies": [],
        }
        return fields | ({"displayName": comment.display_name} if comment.display_name else {})

    def _signed(self, span: Span) -> str:
        """A comment with its signature, without the lists that indent it."""
        start, end = self._narrowed(span.start, span.end)
        return self._html(start, start + len(self.markup.html[start:end].rstrip(HTML_SPACE)))

    def _other(self, start: int, end: int) -> dict[str, str]:
        if end < self.markup.starts[-1]:
            start, end = self._narrowed(start, end)
        html = self._html(start, end).strip(HTML_SPACE)
        return {"othercontent": html} if html else {}

    def _narrowed(self, start: int, end: int) -> tuple[int, int]:
        """A range without what only opens or only closes at its ends."""
        markup = self.markup
        first, last = markup.after(start), markup.after(end) - 1
        while last >= first and markup.ends[last] == end:
            partner = markup.partners[last]
            if first <= partner <= last:
                break
            end = markup.starts[last]
            last -= 1
        return start, end

    def _html(self, start: int, end: int) -> str:
        cut = self.markup.slice(start, end, as_written=True)
        return as_parsoid_writes(unwrapped(cut))
