"""Where the link to answer a comment goes in a page's HTML: right after the comment's last words."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.conversation.from_html import HtmlPage, Span, read_html_page
from folkmoot.core.conversation.html.markup import HTML_SPACE
from folkmoot.core.conversation.html.transclusion import in_page_order
from folkmoot.core.conversation.model import Comment
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig


def with_reply_links(
    html: str, site: SiteConfig, link: Callable[[Comment], str], *, title: str | None = None
) -> str:
    """The talk page inside an HTML page, with ``link(comment)`` after every comment."""
    page = read_html_page(html, site, title=title)
    conversation = assemble(page.found, site=site, reading="discussiontools")
    source = page.markup.source
    parts: list[str] = []
    done = 0
    for item, span in zip(in_page_order(conversation), page.spans, strict=True):
        if isinstance(item, Comment):
            place = reply_place(page, span)
            parts += [source(done, place), link(item)]
            done = place
    return "".join([*parts, source(done, len(page.markup.html))])


def reply_place(page: HtmlPage, span: Span) -> int:
    """The position after a comment's last words, white space left out."""
    place = span.end
    while page.markup.html[place - 1] in HTML_SPACE:
        place -= 1
    return place
