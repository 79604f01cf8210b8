"""What a reader or writer of pages must know of the wiki they come from.

A ``SiteConfig`` is made at the edges (from a language, from DiscussionTools' description of a wiki, from
MediaWiki's API) and handed down; nothing in ``core`` looks any of this up elsewhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any, Literal

from folkmoot.core.languages.facts import Direction, LanguageFacts, facts
from folkmoot.core.languages.link_prefixes import link_prefix
from folkmoot.core.languages.module_namespaces import module_namespaces
from folkmoot.core.languages.timezones import known_offsets, moment_on

MAIN, TALK, USER, USER_TALK, PROJECT, PROJECT_TALK = range(6)
MEDIAWIKI = 8
FILE, TEMPLATE, CATEGORY = 6, 10, 14
MEDIA, SPECIAL = -2, -1

# From this day on DiscussionTools writes the times in its ids as digits only.
ID_TIMESTAMP_SWITCH = datetime(2022, 7, 12, tzinfo=UTC)

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

    @staticmethod
    def different(profiles: Iterable[DateProfile]) -> tuple[DateProfile, ...]:
        """The profiles without those that write just as an earlier one, whatever their language is."""
        kept: dict[DateProfile, DateProfile] = {}
        for profile in profiles:
            kept.setdefault(replace(profile, language=""), profile)
        return tuple(kept.values())


@dataclass(frozen=True)
class SiteConfig:
    """One wiki's language, namespaces, addresses and dates. A value: two of the same facts are equal.

    ``namespaces`` gives each number its own name, ``namespace_ids`` every accepted name (``fold_namespace``d)
    its number. ``special_contributions`` are the names of the page of a person's contributions, its own
    first. ``profiles`` say how dates are written; the first is the one to write with. ``link_trail`` is a
    regular expression ("" for none). ``interwiki`` maps a prefix to an address with ``$1``.
    ``reply_list`` is the list that a first answer begins: ":" or "*". ``script`` is the address that takes
    queries (``/index.php``); without it a page's own address takes them. ``subpages`` are the namespaces
    whose pages have subpages, None for MediaWiki's own choice. Of the interwiki prefixes, ``local_interwiki``
    mean this wiki itself, ``sister_interwiki`` wikis of its family, ``language_prefixes`` lead to other
    languages although they are no codes of languages. ``link_prefix`` are the letters that a link takes in
    in front of its brackets (the inside of a class of a regular expression, "" for none). ``special_pages``
    are those that the wiki has beside MediaWiki's own.
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
    link_prefix: str = ""
    capital_links: bool = True
    id_timestamp_switch: datetime = ID_TIMESTAMP_SWITCH
    interwiki: Mapping[str, str] = field(default_factory=dict)
    reply_list: Literal[":", "*"] = ":"
    special_pages: tuple[str, ...] = ("FindComment", "GoToComment", "Import", "Preview")
    main_page: str = "Main Page"
    script: str = ""
    subpages: tuple[int, ...] | None = None
    local_interwiki: tuple[str, ...] = ()
    sister_interwiki: tuple[str, ...] = ()
    language_prefixes: tuple[str, ...] = ()

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
        return sha256(facts_of_it.encode("utf-8", "surrogatepass")).hexdigest()[:16]

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

    def has_subpages(self, namespace: int) -> bool:
        """Whether a slash in the titles of this namespace parts a page from those below it."""
        if self.subpages is not None:
            return namespace in self.subpages
        return namespace > MAIN and namespace not in (FILE, CATEGORY)

    def names_of(self, number: int) -> tuple[str, ...]:
        """Every accepted name of the namespace with this number, in the form of ``fold_namespace``."""
        return tuple(name for name, known in self.namespace_ids.items() if known == number)

    @classmethod
    def for_language(cls, code: str = "en", *, timezone: str = "UTC", name: str = "Folkmoot") -> SiteConfig:
        """A new MediaWiki wiki in this language: its own names of namespaces, English ones accepted too."""
        return _for_language(code, timezone, name)

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> SiteConfig:
        """A wiki from whichever of the two descriptions below this is. Raises ``NotReadable``."""
        from folkmoot.core.wiki_descriptions import from_description

        return from_description(description)

    @classmethod
    def from_discussiontools(cls, site_json: Mapping[str, Any]) -> SiteConfig:
        """A wiki as DiscussionTools describes it to its own parser (config and data in one object).

        Raises ``NotReadable`` that names what the description lacks, or what cannot be.
        """
        from folkmoot.core.wiki_descriptions import from_discussiontools

        return from_discussiontools(site_json)

    @classmethod
    def from_siteinfo(cls, answer: Mapping[str, Any]) -> SiteConfig:
        """A wiki from its API's ``meta=siteinfo`` (``siprop=general|namespaces|namespacealiases|...``).

        The date format is not part of that answer: it is the language's own. Names of months and days that
        the wiki has set itself are, where it was asked for ``meta=siteinfo|allmessages``. Raises
        ``NotReadable`` that names what the answer lacks, or what cannot be.
        """
        from folkmoot.core.wiki_descriptions import from_siteinfo

        return from_siteinfo(answer)

    def with_languages(self, *codes: str) -> SiteConfig:
        """This site for a page in the first of ``codes``, with signatures of the others read as well.

        What the site itself reads is still read, and its own names of namespaces stay the ones that are
        written, so that a page has one address whoever links to it.
        """
        return _with_languages(self, codes) if codes else self


