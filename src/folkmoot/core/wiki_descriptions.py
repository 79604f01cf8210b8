"""What a wiki says about itself in JSON, made into a ``SiteConfig``.

Two forms are understood: what MediaWiki's API answers to ``meta=siteinfo`` (and ``allmessages``, for a wiki
with words of its own in its dates), and what DiscussionTools tells its own parser. To both may be added by
hand how the wiki wrote its dates in the past. A description may come from anywhere, so every fact is looked
at before it is believed; what is not as it must be is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from folkmoot.core.errors import NotReadable
from folkmoot.core.languages.facts import facts
from folkmoot.core.languages.link_prefixes import link_prefix
from folkmoot.core.languages.timezones import abbreviations, moment_on, zone
from folkmoot.core.site import (
    PROJECT,
    DateProfile,
    SiteConfig,
    fold_namespace,
)

_ASCII_DIGITS = "0123456789"
_LONGEST = 2_000  # characters of one fact; an address or a pattern is far shorter
_MONTHS = ("january february march april may june july august september october november december").split()
_DAYS = "sunday monday tuesday wednesday thursday friday saturday".split()
# MediaWiki's keys of the messages that dates are made of, by the field of a ``DateProfile``. "may" is its own
# abbreviation, so the month has another key.
MESSAGES = {
    "months": ["may_long" if month == "may" else month for month in _MONTHS],
    "months_genitive": [f"{month}-gen" for month in _MONTHS],
    "months_abbreviated": [month[:3] for month in _MONTHS],
    "weekdays": _DAYS,
    "weekdays_abbreviated": [day[:3] for day in _DAYS],
}


@dataclass(frozen=True, slots=True)
class _Part:
    """An object of the description, and its place in it for the words of a refusal."""

    values: Mapping[str, Any]
    place: str = ""

    def wrong(self, key: str, wanted: str) -> NotReadable:
        place = f"{self.place}{key}"[:_LONGEST]
        return NotReadable(f"This does not describe a wiki: {place} should be {wanted}.")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
            raise self.wrong(key, "a short text")
        return value

    def timezone(self, key: str, default: str | None = None) -> str:
        name = self.text(key, default)
        try:
            return zone(name).key
        except (OSError, ValueError, LookupError):
            raise self.wrong(key, "a time zone such as Europe/Berlin") from None

    def part(self, key: str) -> _Part:
        value = self.values.get(key)
        if not isinstance(value, Mapping):
            raise self.wrong(key, "an object")
        return _Part(value, f"{self.place}{key}.")

    def parts(self, key: str) -> list[tuple[str, _Part]]:
        """The objects inside an object or a list, with their keys; none where it is left out."""
        value = self.values.get(key, {})
        if isinstance(value, list):
            value = {str(number): each for number, each in enumerate(value)}
        if not isinstance(value, Mapping):
            raise self.wrong(key, "an object or a list")
        inner = _Part(value, f"{self.place}{key}.")
        return [(name, inner.part(name)) for name in value]

    def list_of_texts(self, key: str) -> list[str]:
        value = self.values.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        numbered = {str(number): each for number, each in enumerate(value)}
        return list(_Part(numbered, f"{self.place}{key}.").texts().values())

    def texts(self) -> dict[str, str]:
        """All values, which must be texts."""
        return {key: self.text(key) for key in self.values}

    def number(self, key: str) -> int:
        return self._as_number(self.values.get(key), key)

    def numbers(self) -> dict[str, int]:
        return {key: self.number(key) for key in self.values}

    def by_number(self) -> Iterator[tuple[int, str]]:
        return ((self._as_number(key, key), key) for key in self.values)

    def _as_number(self, value: object, key: str) -> int:
        digits = value.removeprefix("-") if isinstance(value, str) else ""
        if type(value) is int or (digits.isascii() and digits.isdecimal() and len(digits) < 10):
            return int(value)  # type: ignore[call-overload, no-any-return]
        raise self.wrong(key, "a number")


def from_description(description: object) -> SiteConfig:
    """A wiki from whichever of the two forms this is. Raises ``NotReadable``."""
    own = "wgContentLanguage" in _whole(description).values
    return from_discussiontools(description) if own else from_siteinfo(description)


def from_discussiontools(description: object) -> SiteConfig:
    """A wiki as DiscussionTools describes it. Raises ``NotReadable``."""
    wiki = _whole(description)
    known = facts(wiki.text("wgContentLanguage"))
    names = wiki.part("wgFormattedNamespaces")
    namespaces = {number: names.values[key] for number, key in names.by_number()}
    if not all(isinstance(name, str) for name in namespaces.values()):
        raise wiki.wrong("wgFormattedNamespaces", "texts")
    timezone = wiki.timezone("localTimezone")
    variants = list(wiki.part("dateFormat").values)
    if not variants:
        raise wiki.wrong("dateFormat", "the format of at least one language")
    own = [wiki.text("specialContributionsName")] if wiki.values.get("specialContributionsName") else []
    site = SiteConfig(
        language=wiki.text("wgContentLanguage"),
        direction=known.direction,
        name=namespaces.get(PROJECT, "Folkmoot"),
        namespaces={number: first.replace("$1", "") for number, (first, _) in known.namespaces.items()}
        | namespaces,
        namespace_ids={
            fold_namespace(name): number for name, number in wiki.part("wgNamespaceIds").numbers().items()
        },
        special_contributions=tuple(
            dict.fromkeys((*own, *known.special_contributions, *facts("en").special_contributions))
        ),
        profiles=DateProfile.different(_profile_of(variant, wiki, timezone) for variant in variants),
        article_path=_article_path(wiki, "wgArticlePath"),
        link_trail=known.link_trail,
        link_prefix=link_prefix(known.code),
        reply_list="*" if wiki.values.get("replyIndentation") == "bullet" else ":",
    )
    return _with_past(site, wiki)


def _with_past(site: SiteConfig, wiki: _Part) -> SiteConfig:
    """The site with what a description of either form says of its past: earlier dates, and the newer ids."""
    now = site.profiles[0]
    earlier = [_earlier_profile(part, now) for _, part in wiki.parts("history")]
    switch = _midnight(wiki, "timestampFormatSwitchTime", site.timezone, "2022-07-12")
    profiles = DateProfile.different((*site.profiles, *earlier))
    return replace(site, profiles=profiles, id_timestamp_switch=switch)


def _earlier_profile(part: _Part, now: DateProfile) -> DateProfile:
    timezone = part.timezone("timezone", now.timezone)
    language = part.text("language", now.language)
    own = now if language == now.language else DateProfile.of_language(facts(language), timezone=timezone)
    return replace(
        own,
        date_format=part.text("dateFormat", own.date_format),
        timezone=timezone,
        timezone_names=own.timezone_names if own.timezone == timezone else {},
        since=_midnight(part, "since", timezone) if "since" in part.values else None,
        until=_midnight(part, "until", timezone) if "until" in part.values else None,
    )


def _profile_of(variant: str, wiki: _Part, timezone: str) -> DateProfile:
    messages = wiki.part("contLangMessages").part(variant)
    return DateProfile(
        language=variant,
        date_format=wiki.part("dateFormat").text(variant),
        digits=_digits(wiki, variant),
        timezone=timezone,
        timezone_names=wiki.part("timezones").part(variant).texts(),
        **_named(messages.text),
    )


def _named(message: Callable[[str], str]) -> dict[str, Any]:
    """The fields of a profile that are names, by MediaWiki's keys of their messages."""
    return {names: tuple(map(message, keys)) for names, keys in MESSAGES.items()}


