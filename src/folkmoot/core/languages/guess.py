"""Which language the signatures of a text are in, for a page whose wiki nobody named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from folkmoot.core.languages.facts import bases, facts, languages_with
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

# Where dates and words fit several languages equally, the one with more talk pages is the likelier.
_BY_SIZE = (
    "en", "de", "fr", "es", "ru", "it", "ja", "zh", "pt", "nl", "pl", "sv", "ar", "uk", "fa", "he", "vi",
    "id", "ko", "tr", "cs", "fi", "hu", "nb", "da", "ca", "sr", "ro", "bg", "el", "sh", "hr", "sk", "sl",
    "lt", "et", "eu", "eo", "gl", "hi", "bn", "th", "ka", "hy", "az", "be", "kk", "ms", "sq", "mk", "nn",
    "yue", "nan", "lzh", "ckb", "ne",
)  # fmt: skip
_DATES_LOOKED_AT = 8
_CANDIDATES_TRIED = 10
_WORDS_OF_A_NAME = 6  # at most, in "ngônda ya kumi na zôle"

_BRACKETED = re.compile(r"\(([^()\n]{2,30})\)")
_BEFORE = 48  # characters that a date takes up at most, or nearly so
_FEWEST_DIGITS = 6  # a year, a day, a time
_NOT_DATE = re.compile(r".*(?:\n|\]\]|>)", re.DOTALL)
_WORD = re.compile(r"[^\s\d!-&(-/:-@\[-_{-~\u200e\u200f،（）]+\.?")
_PHRASE = re.compile(rf"{_WORD.pattern}(?:[ \u00a0]+{_WORD.pattern})*")


def guess_language(text: str) -> str | None:
    """The code of the language whose dates this text is signed with; None if it has no date that is known.

    Only the first dates are looked at. English is tried first. Names of months and days lead to a few other
    languages, and the one whose date format reads most of the dates is the answer; of several, one that
    many people write, then the one whose word for "talk" stands in the text most often.
    """
    dates = list(islice(_date_like(text), _DATES_LOOKED_AT))
    if not dates or _readable("en", dates) == len(dates):
        return "en" if dates else None
    mentions = _mentions({name for date in dates for name in _names(date)})
    likely = sorted(mentions, key=lambda code: (-mentions[code], _rank(code)))
    large = [code for code in likely if code in _BY_SIZE]
    talking = _mentions({talk for date in dates for talk in _BRACKETED.findall(date)[:-1]})
    said = sorted(talking, key=lambda code: (-mentions[code], _rank(code)))
    likely = [code for codes in (likely, large, said) for code in codes[:_CANDIDATES_TRIED]]
    for candidates in (likely, _BY_SIZE):
        scores = [(*_score(code, dates, text), mentions[code], -_rank(code), code) for code in candidates]
        best = max(scores, default=None)
        if best and best[0]:
            return best[-1]
    return None


def _date_like(text: str) -> Iterator[str]:
    """Stretches of text that may be a date: many digits, then something in brackets."""
    for found in _BRACKETED.finditer(text):
        before = _NOT_DATE.sub("", text[max(0, found.start() - _BEFORE) : found.start()])
        if sum(map(str.isnumeric, before)) >= _FEWEST_DIGITS:
            yield before + found[0]


def _names(date: str) -> Iterator[str]:
    """What may be the name of a month or a day in it, or the word for "talk": words that stand together."""
    for phrase in _PHRASE.findall(date):
        words = phrase.split()
        for start in range(len(words)):
            for end in range(start + 1, min(start + _WORDS_OF_A_NAME, len(words)) + 1):
                name = " ".join(words[start:end])
                yield name
                yield name.rstrip(".")


def _mentions(names: set[str]) -> Counter[str]:
    """How many of the names each language has, of its own or from the language it builds on."""
    own = languages_with(names)
    builds_on = bases()
    found = Counter(own)
    for code in builds_on:
        base = code
        while base in builds_on:
            base = builds_on[base]
            found[code] += own[base]
    return +found


def _readable(code: str, dates: list[str]) -> int:
    reader = timestamp_reader(SiteConfig.for_language(code))
    return sum(reader.search(date) is not None for date in dates)


def _score(code: str, dates: list[str], text: str) -> tuple[int, bool, int]:
    """How many of the dates the language reads, whether it is large, how often its word for "talk" occurs."""
    talk = facts(code).messages["talkpagelinktext"]
    return _readable(code, dates), code in _BY_SIZE, text.count(f"({talk}") + text.count(f"（{talk}")


def _rank(code: str) -> int:
    return _BY_SIZE.index(code) if code in _BY_SIZE else len(_BY_SIZE)
