"""Fills what is decided at reading time into a cached rendering: links' colours, anchors, comments.

And what speaks the reader's language: links to edit sections, the table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

from folkmoot.core.site import SPECIAL, SiteConfig
from folkmoot.core.titles import page_path, parse_title, query_path

from .model import Composed, Heading, Link
from .sanitize.attributes import escape_text
from .words import Words, words_in

CommentPart = Literal["open", "close", "start", "end"]
CommentHtml = Callable[[int, CommentPart, int], str]
OriginHtml = Callable[[str, Literal["start", "end"]], str]
EditLink = Callable[[Heading], str]

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
# Slots are looked for inside tags only: the same words in a text are somebody's words. All of them begin with
# the same character, so that everything else is passed over quickly.
_SLOT = re.compile(
    r'<(?:a data-fm-link="(?P<link>\d+)"'
    r'|h(?P<level>[1-6]) data-fm-heading="(?P<heading>\d+)"'
    r'|span data-fm-edit="(?P<edit>\d+)"></span>'
    r'|span data-fm-fallback="(?P<fallback>\d+)"></span>'
    r'|(?P<toc>div data-fm-toc=""></div>)'
    r'|article data-fm-comment="(?P<open>\d+)" data-fm-box="(?P<box>\d+)">'
    r"|(?P<close>/article>)"
    r'|meta data-fm-from(?P<from_end>-end)?="(?P<origin>\d+)">'
    r'|span data-fm-comment="(?P<inline>\d+)" data-fm-(?P<part>start|end)=""></span>)'
)
_NAME = "\0"  # stands for the name of a page in the words about it


def finish(
    composed: Composed,
    *,
    site: SiteConfig,
    exists: Callable[[str], bool],
    anchors: Sequence[str] | None = None,
    comment_html: CommentHtml | None = None,
    words: Words | None = None,
    edit_link: EditLink | None = None,
    contents: str = "",
    origin_html: OriginHtml | None = None,
) -> str:
    """The HTML of a page from its cached form, in one pass over its slots.

    ``exists`` tells for a prefixed title whether there is such a page; ``anchors`` are the headings'
    ids, unique on the page (default: made unique within this text). ``comment_html(number, part,
    box)`` gives what stands at a comment's slots: ``open`` and ``close`` of a comment's block, ``start``
    and ``end`` of one inside other markup (box 0). Without it the blocks stay bare and the rest goes.
    ``origin_html(name, part)`` gives what stands around what came out of a template, if that is marked.
    ``words`` are in the language of the reader (default: the site's). ``edit_link(heading)`` gives the
    HTML beside a heading whose section can be edited, ``contents`` is the table of contents: both are in
    the room ``contents``, and both are left out by default.
    """
    ids = unique_anchors([heading.anchor for heading in composed.headings]) if anchors is None else anchors
    links = [_attributes(link, site, exists, words) for link in composed.links]
    fallbacks = _fallbacks(composed, ids) if "data-fm-fallback" in composed.html else []
    open_comments: list[tuple[int, int]] = []

    def fill(found: re.Match[str]) -> str:
        if number := found["link"]:
            return f"<a {links[int(number)]}"
        if number := found["heading"]:
            return f'<h{found["level"]} id="{escape_text(ids[int(number)])}"'
        if number := found["edit"]:
            return edit_link(composed.headings[int(number)]) if edit_link else ""
        if number := found["fallback"]:
            return f'<span id="{escape_text(fallbacks[int(number)])}"></span>'
        if found["toc"]:
            return contents
        return (
            _origin(found, composed, origin_html)
            if found["origin"]
            else _comment(found, open_comments, comment_html)
        )

    return _SLOT.sub(fill, composed.html)


def _origin(found: re.Match[str], composed: Composed, html: OriginHtml | None) -> str:
    if html is None:
        return ""
    return html(composed.origins[int(found["origin"])], "end" if found["from_end"] else "start")


def _fallbacks(composed: Composed, ids: Sequence[str]) -> list[str]:
    """The second ids of the headings, different from each other and from the first ones."""
    fallbacks = [heading.fallback for heading in composed.headings]
    return unique_anchors([*ids, *fallbacks])[len(ids) :]


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


def _attributes(link: Link, site: SiteConfig, exists: Callable[[str], bool], words: Words | None) -> str:
    """The attributes of a link to a page, by MediaWiki's rules; a missing page's link opens its editor."""
    if link.known or not link.title or exists(link.title):
        return _known(link.title, link.shown or link.title, link.fragment, site)
    if link.is_own:
        return _own(f"#{link.fragment}" if link.fragment else "")
    if other := next((name for name in link.others if exists(name)), None):
        return _known(other, link.shown or other, link.fragment, site)
    shown = link.shown or link.title
    named = words("red-link-title", shown) if words else _red_link_words(site.language).replace(_NAME, shown)
    return f'{_missing(link.title, site)} title="{escape_text(named)}"'


@lru_cache(maxsize=512)
def _red_link_words(language: str) -> str:
    """What MediaWiki says of a missing page, with a place for its name."""
    return words_in(language)("red-link-title", _NAME)


@lru_cache(maxsize=8192)
def _missing(name: str, site: SiteConfig) -> str:
    """A link to a page that there is not leads to where it can be written, but for special pages."""
    title = parse_title(name, site)
    special = title.namespace == SPECIAL
    address = page_path(title, site) if special else query_path(title, "action=edit&redlink=1", site)
    return f'href="{escape_text(address)}" class="new"'


@lru_cache(maxsize=8192)
def _known(name: str, shown: str, fragment: str, site: SiteConfig) -> str:
    """A link to a page that there is, here or elsewhere, or to a place on its own page."""
    place = f"#{fragment}" if fragment else ""
    if not name:
        return f'href="{escape_text(place)}"'
    title = parse_title(name, site)
    path = page_path(title, site)
    if title.interwiki:
        return f'href="{escape_text(path + place)}" class="extiw" title="{escape_text(name)}"'
    return f'href="{escape_text(path.partition("#")[0] + place)}" title="{escape_text(shown)}"'


def _own(fragment: str) -> str:
    """A link to the page that it stands on, in MediaWiki's form."""
    if fragment:
        return f'class="mw-selflink-fragment" href="{escape_text(fragment)}"'
    return 'class="mw-selflink selflink"'


def unique_anchors(anchors: Sequence[str]) -> list[str]:
    """Ids for headings in page order: the second of the same (whatever its case) gets ``_2`` and so on.

    Case is that of ASCII letters, as in MediaWiki: to a browser no others were ever the same.
    """
    seen: set[str] = set()
    counts: dict[str, int] = {}
    ids: list[str] = []
    for anchor in anchors:
        folded = anchor.translate(_SMALL)
        unique = anchor
        while unique.translate(_SMALL) in seen:
            counts[folded] = counts.get(folded, 1) + 1
            unique = f"{anchor}_{counts[folded]}"
        seen.add(unique.translate(_SMALL))
        ids.append(unique)
    return ids
