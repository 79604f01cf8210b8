"""Permalinks lead to their comment, wherever it went."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from histories import histories, label_of
from hypothesis import given, settings
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Conversation, read
from folkmoot.core.conversation.notices import Saved
from folkmoot.core.conversation.permalinks import Destination, Register
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)


def sig(author: str, minutes: int = 0) -> str:
    return write_signature(author, SITE, now=NOON + timedelta(minutes=minutes))


def page(text: str) -> Conversation:
    return read(text, form="wikitext", site=SITE)


def recorded(*versions: tuple[str, str]) -> Register:
    """A register that was told of these versions: pages and texts, from revision 1 on."""
    register = Register()
    for revision, (title, text) in enumerate(versions, 1):
        register.record(title, revision, page(text))
    return register


def led(register: Register, link: str, **options: str) -> tuple[str, int, bool] | None:
    """Page, revision, and whether it stands there now."""
    place = register.follow(link, **options)
    return place and (place.page, place.revision, place.current)


POND = f"== Pond ==\nWater is low. {sig('Ada')}\n:Rain comes. {sig('Ben', 1)}\n"
RAIN = "c-Ben-20230205120100-Ada-20230205120000"


def test_an_id_leads_to_its_comment():
    assert led(recorded(("Talk:A", POND)), RAIN) == ("Talk:A", 1, True)


@pytest.mark.parametrize(
    "link",
    [
        f"#{RAIN}",
        f"Talk:A#{RAIN}",
        quote(RAIN),
        RAIN.replace("_", " "),
        "c-Ben-20230205120100",
        "c-Ben-20230205120100-Someone-20230205115900",
        "c-Ben-20230205120100-Another_heading",
        "202302051201_Ben",
    ],
)
def test_a_link_is_understood_in_every_form_that_is_out_in_the_world(link):
    place = recorded(("Talk:A", POND)).follow(link)
    assert place is not None
    assert place.id == RAIN


def test_a_link_from_before_underscores_were_trimmed_is_understood():
    heading = "x" * 79 + " y"
    register = recorded(("Talk:A", f"== {heading} ==\nHello. {sig('Ada')}\n"))
    assert led(register, f"c-Ada-20230205120000-{'x' * 79}_") == ("Talk:A", 1, True)


@pytest.mark.parametrize(
    "link", ["", "#", "c-", "h-", "c-Nobody-20230205120100", "x" * 5000, "%ZZ", "c-%00-"]
)
def test_what_was_never_there_leads_nowhere(link):
    assert recorded(("Talk:A", POND + "== Empty ==\n")).follow(link) is None


def test_an_id_that_the_comment_has_lost_still_leads_to_it():
    without_parent = POND.replace(":Rain", "\nRain")
    register = recorded(("Talk:A", POND), ("Talk:A", without_parent))
    place = register.follow(RAIN)
    assert place == Destination(place.number, "Talk:A", 2, "c-Ben-20230205120100-Pond", True, "former id")


def test_a_renamed_heading_is_found_by_its_old_id():
    renamed = POND.replace("Pond", "Mill pond")
    register = recorded(("Talk:A", POND), ("Talk:A", renamed))
    assert register.follow("h-Pond-20230205120000").id == "h-Mill_pond-20230205120000"


def test_a_topic_whose_oldest_comment_changes_is_found_by_its_old_name():
    older = POND + f":Long ago. {sig('Cleo', -90)}\n"
    register = recorded(("Talk:A", POND), ("Talk:A", older))
    assert register.follow("h-Ada-20230205120000").id == "h-Pond-20230205103000"


@pytest.mark.parametrize("copy_first", [False, True])
def test_an_archived_comment_is_found_in_the_archive(copy_first):
    cut, paste = ("Talk:A", ""), ("Talk:A/1", POND)
    register = recorded(("Talk:A", POND), *((paste, cut) if copy_first else (cut, paste)))
    assert led(register, RAIN)[0] == "Talk:A/1"
    assert led(register, "h-Pond-20230205120000")[0] == "Talk:A/1"


def test_while_a_comment_stands_on_two_pages_its_link_leads_to_where_it_stood_first():
    register = recorded(("Talk:A", POND), ("Talk:B", POND))
    assert led(register, RAIN) == ("Talk:A", 1, True)
    assert led(register, RAIN, page="Talk:B") == ("Talk:B", 2, True)
    assert [one.page for one in register.find(RAIN)] == ["Talk:A", "Talk:B"]


def test_a_removed_comment_is_found_in_the_last_revision_that_held_it():
    register = recorded(("Talk:A", POND), ("Talk:A", POND + "Aside.\n"), ("Talk:A", ""))
    assert led(register, RAIN) == ("Talk:A", 2, False)


def test_a_restored_comment_is_the_one_that_was_removed():
    register = Register()
    first = register.record("Talk:A", 1, page(POND))
    register.record("Talk:A", 2, page(""))
    again = register.record("Talk:A", 3, page(POND))
    assert (first.numbers, again.first_seen) == (again.numbers, frozenset())


def test_a_comment_restored_in_an_earlier_wording_is_known_by_that():
    rewritten = POND.replace("Rain comes", "Better buy another pump soon")
    register = Register()
    number = register.record("Talk:A", 1, page(POND)).numbers[RAIN]
    for revision, text in enumerate([rewritten, "", POND], 2):
        last = register.record("Talk:A", revision, page(text))
    assert last.numbers[RAIN] == number


def test_a_comment_reworded_on_its_way_to_the_archive_is_known_by_most_of_its_words():
    longer = POND.replace("Rain comes", "Rain comes over the weir on most days of May")
    moved = longer.replace("most days", "many days")
    register = recorded(("Talk:A", longer), ("Talk:A", ""), ("Talk:A/1", moved))
    assert led(register, RAIN) == ("Talk:A/1", 3, True)


def test_the_only_comment_that_is_missing_is_known_by_its_signature():
    moved = POND.replace("Rain comes", "Snow falls")
    register = recorded(("Talk:A", POND), ("Talk:A", ""), ("Talk:A/1", moved))
    assert led(register, RAIN) == ("Talk:A/1", 3, True)


def test_other_words_signed_in_the_same_minute_elsewhere_are_another_comment():
    register = recorded(("Talk:A", POND), ("Talk:B", POND.replace("Rain comes", "Snow falls")))
    assert {place.page for place in register.find(RAIN)} == {"Talk:A", "Talk:B"}
    assert len({place.number for place in register.find(RAIN)}) == 2


def test_the_same_message_left_on_two_pages_at_once_is_two_comments():
    welcome = f"== Welcome ==\nHave a look around. {sig('Ada')}\n"
    register = Register()
    saved = Saved("Ada", NOON)
    one = register.record("User talk:Ben", 1, page(welcome), saved=saved)
    other = register.record("User talk:Cleo", 2, page(welcome), saved=saved)
    assert not set(one.numbers.values()) & set(other.numbers.values())
    link = next(page(welcome).comments()).id
    assert register.follow(link) is None, "there is no telling which is meant"
    assert led(register, link, page="User talk:Cleo") == ("User talk:Cleo", 2, True)
    assert {place.page for place in register.find(link)} == {"User talk:Ben", "User talk:Cleo"}


def test_what_is_only_shown_on_a_page_is_found_where_it_stands():
    register = Register()
    shown = page(POND)
    items = [*shown.all_topics(), *shown.comments()]
    register.record("Talk:All", 1, shown, transcluded_from={item.id: "Talk:A" for item in items})
    register.record("Talk:A", 2, shown)
    assert led(register, RAIN) == ("Talk:A", 2, True)


def test_a_topic_of_which_a_part_is_copied_stays_where_it_is():
    part = f"== Something else ==\n:Rain comes. {sig('Ben', 1)}\n"
    register = recorded(("Talk:A", POND), ("Talk:B", part))
    assert register.follow("h-Pond-20230205120000").page == "Talk:A"
    assert register.follow("h-Something_else-20230205120100").page == "Talk:B"


def test_a_topic_that_was_joined_to_another_one_and_came_back_is_itself():
    pond, weir = f"== Pond ==\nLow. {sig('Ada')}\n\n", f"Open. {sig('Ben')}\n"
    both = f"{pond}== Weir ==\n{weir}"
    register = recorded(("Talk:A", both), ("Talk:A", pond + weir), ("Talk:A", both))
    (place,) = register.find("h-Weir-20230205120000")
    assert (place.found_by, place.current) == ("id", True)


def test_an_old_revision_that_is_imported_late_adds_what_was_and_changes_nothing_that_is():
    register = Register()
    register.record("Talk:A", 7, page(POND))
    register.record("Talk:A", 3, page(POND.replace(":Rain", "\nRain") + f"\n\nGone. {sig('Cleo')}\n"))
    assert led(register, RAIN) == ("Talk:A", 7, True)
    assert register.follow("c-Ben-20230205120100-Pond").id == RAIN
    assert led(register, "c-Cleo-20230205120000-Pond") == ("Talk:A", 3, False)
    assert (RAIN, "Talk:A", 7, 7) in set(register.id_spans())
    assert ("c-Ben-20230205120100", "Talk:A", 3, 7) in set(register.name_spans())


def test_many_comments_of_one_minute_are_each_known():
    lines = "\n\n".join(f"Word {number} of many. {sig('Ada')}" for number in range(200))
    register = recorded(("Talk:A", lines), ("Talk:A", ""), ("Talk:A/1", lines))
    found = register.find("c-Ada-20230205120000")
    assert len({place.number for place in found}) == 200


# -- what holds for every history ------------------------------------------------------------------


@settings(max_examples=60)
@given(histories)
def test_every_comment_keeps_its_number_through_every_history(steps):
    register = Register()
    numbers: dict[str, int] = {}
    for step in steps:
        recording = register.record(step.page, step.revision, step.conversation, saved=step.saved)
        for comment in step.conversation.comments():
            number = recording.number(comment)
            assert numbers.setdefault(label_of(comment), number) == number
    assert len(set(numbers.values())) == len(numbers)


@settings(max_examples=60)
@given(histories)
def test_every_topic_keeps_its_number_through_every_history(steps):
    register = Register()
    numbers: dict[str, int] = {}
    for step in steps:
        recording = register.record(step.page, step.revision, step.conversation, saved=step.saved)
        for topic in step.conversation.topics:
            label = step.threads[label_of(next(topic.comments()))]
            number = recording.number(topic)
            assert numbers.setdefault(label, number) == number
    assert len(set(numbers.values())) == len(numbers)


@settings(max_examples=60)
@given(histories)
def test_every_id_and_name_that_ever_was_leads_to_where_its_comment_is(steps):
    register = Register()
    labels: dict[int, str] = {}
    holders: dict[str, set[str]] = defaultdict(set)
    now: dict[str, dict[str, str]] = {}
    for step in steps:
        recording = register.record(step.page, step.revision, step.conversation, saved=step.saved)
        now[step.page] = {}
        for comment in step.conversation.comments():
            label = labels[recording.number(comment)] = label_of(comment)
            now[step.page][label] = comment.id
            for link in (comment.id, comment.name):
                holders[link].add(label)
    for link, whose in holders.items():
        assert whose <= {labels[place.number] for place in register.find(link)}
        place = register.follow(link)
        assert place is not None or len(whose) > 1
        if place is not None:
            assert labels[place.number] in whose
            stands_on = [page for page in now if labels[place.number] in now[page]]
            assert place.current == bool(stands_on)
            assert not stands_on or place.id == now[place.page][labels[place.number]]


# -- the peer's cases ------------------------------------------------------------------------------

CASES = sorted((SHARED / "conversations" / "store").glob("*/")) if SHARED else []
_SHOWS_PAGE = re.compile(r"\{\{([^{}|]+)\}\}")


def replay(folder: Path) -> tuple[Register, list[str], dict[str, int]]:
    """A register told of a case's revisions; pages in the order they began; newest revisions."""
    register, texts, newest = Register(), {}, {}
    for revision, row in enumerate(json.loads((folder / "revisions.json").read_text(encoding="utf-8")), 1):
        shows = _SHOWS_PAGE.fullmatch(row["text"])
        texts[row["title"]] = texts[shows[1]] if shows else row["text"]
        conversation = page(texts[row["title"]])
        items = [*conversation.all_topics(), *conversation.comments()] if shows else []
        register.record(
            row["title"],
            revision,
            conversation,
            saved=Saved(row["user"], datetime.fromisoformat(row["timestamp"])),
            transcluded_from={item.id: shows[1] for item in items},
        )
        newest[row["title"]] = revision
    return register, list(texts), newest


