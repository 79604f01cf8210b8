"""One section of a talk page, from its text to the form that is kept: read, rendered, nested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from folkmoot.core.conversation.model import Found, FoundComment
from folkmoot.core.conversation.threads import parents
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.site import USER, SiteConfig
from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.core.wikitext import compose
from folkmoot.core.wikitext.indentation import as_indentation
from folkmoot.core.wikitext.model import CommentMark, Composed
from folkmoot.core.wikitext.surroundings import NOTHING_AROUND, Surroundings
from folkmoot.web.pages.rendering import Recipe
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.layout import nest_threads
from folkmoot.web.talk.reading import READING_RULES, read_section

LAYOUT_RULES = "4"  # bump it when the same rendering is nested or kept in another way
_SIGNATURE = '<span data-fm-signature="">'

# What is kept of each comment beside the HTML: author, path of the author's page, time (ISO), time
# as a signature has it, number of the comment it answers.
KeptComment = tuple[str, str, str, str, int | None]


def threads_recipe(site: SiteConfig, title: Title, around: Surroundings) -> Recipe:
    """How a talk page's sections are rendered, among these surroundings."""
    name = prefixed(title, site)

    def composer(text: str, pages: Mapping[str, str]) -> tuple[Composed, list[KeptComment]]:
        return compose_threads(text, site=site, title=name, pages=pages, around=around)

    facts = (READING_RULES, LAYOUT_RULES, site.fingerprint(), name, around.variant)
    return Recipe("threads", facts, composer, around)


def compose_threads(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str],
    around: Surroundings = NOTHING_AROUND,
) -> tuple[Composed, list[KeptComment]]:
    """The rendering of a section with its slots, and what fills them."""
    found = read_section(text, site)
    comments = [item for item in found if isinstance(item, FoundComment)]
    marks = [mark for mark in map(_mark, comments) if mark]
    composed = compose(
        text, site=site, title=title, pages=pages, comments=marks, layout="threads", around=around
    )
    answered = _answered(found)
    kept = [_kept(comment, parent, site) for comment, parent in zip(comments, answered, strict=True)]
    html = as_indentation(composed.html).replace(_SIGNATURE, '<span class="signature">')
    return replace(composed, html=nest_threads(html, answered)), kept


def _answered(found: Sequence[Found]) -> list[int | None]:
    """Which comment each comment of a section answers, as the index has it; None for the topic."""
    positions = [position for position, item in enumerate(found) if isinstance(item, FoundComment)]
    numbers: dict[int | None, int] = {position: number for number, position in enumerate(positions)}
    above = parents(found)
    return [numbers.get(above[position]) for position in positions]


def _mark(comment: FoundComment) -> CommentMark | None:
    source = comment.source
    if source is None:
        return None
    return CommentMark(source.line_start, source.start, source.signature, source.end, comment.level - 1)


def _kept(comment: FoundComment, parent: int | None, site: SiteConfig) -> KeptComment:
    return (
        comment.author,
        page_path(Title(USER, comment.author), wiki_site()),
        _iso(comment.timestamp),
        format_timestamp(comment.timestamp, site),
        parent,
    )


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year > 999 else moment.isoformat()


def kept_comments(extra: Any) -> list[KeptComment]:
    """What ``compose_threads`` gave beside the rendering, after it was kept."""
    return [tuple(values) for values in extra]
