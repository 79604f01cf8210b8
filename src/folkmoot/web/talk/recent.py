"""What people are talking about, over the whole wiki: the front page, in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, Sum
from django.utils.translation import get_language

from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.conversation.shown_text import plain_text
from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.web.pages.models import Page, Revision
from folkmoot.web.pages.queries import section_texts
from folkmoot.web.shared.sites import page_site, wiki_site
from folkmoot.web.shared.times import ago
from folkmoot.web.talk.importing import excerpt_of
from folkmoot.web.talk.models import CommentEntry, TopicEntry
from folkmoot.web.talk.outline import CommentLine, Counts, TopicLine
from folkmoot.web.talk.reading import found_in_sections
from folkmoot.web.talk.recent_views import RecentViews
from folkmoot.web.talk.rendering import anchor_url

SHOWN_TOPICS = 20
SHOWN_PAGES = 50
_DEPTH = 5  # headings have six levels, so a topic is at most five below another


@dataclass(frozen=True, slots=True)
class RecentTopic:
    """A conversation of the front page. Counts include sub-topics; the excerpt is of its newest comment."""

    title: str
    page_url: str
    topic: str
    topic_url: str
    comments: int
    people: int
    latest_author: str
    latest_at: datetime
    ago: str
    language: str
    direction: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class TalkPageLine:
    """A discussion page of the front page's list."""

    title: str
    url: str
    topics: int
    comments: int
    language: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What people are talking about, and where."""

    conversations: Sequence[RecentTopic]
    pages: Sequence[TalkPageLine]


_recent_fronts: RecentViews[FrontPage] = RecentViews(weigh=lambda front: 1, most=20)


def read_front_page(*, now: datetime) -> FrontPage:
    """The front page; drawn anew when a minute has passed or anything was saved."""
    newest = Revision.objects.aggregate(newest=Max("pk"))["newest"]
    key = (newest, int(now.timestamp()) // 60, get_language() or "")
    return _recent_fronts.get_or_make(key, lambda: FrontPage(list_recent_topics(now=now), list_talk_pages()))


def list_recent_topics(*, now: datetime, limit: int = SHOWN_TOPICS) -> list[RecentTopic]:
    """The conversations with the newest comments, newest first.

    A comment in a sub-topic counts for the topic of level 2 that it is a part of.
    """
    newest = TopicEntry.objects.select_related("page").filter(latest_at__isnull=False)
    candidates = list(newest.order_by("-latest_at", "-pk")[: limit * 3])
    holders = _holders(candidates)
    topics: dict[int, TopicEntry] = {}
    for candidate in candidates:
        holder = holders[candidate.pk]
        topics.setdefault(holder.pk, holder)
    shown = list(topics.values())[:limit]
    counts = _counts(shown)
    excerpts = _excerpts(shown, counts)
    return [_recent_topic(topic, counts[topic.pk], excerpts.get(topic.pk, ""), now) for topic in shown]


def list_talk_pages(*, limit: int = SHOWN_PAGES) -> list[TalkPageLine]:
    """The discussion pages with the newest comments, in the order of their titles."""
    rows = (
        TopicEntry.objects.values("page_id", "page__namespace", "page__key", "page__language")
        .annotate(topics=Count("pk", filter=Q(level__gt=0)), total=Sum("comments"))
        .filter(Q(topics__gt=0) | Q(total__gt=0))
        .order_by("page__namespace", "page__key")[:limit]
    )
    return [_page_line(row) for row in rows]


def _page_line(row: Mapping[str, object]) -> TalkPageLine:
    title = Title(int(str(row["page__namespace"])), str(row["page__key"]).replace("_", " "))
    language = str(row["page__language"])
    return TalkPageLine(
        title=prefixed(title, wiki_site()),
        url=page_path(title, wiki_site()),
        topics=int(str(row["topics"])),
        comments=int(str(row["total"] or 0)),
        language=page_site(language).language,
    )


def _holders(topics: Sequence[TopicEntry]) -> dict[int, TopicEntry]:
    """For each of these topics the one of level 2 that it is a part of, or itself."""
    known = {topic.pk: topic for topic in topics}
    for _ in range(_DEPTH):
        above = (topic.parent_id for topic in known.values() if topic.level > 2)
        missing = {parent for parent in above if parent and parent not in known}
        if not missing:
            break
        known.update(
            (topic.pk, topic) for topic in TopicEntry.objects.select_related("page").filter(pk__in=missing)
        )
    return {topic.pk: _climbed(topic, known) for topic in topics}


def _climbed(topic: TopicEntry, known: Mapping[int, TopicEntry]) -> TopicEntry:
    while topic.level > 2 and topic.parent_id and topic.parent_id in known:
        topic = known[topic.parent_id]
    return topic


def _counts(topics: Iterable[TopicEntry]) -> dict[int, Counts]:
    """Each topic counted with its sub-topics."""
    counts = {topic.pk: Counts() for topic in topics}
    roots = {topic.pk: topic.pk for topic in topics}
    level = list(topics)
    while level:
        for entry in level:
            counts[roots[entry.pk]].add(_line(entry))
        parents = [entry.pk for entry in level if entry.has_subtopics]
        level = list(TopicEntry.objects.filter(parent_id__in=parents)) if parents else []
        roots.update((entry.pk, roots[entry.parent_id or 0]) for entry in level)
    return counts


def _line(entry: TopicEntry) -> TopicLine:
    latest = CommentLine(entry.latest_id, entry.latest_by, entry.latest_at) if entry.latest_at else None
    return TopicLine(
        place=0,
        number=0,
        level=entry.level,
        text=entry.text,
        anchor=entry.anchor,
        item_id=entry.item_id,
        people=entry.people,
        comments=entry.comments,
        latest=latest,
    )


def _excerpts(topics: Sequence[TopicEntry], counts: Mapping[int, Counts]) -> dict[int, str]:
    """The first words of each topic's newest comment."""
    newest = {latest.item_id: topic for topic in topics if (latest := counts[topic.pk].latest)}
    wanted = CommentEntry.objects.select_related("topic").filter(
        item_id__in=newest, page_id__in={topic.page_id for topic in topics}
    )
    entries = [entry for entry in wanted if newest[entry.item_id].page_id == entry.page_id]
    texts = section_texts(entry.topic.section_id for entry in entries)
    excerpts: dict[int, str] = {}
    for language in {topic.page.language for topic in topics}:
        own = [entry for entry in entries if newest[entry.item_id].page.language == language]
        found = found_in_sections([entry.topic.section_id for entry in own], page_site(language))
        for entry in own:
            section = entry.topic.section_id
            comments = [item for item in found[section] if isinstance(item, FoundComment)]
            excerpts[newest[entry.item_id].pk] = _excerpt(comments, entry, texts[section])
    return excerpts


def _excerpt(comments: Sequence[FoundComment], entry: CommentEntry, text: str) -> str:
    source = comments[entry.number].source if entry.number < len(comments) else None
    return excerpt_of(plain_text(text[source.start : source.signature])) if source else ""


def _recent_topic(topic: TopicEntry, counts: Counts, excerpt: str, now: datetime) -> RecentTopic:
    title = _title_of(topic.page)
    url = page_path(title, wiki_site())
    site = page_site(topic.page.language)
    latest = counts.latest or CommentLine("", "", now)
    return RecentTopic(
        title=prefixed(title, wiki_site()),
        page_url=url,
        topic=topic.text or prefixed(title, wiki_site()),
        topic_url=f"{url}{anchor_url(topic.anchor)}" if topic.anchor else url,
        comments=counts.comments,
        people=len(counts.people),
        latest_author=latest.author,
        latest_at=latest.posted,
        ago=ago(latest.posted, now),
        language=site.language,
        direction=site.direction,
        excerpt=excerpt,
    )


def _title_of(page: Page) -> Title:
    return Title(page.namespace, page.key.replace("_", " "))
