"""The headings of a copied page: told by the links beside them, by the box of contents, by their shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from folkmoot.core.conversation.copied.contents import Contents
from folkmoot.core.conversation.copied.frame import has_namespace, is_button, is_latest
from folkmoot.core.conversation.copied.labels import folded_labels
from folkmoot.core.conversation.copied.lines import Lines
from folkmoot.core.conversation.copied.words import EDIT_LABELS, SUBSCRIBE_LABELS
from folkmoot.core.site import SiteConfig

MAX_HEADING = 160  # characters of a heading that nothing marks as one
MAX_CLOSE_HEADING = 80  # characters of one without an empty line behind it
_FRAME_LINES = 6  # at most so many lines stand above the first heading of a page
_SUMMARY_LINES = 12  # at most so many, empty ones too, say how much was said under a heading
_MAX_BUTTON = 30  # characters of a button below a heading
_LABEL_REACH = 130  # characters at the end of a line in which a label in brackets stands
_LABEL = re.compile(r"[ \t]*\[([^\[\]\n]{1,60})\][ \t]*(?:\[[^\[\]\n]{1,40}\])?$")
_COUNT = re.compile(r"\d[\d.,]*[\s\u00a0]?\S[^.!?:]{0,40}")
_BULLET = re.compile(r"(?:[•◦▪‣*#@]|\d+[.)])")
_UNFINISHED = tuple(",;:،؛、：.!…。！")
_SENTENCE_ENDS = frozenset(".!?,:;…。！？،؟")
_SUBSCRIBE = frozenset(label.casefold() for label in SUBSCRIBE_LABELS)
_ENDS = ("]", *SUBSCRIBE_LABELS)
_BETWEEN_LABELS = re.compile(r"[|•·]")


@dataclass(frozen=True, slots=True)
class CopiedHeading:
    """A heading: its lines from ``start`` to ``end``, and what it says."""

    level: int
    text: str
    start: int
    end: int


class HeadingFinder:
    """Finds a page's headings: by their edit links, else by the contents box, else by their shape."""

    def __init__(self, lines: Lines, contents: Contents | None, site: SiteConfig) -> None:
        self._lines = lines
        self._texts = lines.texts
        self._site = site
        self._contents = contents
        self._levels = {text: depth + 1 for depth, text in contents.entries} if contents else {}
        self._shown: Counter[str] | None = None  # how often each short line stands on the page
        self._first_dated = min(lines.dated, default=len(lines))
        self._bare: frozenset[int] = frozenset()  # lines that are an edit link without brackets
        self._marked = self._labelled_lines()

    def find(self) -> list[CopiedHeading]:
        """The headings in page order."""
        if self._marked:
            apart = self._are_apart(self._marked)
            marked = (self._labelled(number, apart=apart) for number in self._marked)
            return _without_overlap([found for found in marked if found is not None])
        listed = self._listed_lines() or sorted({*self._summed_lines(), *self._shaped_lines()})
        return _without_overlap([self._plain(number) for number in listed])

    # -- by the links beside them --------------------------------------------------------------

    def _labelled_lines(self) -> list[int]:
        ends = [number for number, text in enumerate(self._texts) if text.endswith(_ENDS)]
        shown = {number: label for number in ends if (label := self._label_at(number)) is not None}
        known = [number for number, label in shown.items() if _is_known(label)]
        if not known:
            repeated = _repeated(shown[number] for number in shown if number not in self._lines.dated)
            known = [number for number, label in shown.items() if label in repeated]
        if not known:
            self._bare = frozenset(self._bare_labels())
        return known or sorted(self._bare)

    def _label_at(self, number: int) -> str | None:
        label = _LABEL.search(_without_button(self._texts[number])[-_LABEL_REACH:])
        if label is None or self._is_listed(number):
            return None
        return label[1].strip()

    def _is_listed(self, number: int) -> bool:
        """Whether a line stands in the box of contents."""
        return self._contents is not None and self._contents.holds(number)

    def _bare_labels(self) -> list[int]:
        """Lines that are nothing but an edit link without brackets, each right below a short line."""
        known = folded_labels("edit")
        return [
            number
            for number, text in enumerate(self._texts)
            if 0 < len(text) < 40 and text.casefold() in known and self._below_heading(number)
        ]

    def _below_heading(self, number: int) -> bool:
        above = self._lines.worded_before(number, 2)
        if above is None or above in self._lines.dated or len(self._texts[above]) > MAX_HEADING:
            return False
        before = self._lines.worded_before(above, 1)
        return before is None or before in self._lines.dated

    def _are_apart(self, labelled: Sequence[int]) -> bool:
        """Whether an empty line stands above every heading that has its link on its own line."""
        whole = [number for number in labelled if _without_label(self._texts[number])]
        apart = sum(self._lines.begins_block(number) for number in whole)
        return 10 * apart >= 9 * len(whole)

    def _labelled(self, number: int, *, apart: bool) -> CopiedHeading | None:
        words = ["" if number in self._bare else _without_label(self._texts[number])]
        first = number
        if not words[0]:  # the link has a line of its own
            above = self._lines.worded_before(number, 2)
            if above is None or not self._goes_on(above):
                return None
            first, words = above, [self._texts[above]]
        elif apart:  # a heading with a line break in it
            while first > 0 and self._texts[first - 1] and self._goes_on(first - 1) and len(words) < 4:
                first -= 1
                words.insert(0, self._texts[first])
        text = " ".join(" ".join(words).split())
        return self._heading(first, text, self._last_of_summary(number))

    def _goes_on(self, number: int) -> bool:
        if number in self._lines.dated or len(self._texts[number]) > MAX_HEADING or self._is_listed(number):
            return False
        return not self._texts[number].endswith("]") or self._label_at(number) is None

    def _last_of_summary(self, number: int) -> int:
        """The last line of what a topic says of itself: its newest comment, its counts, a button."""
        last, counted = number, False
        for below in self._lines.worded(number + 1, number + _SUMMARY_LINES):
            text = self._texts[below]
            if below in self._lines.dated:
                break
            if text in SUBSCRIBE_LABELS or (counted and (_COUNT.fullmatch(text) or self._repeats(text))):
                last = below
            elif not counted and is_latest(text):
                counted = True
            else:
                break
        return last

    def _repeats(self, text: str) -> bool:
        """Whether a short line stands below several headings: a button in any language."""
        if len(text) > _MAX_BUTTON or text[-1] in _SENTENCE_ENDS:
            return False
        if self._shown is None:
            self._shown = Counter(line for line in self._texts if len(line) <= _MAX_BUTTON)
        return self._shown[text] > 1

    # -- by the box of contents ----------------------------------------------------------------

    def _listed_lines(self) -> list[int]:
        """The lines that the box lists, each below the one before."""
        contents = self._contents
        if contents is None:
            return []
        places: dict[str, list[int]] = {text: [] for _, text in contents.entries}
        for number in range(contents.last + 1, len(self._texts)):
            if (found := places.get(self._texts[number])) is not None:
                found.append(number)
        listed, floor = [], contents.last
        for _, text in contents.entries:
            place = next((number for number in places[text] if number > floor), None)
            if place is not None:
                listed.append(place)
                floor = place
        return listed

    # -- by what is said of them ---------------------------------------------------------------

    def _summed_lines(self) -> list[int]:
        """Short lines right above "Latest comment: 2 days ago" and "3 comments"."""
        summed = []
        for number, text in enumerate(self._texts):
            if (":" not in text and "：" not in text) or number in self._lines.dated or not is_latest(text):
                continue
            above, below = self._lines.worded_before(number), next(self._lines.worded(number + 1), None)
            if above is None or below is None or not _COUNT.fullmatch(self._texts[below]):
                continue
            if self._goes_on(above) and not is_button(self._texts[above]):
                summed.append(above)
        return summed

    # -- by their shape ------------------------------------------------------------------------

    def _shaped_lines(self) -> list[int]:
        """Lines that look like headings; the first of the page is its title where a second follows."""
        ends = max(self._lines.dated, default=-1)
        shaped = [number for number in range(ends) if self._shaped(number)]
        boxes = Counter(below for number in shaped if (below := self._box_below(number)) is not None)
        shaped = [number for number in shaped if boxes[self._texts[number]] < 2]
        texts = {self._texts[number] for number in shaped}  # one topic of many months: "Congratulations"
        shaped = [number for number in range(ends) if self._texts[number] in texts and self._is_free(number)]
        first = next(self._lines.worded(0), None)
        if shaped and shaped[0] == first:
            after = next(self._lines.worded(first + 1), None)
            if after in shaped or has_namespace(self._texts[first], self._site):
                return shaped[1:]
        return shaped

    def _shaped(self, number: int) -> bool:
        """A short line that stands apart, after the end of what somebody signed, before more words.

        Chromium leaves no empty line before a heading, and often none behind it either.
        """
        text, dated = self._texts[number], self._lines.dated
        if not 0 < len(text) <= MAX_HEADING or number in dated:
            return False
        if text.endswith(_UNFINISHED) or _BULLET.match(text) or self._is_framed(number):
            return False
        before = self._lines.worded_before(number, number)
        if not self._lines.ends_block(number) and (before is None or not self._may_stand_close(number)):
            return False
        return before is None or before in self._lines.ended or self._begins_page(before)

    def _box_below(self, number: int) -> str | None:
        """The line right below a heading that goes on with others: templates show boxes there."""
        below = next(self._lines.worded(number + 1, number + 3), None)
        if below is None or self._lines.ends_block(below) or not self._is_free(below):
            return None
        return self._texts[below]

    def _may_stand_close(self, number: int) -> bool:
        """Whether a line can be a heading with the first words said under it on the next line."""
        text, below = self._texts[number], self._texts[number + 1]
        return len(text) <= MAX_CLOSE_HEADING and not text[0].islower() and not below[0].islower()

    def _is_framed(self, number: int) -> bool:
        """Whether a line belongs to what stands above the conversation."""
        text = self._texts[number]
        return is_button(text) or (number < self._first_dated and is_latest(text))

    def _is_free(self, number: int) -> bool:
        """Whether a line stands apart, or below what somebody signed."""
        begins = self._lines.begins_block(number) or number - 1 in self._lines.ended
        return begins and number not in self._lines.dated and number not in self._lines.undersigned

    def _begins_page(self, number: int) -> bool:
        """Whether only few short lines stand up to here: the page's title and what is around it."""
        for count, above in enumerate(self._lines.worded(0, number + 1)):
            if count >= _FRAME_LINES or len(self._texts[above]) > MAX_HEADING or above in self._lines.dated:
                return False
        return True

    # -- what a heading is ---------------------------------------------------------------------

    def _plain(self, number: int) -> CopiedHeading:
        return self._heading(number, " ".join(self._texts[number].split()), self._last_of_summary(number))

    def _heading(self, first: int, text: str, last: int) -> CopiedHeading:
        return CopiedHeading(
            self._levels.get(text, 2), text, self._lines.starts[first], self._lines.end_of(last)
        )


