"""Links of a page in a language with variants.

People link to pages in their own script. Where there is no page of this title, one whose title is the same
in another variant is meant; which there are is known only when the page is read.
"""

from __future__ import annotations

from dataclasses import replace

from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.model import Link
from folkmoot.core.wikitext.run import Run

from .page import PageConverter


def links_in_variants(run: Run) -> tuple[Link, ...]:
    """The links of a run with the other ways to write their titles, and how their titles are shown."""
    if run.converter is None:
        return tuple(run.links)
    return tuple([_in_variants(number, link, run, run.converter) for number, link in enumerate(run.links)])


def _in_variants(number: int, link: Link, run: Run, converter: PageConverter) -> Link:
    title = run.find_title(link.title) if link.title else None
    if title is None or title.interwiki:
        return link
    if number in converter.links:
        link = link._replace(shown=converter.attribute(link.title))
    return link if link.known else _with_others(link, title, run, converter)


def _with_others(link: Link, title: Title, run: Run, converter: PageConverter) -> Link:
    texts = converter.language.others(title.text)
    if not texts:
        return link
    return link._replace(
        others=tuple([prefixed(replace(title, text=text, fragment=""), run.site) for text in texts]),
        is_own=title.namespace == run.title.namespace and run.title.text in texts,
    )
