"""The index of conversations: who said what to whom on which page, derived from the text.

Every row can be made again from the pages (``folkmoot manage rebuild_talk_index``). A row names
the section it stands in by its text and the occurrence of this text on the page, not by a number
on the page: a topic added or removed elsewhere touches no other topic's rows. The order on the
page is that of the revision's sections.
"""

from __future__ import annotations

from django.db import models

from folkmoot.web.pages.models import Page


class IndexedPage(models.Model):
    """Which revision of a page its rows stand for, and the rules by which they were made.

    ``irregular`` pages have a section that cannot be indexed on its own, such as one with a
    second heading made by a template; a change to them is read as a change to the whole page.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision_id = models.BigIntegerField()
    rules = models.CharField(max_length=64)
    irregular = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"page {self.page_id} as of revision {self.revision_id}"


class TopicEntry(models.Model):
    """A heading with the comments up to the next one; level 0 is what stands before any heading.

    Ids (or anchors) that differ only in the number that makes them unique have the same ``stem``.
    Counts, people and the latest comment are of the topic's own comments, without its sub-topics;
    ``began`` (the oldest comment) is of the topic with its sub-topics, because the topic's id and
    name are made from it.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    section_id = models.BigIntegerField()
    occurrence = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    base_anchor = models.TextField(blank=True)
    anchor = models.TextField(blank=True)
    anchor_stem = models.BigIntegerField()
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    has_subtopics = models.BooleanField(default=False)
    base_id = models.TextField(blank=True)
    item_id = models.TextField(blank=True)
    name = models.TextField(blank=True)
    stem = models.BigIntegerField()
    began_at = models.DateTimeField(null=True)
    began_by = models.TextField(blank=True)
    comments = models.PositiveIntegerField(default=0)
    people = models.JSONField(default=list)
    latest_at = models.DateTimeField(null=True)
    latest_by = models.TextField(blank=True)
    latest_id = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["page", "section_id", "occurrence", "number"], name="topic_once_per_place"
            ),
        )
        indexes = (
            models.Index(fields=["page", "stem"], name="topic_stem"),
            models.Index(fields=["page", "anchor_stem"], name="topic_anchor_stem"),
            models.Index(fields=["item_id"], name="topic_item_id"),
            models.Index(fields=["name"], name="topic_name"),
            models.Index(fields=["-latest_at"], name="topic_latest_first"),
        )

    def __str__(self) -> str:
        return self.text or self.item_id


class CommentEntry(models.Model):
    """A signed comment: its identity, and where it stands in its topic.

    ``number`` counts the topic's own comments from 0; ``parent_number`` is the one it answers, or
    None when it answers the topic. ``base_id`` is the id before the page tells equal ones apart.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(TopicEntry, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    parent_number = models.PositiveIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    base_id = models.TextField()
    item_id = models.TextField()
    name = models.TextField()
    stem = models.BigIntegerField()
    author = models.TextField()
    posted = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item_id", "page"], name="comment_id_once_per_page"),
            models.UniqueConstraint(fields=["topic", "number"], name="comment_number_once_per_topic"),
        )
        indexes = (
            models.Index(fields=["page", "stem"], name="comment_stem"),
            models.Index(fields=["name"], name="comment_name"),
        )

    def __str__(self) -> str:
        return self.item_id
