"""A talk page's HTML: the kept renderings of its sections, joined, with everything filled in.

The strings built here are HTML; whatever comes from people is escaped where it goes in. Building
them by hand instead of by a template per comment makes a page of thousands of comments bearable.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from threading import Lock
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Composed, Link, finish
from folkmoot.web.pages.rendering import Block, ComposedPage
from folkmoot.web.shared.times import ago
from folkmoot.web.talk.composing import KeptComment, kept_comments
from folkmoot.web.talk.layout import Slot, fill_slots
from folkmoot.web.talk.outline import CommentLine, Counts, Outline, TopicLine

_MINUTE = timedelta(minutes=1)
_UNTIL_DATES = timedelta(days=30)  # older comments show their date, see shared.times
_LINK = re.compile(r'<a data-fm-link="(\d+)">')


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader sees the page at this moment.

    ``form`` is the id of a comment or topic and the form that stands under it. An old revision is
    read without ways to answer and to edit, an archive without ways to answer. ``variant`` is that of the
    page's language in which it is read.
    """

    now: datetime
    may_answer: bool = True
    may_edit: bool = True
    form_of: str = ""
    form: str = ""
    variant: str = ""


def render_threads(page: ComposedPage, outline: Outline, reading: Reading) -> SafeString:
    """The whole conversation as HTML."""
    html = "".join(_PageWriter(page, outline, reading).parts())
    return mark_safe(html)  # noqa: S308  # compose() ends with nh3, and all that is filled in is escaped


def anchor_url(item_id: str) -> str:
    """A link to an id on the same page."""
    return f"#{quote(item_id, safe=';@$!*(),/~:')}"


def reply_url(item_id: str) -> str:
    """The same page with the form for a reply to this comment or topic."""
    return f"?reply={quote(item_id, safe='')}#reply"


def count_words(counts: Counts) -> tuple[str, str]:
    """How many comments, how many people."""
    people = len(counts.people)
    return (
        ngettext("%(comments)s comment", "%(comments)s comments", counts.comments)
        % {"comments": counts.comments},
        ngettext("%(people)s person", "%(people)s people", people) % {"people": people},
    )


class _PageWriter:
    """Joins the blocks of a page; topics (headings of level 1 and 2) become sections around them."""

    def __init__(self, page: ComposedPage, outline: Outline, reading: Reading) -> None:
        self._page = page
        self._outline = outline
        self._reading = reading
        self._write = _ItemWriter(reading, page.site)
        self._in_topic = False
        self._links: dict[Link, str] = {}
        self._topics: dict[int, list[tuple[TopicLine, Counts]]] = {}
        for topic, counts in outline.counted():
            self._topics.setdefault(topic.place, []).append((topic, counts))

    def parts(self) -> Iterator[str]:
        for block in self._page.blocks:
            yield from self._block(block)
        yield from self._end_topic()

    def _block(self, block: Block) -> Iterator[str]:
        places = range(block.first, block.first + len(block.section_ids))
        topics = [pair for place in places for pair in self._topics.get(place, ())]
        first = topics[0][0] if topics else None
        if (
            first
            and first.level <= 2
            and (first.level == 0 or block.composed.html.startswith("\0heading 0 "))
        ):
            yield from self._end_topic()
            self._in_topic = True
            label = f' aria-labelledby="{escape(first.anchor)}"' if first.level else ""
            yield f'<section class="topic"{label}>'
        yield self._filled(block, topics)
        if topics and self._reading.may_answer:
            yield self._topic_acts(topics)

    def _filled(self, block: Block, topics: Sequence[tuple[TopicLine, Counts]]) -> str:
        links = [self._link(link) for link in block.composed.links]
        html = _LINK.sub(lambda found: links[int(found[1])], block.composed.html)
        headings = [pair for pair in topics if pair[0].level]
        lines = [comment for topic, _ in topics for comment in topic.own]
        kept = kept_comments(block.extra)
        filler = _BlockFiller(
            write=self._write,
            headings=headings,
            lines=lines if len(lines) == len(kept) else [],
            kept=kept,
            block=block,
            outline=self._outline,
        )
        return fill_slots(html, filler.fill)

    def _link(self, link: Link) -> str:
        """The opening tag of a link, made once for the page: people sign again and again."""
        if link not in self._links:
            one = Composed(html='<a data-fm-link="0">', links=(link,))
            self._links[link] = finish(one, site=self._page.site, exists=self._page.exists)
        return self._links[link]

    def _topic_acts(self, topics: Sequence[tuple[TopicLine, Counts]]) -> str:
        topic = next((topic for topic, _ in reversed(topics) if topic.item_id), None)
        if topic is None:
            return ""
        form = ""
        ids = [topic.item_id, *(line.item_id for one, _ in topics for line in one.own)]
        if self._reading.form_of in ids and self._reading.form_of not in self._write.forms_shown:
            form = self._reading.form  # also that of a comment in a table, which has no place for it
        return self._write.topic_acts(topic) + form

    def _end_topic(self) -> Iterator[str]:
        if self._in_topic:
            self._in_topic = False
            yield "</section>\n"


