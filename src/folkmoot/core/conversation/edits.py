"""Changing a conversation in its source: text in, text out, every other byte unchanged.

A reply goes below everything that answers the same comment, one step deeper than it, in the lists
that are open there. What changes or moves what is there is in ``own_words`` and ``topic_edits``.
Before an edit is handed out the new text is read again, as far as the edit can reach: it must say
what the old one said, and this one comment more, at the right place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Comment, Found, FoundComment, FoundHeading, Topic
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.writing.change import (
    Edit,
    Excerpt,
    excerpt,
    replaced,
    says_one_more,
    shape,
    without,
)
from folkmoot.core.conversation.writing.places import (
    answer_indentations,
    answers_below,
    blank_line,
    end_of,
    end_of_line,
    end_of_topic,
    find_comment,
    index_of_topic,
    line_break,
    paragraph_break,
    placed,
    places_after,
)
from folkmoot.core.conversation.writing.written import (
    clean,
    contained,
    in_argument,
    signed,
    with_switches_shown,
    without_headings,
    without_outdents,
    without_signatures,
)
from folkmoot.core.errors import Conflict, EmptyComment
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

__all__ = ["Edit", "add_topic", "reply", "reply_to_topic"]  # the rest is for the other edits

TILDES = re.compile(r"(?<!~)~{3,5}(?!~)")
_STAND_IN_TIME = datetime(2020, 1, 1, tzinfo=UTC)
_SUB_HEADING = 3  # a topic may hold sub-headings, but none that ends it


def reply(text: str, comment: Comment, body: str, signature: str, site: SiteConfig) -> Edit:
    """Answer a comment, below all answers it has.

    ``text`` is the section or page that ``comment`` was read from; ``signature`` is what
    ``write_signature`` gives, or four tildes. Where the body has an outdent template and the comment
    is the last of its topic, the answer goes on at the left edge; else it is indented, without the
    template. Raises ``EmptyComment`` for a body without words, ``CommentNotFound`` if the comment
    does not stand in this text, and ``Conflict`` where the markup around it leaves no place for an
    answer.
    """
    words = words_of(body, site)
    page = find_in_wikitext(text, site)
    index, _ = find_comment(page, comment)
    part = excerpt(text, page, index, site)
    index -= len(part.before)
    edit = _reply(part, index, words, signature)
    if edit is None:
        raise no_place(other_words=_reply(part, index, "x", signature) is not None)
    return part.on_page(edit)


def _reply(part: Excerpt, index: int, words: str, signature: str) -> Edit | None:
    indented = without_outdents(words, part.site)
    if indented != words and (part.found[index].level > 1 or not indented):
        edit = _answer(part, index, words, signature, at_edge=True)
        if edit is not None or not indented:
            return edit
    return _answer(part, index, indented, signature, at_edge=False)


def _answer(part: Excerpt, index: int, words: str, signature: str, *, at_edge: bool) -> Edit | None:
    """An answer below all others, one level deeper than the comment or at the left edge."""
    target, answers = placed(part.found[index]), answers_below(part.found, index)
    level = 1 if at_edge else target.level + 1
    wanted = _Wanted(index + len(answers) + 1, index, level, _signer(signature, part.site))
    prefixes = [""] if at_edge else list(answer_indentations(part.text, target, answers, part.site))
    edits = (
        edit
        for place in places_after(part.text, (answers or [target])[-1].place)
        for edit in _inserted(part.text, place, prefixes, words, signature)
    )
    return _first_that_fits(part, edits, wanted, signature, strictly=at_edge)


def _inserted(
    text: str, place: tuple[int, str | None], prefixes: list[str], words: str, signature: str
) -> Iterator[Edit]:
    start, rest_prefix = place
    lead = "" if text.endswith("\n", 0, start) else "\n"
    tail = line_break(text, start) if rest_prefix is None else f"\n{rest_prefix}"
    for prefix in prefixes:
        said = in_argument(text, start, without_headings(signed(words, signature, prefix)))
        yield replaced(text, start, start, f"{lead}{said}{tail}")


def reply_to_topic(text: str, topic: Topic, body: str, signature: str, site: SiteConfig) -> Edit:
    """Add a comment that answers nobody at the end of a topic, before its sub-topics.

    Arguments and errors as for ``reply``; ``TopicNotFound`` if the heading is not in this text.
    """
    said = words_of(body, site)
    words = without_outdents(said, site) or said
    page = find_in_wikitext(text, site)
    index = index_of_topic(page, topic)
    part = excerpt(text, page, index, site)
    index -= len(part.before)
    last = index
    while last + 1 < len(part.found) and isinstance(part.found[last + 1], FoundComment):
        last += 1
    wanted = _Wanted(last + 1, index if index >= 0 else None, 1, _signer(signature, site))

    def added(words: str) -> Edit | None:
        return _first_that_fits(part, _topic_replies(part, last, words, signature), wanted, signature)

    edit = added(words)
    if edit is None:
        raise no_place(other_words=added("x") is not None)
    return part.on_page(edit)


def _topic_replies(part: Excerpt, last: int, words: str, signature: str) -> Iterator[Edit]:
    following = part.found[last + 1] if last + 1 < len(part.found) else None
    is_last = following is None and not part.after
    end = following.start if isinstance(following, FoundHeading) else None
    text, floor = part.text, end_of(part.found[last]) if last >= 0 else 0
    said = without_headings(signed(words, signature, ""))
    for start in (end_of_topic(text, floor, end, part.site, is_last=is_last), end_of_line(text, floor)):
        lead = blank_line(text, start) if start else ""
        yield replaced(text, start, start, lead + said + paragraph_break(text, start))


def add_topic(text: str, heading: str, body: str, signature: str, site: SiteConfig) -> Edit:
    """Add a topic of level 2 at the end of the page.

    ``text`` may be the whole page or only its last section. Raises ``EmptyComment`` where the
    heading or the body says nothing, ``Conflict`` where the page's markup swallows what is added.
    """
    words = words_of(body, site)
    title = heading_words(heading)
    before = find_in_wikitext(text, site)
    start = len(text)
    inserted = blank_line(text, start) if text else ""
    said = without_headings(signed(words, signature, ""), allowed_from=_SUB_HEADING)
    inserted += f"== {title} ==\n{said}"
    edit = replaced(text, start, start, inserted)
    if not adds_topic(before, edit, len(before), 2, signature, site):
        raise Conflict("Something on the page is opened and never closed. Edit the page instead.")
    return edit


def no_place(*, other_words: bool = False) -> Conflict:
    """The refusal of a comment that does not fit where it should go; whether other words would."""
    if other_words:
        return Conflict(
            "The page does not take this markup here: what stands around it would read differently."
            " Use other markup, or edit the section."
        )
    return Conflict("The page's markup leaves no place for a comment here. Edit the section instead.")


# -- what is put in --------------------------------------------------------------------------------


def words_of(body: str, site: SiteConfig, keep: str = "") -> str:
    """What was typed as it may stand in a page. Raises ``EmptyComment`` where nothing is said.

    Signatures in it stay words, but for ``keep``.
    """
    words = clean(body)
    if not TILDES.sub("", words).strip():
        raise EmptyComment("Write something first.")
    return without_signatures(with_switches_shown(contained(words), site), site, keep)


def heading_words(heading: str) -> str:
    """What was typed as the words of a heading. Raises ``EmptyComment`` where nothing is said."""
    title = " ".join(clean(heading).split())
    if not title:
        raise EmptyComment("Give the topic a title.")
    title = TILDES.sub(lambda tildes: "&#126;" * len(tildes[0]), contained(title))
    return re.sub(r"^=+|=+$", lambda signs: "&#61;" * len(signs[0]), title)


# -- whether it says what it should ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where a new comment is to stand: at which position, below which, how deep, signed by whom."""

    index: int
    parent: int | None
    level: int
    signer: tuple[str, datetime]


