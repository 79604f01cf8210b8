"""One change of a text, and the part of a page in which it is read again.

A change is handed out only after the new text has been read. What a change cannot reach need not be
read for that: a section reads alone as it does within its page, unless markup is open around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Found, FoundComment, FoundHeading
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.writing.written import is_balanced
from folkmoot.core.site import SiteConfig


@dataclass(frozen=True, slots=True)
class Edit:
    """A change at one place: ``inserted`` stands at ``start`` of the new ``text``.

    ``removed`` is what stood there in the old text; nothing, where something is only added.
    """

    text: str
    start: int
    inserted: str
    removed: str = ""


def replaced(text: str, start: int, end: int, inserted: str) -> Edit:
    """The change that puts something in place of ``text[start:end]``."""
    return Edit(text[:start] + inserted + text[end:], start, inserted, text[start:end])


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a page and what it says; positions are those of the part."""

    text: str
    found: tuple[Found, ...]
    page: str
    start: int  # of the part in the page
    before: tuple[Found, ...]  # what the page says before the part
    after: tuple[Found, ...]
    site: SiteConfig

    @property
    def is_page(self) -> bool:
        """Whether the part is all there is."""
        return len(self.text) == len(self.page)

    def on_page(self, edit: Edit) -> Edit:
        """The change of the part as one of the page."""
        if self.is_page:
            return edit
        start = self.start + edit.start
        return replaced(self.page, start, start + len(edit.removed), edit.inserted)

    def leaves_the_rest(self, edit: Edit) -> bool:
        """Whether the page says outside of the part what it said. Balanced markup does not reach there."""
        if self.is_page or (is_balanced(edit.inserted) and is_balanced(edit.removed)):
            return True
        read = find_in_wikitext(self.on_page(edit).text, self.site)
        end = len(read) - len(self.after)
        return [shape(item) for item in (*read[: len(self.before)], *read[end:])] == [
            shape(item) for item in (*self.before, *self.after)
        ]


def excerpt(text: str, found: tuple[Found, ...], index: int, site: SiteConfig) -> Excerpt:
    """The section that a found item stands in, if it can be read alone; else the page.

    ``index`` -1 is what stands before the first heading.
    """
    headings = [at for at, item in enumerate(found) if isinstance(item, FoundHeading)]
    number = bisect_right(headings, index)
    first = headings[number - 1] if number else 0
    stop = headings[number] if number < len(headings) else len(found)
    start = _start(found[first]) if number else 0
    end = _start(found[stop]) if stop < len(found) else len(text)
    own = tuple(moved(item, -start) for item in found[first:stop])
    if end - start < len(text) and find_in_wikitext(text[start:end], site) == own:
        return Excerpt(text[start:end], own, text, start, found[:first], found[stop:], site)
    return Excerpt(text, found, text, 0, (), (), site)


def _start(item: Found) -> int:
    return item.start or 0 if isinstance(item, FoundHeading) else 0


def moved(item: Found, by: int) -> Found:
    """The item as it is found in a text that begins ``by`` characters earlier."""
    if isinstance(item, FoundHeading):
        return replace(item, start=(item.start or 0) + by, end=(item.end or 0) + by)
    place = item.source
    if place is None:
        return item
    return replace(
        item,
        source=replace(
            place,
            line_start=place.line_start + by,
            start=place.start + by,
            signature=place.signature + by,
            timestamp=place.timestamp + by,
            end=place.end + by,
        ),
    )


# -- what is said ------------------------------------------------------------------------------------


def shape(item: Found) -> tuple[object, ...]:
    """What an edit must leave as it is: what stands where in the thread, and who said it when."""
    if isinstance(item, FoundHeading):
        return ("heading", item.level, item.text)
    return ("comment", item.level, item.author, item.timestamp)


def said(item: Found) -> tuple[object, ...]:
    """The same with the words, and whether the discussion is over."""
    return shape(item), item.body if isinstance(item, FoundComment) else "", item.closed


def without(items: Sequence[object], index: int) -> list[object]:
    """The items but one."""
    return [*items[:index], *items[index + 1 :]]


def says_one_more(before: Sequence[Found], after: Sequence[Found], index: int) -> bool:
    """Whether one reading is the other with an item more at ``index``: same words, levels, parents."""
    if len(after) != len(before) + 1:
        return False
    above = without(parents(after), index)
    expected = [parent if parent is None or parent < index else parent + 1 for parent in parents(before)]
    return above == expected and without([*map(said, after)], index) == [*map(said, before)]
