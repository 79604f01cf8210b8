"""Numbers a page's footnotes and fills their lists, when all its sections are known.

Sections are rendered, and kept, each for itself; a note in one of them is listed in another. So a note
leaves a slot, ``<sup data-fm-ref="N">`` for ``references[N]``, and a list ``<div data-fm-reflist="N">``.
``cite`` goes once through the slots of a page in their order. Ids and classes are those of MediaWiki's
Cite, which gadgets and bots look for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from folkmoot.core.errors import BadTitle
from folkmoot.core.languages.facts import facts
from folkmoot.core.site import CATEGORY, SiteConfig
from folkmoot.core.titles import parse_title, prefixed

from .counters import STYLES, letters
from .messages import known_message, message_of
from .model import Composed, Reference, ReferenceList
from .sanitize.attributes import escape_text
from .slots import finish
from .surroundings import NOTHING_AROUND, Surroundings
from .wall import clean as wall_clean

COLUMNS_FROM = 11  # notes: so long a list stands in columns
_SLOT = re.compile(r'<sup data-fm-ref="(?P<ref>\d+)"></sup>|<div data-fm-reflist="(?P<list>\d+)"></div>')
_SPACES = re.compile(r"[_\s]+")
_BETWEEN = "\x02"  # cannot stand in a page


def cite(
    blocks: Sequence[Composed],
    *,
    site: SiteConfig,
    exists: Callable[[str], bool],
    around: Surroundings = NOTHING_AROUND,
) -> tuple[Composed, ...]:
    """The blocks of a page, in order, with their notes numbered and their lists filled.

    Notes without a list are listed at the end of the last block. Linear in the length of the page. A page
    without notes is given back as it is.
    """
    if not any(block.references or block.reference_lists for block in blocks):
        return tuple(blocks)
    page = _Page(site, exists, around)
    cited = [page.cited(block) for block in blocks]
    last = cited[-1]
    html = last.html + page.rest()
    categories = (*last.categories, *page.categories())
    cited[-1] = replace(last, html=html, categories=tuple(dict.fromkeys(categories)))
    return tuple(cited)


@dataclass(slots=True)
class _Note:
    """One note in a list: all uses of one name, or a single one without a name."""

    name: str
    identity: int  # counts the notes of the page
    number: int  # counts the notes of the group
    html: str | None
    direction: str = ""
    uses: int = 0
    follows: bool = False  # goes on with a note that is not there: no number, no mark
    warning: str = ""

    def target(self) -> str:
        """The id of its place in the list."""
        return _identifier(
            f"cite_note-{self.name}-{self.identity}" if self.name else f"cite_note-{self.identity}"
        )

    def mark(self, use: int) -> str:
        """The id of its mark in the text."""
        return _identifier(
            f"cite_ref-{self.name}_{self.identity}-{use}" if self.name else f"cite_ref-{self.identity}"
        )


@dataclass(slots=True)
class _Group:
    notes: list[_Note] = field(default_factory=list)
    by_name: dict[str, _Note] = field(default_factory=dict)
    numbered: int = 0
    following: int = 0  # notes that go on with one that is not there; they stand first


@dataclass(slots=True)
class _Notes:
    """The texts of one block's notes: with their links coloured, and those that are done."""

    linked: list[str]
    done: dict[int, str] = field(default_factory=dict)


