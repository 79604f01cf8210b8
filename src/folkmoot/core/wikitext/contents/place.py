"""Where the table of contents goes: at the first ``__TOC__``, else in front of the first heading.

The place is kept open as a slot. Whether there is a table at all depends on the whole page and is decided
when it is read.
"""

from __future__ import annotations

import re

from folkmoot.core.languages.switches import switch_pattern, switches_in, without_switches
from folkmoot.core.wikitext.run import Run

PLACE = '<div data-fm-toc=""></div>'


def take_switches(text: str, run: Run) -> str:
    """The text without its behaviour switches, which are noted; the first ``__TOC__`` leaves a place."""
    language = run.site.language
    found = switches_in(text, language)
    if not found:
        return text
    run.switches.update(found)
    if "toc" in found and may_place(run):
        text = _with_place(text, run)
    return without_switches(text, language)


def _with_place(text: str, run: Run) -> str:
    language = run.site.language

    def replaced(switch: re.Match[str]) -> str:
        if not may_place(run) or "toc" not in switches_in(switch[0], language):
            return switch[0]
        run.has_contents_place = True
        return PLACE

    return switch_pattern(language).sub(replaced, text)


def may_place(run: Run) -> bool:
    """Whether the table can still get a place: a page has one, a conversation shows its topics otherwise."""
    return run.is_whole and run.layout == "page" and not run.has_contents_place