@dataclass(frozen=True, slots=True)
class _BlockFiller:
    """Fills the slots of one block with what its topics and comments are on this page."""

    write: _ItemWriter
    headings: Sequence[tuple[TopicLine, Counts]]
    lines: Sequence[CommentLine]  # empty when the index does not fit: then nothing can be linked to
    kept: Sequence[KeptComment]
    block: Block
    outline: Outline

    def fill(self, slot: Slot) -> str:
        """What stands at this slot."""
        if slot.kind in ("heading", "heading-end"):
            return self._heading(slot)
        if slot.number >= len(self.kept):
            return ""
        line = self.lines[slot.number] if self.lines else None
        kept = self.kept[slot.number]
        if slot.kind == "open":
            return self.write.comment_open(line, kept, self._answered(slot), slot.depth)
        if line is None:
            return ""
        if slot.kind == "acts":
            return self.write.comment_acts(line)
        return self.write.inline_start(line) if slot.kind == "start" else self.write.inline_end(line, kept)

    def _heading(self, slot: Slot) -> str:
        heading = self.block.composed.headings[slot.number]
        if slot.number >= len(self.headings):
            return self.write.bare_heading(heading.level, heading.anchor, end=slot.kind == "heading-end")
        topic, counts = self.headings[slot.number]
        if slot.kind == "heading":
            return self.write.heading_open(topic)
        return self.write.heading_end(topic, counts, self.outline.section_number(topic.place))

    def _answered(self, slot: Slot) -> CommentLine | None:
        """The comment that this one answers, where one cannot see that from where it stands."""
        parent = self.kept[slot.number][4]
        if parent is None or not self.lines or (slot.nested and parent == slot.number - 1):
            return None
        return self.lines[parent]


