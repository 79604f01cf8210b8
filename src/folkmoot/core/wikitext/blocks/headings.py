"""Headings and rules."""

from __future__ import annotations

import re
from html import unescape

from folkmoot.core.wikitext.markers import MARK, marker
from folkmoot.core.wikitext.run import HeadingSource, Run

_RULE = re.compile(r"^-{4,}", re.MULTILINE)
# A line and the blank lines after it, with the line feed before it: that is found much faster than its start.
_HEADING = re.compile(r"\n(={1,6}(?=.*=).+)$\s*$", re.MULTILINE)
_ANY_HEADING = re.compile(r"<(/?)h([1-6])([^>]*)>")
_SECTION = re.compile(f"{MARK}h([0-9]+){MARK}")  # which of ``Run.sections`` it begins
_ID = re.compile(r' id="([^"]*)"')
_SPACES = " \t\n"
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
    if "\n=" not in text and not text.startswith("="):
        return text
    return _HEADING.sub(_heading, "\n" + text)[1:]


def _heading(found: re.Match[str]) -> str:
    heading = heading_of_line(found[1])
    if heading is None:
        return found[0]
    level, content = heading
    section = mark[0] if (mark := _SECTION.match(content)) else ""
    return f"\n<h{level}{_WRITTEN}{section}>{content[len(section) :].lstrip()}</h{level}>"


def mark_headings(text: str, run: Run) -> str:
    """Numbers the headings; what is put around them comes when the page is tidy (``contents.found``)."""
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
    slot = f' data-fm-heading="{len(run.headings)}"'
    run.headings.append(_source(attributes, run))
    if _WRITTEN in attributes:
        return f"<h{level}{slot}>{content.strip(_SPACES)}</h{level}>"
    return f"<h{level}{slot}{_with_class(attributes)}>{content}</h{level}>"


def _source(attributes: str, run: Run) -> HeadingSource:
    """What the tag of a heading says of where it was written, and its own id."""
    written, listed = _WRITTEN in attributes, run.is_whole
    if found := _SECTION.search(attributes):
        template, number = run.sections[int(found[1])]
        section = str(number) if template is None else f"T-{number}"
        return HeadingSource(section, template or "", written=written, listed=listed)
    found = _ID.search(attributes)
    return HeadingSource(identifier=unescape(found[1]) if found else "", written=written, listed=listed)


def _with_class(attributes: str) -> str:
    """The attributes of a heading written as HTML, its id left to the slot, marked as such."""
    attributes = _ID.sub("", attributes)
    if ' class="' in attributes:
        return attributes.replace(' class="', ' class="mw-html-heading ', 1)
    return attributes + ' class="mw-html-heading"'
