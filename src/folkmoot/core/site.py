"""What a reader or writer of pages must know of the wiki they come from.

A ``SiteConfig`` is made at the edges (from a language, from DiscussionTools' description of a wiki, from
MediaWiki's API) and handed down; nothing in ``core`` looks any of this up elsewhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any

from folkmoot.core.errors import NotReadable
from folkmoot.core.languages.facts import Direction, LanguageFacts, facts
from folkmoot.core.languages.timezones import known_offsets, zone

MAIN, TALK, USER, USER_TALK, PROJECT, PROJECT_TALK = range(6)
FILE, TEMPLATE, CATEGORY = 6, 10, 14
MEDIA, SPECIAL = -2, -1

# From this day on DiscussionTools writes the times in its ids as digits only.
ID_TIMESTAMP_SWITCH = datetime(2022, 7, 12, tzinfo=UTC)

_ASCII_DIGITS = "0123456789"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
# MediaWiki's keys of these messages; "may" is its own abbreviation, so the month has another key.
_MONTH_KEYS = tuple("may_long" if month == "may" else month for month in _MONTHS)
_GENITIVE_KEYS = tuple(f"{month}-gen" for month in _MONTHS)
_ABBREVIATED_KEYS = tuple(month[:3] for month in _MONTHS)
_DAY_ABBREVIATED_KEYS = tuple(day[:3] for day in _DAYS)

# Where links with these prefixes lead on a new site. Only long or well-known prefixes: a short one would take
# titles away from the people of the site.
_INTERWIKI = {
    **dict.fromkeys(("w", "wikipedia"), "https://en.wikipedia.org/wiki/$1"),
    **dict.fromkeys(("wikt", "wiktionary"), "https://en.wiktionary.org/wiki/$1"),
    **dict.fromkeys(("mw", "mediawikiwiki"), "https://www.mediawiki.org/wiki/$1"),
    **dict.fromkeys(("meta", "metawikimedia"), "https://meta.wikimedia.org/wiki/$1"),
    "commons": "https://commons.wikimedia.org/wiki/$1",
    "wikidata": "https://www.wikidata.org/wiki/$1",
    "phab": "https://phabricator.wikimedia.org/$1",
}


def fold_namespace(name: str) -> str:
    """The form in which names of namespaces are compared: case, ``_`` and Unicode's form do not matter."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.replace("_", " ").split()).casefold()


@dataclass(frozen=True)
class DateProfile:
    """How a wiki wrote the dates of its signatures, for some stretch of time.

    ``date_format`` is in MediaWiki's letters. ``timezone`` is an IANA name: the wall time that is written.
    ``timezone_names`` maps what stands in the brackets to the zone's own abbreviation (``"ت ع م"`` ->
    ``"UTC"``); empty stands for every abbreviation the zone ever had, as it is. A profile with ``since`` or
    ``until`` reads only dates that fall between them (the first included, the second not). ``other_zones``
    are abbreviations of clocks elsewhere that are read as well, with their minutes east of UTC: a page
    whose wiki is not known may come from anywhere.
    """

    language: str
    date_format: str
    digits: str
    timezone: str
    timezone_names: Mapping[str, str]
    months: tuple[str, ...]
    months_genitive: tuple[str, ...]
    months_abbreviated: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_abbreviated: tuple[str, ...]
    other_zones: Mapping[str, int] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None

    def __hash__(self) -> int:
        return hash((self.language, self.date_format, self.timezone, self.months, self.since, self.until))

    def names(self, letter: str) -> tuple[str, ...]:
        """The names that a letter of the format stands for: of the months, or of the weekdays."""
        return {
            "F": self.months,
            "xg": self.months_genitive,
            "M": self.months_abbreviated,
            "l": self.weekdays,
            "D": self.weekdays_abbreviated,
        }[letter]

    @classmethod
    def of_language(cls, known: LanguageFacts, *, timezone: str = "UTC") -> DateProfile:
        """How MediaWiki writes dates in this language on a wiki whose clock is ``timezone``."""
        return cls(
            language=known.code,
            date_format=known.date_format,
            digits=known.digits,
            timezone=timezone,
            timezone_names=_utc_names(known) if timezone == "UTC" else {},
            months=known.months,
            months_genitive=known.months_genitive,
            months_abbreviated=known.months_abbreviated,
            weekdays=known.weekdays,
            weekdays_abbreviated=known.weekdays_abbreviated,
            other_zones=known_offsets(known.code),
        )


