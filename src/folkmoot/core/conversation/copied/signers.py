"""Who signed, read from what a signature shows: "cheers, Scann (talk) 00:51, 2 February 2023 (UTC)".

A copied signature has no links. What stands before the date is the end of a sentence, a name, and
words or signs that led to a talk page. The name is what lies between, as far as punctuation shows
it; where nothing does, names that the page shows at other places decide.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from folkmoot.core.conversation.copied.names import Candidate, Names, is_greeting
from folkmoot.core.conversation.copied.tails import Tail, tail_of, talk_group_before
from folkmoot.core.conversation.copied.words import UNSIGNED_NOTES, folded, talk_words
from folkmoot.core.languages.timestamps import FoundTimestamp
from folkmoot.core.site import SiteConfig

MAX_LEFT = 160  # characters before a date in which its signature is looked for
_MAX_LINE_ABOVE = 60  # characters of a line that holds nothing but a name, above its date
_SHORT_LINE = 60  # characters of what many may say alike: "Support Ada (talk)"
_MANY_WORDS = 6  # more than so many without any mark before them do not all belong to a signature

_LEAD = re.compile(r"[\W_]+(?=\w)")
_BETWEEN = re.compile(r"\s[|｜•·∙▪●/]\s?|\s[|｜•·∙▪●/]$|\s-\s|[|｜•·▪]\s|(?<=\w)\|(?=\w)")
_DASH = re.compile(
    r"-{2,}|[\u2012-\u2015\u2212]|~{2,}|(?<!\w)~|(?<=\s)-(?=\S)|_{2,}|[┘┐└★☆✦✪►▸]|(?<=\S)-(?=\s)"
)
_LONG_DASH = re.compile(r"(?:-{2,}|[\u2014\u2015])\s?(?=\w)")
_GLUED = re.compile(r"[a-z]\.(?=[A-Z])")  # a sentence without a blank behind it
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[DMS][rst])(?<!\bMrs)[.](?:[)\]\"”’»']*)\s+|[!?…؟](?:[)\]\"”’»']*)\s+|[。！？，；：।॥۔።։។။]\s*"
    r"|[:;؛：)\]»”\"]\s+|[,،、]\s+|>{2,}\s*|[}\]]{2,}\s*"
    r"|(?<=[\u0400-\u1fff\u2e80-\uffef])[.!](?=[\u0400-\u1fff\u2e80-\uffef])"
    r"|\.{2,}|(?<=[a-z])[!?](?=[A-Z])|(?<=\s)[«“„](?=\w)|\((?=[^()]*$)"
)
_FULL_STOP = re.compile(r"[.!?…]\s+|[。！？]")
_MARK = re.compile(r"[^\w\s'’]")
_BRACKETS = "()[]{}|"  # nobody is called by these alone
_TEMPLATE = re.compile(r"\{\{\s*\w{1,12}\|([^{}|]{1,85})\}\}$")
# A page's source, copied instead of the page: links to one person's pages, as signatures have them.
_SOURCE = re.compile(
    r"\[\[[^\[\]|\n:]{1,40}:(?:[^\[\]|\n/]{1,40}/)?([^\[\]|\n/]{1,85})(?:\|[^\[\]\n]{0,85})?\]\]"
    r"(?:[ (|·•,]{0,4}\[\[[^\[\]\n]{1,40}:\1(?:\|[^\[\]\n]{0,85})?\]\])*[ )]{0,4}$"
)
_FRAMED = re.compile(r"(?<!\S)([*~=★☆✦♦]) (\w[\w .'’-]{0,40}\w) \1(?!\S)")
_TEMPORARY = re.compile(r"~2\d{3}(?:-\d{1,12}){1,4}$")  # somebody without an account, as MediaWiki names them
_CLOSING_BRACKETS = frozenset(")]}）")
_PLAIN = str.maketrans({"\u00a0": " ", "\n": " ", "\u2009": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature it is: ``name`` as an account, ``shown`` as it stands there, from ``start``.

    ``firm`` says that more than its place before a date speaks for the name, ``led_on`` that words
    or signs lead to a talk page behind it.
    """

    name: str
    shown: str
    start: int
    firm: bool
    led_on: bool


def find_signers(
    text: str,
    dates: Sequence[FoundTimestamp],
    site: SiteConfig,
    *,
    known: Iterable[str] = (),
    certain: Container[int] = (),
) -> dict[int, Signer]:
    """The signer of each date that has one, by the date's position.

    ``known`` are names that the page shows elsewhere (who commented last), ``certain`` the positions
    of dates that end a comment for certain, so that what stands before them is a signature.
    """
    reader = _Reader(talk_words(site), [note for note in UNSIGNED_NOTES if note in text])
    candidates = []
    floor = 0
    for date in dates:
        candidate = reader.before(text, date.start, max(floor, date.start - MAX_LEFT))
        if candidate is not None:
            candidates.append((date.start, candidate))
        floor = date.end
    names = Names(text, {candidate for _, candidate in candidates}, known, site)
    signers = {}
    for position, candidate in candidates:
        chosen = names.choose(candidate)
        if chosen is None and position in certain:
            chosen = names.last_words(candidate)
        if chosen is not None:
            start = position - chosen.distance
            signers[position] = Signer(chosen.name, chosen.shown, start, chosen.firm, chosen.led_on)
    return signers


