"""Texts that are put together from templates but not rendered: messages, and what a new page begins with."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.core.site import SiteConfig

from .markers import clean
from .preprocess.expand import Expander
from .preprocess.frame import Frame
from .preprocess.reader import read_nodes
from .preprocess.source import source_of
from .run import Run, page_title
from .surroundings import NOTHING_AROUND, Surroundings


def expand_message(
    text: str,
    *,
    site: SiteConfig,
    title: str,
    pages: Mapping[str, str],
    around: Surroundings = NOTHING_AROUND,
) -> str:
    """A message with its templates, functions and variables in place, and nothing else done to it.

    ``title`` is the page it is shown on, ``pages`` maps prefixed titles to texts. Comments go; extension tags
    and all other markup stay as they are written.
    """
    text = clean(text)
    if "{{" not in text and "<" not in text:
        return text
    run = Run(site=site, title=page_title(title, site), pages=pages, around=around)
    return run.held.release(Expander(run, plain=True).expand(read_nodes(text), Frame()))


def preload_text(text: str) -> str:
    """What a new page begins with that is made after the page with this text.

    Only ``<noinclude>``, ``<includeonly>`` and ``<onlyinclude>`` are done, as in a template.
    """
    return source_of(read_nodes(text, "template"), ignored=False) if "<" in text else text
