"""What stands above the conversation of a copied page: menus, the page's title, its newest comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.conversation.copied.contents import Contents
from folkmoot.core.conversation.copied.labels import labels, names_project
from folkmoot.core.conversation.copied.lines import Lines
from folkmoot.core.conversation.copied.words import ADD_TOPIC_LABELS, JUMP_LABELS
from folkmoot.core.errors import BadTitle
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title

_MENU_LINES = 90  # at most so many lines of menus and boxes stand above the conversation
_TAB_LINES = 24  # at most so many between the title and the line that says where one is
_MAX_TITLE, _MAX_TAB, _MAX_PROJECT, _MAX_LATEST = 255, 40, 120, 400  # characters of such lines

_PROJECT_WORDS = re.compile(
    r"(?:From|Aus|De|Da|Desde|Une page de|Un article de|Van|Uit|Z|С|З|Із|Материал из|من|از|מתוך|Von|Från|Fra|"
    r"Wikipedia,|Origem:|A Wikipédi|Vikipedi|Bách khoa|Dari)\s|出典:|来自|維基|维基|위키"
)
_LATEST = re.compile(
    r"[^:：]{4,40}[:：] ?(?=.*(?:\d|[Aa]go|[Nn]ow))(?:\S+\s+\S|\S*[\u3040-\u9fff\uac00-\ud7af])"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above the conversation: the page's title and project, and where the frame ends."""

    title: str | None = None
    project: str | None = None
    latest: str | None = None
    end: int = 0


def read_frame(
    lines: Lines, limit: int, contents: Contents | None, site: SiteConfig, *, topics: bool
) -> Frame:
    """Read the lines before ``limit``, where the first heading or the first signed words begin.

    ``topics`` says that headings are known, so that a first line that is none may be the title.
    Nothing is taken for a frame unless something shows that there is one.
    """
    head = [
        number
        for number in lines.worded(0, lines.number_at(limit - 1) + 1)
        if not (contents and contents.holds(number)) and lines.starts[number] < limit
    ][:_MENU_LINES]
    jumped = 0
    while jumped < len(head) and _is_jump(lines.texts[head[jumped]]):
        jumped += 1
    head = head[jumped:]
    if not head:
        return Frame()
    place = _title_place(head, lines, site, jumped=jumped > 0, topics=topics)
    return Frame() if place is None else _below_title(head[place:], lines, jumped=jumped > 0)


def _title_place(
    head: Sequence[int], lines: Lines, site: SiteConfig, *, jumped: bool, topics: bool
) -> int | None:
    """Which of the first lines is the title: the first if it may be one, else one below the menus."""
    texts = lines.texts
    if not jumped and _is_title(head[0], lines, site, topics=topics):
        return 0
    for place, number in enumerate(head):
        below = next(iter(head[place + 1 : place + 2]), None)
        if has_namespace(texts[number], site) and (jumped or below is None or _is_frame_line(texts[below])):
            return place
    return 0 if jumped and len(texts[head[0]]) <= _MAX_TITLE else None


def _is_title(number: int, lines: Lines, site: SiteConfig, *, topics: bool) -> bool:
    text = lines.texts[number]
    apart = number + 1 >= len(lines) or not lines.texts[number + 1]
    if len(text) > _MAX_TITLE:
        return False
    return has_namespace(text, site) or (apart and topics)


def _below_title(head: Sequence[int], lines: Lines, *, jumped: bool) -> Frame:
    texts = lines.texts
    title, end = texts[head[0]], lines.end_of(head[0])
    tabs = head[1 : 1 + _TAB_LINES]
    known = any(_is_project(texts[number]) for number in tabs)
    project = latest = None
    for number in tabs:
        text = texts[number]
        if _is_added(text):
            end = lines.end_of(number)
        elif latest is None and is_latest(text):
            latest, end = text, lines.end_of(number)
        elif project is None and latest is None and (_is_project(text) or (jumped and not known)):
            if not _may_be_project(text):
                break
            project, end = text, lines.end_of(number)
        elif latest is not None or project is not None or len(text) > _MAX_TAB:
            break
    return Frame(title, project, latest, end)


def has_namespace(text: str, site: SiteConfig) -> bool:
    """Whether this can be the title of a page outside the articles: "Talk:Pond"."""
    try:
        return ":" in text and parse_title(text, site).namespace != 0
    except BadTitle:
        return False


def _is_jump(text: str) -> bool:
    return text in JUMP_LABELS or text in labels("jump")


def _is_added(text: str) -> bool:
    return text in ADD_TOPIC_LABELS or text in labels("add topic")


def _is_frame_line(text: str) -> bool:
    return is_button(text) or is_latest(text) or _is_project(text)


def is_button(text: str) -> bool:
    """Whether a line is a link of the page's frame: "Jump to content", "Add topic"."""
    return _is_jump(text) or _is_added(text)


def _is_project(text: str) -> bool:
    return _may_be_project(text) and (bool(_PROJECT_WORDS.match(text)) or names_project(text))


def _may_be_project(text: str) -> bool:
    return len(text) <= _MAX_PROJECT and text[-1] != "?" and not _LATEST.match(text)


def is_latest(text: str) -> bool:
    """Whether a line tells when the newest comment was made: "Latest comment: 3 hours ago by Ada"."""
    return len(text) < _MAX_LATEST and bool(_LATEST.match(text))