class _Reader:
    """Reads what stands before dates; who signed once is recognised by the end of the signature."""

    def __init__(self, words: frozenset[str], notes: Sequence[str]) -> None:
        self._words = words
        self._notes = notes
        self._seen: dict[str, Candidate] = {}  # by the end of what stands before the date
        self._lengths: list[int] = []  # of those ends
        self._whole: dict[str, Candidate | None] = {}  # by all that stands there, where it is short

    def before(self, text: str, position: int, floor: int) -> Candidate | None:
        """What could be a signature in the line before a date, or in the line above if there is nothing."""
        line = max(text.rfind("\n", floor, position) + 1, floor)
        left = text[line:position]
        if not left or left.isspace():
            line = self._line_above(text, line, floor)
            left = text[line:position]
        if not left.isascii() or "\n" in left:
            left = left.translate(_PLAIN)
        if left in self._whole:
            return self._whole[left]
        for length in self._lengths:
            seen = self._seen.get(left[-length:])
            if seen is not None and _ends_word(left, len(left) - length):
                return seen
        candidate, local = self._read(left)
        if not local and len(left) <= _SHORT_LINE:
            self._whole[left] = candidate
        if candidate is not None and local:
            self._seen[left[-local:]] = candidate
            if local not in self._lengths:
                insort(self._lengths, local)
        return candidate

    def _line_above(self, text: str, line: int, floor: int) -> int:
        above = text.rfind("\n", floor, max(line - 1, floor)) + 1
        if line <= floor or (above == 0 and floor > 0):  # what stands there was signed before
            return line
        return above if 0 < len(text[above : line - 1].strip()) <= _MAX_LINE_ABOVE else line

    def _read(self, left: str) -> tuple[Candidate | None, int]:
        """What ``left`` ends in, and how many characters at its end already say so, 0 if all of them do."""
        for note in self._notes:
            if note in left:
                return self._noted(left, left.rindex(note), note), 0
        return _linked(left) if left.rstrip(" )").endswith("]]") else self._shown(left)

    def _shown(self, left: str) -> tuple[Candidate | None, int]:
        """As ``_read``, of a line without notes and links."""
        tail = tail_of(left, self._words)
        if tail.end == 0:
            return None, 0
        before = max(0, tail.end - 100)
        if (template := _TEMPLATE.search(left, before, tail.end)) is not None:
            return _candidate(left, template[1], template.start(1), tail, "sure"), 0
        if (framed := _framed(left, before, tail.end)) is not None:
            return _candidate(left, framed[2], framed.start(2), tail._replace(led_on=True), "sure"), 0
        if (temporary := _TEMPORARY.search(left, before, tail.end)) is not None:
            return _candidate(left, temporary[0], temporary.start(), tail, "sure"), 0
        begin, how = _boundary(left, tail.end)
        lead = _LEAD.match(left, begin, tail.end)
        if lead is not None:
            how = "sure" if any(mark in "-~_\u2013\u2014\u2015" for mark in lead[0]) else how
            begin = lead.end()
        quoted = left.find("«", begin, tail.end) if left[tail.end - 1] == "»" else -1
        for glued in _GLUED.finditer(left, begin, tail.end if quoted < 0 else quoted):
            if " " in left[begin : glued.start()].strip():
                begin, how = glued.end(), "sentence"
        candidate = self._named(left, begin, how, tail)
        instead = None if tail.certain else self._before_group(left, begin, candidate)
        if instead is not None:
            return instead if candidate is None else candidate.with_other(instead), 0
        local = _says_enough(left, begin) if how in ("sure", "sentence") else 0
        return candidate, local

    def _noted(self, left: str, start: int, note: str) -> Candidate | None:
        """Whom a note on an unsigned comment names: what follows its words as far as "(talk)"."""
        begin = start + len(note)
        group = talk_group_before(left, self._words)
        end = group[0] if group and group[0] > begin else tail_of(left, self._words).end
        shown = left[begin:end].strip(" :،,").strip()
        if not shown:
            return None
        candidate = _candidate(left, shown, left.index(shown, begin), Tail(end, True, True), "sure")
        return replace(candidate, note=len(left) - _begin_of_note(left, start))

    def _named(self, left: str, begin: int, how: str, tail: Tail) -> Candidate | None:
        parts = _BETWEEN.split(left[begin : tail.end])
        if tail.certain and " - " in left[begin : tail.end] and parts[-1].isascii() == parts[0].isascii():
            parts = parts[-1:]  # "Done - Ada (talk)"
        shown = _first_name(parts, self._words)
        if not shown.strip(_BRACKETS):
            return None
        if len(shown) < tail.end - begin:
            tail = tail._replace(led_on=True)
        return _candidate(left, shown, left.index(shown, begin), tail, how)

    def _before_group(self, left: str, begin: int, candidate: Candidate | None) -> Candidate | None:
        """The name before "(talk)" where a signature goes on behind it: "Ada (talk) Be bold! 12:00"."""
        group = talk_group_before(left, self._words)
        if group is None or group[0] == 0:
            return None
        if candidate is not None and left[group[1] : begin].strip(" ,;.·•|-"):
            return None
        earlier = left[: group[0]]
        found = Tail(len(earlier.rstrip()), True, True)
        start, how = _boundary(earlier, found.end)
        lead = _LEAD.match(earlier, start, found.end)
        start = lead.end() if lead else start
        shown = earlier[start : found.end].strip()
        if not shown or len(shown.split()) > _MANY_WORDS:
            return None
        return _candidate(left, shown, left.index(shown, start), found, how)


