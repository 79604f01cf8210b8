"""Which words before a date are a name: by marks around them, and by what the rest of the page shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from folkmoot.core.conversation.copied.tails import WORD_EDGES
from folkmoot.core.conversation.copied.words import folded
from folkmoot.core.site import USER, USER_TALK, SiteConfig
from folkmoot.core.titles import is_ip, normalise_username

_MAX_NAME_WORDS = 6
_MAX_LAST_WORDS = 3
_LEAST_LETTERS = 4  # of names that are recognised by their letters alone
_LOOK_UPS = 400  # so many names at most are looked for in the whole page,
_LOOKED_THROUGH = 20_000_000  # in so many characters together
_MENTION = re.compile(r"@\s?([^\s@:,.!?()\[\]][^\n@:,!?()\[\]]{1,60})")
_JOINING = frozenset(
    "of the and de di da del della do dos du van von der den of zu zur al el la le y i e och og".split()
)
_CAPITAL = re.compile(r"\(?(?=[^\W_])[^a-zß-öø-ÿа-џ]")  # a letter that is not small, a figure, "(WMF)"
_ADDRESS = re.compile(r"^[ \t•◦▪*:\u00a0]*([^\s:,]{2,40})[,:]\s", re.MULTILINE)
_INNER_CAPITAL = re.compile(r"(?<=[a-zß-öø-ÿа-я])(?=[A-ZÀ-ÖØ-ÞА-Я])")
_ENDS_OF_MOTTOES = ("?", "!", ".", "…")
_GLUED_SENTENCE = re.compile(r"[a-zß-öø-ÿа-я]{3,}(?=[A-ZÀ-ÖØ-ÞА-Я]\w\w)|\w+\.(?=\w)")
_NO_LETTERS = re.compile(r"[\W_]+")
_GREETING_WORDS = """
thanks thank you my kind with cheers regards best greetings peace sincerely merci cordialement amicalement
salutations danke gruß grüße grüsse gracias saludos groet groetjes groeten gr mvg hilsen hälsningar terveisin
pozdrawiam saluti saludo abraços atenciosamente sevgiler üdv üdvözlettel pozdravem уважением obrigado grazie
谢谢 謝謝 多谢 ありがとうございます ありがとう 감사합니다 תודה ممنون سپاس با تشکر teşekkürler köszönöm
dziękuję díky kiitos tack takk hvala хвала mulțumesc ευχαριστώ धन्यवाद ขอบคุณ дякую
ciao поздрав pozdrav спасибо مع شكرا تحياتي تحيات وشكرا
"""
_GREETINGS = frozenset(folded(word) for word in _GREETING_WORDS.split())


@dataclass(frozen=True, slots=True, eq=False)  # one object for each: nothing is gained by comparing words
class Candidate:
    """What stands before a date, while it is found out which part of it is the name.

    ``distances`` say for each word how many characters lie from its beginning to the date.
    """

    words: tuple[str, ...]
    distances: tuple[int, ...]
    sure: bool  # a dash or a line's beginning sets it apart from the text
    bounded: bool  # punctuation does
    led_on: bool  # words or signs that lead to a talk page follow it
    note: int = 0  # how far before the date a note on an unsigned comment begins, if it is one
    other: Candidate | None = None  # the name it is if nothing else on the page speaks for this one

    def with_other(self, other: Candidate) -> Candidate:
        """The same with another possibility."""
        return replace(self, other=other)


class Choice(NamedTuple):
    """The account, the name as shown, how far before the date its signature begins, and how it is known."""

    name: str
    shown: str
    distance: int
    firm: bool
    led_on: bool = False


def is_greeting(words: str) -> bool:
    """Whether there is nothing in it but the ends of letters: "Best regards"."""
    return all(folded(word.strip(WORD_EDGES)) in _GREETINGS for word in words.split())


class Names:
    """The names a page shows: which of several readings of a signature they speak for."""

    def __init__(
        self, text: str, candidates: Collection[Candidate], known: Iterable[str], site: SiteConfig
    ) -> None:
        self._site = site
        self._raw = text
        self._folded: str | None = None
        self._look_ups = min(_LOOK_UPS, _LOOKED_THROUGH // max(len(text), 1))
        self._sure = {folded(name): name for name in known}
        for candidate in candidates:
            if candidate.sure and len(candidate.words) <= 4:
                name = " ".join(candidate.words)
                self._sure.setdefault(folded(name), name)
        self._mentioned: set[str] = set()
        for mention in _MENTION.finditer(text) if "@" in text else ():
            self._add_mention(mention[1])
        self._addressed: dict[str, str] = {}  # names as the page spells them, by their folded form
        self._in_letters: dict[str, str] = {}  # the same by their letters and figures alone
        self._is_searched = False
        self._before = _words_before(candidates)
        self._chosen: dict[Candidate, Choice | None] = {}

    def choose(self, candidate: Candidate) -> Choice | None:
        """Who is named; None where a candidate is only the end of a sentence that states a time."""
        if candidate not in self._chosen:
            self._chosen[candidate] = self._choose(candidate)
        return self._chosen[candidate]

    def _add_mention(self, words: str) -> None:
        parts = words.split()
        if len(parts[0]) > 2:
            self._sure.setdefault(folded(parts[0]), parts[0])
        for count in range(1, min(len(parts), _MAX_NAME_WORDS) + 1):
            self._mentioned.add(folded(" ".join(parts[:count])))

    def _choose(self, candidate: Candidate) -> Choice | None:
        first, last = self._span(candidate)
        if candidate.other is not None and (first == last or not self._is_told(candidate, first)):
            return self._choose(candidate.other)
        if first == last:
            return None
        shown = " ".join(candidate.words[first:last])
        lead = len(shown) - len(shown.lstrip(WORD_EDGES)) + _glued_greeting(shown)
        cut, shown = self._unglued(shown[lead:].rstrip('»”"]'))
        lead += cut
        name = self._account(shown)
        if name is None:
            return None
        firm = candidate.led_on or candidate.sure or self._is_told(candidate, first)
        distance = candidate.note or candidate.distances[first] - lead
        return Choice(name, shown, distance, firm, candidate.led_on)

    def last_words(self, candidate: Candidate) -> Choice | None:
        """Who is named where somebody must be: what marks set apart, if it is short, else the last word."""
        glued = _GLUED_SENTENCE.match(candidate.words[-1])
        lead = glued.end() if glued else 0
        short = candidate.bounded and len(candidate.words) <= _MAX_LAST_WORDS and not lead
        words = candidate.words if short else candidate.words[-1:]
        shown = " ".join(words)[lead:]
        name = self._account(shown)
        return (
            None if name is None else Choice(name, shown, candidate.distances[-len(words)] - lead, firm=False)
        )

    def _account(self, shown: str) -> str | None:
        plain = shown.strip("'\"“”„‘’ ")
        namespace, colon, rest = plain.rpartition(":")
        if colon and self._site.namespace_id(namespace.rpartition(":")[2]) in (USER, USER_TALK):
            plain = rest
        return normalise_username(self._spelled(plain), self._site)

    def _spelled(self, plain: str) -> str:
        """A name as the page spells it where it addresses that person.

        Small letters may be others there, "QEDK, can you", and marks between letters be gone:
        "Wug·a·po·des" is called "@Wugapodes".
        """
        key, letters = folded(plain), _letters(plain)
        if plain.islower():
            return self._called(key) or self._sure.get(key, plain)
        if letters == key or len(letters) < _LEAST_LETTERS or is_ip(plain) or self._called(key):
            return plain
        return self._in_letters.get(letters, plain)

    def _called(self, name: str) -> str | None:
        """How somebody of this folded name is spelled where the page addresses them, if it does."""
        if not self._is_searched:
            self._is_searched = True
            spellings = [found[1] for found in _ADDRESS.finditer(self._raw)]
            spellings += [mention[1].split()[0] for mention in _MENTION.finditer(self._raw)]
            self._addressed = {folded(spelling): spelling for spelling in spellings}
            self._in_letters = {_letters(spelling): spelling for spelling in spellings}
        return self._addressed.get(name)

    def _unglued(self, shown: str) -> tuple[int, str]:
        """A name without words that stick to it, where the page knows it alone, and how much went before it.

        "thanksJoopwiki" is Joopwiki if he signs elsewhere, "PuzzledvegetableIs it teatime already?"
        Puzzledvegetable if she is addressed so. What stands there twice is a name as it is.
        """
        word, _, motto = shown.partition(" ")
        for place in [capital.start() for capital in _INNER_CAPITAL.finditer(word)]:
            rest, begin = shown[place:], word[:place]
            if len(rest) >= _LEAST_LETTERS and self._signs(folded(rest)):
                return (0, shown) if self._stands_again(folded(word)) else (place, rest)
            if motto.endswith(_ENDS_OF_MOTTOES) and self._called(folded(begin)):
                return 0, shown if self._stands_again(folded(word)) else begin
        return 0, shown

    def _signs(self, name: str) -> bool:
        return name in self._sure or len(self._before.get(name, ())) > 1

    def _is_told(self, candidate: Candidate, first: int) -> bool:
        """Whether something else on the page speaks for a name."""
        name = folded(" ".join(candidate.words[first:]))
        return name in self._sure or name in self._mentioned or len(self._before.get(name, ())) > 1

    def _span(self, candidate: Candidate) -> tuple[int, int]:
        """Which of the words are the name, from and to; equal where nothing says that there is one."""
        words = candidate.words
        if not candidate.led_on and len(words[-1]) <= 3 and words[-1].islower() and not candidate.sure:
            return 0, 0  # "written at 12:00"
        if candidate.bounded and (mentioned := self._mentioned_first(words)):
            return 0, mentioned
        return len(words) - self._count_at_end(candidate), len(words)

    def _mentioned_first(self, words: tuple[str, ...]) -> int:
        """How many of the first words somebody is called where the others are a motto: "Liz Read!"."""
        for count in range(len(words) - 1, 0, -1):
            if folded(" ".join(words[:count])) in self._mentioned:
                motto = words[count:]
                plain = len(motto) < 3 and not any(word[-1] in "!?*…" for word in motto)
                return 0 if plain or folded(" ".join(words)) in self._mentioned else count
        return 0

    def _count_at_end(self, candidate: Candidate) -> int:
        words = candidate.words
        if is_ip(words[-1]):
            return 1
        endings = [
            folded(" ".join(words[-count:])) for count in range(min(len(words), _MAX_NAME_WORDS), 0, -1)
        ]
        for place, ending in enumerate(endings):
            if ending in self._sure:
                return len(endings) - place
        for place, ending in enumerate(endings):
            count = len(endings) - place
            if len(self._before.get(ending, ())) > 1 and not _is_cut(words, count, bounded=candidate.bounded):
                return count
        if candidate.bounded and len(words) <= (
            _MAX_NAME_WORDS if candidate.sure and candidate.led_on else 3
        ):
            return _bounded(candidate)
        for place, ending in enumerate(endings[:-1]):
            count = len(endings) - place
            if not words[-count][0].islower() and self._stands_again(ending):
                return count
        return _capitals(candidate)

    def _stands_again(self, name: str) -> bool:
        """Whether the page has the name twice; asked so seldom that long pages are no matter."""
        if self._look_ups <= 0:
            return False
        self._look_ups -= 1
        if self._folded is None:
            self._folded = folded(self._raw.replace("\u00a0", " "))
        return self._folded.find(name, self._folded.find(name) + 1) >= 0


def _letters(name: str) -> str:
    """The letters and figures of a name in their folded form."""
    return _NO_LETTERS.sub("", folded(name))


def _is_cut(words: tuple[str, ...], count: int, *, bounded: bool) -> bool:
    """Whether a name would begin in the middle: "message delivery" of "MediaWiki message delivery"."""
    return bounded and words[-count][0].islower() and any(word[0].isupper() for word in words[:-count])


def _glued_greeting(shown: str) -> int:
    """The length of a greeting that a line break once set apart: "CordialementZoé"."""
    word = shown.partition(" ")[0]
    for length in range(len(word) - 2, 5, -1):
        if word[length].isupper() and word[length - 1].islower() and folded(word[:length]) in _GREETINGS:
            return length
    return 0


def _bounded(candidate: Candidate) -> int:
    """A few words between marks: without a greeting, without the small words before a capital."""
    words = candidate.words
    count = len(words)
    while count > 1 and folded(words[-count]) in _GREETINGS:
        count -= 1
    capital = any(word[0].isupper() for word in words[-count:])
    while capital and count > 1 and words[-count][0].islower():
        count -= 1
    while count > 1 and not candidate.sure and _ends_sentence(words[-count], words[-1]):
        count -= 1
    first = words[-count]
    certain = capital or candidate.led_on or candidate.sure or ":" in first or not first[0].islower()
    return count if certain else 0


def _ends_sentence(word: str, last: str) -> bool:
    """Whether a word of a script without capitals stands before a name that has one: "我同意 Ada"."""
    return word[0].isalpha() and word[0].lower() == word[0].upper() and last[0].isupper()


def _capitals(candidate: Candidate) -> int:
    """How many words with a capital end the text, where no mark shows where the name begins."""
    words, count = candidate.words, 0
    while count < min(len(words), 4) and _CAPITAL.match(words[-count - 1]):
        if count and _ends_sentence(words[-count - 1], words[-1]):
            break
        count += 1
    joined = words[-count - 2 : -count] if count and candidate.led_on and candidate.bounded else ()
    if len(joined) == 2 and joined[1] in _JOINING and _CAPITAL.match(joined[0]):
        return len(words) if len(words) <= _MAX_NAME_WORDS and _CAPITAL.match(words[0]) else count + 2
    if count == 0:
        return 1 if candidate.led_on else 0
    return count if candidate.led_on or candidate.bounded or count < len(words) else 0


def _words_before(candidates: Iterable[Candidate]) -> dict[str, set[str]]:
    """For each ending of a candidate, what stands before it there: names stand after many things."""
    before: dict[str, set[str]] = {}
    for candidate in candidates:
        words = candidate.words
        for count in range(1, min(len(words), _MAX_NAME_WORDS) + 1):
            ending = folded(" ".join(words[-count:]))
            if ending[:1].isalnum():  # "(WMF)" is a part of many names and none itself
                before.setdefault(ending, set()).add(words[-count - 1] if count < len(words) else "")
    return before
