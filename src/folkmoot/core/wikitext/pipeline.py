"""The passes in their order, and the two ways through them: cached with slots, or finished at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from folkmoot.core.languages.switches import switches_in, without_switches
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import anchor_of

from .blocks.headings import mark_headings, render_headings, render_rules
from .blocks.paragraphs import render_paragraphs
from .blocks.tables import render_tables
from .boxes import open_and_closed
from .comments import arrange
from .inline.external_links import render_bare_links, render_bracketed_links
from .inline.internal_links import render_internal_links
from .inline.quotes import render_quotes
from .markers import MARK, MARKER, RAW_MARK, clean, without_positions
from .model import CommentMark, Composed, Heading, Layout, Rendered
from .preprocess.expand import expand_page
from .redirects import redirect_target
from .run import Run, page_key, page_title
from .sanitize.entities import normalise_references
from .sanitize.tags import sanitize_tags
from .slots import finish
from .spaces import keep_french_spaces
from .surroundings import NOTHING_AROUND, Surroundings
from .tidy import tidy
from .wall import clean as wall_clean

RENDERER_VERSION = "3"  # part of every cache key; bump it when the output changes

_INLINE = {
    "s": '<span data-fm-comment="{}" data-fm-start=""></span>',
    "e": '<span data-fm-comment="{}" data-fm-end=""></span>',
    "t": '<span data-fm-signature="">',
    "u": "</span>",
    "l": '<a data-fm-link="{}">',
    "r": f"{RAW_MARK}r{{}}{RAW_MARK}",
}
_HEADING = re.compile(r'<h([1-6]) data-fm-heading="(\d+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def half_parsed(wikitext: str, run: Run) -> str:
    """The passes after the expansion but for the last ones, which make paragraphs and put links in place."""
    return _marked_up(sanitize_tags(wikitext, run), run)


def fully_parsed(wikitext: str, run: Run) -> str:
    """All passes after the expansion."""
    return _finished(half_parsed(wikitext, run), run)


def _marked_up(text: str, run: Run) -> str:
    """The passes in MediaWiki's order; finished pieces are markers in their text."""
    text = render_tables(text, run)
    text = render_rules(text)
    run.switches.update(switches_in(text, run.site.language))
    text = without_switches(text, run.site.language)
    text = render_headings(text)
    text = render_internal_links(text, run)
    text = render_quotes(text)
    text = render_bracketed_links(text, run)
    text = render_bare_links(text, run)
    return mark_headings(text, run)


def _finished(text: str, run: Run) -> str:
    """The passes that see the text of the page and of its extension tags as one."""
    text = run.held.release_extensions(text)
    text = keep_french_spaces(render_paragraphs(text))
    text = normalise_references(run.held.release(text))
    text = _placed(text)
    return wall_clean(tidy(text))


def _placed(text: str) -> str:
    """Links and positions turned from markers into elements with slots."""
    if MARK not in text:
        return text
    return MARKER.sub(lambda found: _INLINE.get(found[1], "").format(found[2]), text).replace(MARK, "")


def compose(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str],
    comments: Sequence[CommentMark] = (),
    layout: Layout = "page",
    around: Surroundings = NOTHING_AROUND,
) -> Composed:
    """The rendering of a page or section in the form that can be cached.

    ``pages`` maps prefixed titles to texts of pages that may be put in; ``comments`` say where comments
    stand in ``text``, in ascending order. Never raises, whatever the text.
    """
    run = Run(
        site=site,
        title=page_title(title, site),
        pages=pages,
        around=around,
        half_parsed=half_parsed,
        fully_parsed=fully_parsed,
    )
    redirect = redirect_target(text, run)
    marked = arrange(text, comments, layout, run) if comments else clean(text)
    expanded = sanitize_tags(expand_page(marked, run), run)
    opened, closed = open_and_closed(without_positions(expanded))
    html = run.held.release_raw(_finished(_marked_up(expanded, run), run))
    return Composed(
        html=html,
        headings=_headings(html),
        links=tuple(run.links),
        templates=tuple(run.templates),
        categories=tuple(run.categories),
        switches=tuple(sorted(run.switches)),
        redirect=redirect,
        properties=run.properties,
        indicators=run.indicators,
        language_links=tuple(run.language_links),
        external_links=tuple(run.external_links),
        files=tuple(run.files),
        expires_in=run.expires_in,
        varies=tuple(sorted(run.varies)),
        open_markup=opened > 0,
        closes_markup=closed > 0,
    )


def _headings(html: str) -> tuple[Heading, ...]:
    """The headings of a rendering, in the order of their numbers."""
    found: dict[int, Heading] = {}
    for level, number, content in _HEADING.findall(html):
        text = " ".join(unescape(_TAG.sub("", content)).split())
        found[int(number)] = Heading(int(level), content.strip(), text, anchor_of(text))
    last = max(found, default=-1)
    return tuple(found.get(number, Heading(2, "", "", "")) for number in range(last + 1))


def render(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str] | None = None,
    layout: Layout = "page",
    around: Surroundings = NOTHING_AROUND,
) -> Rendered:
    """The finished HTML of a page: links coloured by ``pages``, anchors unique, safe to put into a page."""
    known = pages or {}
    composed = compose(text, site=site, title=title, pages=known, layout=layout, around=around)
    html = finish(composed, site=site, exists=lambda name: page_key(known, name) in known)
    return Rendered(
        html=html,
        headings=composed.headings,
        links=composed.links,
        templates=composed.templates,
        categories=composed.categories,
        redirect=composed.redirect,
        properties=composed.properties,
        indicators=composed.indicators,
        language_links=composed.language_links,
        external_links=composed.external_links,
        files=composed.files,
        switches=composed.switches,
    )
