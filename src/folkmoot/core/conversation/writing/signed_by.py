"""Whether what somebody is about to post is signed by them already."""

from __future__ import annotations

from folkmoot.core.conversation.from_html import read_html_page
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig


def is_signed_by(html: str, user: str, site: SiteConfig, *, title: str | None = None) -> bool:
    """Whether the HTML ends with a comment by this user: the last in it, and nothing after it.

    ``html`` is the preview of a text that is to be posted; what stands before its last comment does
    not matter. As DiscussionTools decides whether to add a signature.
    """
    page = read_html_page(html, site, title=title)
    if not page.found:
        return False
    last = page.found[-1]
    if not isinstance(last, FoundComment) or last.author != user:
        return False
    _, tag = page.nodes.first_leaf(page.spans[-1].end)
    return tag == len(page.markup.names) - 1  # nothing to read follows
