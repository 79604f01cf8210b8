"""What is settled when all sections of a page are known: footnotes' numbers, repeated style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from folkmoot.core.site import SiteConfig

from .citations import cite
from .model import Composed
from .surroundings import NOTHING_AROUND, Surroundings

_STYLE = re.compile(r'<style data-mw-deduplicate="([^"<]+)">[^<]*</style>')


def settle(
    blocks: Sequence[Composed],
    *,
    site: SiteConfig,
    exists: Callable[[str], bool],
    around: Surroundings = NOTHING_AROUND,
) -> tuple[Composed, ...]:
    """The blocks of a page, in order, with what depends on all of them filled in; before ``finish``.

    ``exists`` tells for a prefixed title whether there is such a page. Linear in the length of the page, and
    next to nothing for a page without footnotes and style sheets.
    """
    return _without_repeated_styles(cite(blocks, site=site, exists=exists, around=around))


def _without_repeated_styles(blocks: Sequence[Composed]) -> tuple[Composed, ...]:
    if not any("<style " in block.html for block in blocks):
        return tuple(blocks)
    seen: set[str] = set()

    def style(found: re.Match[str]) -> str:
        if found[1] not in seen:
            seen.add(found[1])
            return found[0]
        return f'<link rel="mw-deduplicated-inline-style" href="mw-data:{found[1]}">'

    return tuple(
        [
            replace(block, html=_STYLE.sub(style, block.html)) if "<style " in block.html else block
            for block in blocks
        ]
    )
