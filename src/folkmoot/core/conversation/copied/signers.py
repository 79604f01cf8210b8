"""Who signed, read from what a signature shows: "cheers, Scann (talk) 00:51, 2 February 2023 (UTC)".

A copied signature has no links. What stands before the date is the end of a sentence, a name, and
words or signs that led to a talk page. The name is what lies between, as far as punctuation shows
it; where nothing does, names that the page shows at other places decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from folkmoot.core.conversation.copied.words import folded, talk_words
from folkmoot.core.languages.timestamps import FoundTimestamp
from folkmoot.core.site import USER, USER_TALK, SiteConfig
from folkmoot.core.titles import normalise_username

MAX_LEFT = 200  # characters before a date in which its signature is looked for
_MAX_NAME_WORDS = 6

_GROUP = re.compile(r"[(\[«“{（【〔『「‹〈]([^()\[\]«»{}（）【】]{0,60})[)\]»”}）】〕』」›〉]$")
_NESTED_GROUP = re.compile(r"\(((?:[^()\n]|\([^()\n]{0,30}\)){0,60})\)$")
_TAIL_SEPARATORS = re.compile(r"[\s|•·∙▪●○◦/\\,،、;:~_\-\u2010-\u2015\u2212\u200e\u200f►*]+$")
_LEAD = re.compile(r"^[\W_]+(?=\w)")
_BETWEEN = re.compile(r"\s[|•·∙▪●/]\s?|\s[|•·∙▪●/]$|\s-\s|[|•·▪]\s")
_DASH = re.compile(r"-{2,}|[\u2012-\u2015\u2212]|~{1,}|(?<=\s)-(?=\S)|_{2,}|[┘┐└★☆✦✪►▸]|(?<=\S)-(?=\s)")
_BEFORE_DATES = frozenset("le el am on at à um den il dne".split())
_WORD_EDGES = "!?.,:;|•·-\u2010\u2011\u2012\u2013\u2014"
_GLUED = re.compile(r"[a-z]\.(?=[A-Z])")  # a sentence without a blank behind it
_FACE = re.compile(r"[:;=8]['-]?[)(DPp]+$")
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[DMS][rst])(?<!\bMrs)[.](?:[)\]\"”’»']*)\s+|[!?…؟](?:[)\]\"”’»']*)\s+|[。！？]\s*"
    r"|[:;؛：)\]»”\"]\s+|[,،、]\s+|>{2,}\s*"
    r"|(?<=[\u0400-\u1fff\u2e80-\uffef])[.!](?=[\u0400-\u1fff\u2e80-\uffef])"
    r"|\.{2,}|(?<=[a-z])[!?](?=[A-Z])|(?<=\s)[«“„](?=\w)|\((?=[^()]*$)"
)
_GREETING_WORDS = """
thanks thank you my kind with cheers regards best greetings peace sincerely merci cordialement amicalement
salutations danke gruß grüße grüsse gracias saludos groet groetjes groeten gr mvg hilsen hälsningar terveisin
pozdrawiam saluti saludo abraços atenciosamente sevgiler üdv üdvözlettel pozdravem уважением obrigado grazie
ciao поздрав pozdrav спасибо مع شكرا تحياتي تحيات وشكرا
"""
_GREETINGS = frozenset(folded(word) for word in _GREETING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature it is: ``name`` as an account, ``shown`` as it stands there, from ``start``."""

    name: str
    shown: str
    start: int


@dataclass(slots=True)
class _Candidate:
    """What stands before a date, while it is found out which part of it is the name."""

    words: list[str]
    starts: list[int]  # of each word
    sure: bool  # a dash or a line's beginning sets it apart from the text
    bounded: bool  # punctuation does
    led_on: bool  # words or signs that lead to a talk page follow it
    date: FoundTimestamp


def find_signers(
    text: str, dates: Sequence[FoundTimestamp], site: SiteConfig, *, known: Iterable[str] = ()
) -> dict[int, Signer]:
    """The signer of each date that has one, by the date's position.

    ``known`` are names that the page shows elsewhere (who commented last).
    """
    words = talk_words(site)
    candidates = []
    floor = 0
    for date in dates:
        candidate = _before(text, date, max(floor, date.start - MAX_LEFT), words)
        if candidate is not None:
            candidates.append(candidate)
        floor = date.end
    names = _Names(text, candidates, known)
    signers = {}
    for candidate in candidates:
        signer = names.choose(candidate, site)
        if signer is not None:
            signers[candidate.date.start] = signer
    return signers


