"""What an operator can ask of the talk room."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from folkmoot.web.talk.models import CommentEntry, IndexedPage, TopicEntry
from tests.web.talk.test_index import comment, rows_of
from tests.wiki import Save

pytestmark = pytest.mark.django_db


def test_the_index_can_be_made_anew_from_the_texts(save: Save) -> None:
    page_id = save("Talk:Pond", text="== Q ==\n" + comment("Ada", 0)).page_id
    save("Pond", text="== Q ==\n" + comment("Ada", 0))
    kept = rows_of(page_id)
    CommentEntry.objects.update(author="Somebody")
    TopicEntry.objects.update(name="nonsense")
    output = io.StringIO()
    call_command("rebuild_talk_index", stdout=output)
    assert rows_of(page_id) == kept
    assert output.getvalue() == "1 talk pages indexed.\n"
    assert IndexedPage.objects.count() == 1