def _digits(wiki: _Part, variant: str) -> str:
    given = wiki.part("digits").values.get(variant) if "digits" in wiki.values else None
    digits = given or list(_ASCII_DIGITS)
    if not isinstance(digits, list) or not all(isinstance(one, str) and len(one) == 1 for one in digits):
        raise wiki.wrong("digits", "lists of digits")
    if len(set(digits)) != len(_ASCII_DIGITS) or len(digits) != len(_ASCII_DIGITS):
        raise wiki.wrong("digits", "lists of ten different digits")
    return "".join(digits)


def _midnight(part: _Part, key: str, timezone: str, default: str | None = None) -> datetime:
    """The beginning of a day by the wiki's own clock."""
    try:
        day = datetime.fromisoformat(part.text(key, default))
        return moment_on(timezone, day.replace(tzinfo=None))
    except (ValueError, OverflowError):
        raise part.wrong(key, "a day such as 2022-07-12") from None


def _article_path(part: _Part, key: str) -> str:
    path = part.text(key, "/wiki/$1")
    if "$1" not in path:
        raise part.wrong(key, "a path with $1 in it")
    return path


def _whole(description: object) -> _Part:
    if not isinstance(description, Mapping):
        raise NotReadable("This does not describe a wiki: it is no object.")
    return _Part(description)


