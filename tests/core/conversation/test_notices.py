"""What an edit gives others to know, and who hears of it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from histories import PEOPLE, histories, histories_with_twins, label_of
from hypothesis import given, settings
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Conversation, read
from folkmoot.core.conversation.model import Comment, Topic
from folkmoot.core.conversation.notices import Event, Saved, Told, as_discussiontools, events, notices
from folkmoot.core.conversation.permalinks import Register
from folkmoot.core.conversation.shown_text import plain_text
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)


def sig(author: str, minutes: int = 0) -> str:
    return write_signature(author, SITE, now=NOON + timedelta(minutes=minutes))


def page(text: str) -> Conversation:
    return read(text, form="wikitext", site=SITE)


def by(editor: str, minutes: int = 60, **facts: bool) -> Saved:
    return Saved(editor, NOON + timedelta(minutes=minutes), **facts)


def happened(old: str, new: str, saved: Saved, **options: object) -> list[tuple[str, str | None, str | None]]:
    """Each event: its kind, the comment's words, the nearest topic."""
    found = events(page(old), page(new), saved=saved, **options)
    return [
        (event.kind, event.comment.body if event.comment else None, event.topic.text if event.topic else None)
        for event in found
    ]


POND = f"== Pond ==\nWater is low. {sig('Ada')}\n:Rain comes. {sig('Ben', 1)}\n"
WEIR = f"== Weir ==\nOpen it. {sig('Cleo', 2)}\n"


def test_a_reply_is_announced_under_its_topic():
    new = POND + f"::Good. {sig('Dao', 60)}\n"
    assert happened(POND, new, by("Dao")) == [("comment", "Good.", "Pond")]


def test_a_new_topic_and_its_first_comment_are_announced():
    assert happened(POND, POND + WEIR, by("Cleo", 2)) == [
        ("comment", "Open it.", "Weir"),
        ("topic-added", "Open it.", "Weir"),
    ]


def test_others_comments_brought_here_are_a_new_topic_but_nobodys_new_comments():
    assert happened(POND, POND + WEIR, by("Ada", 3)) == [("topic-added", "Open it.", "Weir")]


def test_a_revert_gives_nobody_anything_to_read():
    assert happened(POND, POND + WEIR, by("Cleo", 2, reverts=True)) == []


@pytest.mark.parametrize(("minutes", "announced"), [(9, True), (10, False), (2000, False)])
def test_only_a_comment_of_the_last_ten_minutes_was_written_in_this_edit(minutes, announced):
    new = POND + f"::Good. {sig('Dao')}\n"
    assert bool(happened(POND, new, by("Dao", minutes))) is announced


@pytest.mark.parametrize(
    ("what", "new"),
    [
        ("edited", POND.replace("low", "very low")),
        ("signed again", POND.replace(sig("Ada"), sig("Ada", 5))),
        ("under another heading", POND.replace("== Pond ==", "== Mill pond ==")),
        ("indented", POND.replace("Water", ":Water").replace(":Rain", "::Rain")),
        ("signed otherwise", POND.replace("[[User:Ada|Ada]]", "[[User:Ada|The duck]]")),
    ],
)
def test_a_comment_that_was_there_is_not_announced_again(what, new):
    assert new != POND, what
    assert happened(POND, new, by("Ada", 5)) == []


def test_a_backdated_comment_does_not_make_the_topic_look_new():
    new = POND + f":I said so long ago. {sig('Dao', -100)}\n"
    assert happened(POND, new, by("Ada", 5)) == []
    assert [kind for kind, *_ in happened(POND, new, by("Ada", 5), rules="discussiontools")] == [
        "comment",  # the whole topic looks new, and Ada's comment in it
        "topic-removed",
        "topic-added",
    ]


def test_of_equal_comments_the_peer_takes_the_last_ones_for_new():
    """And first the last; where others have new ids because somebody indented them otherwise, too."""
    old = f"== A ==\nOne. {sig('Ada')}\n:Yes. {sig('Dao', 5)}\n== B ==\nTwo. {sig('Ben')}\n"
    more = f"Yes. {sig('Dao', 5)}\n:More. {sig('Dao', 5)}\n\nLast. {sig('Dao', 5)}\n"
    new = f"== A ==\nOne. {sig('Ada')}\n\n{more}== B ==\nTwo. {sig('Ben')}\n"
    found = events(page(old), page(new), saved=by("Dao", 6), rules="discussiontools")
    assert [words(event.comment) for event in found if event.comment] == ["Last.", "More."]


def test_the_peer_calls_a_topic_by_its_anchor():
    old = f"== A_b ==\nOne. {sig('Ada')}\n== A_b ==\nTwo. {sig('Ben')}\n"
    (event,) = events(
        page(old), page(old + f":Three. {sig('Dao', 5)}"), saved=by("Dao", 6), rules="discussiontools"
    )
    shown = as_discussiontools(event, page=parse_title("Talk:A", SITE), words=words)
    assert shown["extra"]["section-title"] == "A b 2"


