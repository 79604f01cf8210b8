"""What is known about a language: names of months and namespaces, date format, signature, digits.

The facts stand in ``facts.jsonl`` beside this module, one line per language, written by
``scripts/condense_languages.py``. A line holds only what differs from the language it builds on, and
only the lines of that chain are ever parsed: the others are bytes that are searched, not read.

The facts are those of MediaWiki 1.39 (GPL-2.0-or-later), its translations made at translatewiki.net.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from folkmoot.core.languages.data_files import data, line_of

Direction = Literal["ltr", "rtl"]

_FILE = "facts.jsonl"
_ENGLISH = "en"
_LONGEST_CODE = 32  # characters, more than any language's
_MAPPINGS = ("namespaces", "messages", "magic_words")

# Other codes of the same languages: MediaWiki's former ones, which wikis' addresses and files still have, and
# those of the web (BCP 47) where MediaWiki's are its own.
_OTHER_CODES = {
    "no": "nb", "als": "gsw", "bat-smg": "sgs", "be-x-old": "be-tarask", "fiu-vro": "vro", "roa-rup": "rup",
    "simple": "en", "zh-classical": "lzh", "zh-min-nan": "nan", "zh-yue": "yue", "sr-cyrl": "sr-ec",
    "sr-latn": "sr-el", "zh-hans-cn": "zh-cn", "zh-hans-my": "zh-my", "zh-hans-sg": "zh-sg",
    "zh-hant-hk": "zh-hk", "zh-hant-mo": "zh-mo", "zh-hant-tw": "zh-tw", "jv-x-bms": "map-bms",
    "nap-x-tara": "roa-tara", "nrf": "nrm", "ro-cyrl-md": "mo",
}  # fmt: skip


@dataclass(frozen=True)
class LanguageFacts:
    """One language, complete: what it does not say itself is taken from its fallbacks, then from English.

    ``namespaces`` maps a number to (name, other names), where ``$1`` stands for the name of the site;
    the forms that name a woman or a man are among the other names. ``digits`` are ten characters.
    ``signature`` and ``signature_anonymous`` are messages with ``{{ns:user}}``, ``$1`` (the account) and
    ``$2`` (the name shown). ``link_trail`` is a pattern of the letters that a link takes in after its
    brackets, "" if none. ``weekdays`` begin with Sunday. ``messages`` keep MediaWiki's keys.
    """

    code: str
    tag: str  # for HTML's lang attribute (BCP 47)
    autonym: str
    direction: Direction
    fallback: tuple[str, ...]
    variants: tuple[str, ...]  # the codes of the same language in other scripts or regions
    digits: str
    decimal_mark: str
    group_mark: str
    date_format: str  # of signatures, in MediaWiki's letters: "H:i, j F Y"
    months: tuple[str, ...]
    months_genitive: tuple[str, ...]
    months_abbreviated: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_abbreviated: tuple[str, ...]
    namespaces: Mapping[int, tuple[str, tuple[str, ...]]]
    special_contributions: tuple[str, ...]  # the first is the page's own name
    signature: str
    signature_anonymous: str
    link_trail: str
    messages: Mapping[str, str]
    magic_words: Mapping[str, tuple[str, ...]]

    @property
    def timezone_utc(self) -> str:
        """How signatures of this language write "UTC", without the markup that some translations have."""
        return re.sub(r"<[^>]*>|\[\[|\]\]", "", self.messages["timezone-utc"]).strip()


@lru_cache(maxsize=1024)
def facts(code: str) -> LanguageFacts:
    """The facts of a language by MediaWiki's code for it: ``"de"``, ``"zh-hant"``, also ``"zh_Hant"``.

    An unknown code gets English facts under its own code, or those of the longest known part of it
    (``"de-li"`` -> ``"de"``): a page in a language that nobody described is still a page.
    """
    normal = _normal(code)
    known = _known_part(_OTHER_CODES.get(normal, normal))
    record = _record(known)
    return _as_facts(normal or _ENGLISH, record, exact=known == normal)


def chain(code: str) -> tuple[str, ...]:
    """A language, its fallbacks, and English: in this order they are asked for what a language lacks."""
    known = facts(code)
    return tuple(dict.fromkeys((known.code, *known.fallback, _ENGLISH)))


@cache
def known_languages() -> tuple[str, ...]:
    """The codes of all languages of the data file, sorted."""
    return tuple(code.decode() for code in re.findall(rb'^\{"code":"([^"]+)"', data(_FILE), re.MULTILINE))


def known_code(code: str) -> str | None:
    """The code under which ``known_languages`` has this language, None if it has not.

    Case does not matter, and former codes and those of the web are understood: ``"no"`` -> ``"nb"``,
    ``"zh-Hant-TW"`` -> ``"zh-tw"``.
    """
    normal = _normal(code)
    known = _OTHER_CODES.get(normal, normal)
    return known if known in _codes() else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(known_languages())


def _normal(code: str) -> str:
    return code.strip().lower().replace("_", "-")


def languages_with(names: Collection[str]) -> Counter[str]:
    """The languages that have some of these names of their own (months, days, words of a date): how many."""
    quoted = "|".join(re.escape(json.dumps(name, ensure_ascii=False)[1:-1]) for name in names if name)
    anywhere = re.compile(rf'"(?:{quoted})\\?"'.encode(errors="replace"))
    found = {(match[0].strip(b'\\"'), _code_at(match.start())) for match in anywhere.finditer(data(_FILE))}
    return Counter(code for _, code in found)


@cache
def bases() -> dict[str, str]:
    """The language that each language builds on; English, on which all do, is left out."""
    heads = re.findall(rb'^\{"code":"([^"]+)","base":"([^"]+)"', data(_FILE), re.MULTILINE)
    return {code.decode(): base.decode() for code, base in heads}


def _code_at(place: int) -> str:
    """The language whose line holds this place of the data file."""
    start = data(_FILE).rfind(b"\n", 0, place) + 1 + len(b'{"code":"')
    return data(_FILE)[start : data(_FILE).index(b'"', start)].decode()


def _known_part(code: str) -> str:
    """The longest part of a code that a language has, English where none has one."""
    if len(code) > _LONGEST_CODE:
        code = code[: _LONGEST_CODE + 1].rpartition("-")[0]
    while code:
        if line_of(_FILE, code) is not None:
            return code
        code = code.rpartition("-")[0]
    return _ENGLISH


def _record(code: str) -> dict[str, Any]:
    """The line of a language laid over the lines it builds on."""
    line = line_of(_FILE, code) or {}
    if code == _ENGLISH:
        return line
    base = _record(line.get("base", _ENGLISH))
    own = {key: _laid_over(value, base[key]) if key in _MAPPINGS else value for key, value in line.items()}
    return base | own


def _laid_over(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (base | own).items() if value is not None}


def _as_facts(code: str, record: dict[str, Any], *, exact: bool) -> LanguageFacts:
    months = tuple(record["months"])
    decimal, group = record["separators"]
    return LanguageFacts(
        code=code,
        tag=(record["tag"] or record["code"]) if exact else code,
        autonym=record["autonym"] if exact else "",
        direction=record["direction"],
        fallback=tuple(record["fallback"]),
        variants=tuple(record["variants"]),
        digits=record["digits"],
        decimal_mark=decimal,
        group_mark=group,
        date_format=record["date_format"],
        months=months,
        months_genitive=tuple(record["months_genitive"] or months),
        months_abbreviated=tuple(record["months_abbreviated"] or months),
        weekdays=tuple(record["weekdays"]),
        weekdays_abbreviated=tuple(record["weekdays_abbreviated"]),
        namespaces={
            int(number): (names[0], tuple(names[1:])) for number, names in record["namespaces"].items()
        },
        special_contributions=tuple(record["special_contributions"]),
        signature=record["signature"],
        signature_anonymous=record["signature_anonymous"],
        link_trail=record["link_trail"],
        messages=record["messages"],
        magic_words={key: tuple(words) for key, words in record["magic_words"].items()},
    )