def _before(text: str, date: FoundTimestamp, floor: int, words: frozenset[str]) -> _Candidate | None:
    """What could be a signature in the line before a date, or in the line above if there is nothing."""
    line = max(text.rfind("\n", floor, date.start) + 1, floor)
    if not text[line : date.start].strip() and line > floor:
        above = max(text.rfind("\n", floor, line - 1) + 1, floor)
        if not 0 < len(text[above : line - 1].strip()) <= 60:
            return None
        line = above
    left = text[line : date.start].replace("\u00a0", " ").replace("\n", " ").replace("\u2009", " ")
    end, led_on = _without_tail(left, words)
    if end == 0:
        return None
    begin, how = _boundary(left, end)
    lead = _LEAD.match(left[begin:end])
    if lead is not None:
        how = "sure" if any(c in "-~_\u2013\u2014\u2015" for c in lead[0]) else how
        begin += lead.end()
    for glued in _GLUED.finditer(left[:end], begin):
        if " " in left[begin : glued.start()].strip():
            begin, how = glued.end(), "sentence"
    shown = _first_name(_BETWEEN.split(left[begin:end]), words)
    if not shown:
        return None
    if len(shown) < end - begin:
        led_on = True
    found = list(re.finditer(r"\S+", shown))
    starts = [line + begin + left[begin:end].index(shown) + word.start() for word in found]
    return _Candidate([word[0] for word in found], starts, how == "sure", how != "none", led_on, date)


def _first_name(parts: Sequence[str], words: frozenset[str]) -> str:
    """Of what bars and dots part, the first that is not a greeting: "Best - Bokken | 木刀" is Bokken.

    Of three and more it is the last: mass messages have links to other things before the name.
    """
    told = [part for part in parts if part.strip()]
    talk = next((number for number, part in enumerate(told) if folded(part) in words), len(told))
    told = told[:talk]
    for part in told if len(told) < 3 else told[::-1]:
        if any(folded(word) not in _GREETINGS for word in part.split()):
            return part.strip()
    return ""


def _without_tail(left: str, words: frozenset[str]) -> tuple[int, bool]:
    """Where the name ends: before the words and signs that lead to its talk page; and if there are any."""
    end = len(left.rstrip())
    led_on = grouped = False
    for _ in range(12):
        if end == 0:
            break
        shorter = _one_tail(left, end, words, grouped=grouped, led_on=led_on)
        if shorter is None:
            break
        end, what = shorter
        led_on = led_on or what != "separator"
        grouped = grouped or what == "group"
    return end, led_on


def _one_tail(
    left: str, end: int, words: frozenset[str], *, grouped: bool, led_on: bool
) -> tuple[int, str] | None:
    """Cut one thing off the end of a signature; where it then ends and what it was, None if nothing goes."""
    part = left[:end]
    for pattern in (_TAIL_SEPARATORS, _FACE):
        separators = pattern.search(part)
        if separators is not None and separators.start() > 0:
            return separators.start(), "separator"
    group = _GROUP.search(part) or (_NESTED_GROUP.search(part) if part.endswith("))") else None)
    if group is not None and group.start() > 0 and _leads_to_talk(group[1], words):
        return group.start(), "group" if any(character.isalpha() for character in group[1]) else "word"
    return _last_word(part, words, glued=not grouped, led_on=led_on)


def _last_word(part: str, words: frozenset[str], *, glued: bool, led_on: bool) -> tuple[int, str] | None:
    """Cut the last word off where it is no part of a name; ``glued`` ones may stick to the name."""
    head, space, last = part.rpartition(" ")
    if space and head.strip():
        if folded(last.strip(_WORD_EDGES)) in words or _is_sign(last):
            return len(head), "word"
        if not led_on and last in _BEFORE_DATES and head.rstrip().endswith((")", ",", "]")):
            return len(head.rstrip()), "separator"
    if unicodedata.category(part[-1]) == "So" and len(part) > 1:
        return len(part) - 1, "word"
    ending = _glued_word(folded(last), words) if glued else None
    return None if ending is None else (len(part) - _length_folded(last, ending), "word")


def _glued_word(last: str, words: frozenset[str]) -> str | None:
    fitting = (word for word in words if len(word) > 3 and last.endswith(word) and len(last) > len(word) + 1)
    return max(fitting, key=len, default=None)


def _length_folded(text: str, ending: str) -> int:
    """How many characters of ``text`` its folded ``ending`` takes up."""
    for length in range(len(ending), len(text) + 1):
        if folded(text[len(text) - length :]) == ending:
            return length
    return len(ending)


def _leads_to_talk(inside: str, words: frozenset[str]) -> bool:
    """Whether a bracket behind a name leads to talk: "(talk · contribs)", "(t 桜 c)", "(✉)", "(discu)"."""
    shown = inside.strip()
    parts = [folded(part) for part in re.split(r"[\s|•·∙/,،~\-–—]+", shown) if part]
    if not parts or folded(shown) in words or any(part in words for part in parts):
        return True
    if len(shown) <= 2 or not any(character.isalpha() for character in shown):
        return True
    first = next(character for character in shown if character.isalpha())
    return first.islower() or len(parts) > 2


