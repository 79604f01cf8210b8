"""Spaces at which a line must not break: before French punctuation and inside guillemets."""

from __future__ import annotations

import re

_BEFORE = re.compile(r" (?=[?:;!%»›](?!\w))")
_AFTER = re.compile(r"([«‹]) ")
_IMPORTANT = re.compile(r"&#160;(!\s*important)")


def keep_french_spaces(text: str) -> str:
    """The text with such spaces made no-break spaces, but not in front of CSS's ``!important``."""
    text = _AFTER.sub(r"\1&#160;", _BEFORE.sub("&#160;", text))
    return _IMPORTANT.sub(r" \1", text) if "important" in text else text
