"""What the tests of the talk room have in common."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from folkmoot.web.shared.actor import Actor
from folkmoot.web.talk.services import PostedTopic, post_topic


@pytest.fixture
def asked(ada_acts: Actor, now: datetime) -> PostedTopic:
    """A page with one topic, one comment."""
    return post_topic(
        actor=ada_acts,
        title="Talk:Pond",
        heading="Question",
        body="What now?",
        now=now - timedelta(hours=3),
    )
