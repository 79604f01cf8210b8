"""Links of a page in a language with variants.

People link to pages in their own script. Where there is no page of this title, one whose title is the same
in another variant is meant; which there are is known only when the page is read.
"""

from __future__ import annotations

from dataclasses import replace

from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.model import Link
from folkmoot.core.wikitext.run import Run


def links_in_variants(run: Run) -> tuple[Link, ...]:
    """The links of a run with the other ways to write their titles, and how their titles are shown."""
    if run.converter is None:
        return tuple(run.links)
    return tuple([_in_variants(link, run) for link in run.links])


def _in_variants(link: Link, run: Run) -> Link:
    title = run.find_title(link.title) if link.title and run.converter else None
    if title is None or run.converter is None or title.interwiki:
        return link
    shown = link.title
    if "nocontentconvert" not in run.switches:
        shown = run.converter.attribute(link.title)
    if link.known:
        return replace(link, shown="" if shown == link.title else shown)
    others = other_titles(title, run)
    return replace(
        link,
        shown="" if shown == link.title else shown,
        others=tuple(prefixed(other, run.site) for other in others),
        is_own=any(
            (run.title.namespace, run.title.text) == (other.namespace, other.text) for other in others
        ),
    )


def other_titles(title: Title, run: Run) -> list[Title]:
    """A title as it is written in the other variants of the page's language."""
    if run.converter is None:
        return []
    return [replace(title, text=text) for text in run.converter.language.others(title.text)]
