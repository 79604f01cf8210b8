"""Spaces at which a line must not break: before French punctuation and inside guillemets."""

from __future__ import annotations

import re

_BEFORE = re.compile(r" (?=[?:;!%»›](?!\w))")
_PAIRS_BEFORE = tuple(f" {mark}" for mark in "?:;!%»›")
_AFTER = re.compile(r"(?<!\w)([«‹]) ")


def keep_french_spaces(text: str) -> str:
    """The text with such spaces made no-break spaces; in attributes they are written so that they stay."""
    return _replaced(text, "&#160;")


def guard_spaces(value: str) -> str:
    """An attribute's value in which no space is one of those."""
    return _replaced(value, "&#32;")


def _replaced(text: str, space: str) -> str:
    # Asking for the few pairs first is many times faster than trying the pattern at every space.
    if any(pair in text for pair in _PAIRS_BEFORE):
        text = _BEFORE.sub(space, text)
    if "« " in text or "‹ " in text:
        text = _AFTER.sub(rf"\1{space}", text)
    return text