def _without_overlap(headings: Sequence[CopiedHeading]) -> list[CopiedHeading]:
    """The headings, none of which goes on into the next, whatever stands below it."""
    found: list[CopiedHeading] = []
    for heading in reversed(headings):
        if found and heading.end >= found[-1].start:
            if heading.start >= found[-1].start:
                continue
            heading = replace(heading, end=max(heading.start, found[-1].start - 1))
        found.append(heading)
    return found[::-1]


@lru_cache(maxsize=256)
def _is_known(label: str) -> bool:
    parts = [part.strip() for part in _BETWEEN_LABELS.split(label)]
    known = folded_labels("edit") | _SUBSCRIBE
    return any(part in EDIT_LABELS or part.casefold() in known for part in parts)


def _repeated(shown: Iterable[str]) -> frozenset[str]:
    """Bracketed words that end most of these lines: edit links in a language that nobody described."""
    counts = Counter(label for label in shown if not any(map(str.isdigit, label)))
    total = counts.total()
    return frozenset(
        label
        for label, count in counts.items()
        if 2 * count > total and (count > 1 or _BETWEEN_LABELS.search(label))
    )


def _without_label(text: str) -> str:
    text = _without_button(text)
    label = _LABEL.search(text[-_LABEL_REACH:])
    return text[: len(text) - len(label[0])].strip() if label else text


def _without_button(text: str) -> str:
    """A heading's line without the button that stands directly behind its edit link."""
    if text.endswith("]"):
        return text
    button = next((label for label in SUBSCRIBE_LABELS if text.endswith(f"]{label}")), "")
    return text[: len(text) - len(button)]
