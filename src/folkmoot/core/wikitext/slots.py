"""Fills what is decided at reading time into a cached rendering: links' colours, anchors, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, anchor_of, page_path, parse_title

from .model import Composed, Link
from .sanitize.attributes import escape_text

CommentPart = Literal["open", "close", "start", "end"]
CommentHtml = Callable[[int, CommentPart, int], str]

# Slots are looked for inside tags only: the same words in a text are somebody's words.
_SLOT = re.compile(
    r'(?<=<a )data-fm-link="(?P<link>\d+)"'
    r'|(?<=<h[1-6] )data-fm-heading="(?P<heading>\d+)"'
    r'|<article data-fm-comment="(?P<open>\d+)" data-fm-box="(?P<box>\d+)">'
    r"|(?P<close></article>)"
    r'|<span data-fm-comment="(?P<inline>\d+)" data-fm-(?P<part>start|end)=""></span>'
)


def finish(
    composed: Composed,
    *,
    site: SiteConfig,
    exists: Callable[[str], bool],
    anchors: Sequence[str] | None = None,
    comment_html: CommentHtml | None = None,
) -> str:
    """The HTML of a page from its cached form, in one pass over its slots.

    ``exists`` tells for a prefixed title whether there is such a page; ``anchors`` are the headings'
    ids, unique on the page (default: made unique within this text). ``comment_html(number, part,
    box)`` gives what stands at a comment's slots: ``open`` and ``close`` of a comment's block, ``start``
    and ``end`` of one inside other markup (box 0). Without it the blocks stay bare and the rest goes.
    """
    ids = unique_anchors([heading.anchor for heading in composed.headings]) if anchors is None else anchors
    links = [_attributes(link, site, exists) for link in composed.links]
    open_comments: list[tuple[int, int]] = []

    def fill(found: re.Match[str]) -> str:
        if number := found["link"]:
            return links[int(number)]
        if number := found["heading"]:
            return f'id="{escape_text(ids[int(number)])}"'
        return _comment(found, open_comments, comment_html)

    return _SLOT.sub(fill, composed.html)


def _comment(found: re.Match[str], opened: list[tuple[int, int]], html: CommentHtml | None) -> str:
    if number := found["open"]:
        opened.append((int(number), int(found["box"])))
        return html(int(number), "open", int(found["box"])) if html else "<article>"
    if found["close"]:
        last, box = opened.pop() if opened else (0, 0)
        return html(last, "close", box) if html else "</article>"
    if html is None:
        return ""
    return html(int(found["inline"]), "start" if found["part"] == "start" else "end", 0)


def _attributes(link: Link, site: SiteConfig, exists: Callable[[str], bool]) -> str:
    """The attributes of a link to a page, by MediaWiki's rules; a missing page's link opens its editor."""
    title = parse_title(link.title, site) if link.title else None
    fragment = f"#{anchor_of(link.fragment)}" if link.fragment else ""
    if title is None:
        return f'href="{escape_text(fragment)}"'
    if title.interwiki:
        return _interwiki(link, title.interwiki, title.text, fragment, site)
    path = page_path(title, site).partition("#")[0]
    shown = escape_text(link.title)
    if link.known or exists(link.title):
        return f'href="{escape_text(path + fragment)}" title="{shown}"'
    join = "&" if "?" in path else "?"
    red = escape_text(f"{path}{join}action=edit&redlink=1")
    # MediaWiki's words; in other languages the class alone says it.
    missing = " (page does not exist)" if site.language == "en" else ""
    return f'href="{red}" class="new" title="{shown}{missing}"'


def _interwiki(link: Link, prefix: str, text: str, fragment: str, site: SiteConfig) -> str:
    url = page_path(Title(0, text, interwiki=prefix), site) + fragment
    return f'href="{escape_text(url)}" class="extiw" title="{escape_text(link.title)}"'


def unique_anchors(anchors: Sequence[str]) -> list[str]:
    """Ids for headings in page order: the second of the same (whatever its case) gets ``_2`` and so on."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    ids: list[str] = []
    for anchor in anchors:
        folded = anchor.lower()
        unique = anchor
        while unique.lower() in seen:
            counts[folded] = counts.get(folded, 1) + 1
            unique = f"{anchor}_{counts[folded]}"
        seen.add(unique.lower())
        ids.append(unique)
    return ids