def test_a_topic_that_is_taken_away_is_told_of():
    assert happened(POND + WEIR, POND, by("Ben")) == [("topic-removed", None, "Weir")]


def test_a_topic_put_below_another_one_is_still_there():
    new = POND + WEIR.replace("== Weir ==", "=== Weir ===")
    assert happened(POND + WEIR, new, by("Ben")) == []


def test_a_subtopic_is_announced_to_its_topic_not_to_the_page():
    new = POND + f"=== Deep end ===\nHow deep? {sig('Dao', 60)}\n"
    (event,) = events(page(POND), page(new), saved=by("Dao"))
    assert (event.kind, [topic.text for topic in event.topics]) == ("comment", ["Deep end", "Pond"])


def test_a_comment_before_all_headings_is_announced_to_whom_it_answers():
    old = f"Water is low. {sig('Ada')}\n"
    (event,) = events(page(old), page(old + f":Rain comes. {sig('Ben', 60)}"), saved=by("Ben"))
    assert event.topics == ()
    told = notices([event], editor="Ben", followers=lambda topic: PEOPLE)
    assert [(notice.person, notice.reason) for notice in told] == [("Ada", "answered")]


def test_a_comment_its_author_moves_is_announced_where_it_came_to_and_not_where_it_was():
    late = f":Rain will come. {sig('Dao', 60)}\n"
    (event,) = events(page(POND + late + WEIR), page(POND + WEIR + late), saved=by("Dao", 61))
    assert [topic.text for topic in event.topics] == ["Weir"]
    assert [topic.text for topic in event.left] == ["Pond"]
    followers = {"Pond": ["Ben", "Eve"], "Weir": ["Ben", "Fay"]}
    told = notices([event], editor="Dao", followers=lambda topic: followers[topic.text])
    assert [(notice.person, notice.reason) for notice in told] == [("Cleo", "answered"), ("Fay", "topic")]


def test_a_comment_that_a_bot_signs_is_announced_when_it_is_signed():
    unsigned = POND + "::I have a pump.\n"
    signed = POND + f"::I have a pump. {sig('Newcomer', 58)}\n"
    assert happened(unsigned, signed, by("SignBot"), old_text=unsigned) == [
        ("comment", "I have a pump.", "Pond")
    ]


def test_a_discussion_copied_here_is_not_taken_for_one_that_somebody_signed():
    assert happened(POND, POND + WEIR, by("Ada", 3), old_text=POND) == [("topic-added", "Open it.", "Weir")]


def test_what_the_wiki_knew_before_is_not_announced():
    new = POND + WEIR
    assert happened(POND, new, by("Cleo", 2), known=lambda comment: comment.author == "Cleo") == []


# -- who hears of it -------------------------------------------------------------------------------


def told_of(old: str, new: str, saved: Saved, **options: object) -> list[tuple[str, str, str]]:
    made = notices(
        events(page(old), page(new), saved=saved),
        editor=saved.editor,
        followers=lambda topic: ["Ada", "Eve", saved.editor],
        **options,
    )
    return [(notice.person, notice.event.kind, notice.reason) for notice in made]


REPLY = POND + f"::Good. {sig('Dao', 60)}\n"


def test_who_follows_the_topic_and_whom_it_answers_hear_of_a_reply_and_its_author_does_not():
    assert told_of(POND, REPLY, by("Dao")) == [
        ("Ada", "comment", "topic"),
        ("Ben", "comment", "answered"),
        ("Eve", "comment", "topic"),
    ]


def test_who_hears_of_the_edit_in_another_way_is_left_out():
    assert told_of(POND, REPLY, by("Dao"), told=["Ben", "Eve"]) == [("Ada", "comment", "topic")]


def test_who_watches_the_page_hears_of_a_topic_once():
    assert told_of(POND, POND + WEIR, by("Cleo", 2), watchers=["Ada", "Ben"]) == [
        ("Eve", "comment", "topic"),
        ("Ada", "topic-added", "page"),
        ("Ben", "topic-added", "page"),
    ]


def test_a_follower_of_topic_and_subtopic_hears_of_a_comment_once():
    new = POND + f"=== Deep end ===\nHow deep? {sig('Dao', 60)}\n"
    assert [person for person, *_ in told_of(POND, new, by("Dao"))] == ["Ada", "Eve"]


def test_a_removal_is_told_each_time_it_happens():
    removal = notices(
        events(page(POND + WEIR), page(POND), saved=by("Ben")), editor="Ben", followers=lambda topic: ["Eve"]
    )
    told = Told()
    assert len(told.unsent(removal, lambda item: item.name)) == 1
    assert len(told.unsent(removal, lambda item: item.name)) == 1


