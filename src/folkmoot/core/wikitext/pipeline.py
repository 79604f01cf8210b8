"""The passes in their order, and the two ways through them: cached with slots, or finished at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from folkmoot.core.languages.facts import facts
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title

from .blocks.headings import mark_headings, render_headings, render_rules
from .blocks.paragraphs import render_paragraphs
from .blocks.tables import render_tables
from .boxes import open_and_closed
from .comments import arrange
from .contents import contents_html, edit_path, entries, is_wanted
from .contents import edit_links as edit_links_in
from .contents.found import take_headings
from .contents.place import take_switches
from .inline.external_links import render_bracketed_links
from .inline.free_links import render_free_links
from .inline.internal_links import render_internal_links
from .inline.magic_links import render_magic_links
from .inline.quotes import render_quotes
from .markers import (
    MARK,
    MARKER,
    RAW_MARK,
    clean,
    with_raw_elements,
    with_raw_markers,
    without_positions,
)
from .model import CommentMark, Composed, Layout, Rendered
from .places import first_places_only
from .preprocess.expand import expand_page
from .redirects import redirect_target
from .run import Run, page_key, page_title
from .sanitize.entities import normalise_references
from .sanitize.tags import sanitize_tags
from .settling import settle
from .slots import EditLink, finish, unique_anchors
from .spaces import keep_french_spaces
from .surroundings import NOTHING_AROUND, Surroundings
from .tidy import tidy
from .variants.conversion import converted, converter_of, note_title
from .variants.links import links_in_variants
from .wall import clean as wall_clean
from .words import Words, words_in

RENDERER_VERSION = "4"  # part of every cache key; bump it when the output changes

_INLINE = {
    "s": '<span data-fm-comment="{}" data-fm-start=""></span>',
    "e": '<span data-fm-comment="{}" data-fm-end=""></span>',
    "t": '<span data-fm-signature="">',
    "u": "</span>",
    "o": '<meta data-fm-from="{}">',
    "q": '<meta data-fm-from-end="{}">',
    "l": '<a data-fm-link="{}">',
    "r": f"{RAW_MARK}r{{}}{RAW_MARK}",
    "y": f"{RAW_MARK}y{{}}{RAW_MARK}",
}


def half_parsed(wikitext: str, run: Run) -> str:
    """The passes after the expansion but for the last ones, which make paragraphs and put links in place."""
    return _marked_up(sanitize_tags(wikitext, run), run)


def fully_parsed(wikitext: str, run: Run) -> str:
    """All passes after the expansion."""
    return _finished(half_parsed(wikitext, run), run)


def note_parsed(wikitext: str, run: Run) -> str:
    """All passes over the text of a footnote: what is not closed in it ends with it."""
    text = run.held.release_extensions(half_parsed(wikitext, run))
    # In a list's item a single line is no paragraph, but several are.
    text = render_paragraphs(f"<li>{text}\n</li>").removeprefix("<li>").removesuffix("</li>")
    html = tidy(f"<article>{_put_back(text, run)}</article>")
    return _cleaned(html.removeprefix("<article>").removesuffix("</article>"))


def _marked_up(text: str, run: Run) -> str:
    """The passes in MediaWiki's order; finished pieces are markers in their text."""
    text = render_tables(text, run)
    text = render_rules(text)
    text = take_switches(text, run)
    text = render_headings(text)
    text = render_internal_links(text, run)
    text = render_quotes(text)
    text = render_bracketed_links(text, run)
    text = render_free_links(text, run)
    text = render_magic_links(text, run)
    return mark_headings(text, run)


def _finished(text: str, run: Run) -> str:
    """The passes that see the text of the page and of its extension tags as one."""
    text = run.held.release_extensions(text)
    return _cleaned(tidy(_put_back(render_paragraphs(text), run)))


def _cleaned(html: str) -> str:
    """The HTML as it has passed the wall, with the markers of what goes in behind it."""
    if RAW_MARK not in html:
        return wall_clean(html)
    return with_raw_markers(wall_clean(with_raw_elements(html)))


def _put_back(text: str, run: Run) -> str:
    """The text with all that was held back in its place."""
    text = normalise_references(run.held.release(converted(text, run)))
    return keep_french_spaces(_placed(text))


def _placed(text: str) -> str:
    """Links and positions turned from markers into elements with slots."""
    if MARK not in text:
        return text
    return MARKER.sub(lambda found: _placed_one(found[1], found[2]), text).replace(MARK, "")


@lru_cache(maxsize=1024)  # one text for all links to a page
def _placed_one(kind: str, number: str) -> str:
    return _INLINE.get(kind, "").format(number)