def _utc_names(known: LanguageFacts) -> dict[str, str]:
    """What stands for UTC in the brackets: the language's own word first, then "UTC" itself."""
    return dict.fromkeys((known.timezone_utc, known.messages["timezone-utc"].strip(), "UTC"), "UTC")


@cache
def _for_language(code: str, timezone: str, name: str) -> SiteConfig:
    known = facts(code)
    family = [known, *(facts(variant) for variant in known.variants)]
    profiles = [DateProfile.of_language(member, timezone=timezone) for member in family]
    return SiteConfig(
        language=known.code,
        direction=known.direction,
        name=name,
        namespaces=_own_names(known, name),
        namespace_ids=_accepted_names([facts("en"), *reversed(family)], name),
        special_contributions=_contributions([*family, facts("en")]),
        profiles=DateProfile.different(profiles),
        link_trail=known.link_trail,
        link_prefix=link_prefix(known.code),
        id_timestamp_switch=moment_on(timezone, ID_TIMESTAMP_SWITCH.replace(tzinfo=None)),
        interwiki=_INTERWIKI,
    )


def _own_names(known: LanguageFacts, site_name: str) -> dict[int, str]:
    own = {number: names[0].replace("$1", site_name) for number, names in known.namespaces.items()}
    return own | {number: names[0] for number, names in module_namespaces(known.code).items()}


def _accepted_names(languages: Iterable[LanguageFacts], site_name: str) -> dict[str, int]:
    """Every name of every namespace; where two languages disagree, the later one decides."""
    accepted: dict[str, int] = {}
    for known in languages:
        for number, (first, others) in known.namespaces.items():
            accepted |= {fold_namespace(one.replace("$1", site_name)): number for one in (*others, first)}
        for number, names in module_namespaces(known.code).items():
            accepted |= {fold_namespace(one): number for one in reversed(names)}
    return accepted | {"project": PROJECT, "project talk": PROJECT_TALK}


def _contributions(languages: Iterable[LanguageFacts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for known in languages for name in known.special_contributions))


def _with_languages(site: SiteConfig, codes: Sequence[str]) -> SiteConfig:
    others = [_for_language(code, site.timezone, site.name) for code in codes]
    first = site if site.language == others[0].language else others[0]
    sites = [first, *others, site]
    return replace(
        site,
        language=first.language,
        direction=first.direction,
        link_trail=first.link_trail,
        link_prefix=first.link_prefix,
        namespace_ids={name: number for one in reversed(sites) for name, number in one.namespace_ids.items()}
        | dict(site.namespace_ids),
        special_contributions=tuple(
            dict.fromkeys(n for one in (site, *sites) for n in one.special_contributions)
        ),
        profiles=DateProfile.different(profile for one in sites for profile in one.profiles),
    )
