"""What the talk room does when a page was saved, whoever saved it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from folkmoot.core.titles import is_talk
from folkmoot.web.pages import signals
from folkmoot.web.pages.services import SavedRevision
from folkmoot.web.shared.sites import page_site
from folkmoot.web.talk.index import State, update_index


def connect() -> None:
    """Listen to what the room of pages announces."""
    signals.revision_written.connect(_index_revision, dispatch_uid="talk-index")


def _index_revision(*, saved: SavedRevision, now: datetime, **_: Any) -> None:
    """Within the save's transaction: the index never disagrees with the text."""
    if is_talk(saved.title):
        before = State(saved.parent_id, saved.previous_sections) if saved.parent_id else None
        update_index(
            page_id=saved.page_id,
            after=State(saved.revision_id, saved.sections),
            before=before,
            site=page_site(saved.language),
        )
