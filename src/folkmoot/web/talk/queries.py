"""Reading conversations: what the pages of the room show, as flat values, in a few queries each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from folkmoot.core.conversation.model import Found, PageFacts
from folkmoot.core.conversation.page_facts import heads_archives, page_facts
from folkmoot.core.site import TEMPLATE, USER, SiteConfig
from folkmoot.core.titles import Title, is_talk, page_path, parse_title, prefixed
from folkmoot.web.pages.page_parts import PageLink, categories_of, signs_of
from folkmoot.web.pages.queries import LoadedRevision
from folkmoot.web.pages.rendering import ComposedPage, compose_page
from folkmoot.web.pages.surroundings import surroundings_of
from folkmoot.web.shared.sites import page_site, wiki_site
from folkmoot.web.shared.times import ago
from folkmoot.web.talk.composing import threads_recipe
from folkmoot.web.talk.entries import TopicFacts, page_entries
from folkmoot.web.talk.finding import find_comment, find_topic
from folkmoot.web.talk.index import index_rules
from folkmoot.web.talk.models import CommentEntry, IndexedPage, TopicEntry
from folkmoot.web.talk.outline import CommentLine, Counts, Outline, TopicLine
from folkmoot.web.talk.reading import found_in_sections
from folkmoot.web.talk.recent_views import RecentViews
from folkmoot.web.talk.rendering import Reading, anchor_url, render_threads
from folkmoot.web.talk.rows import section_places

# What is read of each topic; the times that are not shown are costly to read.
_SHOWN = (
    *("section_id", "occurrence", "number", "level", "text", "anchor", "item_id", "people", "comments"),
    *("latest_at", "latest_by", "latest_id"),
)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents; counts include sub-topics."""

    level: int
    text: str
    anchor: str
    url: str
    comments: int
    people: int


@dataclass(frozen=True, slots=True)
class LatestComment:
    """The newest comment of a page."""

    author: str
    author_url: str
    at: datetime
    ago: str
    topic: str
    topic_url: str
    comment_url: str


@dataclass(frozen=True, slots=True)
class TalkPageView:
    """Everything that a talk page shows below its head."""

    contents: Sequence[ContentsLine] = ()
    latest: LatestComment | None = None
    html: SafeString = SafeString("")  # noqa: RUF009  # a SafeString does not change
    comments: int = 0
    people: int = 0
    empty: bool = True
    facts: PageFacts = PageFacts()  # noqa: RUF009  # a frozen value
    signs: Sequence[SafeString] = ()
    categories: Sequence[PageLink] = ()


def read_talk_page(revision: LoadedRevision, reading: Reading, *, shared: bool = False) -> TalkPageView:
    """The conversation on a page as this reader sees it now.

    ``shared``: the reader is like any other visitor, so what was made for one within this minute
    may serve for all.
    """
    if not shared:
        return _read_talk_page(revision, reading)
    minute = int(reading.now.timestamp()) // 60
    key = (revision.id, revision.is_latest, get_language() or "", reading.variant, minute)
    return _recent_views.get_or_make(key, partial(_read_talk_page, revision, reading))


def _read_talk_page(revision: LoadedRevision, reading: Reading) -> TalkPageView:
    site = page_site(revision.language)
    around = surroundings_of(revision, now=reading.now, variant=reading.variant)
    composed = compose_page(revision.sections, threads_recipe(site, revision.title, around), site)
    outline = read_outline(revision, site)
    total = outline.total()
    facts = _page_facts(composed, revision, site)
    reading = replace(reading, may_answer=reading.may_answer and facts.answers_welcome)
    return TalkPageView(
        contents=tuple(_contents_line(topic, counts) for topic, counts in outline.counted() if topic.level),
        latest=_latest(outline, reading.now),
        html=render_threads(composed, outline, reading),
        comments=total.comments,
        people=len(total.people),
        empty=not revision.sections,
        facts=facts,
        signs=tuple(signs_of(composed)),
        categories=tuple(categories_of(composed)),
    )


def _page_facts(page: ComposedPage, revision: LoadedRevision, site: SiteConfig) -> PageFacts:
    """What the page says about all of it: that it is an archive, that nobody talks on it."""
    used = (parse_title(name, site) for name in page.templates())
    templates = [title.text for title in used if title.namespace == TEMPLATE]
    return page_facts(
        prefixed(revision.title, site),
        page.switches(),
        is_archive=heads_archives(templates, site.language),
    )