class _ItemWriter:
    """The markup of headings and comments, with the interface's words looked up once for the page."""

    def __init__(self, reading: Reading, site: SiteConfig) -> None:
        self.forms_shown: set[str] = set()
        self._words, self._line = _marks_of_interface(site)
        self._reading = reading
        self._times: dict[object, str] = {}
        self._reply = _('Reply<span class="visually-hidden"> to %(name)s</span>')
        self._reply_topic = escape(_("Reply to this topic"))
        self._answers = _("to %(name)s")
        self._link_title = escape(_("Link to this comment"))
        self._edit = escape(_("Edit"))
        self._edit_title = escape(_("Edit the source of this topic"))
        self._latest = _("latest %(ago)s")

    def heading_open(self, topic: TopicLine) -> str:
        kind = "topic-head" if topic.level <= 2 else "topic-head sub"
        return f'<header class="{kind}"><h{topic.level} id="{escape(topic.anchor)}">'

    def heading_end(self, topic: TopicLine, counts: Counts, section_number: int) -> str:
        edit = ""
        if self._reading.may_edit:
            edit = (
                f'<a class="edit-section"{self._words} href="?action=edit&amp;section={section_number}"'
                f' title="{self._edit_title}">{self._edit}</a>'
            )
        return f"</h{topic.level}>{self._topic_meta(counts)}{edit}</header>"

    def _topic_meta(self, counts: Counts) -> str:
        if not counts.comments:
            return ""
        words = "".join(f"<span>{escape(word)}</span> " for word in count_words(counts))
        latest = ""
        if counts.latest:
            moment = self._ago(counts.latest.posted)
            latest = (
                f'<a href="{anchor_url(counts.latest.item_id)}">{escape(self._latest % {"ago": moment})}</a>'
            )
        return f'<p class="topic-meta"{self._line}>{words}{latest}</p>'

    def bare_heading(self, level: int, anchor: str, *, end: bool) -> str:
        return f"</h{level}>" if end else f'<h{level} id="{escape(anchor)}">'

    def comment_open(
        self, line: CommentLine | None, kept: KeptComment, answered: CommentLine | None, depth: int
    ) -> str:
        author, author_path = escape(kept[0]), escape(kept[1])
        identity = f' id="{escape(line.item_id)}"' if line else ""
        to = ""
        if answered:
            name = f'<a href="{anchor_url(answered.item_id)}"><bdi>{escape(answered.author)}</bdi></a>'
            to = f'<span class="to"{self._words}>{self._answers % {"name": name}}</span> '
        return (
            f'<article class="comment"{identity} data-author="{author}" aria-label="{author}"'
            f' style="--depth:{depth}">'
            f'<header class="byline"><a class="author" href="{author_path}"><bdi>{author}</bdi></a> '
            f'{to}{self._when(line, kept)}</header><div class="said">'
        )

    def comment_acts(self, line: CommentLine) -> str:
        if not self._reading.may_answer:
            return ""
        form = ""
        if line.item_id == self._reading.form_of:
            self.forms_shown.add(line.item_id)
            form = self._reading.form
        return f'<p class="acts"{self._words}>{self._reply_link(line)}</p>{form}'

    def inline_start(self, line: CommentLine) -> str:
        return f'<span class="inline-comment" id="{escape(line.item_id)}"></span>'

    def inline_end(self, line: CommentLine, kept: KeptComment) -> str:
        reply = f" {self._reply_link(line)}" if self._reading.may_answer else ""
        return f' <span class="inline-acts"{self._words}>{self._when(line, kept)}{reply}</span>'

    def topic_acts(self, topic: TopicLine) -> str:
        return (
            f'<p class="topic-acts"{self._words}><a class="reply" href="{escape(reply_url(topic.item_id))}"'
            f' data-reply="{escape(topic.item_id)}">{self._reply_topic}</a></p>'
        )

    def _reply_link(self, line: CommentLine) -> str:
        words = self._reply % {"name": escape(line.author)}
        return (
            f'<a class="reply" href="{escape(reply_url(line.item_id))}"'
            f' data-reply="{escape(line.item_id)}">{words}</a>'
        )

    def _when(self, line: CommentLine | None, kept: KeptComment) -> str:
        moment = line.posted if line else datetime.fromisoformat(kept[2])
        time = f' datetime="{kept[2]}" title="{escape(kept[3])}">{escape(self._ago(moment))}</time>'
        if line is None:
            return f"<time{self._words}{time}"
        href = anchor_url(line.item_id)
        return f'<a class="when"{self._words} href="{href}" title="{self._link_title}"><time{time}</a>'

    def _ago(self, moment: datetime) -> str:
        """The same words for many comments of a page: by day when old, else by age in minutes or days."""
        age = self._reading.now - moment
        minutes = age // _MINUTE
        key: object = moment.date() if age >= _UNTIL_DATES else minutes if age.days <= 0 else (age.days,)
        if key not in self._times:
            self._times[key] = ago(moment, self._reading.now)
        return self._times[key]


def _marks_of_interface(site: SiteConfig) -> tuple[str, str]:
    """What marks the interface's words on a page of another language: among others, and as a line.

    Screen readers choose their voice by ``lang``. A line of words and numbers needs its direction
    said as well; a lone word finds it by itself.
    """
    language = get_language() or site.language
    if language == site.language:
        return "", ""
    words = f' lang="{escape(language)}"'
    direction = "rtl" if get_language_bidi() else "ltr"
    return words, words if direction == site.direction else f'{words} dir="{direction}"'


_all_recent: list[RecentViews[Any]] = []


def forget_recent() -> None:
    """Forget every view kept in this process, as when the database behind it is another one."""
    for recent in _all_recent:
        recent.clear()


View = TypeVar("View")
Key = tuple[object, ...]


class RecentViews(Generic[View]):
    """What was drawn a moment ago, for the next visitor of the same page; the oldest goes first.

    A key says everything that a view depends on, the minute included, so nothing is ever wrong for
    longer than the times on the page are. ``most`` bounds what is kept, as ``weigh`` counts it.
    """

    def __init__(self, *, weigh: Callable[[View], int], most: int = 32_000_000) -> None:
        self._views: OrderedDict[Key, View] = OrderedDict()
        self._weigh = weigh
        self._most = most
        self._weight = 0
        self._lock = Lock()
        _all_recent.append(self)

    def get_or_make(self, key: Key, make: Callable[[], View]) -> View:
        """The view kept under this key, or a new one, kept from now on."""
        with self._lock:
            known = self._views.get(key)
        if known is not None:
            return known
        made = make()
        with self._lock:
            if key not in self._views:
                self._views[key] = made
                self._weight += self._weigh(made)
            while self._weight > self._most:
                self._weight -= self._weigh(self._views.popitem(last=False)[1])
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._views.clear()
            self._weight = 0
