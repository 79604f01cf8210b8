"""Everything that scripts can ask, by the names that the library in Lua uses."""

from __future__ import annotations

from .conversation import Question
from .languages import LANGUAGES
from .pages import PAGES
from .wikitext import WIKITEXT

QUESTIONS: dict[str, Question] = {**WIKITEXT, **PAGES, **LANGUAGES}
