"""How deep and in which lists an answer to each comment of a page stands, by DiscussionTools' rules.

An answer goes below the last comment of the thread that it is in, one level deeper than the comment
it answers: the lists that are open there stay open as far as the comment is in them, and inside of
them begins a list of the kind that the wiki has chosen. Unlike ``edits.reply``, DiscussionTools does
not go on with a list of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.core.conversation.from_html import read_html_page
from folkmoot.core.conversation.html.markup import Markup
from folkmoot.core.conversation.html.transclusion import in_page_order, sources_of
from folkmoot.core.conversation.model import Comment
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig

_ITEMS = {"ul": "*", "ol": "#"}


@dataclass(frozen=True, slots=True)
class ReplyList:
    """Where an answer stands: its level, and the list characters that make it so in wikitext."""

    comment_id: str
    level: int
    indentation: str


def reply_lists(html: str, site: SiteConfig, *, title: str | None = None) -> list[ReplyList]:
    """For each comment of an HTML page that can be answered there, how an answer is indented.

    Comments that a template brings from another page are left out. ``site.reply_list`` is the kind
    of list that answers stand in.
    """
    page = read_html_page(html, site, title=title)
    conversation = assemble(page.found, site=site, reading="discussiontools")
    items = in_page_order(conversation)
    ends = {item.id: span.end for item, span in zip(items, page.spans, strict=True)}
    return [
        _list_for(item, _lists_at(page.markup, ends[_last_of(item).id]), site)
        for item, source in zip(items, sources_of(page, site), strict=True)
        if isinstance(item, Comment) and not source
    ]


def _last_of(comment: Comment) -> Comment:
    while comment.replies:
        comment = comment.replies[-1]
    return comment


def _list_for(comment: Comment, open_lists: str, site: SiteConfig) -> ReplyList:
    kept = open_lists[: comment.level - 1]
    return ReplyList(comment.id, comment.level + 1, kept + site.reply_list * (comment.level - len(kept)))


def _lists_at(markup: Markup, position: int) -> str:
    """The list items that are open at a position, as list characters."""
    tag = markup.after(position)
    if tag >= len(markup.names):
        return ""
    around = markup.partners[tag] if markup.names[tag][:1] == "/" else markup.parents[tag]
    found = ""
    while around >= 0:
        name = markup.names[around]
        if name == "dd":
            found = ":" + found
        elif name == "li":
            found = _ITEMS.get(markup.names[max(markup.parents[around], 0)], "*") + found
        around = markup.parents[around]
    return found
