"""The frame of a copied page: its lines, its title, its contents box, its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.conversation.copied.words import (
    ADD_TOPIC_LABELS,
    JUMP_LABELS,
    SUBSCRIBE_LABELS,
    contents_titles,
    edit_labels,
)
from folkmoot.core.errors import BadTitle
from folkmoot.core.languages.timestamps import FoundTimestamp
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title

MAX_HEADING = 160  # characters of a heading that nothing marks as one
_FRAME_LINES = 6  # at most so many lines stand above the first heading of a page
_LABEL = re.compile(r"[ \t]*\[([^\[\]\n]{1,60})\][ \t]*(?:\[[^\[\]\n]{1,40}\])?$")
_COUNT = re.compile(r"\d[\d.,]*[\s\u00a0]?\S[^.!?:]{0,40}")
_ENTRY = re.compile(r"[\s•*◦▪-]*(\d+(?:\.\d+)*)[.)]?[ \t]+(.+)")
_BULLET = re.compile(r"\s*(?:[•◦▪‣*#]|\d+[.)])\s")
_UNFINISHED = tuple(",;:،؛、：.!?…。！？؟")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands, and its words without the blanks around them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CopiedHeading:
    """A heading: its lines from ``start`` to ``end``, and what it says."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The box of contents: where it stands, and what it lists as (depth, text)."""

    start: int
    end: int
    entries: tuple[tuple[int, str], ...]


def lines_of(text: str) -> list[Line]:
    """The lines of a text, empty ones too."""
    lines, start = [], 0
    for raw in text.split("\n"):
        lines.append(Line(start, start + len(raw), raw.strip()))
        start += len(raw) + 1
    return lines


def find_contents(lines: Sequence[Line], site: SiteConfig) -> Contents | None:
    """The first box of contents, None if the page has none."""
    titles = contents_titles(site)
    for index, line in enumerate(lines):
        if re.split(r"[\[(]", line.text, maxsplit=1)[0].strip() not in titles:
            continue
        entries: list[tuple[int, str]] = []
        end = line.end
        for following in lines[index + 1 :]:
            entry = _ENTRY.fullmatch(following.text)
            if entry is not None:
                entries.append((entry[1].count(".") + 1, entry[2].strip()))
                end = following.end
            elif following.text:
                break
        if entries:
            return Contents(line.start, end, tuple(entries))
    return None


class HeadingFinder:
    """Finds a page's headings: by their edit links, else by the contents box, else by their shape."""

    def __init__(
        self,
        lines: Sequence[Line],
        dates: Sequence[FoundTimestamp],
        contents: Contents | None,
        site: SiteConfig,
    ) -> None:
        self._lines = lines
        self._site = site
        self._contents = contents
        self._labels = edit_labels(site)
        self._dated = _dated_lines(lines, dates)
        self._labels |= self._repeated_labels()
        self._levels = {text: depth + 1 for depth, text in contents.entries} if contents else {}

    def find(self) -> list[CopiedHeading]:
        """The headings in page order."""
        labelled = [index for index in range(len(self._lines)) if self._label_at(index)]
        if labelled:
            return [heading for index in labelled if (heading := self._labelled(index)) is not None]
        if self._levels:
            return [self._plain(index) for index in range(len(self._lines)) if self._listed(index)]
        return [self._plain(index) for index in self._shaped_lines()]

    def _shaped_lines(self) -> list[int]:
        """Lines that look like headings; the first of the page is its title where a second follows."""
        shaped = [index for index in range(len(self._lines)) if self._shaped(index)]
        first = next((index for index, line in enumerate(self._lines) if line.text), None)
        if shaped and shaped[0] == first:
            after = next((i for i in range(first + 1, len(self._lines)) if self._lines[i].text), None)
            if after in shaped or has_namespace(self._lines[first].text, self._site):
                return shaped[1:]
        return shaped

    def _repeated_labels(self) -> frozenset[str]:
        """Bracketed words that end several lines which stand apart: edit links in another language."""
        counts: Counter[str] = Counter()
        for index, line in enumerate(self._lines):
            label = _LABEL.search(line.text)
            if label and index not in self._dated and self._stands_apart(index) and not label[1].isdigit():
                counts[label[1]] += 1
        repeated = {
            label for label, count in counts.items() if count > 1 and count * 2 > sum(counts.values())
        }
        return frozenset(repeated)

    def _label_at(self, index: int) -> bool:
        label = _LABEL.search(_without_button(self._lines[index].text))
        if label is None or self._in_contents(self._lines[index]):
            return False
        return all(part.strip() in self._labels for part in label[1].split("|"))

    def _labelled(self, index: int) -> CopiedHeading | None:
        line = self._lines[index]
        words = [_without_label(line.text)]
        first = index
        # A heading with a line break in it, or with its edit link on a line of its own.
        while first > 0 and self._lines[first - 1].text and (first - 1) not in self._dated and len(words) < 4:
            if len(self._lines[first - 1].text) > MAX_HEADING or self._label_at(first - 1):
                break
            first -= 1
            words.insert(0, self._lines[first].text)
        text = " ".join(" ".join(words).split())
        if not text:
            return None
        end = self._lines[self._last_of_summary(index)].end
        return CopiedHeading(self._levels.get(text, 2), text, self._lines[first].start, end)

    def _last_of_summary(self, index: int) -> int:
        """The last line of what a topic says of itself: its newest comment, its counts, a button."""
        last, counted = index, False
        for number in range(index + 1, min(index + 12, len(self._lines))):
            text = self._lines[number].text
            if text in SUBSCRIBE_LABELS or (counted and _COUNT.fullmatch(text)):
                last = number
            elif not counted and is_latest(text):
                counted = True
            elif text:
                break
        return last

    def _plain(self, index: int) -> CopiedHeading:
        line = self._lines[index]
        return CopiedHeading(self._levels.get(line.text, 2), line.text, line.start, line.end)

    def _listed(self, index: int) -> bool:
        line = self._lines[index]
        return line.text in self._levels and self._stands_apart(index) and not self._in_contents(line)

    def _shaped(self, index: int) -> bool:
        """A short line that stands apart, after the end of what somebody signed, before more words."""
        text = self._lines[index].text
        if not 0 < len(text) <= MAX_HEADING or index in self._dated or not self._stands_apart(index):
            return False
        if text.endswith(_UNFINISHED) or _BULLET.match(self._lines[index].text + " "):
            return False
        if not any(line.text for line in self._lines[index + 1 : index + 21]):
            return False
        before = next((i for i in range(index - 1, -1, -1) if self._lines[i].text), None)
        return before is None or before in self._dated or self._begins_page(before)

    def _begins_page(self, index: int) -> bool:
        """Whether only few short lines stand up to here: the page's title and what is around it."""
        count = 0
        for number, line in enumerate(self._lines[: index + 1]):
            count += bool(line.text)
            if count > _FRAME_LINES or len(line.text) > MAX_HEADING or number in self._dated:
                return False
        return True

    def _stands_apart(self, index: int) -> bool:
        after = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        return not after and (index == 0 or not self._lines[index - 1].text)

    def _in_contents(self, line: Line) -> bool:
        return self._contents is not None and self._contents.start <= line.start < self._contents.end


