"""Finding a comment or topic of a page by whatever name somebody has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Q, QuerySet

from folkmoot.web.talk.models import CommentEntry, TopicEntry

_Row = TypeVar("_Row", CommentEntry, TopicEntry)

# Where the author's part of an id ends: a time as ids have it today, or as they had it before 2022.
_TIME = re.compile(r"-(?:\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?=-|\Z)")


def find_comment(page_id: int, id_or_name: str) -> CommentEntry | None:
    """The comment of this page with this id or, when only one fits, this name; with its topic.

    An id whose end has changed since (the heading renamed, the comment moved below another) still
    leads to its comment by the name in it: who and when.
    """
    rows = CommentEntry.objects.select_related("topic").filter(page_id=page_id)
    exact = rows.filter(item_id=id_or_name).first()
    return exact or _only(rows.filter(name__in=list(names_in(id_or_name))))


def find_topic(page_id: int, id_or_name: str) -> TopicEntry | None:
    """The topic of this page with this id or, when only one fits, this name.

    An id that has another time at its end since (the topic had no comment, say) still leads to it.
    """
    if not id_or_name.startswith("h-") or id_or_name == "h-":
        return None
    rows = TopicEntry.objects.filter(page_id=page_id)
    exact = rows.filter(item_id=id_or_name).first()
    return exact or _only(rows.filter(name=id_or_name)) or _by_beginning(rows, id_or_name)


def find_anywhere(id_or_name: str) -> CommentEntry | TopicEntry | None:
    """The item of the whole wiki with this id or, when only one fits, this name; with its page.

    Of several pages that carry the same id the one whose comment was indexed first is meant.
    """
    if id_or_name.startswith("h-"):
        topics = TopicEntry.objects.select_related("page").order_by("pk")
        return topics.filter(item_id=id_or_name).first() or _only(topics.filter(_named_topic(id_or_name)))
    comments = CommentEntry.objects.select_related("page").order_by("pk")
    exact = comments.filter(item_id=id_or_name).first()
    return exact or _only(comments.filter(name__in=list(names_in(id_or_name))))


def names_in(item_id: str) -> Iterator[str]:
    """The names that a comment with this id can have: all up to one of the times in it."""
    if item_id.startswith("c-"):
        for time in _TIME.finditer(item_id):
            yield item_id[: time.end()]


def _named_topic(name: str) -> Q:
    return Q(name=name) if name != "h-" else Q(pk__in=())


def _by_beginning(rows: QuerySet[TopicEntry], item_id: str) -> TopicEntry | None:
    without_time = _TIME.sub("", item_id)
    return _only(rows.filter(Q(item_id=without_time) | Q(item_id__startswith=f"{without_time}-")))


def _only(rows: QuerySet[_Row]) -> _Row | None:
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
