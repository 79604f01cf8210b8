"""Summaries of edits, with MediaWiki's ``/* heading */`` for the section that was edited."""

from __future__ import annotations

import re

_SECTION = re.compile(r"/\*\s*(.*?)\s*\*/\s*")
_HEADING = re.compile(r"^(={1,6})(.+?)\1[ \t]*$")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


def heading_words(section_text: str) -> str:
    """The words of the heading that a section begins with, without markup; "" for a lead."""
    first_line = section_text.split("\n", 1)[0]
    match = _HEADING.match(re.sub(r"<!--.*?-->", "", first_line).rstrip())
    if not match:
        return ""
    words = re.sub(r"<[^<>]*>|'{2,5}", "", _LINK.sub(r"\1", match[2]))
    return " ".join(words.split())


def section_summary(heading: str, summary: str) -> str:
    """The summary of an edit of the section with this heading."""
    return f"/* {heading.replace('*/', '')} */ {summary}".strip() if heading else summary


def shown_summary(summary: str) -> str:
    """A summary as people read it: the section behind an arrow."""
    return _SECTION.sub(lambda match: f"→ {match[1]}: ", summary).strip().removesuffix(":")