def _without_label(text: str) -> str:
    text = _without_button(text)
    label = _LABEL.search(text)
    return text[: label.start()].strip() if label else text


def _without_button(text: str) -> str:
    """A heading's line without the button that stands directly behind its edit link."""
    button = next((label for label in SUBSCRIBE_LABELS if text.endswith(f"]{label}")), "")
    return text[: len(text) - len(button)]


def _dated_lines(lines: Sequence[Line], dates: Sequence[FoundTimestamp]) -> set[int]:
    """The numbers of the lines that hold a date."""
    dated, index = set(), 0
    for date in dates:
        while index + 1 < len(lines) and lines[index + 1].start <= date.start:
            index += 1
        dated.add(index)
    return dated


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above the conversation: the page's title and project, and where the frame ends."""

    title: str | None = None
    project: str | None = None
    latest: str | None = None
    end: int = 0


def read_frame(lines: Sequence[Line], limit: int, site: SiteConfig, *, marked: bool) -> Frame:
    """Read the lines before ``limit``, where the first heading or the first signed words begin.

    ``marked`` says that headings carry their edit links here, so that a first line without one is
    no heading. Nothing is taken for a frame unless something shows that there is one.
    """
    head = [line for line in lines if line.text and line.start < limit][:8]
    jumped = bool(head) and head[0].text in JUMP_LABELS
    if jumped:
        head = head[1:]
    if not head or not (jumped or _is_title(head[0], lines, site, marked=marked)):
        return Frame()
    title, end = head[0].text, head[0].end
    project = latest = None
    for line in head[1:]:
        if line.text in ADD_TOPIC_LABELS:
            end = line.end
        elif project is None and latest is None and _is_project(line, lines, jumped):
            project, end = line.text, line.end
        elif latest is None and is_latest(line.text):
            latest, end = line.text, line.end
        else:
            break
    return Frame(title, project, latest, end)


def _is_title(line: Line, lines: Sequence[Line], site: SiteConfig, *, marked: bool) -> bool:
    after = next((other for other in lines if other.start > line.start), None)
    if len(line.text) > 255 or (after is not None and after.text):
        return False
    return marked or has_namespace(line.text, site)


def has_namespace(text: str, site: SiteConfig) -> bool:
    """Whether this can be the title of a page outside the articles: "Talk:Pond"."""
    try:
        return parse_title(text, site).namespace != 0
    except BadTitle:
        return False


_PROJECT_WORDS = re.compile(
    r"^(?:From|Aus|De|Da|Desde|Une page de|Un article de|Van|Uit|Z|С|З|Із|Материал из|出典:|来自|"
    r"維基|维基|위키|من|از|מתוך|Von|Från|Fra|Wikipedia|Origem:|A Wikipédi|Vikipedi|Bách khoa|Dari) ?",
)
_LATEST = re.compile(r"^[^:：]{4,40}[:：] ?\S.*(?:\d|ago|now)", re.IGNORECASE)


def _is_project(line: Line, lines: Sequence[Line], jumped: bool) -> bool:
    if len(line.text) > 120 or _LATEST.match(line.text):
        return False
    return bool(_PROJECT_WORDS.match(line.text)) or (jumped and not line.text.endswith("?"))


def is_latest(text: str) -> bool:
    """Whether a line tells when the newest comment was made: "Latest comment: 3 hours ago by Ada"."""
    return len(text) < 400 and bool(_LATEST.match(text))