class _Page:
    def __init__(self, site: SiteConfig, exists: Callable[[str], bool], around: Surroundings) -> None:
        self.site = site
        self.exists = exists
        self.around = around
        self.groups: dict[str, _Group] = {}
        self.identities = 0
        self.has_errors = False
        self.digits = str.maketrans("0123456789", facts(site.language).digits)
        self.labels: dict[str, list[str]] = {}  # of groups that the wiki gives labels to

    # -- the text

    def cited(self, block: Composed) -> Composed:
        """A block with its slots filled; one without any as it is."""
        if not block.references and not block.reference_lists:
            return block
        return replace(block, html=self._filled(block), references=(), reference_lists=())

    def _filled(self, block: Composed) -> str:
        known = _Notes(self._linked(block))

        def slot(found: re.Match[str]) -> str:
            if found["list"]:
                return self._list(block, block.reference_lists[int(found["list"])], known)
            return self._mark(block, int(found["ref"]), known)

        return _SLOT.sub(slot, block.html)

    def _mark(self, block: Composed, number: int, known: _Notes, group: str = "") -> str:
        """The mark of a note in the text; "" where the note only goes on with another."""
        reference = block.references[number]
        name = reference.group if reference.group is not None else group
        html = self._html(block, number, known)
        notes = self.groups.setdefault(name, _Group())
        if reference.follow:
            self._follow(notes, reference, html)
            return ""
        note = notes.by_name.get(reference.name) if reference.name else None
        if note is None:
            note = self._new(notes, reference, html)
        else:
            self._define(note, html, reference.direction)
        note.uses += 1
        return _mark_html(note.mark(note.uses - 1), note.target(), self._label(name, note.number))

    def _linked(self, block: Composed) -> list[str]:
        """The texts of a block's notes with their links coloured, all in one go."""
        texts = _BETWEEN.join(note.html or "" for note in block.references)
        notes = replace(block, html=texts, headings=())
        return finish(notes, site=self.site, exists=self.exists).split(_BETWEEN)

    def _html(self, block: Composed, number: int, known: _Notes) -> str | None:
        """A note's text, with the notes in it numbered before it; once for each."""
        if block.references[number].html is None:
            return None
        if number not in known.done:
            known.done[number] = ""  # a note that holds itself: nobody's text
            known.done[number] = _SLOT.sub(
                lambda found: self._mark(block, int(found["ref"]), known) if found["ref"] else "",
                known.linked[number],
            )
        return known.done[number]

    def _new(self, group: _Group, reference: Reference, html: str | None) -> _Note:
        self.identities += 1
        group.numbered += 1
        note = _Note(reference.name, self.identities, group.numbered, html, reference.direction)
        group.notes.append(note)
        if reference.name:
            group.by_name[reference.name] = note
        return note

    def _define(self, note: _Note, html: str | None, direction: str) -> None:
        if html is None:
            return
        if note.html is None:
            note.html, note.direction = html, direction
        elif note.html != html and not note.warning:
            note.warning = self._error("cite_error_references_duplicate_key", note.name)

    def _follow(self, group: _Group, reference: Reference, html: str | None) -> None:
        """Text that goes on with a note from an earlier page; alone, it stands before all others."""
        if first := group.by_name.get(reference.follow):
            first.html = f"{first.html or ''} {html or ''}"
            return
        self.identities += 1
        note = _Note("", self.identities, 0, html, reference.direction, follows=True)
        group.notes.insert(group.following, note)
        group.following += 1

    def _label(self, group: str, number: int) -> str:
        """What stands between the brackets: a number, behind the name of the group if it has one."""
        if group not in self.labels:
            name = f"cite_link_label_group-{group}"
            own = known_message(self.around, self.site.language, name) if group else None
            self.labels[group] = (own or "").split()
        if labels := self.labels[group]:
            return escape(labels[number - 1] if number <= len(labels) else str(number), quote=False)
        if style := STYLES.get(group):
            return style(number)
        shown = str(number).translate(self.digits)
        return f"{escape(group, quote=False)} {shown}" if group else shown

    # -- the lists

    def _list(self, block: Composed, notes: ReferenceList, known: _Notes) -> str:
        errors = [
            error for number in notes.defined if (error := self._defined_in_list(block, number, notes, known))
        ]
        group = self.groups.pop(notes.group, None)
        html = self._list_html(group, responsive=notes.responsive) if group and group.notes else ""
        return html + ("\n<p>" + "<br>\n".join(errors) + "\n</p>" if errors else "")

    def _defined_in_list(self, block: Composed, number: int, notes: ReferenceList, known: _Notes) -> str:
        """Gives a note its text from within the list; the words for what is wrong with that."""
        reference = block.references[number]
        if reference.group is not None and reference.group != notes.group:
            return self._error("cite_error_references_group_mismatch", reference.group)
        if not reference.name:
            return self._error("cite_error_references_no_key")
        if reference.html is None:
            return self._error("cite_error_empty_references_define", reference.name)
        group = self.groups.get(notes.group)
        note = group.by_name.get(reference.name) if group else None
        if note is None:
            return self._error("cite_error_references_missing_key", reference.name)
        self._define(note, self._html(block, number, known), reference.direction)
        return ""

    def rest(self) -> str:
        """What stands at the end of the page: the notes that no list has shown."""
        pieces: list[str] = []
        for name, group in self.groups.items():
            if group.notes and not name:
                pieces.append("\n" + self._list_html(group, responsive=True))
            elif group.notes:
                error = self._error("cite_error_group_refs_without_references", name)
                pieces.append(f"\n<p><br>{error}\n</p>")
        return "".join(pieces)

    def _list_html(self, group: _Group, *, responsive: bool) -> str:
        items = "".join(f"{self._item(note)}\n" for note in group.notes)
        html = f'<ol class="references">\n{items}</ol>'
        if not responsive:
            return html
        columns = " mw-references-columns" if len(group.notes) >= COLUMNS_FROM else ""
        return f'<div class="mw-references-wrap{columns}">{html}</div>'

    def _item(self, note: _Note) -> str:
        text = f'<span class="reference-text">{self._text(note)}</span>\n'
        if note.follows:
            return f"<p>{text}</p>"
        direction = f' class="mw-cite-dir-{note.direction}"' if note.direction else ""
        return (
            f'<li id="{note.target()}"{direction}>'
            f'<span class="mw-cite-backlink">{self._back(note)}</span> {text}</li>'
        )

    def _text(self, note: _Note) -> str:
        if note.html is None:
            return self._error("cite_error_references_no_text", note.name)
        return f"{note.html} {note.warning}" if note.warning else note.html

    def _back(self, note: _Note) -> str:
        """The links from the list back to the marks: an arrow, or letters where there are several."""
        arrow = escape_text(message_of(self.around, self.site.language, "cite_reference_backlink_symbol"))
        if note.uses == 1:
            return f'<a href="#{note.mark(0)}">{arrow}</a>'
        marks = [f'<sup><a href="#{note.mark(use)}">{letters(use + 1)}</a></sup>' for use in range(note.uses)]
        return f"{arrow} {' '.join(marks)}"

    def categories(self) -> tuple[str, ...]:
        """The category of pages with such errors, where there were any."""
        if not self.has_errors:
            return ()
        name = message_of(self.around, self.site.language, "cite-tracking-category-cite-error").strip()
        try:
            title = parse_title(name, self.site, default_namespace=CATEGORY)
        except BadTitle:
            return ()
        return () if name == "-" else (prefixed(title, self.site),)

    def _error(self, name: str, *parameters: str) -> str:
        self.has_errors = True
        language = self.site.language
        words = message_of(self.around, language, name, *(escape_text(value) for value in parameters))
        words = message_of(self.around, language, "cite_error", words)
        return wall_clean(error_html(words, self.site))


def error_html(words: str, site: SiteConfig) -> str:
    """What is wrong with a note, where it stands; ``words`` are HTML in the language of the wiki."""
    return (
        f'<span class="error mw-ext-cite-error" lang="{escape_text(site.language)}" '
        f'dir="{site.direction}">{words}</span>'
    )


def _mark_html(mark: str, target: str, label: str) -> str:
    left, right = '<span class="cite-bracket">[</span>', '<span class="cite-bracket">]</span>'
    return f'<sup id="{mark}" class="reference"><a href="#{target}">{left}{label}{right}</a></sup>'


def _identifier(text: str) -> str:
    """An id with its white space as addresses have it: there underscores and spaces are one."""
    return escape_text(_SPACES.sub("_", text))
