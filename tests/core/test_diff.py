"""Comparing and merging texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.diff import DiffRow, compare_lines, compare_words, hunks
from folkmoot.core.merge import merge_texts

ITEMS = st.lists(st.sampled_from("abcdef"), max_size=40)
TEXTS = st.lists(st.sampled_from(["one\n", "two\n", "three four five\n", "\n", "three four six\n"])).map(
    "".join
)


def _text(rows: list[DiffRow], side: str) -> list[str]:
    return ["".join(span.text for span in getattr(row, side)) for row in rows]


@given(ITEMS, ITEMS)
def test_the_hunks_turn_the_old_into_the_new(old: list[str], new: list[str]) -> None:
    built: list[str] = []
    at = 0
    for hunk in hunks(old, new):
        assert old[at : hunk.old_start] == new[len(built) : hunk.new_start]
        built += old[at : hunk.old_start] + new[hunk.new_start : hunk.new_stop]
        at = hunk.old_stop
    assert built + old[at:] == new


@given(ITEMS)
def test_equal_sequences_have_no_hunks(items: list[str]) -> None:
    assert hunks(items, list(items)) == []


@given(ITEMS, ITEMS)
def test_what_was_put_in_between_is_the_only_difference(items: list[str], more: list[str]) -> None:
    marked = [f"{item}{number}" for number, item in enumerate(items)]
    middle = len(marked) // 2
    found = hunks(marked, [*marked[:middle], "new", *more, *marked[middle:]])
    assert [(hunk.old_start, hunk.old_stop) for hunk in found] == [(middle, middle)]


@given(TEXTS, TEXTS)
def test_all_lines_are_shown_when_all_context_is_wanted(old: str, new: str) -> None:
    rows = compare_lines(old, new, context=1000)
    if old != new:
        assert [line for line, row in zip(_text(rows, "old"), rows, strict=True) if row.kind != "added"] == (
            old.splitlines()
        )
        assert [
            line for line, row in zip(_text(rows, "new"), rows, strict=True) if row.kind != "removed"
        ] == (new.splitlines())


@given(st.text(), st.text())
def test_compared_words_join_to_the_lines(old: str, new: str) -> None:
    old_spans, new_spans = compare_words(old, new)
    assert "".join(span.text for span in old_spans) == old
    assert "".join(span.text for span in new_spans) == new
    assert "".join(s.text for s in old_spans if not s.changed) == "".join(
        s.text for s in new_spans if not s.changed
    )


def test_far_equal_lines_are_left_out() -> None:
    old = "".join(f"{number}\n" for number in range(20))
    rows = compare_lines(old, old.replace("10\n", "ten\n"))
    assert [row.kind for row in rows] == ["gap", "same", "same", "removed", "added", "same", "same", "gap"]


def test_a_changed_line_shows_its_words() -> None:
    (row,) = compare_lines("The pond is deep.", "The pond is very deep.")
    assert row.kind == "changed"
    assert [span.text for span in row.new if span.changed] == ["very "]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x\n" * 100_000, "x\n" * 50_000 + "y\n" + "x\n" * 50_000),
        ("a\nb\n" * 50_000, "b\na\n" * 50_000),
        ("word " * 50_000, "word other " * 50_000),
        (
            "".join(f"{n} a b c d e f\n" for n in range(20_000)),
            "".join(f"{n} f e d c b a\n" for n in range(20_000)),
        ),
    ],
)
def test_hostile_texts_are_compared_too(old: str, new: str) -> None:
    rows = compare_lines(old, new)
    assert rows


def test_changes_to_different_lines_come_together() -> None:
    assert merge_texts("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\nd\n") == "A\nb\nC\nd\n"


def test_changes_to_the_same_line_are_left_to_people() -> None:
    assert merge_texts("a\nb\nc\n", "a\nB\nc\n", "a\nbb\nc\n") is None


def test_two_additions_at_one_place_are_left_to_people() -> None:
    assert merge_texts("a\n", "a\nb\n", "a\nc\n") is None


def test_an_answer_beside_a_corrected_comment_is_no_conflict() -> None:
    asked, corrected, answered = "q\nwhta\n", "q\nwhat\n", "q\nwhta\n:that\n"
    both = "q\nwhat\n:that\n"
    assert merge_texts(asked, corrected, answered) == merge_texts(asked, answered, corrected) == both
    above = "q\nnew\nwhta\n"
    assert merge_texts(asked, corrected, above) == "q\nnew\nwhat\n"


def test_an_answer_to_what_was_taken_away_is_a_conflict() -> None:
    assert merge_texts("q\na\n", "q\n", "q\na\n:b\n") is None


def test_the_same_change_twice_is_one_change() -> None:
    assert merge_texts("a\nb\nc\n", "a\nB\nc\nd\n", "a\nB\nc\n") == "a\nB\nc\nd\n"


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_what_the_other_wrote(base: str, other: str) -> None:
    assert merge_texts(base, base, other) == other
    assert merge_texts(base, other, base) == other
    assert merge_texts(base, other, other) == other


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_comes_first(base: str, mine: str, theirs: str) -> None:
    assert merge_texts(base, mine, theirs) == merge_texts(base, theirs, mine)


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_comes_from_nowhere(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base, mine, theirs)
    if merged is not None:
        assert set(merged.splitlines()) <= set((base + mine + theirs).splitlines())
