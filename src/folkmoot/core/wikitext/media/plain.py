"""Text without markup, for attributes: what a reader would see of a caption."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.entities import decode_references

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*+>")
_SPACES = re.compile(r"[ \t\r\n]+")
# Words on both sides of one of these do not grow together.
_APART = frozenset(
    """
    article blockquote br caption center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre
    section table td th tr ul video
    """.split()
)


def plain_text(text: str, run: Run) -> str:
    """The text with its held pieces in place, without tags and references, white space collapsed.

    ``text`` has been through the passes up to the links. The result is not escaped.
    """
    shown = without_markers(run.held.release(text))
    if "<" in shown:
        shown = _TAG.sub(lambda tag: " " if tag[1].lower() in _APART else "", shown)
    return _SPACES.sub(" ", decode_references(shown)).strip(" ")