_recent_views: RecentViews[TalkPageView] = RecentViews(weigh=lambda view: len(view.html))


def read_outline(revision: LoadedRevision, site: SiteConfig) -> Outline:
    """The page's topics and comments: from the index for the newest revision, else read again."""
    if not revision.is_latest or not is_talk(revision.title):
        return _outline_of_facts(revision, site)
    if _is_indexed(revision, site):
        outline = _outline_of_rows(revision)
        if _is_indexed(revision, site):  # else somebody's save came between our queries
            return outline
    return _outline_of_facts(revision, site)


def _is_indexed(revision: LoadedRevision, site: SiteConfig) -> bool:
    """Whether the rows are those of this revision."""
    rows = IndexedPage.objects.filter(
        page_id=revision.page_id, revision_id=revision.id, rules=index_rules(site)
    )
    return rows.exists()


def _outline_of_rows(revision: LoadedRevision) -> Outline:
    places = {place: at for at, place in enumerate(section_places(revision.sections))}
    lines: dict[int, TopicLine] = {}
    topics = TopicEntry.objects.filter(page_id=revision.page_id).only(*_SHOWN)
    for row in topics:
        place = places.get((row.section_id, row.occurrence))
        if place is not None:
            lines[row.pk] = _line_of_row(row, place)
    comments = CommentEntry.objects.filter(page_id=revision.page_id).order_by("topic_id", "number")
    for topic_id, item_id in comments.values_list("topic_id", "item_id"):
        if topic_id in lines:
            lines[topic_id].own.append(item_id)
    return Outline(sorted(lines.values(), key=lambda line: (line.place, line.number)))


def _line_of_row(row: TopicEntry, place: int) -> TopicLine:
    latest = CommentLine(row.latest_id, row.latest_by, row.latest_at) if row.latest_at else None
    return TopicLine(
        place=place,
        number=row.number,
        level=row.level,
        text=row.text,
        anchor=row.anchor,
        item_id=row.item_id,
        people=row.people,
        comments=row.comments,
        latest=latest,
    )


def _outline_of_facts(revision: LoadedRevision, site: SiteConfig) -> Outline:
    found = found_in_sections(revision.sections, site)
    places: list[Sequence[Found]] = [found[section] for section in revision.sections]
    return Outline([_line_of_facts(topic) for topic in page_entries(places, site)])


def _line_of_facts(topic: TopicFacts) -> TopicLine:
    latest = topic.latest()
    return TopicLine(
        place=topic.place,
        number=topic.number,
        level=topic.level,
        text=topic.text,
        anchor=topic.anchor,
        item_id=topic.item_id,
        people=topic.people(),
        comments=len(topic.comments),
        latest=CommentLine(latest.item_id, latest.author, latest.posted) if latest else None,
        own=[comment.item_id for comment in topic.comments],
    )


def _contents_line(topic: TopicLine, counts: Counts) -> ContentsLine:
    return ContentsLine(
        level=topic.level,
        text=topic.text,
        anchor=topic.anchor,
        url=anchor_url(topic.anchor),
        comments=counts.comments,
        people=len(counts.people),
    )


def _latest(outline: Outline, now: datetime) -> LatestComment | None:
    """The newest comment of the page, with the heading it stands under; of several the last."""
    newest: tuple[TopicLine, CommentLine] | None = None
    heading = TopicLine(0, 0, 0, "", "", "")
    for topic in outline.topics:
        heading = topic if topic.item_id else heading
        if topic.latest and (newest is None or topic.latest.posted >= newest[1].posted):
            newest = heading, topic.latest
    if newest is None:
        return None
    topic, comment = newest
    return LatestComment(
        author=comment.author,
        author_url=page_path(Title(USER, comment.author), wiki_site()),
        at=comment.posted,
        ago=ago(comment.posted, now),
        topic=topic.text,
        topic_url=anchor_url(topic.anchor),
        comment_url=anchor_url(comment.item_id),
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody wants to answer: a comment and its author, or a topic (no author)."""

    item_id: str
    author: str = ""


def find_answered(revision: LoadedRevision, item_id: str) -> Answered | None:
    """The comment or topic of the page that this id (or name) means; None when it is not there."""
    if item_id.startswith("h-"):
        topic = find_topic(revision.page_id, item_id)
        return Answered(topic.item_id) if topic else None
    comment = find_comment(revision.page_id, item_id)
    return Answered(comment.item_id, comment.author) if comment else None
