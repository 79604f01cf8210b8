"""What a reply costs does not depend on how long the page is. Counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.core.conversation import edits
from folkmoot.core.conversation.writing import written
from folkmoot.web.pages import sections
from folkmoot.web.pages.models import Derived, SectionText
from folkmoot.web.pages.queries import load_revision
from folkmoot.web.shared.actor import Actor
from folkmoot.web.talk import composing, reading
from folkmoot.web.talk.models import CommentEntry
from folkmoot.web.talk.queries import read_talk_page
from folkmoot.web.talk.rendering import Reading
from folkmoot.web.talk.services import post_reply
from tests.web.talk.test_index import comment
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db
PER_TOPIC = 10


def long_page(comments: int) -> str:
    topics = range(comments // PER_TOPIC)
    return "".join(
        f"== Topic {topic} ==\n"
        + "".join(comment(f"Person {n}", topic * PER_TOPIC + n, n) for n in range(PER_TOPIC))
        for topic in topics
    )


class Counts:
    """What was done: the texts that were read, cut and rendered, and the SQL statements."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.cut: list[str] = []
        self.composed: list[str] = []
        self.statements = 0


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    counts = Counts()

    def watch(module: Any, name: str, seen: list[str]) -> None:
        original = getattr(module, name)

        def watched(text: str, *arguments: Any, **named: Any) -> Any:
            seen.append(text)
            return original(text, *arguments, **named)

        patch.setattr(module, name, watched)

    with monkeypatch.context() as patch:
        for module in (reading, edits, written):
            watch(module, "find_in_wikitext", counts.read)
        watch(sections, "split_sections", counts.cut)
        watch(composing, "compose", counts.composed)
        with CaptureQueriesContext(connection) as captured:
            yield counts
        counts.statements = len(captured)


def reply_to_the_middle(actor: Actor, now: datetime, body: str) -> str:
    entries = CommentEntry.objects.order_by("pk")
    target = entries[entries.count() // 2 + 3]
    return post_reply(
        actor=actor, title="Talk:Long", comment_id=target.item_id, body=body, token=body, now=now
    ).comment_id


def read_page(now: datetime) -> None:
    revision = load_revision(title_of("Talk:Long"))
    assert revision is not None
    read_talk_page(revision, Reading(now=now))


def test_a_reply_reads_stores_and_renders_one_section_of_a_page_of_any_length(
    save: Save, ben_acts: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: dict[int, tuple[int, int]] = {}
    for comments in (20, 5_000):
        save("Talk:Long", text=long_page(comments))
        read_page(now)
        stored, derived = SectionText.objects.count(), Derived.objects.count()
        with counting(monkeypatch) as writing:
            reply_to_the_middle(ben_acts, now + timedelta(minutes=comments), "Words.")
        assert SectionText.objects.count() == stored + 1
        assert CommentEntry.objects.count() == comments + 1
        section = max(len(text) for text in writing.read)
        assert section < 3_000
        assert max(len(text) for text in writing.cut) < 3_000
        with counting(monkeypatch) as viewing:
            read_page(now)
        assert len(viewing.composed) == 1
        assert not viewing.read  # the index has read the new section already
        assert Derived.objects.count() == derived + 2  # what was found in it, and how it looks
        statements[comments] = writing.statements, viewing.statements
        assert {len(set(viewing.composed))} == {1}
    assert statements[20] == statements[5_000]
