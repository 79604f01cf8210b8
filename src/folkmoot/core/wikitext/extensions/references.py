"""``<ref>`` and ``<references>``: footnotes, and the place for their list.

Both leave a slot: notes are numbered, and lists filled, when all sections of a page are known
(``citations.py``), since a list in one section holds the notes of those before it.
"""

from __future__ import annotations

import re

from folkmoot.core.wikitext.citations import error_html
from folkmoot.core.wikitext.model import Reference, ReferenceList

from .model import Html, Result, Tag

_ALLOWED = {"group", "name", "follow", "dir"}
_ALLOWED_IN_LIST = {"group", "responsive"}
_TAGS_INSIDE = re.compile(
    r"<(?P<slash>/?)(?P<name>ref|references|nowiki|pre|math|syntaxhighlight|source)\b[^<>]*+>|<!--|(?P<end>-->)",
    re.IGNORECASE,
)
_SLOT = re.compile(r'<sup data-fm-ref="(\d+)"></sup>')


def ref(tag: Tag) -> Result:
    """A footnote's mark; an error in words where there is neither name nor text, or a wrong attribute."""
    if complaint := _complaint(tag):
        return cite_error(tag, complaint)
    given = tag.attributes
    text = tag.text if tag.text.strip() else None
    note = Reference(
        group=given.get("group"),
        name=given.get("name", ""),
        follow=given.get("follow", ""),
        direction=given["dir"].lower() if given.get("dir", "").lower() in ("ltr", "rtl") else "",
        html=None if text is None else tag.parse_elsewhere(text, tag.run.note_parsed).strip(),
    )
    tag.run.references.append(note)
    return Html(f'<sup data-fm-ref="{len(tag.run.references) - 1}"></sup>')


def references(tag: Tag) -> Result:
    """The place of the list of a group's notes; notes inside it get their text there."""
    if tag.attributes.keys() - _ALLOWED_IN_LIST:
        return cite_error(tag, "cite_error_references_invalid_parameters")
    inside = tag.run.held.release(tag.parse()) if tag.text.strip() else ""
    notes = ReferenceList(
        group=tag.attributes.get("group", ""),
        responsive=tag.attributes.get("responsive") != "0",
        defined=tuple(int(found[1]) for found in _SLOT.finditer(inside)),
    )
    tag.run.reference_lists.append(notes)
    return Html(f'<div data-fm-reflist="{len(tag.run.reference_lists) - 1}"></div>')


def cite_error(tag: Tag, name: str) -> Html:
    """The words for what is wrong with a note, where it stands; the page goes into a category."""
    tag.note_category("cite-tracking-category-cite-error")
    words = tag.run.half_parsed(tag.message("cite_error", tag.message(name)), tag.run)
    return Html(error_html(words, tag.run.site))


def _complaint(tag: Tag) -> str:
    """The name of the message for what is wrong with a note, "" where nothing is."""
    given = tag.attributes
    name, follow = given.get("name", ""), given.get("follow", "")
    if given.keys() - _ALLOWED:
        return "cite_error_ref_too_many_keys"
    if _is_number(name) or _is_number(follow):
        return "cite_error_ref_numeric_key"
    if follow and name:
        return "cite_error_ref_follow_conflicts"
    if not name and tag.content is None:
        return "cite_error_ref_no_key"
    if not name and not tag.text.strip():
        return "cite_error_ref_no_input"
    return "cite_error_included_ref" if _swallows_another(tag.text) else ""


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _swallows_another(text: str) -> bool:
    """Whether a note's text begins another note: its own closing tag is missing then."""
    if "<ref" not in text.lower():
        return False
    opaque = ""  # what has been opened whose content is only text: a tag, or "-->" for a comment
    for found in _TAGS_INSIDE.finditer(text):
        name = (found["name"] or found[0]).lower()
        if opaque:
            closes = name == opaque and (found["slash"] or found["end"])
            opaque = "" if closes else opaque
        elif name in ("ref", "references") and not found["slash"]:
            return True
        elif not found["slash"]:
            opaque = "-->" if name == "<!--" else name
    return False
