"""Where the name in a copied signature ends: before the words and signs that led to a talk page."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from folkmoot.core.conversation.copied.words import folded

_MOST_TAILS = 12
_GROUP_REACH, _NESTED_REACH = 62, 130  # characters that a group in brackets takes up at most
_GROUP = re.compile(r"[(\[«“{（【〔『「‹〈⟨《⟪]([^()\[\]«»{}（）【】]{0,60})[)\]»”}）】〕』」›〉⟩》⟫]$")
_NESTED_GROUP = re.compile(r"\(((?:[^()\n]|\([^()\n]{0,30}\)){0,60})\)$")
_CLOSING = frozenset(")]»”}）】〕』」›〉⟩》⟫")
_INNER_GROUP = re.compile(r"[(\[{（]([^()\[\]{}（）\n]{1,60})[)\]}）]")
_BLANKS = " \t\n\r\u00a0\u2002\u2003\u2009\u200b\u200e\u200f"
_SEPARATORS = _BLANKS + "|｜•·∙・▪●○◦/\\,،、;:~_-\u2010\u2011\u2012\u2013\u2014\u2015\u2212►*"
_DASHES = ("--", "—", "―")  # behind which a bracket holds a name
_SHOUTED = re.compile(r"(?<=\w) [a-zß-öø-ÿ]{1,30} !{1,9}$")
_FACE = re.compile(r"[:;=8]['-]?[)(DPp]+$")
_BEFORE_DATES = frozenset("le el am on at à um den il dne".split())
WORD_EDGES = "!?.,:;|•·-\u2010\u2011\u2012\u2013\u2014"
_BETWEEN_PARTS = re.compile(r"[\s|｜•·∙・/,،~\-–—]+")


class Tail(NamedTuple):
    """Where the name ends, and whether anything behind it leads to a talk page, known words among it."""

    end: int
    led_on: bool
    certain: bool


def tail_of(left: str, words: frozenset[str]) -> Tail:
    """The tail of what stands before a date; ``words`` are what ways to talk pages are called."""
    end = len(left.rstrip())
    led_on = grouped = certain = False
    for _ in range(_MOST_TAILS):
        if end == 0:
            break
        shorter = _one_tail(left[:end], words, grouped=grouped, led_on=led_on, certain=certain)
        if shorter is None:
            break
        end, what = shorter
        led_on = led_on or what != "separator"
        grouped = grouped or what in ("group", "talk")
        certain = certain or what == "talk"
    return Tail(end, led_on, certain)


def talk_group_before(left: str, words: frozenset[str]) -> tuple[int, int] | None:
    """Where the last group in brackets that surely leads to talk begins and ends, somewhere in ``left``."""
    if not any(mark in left for mark in "([{（"):
        return None
    groups = [found for found in _INNER_GROUP.finditer(left) if _is_talk(found[1], words)]
    return groups[-1].span() if groups else None


def ends_with_talk(line: str, words: frozenset[str]) -> bool:
    """Whether a line ends in a bracket that leads to talk: "Ada (talk • contribs)"."""
    group = _GROUP.search(line[-_GROUP_REACH:])
    return group is not None and bool(group[1].strip()) and _is_talk(group[1], words)


def _one_tail(
    part: str, words: frozenset[str], *, grouped: bool, led_on: bool, certain: bool
) -> tuple[int, str] | None:
    """Cut one thing off the end of a signature; where it then ends and what it was, None if nothing goes."""
    shorter = part.rstrip(_SEPARATORS)
    if 0 < len(shorter) < len(part):
        return len(shorter), "separator"
    if part[-1] == "." and part[-2:-1] in _CLOSING and len(part) > 2:
        return len(part) - 1, "separator"
    face = _FACE.search(part, max(0, len(part) - 8))
    if face is not None and face.start() > 0:
        return face.start(), "separator"
    if part[-1] in _CLOSING and (group := _group_at_end(part, words, certain=certain)) is not None:
        return group
    return _last_word(part, words, glued=not grouped, led_on=led_on)


def _group_at_end(part: str, words: frozenset[str], *, certain: bool) -> tuple[int, str] | None:
    """The group in brackets at the end; behind the one that leads to talk, only another such may follow."""
    near = part[-_GROUP_REACH:]
    group = _GROUP.search(near)
    if group is None and part.endswith("))"):
        near = part[-_NESTED_REACH:]
        group = _NESTED_GROUP.search(near)
    start = len(part) - len(near) + group.start() if group else 0
    if group is None or start == 0:
        return None
    if _is_talk(group[1], words):
        return start, "talk"
    if certain or not _leads_to_talk(group[1]) or near[: group.start()].rstrip().endswith(_DASHES):
        return None
    return start, "group" if any(character.isalpha() for character in group[1]) else "word"


def _last_word(part: str, words: frozenset[str], *, glued: bool, led_on: bool) -> tuple[int, str] | None:
    """Cut the last word off where it is no part of a name; ``glued`` ones may stick to the name."""
    head, space, last = part.rpartition(" ")
    bar = max(last.rfind(mark) for mark in "|｜·•")
    if bar > 0 and folded(last[bar + 1 :]) in words:
        return len(part) - len(last) + bar, "word"
    if space and head.strip():
        if (shouted := _shouted(part, last, led_on=led_on)) is not None:
            return len(part) - shouted, "word"
        if folded(last.strip(WORD_EDGES)) in words or _is_sign(last):
            return len(head), "word"
        if not led_on and last in _BEFORE_DATES and head.rstrip().endswith((")", ",", "]")):
            return len(head.rstrip()), "separator"
    if len(part) > 1 and not part[-1].isascii() and unicodedata.category(part[-1]) in ("So", "Sm"):
        return len(part) - 1, "word"
    plain = last.rstrip("!?")
    ending = _glued_word(folded(plain), words) if glued else None
    return (
        None
        if ending is None
        else (len(part) - len(last) + len(plain) - _length_folded(plain, ending), "word")
    )


def _shouted(part: str, last: str, *, led_on: bool) -> int | None:
    """The length of a shouted word at the end, which is a motto: "Ada jambo !!!", "Liz Read! Talk!"."""
    motto = _SHOUTED.search(part, max(0, len(part) - _GROUP_REACH))
    if motto is not None:
        return len(part) - motto.start()
    return len(last) + 1 if led_on and last[-1] == "!" and last[0].isalpha() else None


def _glued_word(last: str, words: frozenset[str]) -> str | None:
    """The longest known word at the end of a word, of at least four letters, with two before it."""
    for start in range(2, len(last) - 3):
        if last[start:] in words:
            return last[start:]
    return None


def _length_folded(text: str, ending: str) -> int:
    """How many characters of ``text`` its folded ``ending`` takes up."""
    for length in range(len(ending), len(text) + 1):
        if folded(text[len(text) - length :]) == ending:
            return length
    return len(ending)


def _is_talk(inside: str, words: frozenset[str]) -> bool:
    """Whether a bracket holds a known word: "(talk · contribs)", "(discu)"."""
    parts = [folded(part.strip(WORD_EDGES)) for part in _BETWEEN_PARTS.split(inside.strip()) if part]
    return not parts or folded(inside) in words or any(part in words for part in parts)


def _leads_to_talk(inside: str) -> bool:
    """Whether a bracket behind a name looks as if it led to talk: "(t 桜 c)", "(✉)", "(pingó mió)"."""
    shown = inside.strip()
    letters = [
        character for character in shown if unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo")
    ]
    if len(shown) <= 2 or not letters:
        return True
    if letters[0].lower() == letters[0].upper():
        return True  # a script without capitals: nothing tells a name from another word
    return letters[0].islower() or len([part for part in _BETWEEN_PARTS.split(shown) if part]) > 2


def _is_sign(word: str) -> bool:
    """No letter or figure in it: a telephone, a heart, a face."""
    return not any(character.isalnum() for character in word) and word[-1:] not in _NO_SIGN_ENDS


_NO_SIGN_ENDS = frozenset('.)]»"”')
