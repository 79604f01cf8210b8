"""How pages are stored: a revision is an ordered list of sections, and each section is stored once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Page(models.Model):
    """A title with a newest revision; without one only inside the transaction that makes the page.

    ``key`` is the title without its namespace, with underscores. ``language`` is the language
    of the page's text, "" for the wiki's own.
    """

    namespace = models.SmallIntegerField()
    key = models.CharField(max_length=255)
    language = models.CharField(max_length=20, blank=True, default="")
    latest = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, default=None, related_name="+", db_index=False
    )
    touched = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["namespace", "key"], name="page_title_once"),)

    def __str__(self) -> str:
        return f"{self.namespace}:{self.key}"


class SectionText(models.Model):
    """The text of a section, stored once whatever the number of revisions and pages that hold it.

    ``text`` is UTF-8 compressed with zlib; ``size`` its bytes before compression; ``digest`` the
    BLAKE2b-160 of those bytes. ``level`` is that of its heading, 0 for a lead.
    """

    digest = models.BinaryField(max_length=20, unique=True)
    level = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    text = models.BinaryField()

    def __str__(self) -> str:
        return f"section {self.pk}"


class Revision(models.Model):
    """One saved state of a page. Never changed after it was saved.

    ``sections`` is the packed list of section ids (see ``manifests``). ``actor`` is None for
    visitors, commands and accounts that are gone; ``actor_name`` always says who it was.
    ``has_open`` is False only when no section leaves open what a later one could close
    (see ``sections``).
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=255)
    summary = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField()
    size = models.PositiveIntegerField()
    sections = models.BinaryField()
    has_open = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["page", "-id"], name="revision_newest_first"),
            models.Index(fields=["actor", "-id"], name="revision_of_actor"),
        )

    def __str__(self) -> str:
        return f"revision {self.pk} of page {self.page_id}"


class Derived(models.Model):
    """Something computed from a section and kept: always safe to delete, it is made again.

    ``key`` stands for the rules and facts it was computed by, ``kind`` for what it is. ``blob``
    says itself which other pages were used, so that a reader can tell whether it still holds.
    """

    section = models.ForeignKey(SectionText, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.BinaryField(max_length=20)
    blob = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["section", "kind", "key"], name="derived_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of section {self.section_id}"


class PostedForm(models.Model):
    """A form that was posted, with what came of it: so that posting it twice posts once."""

    digest = models.BinaryField(max_length=20, unique=True)
    posted = models.DateTimeField(default=timezone.now, db_index=True)
    outcome = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"form of {self.posted:%Y-%m-%d %H:%M}"
