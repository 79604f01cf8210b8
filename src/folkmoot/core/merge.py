"""Two people changed the same text: both changes in one text, when they touch different lines."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot.core.diff import Hunk, hunks


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """``base`` with what ``mine`` and ``theirs`` changed in it, line by line.

    None when both changed the same lines, or lines beside each other, in different ways: then
    somebody has to decide. The same change on both sides is no conflict; nor are lines put in
    beside a line that was reworded, as when a comment is corrected while somebody answers it.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    old, first, second = (_lines(text) for text in (base, mine, theirs))
    changes = [(hunk, first[hunk.new_start : hunk.new_stop]) for hunk in hunks(old, first)]
    changes += [(hunk, second[hunk.new_start : hunk.new_stop]) for hunk in hunks(old, second)]
    return _apply(old, sorted(changes, key=lambda change: (change[0].old_start, change[0].old_stop)))


def _lines(text: str) -> list[str]:
    """The lines with their line feeds, and no other character that ``splitlines`` would cut at."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _apply(old: Sequence[str], changes: list[tuple[Hunk, list[str]]]) -> str | None:
    merged: list[str] = []
    at = -1  # where the change before ended, in lines of the base
    before: tuple[int, int, list[str]] | None = None
    copied = 0
    for hunk, lines in changes:
        if before == (hunk.old_start, hunk.old_stop, lines):
            continue  # the same change on both sides
        if hunk.old_start < at or (before and hunk.old_start == at and not _is_clear(before, hunk, lines)):
            return None
        merged += [*old[copied : hunk.old_start], *lines]
        copied = at = hunk.old_stop
        before = (hunk.old_start, hunk.old_stop, lines)
    return "".join([*merged, *old[copied:]])


def _is_clear(before: tuple[int, int, list[str]], hunk: Hunk, lines: list[str]) -> bool:
    """Whether one of two changes that touch only puts lines in, and the other only rewords lines."""
    start, stop, earlier = before
    puts_in, then_puts_in = start == stop, hunk.old_start == hunk.old_stop
    return puts_in != then_puts_in and bool(earlier) and bool(lines)
