"""Comments of real pages are known again after the edits that pages see: at least 999 of 1,000 of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Conversation, read
from folkmoot.core.conversation.identity import compare
from folkmoot.core.site import SiteConfig

pytestmark = needs_shared
SITE = SiteConfig.for_language("en")
FOUND = SHARED / "conversations" / "wikitext-found" if SHARED else Path()
PAGES = sorted(FOUND.glob("*/*.txt")) + sorted(FOUND.glob("*/*.wikitext"))
NEW = -1
_WORD = re.compile(r"[a-z]{4,}")
_HEADING = re.compile(r"^(==+) *(.*?) *\1 *$", re.MULTILINE)
_LISTED = re.compile(r"^(?=[:*#])", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """The text that ends with a comment; ``number`` is the comment's on the page, ``NEW`` for a new one."""

    text: str
    number: int
    begins: int = 0  # where the words of the comment begin
    ends: int = 0
    opens: bool = False  # a heading stands in it


Pieces = list[Piece]


def comments_of(text: str) -> tuple[Conversation, list[Comment]]:
    conversation = read(text, form="wikitext", site=SITE)
    return conversation, list(conversation.comments())


def pieces_of(text: str) -> tuple[Pieces, str]:
    """The pieces of a page, and what follows the last comment."""
    conversation, comments = comments_of(text)
    headings = [topic.start for topic in conversation.all_topics() if topic.start is not None]
    pieces, done = [], 0
    for number, comment in enumerate(comments):
        at = comment.source
        if at is None or at.start < done:
            return [], text
        opens = any(done <= heading < at.end for heading in headings)
        pieces.append(Piece(text[done : at.end], number, at.start - done, at.signature - done, opens))
        done = at.end
    return pieces, text[done:]


# -- what people do ---------------------------------------------------------------------------------


def correct(random: Random, pieces: Pieces, _: Pieces) -> None:
    """Two letters of a word change places."""
    at = random.randrange(len(pieces))
    piece = pieces[at]
    if found := list(_WORD.finditer(piece.text, piece.begins, piece.ends)):
        start = random.choice(found).start() + 1
        text = piece.text
        pieces[at] = replace(piece, text=f"{text[:start]}{text[start + 1]}{text[start]}{text[start + 2 :]}")


def add_words(random: Random, pieces: Pieces, _: Pieces) -> None:
    at = random.randrange(len(pieces))
    piece = pieces[at]
    if piece.ends > piece.begins + 40:
        words = "I have to say this first: "
        pieces[at] = replace(
            piece,
            text=piece.text[: piece.begins] + words + piece.text[piece.begins :],
            ends=piece.ends + len(words),
        )


def indent(random: Random, pieces: Pieces, _: Pieces) -> None:
    at = random.randrange(len(pieces))
    if not pieces[at].opens:
        pieces[at] = replace(pieces[at], text=_LISTED.sub(":", pieces[at].text), begins=0, ends=0)


def rename(random: Random, pieces: Pieces, _: Pieces) -> None:
    opening = [at for at, piece in enumerate(pieces) if piece.opens]
    if opening:
        at = random.choice(opening)
        text = _HEADING.sub(r"\1 \2, and more \1", pieces[at].text, count=1)
        pieces[at] = replace(pieces[at], text=text, begins=0, ends=0)


def remove(random: Random, pieces: Pieces, _: Pieces) -> None:
    at = random.randrange(len(pieces))
    if not pieces[at].opens and len(pieces) > 1:
        del pieces[at]


def answer(random: Random, pieces: Pieces, _: Pieces) -> None:
    minute = random.randrange(60)
    text = f"\n::That is news, and number {minute}. [[User:Quite New]] 12:{minute:02}, 1 January 2031 (UTC)"
    pieces.insert(random.randrange(len(pieces)) + 1, Piece(text, NEW))


def archive(random: Random, pieces: Pieces, archived: Pieces) -> None:
    archived += _cut_section(random, pieces)


def order(random: Random, pieces: Pieces, _: Pieces) -> None:
    section = _cut_section(random, pieces)
    at = next((at for at, piece in enumerate(pieces) if piece.opens), 0) if section else 0
    pieces[at:at] = section


def _cut_section(random: Random, pieces: Pieces) -> Pieces:
    """A section, taken out of the page; nothing where there are not several."""
    opening = [at for at, piece in enumerate(pieces) if piece.opens]
    if len(opening) < 3:
        return []
    number = random.randrange(len(opening) - 1)
    start, stop = opening[number], opening[number + 1]
    section = pieces[start:stop]
    del pieces[start:stop]
    return section


ACTS: tuple[Callable[[Random, Pieces, Pieces], None], ...] = (
    *(correct, correct, add_words, indent, rename, remove, answer, archive, order),
)


# -- and what is made of it ----------------------------------------------------------------------------


def known_again(path: Path, random: Random) -> tuple[int, int]:
    """How many comments of an edited page are what they are, and how many are not."""
    text = path.read_text(encoding="utf-8", errors="replace")
    pieces, rest = pieces_of(text)
    if len(pieces) < 3:
        return 0, 0
    archived: Pieces = []
    for act in random.choices(ACTS, k=random.choice((1, 2, 4, 8, 16))):
        act(random, pieces, archived)
    old, olds = comments_of(text)
    new, news = comments_of("".join(piece.text for piece in pieces) + rest)
    gone, goners = comments_of("".join(piece.text for piece in archived))
    if (len(news), len(goners)) != (len(pieces), len(archived)):
        return 0, 0  # the edit made other comments of what was there
    found = compare({"page": old}, {"page": new, "archive": gone}).comments
    origins = {id(match.new): match.old for match in found if match.new}
    right = wrong = 0
    for comment, piece in zip([*news, *goners], [*pieces, *archived], strict=True):
        expected = None if piece.number == NEW else olds[piece.number]
        if _says(origins[id(comment)]) == _says(expected):
            right += 1
        else:
            wrong += 1
    return right, wrong


def _says(comment: Comment | None) -> object:
    """What tells a comment from others; two that say the same in one minute are one as good as the other."""
    return comment and (comment.author, comment.timestamp, comment.body)


@pytest.mark.parametrize("part", range(4))
def test_comments_of_edited_pages_are_known_again(part: int):
    random = Random(part)
    chosen = [path for path in random.sample(PAGES, 150) if path.stat().st_size < 60_000]
    right, wrong = map(sum, zip(*(known_again(path, random) for path in chosen), strict=True))
    assert right > 300
    assert wrong * 1000 <= right + wrong
