"""What a text is rendered among, beyond the facts of its wiki and the pages it may put in.

The core knows no clock, database or process: whoever asks for a rendering hands all of this in. Everything
has a default, with which a text renders as on a wiki that has nothing but its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .registry import NO_EXTENSIONS, Extensions
from .scripting.model import Scripts


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """The revision whose text is rendered: ``{{REVISIONID}}`` and its kin."""

    number: int | None = None  # None while it is not saved
    timestamp: datetime | None = None  # aware, UTC
    user: str = ""
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What there is to know of a page that another one asks about: ``{{PAGESIZE:Page}}`` and its kin."""

    number: int | None = None
    revision: RevisionFacts = RevisionFacts()  # its newest
    protection: Mapping[str, str] = field(default_factory=dict)  # "edit" -> "sysop"
    protection_end: Mapping[str, str] = field(default_factory=dict)  # "edit" -> "20300101000000"; or for ever
    cascading_from: tuple[str, ...] = ()  # titles of the pages whose protection covers it


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What there is to know of an uploaded file to show it in a page. Lengths in pixels and seconds.

    Addresses are percent-encoded. ``copies`` is the folder of the copies of other sizes, named as MediaWiki
    names them (``180px-Foobar.jpg``); without it the file itself is loaded at every size.
    """

    name: str  # with underscores, without namespace: "Foobar.jpg"
    url: str
    mime: str  # "image/jpeg"; of sound and video with its codecs: 'video/ogg; codecs="theora"'
    width: int = 0
    height: int = 0
    duration: float = 0.0
    pages: int = 0  # of a document
    copies: str = ""
    languages: tuple[str, ...] = ()  # in which a drawing has its words, "en" first where it has English


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set about rendering, by MediaWiki's meaning of it."""

    magic_links: frozenset[str] = frozenset({"ISBN", "PMID", "RFC"})
    fragment_modes: tuple[str, ...] = ("html5",)  # "html5" or "legacy"; the first is linked to
    external_images: bool = False  # whether an address of an image shows the image
    nofollow: bool = True
    nofollow_exceptions: tuple[str, ...] = ()  # hosts; those below them are meant too
    link_relations: tuple[str, ...] = ("ugc", "noopener")  # what links to elsewhere say besides
    external_link_target: str = ""
    display_title: bool = True
    restrict_display_title: bool = True  # a shown title must name the same page
    max_toc_level: int = 999
    thumbnail_size: int = 250  # pixels
    svg_native: bool = False  # whether browsers draw SVG files themselves, rather than load pictures of them
    upload_address: str = ""  # where a missing file can be given, with $1 for its name; "" for nowhere
    not_includable: frozenset[int] = frozenset()  # namespaces whose pages cannot be put into others
    raw_html: bool = False  # <html>: never on a wiki that strangers write
    string_functions: bool = False  # #len, #sub, #replace and the like
    user_language: bool = False  # whether pages may know the language of who reads them
    version: str = "1.45.0"  # of MediaWiki, whose wikitext this is
    style_path: str = "/skins"
    pig_latin: bool = False  # a variant of English, to see what is converted


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the templates of one page may do, by MediaWiki's meaning of it. Sizes in characters.

    Depths are less than MediaWiki's 100, since each takes several calls of Python; pages of Wikipedia reach
    thirty. So many nodes are a second or two.
    """

    template_depth: int = 40  # templates in templates
    expansion_depth: int = 60  # templates, arguments and functions in each other
    nodes: int = 200_000
    include_size: int = 2 * 1024 * 1024
    argument_size: int = 2 * 1024 * 1024
    expensive_calls: int = 500  # questions about other pages: #ifexist, PAGESIZE and the like


@dataclass(frozen=True)
class Surroundings:
    """Time, revision, files, messages and the like, as functions or values of whoever asks.

    ``now`` is aware; without it the variables of time stay as they are written. ``files`` maps names with
    underscores to facts; the name of a redirect maps to the file it leads to. ``message(name, language)`` is
    the wikitext of an interface message, None where there is none. ``statistics`` has ``articles``,
    ``pages``, ``users``, ``edits``, ``files``, ``admins``, ``activeusers``. ``variant`` is the variant of the
    language that the reader wants ("" for none). ``scripts`` runs the wiki's modules (``{{#invoke:}}``).
    ``extensions`` are tags and functions from outside. ``page`` gives what is known of a page by its prefixed
    title; ``gender`` of an account ("male", "female", "unknown"); ``members`` of a category the numbers
    ``all``, ``pages``, ``subcats`` and ``files``.
    ``special_page(name, arguments)`` is the HTML of a special page that can be put into another page
    (``{{Special:PrefixIndex/A}}``), None for others; the name is without namespace.
    ``reader_language`` is the language that the reader chose ("" for the wiki's).
    """

    now: datetime | None = None
    revision: RevisionFacts = RevisionFacts()
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    message: Callable[[str, str], str | None] | None = None
    statistics: Mapping[str, int] = field(default_factory=dict)
    variant: str = ""
    settings: Settings = Settings()
    extensions: Extensions = NO_EXTENSIONS
    page: Callable[[str], PageFacts | None] | None = None
    gender: Callable[[str], str] | None = None
    members: Callable[[str], Mapping[str, int]] | None = None
    special_page: Callable[[str, Mapping[str, str]], str | None] | None = None
    reader_language: str = ""
    limits: Limits = Limits()
    scripts: Scripts | None = None


NOTHING_AROUND = Surroundings()
