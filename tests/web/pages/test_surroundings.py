"""What a page is rendered among: the numbers of the site, each from one query, and only when asked for."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from folkmoot.web.pages.queries import load_revision
from folkmoot.web.pages.surroundings import SiteStatistics, surroundings_of
from folkmoot.web.shared import clock
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db


def test_nothing_is_counted_before_it_is_asked_for(
    save: Save, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save("Pond", text="The pond.")
    revision = load_revision(title_of("Pond"))
    with django_assert_num_queries(0):
        around = surroundings_of(revision, now=clock.now())
    with django_assert_num_queries(1):
        assert around.statistics["articles"] == 1


def test_the_numbers_are_those_of_the_site(save: Save) -> None:
    save("Pond", text="One.")
    save("Pond", text="Two.")
    save("Talk:Pond", text="Three.")
    numbers = SiteStatistics()
    assert {name: numbers[name] for name in ("articles", "pages", "edits", "files")} == {
        "articles": 1,
        "pages": 2,
        "edits": 3,
        "files": 0,
    }
    assert len(numbers) == len(list(numbers))


def test_the_revision_is_told_as_it_is(save: Save) -> None:
    save("Pond", text="The pond.")
    revision = load_revision(title_of("Pond"))
    assert revision
    facts = surroundings_of(revision, now=clock.now()).revision
    assert (facts.number, facts.user, facts.size) == (revision.id, revision.actor_name, revision.size)
    assert surroundings_of(None, now=clock.now()).revision.number is None


def test_another_page_is_told_with_one_query(
    save: Save, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save("Talk:Mill pond", text="The pond, ä.")
    around = surroundings_of(None, now=clock.now())
    assert around.page
    with django_assert_num_queries(1):
        known = around.page("Talk:Mill pond")
    assert known
    assert known.revision.size == len("The pond, ä.".encode())
    assert known.revision.user
    assert around.page("Nowhere") is None
