"""Headings and rules."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.markers import MARK, marker
from folkmoot.core.wikitext.run import Run

_RULE = re.compile(r"^-{4,}", re.MULTILINE)
_HEADING = re.compile(r"^(={1,6})(?=.*=)(.+)$", re.MULTILINE)
_ANY_HEADING = re.compile(r"<(/?)h([1-6])([^>]*)>")
_SECTION = re.compile(f"{MARK}h[0-9]+{MARK}")  # which of ``Run.sections`` it begins
_WRITTEN = marker("w", 0)  # in the tag of a heading that was written with equals signs


def render_rules(text: str) -> str:
    """Four dashes or more at the start of a line."""
    return _RULE.sub("<hr />", text) if "----" in text else text


def heading_of_line(line: str) -> tuple[int, str] | None:
    """Level and content of a heading's line, None where the line is no heading."""
    line = line.rstrip(" \t\r\n\f\v")
    left = len(line) - len(line.lstrip("="))
    right = len(line) - len(line.rstrip("="))
    if not left or not right:
        return None
    if left == len(line):  # nothing but equals signs
        level = min((left - 1) // 2, 6)
        return (level, "=" * (left - 2 * level)) if level else None
    level = min(left, right, 6)
    return level, line[level:-level].strip(" \t")


def render_headings(text: str) -> str:
    """``== Heading ==`` as an element of its level."""
    return _HEADING.sub(_heading, text) if "=" in text else text


def _heading(found: re.Match[str]) -> str:
    heading = heading_of_line(found[0])
    if heading is None:
        return found[0]
    level, content = heading
    section = mark[0] if (mark := _SECTION.match(content)) else ""
    return f"<h{level}{_WRITTEN}{section}>{content[len(section) :].lstrip()}</h{level}>"


def mark_headings(text: str, run: Run) -> str:
    """Numbers the headings; one written in wikitext gets MediaWiki's frame around it."""
    if "<h" not in text:
        return text
    out: list[str] = []
    done = 0
    opened: re.Match[str] | None = None
    for found in _ANY_HEADING.finditer(text):
        if not found[1] and opened is None:
            opened = found
        elif found[1] and opened is not None:
            out.append(text[done : opened.start()])
            out.append(_marked(opened, text[opened.end() : found.start()], run))
            done, opened = found.end(), None
    out.append(text[done:])
    return "".join(out)


def _marked(opened: re.Match[str], content: str, run: Run) -> str:
    level, attributes = opened[2], opened[3]
    number = run.headings
    run.headings += 1
    slot = f' data-fm-heading="{number}"'
    content = content.strip()
    if _WRITTEN in attributes:
        return f'<div class="mw-heading mw-heading{level}"><h{level}{slot}>{content}</h{level}></div>'
    return f"<h{level}{slot}{_with_class(attributes)}>{content}</h{level}>"


def _with_class(attributes: str) -> str:
    """The attributes of a heading written as HTML, its id left to the anchor, marked as such."""
    attributes = re.sub(r' id="[^"]*"', "", attributes)
    if ' class="' in attributes:
        return attributes.replace(' class="', ' class="mw-html-heading ', 1)
    return attributes + ' class="mw-html-heading"'
