"""Which language the signatures of a text are in, for a page whose wiki nobody named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from folkmoot.core.languages.facts import facts, languages_with
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

# Where dates and words fit several languages equally, the one with more talk pages is the likelier.
_BY_SIZE = (
    "en", "de", "fr", "es", "ru", "it", "ja", "zh", "pt", "nl", "pl", "sv", "ar", "uk", "fa", "he", "vi",
    "id", "ko", "tr", "cs", "fi", "hu", "nb", "da", "ca", "sr", "ro", "bg", "el", "sh", "hr", "sk", "sl",
    "lt", "et", "eu", "eo", "gl", "hi", "bn", "th", "ka", "hy", "az", "be", "kk", "ms", "sq", "mk", "nn",
    "yue", "nan", "lzh",
)  # fmt: skip
_DATES_LOOKED_AT = 8
_CANDIDATES_TRIED = 6

_BRACKETED = re.compile(r"\(([^()\n]{2,30})\)")
_BEFORE = 48  # characters that a date takes up at most, or nearly so
_FEWEST_DIGITS = 6  # a year, a day, a time
_NOT_DATE = re.compile(r".*(?:\n|\]\]|>)", re.DOTALL)
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~\u200e\u200f،]+\.?")


def guess_language(text: str) -> str | None:
    """The code of the language whose dates this text is signed with; None if it has no date that is known.

    Only the first dates are looked at. English is tried first. Names of months and days lead to a few other
    languages, and the one whose date format reads most of the dates is the answer; of several, one that
    many people write, then the one whose word for "talk" stands in the text most often.
    """
    dates = list(islice(_date_like(text), _DATES_LOOKED_AT))
    if not dates or _readable("en", dates) == len(dates):
        return "en" if dates else None
    mentions = languages_with({word for date in dates for word in _words(date)})
    likely = sorted(mentions, key=lambda code: (-mentions[code], _rank(code)))[:_CANDIDATES_TRIED]
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


def _words(date: str) -> Iterator[str]:
    for word in _WORD.findall(date):
        yield word
        yield word.rstrip(".")


def _readable(code: str, dates: list[str]) -> int:
    reader = timestamp_reader(SiteConfig.for_language(code))
    return sum(reader.search(date) is not None for date in dates)


def _score(code: str, dates: list[str], text: str) -> tuple[int, bool, int]:
    """How many of the dates the language reads, whether it is large, how often its word for "talk" occurs."""
    talk = facts(code).messages["talkpagelinktext"]
    return _readable(code, dates), code in _BY_SIZE, text.count(talk)


def _rank(code: str) -> int:
    return _BY_SIZE.index(code) if code in _BY_SIZE else len(_BY_SIZE)
