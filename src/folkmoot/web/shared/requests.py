"""Reading what came with a request."""

from __future__ import annotations

_LARGEST = 2**63 - 1  # what a column of ids holds


def number_of(value: str | None) -> int | None:
    """A number as it stands in an address or a form; None for anything else, and for what no id can be."""
    if not value or not value.isascii() or not value.isdecimal() or len(value) > 19:
        return None
    number = int(value)
    return number if number <= _LARGEST else None
