"""The box of contents of a copied page: numbered, or as newer skins show it, without numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from folkmoot.core.conversation.copied.labels import folded_labels, labels
from folkmoot.core.conversation.copied.lines import Lines

_TITLE = 60  # characters at most
_LEAST_ENTRIES = 3  # of a box whose title is not known
_ENTRY = re.compile(r"[\s•*◦▪-]*(\d+(?:\.\d+)*)[.)]?[ \t]+(.+)")
_BULLET = re.compile(r"[\s•*◦▪-]+")
_LINK = re.compile(r"[ \t]*(?:\[[^\[\]\n]{1,60}\][ \t]*){1,2}$")


@dataclass(frozen=True, slots=True)
class Contents:
    """The box of contents: its first and last line, and what it lists as (depth, text)."""

    first: int
    last: int
    entries: tuple[tuple[int, str], ...]

    def holds(self, number: int) -> bool:
        """Whether a line stands in the box."""
        return self.first <= number <= self.last


def find_contents(lines: Lines) -> Contents | None:
    """The first box of contents, None if the page has none."""
    titles = labels("contents")
    for number, text in enumerate(lines.texts):
        if 0 < len(text) <= _TITLE and _without_buttons(text) in titles:
            contents = _numbered(lines, number) or _unnumbered(lines, number)
            if contents is not None:
                return contents
    return _untitled(lines)


def without_links(text: str) -> str:
    """A heading without what stands in brackets behind it."""
    return _LINK.sub("", text) if text.endswith("]") else text


def _without_buttons(text: str) -> str:
    for mark in "[(":
        text = text.partition(mark)[0]
    return text.strip()


def _numbered(lines: Lines, title: int) -> Contents | None:
    entries: list[tuple[int, str]] = []
    last = title
    for number in lines.worded(title + 1):
        text = lines.texts[number]
        entry = _ENTRY.fullmatch(text)
        if entry is not None:
            entries.append((entry[1].count(".") + 1, entry[2].strip()))
            last = number
        elif entries or text.casefold() not in folded_labels("contents button"):
            break
    return Contents(title, last, tuple(entries)) if entries else None


def _untitled(lines: Lines) -> Contents | None:
    """A numbered box under whatever title, when most entries come again below it as lines."""
    shown: Counter[str] | None = None
    passed = 0  # the line up to which boxes were looked at
    for number, text in enumerate(lines.texts):
        if number < passed or text[:1] != "1" or (entry := _ENTRY.fullmatch(text)) is None or entry[1] != "1":
            continue
        title = lines.worded_before(number, 2)
        contents = _numbered(lines, number - 1)
        passed = contents.last + 1 if contents else passed
        if contents is None or title is None or title in lines.dated:
            continue
        if len(contents.entries) < _LEAST_ENTRIES:
            continue
        shown = shown or Counter(without_links(below) for below in lines.texts[passed:])
        again = sum(shown[text] > 0 for _, text in contents.entries)
        if 4 * again >= 3 * len(contents.entries):
            return Contents(title, contents.last, contents.entries)
    return None


def _unnumbered(lines: Lines, title: int) -> Contents | None:
    """A box whose lines come again as headings, with the buttons that open and close its parts."""
    shown = Counter(without_links(text) for text in lines.texts[title + 1 :] if len(text) < 2 * _TITLE)
    entries: list[str] = []
    last = title
    for number in lines.worded(title + 1):
        text = _BULLET.sub("", lines.texts[number], count=1) if lines.texts[number][0] in "•*◦▪" else ""
        text = text or lines.texts[number]
        if shown[text] > 1 and text not in entries and number not in lines.dated:
            entries.append(text)
            last = number
        elif not _is_button(text, entries):
            break
    return Contents(title, last, tuple((1, text) for text in entries)) if entries else None


def _is_button(text: str, entries: list[str]) -> bool:
    if entries and entries[-1] in text and len(text) < len(entries[-1]) + _TITLE:
        return True
    return text.casefold() in folded_labels("contents button") or (
        text[0] == "(" and text[-1] == ")" and not entries
    )