def from_siteinfo(answer: object) -> SiteConfig:
    """A wiki from what its API answers to ``meta=siteinfo``. Raises ``NotReadable``."""
    whole = _whole(answer)
    query = whole.part("query") if "query" in whole.values else whole
    general = query.part("general")
    timezone = general.timezone("timezone", "UTC")
    base = SiteConfig.for_language(
        general.text("lang"), timezone=timezone, name=general.text("sitename", "Folkmoot")
    )
    namespaces, accepted = _namespaces(query)
    elsewhere = [row for _, row in query.parts("interwikimap")]
    site = replace(
        base,
        namespaces={**base.namespaces, **namespaces},
        namespace_ids={**base.namespace_ids, **accepted},
        special_contributions=tuple(dict.fromkeys((*_contributions(query), *base.special_contributions))),
        profiles=(_with_own_words(base.profiles[0], query), *base.profiles[1:]),
        article_path=_article_path(general, "articlepath"),
        server=general.text("server") if general.values.get("server") else "",
        capital_links=general.values.get("case", "first-letter") == "first-letter",
        main_page=general.text("mainpage", base.main_page),
        subpages=_with_subpages(query),
        interwiki={row.text("prefix"): row.text("url") for row in elsewhere},
        local_interwiki=_prefixes_that_are("localinterwiki", elsewhere),
        sister_interwiki=_prefixes_that_are("local", elsewhere),
        language_prefixes=_prefixes_that_are("extralanglink", elsewhere),
    )
    return _with_past(site, whole)


def _namespaces(query: _Part) -> tuple[dict[int, str], dict[str, int]]:
    """The names of a wiki's namespaces and all accepted names, from either version of the API's format."""
    namespaces: dict[int, str] = {}
    accepted: dict[str, int] = {}
    for _, alias in query.parts("namespacealiases"):
        accepted[fold_namespace(_either(alias, "alias"))] = alias.number("id")
    for _, space in query.parts("namespaces"):
        number = space.number("id")
        namespaces[number] = _either(space, "name") if number else ""
        for name in (space.text("canonical") if space.values.get("canonical") else "", namespaces[number]):
            accepted[fold_namespace(name)] = number
    return namespaces, accepted


def _is(part: _Part, key: str) -> bool:
    """Whether something is so; the first version of the API's format says it with an empty text."""
    return part.values.get(key, False) not in (False, None)


def _with_subpages(query: _Part) -> tuple[int, ...] | None:
    """The namespaces whose pages have subpages; None where the answer says so of none."""
    spaces = (space for _, space in query.parts("namespaces"))
    return tuple(space.number("id") for space in spaces if _is(space, "subpages")) or None


def _prefixes_that_are(kind: str, rows: Sequence[_Part]) -> tuple[str, ...]:
    return tuple(row.text("prefix") for row in rows if _is(row, kind))


def _either(part: _Part, key: str) -> str:
    """A text that the first version of the API's format keeps under ``*``."""
    return part.text(key if key in part.values else "*")


def _contributions(query: _Part) -> Sequence[str]:
    for _, page in query.parts("specialpagealiases"):
        if page.values.get("realname") == "Contributions":
            return page.list_of_texts("aliases")
    return ()


def _with_own_words(profile: DateProfile, query: _Part) -> DateProfile:
    """The profile with the names of months and days, and of the time zone, that the wiki has set itself."""
    own = {
        message.text("name"): _either(message, "content")
        for _, message in query.parts("allmessages")
        if "missing" not in message.values
    }
    if not own:
        return profile
    usual = {
        key: name
        for names, keys in MESSAGES.items()
        for key, name in zip(keys, getattr(profile, names), strict=True)
    }
    zones = {short: own.get(f"timezone-{short.lower()}", short) for short in abbreviations(profile.timezone)}
    as_written = {written: short for short, written in zones.items()}
    return replace(
        profile,
        **_named((usual | own).__getitem__),
        timezone_names={**as_written, **profile.timezone_names, **{short: short for short in zones}},
    )