def _first_that_fits(
    part: Excerpt, edits: Iterator[Edit], wanted: _Wanted, signature: str, *, strictly: bool = False
) -> Edit | None:
    """The first edit that changes nothing else, or else the first that changes no more than it must.

    How deep another comment stands can be open to doubt (whether a list is its own points or its
    indentation), and an answer nearby then decides it.
    """
    doubtful = None
    for edit in edits:
        after = find_in_wikitext(_with_stand_in(edit, signature, part.site), part.site)
        if not _is_there(after, len(part.found) + 1, wanted) or not part.leaves_the_rest(edit):
            continue
        if says_one_more(part.found, after, wanted.index):
            return edit
        others = without([shape(item)[-2:] for item in after], wanted.index)
        if not strictly and doubtful is None and others == [shape(item)[-2:] for item in part.found]:
            doubtful = edit
    return doubtful


def _is_there(after: tuple[Found, ...], count: int, wanted: _Wanted) -> bool:
    """Whether the new comment stands where it is wanted."""
    return (
        len(after) == count
        and shape(after[wanted.index]) == ("comment", wanted.level, *wanted.signer)
        and parents(after)[wanted.index] == wanted.parent
    )


def adds_topic(
    before: tuple[Found, ...], edit: Edit, index: int, level: int, signature: str, site: SiteConfig
) -> bool:
    """Whether the new text has one topic more at ``index``, signed at its end, and is else as it was."""
    after = [shape(item) for item in find_in_wikitext(_with_stand_in(edit, signature, site), site)]
    end = index + len(after) - len(before)
    added = after[index:end]
    if after[:index] + after[end:] != [shape(item) for item in before] or len(added) < 2:
        return False
    return added[0][:2] == ("heading", level) and added[-1] == ("comment", 1, *_signer(signature, site))


def _with_stand_in(edit: Edit, signature: str, site: SiteConfig) -> str:
    """The new text as it will be after saving: tildes in place of a signature are written out."""
    if not TILDES.search(signature):
        return edit.text
    inserted = edit.inserted.replace(signature, _stand_in(site))
    end = edit.start + len(edit.inserted)
    return edit.text[: edit.start] + inserted + edit.text[end:]


def _stand_in(site: SiteConfig) -> str:
    return write_signature("Example", site, now=_STAND_IN_TIME)


def _signer(signature: str, site: SiteConfig) -> tuple[str, datetime]:
    """Whose signature this is, and its time."""
    written = _stand_in(site) if TILDES.search(signature) else signature
    for item in find_in_wikitext(f"x {written}", site):
        if isinstance(item, FoundComment):
            return item.author, item.timestamp
    raise Conflict("This signature names nobody: it needs a link to the user page, and the time.")
