"""Fills what is decided at reading time into cached renderings: links' colours, anchors, comments.

And what speaks the reader's language: links to edit sections, the table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Literal, NamedTuple

from folkmoot.core.site import SPECIAL, SiteConfig
from folkmoot.core.titles import page_path, parse_title, query_path

from .contents.place import PLACE
from .model import Composed, Heading, Link
from .sanitize.attributes import escape_text
from .words import Words, words_in

CommentPart = Literal["open", "close", "start", "end"]
CommentHtml = Callable[[int, CommentPart, int], str]
OriginHtml = Callable[[str, Literal["start", "end"]], str]
EditLink = Callable[[Heading], str]

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
# Slots are looked for inside tags only: the same words in a text are somebody's words. All of them begin with
# the same character, so that everything else is passed over quickly. The one group is what ``split`` keeps.
_SLOT = re.compile(
    r'<(a data-fm-link="\d+"'
    r'|h[1-6] data-fm-heading="\d+"'
    r'|span data-fm-(?:edit|fallback)="\d+"></span>'
    r'|div data-fm-toc=""></div>'
    r'|article data-fm-comment="\d+" data-fm-box="\d+">'
    r"|/article>"
    r'|meta data-fm-from(?:-end)?="\d+">'
    r'|span data-fm-comment="\d+" data-fm-(?:start|end)=""></span>)'
)
_PARTS = re.compile(r'(/?\w+)(?: data-fm-([a-z-]+)="(\d*)")?(?: data-fm-([a-z]+)="(\d*)")?.*')
_PIECE = 50_000  # characters
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
    """The HTML of a text from its cached form, in one pass over its slots.

    ``exists`` tells for a prefixed title whether there is such a page; ``anchors`` are the headings'
    ids, unique on the page (default: made unique within this text). ``comment_html(number, part,
    box)`` gives what stands at a comment's slots: ``open`` and ``close`` of a comment's block, ``start``
    and ``end`` of one inside other markup (box 0). Without it the blocks stay bare and the rest goes.
    ``origin_html(name, part)`` gives what stands around what came out of a template, if that is marked.
    ``words`` are in the language of the reader (default: the site's). ``edit_link(heading)`` gives the
    HTML beside a heading whose section can be edited, ``contents`` is the table of contents: both are in
    the room ``contents``, and both are left out by default.
    """
    [html] = finish_all(
        [composed],
        site=site,
        exists=exists,
        anchors=None if anchors is None else [anchors],
        comment_html=comment_html,
        words=words,
        edit_link=edit_link,
        contents=contents,
        origin_html=origin_html,
    )
    return html


def finish_all(
    blocks: Sequence[Composed],
    *,
    site: SiteConfig,
    exists: Callable[[str], bool],
    anchors: Sequence[Sequence[str]] | None = None,
    headings: Sequence[Sequence[Heading]] | None = None,
    comment_html: CommentHtml | None = None,
    words: Words | None = None,
    edit_link: EditLink | None = None,
    contents: str = "",
    origin_html: OriginHtml | None = None,
) -> list[str]:
    """The HTML of each block of a page, in order: as ``finish``, with what they share made once.

    ``anchors`` are the ids of each block's headings (default: ``anchors_of_page``), ``headings`` these as the
    page numbers their sections (default: as the blocks do). ``contents`` go where the page asks for them,
    else before its first heading. ``comment_html`` is given numbers of comments in their block. Linear in
    the length of the page; a link that many blocks have costs no more than looking it up.
    """
    page = _Page(LinkTags(site, exists, words), comment_html, edit_link, origin_html)
    place = _place_of_contents(blocks) if contents else -1
    ids = anchors_of_page(blocks) if anchors is None else anchors
    numbered = [block.headings for block in blocks] if headings is None else headings
    return [
        _Block(page, block, own, lines, contents if at == place else "").filled()
        for at, (block, own, lines) in enumerate(zip(blocks, ids, numbered, strict=True))
    ]


def _place_of_contents(blocks: Sequence[Composed]) -> int:
    """The block in which the contents stand: where the page says so, else before the first heading."""
    places = [at for at, block in enumerate(blocks) if PLACE in block.html]
    chosen = (at for at in places if "toc" in blocks[at].switches)
    return next(chosen, places[0] if places else -1)


class _Slot(NamedTuple):
    """A slot taken apart: its tag, what it is for, its number, and for comments a second name and number."""

    tag: str
    kind: str
    number: int
    detail: str
    box: int


@lru_cache(maxsize=4096)
def _read(slot: str) -> _Slot:
    """The slot that is written so; the same few are in every block."""
    found = _PARTS.fullmatch(slot)
    tag, kind, number, detail, box = found.groups("") if found else ("", "", "", "", "")
    return _Slot(tag, kind, int(number or 0), detail, int(box or 0))


def _pieces(html: str) -> Iterator[str]:
    """A long text cut in front of slots."""
    start = 0
    while start < len(html):
        following = _SLOT.search(html, start + _PIECE)
        end = following.start() if following else len(html)
        yield html[start:end]
        start = end


class LinkTags(dict[Link, str]):
    """The openings of a page's links, ``<a`` with its attributes, each made when it is asked for first."""

    def __init__(self, site: SiteConfig, exists: Callable[[str], bool], words: Words | None) -> None:
        super().__init__()
        self._site = site
        self._exists = exists
        self._red = words("red-link-title", _NAME) if words else _red_link_words(site.language)

    def __missing__(self, link: Link) -> str:
        self[link] = tag = f"<a {self._attributes(link)}"
        return tag

    def _attributes(self, link: Link) -> str:
        """By MediaWiki's rules; the link to a missing page opens its editor."""
        title, fragment, known, shown, others, is_own = link
        if known or not title or self._exists(title):
            return _known(title, shown or title, fragment, self._site)
        if is_own:
            return _own(f"#{fragment}" if fragment else "")
        if other := next((name for name in others if self._exists(name)), None):
            return _known(other, shown or other, fragment, self._site)
        return _missing(title, shown or title, self._red, self._site)


class _Page(NamedTuple):
    """What the blocks of one page are filled with."""

    tags: LinkTags
    comment_html: CommentHtml | None
    edit_link: EditLink | None
    origin_html: OriginHtml | None


class _Block:
    """One block while it is filled."""

    __slots__ = ("composed", "contents", "fallbacks", "headings", "ids", "opened", "page")

    def __init__(
        self,
        page: _Page,
        composed: Composed,
        ids: Sequence[str],
        headings: Sequence[Heading],
        contents: str,
    ) -> None:
        self.page = page
        self.composed = composed
        self.ids = ids
        self.headings = headings
        self.contents = contents
        self.fallbacks: list[str] | None = None
        self.opened: list[_Slot] = []  # comments whose blocks are open

    def filled(self) -> str:
        """The HTML with something in all its slots."""
        html, tags = self.composed.html, self.page.tags
        links = [tags[link] for link in self.composed.links]
        if len(html) <= _PIECE:
            return self._filled(html, links)
        done = ""  # a long text grows in its place: neither all slots nor the text twice are held in memory
        for piece in _pieces(html):
            done += self._filled(piece, links)
        return done

    def _filled(self, html: str, links: Sequence[str]) -> str:
        parts = _SLOT.split(html)  # text and slots in turn
        if len(parts) > 1:
            slots = map(_read, parts[1::2])
            parts[1::2] = [  # links, which are most of all, without a call
                links[slot.number] if slot.kind == "link" else _FILLERS[slot.kind](self, slot)
                for slot in slots
            ]
        return "".join(parts)

    def heading(self, slot: _Slot) -> str:
        return f'<{slot.tag} id="{escape_text(self.ids[slot.number])}"'

    def fallback(self, slot: _Slot) -> str:
        """A second id: these are different from each other and from the first ones."""
        if self.fallbacks is None:
            others = [heading.fallback for heading in self.composed.headings]
            self.fallbacks = unique_anchors([*self.ids, *others])[len(self.ids) :]
        return f'<span id="{escape_text(self.fallbacks[slot.number])}"></span>'

    def edit(self, slot: _Slot) -> str:
        edit_link = self.page.edit_link
        return edit_link(self.headings[slot.number]) if edit_link else ""

    def toc(self, _slot: _Slot) -> str:
        return self.contents

    def origin(self, slot: _Slot) -> str:
        if self.page.origin_html is None:
            return ""
        return self.page.origin_html(
            self.composed.origins[slot.number], "end" if slot.kind == "from-end" else "start"
        )

    def comment(self, slot: _Slot) -> str:
        html = self.page.comment_html
        if slot.tag == "article":
            self.opened.append(slot)
            return html(slot.number, "open", slot.box) if html else "<article>"
        return html(slot.number, "start" if slot.detail == "start" else "end", 0) if html else ""

    def end_of_comment(self, _slot: _Slot) -> str:
        html = self.page.comment_html
        if html is None or not self.opened:
            return "</article>"
        opened = self.opened.pop()
        return html(opened.number, "close", opened.box)


_FILLERS: dict[str, Callable[[_Block, _Slot], str]] = {
    "heading": _Block.heading,
    "edit": _Block.edit,
    "fallback": _Block.fallback,
    "toc": _Block.toc,
    "from": _Block.origin,
    "from-end": _Block.origin,
    "comment": _Block.comment,
    "": _Block.end_of_comment,
}


@lru_cache(maxsize=512)
def _red_link_words(language: str) -> str:
    """What MediaWiki says of a missing page, with a place for its name."""
    return words_in(language)("red-link-title", _NAME)


@lru_cache(maxsize=8192)
def _missing(name: str, shown: str, words: str, site: SiteConfig) -> str:
    """A link to a page that there is not leads to where it can be written, but for special pages.

    ``words`` say so, with a place for the name.
    """
    title = parse_title(name, site)
    special = title.namespace == SPECIAL
    address = page_path(title, site) if special else query_path(title, "action=edit&redlink=1", site)
    hint = words.replace(_NAME, shown)
    return f'href="{escape_text(address)}" class="new" title="{escape_text(hint)}"'


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


def anchors_of_page(blocks: Sequence[Composed]) -> list[list[str]]:
    """The ids of each block's headings, made different from each other over the whole page."""
    unique = iter(unique_anchors([heading.anchor for block in blocks for heading in block.headings]))
    return [[next(unique) for _ in block.headings] for block in blocks]


def unique_anchors(anchors: Sequence[str]) -> list[str]:
    """Ids for headings in page order: the second of the same (whatever its case) gets ``_2`` and so on.

    Case is that of ASCII letters, as in MediaWiki: to a browser no others were ever the same.
    """
    seen: set[str] = set()
    counts: dict[str, int] = {}
    ids: list[str] = []
    for anchor in anchors:
        first = folded = _folded(anchor)
        unique = anchor
        while folded in seen:
            counts[first] = counts.get(first, 1) + 1
            unique = f"{anchor}_{counts[first]}"
            folded = _folded(unique)
        seen.add(folded)
        ids.append(unique)
    return ids


def _folded(anchor: str) -> str:
    return anchor.lower() if anchor.isascii() else anchor.translate(_SMALL)