@needs_shared
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_what_the_peer_stores_is_known(folder):
    register, pages, _ = replay(folder)
    tables = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    names = {row["it_id"]: row["it_itemname"] for row in tables["discussiontools_items"]}
    ids = {row["itid_id"]: row["itid_itemid"] for row in tables["discussiontools_item_ids"]}
    assert set(register.name_spans()) == {
        (
            names[row["itp_items_id"]],
            pages[int(row["itp_page_id"]) - 1],
            int(row["itp_oldest_revision_id"]),
            int(row["itp_newest_revision_id"]),
        )
        for row in tables["discussiontools_item_pages"]
    }
    assert {(key, revision) for key, _, *ends in register.id_spans() for revision in ends} == {
        (ids[row["itr_itemid_id"]], int(row["itr_revision_id"]))
        for row in tables["discussiontools_item_revisions"]
    }


@needs_shared
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_each_of_the_peers_permalinks_leads_to_a_page_that_holds_the_comment_now(folder):
    register, pages, newest = replay(folder)
    tables = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    links = [row["it_itemname"] for row in tables["discussiontools_items"]]
    links += [row["itid_itemid"] for row in tables["discussiontools_item_ids"]]
    shown = {page for page in pages if page.endswith("4")}  # only shows what stands on its sub-page
    for link in links:
        place = register.follow(link)
        assert place is not None
        assert place.current
        assert place.revision == newest[place.page]
        assert place.page not in shown
