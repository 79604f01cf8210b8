"""``#REDIRECT [[Target]]`` at the start of a page, in the wiki's language or in English."""

from __future__ import annotations

import re
from functools import lru_cache

from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.titles import prefixed

from .run import Run

# Behind the word: a colon perhaps, then [[target#fragment|words]], of which only the target counts.
_LINK = r"\s*+(?::\s*+)?\[\[([^\[\]{}|#\n]+)(?:#[^\[\]{}|\n]*)?(?:\|[^\[\]\n]*)?\]\]"


@lru_cache(maxsize=64)
def _redirect(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, magic_words(language, "redirect").words))
    return re.compile(rf"\s*+(?:{words}){_LINK}", re.IGNORECASE)


def redirect_target(text: str, run: Run) -> str | None:
    """The prefixed title a page sends its readers to, None where it does not."""
    found = _redirect(run.site.language).match(text) if "[[" in text else None
    title = run.find_title(found[1].strip().removeprefix(":")) if found else None
    if title is None or title.namespace < 0:
        return None
    return prefixed(title, run.site)
