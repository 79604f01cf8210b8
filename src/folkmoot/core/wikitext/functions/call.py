"""What a parser function is given, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.site import MAIN
from folkmoot.core.titles import Title, bare_fragment
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.preprocess.nodes import Nodes, Part
from folkmoot.core.wikitext.run import Run

if TYPE_CHECKING:
    from folkmoot.core.wikitext.preprocess.expand import Expander
    from folkmoot.core.wikitext.preprocess.frame import Frame


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the expanded first argument, the other parts, and the means to expand them when wanted.

    ``first`` is None where the call has no colon: ``{{#language}}``. ``preprocess`` expands wikitext that
    the function made as a template without arguments would be. ``expander`` and ``frame`` are for functions
    that hand on the arguments of the text they stand in.
    """

    written: str | None
    parts: tuple[Part, ...]
    expand: Callable[[Nodes], str]
    run: Run
    preprocess: Callable[[str], str] = str
    expander: Expander | None = None
    frame: Frame | None = None

    @property
    def first(self) -> str:
        """The first argument, trimmed; "" where there is none."""
        return self.written or ""

    @property
    def plain(self) -> str:
        """The first argument without what is held back as markers."""
        return without_markers(self.first)

    def argument(self, number: int, default: str = "") -> str:
        """An argument after the first, trimmed; 1 is the one after the first pipe."""
        if number > len(self.parts):
            return default
        part = self.parts[number - 1]
        text = self.expand(part.value)
        if part.name is not None:
            text = f"{self.expand(part.name)}={text}"
        return text.strip()

    def arguments(self) -> list[str]:
        """All arguments after the first, trimmed."""
        return [self.argument(number) for number in range(1, len(self.parts) + 1)]

    def says(self, number: int, word: str) -> bool:
        """Whether an argument is a magic word, in the wiki's language or in English: ``R`` for rawsuffix."""
        return self._is(self.argument(number), word)

    def first_says(self, word: str) -> bool:
        """As ``says``, of the first argument."""
        return self._is(self.first, word)

    def _is(self, given: str, word: str) -> bool:
        return bool(given) and magic_words(self.run.site.language, word).matches(given)

    def may_cost(self) -> bool:
        """Counts an expensive call; False where the page has made too many, which its category says."""
        self.run.costs["expensive"] += 1
        if self.run.costs["expensive"] <= self.run.around.limits.expensive_calls:
            return True
        note_category(self.run, "expensive-parserfunction-category")
        return False

    def title(self) -> Title | None:
        """The title that the first argument means, the page's own where there is none.

        A bare ``#fragment`` is a title without a name.
        """
        if self.written is None:
            return self.run.title
        found = self.run.find_title(self.first)
        return (
            Title(MAIN, "", bare_fragment(self.first)) if found is None and self.first[:1] == "#" else found
        )


Function = Callable[[Call], str | None]
"""Gives wikitext; None where the call is none of this function and may be a template's."""


def error(text: str) -> str:
    """Words that say what is wrong with a call, so that ``#iferror`` finds them."""
    return f'<strong class="error">{text}</strong>'