def test_what_was_sent_before_is_not_sent_again():
    made = notices(
        events(page(POND), page(REPLY), saved=by("Dao")), editor="Dao", followers=lambda topic: ["Eve"]
    )
    told = Told([("Eve", made[1].event.comment.name)])
    assert [notice.person for notice in told.unsent(made, lambda item: item.name)] == ["Ben"]
    assert told.unsent(made, lambda item: item.name) == ()


def test_a_comment_moved_to_and_fro_is_told_once_to_those_it_left_and_those_it_came_to():
    late = f":Rain will come. {sig('Dao', 60)}\n"
    without, here, there = POND + WEIR, POND + late + WEIR, POND + WEIR + late
    followers = {"Pond": ["Eve"], "Weir": ["Fay"]}
    told, heard = Told(), []
    for minute, (old, new) in enumerate([(without, here), (here, there), (there, here), (here, there)]):
        found = events(page(old), page(new), saved=by("Dao", 60 + minute))
        made = notices(found, editor="Dao", followers=lambda topic: followers[topic.text], answered=False)
        heard.append([notice.person for notice in told.unsent(made, lambda item: item.name)])
    assert heard == [["Eve"], ["Fay"], [], []]


@settings(max_examples=120)
@given(histories | histories_with_twins)
def test_nobody_is_told_twice_and_nobody_is_forgotten(steps):
    register, told = Register(), Told()
    pages: dict[str, Conversation] = defaultdict(Conversation)
    heard: dict[tuple[str, str], list[int]] = defaultdict(list)
    expected: dict[tuple[str, str], list[int]] = defaultdict(list)
    for step in steps:
        recording = register.record(step.page, step.revision, step.conversation, saved=step.saved)
        found = events(pages[step.page], step.conversation, saved=step.saved, known=recording.known)
        made = notices(found, editor=step.saved.editor, followers=lambda topic: PEOPLE)
        pages[step.page] = step.conversation
        for notice in told.unsent(made, recording.number):
            if notice.event.kind == "comment" and notice.person in PEOPLE:
                heard[label_of(notice.event.comment), notice.person].append(step.revision)
        if step.posted:
            for person in set(PEOPLE) - {step.saved.editor}:
                expected[step.posted, person].append(step.revision)
    assert heard == expected


# -- the peer's cases ------------------------------------------------------------------------------

CASES = sorted((SHARED / "conversations" / "events").glob("*/")) if SHARED else []
# Where we differ, because people would: see docs/explanation/identity.md.
BETTER = {
    "removing-topics--rev2c": [],
    "sametime--rev3-case5": [("comment", "F.", "C")],
    "section0--rev2": [("comment", "E.", None)],
    "section0--rev3": [("comment", "F.", None)],
}


def read_case(folder: Path) -> tuple[Conversation, Conversation, Saved, list[dict]]:
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    texts = [(folder / f"{name}.wikitext").read_text(encoding="utf-8") for name in ("old", "new")]
    saved = Saved(case["editor"], datetime.fromisoformat(case["editTimestamp"]))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return page(texts[0]), page(texts[1]), saved, expected


def words(comment: Comment) -> str:
    return plain_text(comment.body)


@needs_shared
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_by_the_peers_rules_the_peers_events_are_found(folder):
    old, new, saved, expected = read_case(folder)
    title = parse_title("Talk:MediaWiki\\Extension\\DiscussionTools\\Tests\\EventDispatcherTest", SITE)
    found = events(old, new, saved=saved, rules="discussiontools")
    made = [as_discussiontools(event, page=title, words=words) for event in found]
    for one in expected:
        one["extra"].pop("revid")
    assert made == [{"type": one["type"], "extra": one["extra"]} for one in expected]
    later = Saved(saved.editor, saved.moment + timedelta(minutes=10))
    assert "comment" not in {
        event.kind for event in events(old, new, saved=later, rules="discussiontools")
    }, "after twenty minutes nothing is announced as just said"


@needs_shared
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_by_our_rules_people_are_told_what_the_peer_tells_or_what_is_better(folder):
    old, new, saved, expected = read_case(folder)
    kinds = {"dt-subscribed-new-comment": "comment", "dt-added-topic": "topic-added"}
    wanted = [
        (kinds.get(one["type"], "topic-removed"), one["extra"].get("content"), one["extra"]["section-title"])
        for one in expected
    ]
    assert [shown(event) for event in events(old, new, saved=saved)] == BETTER.get(folder.name, wanted)


def shown(event: Event) -> tuple[str, str | None, str | None]:
    """The event with the outermost of its topics, as the peer knows only those."""
    topic: Topic | None = event.topics[-1] if event.topics else None
    return event.kind, words(event.comment) if event.comment else None, topic.text if topic else None