def _is_sign(word: str) -> bool:
    """No letter or figure in it: a telephone, a heart, a face."""
    return not any(character.isalnum() for character in word) and not re.search(r"[.)\]»\"”]$", word)


def _boundary(left: str, end: int) -> tuple[int, str]:
    """Where what belongs to the signature begins, and what shows it: a dash, punctuation, the line."""
    best, how = 0, "line"
    for pattern, kind in ((_SENTENCE, "sentence"), (_DASH, "sure")):
        for mark in pattern.finditer(left[:end]):
            if mark.end() > best and left[mark.end() : end].strip():
                if kind == "sure" and not _LEAD.sub("", left[mark.end() : end]):
                    continue
                if kind == "sure" and mark[0] == "-" and left[mark.end() : mark.end() + 1] == " " and best:
                    continue
                best, how = mark.end(), kind
    if how == "line" and len(left[:end].split()) > _MAX_NAME_WORDS:
        how = "none"
    return best, how


class _Names:
    """The names a page shows: which of several readings of a signature they speak for."""

    def __init__(self, text: str, candidates: Sequence[_Candidate], known: Iterable[str]) -> None:
        self._text = folded(text.replace("\u00a0", " "))
        self._sure = {folded(name): name for name in known}
        for candidate in candidates:
            if candidate.sure and len(candidate.words) <= 4:
                name = " ".join(candidate.words)
                self._sure.setdefault(folded(name), name)
        for mention in re.finditer(r"@([^\s@:,.!?()]{3,40})", text):
            self._sure.setdefault(folded(mention[1]), mention[1])
        self._before = _words_before(candidates)

    def choose(self, candidate: _Candidate, site: SiteConfig) -> Signer | None:
        """The name in a candidate, None where it is only the end of a sentence that states a time."""
        count = self._word_count(candidate)
        if count == 0:
            return None
        start = candidate.starts[-count]
        shown = " ".join(candidate.words[-count:])
        lead = len(shown) - len(shown.lstrip(_WORD_EDGES))
        shown = shown[lead:].rstrip('»”"')
        name = self._account(shown, site)
        return None if name is None else Signer(name, shown, start + lead)

    def _account(self, shown: str, site: SiteConfig) -> str | None:
        plain = shown.strip("'\"“”„‘’ ")
        namespace, colon, rest = plain.rpartition(":")
        if colon and site.namespace_id(namespace.rpartition(":")[2]) in (USER, USER_TALK):
            plain = rest
        spelled = self._sure.get(folded(plain), plain) if plain.islower() else plain
        return normalise_username(spelled, site)

    def _word_count(self, candidate: _Candidate) -> int:
        """How many of the last words are the name; 0 where nothing says that there is one."""
        words = candidate.words
        if not candidate.led_on and len(words[-1]) <= 3 and words[-1].islower() and not candidate.sure:
            return 0  # "written at 12:00"
        longest = min(len(words), _MAX_NAME_WORDS)
        for count in range(longest, 0, -1):
            if folded(" ".join(words[-count:])) in self._sure:
                return count
        for count in range(longest, 0, -1):
            if len(self._before.get(folded(" ".join(words[-count:])), ())) > 1:
                return count
        if candidate.bounded and len(words) <= 3:
            return self._bounded(candidate)
        for count in range(longest, 1, -1):
            name = words[-count:]
            if not name[0][0].islower() and self._text.count(folded(" ".join(name))) > 1:
                return count
        return self._capitals(candidate)

    def _bounded(self, candidate: _Candidate) -> int:
        """A few words between marks: without a greeting, without the small words before a capital."""
        words = candidate.words
        count = len(words)
        while count > 1 and folded(words[-count]) in _GREETINGS:
            count -= 1
        capital = any(word[0].isupper() for word in words[-count:])
        while capital and count > 1 and words[-count][0].islower():
            count -= 1
        certain = (
            capital
            or candidate.led_on
            or candidate.sure
            or ":" in words[-count]
            or not words[-count][0].islower()
        )
        return count if certain else 0

    def _capitals(self, candidate: _Candidate) -> int:
        """How many words with a capital end the text, where no mark shows where the name begins."""
        words, count = candidate.words, 0
        while count < min(len(words), 4) and not words[-count - 1][0].islower():
            count += 1
        if count == 0:
            return 1 if candidate.led_on else 0
        return count if candidate.led_on or candidate.bounded or count < len(words) else 0


def _words_before(candidates: Sequence[_Candidate]) -> dict[str, set[str]]:
    """For each ending of a candidate, what stands before it there: names stand after many things."""
    before: dict[str, set[str]] = {}
    for candidate in candidates:
        words = candidate.words
        for count in range(1, min(len(words), _MAX_NAME_WORDS) + 1):
            ending = folded(" ".join(words[-count:]))
            if not ending[:1].isalnum():
                continue  # "(WMF)" is a part of many names and none itself
            before.setdefault(ending, set()).add(words[-count - 1] if count < len(words) else "")
    return before
