"""The bodies of a page's topics and comments, as HTML and as plain text.

DiscussionTools' API gives a comment's HTML without its signature and without the lists that only
indent it, written the way Parsoid writes HTML, and its text without markup. These are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from folkmoot.core.conversation.from_html import HtmlPage, Span, read_html_page
from folkmoot.core.conversation.html.markup import HTML_SPACE, plain
from folkmoot.core.conversation.html.nodes import BLOCKS
from folkmoot.core.conversation.html.transclusion import in_page_order
from folkmoot.core.conversation.html.unindented import without_dash
from folkmoot.core.conversation.html.unwrapped import unwrapped
from folkmoot.core.conversation.model import Comment
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.site import SiteConfig

_TAG = re.compile(r"<!--.*?-->|<(/?[a-zA-Z][^\s/>]*)([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s+([^\s=>\"/]+)(?:=\"([^\"]*)\")?")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset(("style", "script"))
# Tags, and with them what is inside but not seen.
_SEEN = re.compile(r"<style\b.*?</style>|<script\b.*?</script>|" + _TAG.pattern, re.DOTALL)
_APART = BLOCKS - {"object", "embed", "button", "progress"} | {
    "br",
    "address",
    "form",
    "main",
    "ol",
    "noscript",
}
_SPACES = re.compile(rf"[{HTML_SPACE}]+")
_DASH_WITHIN = 100  # characters at the end in which a dash and the tags that close after it stand
_LAST_DASH = re.compile(r"[\s\-~\u2010-\u2015\u2043\u2060]+(?:</[a-z]+>)*\Z")


@dataclass(frozen=True, slots=True)
class Body:
    """What one topic's heading or one comment says."""

    html: str
    text: str


def bodies(html: str, site: SiteConfig, *, title: str | None = None) -> dict[str, Body]:
    """The body of every heading and comment of a page, by id, in page order."""
    page = read_html_page(html, site, title=title)
    conversation = assemble(page.found, site=site, reading="discussiontools")
    return {
        item.id: body_of(page, span, is_comment=isinstance(item, Comment))
        for item, span in zip(in_page_order(conversation), page.spans, strict=True)
    }


def body_of(page: HtmlPage, span: Span, *, is_comment: bool) -> Body:
    """The body of the heading or comment that stands in a span."""
    cut = page.markup.slice(span.start, span.body_end, as_written=True)
    if not is_comment:
        return Body(as_parsoid_writes(cut.strip()), plain_text(cut))
    html = unwrapped(cut)
    return Body(as_parsoid_writes(without_dash(html)), plain_text(html, is_comment=True))


def plain_text(html: str, *, is_comment: bool = False) -> str:
    """The text that a reader sees; white space counts once, blocks stand apart.

    ``is_comment``: the dash before a signature is left out, if it stands in the last text.
    """
    if is_comment and (dash := _LAST_DASH.search(html, max(0, len(html) - _DASH_WITHIN))):
        html = html[: dash.start()]
    return _SPACES.sub(" ", plain(_SEEN.sub(_apart, html))).strip(HTML_SPACE)


def _apart(tag: re.Match[str]) -> str:
    return " " if (tag[1] or "").lstrip("/") in _APART else ""


def as_parsoid_writes(html: str) -> str:
    """HTML that a browser's parser wrote, in Parsoid's writing.

    Void elements end in ``/>``; an attribute's value stands in whichever quotes need fewer
    entities; of the characters only those that must be are written as entities.
    """
    return "".join(_rewritten(html))


def _rewritten(html: str) -> Iterator[str]:
    done, raw = 0, ""
    for tag in _TAG.finditer(html):
        text = html[done : tag.start()]
        yield text if raw else _text_as_parsoid(text)
        done = tag.end()
        name = tag[1] or ""
        raw = name if name in _RAW else ""
        if not name or name[0] == "/":
            yield tag[0]
        else:
            attributes = "".join(_attribute(each[1], each[2] or "") for each in _ATTRIBUTE.finditer(tag[2]))
            yield f"<{name}{attributes}{'/' if name in _VOID else ''}>"
    yield _text_as_parsoid(html[done:])


def _text_as_parsoid(text: str) -> str:
    return unescape(text).replace("&", "&amp;").replace("<", "&lt;") if "&" in text else text


def _attribute(name: str, value: str) -> str:
    value = plain(value).replace("&", "&amp;")
    if value.count('"') > value.count("'"):
        return f" {name}='" + value.replace("'", "&apos;").replace("<", "&lt;") + "'"
    return f' {name}="' + value.replace('"', "&quot;").replace("<", "&lt;") + '"'
