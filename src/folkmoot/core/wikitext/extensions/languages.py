"""``<languages/>``: a bar of a page's translations, of which Folkmoot keeps none."""

from __future__ import annotations

from .model import Html, Tag


def languages(tag: Tag) -> Html:
    """Nothing: there are no translations to lead to."""
    return Html("")
