"""What an extension tag is given, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from folkmoot.core.wikitext.markers import without_positions
from folkmoot.core.wikitext.messages import message, note_category
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import attribute_text, read_attributes

_HEADING_SLOT = re.compile(r'(?<=<h[1-6]) data-fm-heading="[0-9]+"')


@dataclass(frozen=True, slots=True)
class Html:
    """Finished HTML: no pass looks into it but that for paragraphs, and what no page may hold is taken out.

    With ``is_text`` it is words only: not even paragraphs are made of it.
    """

    html: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """HTML that goes into the page as it is. Whoever returns it answers for what it does there."""

    html: str


Result = str | Html | Raw
"""A string is wikitext, and goes the way of all that is written in the page."""


@dataclass(frozen=True)
class Tag:
    """One ``<name attributes>content</name>``, and the means to work with it.

    ``content`` is the source between the tags, None for ``<name/>``; ``written`` is that of the attributes.
    ``run`` is the rendering it belongs to: its site, page, surroundings, and what is noted for the page.
    """

    name: str
    written: str
    content: str | None
    run: Run
    expand_source: Callable[[str], str]
    expand_alone: Callable[[str], str] = str

    @cached_property
    def attributes(self) -> dict[str, str]:
        """The attributes: names in small letters, values with their character references read."""
        return read_attributes(self.written)

    @property
    def text(self) -> str:
        """The content, "" where there is none, without the marks of where comments stand."""
        return without_positions(self.content or "")

    @property
    def source(self) -> str:
        """The tag as it was written."""
        if self.content is None:
            return f"<{self.name}{self.written}/>"
        return f"<{self.name}{self.written}>{self.content}</{self.name}>"

    def expand(self, wikitext: str) -> str:
        """The wikitext with its templates, arguments and functions put in."""
        return self.expand_source(wikitext)

    def parse(self, wikitext: str | None = None) -> str:
        """The HTML of the content (or of another wikitext), without paragraphs and lists.

        For what goes into the page as ``Html``: links and the like are finished with the page.
        """
        return self.run.half_parsed(self.expand(self.text if wikitext is None else wikitext), self.run)

    def parse_alone(self, wikitext: str) -> str:
        """As ``parse``, as if the wikitext were a page: its headings are the page's own."""
        return self.run.half_parsed(self.expand_alone(wikitext), self.run)

    def parse_block(self, wikitext: str | None = None) -> str:
        """The well-formed HTML of the content (or of another wikitext), with paragraphs and lists."""
        return self.run.fully_parsed(self.expand(self.text if wikitext is None else wikitext), self.run)

    def parse_elsewhere(self, wikitext: str, parse: Callable[[str, Run], str]) -> str:
        """The HTML of a wikitext that is not shown where the tag stands: its headings are not the page's."""
        html = parse(self.expand(wikitext), self.run)
        return _HEADING_SLOT.sub("", self.run.held.release_raw(html))

    def allowed_attributes(self, element: str) -> str:
        """The attributes of the tag that an element of the page may have, each with a space in front."""
        return attribute_text(element, self.written)

    def message(self, name: str, *parameters: str) -> str:
        """The words of a message, as wikitext."""
        return message(self.run, name, *parameters)

    def error(self, name: str, *parameters: str, element: str = "strong") -> Html:
        """The words of a message as an error that readers see where the tag stands."""
        html = self.run.half_parsed(self.message(name, *parameters), self.run)
        return Html(f'<{element} class="error">{html}</{element}>')

    def note_category(self, message_name: str) -> None:
        """Puts the page into the category that a message names; "-" is none."""
        note_category(self.run, message_name)
