"""Two people (or one impatient one) at the same moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, connections

from folkmoot.core.errors import Conflict
from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Page, PostedForm, Revision
from folkmoot.web.pages.posting import forget_posted_forms
from folkmoot.web.pages.sections import Replacement
from folkmoot.web.pages.services import NEW_PAGE, SavedRevision, lock_page, save_page
from folkmoot.web.shared.actor import Actor
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
Work = Callable[[int], SavedRevision]


def _all_at_once(work: Work, how_many: int = AT_ONCE) -> list[SavedRevision | Exception]:
    """Do the work in as many threads, each with a connection of its own, started together."""
    start = Barrier(how_many)

    def run(number: int) -> SavedRevision | Exception:
        try:
            start.wait(timeout=30)
            return work(number)
        except Exception as error:  # noqa: BLE001  # the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(how_many) as threads:
        return list(threads.map(run, range(how_many)))


def test_the_same_form_posted_at_once_saves_once(ada_acts: Actor, now: datetime) -> None:
    def post(_: int) -> SavedRevision:
        return save_page(actor=ada_acts, title=title_of("Pond"), text="Water.\n", now=now, token="form-1")

    outcomes = _all_at_once(post)
    assert {getattr(outcome, "revision_id", outcome) for outcome in outcomes} == {Revision.objects.get().pk}
    assert sum(not getattr(outcome, "repeated", True) for outcome in outcomes) == 1
    assert PostedForm.objects.count() == 1


def test_everybody_who_adds_a_section_at_once_has_added_it(
    save: Save, ada_acts: Actor, now: datetime
) -> None:
    save("Pond", text="The pond.\n")

    def add(number: int) -> SavedRevision:
        with lock_page(title_of("Pond"), now=now) as locked:
            end = len(locked.sections)
            change = Replacement(end, end, f"== Topic {number} ==\nWords.\n")
            return save_page(
                actor=ada_acts, title=locked.title, changed_section=change, now=now, locked=locked
            )

    outcomes = _all_at_once(add)
    assert all(isinstance(outcome, SavedRevision) for outcome in outcomes), outcomes
    text = queries.read_text(title_of("Pond")) or ""
    assert all(f"== Topic {number} ==" in text for number in range(AT_ONCE))
    parents = list(Revision.objects.order_by("id").values_list("parent_id", flat=True))
    assert parents == [None, *Revision.objects.order_by("id").values_list("id", flat=True)[:AT_ONCE]]


def test_a_page_made_by_several_at_once_is_one_page(ada_acts: Actor, now: datetime) -> None:
    def make(number: int) -> SavedRevision:
        text = f"Version {number}.\n"
        return save_page(actor=ada_acts, title=title_of("Pond"), text=text, base_revision=NEW_PAGE, now=now)

    outcomes = _all_at_once(make)
    saved = [outcome for outcome in outcomes if isinstance(outcome, SavedRevision)]
    assert len(saved) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == AT_ONCE - 1, outcomes
    assert Page.objects.get().latest_id == saved[0].revision_id


def test_the_same_sections_stored_by_several_at_once_are_stored_once(ada_acts: Actor, now: datetime) -> None:
    sections = [f"== Topic {number} ==\nWords.\n" for number in range(30)]

    def store(number: int) -> SavedRevision:
        text = "".join(sections if number % 2 else reversed(sections))
        return save_page(actor=ada_acts, title=title_of(f"Pond {number}"), text=text, now=now)

    outcomes = _all_at_once(store)
    assert all(isinstance(outcome, SavedRevision) for outcome in outcomes), outcomes
    ids = {pk for outcome in outcomes for pk in getattr(outcome, "sections", ())}
    assert len(ids) == 30


def test_a_reader_never_sees_half_a_save(save: Save, ada_acts: Actor, now: datetime) -> None:
    save("Pond", text="0\n== A ==\n0\n== B ==\n0\n")

    def write(at: int) -> SavedRevision:
        text = f"{at}\n== A ==\n{at}\n== B ==\n{at}\n"
        return save_page(actor=ada_acts, title=title_of("Pond"), text=text, now=now)

    def work(number: int) -> SavedRevision:
        for at in range(8):
            if number == 0:
                write(at)
            read = queries.read_text(title_of("Pond")) or ""
            assert len({line for line in read.splitlines() if line.isdecimal()}) == 1, read
        return write(8)

    outcomes = _all_at_once(work, 3)
    assert all(isinstance(outcome, SavedRevision) for outcome in outcomes), outcomes


def test_forms_are_forgotten_after_a_month(save: Save, now: datetime) -> None:
    save("Pond", text="Water.\n", token="form-1")
    assert forget_posted_forms(now=now) == 0
    later = now.replace(month=now.month + 2)
    assert forget_posted_forms(now=later) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says how SQLite is set up")
def test_sqlite_survives_a_power_cut_and_lets_readers_read() -> None:
    with connection.cursor() as cursor:
        settings = {}
        for name in ("journal_mode", "synchronous", "foreign_keys"):
            cursor.execute(f"PRAGMA {name}")
            settings[name] = cursor.fetchone()[0]
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
