"""Saving pages: what is stored, what is merged, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from folkmoot.core.errors import Conflict, Forbidden, RateLimited, TooLarge
from folkmoot.web.pages import queries, signals
from folkmoot.web.pages.models import Page, Revision, SectionText
from folkmoot.web.pages.sections import Replacement, cut
from folkmoot.web.pages.services import NEW_PAGE, SavedRevision, lock_page, save_page
from folkmoot.web.shared.actor import Actor
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db

POND = "The pond.\n== Frogs ==\nMany.\n== Newts ==\nFew.\n"


@contextmanager
def _heard(signal: Any) -> Iterator[list[SavedRevision]]:
    heard: list[SavedRevision] = []

    def listener(*, saved: SavedRevision, **_: Any) -> None:
        heard.append(saved)

    signal.connect(listener)
    try:
        yield heard
    finally:
        signal.disconnect(listener)


def test_what_was_saved_reads_back(save: Save) -> None:
    saved = save("Pond", text=POND, summary="  First\nwords  ")
    revision = queries.load_revision(title_of("Pond"))
    assert revision is not None
    assert queries.revision_text(revision) == POND
    assert (revision.id, revision.summary, revision.actor_name) == (saved.revision_id, "First words", "Ada")
    assert revision.size == len(POND)
    assert saved.changed
    assert saved.parent_id is None


def test_a_section_that_did_not_change_is_stored_once(save: Save) -> None:
    first = save("Pond", text=POND)
    second = save("Pond", changed_section=(1, "== Frogs ==\nMore.\n"))
    assert SectionText.objects.count() == 4
    assert first.sections[0] == second.sections[0]
    assert first.sections[2] == second.sections[2]
    assert second.previous_sections == first.sections
    assert queries.read_text(title_of("Pond")) == POND.replace("Many", "More")


def test_two_pages_with_the_same_section_share_it(save: Save) -> None:
    assert save("Pond", text=POND).sections == save("Lake", text=POND).sections
    assert SectionText.objects.count() == 3


def test_saving_the_same_text_again_saves_nothing(save: Save) -> None:
    first = save("Pond", text=POND)
    again = save("Pond", text=POND)
    assert not again.changed
    assert again.revision_id == first.revision_id
    assert Revision.objects.count() == 1


def test_a_lock_that_ends_in_a_refusal_leaves_no_page(now: datetime) -> None:
    with pytest.raises(Conflict), lock_page(title_of("Pond"), now=now):
        raise Conflict("The caller thought better of it.")
    assert not Page.objects.exists()


def test_a_lock_without_a_save_leaves_no_page(now: datetime) -> None:
    with lock_page(title_of("Pond"), now=now) as locked:
        assert locked.sections == ()
    assert not Page.objects.exists()


def test_saving_several_times_under_one_lock_gives_several_revisions(ada_acts: Actor, now: datetime) -> None:
    with lock_page(title_of("Pond"), now=now) as locked:
        for text in ("One.\n", "Two.\n"):
            save_page(actor=ada_acts, title=locked.title, text=text, now=now, locked=locked)
    assert queries.read_text(title_of("Pond")) == "Two.\n"
    assert Revision.objects.count() == 2


def test_a_section_added_at_the_end_begins_on_a_line_of_its_own(save: Save) -> None:
    save("Pond", text="The pond.")
    save("Pond", changed_section=Replacement(1, 1, "== Frogs ==\nMany."))
    assert queries.read_text(title_of("Pond")) == "The pond.\n== Frogs ==\nMany."


def test_a_section_that_loses_its_heading_joins_the_one_before(save: Save) -> None:
    save("Pond", text=POND)
    saved = save("Pond", changed_section=(2, "Few newts.\n"))
    assert len(saved.sections) == 2
    assert queries.read_text(title_of("Pond")) == "The pond.\n== Frogs ==\nMany.\nFew newts.\n"


def test_a_section_can_be_taken_out(save: Save) -> None:
    save("Pond", text=POND)
    saved = save("Pond", changed_section=(1, ""))
    assert queries.read_text(title_of("Pond")) == "The pond.\n== Newts ==\nFew.\n"
    revision = queries.load_revision(title_of("Pond"))
    assert revision is not None
    assert revision.size == len("The pond.\n== Newts ==\nFew.\n")
    assert len(saved.sections) == 2


def test_a_section_that_is_not_there_is_a_conflict(save: Save) -> None:
    save("Pond", text=POND)
    with pytest.raises(Conflict):
        save("Pond", changed_section=(7, "== Toads ==\n"))


def _sections_are_those_of_the_whole_text(saved: SavedRevision) -> bool:
    texts = queries.section_texts(saved.sections)
    stored = [texts[pk] for pk in saved.sections]
    return stored == [piece.text for piece in cut("".join(stored))]


OPENS_AND_CLOSES = [("<nowiki>", "</nowiki>"), ("<!--", "-->"), ("<pre>", "</pre>"), ("{{box|", "}}")]


@pytest.mark.parametrize(("opening", "closing"), OPENS_AND_CLOSES)
def test_a_section_that_hides_the_next_headings_is_cut_as_the_whole_page_would_be(
    save: Save, opening: str, closing: str
) -> None:
    save("Pond", text=POND)
    opened = save("Pond", changed_section=(0, f"The {opening} pond.\n"))
    assert _sections_are_those_of_the_whole_text(opened)
    last = len(opened.sections)
    closed = save("Pond", changed_section=Replacement(last, last, f"== Toads ==\nFew {closing}.\n"))
    assert _sections_are_those_of_the_whole_text(closed)
    assert closed.sections[0] != opened.sections[0]


TEXT_BITS = ["words ", "\n", "\n== Frogs ==\n", "=== Newts ===\n", "= x =\n", "[[a|", "]]"]
HIDING_BITS = ["<nowiki>", "</nowiki>", "<!--", "-->", "{{a|", "}}", "<pre>", "</pre>", "<ref>", "</ref>"]
BITS = st.sampled_from(TEXT_BITS + HIDING_BITS)
TEXTS = st.lists(BITS, max_size=12).map("".join)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2), TEXTS), min_size=1, max_size=4)


@given(TEXTS, EDITS)
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_edits_the_sections_are_those_of_the_whole_text(
    save: Save, text: str, edits: list[tuple[float, int, str]]
) -> None:
    with transaction.atomic():
        saved = save("Pond", text=text)
        for where, how_many, new in edits:
            before = queries.section_texts(saved.sections)
            start = round(where * len(saved.sections))
            stop = min(start + how_many, len(saved.sections))
            saved = save("Pond", changed_section=Replacement(start, stop, new))
            assert _sections_are_those_of_the_whole_text(saved)
            whole = queries.read_text(title_of("Pond")) or ""
            kept = [before[pk] for pk in saved.previous_sections]
            assert _is_edit_of(whole, "".join(kept[:start]), new, "".join(kept[stop:]))
            revision = queries.load_revision(title_of("Pond"))
            assert (revision.size if revision else 0) == len(whole.encode())
        transaction.set_rollback(True)


def _is_edit_of(whole: str, before: str, new: str, after: str) -> bool:
    """The new text stands where the old one stood, but for line breaks that keep headings apart."""
    return whole in {before + gap + new + end + after for gap in ("", "\n") for end in ("", "\n")}


def test_the_cost_of_a_save_does_not_grow_with_the_page(save: Save) -> None:
    counts, sizes = [], []
    for number in (5, 500):
        save(
            f"Page {number}", text="".join(f"== Topic {at} of {number} ==\nWords.\n" for at in range(number))
        )
        stored = SectionText.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            saved = save(f"Page {number}", changed_section=(2, f"== Topic of {number} ==\nOther words.\n"))
        counts.append(len(captured))
        assert SectionText.objects.count() == stored + 1
        sizes.append(len(bytes(Revision.objects.get(pk=saved.revision_id).sections)))
    assert counts[0] == counts[1]
    assert sizes[1] < 40


def test_visitors_cannot_save(now: datetime) -> None:
    with pytest.raises(Forbidden):
        save_page(actor=Actor(name="192.0.2.7"), title=title_of("Pond"), text="Mine.", now=now)


def test_nobody_saves_a_special_page(ada_acts: Actor, now: datetime) -> None:
    with pytest.raises(Forbidden):
        save_page(actor=ada_acts, title=title_of("Special:Pond"), text="Mine.", now=now)


@pytest.mark.parametrize("how", [{"text": "x" * (2**21 + 1)}, {"changed_section": (0, "x" * (2**21 + 1))}])
def test_a_page_that_is_too_large_is_refused_and_nothing_changes(save: Save, how: dict[str, Any]) -> None:
    save("Pond", text=POND)
    with pytest.raises(TooLarge) as refusal:
        save("Pond", **how)
    assert refusal.value.details["limit"] == 2**21
    assert queries.read_text(title_of("Pond")) == POND


def test_a_small_section_cannot_make_a_page_too_large(save: Save) -> None:
    save("Pond", text="x" * (2**21 - 10))
    with pytest.raises(TooLarge):
        save("Pond", changed_section=Replacement(1, 1, "== Frogs ==\nMany.\n"))


def test_characters_that_no_page_may_hold_are_shown_as_such(save: Save) -> None:
    save("Pond", text="Frogs\x00 and\x1b newts\ud800\r\n")
    assert queries.read_text(title_of("Pond")) == "Frogs\ufffd and\ufffd newts\ufffd\n"


def test_changes_to_different_lines_are_both_kept(save: Save, ben_acts: Actor) -> None:
    base = save("Pond", text=POND).revision_id
    save("Pond", text=POND.replace("Many", "Very many"), actor=ben_acts)
    saved = save("Pond", text=POND.replace("Few", "Very few"), base_revision=base)
    assert saved.merged
    assert queries.read_text(title_of("Pond")) == POND.replace("Many", "Very many").replace("Few", "Very few")


def test_a_section_is_found_again_when_others_came_before_it(save: Save, ben_acts: Actor) -> None:
    base = save("Pond", text=POND).revision_id
    save("Pond", changed_section=(0, "The pond.\n== Fish ==\nNone.\n"), actor=ben_acts)
    save("Pond", changed_section=(2, "== Newts ==\nHardly any.\n"), base_revision=base)
    expected = "The pond.\n== Fish ==\nNone.\n== Frogs ==\nMany.\n== Newts ==\nHardly any.\n"
    assert queries.read_text(title_of("Pond")) == expected


def test_changes_to_the_same_line_are_a_conflict(save: Save, ben_acts: Actor) -> None:
    base = save("Pond", text=POND).revision_id
    save("Pond", text=POND.replace("Many", "Two"), actor=ben_acts)
    with pytest.raises(Conflict):
        save("Pond", text=POND.replace("Many", "Three"), base_revision=base)
    with pytest.raises(Conflict):
        save("Pond", changed_section=(1, "== Frogs ==\nThree.\n"), base_revision=base)


def test_a_page_that_somebody_else_made_meanwhile_is_a_conflict(save: Save) -> None:
    save("Pond", text=POND)
    with pytest.raises(Conflict):
        save("Pond", text="Another pond.\n", base_revision=NEW_PAGE)


def test_a_base_of_another_page_is_a_conflict(save: Save) -> None:
    other = save("Lake", text="The lake.\n").revision_id
    save("Pond", text=POND)
    with pytest.raises(Conflict):
        save("Pond", text="Mine.\n", base_revision=other)


def test_the_same_form_saves_once(save: Save) -> None:
    first = save("Pond", text=POND, token="form-1")
    save("Pond", text="Other.\n")
    again = save("Pond", text=POND, token="form-1")
    assert again.repeated
    assert again.revision_id == first.revision_id
    assert queries.read_text(title_of("Pond")) == "Other.\n"


def test_going_back_and_changing_the_text_saves_anew(save: Save) -> None:
    save("Pond", text=POND, token="form-1")
    save("Pond", text="Better.\n", token="form-1")
    assert queries.read_text(title_of("Pond")) == "Better.\n"


def test_a_form_that_was_refused_can_be_posted_again(save: Save, ben_acts: Actor) -> None:
    base = save("Pond", text=POND).revision_id
    save("Pond", text=POND.replace("Many", "Two"), actor=ben_acts)
    mine = POND.replace("Many", "Three")
    with pytest.raises(Conflict):
        save("Pond", text=mine, base_revision=base, token="form-1")
    save("Pond", text=mine, token="form-1")
    assert queries.read_text(title_of("Pond")) == mine


def test_two_people_with_the_same_token_are_two_forms(save: Save, ben_acts: Actor) -> None:
    save("Pond", text="One.\n", token="form-1")
    assert not save("Pond", text="One.\n", token="form-1", actor=ben_acts).repeated


def test_whoever_saves_very_often_is_asked_to_wait(save: Save, settings: Any, now: datetime) -> None:
    settings.FOLKMOOT_RATE_LIMITS = True
    settings.SAVES_PER_MINUTE = 3
    for number in range(3):
        save("Pond", text=f"{number}\n")
    with pytest.raises(RateLimited):
        save("Pond", text="4\n")
    save("Pond", text="5\n", now=now + timedelta(minutes=1))


@pytest.mark.django_db(transaction=True)
def test_a_save_is_announced_within_the_transaction_and_after_it(save: Save) -> None:
    with _heard(signals.revision_written) as written, _heard(signals.revision_saved) as announced:
        saved = save("Pond", text=POND)
        save("Pond", text=POND)  # nothing to announce
    assert written == [saved]
    assert announced == [saved]


@pytest.mark.django_db(transaction=True)
def test_a_listener_within_the_transaction_can_undo_the_save(save: Save) -> None:
    def listener(**_: Any) -> None:
        raise RuntimeError("the index is broken")

    signals.revision_written.connect(listener)
    try:
        with pytest.raises(RuntimeError):
            save("Pond", text=POND)
    finally:
        signals.revision_written.disconnect(listener)
    assert not Page.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_listener_after_the_commit_cannot_undo_the_save(save: Save) -> None:
    def listener(**_: Any) -> None:
        raise RuntimeError("the mail is broken")

    signals.revision_saved.connect(listener)
    try:
        save("Pond", text=POND)
    finally:
        signals.revision_saved.disconnect(listener)
    assert queries.read_text(title_of("Pond")) == POND
