"""Which comment is which between two versions of a page."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from histories import PAGES, histories, label_of
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.conversation import Comment, Conversation, read
from folkmoot.core.conversation.identity import Match, compare, match
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")


def sig(author: str, time: str = "12:00", *, nickname: str | None = None, day: int = 5) -> str:
    hour, minute = time.split(":")
    now = datetime(2023, 2, day, int(hour), int(minute), tzinfo=UTC)
    return write_signature(author, SITE, now=now, nickname=nickname)


def page(text: str) -> Conversation:
    return read(text, form="wikitext", site=SITE)


def fates(old: str, new: str) -> dict[str, str]:
    """What became of each comment, by the first word of what it says (or said)."""
    return {first_word(one): one.kind for one in match(page(old), page(new))}


def first_word(one: Match) -> str:
    comment = one.new or one.old
    assert comment is not None
    return comment.body.split()[0]


def only(old: str, new: str) -> Match:
    (one,) = match(page(old), page(new))
    return one


POND = f"== Pond ==\nWater is low. {sig('Ada')}\n:Rain comes. {sig('Ben')}\n::Good. {sig('Cleo')}\n"


def test_a_page_that_did_not_change_holds_the_same_comments():
    assert fates(POND, POND) == {"Water": "same", "Rain": "same", "Good.": "same"}


def test_a_reply_is_new_and_leaves_the_others_the_same():
    assert fates(POND, POND + f":::Indeed. {sig('Ada', '12:30')}\n") == {
        "Water": "same",
        "Rain": "same",
        "Good.": "same",
        "Indeed.": "new",
    }


def test_a_removed_comment_is_removed_and_its_answers_stay_what_they_are():
    without = POND.replace(f":Rain comes. {sig('Ben')}\n", "")
    assert fates(POND, without) == {"Water": "same", "Rain": "removed", "Good.": "same"}


def test_a_corrected_typo_is_an_edit():
    after = POND.replace("Rain comes", "Rain will come")
    assert fates(POND, after) == {"Water": "same", "Rain": "edited", "Good.": "same"}


def test_a_comment_that_says_something_else_altogether_is_still_its_authors():
    assert only(f"Yes, let us. {sig('Ada')}", f"Better not in winter. {sig('Ada')}").kind == "edited"


def test_other_white_space_is_no_edit():
    assert only(f"a  b\nc {sig('Ada')}", f"a b\n\nc {sig('Ada')}").kind == "same"


def test_another_form_of_the_signature_is_no_edit():
    one = only(f"Hello. {sig('Ada')}", f"Hello. {sig('Ada', nickname='the Duck')}")
    assert (one.kind, one.changes) == ("same", {"signature"})


def test_a_comment_indented_below_another_one_has_moved():
    before = f"A1 x. {sig('Ada')}\n:B1 y. {sig('Ben')}\n:C1 z. {sig('Cleo')}"
    after = f"A1 x. {sig('Ada')}\n:B1 y. {sig('Ben')}\n::C1 z. {sig('Cleo')}"
    assert fates(before, after) == {"A1": "same", "B1": "same", "C1": "moved"}


def test_a_thread_indented_as_a_whole_stays_the_same():
    before = f"A1 x. {sig('Ada')}\n:B1 y. {sig('Ben')}\n::C1 z. {sig('Cleo')}"
    after = f":A1 x. {sig('Ada')}\n::B1 y. {sig('Ben')}\n:::C1 z. {sig('Cleo')}"
    kinds = [(one.kind, one.changes) for one in match(page(before), page(after))]
    assert kinds == [("same", {"level"})] * 3


def test_a_comment_slipped_in_above_does_not_move_what_it_takes_under_itself():
    before = f"A1 x. {sig('Ada')}\n::C1 z. {sig('Cleo')}"
    after = f"A1 x. {sig('Ada')}\n:B1 y. {sig('Ben')}\n::C1 z. {sig('Cleo')}"
    assert fates(before, after) == {"A1": "same", "B1": "new", "C1": "same"}


def test_a_renamed_heading_changes_no_comment_although_it_changes_ids():
    before, after = page(POND), page(POND.replace("Pond", "Water in the pond"))
    assert next(before.comments()).id != next(after.comments()).id
    assert {one.kind for one in match(before, after)} == {"same"}
    (topic,) = compare({"": before}, {"": after}).topics
    assert topic.kind == "renamed"


def test_a_backdated_comment_changes_the_name_of_a_topic_but_not_the_topic():
    after = page(POND + f":Long ago. {sig('Dao', day=1)}\n")
    assert page(POND).topics[0].name != after.topics[0].name
    (topic,) = compare({"": page(POND)}, {"": after}).topics
    assert topic.kind == "same"


def test_comments_of_the_same_minute_are_told_apart_by_their_words():
    same = f"== A ==\nOne here. {sig('Ada')}\n\nTwo there. {sig('Ada')}\n"
    swapped = f"== A ==\nTwo there. {sig('Ada')}\n\nOne here. {sig('Ada')}\n"
    pairs = [(one.old, one.new) for one in match(page(same), page(swapped))]
    assert all(old and new and old.body == new.body for old, new in pairs)


def test_a_comment_put_before_one_of_the_same_minute_is_the_new_one():
    before = f"Question? {sig('Ada')}\n:Later. {sig('Ben')}"
    after = f"Question? {sig('Ada')}\n:Sooner. {sig('Ben')}\n:Later. {sig('Ben')}"
    assert fates(before, after) == {"Question?": "same", "Sooner.": "new", "Later.": "same"}


def test_of_two_comments_of_the_same_minute_the_edited_one_is_known_by_the_words_it_kept():
    before = f"The bench by the pond is wet. {sig('Ada')}\n\nNobody came on Monday at all. {sig('Ada')}"
    after = f"Nobody came on Monday, not one. {sig('Ada')}"
    assert {(one.kind, first_word(one)) for one in match(page(before), page(after))} == {
        ("edited", "Nobody"),
        ("removed", "The"),
    }


@pytest.mark.parametrize("again", [0, 1, 2])
def test_of_comments_that_nothing_tells_apart_each_keeps_its_place(again):
    def thread(times):
        return page("\n".join(f"{':' * depth}Yes. {sig('Ada', time)}" for depth, time in enumerate(times)))

    times = ["12:00", "12:00", "12:00"]
    times[again] = "12:03"
    found = match(thread(["12:00"] * 3), thread(times))
    assert [one.kind == "edited" for one in found] == [time == "12:03" for time in times]
    assert all(one.old and one.new and one.old.level == one.new.level for one in found)


def test_a_comment_signed_again_is_the_same_comment():
    one = only(f"Meeting on Monday. {sig('Ada')}", f"Meeting on Monday. {sig('Ada', '12:07')}")
    assert (one.kind, one.changes) == ("edited", {"time"})


def test_a_corrected_year_is_an_edit():
    one = only(f"Meeting on Monday. {sig('Ada')}", f"Meeting on Monday. {sig('Ada').replace('2023', '2022')}")
    assert one.changes == {"time"}


def test_a_vote_for_something_else_is_not_the_vote_that_was_taken_away():
    before = f"== A ==\n* Support. {sig('Ada')}\n== B ==\n* Other. {sig('Ben')}\n"
    after = f"== A ==\n== B ==\n* Other. {sig('Ben')}\n* Support. {sig('Ada', '12:30')}\n"
    assert sorted(one.kind for one in match(page(before), page(after))) == ["new", "removed", "same"]


def test_a_vote_in_the_same_words_and_minute_by_somebody_else_is_another_vote():
    before, after = f"* Support. {sig('Ada')}", f"* Support. {sig('Ben')}"
    assert sorted(one.kind for one in match(page(before), page(after))) == ["new", "removed"]


def test_an_account_that_was_renamed_keeps_its_comments_the_short_ones_too():
    before = f"I think that the bench should go. {sig('Ada')}\n:Yes. {sig('Ben')}\n::Thanks. {sig('Ada')}"
    matches = match(page(before), page(before.replace("Ada", "Ada of the Weir")))
    assert [one.kind for one in matches] == ["edited", "same", "edited"]
    assert [one.changes for one in matches] == [{"author"}, set(), {"author"}]


def test_a_weekly_report_that_takes_the_place_of_the_last_one_is_a_new_comment():
    before = f"== Report ==\nThis week we have mended 14 chairs and 3 tables. {sig('Bot', day=1)}\n"
    after = f"== Report ==\nThis week we have mended 15 chairs and 3 tables. {sig('Bot', '12:04', day=8)}\n"
    assert sorted(one.kind for one in match(page(before), page(after))) == ["new", "removed"]


def test_an_archived_topic_has_moved_with_all_its_comments():
    old = {PAGES[0]: page(POND + f"== Weir ==\nOpen. {sig('Dao')}\n"), PAGES[1]: page("")}
    new = {PAGES[0]: page(f"== Weir ==\nOpen. {sig('Dao')}\n"), PAGES[1]: page(POND)}
    found = compare(old, new)
    assert [(one.kind, one.new_page) for one in found.comments] == [
        ("same", PAGES[0]),
        *[("moved", PAGES[1])] * 3,
    ]
    assert [(one.kind, one.new_page) for one in found.topics] == [("same", PAGES[0]), ("moved", PAGES[1])]


def test_a_message_left_on_another_page_in_the_same_minute_is_another_comment():
    old = {PAGES[0]: page(f"Welcome to the pond. {sig('Ada')}"), PAGES[1]: page("")}
    new = {PAGES[0]: page(""), PAGES[1]: page(f"Where is the key? {sig('Ada')}")}
    assert [one.kind for one in compare(old, new).comments] == ["new", "removed"]


def test_a_comment_in_the_archive_is_itself_whatever_was_said_here_in_its_minute():
    said = f"Welcome to the pond. {sig('Ada')}"
    old = {PAGES[0]: page(said), PAGES[1]: page("")}
    new = {PAGES[0]: page(f"Where is the key? {sig('Ada')}"), PAGES[1]: page(said)}
    assert [(one.kind, one.new_page) for one in compare(old, new).comments] == [
        ("new", PAGES[0]),
        ("moved", PAGES[1]),
    ]


def test_a_page_and_its_archive_can_be_compared_as_two_versions():
    assert {one.kind for one in match(page(POND), page(POND))} == {"same"}


def test_a_comment_that_moves_between_headings_renames_neither():
    before = f"== A ==\nOne here. {sig('Ada')}\n\n== B ==\n"
    after = f"== A ==\n\n== B ==\nOne here. {sig('Ada')}\n"
    found = compare({"": page(before)}, {"": page(after)})
    assert [one.kind for one in found.topics] == ["same", "same"]
    assert [one.kind for one in found.comments] == ["moved"]


def test_a_topic_that_is_split_stays_where_its_heading_is():
    before = f"== A ==\nOne. {sig('Ada')}\n\nTwo. {sig('Ben')}\n\nThree. {sig('Cleo')}\n"
    after = f"== A ==\nOne. {sig('Ada')}\n\n== B ==\nTwo. {sig('Ben')}\n\nThree. {sig('Cleo')}\n"
    topics = compare({"": page(before)}, {"": page(after)}).topics
    assert [(one.kind, one.new.text if one.new else "") for one in topics] == [("same", "A"), ("new", "B")]


def test_topics_of_one_name_are_told_apart_by_their_comments():
    first, second = f"== Question ==\nHow? {sig('Ada')}\n", f"== Question ==\nWhy? {sig('Ben')}\n"
    found = compare({"": page(first + second)}, {"": page(second)})
    assert [(one.kind, next((one.new or one.old).comments()).body) for one in found.topics] == [
        ("same", "Why?"),
        ("removed", "How?"),
    ]


def test_a_heading_over_subtopics_alone_is_known_by_them_when_it_is_renamed():
    before = f"== Year ==\n=== May ===\nOne. {sig('Ada')}\n=== June ===\nTwo. {sig('Ben')}\n"
    topics = compare({"": page(before)}, {"": page(before.replace("Year", "2023"))}).topics
    assert [one.kind for one in topics] == ["renamed", "same", "same"]


def test_a_topic_that_becomes_a_part_of_another_one_has_moved():
    before = f"== A ==\nOne. {sig('Ada')}\n== B ==\nTwo. {sig('Ben')}\n"
    topics = compare({"": page(before)}, {"": page(before.replace("== B ==", "=== B ==="))}).topics
    assert [one.kind for one in topics] == ["same", "moved"]


@pytest.mark.parametrize("words", ["雨が降ると橋の水位が上がります", "ฝนตกหนักน้ำในแม่น้ำขึ้นสูง"])
def test_words_are_compared_in_scripts_without_spaces_too(words):
    before = f"{words} {sig('Ada')}\n\n{words[::-1]} {sig('Ada')}"
    after = f"{words[::-1]}! {sig('Ada')}\n\n{words}! {sig('Ada')}"
    assert all(
        one.old and one.new and one.new.body.startswith(one.old.body)
        for one in match(page(before), page(after))
    )


# -- what holds for every pair of versions ---------------------------------------------------------


@settings(max_examples=60)
@given(histories, st.data())
def test_every_comment_of_both_versions_is_in_one_match_and_the_right_one(steps, data):
    old = data.draw(st.sampled_from(steps)).conversation
    new = data.draw(st.sampled_from(steps)).conversation
    matches = match(old, new)
    assert [one.new for one in matches if one.new] == list(new.comments())
    assert {one.old.id for one in matches if one.old} == {comment.id for comment in old.comments()}
    assert sum(one.old is not None for one in matches) == len(list(old.comments()))
    for one in matches:
        assert (one.kind == "new") == (one.old is None)
        assert (one.kind == "removed") == (one.new is None)
    assert match(old, new) == matches


@settings(max_examples=60)
@given(histories)
def test_one_version_after_another_nothing_is_taken_for_something_else(steps):
    for page_of in PAGES:
        versions = [step for step in steps if step.page == page_of]
        for old, new in pairwise(versions):
            for one in match(old.conversation, new.conversation):
                if one.old and one.new:
                    assert label_of(one.old) == label_of(one.new)


@given(
    st.lists(st.sampled_from(["a", "b", "a b c d e f", ""]), max_size=12), st.randoms(use_true_random=False)
)
def test_equal_comments_in_any_number_and_order_are_all_accounted_for(bodies, random):
    def conversation(said: list[str]) -> Conversation:
        return page("== T ==\n" + "\n\n".join(f"{body} {sig('Ada')}" for body in said))

    shuffled = list(bodies)
    random.shuffle(shuffled)
    matches = match(conversation(bodies), conversation(shuffled))
    assert not any(one.kind in ("new", "removed") for one in matches)


def test_a_deep_page_is_compared_without_recursion():
    lines = "\n".join(f"{':' * depth}Word{depth}. {sig('Ada')}" for depth in range(1500))
    assert {one.kind for one in match(page(lines), page(lines))} == {"same"}


def test_nothing_is_compared_with_nothing():
    assert match(Conversation(), Conversation()) == ()


def test_a_comparison_holds_values_that_can_be_kept():
    one = only(f"Hello. {sig('Ada')}", f"Hello. {sig('Ada')}")
    assert isinstance(one.new, Comment)
    assert hash(one) == hash(only(f"Hello. {sig('Ada')}", f"Hello. {sig('Ada')}"))
