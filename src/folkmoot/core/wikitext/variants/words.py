"""The words that the rules of a page turn over, and tables of words in general."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# A longer text in a rule is shown where it stands, but not looked for in the page: this bounds the work
# for each character of the page, whatever rules it has.
MAX_WORD = 64
BETWEEN, _NUMBER = "\x02", "\ufffe"  # no page can hold them


class Words:
    """Words and what they become; of two that begin at the same place the longer counts."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}  # first letter -> lengths of its words, longest first

    def __bool__(self) -> bool:
        return bool(self._words)

    def add(self, words: Mapping[str, str]) -> None:
        """Takes words in; what was known of the same words before is forgotten."""
        for word, other in words.items():
            if not 0 < len(word) <= MAX_WORD:
                continue
            self._words[word] = other
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
                lengths.sort(reverse=True)

    def remove(self, words: Mapping[str, str]) -> None:
        """Forgets words; their lengths are looked for in vain from then on."""
        for word in words:
            self._words.pop(word, None)

    def apply(self, text: str, translate: Callable[[str], str]) -> str:
        """The text with these words turned over, and all around them as ``translate`` does it."""
        rest, others = self._cut(text)
        if not others:
            return translate(text)
        translated = translate(BETWEEN.join(rest)).split(BETWEEN)
        return translated[0] + "".join(
            [other + plain for other, plain in zip(others, translated[1:], strict=True)]
        )

    def _cut(self, text: str) -> tuple[list[str], list[str]]:
        """What stands around the words, and what they become."""
        rest: list[str] = []
        others: list[str] = []
        done = at = 0
        lengths, words = self._lengths, self._words
        while at < len(text):
            word = ""
            for length in lengths.get(text[at], ()):
                if (candidate := text[at : at + length]) in words:
                    word = candidate
                    break
            if not word:
                at += 1
                continue
            rest.append(text[done:at])
            others.append(words[word])
            done = at = at + len(word)
        rest.append(text[done:])
        return rest, others


def table(words: Mapping[str, str]) -> Callable[[str], str]:
    """A function that turns over the words of a table, the longest first, each place once.

    Words of several letters become one letter that no text has (a lone surrogate) before all letters are
    turned over in one step: nothing that was turned over is looked at again.
    """
    long = [word for word in words if len(word) > 1]
    stand_in = {word: chr(0xD800 + number) for number, word in enumerate(long)}
    letters = {word: other for word, other in words.items() if len(word) == 1}
    turned = str.maketrans(letters | {stand_in[word]: words[word] for word in long})
    if not long:
        return lambda text: text.translate(turned)
    pattern = re.compile(_by_first_letter(long))
    return lambda text: pattern.sub(lambda found: stand_in[found[0]], text).translate(turned)


def _by_first_letter(words: list[str]) -> str:
    """A pattern for words, the longest first, that looks at each letter's own words only."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


def both_cases(small: str, other: str, *, reverse: bool = False) -> dict[str, str]:
    """Pairs of letters from two rows of words, in small letters, capitals and with a capital at their head.

    ``reverse`` turns the rows round. Of two words that become the same the first keeps its way back.
    """
    pairs = list(zip(small.split(), other.split(), strict=True))
    if reverse:
        pairs = [(right, left) for left, right in pairs]
    words: dict[str, str] = {}
    for left, right in pairs:
        words.setdefault(left, right)
        words.setdefault(_head(left), _head(right))
        words.setdefault(left.upper(), right.upper() if len(left) > 1 else _head(right))
    return words


def _head(word: str) -> str:
    return word[:1].upper() + word[1:]


# Numbers in Roman letters, standing alone: MDCLXVI and what can be written with it.
_ROMAN = re.compile(r"(?<!\w)(?=[MDCLXVI])M{0,4}(?:C[DM]|D?C{0,3})(?:X[LC]|L?X{0,3})(?:I[VX]|V?I{0,3})(?!\w)")


def without_roman_numbers(translate: Callable[[str], str]) -> Callable[[str], str]:
    """The translation that leaves numbers in Roman letters alone."""

    def careful(text: str) -> str:
        rest = _ROMAN.split(text)
        if len(rest) == 1:
            return translate(text)
        translated = translate(_NUMBER.join(rest)).split(_NUMBER)
        numbers = _ROMAN.findall(text)
        return translated[0] + "".join(
            [number + plain for number, plain in zip(numbers, translated[1:], strict=True)]
        )

    return careful


def by_word(letters: str, translate: Callable[[str], str]) -> Callable[[str], str]:
    """The translation that works word by word, on small letters, and gives the case back.

    A word is a run of ``letters`` (inside a character class of a pattern), or a part of one that begins
    with a capital after a small letter. One of capitals only becomes one of capitals, one with a capital
    at its head keeps that.
    """
    word = re.compile(f"[{letters}]+")
    known: dict[str, str] = {}

    def turned(found: re.Match[str]) -> str:
        written = found[0]
        other = known.get(written)
        if other is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            other = "".join([_cased(translate(_small(part)), part) for part in _parts(written)])
            known[written] = other
        return other

    return lambda text: word.sub(turned, text)


_REMEMBERED = 4096  # words


def _parts(word: str) -> list[str]:
    cuts = [at for at in range(1, len(word)) if word[at - 1].islower() and word[at].isupper()]
    return [word[start:end] for start, end in zip([0, *cuts], [*cuts, len(word)], strict=True)]


def _small(word: str) -> str:
    return word.replace("İ", "i").replace("I", "ı").lower()


def _capitals(word: str) -> str:
    return word.replace("i", "İ").replace("ı", "I").upper()


def _cased(word: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return _capitals(word)
    return _capitals(word[:1]) + word[1:] if like[0].isupper() else word
