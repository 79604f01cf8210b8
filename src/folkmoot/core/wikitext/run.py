"""What one run of the passes carries along: the site, the page, and what was found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import FILE, MAIN, MEDIA, SPECIAL, SiteConfig
from folkmoot.core.titles import Title, parse_title, prefixed

from .fragments import fragment_address
from .markers import Held, clean
from .model import Layout, Link, Reference, ReferenceList
from .special_pages import special_title
from .surroundings import NOTHING_AROUND, PageFacts, RevisionFacts, Surroundings
from .variants.page import PageConverter


def _unparsed(wikitext: str, run: Run) -> str:
    """Where wikitext stays wikitext: what happens to a text when it is saved."""
    return wikitext


@dataclass(frozen=True, slots=True)
class HeadingSource:
    """Where a heading was written.

    ``section`` is MediaWiki's number for its section, ``T-1`` in a template; "" where it begins none.
    ``identifier`` is an id that it has of its own. ``written`` is one with equals signs, not as HTML. What
    stands in an extension tag is not ``listed``.
    """

    section: str = ""
    template: str = ""
    identifier: str = ""
    written: bool = False
    listed: bool = True


# Whoever hands pages in may not have cleaned them, and a marker must not be forged by any of them.
_cleaned_before = lru_cache(maxsize=512)(clean)
_SHORTEST_LIFE = 15  # seconds for which a rendering that shows the time is kept at least
_LONG = 50_000  # characters of a page's text: so long a one is not worth the memory


def _cleaned(text: str) -> str:
    return clean(text) if len(text) > _LONG else _cleaned_before(text)


@dataclass(slots=True)
class Run:
    """One rendering of one text; lives for that long and is seen by every pass."""

    site: SiteConfig
    title: Title
    pages: Mapping[str, str]
    around: Surroundings = NOTHING_AROUND
    source: str = ""  # the text that is rendered
    half_parsed: Callable[[str, Run], str] = _unparsed
    fully_parsed: Callable[[str, Run], str] = _unparsed
    note_parsed: Callable[[str, Run], str] = _unparsed
    converter: PageConverter | None = None  # of a language with variants
    heading_words: dict[int, str] = field(default_factory=dict)  # as written, where they were turned into one
    held: Held = field(default_factory=Held)
    links: list[Link] = field(default_factory=list)
    templates: dict[str, None] = field(default_factory=dict)
    categories: dict[str, None] = field(default_factory=dict)
    sort_keys: dict[str, str] = field(default_factory=dict)  # of categories that have one
    switches: set[str] = field(default_factory=set)
    properties: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    language_links: dict[str, None] = field(default_factory=dict)
    external_links: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)
    bad_files: Mapping[str, frozenset[str]] | None = None  # read when the first file is shown
    players: int = 0
    references: list[Reference] = field(default_factory=list)
    reference_lists: list[ReferenceList] = field(default_factory=list)
    listed: int = 0  # characters of listings that were coloured
    memory: dict[str, object] = field(default_factory=dict)  # of extension tags, by their names
    expires_in: int | None = None
    varies: set[str] = field(default_factory=set)
    costs: Counter[str] = field(default_factory=Counter)  # what is counted against a limit
    known_pages: dict[str, PageFacts | None] = field(default_factory=dict)  # those that were asked about
    plain_links: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Targets of links as they are written: the opening tag, and what a link without words shows."""
    autonumber: int = 0
    layout: Layout = "page"
    is_whole: bool = False  # the passes see the page itself, no longer what an extension tag has in it
    has_contents_place: bool = False
    headings: list[HeadingSource] = field(default_factory=list)
    has_places: bool = False  # comments are marked in the text, or what templates give is to be
    origins: list[str] | None = None  # names of templates by the numbers of their marks, if these are wanted
    sections: list[tuple[str | None, int]] = field(default_factory=list)  # of marked headings: page, number
    _found_titles: dict[tuple[str, int], Title | None] = field(default_factory=dict)
    _link_numbers: dict[str, int] = field(default_factory=dict)

    def expire(self, seconds: int) -> None:
        """Notes that the rendering is stale after so many seconds; the shortest time counts."""
        self.expires_in = seconds if self.expires_in is None else min(self.expires_in, seconds)

    def expire_by_clock(self, seconds: int = 0) -> None:
        """As ``expire``, where the time is shown: never at once, even where seconds are."""
        self.expire(max(_SHORTEST_LIFE, seconds))

    def revision(self) -> RevisionFacts:
        """The revision that is rendered; notes that the rendering fits no other one."""
        self.varies.add("revision")
        return self.around.revision

    def page_text(self, title: Title) -> str | None:
        """The text of a page to put in here, None where it is missing; remembers that it was asked for."""
        name = prefixed(title, self.site)
        self.templates[name] = None
        text = self.pages.get(page_key(self.pages, name))
        if text is None and self.converter is not None:
            text = self._page_in_variant(title)
        return None if text is None else _cleaned(text)

    def _page_in_variant(self, title: Title) -> str | None:
        """The text of the first page whose title is this one in another variant of the language."""
        others = self.converter.language.others(title.text) if self.converter else ()
        for other in others:
            name = prefixed(replace(title, text=other), self.site)
            self.templates[name] = None
            if (text := self.pages.get(page_key(self.pages, name))) is not None:
                return text
        return None

    def note_language_link(self, title: Title) -> None:
        """Notes the page in another language, by its prefix; of several in one, the first counts."""
        if not any(name.startswith(f"{title.interwiki}:") for name in self.language_links):
            fragment = f"#{title.fragment}" if title.fragment else ""
            self.language_links[prefixed(title, self.site) + fragment] = None

    def link_number(self, title: Title) -> int:
        """The number of the slot of a link to this title, one slot for all links to one target."""
        name = prefixed(title, self.site)
        key = f"{name}#{title.fragment}" if title.fragment else name
        if key not in self._link_numbers:
            self._link_numbers[key] = len(self.links)
            fragment = fragment_address(title.fragment, self.around.settings.fragment_modes[0])
            self.links.append(Link(name, fragment, self.needs_no_look_up(title)))
        return self._link_numbers[key]

    def needs_no_look_up(self, title: Title) -> bool:
        """Whether a link to this title is what it is without asking which pages there are."""
        if title.namespace == SPECIAL:
            return special_title(title, self.site) is not None
        if title.namespace == FILE and not title.interwiki:
            return title.key() in self.around.files  # a file has a page to look at without anybody writing it
        return bool(title.interwiki) or title.namespace == MEDIA or not title.text

    def find_title(self, text: str, default_namespace: int = MAIN) -> Title | None:
        """The title a text means, None where it cannot be one."""
        key = (text, default_namespace)
        if key not in self._found_titles:
            self._found_titles[key] = self.read_title(text, default_namespace)
        return self._found_titles[key]

    def read_title(self, text: str, default_namespace: int = MAIN) -> Title | None:
        """As ``find_title``, for who remembers what comes of it: a page can have very many links."""
        try:
            return parse_title(text, self.site, default_namespace=default_namespace)
        except BadTitle:
            return None


def page_title(text: str, site: SiteConfig) -> Title:
    """The title of the page a text stands on; a title nobody could have is taken as it is written."""
    try:
        return parse_title(text, site)
    except BadTitle:
        return Title(MAIN, text)


def page_key(pages: Mapping[str, str], name: str) -> str:
    """The key of a page in ``pages``, which may be written as people write titles: ``Template:some_name``."""
    if name in pages:
        return name
    space, colon, text = name.rpartition(":")
    small = text[:1].lower() + text[1:]
    for variant in (small, text.replace(" ", "_"), small.replace(" ", "_")):
        if (written := f"{space}{colon}{variant}") in pages:
            return written
    whole = name[:1].lower() + name[1:]  # what looks like a namespace may be none
    return whole if whole in pages else name
