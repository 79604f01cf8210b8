"""Headings and rules."""

from __future__ import annotations

import re
from html import unescape

from folkmoot.core.wikitext.contents.place import PLACE, may_place
from folkmoot.core.wikitext.markers import MARK, marker
from folkmoot.core.wikitext.run import HeadingSource, Run

_RULE = re.compile(r"^-{4,}", re.MULTILINE)
_HEADING = re.compile(r"^(={1,6})(?=.*=)(.+)$\s*$", re.MULTILINE)  # with the blank lines after it
_ANY_HEADING = re.compile(r"<(/?)h([1-6])([^>]*)>")
_SECTION = re.compile(f"{MARK}h([0-9]+){MARK}")  # which of ``Run.sections`` it begins
_ID = re.compile(r' id="([^"]*)"')
_FRAME = re.compile(r'<div class="mw-heading mw-heading[1-6]">\s*\Z')  # written in the source already
_LONGEST_FRAME = 100  # characters
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
    return _HEADING.sub(_heading, text) if "=" in text else text


def _heading(found: re.Match[str]) -> str:
    heading = heading_of_line(found[0])
    if heading is None:
        return found[0]
    level, content = heading
    section = mark[0] if (mark := _SECTION.match(content)) else ""
    return f"<h{level}{_WRITTEN}{section}>{content[len(section) :].lstrip()}</h{level}>"


def mark_headings(text: str, run: Run) -> str:
    """Numbers the headings; one written in wikitext gets MediaWiki's frame around it.

    In front of the first one the table of contents has its place, behind each one the link to edit it.
    """
    if "<h" not in text:
        return text
    out: list[str] = []
    done = 0
    opened: re.Match[str] | None = None
    for found in _ANY_HEADING.finditer(text):
        if not found[1] and opened is None:
            opened = found
        elif found[1] and opened is not None:
            before = text[done : opened.start()]
            out.append(before)
            out.append(_marked(opened, text[opened.end() : found.start()], before, run))
            done, opened = found.end(), None
    out.append(text[done:])
    return "".join(out)


def _marked(opened: re.Match[str], content: str, before: str, run: Run) -> str:
    level, attributes = opened[2], opened[3]
    source = _source(attributes, run)
    slot = f' data-fm-heading="{len(run.headings)}"'
    place = ""
    if may_place(run):
        place, run.has_contents_place = PLACE, True
    edit = ""
    if source.section and run.layout == "page":
        edit = f'<span data-fm-edit="{len(run.headings)}"></span>'
    run.headings.append(source)
    if _WRITTEN not in attributes:
        return f"{place}<h{level}{slot}{_with_class(attributes)}>{content}</h{level}>"
    heading = f"<h{level}{slot}>{content.strip(_SPACES)}</h{level}>{edit}"
    if _FRAME.search(before, max(0, len(before) - _LONGEST_FRAME)):
        return place + heading
    return f'{place}<div class="mw-heading mw-heading{level}">{heading}</div>'


def _source(attributes: str, run: Run) -> HeadingSource:
    """What the tag of a heading says of where it was written, and its own id."""
    listed = run.is_whole
    if found := _SECTION.search(attributes):
        template, number = run.sections[int(found[1])]
        if template is not None:
            return HeadingSource(section=f"T-{number}", template=template, listed=listed)
        return HeadingSource(section=str(number), listed=listed)
    found = _ID.search(attributes)
    return HeadingSource(identifier=unescape(found[1]) if found else "", listed=listed)


def _with_class(attributes: str) -> str:
    """The attributes of a heading written as HTML, its id left to the slot, marked as such."""
    attributes = _ID.sub("", attributes)
    if ' class="' in attributes:
        return attributes.replace(' class="', ' class="mw-html-heading ', 1)
    return attributes + ' class="mw-html-heading"'