@dataclass(frozen=True)
class SiteConfig:
    """One wiki's language, namespaces, addresses and dates. A value: two of the same facts are equal.

    ``namespaces`` gives each number its own name, ``namespace_ids`` every accepted name (``fold_namespace``d)
    its number. ``special_contributions`` are the names of the page of a person's contributions, its own
    first. ``profiles`` say how dates are written; the first is the one to write with. ``link_trail`` is a
    regular expression ("" for none). ``interwiki`` maps a prefix to an address with ``$1``.
    """

    language: str
    direction: Direction
    name: str
    namespaces: Mapping[int, str]
    namespace_ids: Mapping[str, int]
    special_contributions: tuple[str, ...]
    profiles: tuple[DateProfile, ...]
    article_path: str = "/wiki/$1"
    server: str = ""
    link_trail: str = "[a-z]+"
    capital_links: bool = True
    id_timestamp_switch: datetime = ID_TIMESTAMP_SWITCH
    interwiki: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.profiles:
            raise ValueError("a site needs a way to write dates")

    def __hash__(self) -> int:
        return self._hash

    def __getstate__(self) -> dict[str, Any]:
        # A hash means nothing in another process: what is remembered stays here.
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    @cached_property
    def _hash(self) -> int:
        return hash((self.language, self.name, self.article_path, self.profiles))

    @cached_property
    def _fingerprint(self) -> str:
        from hashlib import sha256  # not needed to read or render, so not paid for at the start

        facts_of_it = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)
        return sha256(facts_of_it.encode()).hexdigest()[:16]

    def fingerprint(self) -> str:
        """A short name for all facts of this site together: part of the keys of caches."""
        return self._fingerprint

    @property
    def timezone(self) -> str:
        """The IANA name of the clock that new signatures show."""
        return self.profiles[0].timezone

    def namespace_id(self, name: str) -> int | None:
        """The number of a namespace by any of its names, None if there is none of this name."""
        return self.namespace_ids.get(fold_namespace(name))

    @classmethod
    def for_language(cls, code: str = "en", *, timezone: str = "UTC", name: str = "Folkmoot") -> SiteConfig:
        """A new MediaWiki wiki in this language: its own names of namespaces, English ones accepted too."""
        return _for_language(code, timezone, name)

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> SiteConfig:
        """A wiki from whichever of the two descriptions below this is. Raises ``NotReadable``."""
        own = "wgContentLanguage" in (description or ())
        return cls.from_discussiontools(description) if own else cls.from_siteinfo(description)

    @classmethod
    def from_discussiontools(cls, site_json: Mapping[str, Any]) -> SiteConfig:
        """A wiki as DiscussionTools describes it to its own parser (config and data in one object).

        Raises ``NotReadable`` if the description lacks what it must have.
        """
        return _read(_from_discussiontools, site_json)

    @classmethod
    def from_siteinfo(cls, answer: Mapping[str, Any]) -> SiteConfig:
        """A wiki from its API's ``meta=siteinfo`` (``siprop=general|namespaces|namespacealiases|...``).

        The date format is not part of that answer: it is the language's own. Raises ``NotReadable`` if
        the answer lacks what it must have.
        """
        return _read(_from_siteinfo, answer)

    def with_languages(self, *codes: str) -> SiteConfig:
        """This site for a page in the first of ``codes``, with signatures of the others read as well.

        What the site itself reads is still read, and its own names of namespaces stay the ones that are
        written, so that a page has one address whoever links to it.
        """
        return _with_languages(self, codes) if codes else self


def _read(reader: Callable[[Mapping[str, Any]], SiteConfig], description: Mapping[str, Any]) -> SiteConfig:
    try:
        return reader(description)
    except (KeyError, ValueError, TypeError, AttributeError, OSError) as problem:
        raise NotReadable(f"This does not describe a wiki: {type(problem).__name__}: {problem}") from problem


def _utc_names(known: LanguageFacts) -> dict[str, str]:
    """What stands for UTC in the brackets: the language's own word first, then "UTC" itself."""
    return dict.fromkeys((known.timezone_utc, known.messages["timezone-utc"].strip(), "UTC"), "UTC")


def _utc_of(local: datetime, timezone: str) -> datetime:
    if timezone == "UTC":
        return local.replace(tzinfo=UTC)
    return local.replace(tzinfo=zone(timezone)).astimezone(UTC)


@cache
def _for_language(code: str, timezone: str, name: str) -> SiteConfig:
    known = facts(code)
    family = [known, *(facts(variant) for variant in known.variants)]
    profiles = [DateProfile.of_language(member, timezone=timezone) for member in family]
    return SiteConfig(
        language=known.code,
        direction=known.direction,
        name=name,
        namespaces={number: names[0].replace("$1", name) for number, names in known.namespaces.items()},
        namespace_ids=_accepted_names([facts("en"), *reversed(family)], name),
        special_contributions=_contributions([*family, facts("en")]),
        profiles=tuple(_different(profiles)),
        link_trail=known.link_trail,
        id_timestamp_switch=_utc_of(ID_TIMESTAMP_SWITCH.replace(tzinfo=None), timezone),
        interwiki=_INTERWIKI,
    )


def _accepted_names(languages: Iterable[LanguageFacts], site_name: str) -> dict[str, int]:
    """Every name of every namespace; where two languages disagree, the later one decides."""
    accepted: dict[str, int] = {}
    for known in languages:
        for number, (first, others) in known.namespaces.items():
            accepted |= {fold_namespace(one.replace("$1", site_name)): number for one in (*others, first)}
    return accepted | {"project": PROJECT, "project talk": PROJECT_TALK}


