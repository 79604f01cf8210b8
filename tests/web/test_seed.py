"""The demonstration community: its files, their format, and what comes of replaying them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.conversation import read
from folkmoot.core.conversation.model import Comment, Topic
from folkmoot.core.errors import Conflict
from folkmoot.core.titles import page_path, parse_title
from folkmoot.web.accounts.models import User
from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Revision
from folkmoot.web.seed import SeedReport, read_community, seed_demo
from folkmoot.web.seed.replay import new_password
from folkmoot.web.seed.script import (
    Community,
    ScriptedTopic,
    Utterance,
)
from folkmoot.web.shared.sites import page_site, wiki_site

pytestmark = pytest.mark.xdist_group("seed")  # one seeding for all of them

NOW = datetime(2024, 6, 15, 0, 20, 33, tzinfo=UTC)  # soon after midnight: hours ago are yesterday

# --- the community itself ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def community() -> Community:
    return read_community()


def test_the_community_is_as_large_and_as_varied_as_promised(community: Community) -> None:
    assert len(community.talks) >= 9
    assert sum(1 for talk in community.talks for _ in talk.comments()) >= 320
    assert len({comment.author for talk in community.talks for comment in talk.comments()}) >= 30
    oldest = max(comment.moment.oldest for talk in community.talks for comment in talk.comments())
    assert oldest >= 200 * 24 * 60


def test_every_language_of_the_interface_has_a_conversation_of_its_own(community: Community) -> None:
    comments = Counter({talk.language: 0 for talk in community.talks})
    for talk in community.talks:
        comments[talk.language] += sum(1 for _ in talk.comments())
    assert set(comments) == {"en", "fr", "de", "ar", "ja", "es"}
    assert min(comments.values()) >= 25


def test_threads_go_eight_deep_and_some_questions_stay_unanswered(community: Community) -> None:
    topics = [topic for talk in community.talks for topic in talk.topics]
    assert max(comment.depth() for topic in topics for comment in topic.comments) >= 8
    assert any(sum(1 for _ in topic.all_comments()) == 1 for topic in topics)
    assert any(topic.closing for topic in topics)


def test_every_language_has_somebody_to_log_in_as(community: Community) -> None:
    assert {person.language for person in community.people if person.login} == {
        talk.language for talk in community.talks
    }


# --- the replay ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: pytest.FixtureDef[object]) -> Iterator[SeedReport]:
    """A seeded site, made once for this module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield seed_demo(now=NOW, password="river stones 4")
        transaction.set_rollback(True)


@pytest.fixture
def site(seeded: SeedReport, db: None) -> SeedReport:
    return seeded


Line = tuple[int, str, str, datetime | None]


def written(topics: tuple[ScriptedTopic, ...]) -> Iterator[Line]:
    """What the file says: depth, heading or author, first words, time."""

    def thread(comments: tuple[Utterance, ...], depth: int) -> Iterator[Line]:
        for comment in comments:
            yield depth, comment.author, comment.body.split()[0], comment.moment.at(NOW)
            yield from thread(comment.replies, depth + 1)

    for topic in topics:
        yield 0, topic.heading, "", None
        yield from thread(topic.comments, 1)


def understood(items: tuple[Comment | Topic, ...], depth: int = 0) -> Iterator[Line]:
    """What was read from the page."""
    for item in items:
        if isinstance(item, Topic):
            yield depth, item.text, "", None
        else:
            yield depth, item.author, item.body.split()[0], item.timestamp
        yield from understood(item.replies, depth + 1)


@pytest.mark.parametrize("file", [talk.file for talk in read_community().talks])
def test_every_page_reads_back_as_the_conversation_of_its_file(
    site: SeedReport, community: Community, file: str
) -> None:
    talk = next(talk for talk in community.talks if talk.file == file)
    text = queries.read_text(parse_title(talk.title, wiki_site()))
    assert text is not None
    conversation = read(text, form="wikitext", site=page_site(talk.language), title=talk.title)
    assert list(understood(conversation.topics)) == list(written(talk.topics))


@pytest.mark.parametrize("file", [talk.file for talk in read_community().talks])
def test_every_comment_is_shown_in_its_place_with_its_signature_set_apart(
    site: SeedReport, community: Community, client: Client, file: str
) -> None:
    talk = next(talk for talk in community.talks if talk.file == file)
    answer = client.get(page_path(parse_title(talk.title, wiki_site()), wiki_site()))
    assert answer.status_code == 200
    shown = LexborHTMLParser(answer.content.decode())
    articles = shown.css("article.comment")
    assert [article.attributes["data-author"] for article in articles] == [c.author for c in talk.comments()]
    depths = [int(str(article.attributes["style"]).removeprefix("--depth:")) for article in articles]
    assert depths == [depth - 1 for depth, _, _, time in written(talk.topics) if time]
    assert [len(article.css_first(".said").css(".signature:not(:empty)")) for article in articles] == [
        1 for _ in articles
    ]
    assert not shown.css(".inline-acts")


@pytest.mark.parametrize("file", [page.file for page in read_community().pages])
def test_every_other_page_can_be_read(
    site: SeedReport, community: Community, client: Client, file: str
) -> None:
    page = next(page for page in community.pages if page.file == file)
    answer = client.get(page_path(parse_title(page.title, wiki_site()), wiki_site()))
    assert answer.status_code == 200
    assert len(LexborHTMLParser(answer.content.decode()).css_first("#content").text()) > 100


def test_the_report_counts_what_is_there(site: SeedReport, community: Community) -> None:
    assert site.comments == sum(1 for talk in community.talks for _ in talk.comments())
    assert site.pages == Revision.objects.values("page").distinct().count()
    assert set(site.languages) == {talk.language for talk in community.talks}


def test_the_accounts_of_the_report_can_log_in_and_no_others(site: SeedReport, community: Community) -> None:
    assert {user.username for user in User.objects.all()} == {person.name for person in community.people}
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == set(site.users)
    first = site.users[0]
    assert authenticate(None, username=first, password="river stones 4") is not None
    assert authenticate(None, username=first, password="river stones 5") is None


def test_every_act_stands_in_the_history_under_its_author_at_its_time(
    site: SeedReport, community: Community
) -> None:
    for talk in community.talks:
        page = queries.load_revision(parse_title(talk.title, wiki_site()))
        assert page is not None
        rows = (
            Revision.objects.filter(page_id=page.page_id).order_by("id").values_list("actor_name", "created")
        )
        acts = Counter((comment.author, comment.moment.at(NOW)) for comment in talk.comments())
        assert acts <= Counter(rows)
        assert all(earlier <= later for (_, earlier), (_, later) in pairwise(rows))


def test_a_site_that_has_pages_is_not_seeded_over(site: SeedReport) -> None:
    with pytest.raises(Conflict):
        seed_demo(now=NOW)


def test_every_run_makes_a_password_of_its_own() -> None:
    passwords = {new_password() for _ in range(50)}
    assert len(passwords) == 50
    assert min(map(len, passwords)) >= 12