def compose(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str],
    comments: Sequence[CommentMark] = (),
    layout: Layout = "page",
    around: Surroundings = NOTHING_AROUND,
    origins: bool = False,
) -> Composed:
    """The rendering of a page or section in the form that can be cached.

    ``pages`` maps prefixed titles to texts of pages that may be put in; ``comments`` say where comments
    stand in ``text``, in ascending order. With ``origins`` it is marked what came out of the templates that
    the text itself calls. Never raises, whatever the text.
    """
    run = Run(
        site=site,
        title=page_title(title, site),
        pages=pages,
        around=around,
        source=text,
        half_parsed=half_parsed,
        fully_parsed=fully_parsed,
        note_parsed=note_parsed,
        layout=layout,
        has_places=origins or bool(comments),
        origins=[] if origins else None,
    )
    run.converter = converter_of(run)
    return _composed(text, comments, run)


def _composed(text: str, comments: Sequence[CommentMark], run: Run) -> Composed:
    """What a run makes of its text, with all that is found on the way."""
    redirect = redirect_target(text, run)
    marked = arrange(text, comments, run.layout, run) if comments else clean(text)
    expanded = sanitize_tags(expand_page(marked, run), run)
    opened, closed = open_and_closed(without_positions(expanded))
    run.is_whole = True
    html, headings = take_headings(_finished(_marked_up(expanded, run), run), run)
    note_title(run)
    return Composed(
        html=run.held.release_raw(first_places_only(html) if comments else html),
        headings=headings,
        links=links_in_variants(run),
        templates=tuple(run.templates),
        categories=tuple(run.categories),
        sort_keys=run.sort_keys,
        switches=tuple(sorted(run.switches)),
        redirect=redirect,
        properties=run.properties,
        indicators=run.indicators,
        language_links=tuple(run.language_links),
        external_links=tuple(run.external_links),
        files=tuple(run.files),
        references=tuple(run.references),
        reference_lists=tuple(run.reference_lists),
        expires_in=run.expires_in,
        varies=tuple(sorted(run.varies)),
        origins=tuple(run.origins or ()),
        open_markup=opened > 0 or "rest" in run.varies,
        closes_markup=closed > 0,
    )


def render(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str] | None = None,
    layout: Layout = "page",
    around: Surroundings = NOTHING_AROUND,
    edit_links: bool = False,
    contents: bool = False,
    language: str = "",
) -> Rendered:
    """The finished HTML of a page: links coloured by ``pages``, anchors unique, safe to put into a page.

    ``edit_links`` and ``contents`` put the links to edit sections and the table of contents in, where the
    page has not switched them off, in the reader's ``language`` ("": the site's own).
    """
    known = pages or {}

    def exists(name: str) -> bool:
        return page_key(known, name) in known

    composed = compose(text, site=site, title=title, pages=known, layout=layout, around=around)
    [composed] = settle([composed], site=site, exists=exists, around=around)
    words = words_in(language or site.language, around)
    anchors = unique_anchors([heading.anchor for heading in composed.headings])
    linked = edit_links and "noeditsection" not in composed.switches
    html = finish(
        composed,
        site=site,
        exists=exists,
        anchors=anchors,
        words=words,
        edit_link=_edit_link(page_title(title, site), site, words) if linked else None,
        contents=_contents(composed, anchors, site, around, language or site.language) if contents else "",
    )
    return Rendered(
        html=html,
        headings=composed.headings,
        links=composed.links,
        templates=composed.templates,
        categories=composed.categories,
        sort_keys=composed.sort_keys,
        redirect=composed.redirect,
        properties=composed.properties,
        indicators=composed.indicators,
        language_links=composed.language_links,
        external_links=composed.external_links,
        files=composed.files,
        switches=composed.switches,
    )


def _edit_link(page: Title, site: SiteConfig, words: Words) -> EditLink:
    link = edit_links_in(words)
    return lambda heading: link(heading, edit_path(heading, page, site))


def _contents(
    composed: Composed, anchors: Sequence[str], site: SiteConfig, around: Surroundings, language: str
) -> str:
    """The table of contents in a language; "" where the page shows none."""
    if not is_wanted(composed.switches, sum(heading.listed for heading in composed.headings)):
        return ""
    mode, digits = around.settings.fragment_modes[0], facts(site.language).digits
    lines = entries(composed.headings, anchors, mode=mode, digits=digits)
    words, deepest = words_in(language, around), around.settings.max_toc_level
    return contents_html(lines, words, language=language, deepest=deepest)
