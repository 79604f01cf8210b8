"""What goes into and comes out of the renderer: frozen values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Layout = Literal["page", "threads"]


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where a comment stands in the source, so that the renderer can carry it through its passes.

    Offsets are characters of the text given to the renderer, as in
    ``conversation.model.SourceRange``. ``indent`` is how many list characters stand before the
    comment's lines (its level - 1).
    """

    line_start: int
    start: int
    signature: int
    end: int
    indent: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: the lead (level 0, no heading) or a heading with the text up to the next.

    Sections are flat, as MediaWiki's section edit numbers count them: every heading starts one.
    """

    start: int
    end: int
    level: int  # 0 for the lead, else 1..6
    heading: str  # source of the heading without its equals signs; "" for the lead


class Heading(NamedTuple):
    """A heading as it was rendered.

    ``anchor`` is its id, not yet unique within a page of several sections; ``fallback`` a second one in
    the other way of writing them ("" for none). ``section`` is MediaWiki's number for the section in the
    text that was rendered, or ``T-1`` for one of the page ``template``; "" where nothing can be edited.
    Tables of contents leave out what is not ``listed``.
    """

    level: int
    html: str
    text: str
    anchor: str
    fallback: str = ""
    section: str = ""
    template: str = ""
    listed: bool = True


class Link(NamedTuple):
    """An internal link whose colour is decided after the cache.

    In a language with variants, where there is no page of its title, a link leads to the first of ``others``
    that there is; with ``is_own`` one of them is the page that it stands on, which is meant then.
    """

    title: str  # prefixed text form: "User talk:Ada"
    fragment: str  # as it stands in an address, without "#"
    known: bool  # True where the link needs no look-up (special page, the page itself, interwiki)
    shown: str = ""  # the title in the reader's variant, "" where titles are shown as they are
    others: tuple[str, ...] = ()  # the title as it is written in other variants
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote as it was written. ``group`` and ``html`` are None where they are not given."""

    group: str | None
    name: str
    follow: str
    direction: str  # "ltr", "rtl" or "" for the page's
    html: str | None  # with slots for links, and for notes in the note


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A place for the list of a group's notes. ``defined`` are the numbers of the notes written inside."""

    group: str
    responsive: bool
    defined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A rendering that can be cached: HTML with slots for what is decided at reading time.

    Slots are attributes that no source text can produce (the sanitizer drops ``data-fm-*``):
    ``<a data-fm-link="N">`` for ``links[N]``, ``data-fm-heading="N"`` on a heading element for
    ``headings[N]`` and ``data-fm-edit="N"`` where a link to edit its section goes, ``data-fm-toc`` where a
    table of contents goes, ``data-fm-comment="N"`` on what holds the comment of ``comments[N]``,
    ``<meta data-fm-from="N">`` and ``<meta data-fm-from-end="N">`` around what a template gave.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    templates: tuple[str, ...] = ()  # titles read while expanding, missing ones too
    categories: tuple[str, ...] = ()
    sort_keys: Mapping[str, str] = field(default_factory=dict)  # of the categories; "" for the page's own
    switches: tuple[str, ...] = ()  # ``__NOTOC__`` and its kin, by MediaWiki's names, sorted
    redirect: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    """Page properties by MediaWiki's names: ``displaytitle``, ``defaultsort`` ..."""
    indicators: Mapping[str, str] = field(default_factory=dict)  # name -> HTML
    language_links: tuple[str, ...] = ()  # "de:Titel"
    external_links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()  # names with underscores, missing ones too
    references: tuple[Reference, ...] = ()  # slots ``<sup data-fm-ref="N">``, filled by ``citations.cite``
    reference_lists: tuple[ReferenceList, ...] = ()  # slots ``<div data-fm-reflist="N">``
    expires_in: int | None = None  # seconds until the rendering is stale; None where only edits make it so
    varies: tuple[str, ...] = ()
    """What else it depends on: "revision" where it fits one revision only; and what depends on it: "rest"
    where what follows on the page is to be rendered with it."""
    origins: tuple[str, ...] = ()  # what the marked templates were called by, as it is written
    open_markup: bool = False  # something opened here is closed only in a later section
    closes_markup: bool = False  # something opened in an earlier section is closed here


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished rendering: HTML that is safe to put into a page, and what was found on the way."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    templates: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sort_keys: Mapping[str, str] = field(default_factory=dict)
    redirect: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    language_links: tuple[str, ...] = ()
    external_links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    switches: tuple[str, ...] = ()