def _says_enough(left: str, begin: int) -> int:
    """How many characters at the end of ``left`` are sure to be read alike behind any other words.

    Those from the marks before the name on, where a plain word stands before them.
    """
    start = begin
    while start > 0 and not left[start - 1].isalnum():
        start -= 1
    closes = left[start : start + 1] in _CLOSING_BRACKETS
    return len(left) - start if _ends_word(left, start) and not closes else 0


def _ends_word(left: str, position: int) -> bool:
    """Whether the letters before a position end a word that is no initial and no title: not "J", "Mr"."""
    before = left[max(0, position - 2) : position]
    return (
        len(before) == 2
        and before.isalpha()
        and before.lower() == before
        and left[position - 3 : position] != "Mrs"
    )


def _linked(left: str) -> tuple[Candidate | None, int]:
    """Whom the links name at the end of a line of a page's source."""
    source = _SOURCE.search(left)
    if source is None:
        return None, 0
    return _candidate(left, source[1], source.start(), Tail(len(left), True, False), "sure"), 0


def _begin_of_note(left: str, start: int) -> int:
    """Where the note begins that has its known words at ``start``: at a mark, else with its sentence."""
    opening = max(left.rfind(mark, max(0, start - _MAX_LINE_ABOVE), start) for mark in "—–(")
    return (
        opening
        if opening >= 0
        else max((end.end() for end in _FULL_STOP.finditer(left, 0, start)), default=0)
    )


def _candidate(left: str, shown: str, place: int, tail: Tail, how: str) -> Candidate:
    found = list(re.finditer(r"\S+", shown))
    distances = tuple(len(left) - place - word.start() for word in found)
    words = tuple(word[0] for word in found)
    return Candidate(words, distances, sure=how == "sure", bounded=how != "none", led_on=tail.led_on)


def _first_name(parts: Sequence[str], words: frozenset[str]) -> str:
    """Of what bars and dots part, the first that is not a greeting: "Best - Bokken | 木刀" is Bokken.

    Of three and more it is the last: mass messages have links to other things before the name.
    """
    told = [part for part in parts if part.strip()]
    if len(told) == 1 and not is_greeting(told[0]):
        return told[0].strip()
    talk = next((number for number, part in enumerate(told) if folded(part) in words), len(told))
    told = told[:talk]
    for part in told if len(told) < 3 or " " not in "".join(told) else told[::-1]:
        if not is_greeting(part):
            return part.strip()
    return ""


def _framed(left: str, start: int, end: int) -> re.Match[str] | None:
    """The last name between two marks with a motto behind it: "* Pppery * it has begun..."."""
    return max(_FRAMED.finditer(left, start, end), key=lambda found: found.start(), default=None)


def _boundary(left: str, end: int) -> tuple[int, str]:
    """Where what belongs to the signature begins, and what shows it: a dash, punctuation, the line."""
    best, how = 0, "line"
    if _MARK.search(left, 0, end):
        for mark in _SENTENCE.finditer(left, 0, end):
            if left[mark.end() : end].strip():
                best, how = mark.end(), "sentence"
        for mark in _DASH.finditer(left, 0, end):
            if mark.end() > best and _begins_name(left, mark, end, best):
                best, how = mark.end(), "sure"
        best, how = _after_long_dash(left, end, best, how)
    if how == "line" and len(left[:end].split()) > _MANY_WORDS:
        how = "none"
    return best, how


def _begins_name(left: str, mark: re.Match[str], end: int, best: int) -> bool:
    """Whether a dash introduces a name: words follow it, and it is none between two of them."""
    if not any(character.isalnum() for character in left[mark.end() : end]):
        return False
    return not (mark[0] == "-" and left[mark.end() : mark.end() + 1] == " " and best > 0)


def _after_long_dash(left: str, end: int, best: int, how: str) -> tuple[int, str]:
    """A long dash begins a signature even where the name has a full stop in it: "--А.Б. Пушкин"."""
    dashes = list(_LONG_DASH.finditer(left, max(0, end - _MAX_LINE_ABOVE), best))
    if how == "sentence" and dashes:
        between = left[dashes[-1].end() : best].strip()
        if " " not in between and not between.rstrip(".").endswith(("!", "?")):
            return dashes[-1].end(), "sure"
    return best, how
