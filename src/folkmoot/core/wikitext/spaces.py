"""Spaces at which a line must not break: before French punctuation and inside guillemets."""

from __future__ import annotations

import re

_BEFORE = re.compile(r" (?=[?:;!%»›](?!\w))")
_AFTER = re.compile(r"(?<!\w)([«‹]) ")


def keep_french_spaces(text: str) -> str:
    """The text with such spaces made no-break spaces; in attributes they are written so that they stay."""
    return _AFTER.sub(r"\1&#160;", _BEFORE.sub("&#160;", text))


def guard_spaces(value: str) -> str:
    """An attribute's value in which no space is one of those."""
    return _AFTER.sub(r"\1&#32;", _BEFORE.sub("&#32;", value))