def _contributions(languages: Iterable[LanguageFacts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for known in languages for name in known.special_contributions))


def _different(profiles: Iterable[DateProfile]) -> list[DateProfile]:
    """The profiles without those that write exactly as an earlier one, whatever their language is called."""
    kept: dict[DateProfile, DateProfile] = {}
    for profile in profiles:
        kept.setdefault(replace(profile, language=""), profile)
    return list(kept.values())


def _with_languages(site: SiteConfig, codes: Sequence[str]) -> SiteConfig:
    others = [_for_language(code, site.timezone, site.name) for code in codes]
    first = site if site.language == others[0].language else others[0]
    sites = [first, *others, site]
    return replace(
        site,
        language=first.language,
        direction=first.direction,
        link_trail=first.link_trail,
        namespace_ids={name: number for one in reversed(sites) for name, number in one.namespace_ids.items()}
        | dict(site.namespace_ids),
        special_contributions=tuple(
            dict.fromkeys(n for one in (site, *sites) for n in one.special_contributions)
        ),
        profiles=tuple(_different(profile for one in sites for profile in one.profiles)),
    )


def _from_discussiontools(site_json: Mapping[str, Any]) -> SiteConfig:
    language = site_json["wgContentLanguage"]
    known = facts(language)
    namespaces = {int(number): name for number, name in site_json["wgFormattedNamespaces"].items()}
    timezone = site_json["localTimezone"]
    own = site_json.get("specialContributionsName")
    switch = datetime.fromisoformat(site_json.get("timestampFormatSwitchTime", "2022-07-12"))
    return SiteConfig(
        language=language,
        direction=known.direction,
        name=namespaces.get(PROJECT, "Folkmoot"),
        namespaces=namespaces,
        namespace_ids={
            fold_namespace(name): int(number) for name, number in site_json["wgNamespaceIds"].items()
        },
        special_contributions=tuple(
            dict.fromkeys(filter(None, (own, *_contributions([known, facts("en")]))))
        ),
        profiles=tuple(
            _different(_profile_of(variant, site_json, timezone) for variant in site_json["dateFormat"])
        ),
        article_path=site_json.get("wgArticlePath", "/wiki/$1"),
        link_trail=known.link_trail,
        id_timestamp_switch=_utc_of(switch.replace(tzinfo=None), timezone),
    )


def _profile_of(variant: str, site_json: Mapping[str, Any], timezone: str) -> DateProfile:
    messages = site_json["contLangMessages"][variant]
    digits = "".join(site_json.get("digits", {}).get(variant) or _ASCII_DIGITS)
    if len(digits) != len(_ASCII_DIGITS):
        raise ValueError(f"{len(digits)} digits where there should be ten")

    def named(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(_words(messages[key]) for key in keys)

    return DateProfile(
        language=variant,
        date_format=_words(site_json["dateFormat"][variant]),
        digits=digits,
        timezone=timezone,
        timezone_names={_words(name): _words(own) for name, own in site_json["timezones"][variant].items()},
        months=named(_MONTH_KEYS),
        months_genitive=named(_GENITIVE_KEYS),
        months_abbreviated=named(_ABBREVIATED_KEYS),
        weekdays=named(_DAYS),
        weekdays_abbreviated=named(_DAY_ABBREVIATED_KEYS),
    )


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} where there should be words")
    return value


def _from_siteinfo(answer: Mapping[str, Any]) -> SiteConfig:
    query = answer.get("query", answer)
    general = query["general"]
    base = _for_language(
        general["lang"], general.get("timezone") or "UTC", general.get("sitename", "Folkmoot")
    )
    namespaces, accepted = _siteinfo_namespaces(query)
    contributions = next(
        (
            page["aliases"]
            for page in query.get("specialpagealiases", ())
            if page["realname"] == "Contributions"
        ),
        (),
    )
    return replace(
        base,
        namespaces=namespaces or base.namespaces,
        namespace_ids={**base.namespace_ids, **accepted},
        special_contributions=tuple(dict.fromkeys((*contributions, *base.special_contributions))),
        article_path=general.get("articlepath", base.article_path),
        server=general.get("server", ""),
        capital_links=general.get("case", "first-letter") == "first-letter",
        interwiki={row["prefix"]: row["url"] for row in query.get("interwikimap", ())},
    )


def _siteinfo_namespaces(query: Mapping[str, Any]) -> tuple[dict[int, str], dict[str, int]]:
    """The names of a wiki's namespaces and all accepted names, from either version of the API's format."""
    namespaces: dict[int, str] = {}
    accepted: dict[str, int] = {}
    for alias in query.get("namespacealiases", ()):
        accepted[fold_namespace(alias.get("alias", alias.get("*", "")))] = int(alias["id"])
    for number, space in query.get("namespaces", {}).items():
        namespaces[int(number)] = space.get("name", space.get("*", ""))
        for name in (space.get("canonical", ""), namespaces[int(number)]):
            accepted[fold_namespace(name)] = int(number)
    return namespaces, accepted
