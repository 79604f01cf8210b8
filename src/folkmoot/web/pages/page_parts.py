"""What stands around the text of an ordinary page: contents, links to edit sections, categories, title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from folkmoot.core.languages.facts import facts
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, page_path, parse_title
from folkmoot.core.wikitext import Heading, finish, finish_all
from folkmoot.core.wikitext.contents import contents_html, edit_links, edit_path, entries, is_wanted
from folkmoot.core.wikitext.slots import EditLink
from folkmoot.core.wikitext.wall import clean
from folkmoot.core.wikitext.words import Words, words_in
from folkmoot.web.pages.rendering import Block, ComposedPage, compose_preview
from folkmoot.web.pages.sections import section_number
from folkmoot.web.pages.templates_used import parse_used
from folkmoot.web.shared.sites import wiki_site


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in a list below the page: its words, where it leads, whether there is such a page."""

    text: str
    url: str
    exists: bool = True
    language: str = ""  # of the page that it leads to, where that is another


@dataclass(frozen=True, slots=True)
class PageParts:
    """An ordinary page, ready to be shown. ``title`` is "" where the page is shown under its own."""

    html: SafeString
    title: SafeString
    indicators: tuple[SafeString, ...]
    categories: tuple[PageLink, ...]
    languages: tuple[PageLink, ...]


def show_parts(page: ComposedPage, *, first_level: int | None = None) -> PageParts:
    """A page and what stands around it, in the language of the reader.

    With the level of its first section (0: a lead), each section's heading gets a link to edit it.
    """
    return PageParts(
        html=finish_page(page, first_level=first_level),
        title=_title(page),
        indicators=tuple(signs_of(page)),
        categories=tuple(categories_of(page)),
        languages=tuple(_languages(page)),
    )


def render_preview(text: str, *, site: SiteConfig, title: Title, now: datetime) -> SafeString:
    """How a text would look on the page of this title; nothing of it is kept."""
    return finish_page(compose_preview(text, site=site, title=title, now=now))


def finish_page(page: ComposedPage, *, first_level: int | None = None) -> SafeString:
    """The HTML of an ordinary page alone; it has passed the sanitizer."""
    words = words_in(get_language() or page.site.language)
    anchors = page.anchors()
    headings = [_numbered(block, first_level or 0) for block in page.blocks]
    parts = finish_all(
        [block.composed for block in page.blocks],
        site=page.site,
        exists=page.exists,
        anchors=anchors,
        headings=headings,
        words=words,
        edit_link=_edit_links(page.site, words) if _may_edit(page, first_level) else None,
        contents=_contents(page, headings, anchors, words),
    )
    return mark_safe("\n".join(parts))  # noqa: S308  # compose() ends with nh3; finish_all() escapes what it fills in


# --- contents and edit links -----------------------------------------------------------------------


def _numbered(block: Block, first_level: int) -> Sequence[Heading]:
    """The headings of a block with the numbers that their sections have on the page."""
    begins_with_lead = block.first == 0 and first_level == 0
    before = section_number([first_level], block.first) - (0 if begins_with_lead else 1)
    headings = block.composed.headings
    return [_moved(heading, before) for heading in headings] if before else headings


def _moved(heading: Heading, before: int) -> Heading:
    if heading.template or not heading.section:
        return heading
    return heading._replace(section=str(before + int(heading.section)))


def _contents(
    page: ComposedPage,
    numbered: Sequence[Sequence[Heading]],
    anchors: Sequence[Sequence[str]],
    words: Words,
) -> str:
    """The table of contents of the whole page; "" where it has none."""
    headings = [heading for own in numbered for heading in own]
    if not is_wanted(page.switches(), sum(heading.listed for heading in headings)):
        return ""
    ids = [anchor for own in anchors for anchor in own]
    lines = entries(headings, ids, digits=facts(page.site.language).digits)
    return contents_html(lines, words, language=get_language() or page.site.language)


def _may_edit(page: ComposedPage, first_level: int | None) -> bool:
    return first_level is not None and "noeditsection" not in page.switches()


def _edit_links(site: SiteConfig, words: Words) -> EditLink:
    """Makes the links of a page's headings: to its own sections, or to the template they come from."""

    link = edit_links(words)

    def link_of(heading: Heading) -> str:
        if heading.template:
            return link(heading, edit_path(heading, parse_title(heading.template, site), site))
        return link(heading, f"?action=edit&section={heading.section}")

    return link_of


# --- what stands beside and below ------------------------------------------------------------------


def _title(page: ComposedPage) -> SafeString:
    """The title as the page wants it shown; the last that says so counts."""
    shown = [block.composed.properties.get("displaytitle", "") for block in page.blocks]
    html = next((one for one in reversed(shown) if one), "")
    return mark_safe(clean(html))  # noqa: S308  # cleaned in this line


def signs_of(page: ComposedPage) -> Iterator[SafeString]:
    """The signs beside the title, by their names; the last of a name counts."""
    found = {name: (html, block) for block in page.blocks for name, html in block.composed.indicators.items()}
    for _, (html, block) in sorted(found.items()):
        sign = replace(block.composed, html=html)
        done = finish(sign, site=page.site, exists=page.exists)
        yield mark_safe(clean(done))  # noqa: S308  # cleaned in this line


def categories_of(page: ComposedPage) -> Iterator[PageLink]:
    """The categories a page stands in, each once, in the order in which it names them."""
    names = dict.fromkeys(name for block in page.blocks for name in block.composed.categories)
    for name in names:
        if title := parse_used(name, page.site):
            exists = page.exists(name)
            path = page_path(title, wiki_site())
            yield PageLink(title.text, path if exists else f"{path}?action=edit&redlink=1", exists)


def _languages(page: ComposedPage) -> Iterator[PageLink]:
    names = dict.fromkeys(name for block in page.blocks for name in block.composed.language_links)
    for name in names:
        title = parse_title(name, page.site)
        if title.interwiki:
            known = facts(title.interwiki)
            yield PageLink(known.autonym or name, page_path(title, page.site), language=known.tag)
