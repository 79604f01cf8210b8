"""Titles that people type."""

from __future__ import annotations

from folkmoot.core.titles import Title, parse_title
from folkmoot.web.shared.sites import wiki_site


def read_title(text: str) -> Title:
    """The title that this text stands for on this wiki; refuses with BadTitle."""
    return parse_title(text, wiki_site())
