"""A talk page's HTML: the kept renderings of its sections, joined, with everything filled in.

The strings built here are HTML; whatever comes from people is escaped where it goes in. Building
them by hand instead of by a template per comment makes a page of thousands of comments bearable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext.slots import LinkTags
from folkmoot.web.pages.rendering import Block, ComposedPage
from folkmoot.web.shared.times import ago
from folkmoot.web.talk.composing import KeptComment, kept_comments
from folkmoot.web.talk.layout import Slot, fill_slots
from folkmoot.web.talk.outline import Counts, Outline, TopicLine

_MINUTE = timedelta(minutes=1)
_UNTIL_DATES = timedelta(days=30)  # older comments show their date, see shared.times
_LINK = re.compile(r'<a data-fm-link="(\d+)"')
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]*")  # as most are: the same in HTML and in an address


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
    return f"#{item_id}" if _PLAIN_ID.fullmatch(item_id) else f"#{quote(item_id, safe=';@$!*(),/~:')}"


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
        self._tags = LinkTags(page.site, page.exists, None)
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
        items = [self._write.item(item_id) for topic, _ in topics for item_id in topic.own]
        kept = kept_comments(block.extra)
        filler = _BlockFiller(
            write=self._write,
            headings=[pair for pair in topics if pair[0].level],
            items=items if len(items) == len(kept) else [],
            kept=kept,
            block=block,
            outline=self._outline,
        )
        return fill_slots(self._linked(block), filler.fill)

    def _linked(self, block: Block) -> str:
        links, tags = block.composed.links, self._tags
        parts = _LINK.split(block.composed.html)  # text and numbers in turn
        parts[1::2] = [tags[links[int(number)]] for number in parts[1::2]]
        return "".join(parts)

    def _topic_acts(self, topics: Sequence[tuple[TopicLine, Counts]]) -> str:
        topic = next((topic for topic, _ in reversed(topics) if topic.item_id), None)
        if topic is None:
            return ""
        is_here = self._reading.form_of and self._has_form(topic, topics)
        # Also that of a comment in a table, which has no place for it.
        return self._write.topic_acts(topic) + (self._reading.form if is_here else "")

    def _has_form(self, topic: TopicLine, topics: Sequence[tuple[TopicLine, Counts]]) -> bool:
        wanted = self._reading.form_of
        if wanted in self._write.forms_shown:
            return False
        return wanted == topic.item_id or any(wanted in one.own for one, _ in topics)

    def _end_topic(self) -> Iterator[str]:
        if self._in_topic:
            self._in_topic = False
            yield "</section>\n"


class _Item(NamedTuple):
    """How a comment's or topic's id is written: as it is, in HTML, in links to it and to a reply."""

    item_id: str
    html: str
    url: str
    reply_url: str


class _Person(NamedTuple):
    """What is said of somebody at each of their comments."""

    labels: str  # attributes of the comment
    byline: str
    reply: str


@dataclass(frozen=True, slots=True)
class _BlockFiller:
    """Fills the slots of one block with what its topics and comments are on this page."""

    write: _ItemWriter
    headings: Sequence[tuple[TopicLine, Counts]]
    items: Sequence[_Item]  # empty when the index does not fit: then nothing can be linked to
    kept: Sequence[KeptComment]
    block: Block
    outline: Outline

    def fill(self, slot: Slot) -> str:
        """What stands at this slot."""
        if slot.kind in ("heading", "heading-end"):
            return self._heading(slot)
        if slot.number >= len(self.kept):
            return ""
        item = self.items[slot.number] if self.items else None
        kept = self.kept[slot.number]
        if slot.kind == "open":
            return self.write.comment_open(item, kept, self._answered(slot), slot.depth)
        if item is None:
            return ""
        if slot.kind == "acts":
            return self.write.comment_acts(item, kept)
        return self.write.inline_start(item) if slot.kind == "start" else self.write.inline_end(item, kept)

    def _heading(self, slot: Slot) -> str:
        heading = self.block.composed.headings[slot.number]
        if slot.number >= len(self.headings):
            return self.write.bare_heading(heading.level, heading.anchor, end=slot.kind == "heading-end")
        topic, counts = self.headings[slot.number]
        if slot.kind == "heading":
            return self.write.heading_open(topic)
        return self.write.heading_end(topic, counts, self.outline.section_number(topic.place))

    def _answered(self, slot: Slot) -> tuple[_Item, str] | None:
        """The comment that this one answers and its author, where its place does not show that."""
        parent = self.kept[slot.number][4]
        if parent is None or not self.items or (slot.nested and parent == slot.number - 1):
            return None
        return self.items[parent], self.kept[parent][0]


class _ItemWriter:
    """The markup of headings and comments, with the interface's words looked up once for the page."""

    def __init__(self, reading: Reading, site: SiteConfig) -> None:
        self.forms_shown: set[str] = set()
        self._words, self._line = _marks_of_interface(site)
        self._reading = reading
        self._times: dict[object, str] = {}
        self._people: dict[tuple[str, str], _Person] = {}
        self._counts: dict[tuple[int, int], str] = {}
        self._reply = _('Reply<span class="visually-hidden"> to %(name)s</span>')
        self._reply_topic = escape(_("Reply to this topic"))
        self._answers = _("to %(name)s")
        self._link_title = escape(_("Link to this comment"))
        self._edit = escape(_("Edit"))
        self._edit_title = escape(_("Edit the source of this topic"))
        self._latest = escape(_("latest %(ago)s"))

    def item(self, item_id: str) -> _Item:
        """The ways to write an id."""
        if _PLAIN_ID.fullmatch(item_id):
            return _Item(item_id, item_id, f"#{item_id}", f"?reply={item_id}#reply")
        return _Item(item_id, escape(item_id), anchor_url(item_id), escape(reply_url(item_id)))

    def _person(self, kept: KeptComment) -> _Person:
        """What is said of the author of a comment, made once for the page: people write again and again."""
        name, path = kept[0], kept[1]
        if (name, path) not in self._people:
            author = escape(name)
            self._people[name, path] = _Person(
                labels=f' data-author="{author}" aria-label="{author}"',
                byline=f'<a class="author" href="{escape(path)}"><bdi>{author}</bdi></a> ',
                reply=self._reply % {"name": author},
            )
        return self._people[name, path]

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
        latest = ""
        if counts.latest:
            words = self._latest % {"ago": self._ago(counts.latest.posted)}
            latest = f'<a href="{anchor_url(counts.latest.item_id)}">{words}</a>'
        return f'<p class="topic-meta"{self._line}>{self._counted(counts)}{latest}</p>'

    def _counted(self, counts: Counts) -> str:
        """How many comments of how many people; the same numbers come again and again."""
        key = (counts.comments, len(counts.people))
        if key not in self._counts:
            self._counts[key] = "".join(f"<span>{escape(word)}</span> " for word in count_words(counts))
        return self._counts[key]

    def bare_heading(self, level: int, anchor: str, *, end: bool) -> str:
        return f"</h{level}>" if end else f'<h{level} id="{escape(anchor)}">'

    def comment_open(
        self, item: _Item | None, kept: KeptComment, answered: tuple[_Item, str] | None, depth: int
    ) -> str:
        person = self._person(kept)
        identity = f' id="{item.html}"' if item else ""
        to = self._to(*answered) if answered else ""
        return (
            f'<article class="comment"{identity}{person.labels} style="--depth:{depth}">'
            f'<header class="byline">{person.byline}{to}{self._when(item, kept)}</header><div class="said">'
        )

    def _to(self, item: _Item, author: str) -> str:
        name = f'<a href="{item.url}"><bdi>{escape(author)}</bdi></a>'
        return f'<span class="to"{self._words}>{self._answers % {"name": name}}</span> '

    def comment_acts(self, item: _Item, kept: KeptComment) -> str:
        if not self._reading.may_answer:
            return ""
        form = ""
        if item.item_id == self._reading.form_of:
            self.forms_shown.add(item.item_id)
            form = self._reading.form
        return f'<p class="acts"{self._words}>{self._reply_link(item, kept)}</p>{form}'

    def inline_start(self, item: _Item) -> str:
        return f'<span class="inline-comment" id="{item.html}"></span>'

    def inline_end(self, item: _Item, kept: KeptComment) -> str:
        reply = f" {self._reply_link(item, kept)}" if self._reading.may_answer else ""
        return f' <span class="inline-acts"{self._words}>{self._when(item, kept)}{reply}</span>'

    def topic_acts(self, topic: TopicLine) -> str:
        return f'<p class="topic-acts"{self._words}>{_reply(self.item(topic.item_id), self._reply_topic)}</p>'

    def _reply_link(self, item: _Item, kept: KeptComment) -> str:
        return _reply(item, self._person(kept).reply)

    def _when(self, item: _Item | None, kept: KeptComment) -> str:
        ago = self._ago(datetime.fromisoformat(kept[2]))
        time = f' datetime="{kept[2]}" title="{escape(kept[3])}">{ago}</time>'
        if item is None:
            return f"<time{self._words}{time}"
        return f'<a class="when"{self._words} href="{item.url}" title="{self._link_title}"><time{time}</a>'

    def _ago(self, moment: datetime) -> str:
        """The same words for many comments of a page: by day when old, else by age in minutes or days."""
        age = self._reading.now - moment
        key: object = (
            moment.date() if age >= _UNTIL_DATES else age // _MINUTE if age.days <= 0 else (age.days,)
        )
        if key not in self._times:
            self._times[key] = escape(ago(moment, self._reading.now))
        return self._times[key]


def _reply(item: _Item, words: str) -> str:
    return f'<a class="reply" href="{item.reply_url}" data-reply="{item.html}">{words}</a>'


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
