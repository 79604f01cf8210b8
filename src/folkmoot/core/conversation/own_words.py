"""Taking back what one has said: a comment's words changed, or the comment gone from its page.

As with every edit, the new text is read again before it is handed out: all other comments must say
what they said, where they said it. Whether somebody may change a comment is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folkmoot.core.conversation.edits import TILDES, no_place, words_of
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Comment, Found, FoundComment, SourceRange
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.writing.change import (
    Edit,
    Excerpt,
    excerpt,
    replaced,
    said,
    says_one_more,
    shape,
    without,
)
from folkmoot.core.conversation.writing.places import (
    Placed,
    answers_below,
    blank_line,
    end_of_line,
    find_comment,
    placed,
)
from folkmoot.core.conversation.writing.written import clean, contained, signed, without_headings
from folkmoot.core.errors import CommentHasAnswers, Conflict, EmptyComment
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

_LISTS = "*#:;"
_EMPTY_ITEMS = re.compile(r"(?:\n[*#:;]+[ \t]*)+\Z")  # what is left of a line that held a signature only


def edit_comment(text: str, comment: Comment, body: str, site: SiteConfig) -> Edit:
    """Let a comment say ``body``; its signature, its date and its answers stay as they are.

    ``text`` is the section or page that ``comment`` was read from. Signatures typed into the new
    words stay words: a comment is signed once. One that was signed several times (words were added
    later) stays so while its first signature stands in the new words; else it is the one that stays.
    A body that says what was said changes nothing.
    Raises ``EmptyComment`` for a body without words (``delete_comment`` is for that),
    ``CommentNotFound`` if the comment does not stand in this text, and ``Conflict`` where the
    markup around it does not allow these words.
    """
    page = find_in_wikitext(text, site)
    index, found = find_comment(page, comment)
    item = page[index]
    if isinstance(item, FoundComment) and clean(body) == clean(item.body):
        return replaced(text, found.place.start, found.place.start, "")
    if not clean(body):
        raise EmptyComment("Write something first.")
    first = _first_signature(item, text[found.place.signature : found.place.end], site)
    words = words_of(_without_tildes(body), site, keep=first)
    part = excerpt(text, page, index, site)
    index -= len(part.before)

    def rewritten(words: str) -> Edit | None:
        ways = _rewritten(part.text, placed(part.found[index]), words, "" if first in words else first)
        return next((edit for edit in ways if _says_the_same(part, edit, index, gone=False)), None)

    edit = rewritten(words)
    if edit is None:
        raise no_place(other_words=rewritten("x") is not None)
    return part.on_page(edit)


def delete_comment(text: str, comment: Comment, site: SiteConfig) -> Edit:
    """Take a comment out of the page, with its signature and its lines.

    A reply that was just written goes without a trace: the text is what it was before. A comment
    that has answers keeps its place, for they would answer somebody else: ``CommentHasAnswers``;
    its words can be replaced by a note with ``edit_comment``. Other errors as there.
    """
    page = find_in_wikitext(text, site)
    index, _ = find_comment(page, comment)
    part = excerpt(text, page, index, site)
    index -= len(part.before)
    if comment.replies or answers_below(part.found, index):
        raise CommentHasAnswers(
            "This comment has answers, which would then answer somebody else. Change its words instead."
        )
    for start, end in _places(part.text, placed(part.found[index]).place):
        edit = replaced(part.text, start, end, "")
        if _says_the_same(part, edit, index, gone=True):
            return part.on_page(edit)
    raise Conflict(
        "Words that nobody has signed stand beside this comment; without it they would be somebody else's."
        " Change its words instead, or edit the section."
    )


def quotation(words: str) -> str:
    """Wikitext that quotes what somebody has said, to stand at the beginning of an answer.

    What is signed inside of a quotation is nobody's comment, here and on MediaWiki.
    """
    return f"<blockquote>{contained(clean(words))}</blockquote>\n"


# -- new words ---------------------------------------------------------------------------------------


def _without_tildes(body: str) -> str:
    return TILDES.sub(lambda tildes: "&#126;" * len(tildes[0]), _EMPTY_ITEMS.sub("", body))


def _first_signature(item: Found, last_signature: str, site: SiteConfig) -> str:
    """The signature that a comment was given first, where its author signed again; else nothing."""
    if not isinstance(item, FoundComment):
        return ""
    signed_inside = [inner for inner in find_in_wikitext(item.body, site) if isinstance(inner, FoundComment)]
    last = find_in_wikitext(f"x {last_signature}", site)
    if not signed_inside or any(shape(inner)[-2] != item.author for inner in (*signed_inside, *last)):
        return ""
    place = signed_inside[0].source
    if place is None or signed_inside[0].timestamp != item.timestamp:
        return ""
    date = timestamp_reader(site).search(item.body, place.timestamp)
    return item.body[place.signature : date.end if date else place.end]


def _rewritten(text: str, found: Placed, words: str, first_signature: str) -> Iterator[Edit]:
    """Ways to write the new words before the old signature.

    As lines like the first or the last of the old ones, apart from what stands above; as one line; as
    one line with the signature below, where it stood.
    """
    place = found.place
    signature = first_signature or text[place.signature : place.end]
    lead = text[place.line_start : place.start]
    lists = lead.strip(" \t")
    if not lists.strip(_LISTS):
        depth = max(found.level - 1, lists.count(";"))
        for prefix in dict.fromkeys(
            (min(lists, place.indentation, key=len)[:depth], place.indentation[:depth])
        ):
            said = _spaced(without_headings(signed(words, signature, prefix)), prefix, lead)
            yield replaced(text, place.line_start, place.end, said)
            yield replaced(text, place.line_start, place.end, blank_line(text, place.line_start) + said)
    said = without_headings(signed(words, signature, place.indentation)).removeprefix(place.indentation)
    yield replaced(text, place.start, place.end, said.lstrip())
    lines = [line.lstrip(_LISTS + " ") for line in words.split("\n") if line.strip()]
    yield replaced(text, place.start, place.end, f"{'<br />'.join(lines)} {signature}")
    own_line = text.rfind("\n", place.start, place.signature)
    if own_line > 0 and not text[own_line : place.signature].strip(_LISTS + " \n"):
        yield replaced(text, place.start, own_line, "<br />".join(lines))


def _spaced(said: str, prefix: str, lead: str) -> str:
    """The first line with the space after its list characters that it had."""
    if lead.startswith(prefix) and said.startswith(prefix):
        space = lead[len(prefix) :] if not lead[len(prefix) :].strip(" \t") else ""
        return prefix + space + said[len(prefix) :].lstrip(" ")
    return said


# -- no words ----------------------------------------------------------------------------------------


def _places(text: str, place: SourceRange) -> Iterator[tuple[int, int]]:
    """What to take out: the comment's lines with a line break, else the comment alone."""
    line_end = end_of_line(text, place.end)
    lead = text[place.line_start : place.start]
    if not lead.strip(_LISTS + " \t") and not text[place.end : line_end].strip():
        yield from _lines(text, place.line_start, line_end)
    start = place.start
    while start > place.line_start and text[start - 1] in " \t":
        start -= 1
    yield start, place.end
    yield place.start, place.end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Whole lines, and one line break: of two blank lines that would meet, only one stays."""
    blank_before = start == 0 or text[:start].endswith("\n\n")
    blank_after = re.match(r"\n[ \t]*(?:\n|\Z)", text[end:])
    if start >= 2 and blank_before and (blank_after or end == len(text)):
        yield start - 2, end
    if start:
        yield start - 1, end
    yield start, min(end + 1, len(text))


# -- whether nothing else has changed ----------------------------------------------------------------


def _says_the_same(part: Excerpt, edit: Edit, index: int, *, gone: bool) -> bool:
    """Whether the new text reads as the old one, but for the words of one comment, or for it all."""
    after = find_in_wikitext(edit.text, part.site)
    if gone:
        return says_one_more(after, part.found, index) and part.leaves_the_rest(edit)
    if len(after) != len(part.found) or shape(after[index]) != shape(part.found[index]):
        return False
    same = without([*map(said, after)], index) == without([*map(said, part.found)], index)
    return same and parents(after) == parents(part.found) and part.leaves_the_rest(edit)
