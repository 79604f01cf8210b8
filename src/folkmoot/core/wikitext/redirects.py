"""``#REDIRECT [[Target]]`` at the start of a page."""

from __future__ import annotations

import re

from folkmoot.core.titles import prefixed

from .run import Run

_REDIRECT = re.compile(
    r"\s*#REDIRECT\s*:?\s*\[\[([^\[\]{}|#\n]+)(?:#[^\[\]{}|\n]*)?(?:\|[^\[\]\n]*)?\]\]", re.IGNORECASE
)


def redirect_target(text: str, run: Run) -> str | None:
    """The prefixed title a page sends its readers to, None where it does not."""
    found = _REDIRECT.match(text)
    title = run.find_title(found[1].strip().removeprefix(":")) if found else None
    if title is None or title.namespace < 0:
        return None
    return prefixed(title, run.site)
