"""Descriptions of wikis: made from a language, from DiscussionTools, from MediaWiki's API."""

from __future__ import annotations

import copy
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Form, Reading, read
from folkmoot.core.errors import BadTitle, NotReadable
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.signatures import BadSignature, write_signature
from folkmoot.core.languages.timestamps import format_timestamp, timestamp_reader
from folkmoot.core.site import SiteConfig, fold_namespace
from folkmoot.core.titles import page_path, parse_title
from folkmoot.core.wiki_descriptions import MESSAGES

READINGS: tuple[Reading, ...] = get_args(Reading)

ENGLISH_NAMES = {"User": 2, "User talk": 3, "Talk": 1, "Special": -1, "Template": 10, "Project talk": 5}


@pytest.mark.parametrize("code", known_languages())
def test_every_language_accepts_its_own_names_and_the_english_ones(code: str) -> None:
    site = SiteConfig.for_language(code)
    for number, name in site.namespaces.items():
        assert site.namespace_id(name) == number
    for name, number in ENGLISH_NAMES.items():
        assert site.namespace_id(name) == number


def test_the_project_namespace_is_called_as_the_site() -> None:
    site = SiteConfig.for_language("de", name="Dorfwiki")
    assert site.namespaces[4] == "Dorfwiki"
    assert site.namespaces[5] == "Dorfwiki Diskussion"
    assert site.namespace_id("dorfwiki_diskussion") == site.namespace_id("Project talk") == 5


def test_names_of_women_and_men_are_one_namespace() -> None:
    assert SiteConfig.for_language("de").namespace_id("Benutzerin Diskussion") == 3
    assert SiteConfig.for_language("ar").namespace_id("مستخدمة") == 2


def test_case_and_underscores_do_not_matter_in_names() -> None:
    assert fold_namespace(" User_Talk ") == fold_namespace("USER  talk") == "user talk"


def test_a_site_is_a_value() -> None:
    site = SiteConfig.for_language("fr", timezone="Europe/Paris")
    same = replace(site)
    assert same == site
    assert hash(same) == hash(site)
    assert same.fingerprint() == site.fingerprint()
    assert pickle.loads(pickle.dumps(site)) == site


def test_a_site_can_go_to_another_process() -> None:
    program = (
        "import pickle, sys; from folkmoot.core.site import SiteConfig\n"
        "site = pickle.loads(sys.stdin.buffer.read())\n"
        "print(site in {SiteConfig.for_language('fr', timezone='Europe/Paris')}, site.fingerprint())"
    )
    site = SiteConfig.for_language("fr", timezone="Europe/Paris")
    known = hash(site), site.fingerprint()
    answer = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(site), capture_output=True, check=True
    )
    assert answer.stdout.decode().split() == ["True", known[1]]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Other"},
        {"article_path": "/$1"},
        {"link_trail": ""},
        {"interwiki": {"x": "https://x.example/$1"}},
    ],
)
def test_whatever_changes_a_site_changes_its_fingerprint(change: dict[str, Any]) -> None:
    site = SiteConfig.for_language()
    assert replace(site, **change).fingerprint() != site.fingerprint()


def test_a_site_of_several_languages_reads_all_of_them_and_writes_the_first() -> None:
    site = SiteConfig.for_language("en").with_languages("ar", "he", "ckb")
    assert (site.language, site.direction) == ("ar", "rtl")
    assert [profile.language for profile in site.profiles] == ["ar", "he", "ckb", "en"]
    reader = timestamp_reader(site)
    for text in (
        "١٢:٠٠، ٥ فبراير ٢٠٢٣ (ت ع م)",
        "12:00, 5 בפברואר 2023 (UTC)",
        "12:00, 5 February 2023 (UTC)",
    ):
        found = reader.search(text)
        assert found is not None
        assert found.timestamp == datetime(2023, 2, 5, 12, tzinfo=UTC)
    for name in ("مستخدم", "משתמש", "User"):
        assert site.namespace_id(name) == 2


def test_a_page_in_another_language_keeps_the_addresses_of_the_site() -> None:
    site = SiteConfig.for_language("en")
    assert site.with_languages("ar").namespaces == site.namespaces
    assert site.with_languages() is site


def test_scripts_of_one_language_are_all_read() -> None:
    languages = [profile.language for profile in SiteConfig.for_language("sr").profiles]
    assert languages[0] == "sr"
    assert "sr-el" in languages


def test_the_day_that_ids_changed_begins_at_midnight_of_the_wiki() -> None:
    assert SiteConfig.for_language().id_timestamp_switch == datetime(2022, 7, 12, tzinfo=UTC)
    paris = SiteConfig.for_language(timezone="Europe/Paris")
    assert paris.id_timestamp_switch == datetime(2022, 7, 11, 22, tzinfo=UTC)


@needs_shared
def test_discussiontools_descriptions_are_understood_whole() -> None:
    assert SHARED is not None
    descriptions = sorted((SHARED / "conversations").glob("*/*/site.json"))
    assert descriptions
    for path in descriptions:
        given = json.loads(path.read_text("utf-8"))
        site = SiteConfig.from_discussiontools(given)
        assert site == SiteConfig.from_description(given)
        assert site.language == given["wgContentLanguage"]
        assert site.timezone == given["localTimezone"]
        assert site.special_contributions[0] == given["specialContributionsName"]
        assert {profile.date_format for profile in site.profiles} == set(given["dateFormat"].values())
        for name, number in given["wgNamespaceIds"].items():
            assert site.namespace_id(name) == number


# As a wiki's API answers, short of what is not looked at.
SITEINFO: dict[str, Any] = {
    "batchcomplete": True,
    "query": {
        "general": {
            "mainpage": "Hauptseite",
            "base": "https://dorf.example/w/Hauptseite",
            "sitename": "Dorfwiki",
            "generator": "MediaWiki 1.43.0",
            "linktrail": "/^([äöüßa-z]+)(.*)$/sDu",
            "case": "case-sensitive",
            "lang": "de",
            "fallback": [],
            "rtl": False,
            "timezone": "Europe/Berlin",
            "timeoffset": 120,
            "articlepath": "/w/$1",
            "server": "https://dorf.example",
        },
        "namespaces": {
            "-2": {"id": -2, "case": "first-letter", "name": "Medium", "canonical": "Media"},
            "-1": {"id": -1, "case": "first-letter", "name": "Spezial", "canonical": "Special"},
            "0": {"id": 0, "case": "case-sensitive", "name": "", "content": True},
            "1": {"id": 1, "case": "case-sensitive", "name": "Diskussion", "canonical": "Talk"},
            "2": {"id": 2, "case": "first-letter", "name": "Benutzer", "canonical": "User"},
            "3": {"id": 3, "case": "first-letter", "name": "Plausch", "canonical": "User talk"},
            "100": {"id": 100, "case": "case-sensitive", "name": "Weiher"},
        },
        "namespacealiases": [{"id": 2, "alias": "Mensch"}],
        "specialpagealiases": [
            {"realname": "Watchlist", "aliases": ["Beobachtungsliste"]},
            {"realname": "Contributions", "aliases": ["Taten", "Beiträge"]},
        ],
        "interwikimap": [{"prefix": "nachbar", "url": "https://nachbar.example/wiki/$1"}],
    },
}


def _older_form(answer: Any) -> Any:
    """The same answer in the first version of the API's format."""
    text = json.dumps(answer).replace('"name"', '"*"').replace('"alias"', '"*"').replace('"content"', '"*"')
    return json.loads(text)


@pytest.mark.parametrize("answer", [SITEINFO, _older_form(SITEINFO), SITEINFO["query"]])
def test_a_wiki_is_understood_from_its_api(answer: Any) -> None:
    site = SiteConfig.from_siteinfo(answer)
    assert site == SiteConfig.from_description(answer)
    assert (site.language, site.name, site.timezone) == ("de", "Dorfwiki", "Europe/Berlin")
    assert site.namespaces[3] == "Plausch"
    assert site.namespace_id("mensch") == site.namespace_id("user") == 2
    assert site.special_contributions[0] == "Taten"
    assert site.article_path == "/w/$1"
    assert not site.capital_links
    assert site.interwiki == {"nachbar": "https://nachbar.example/wiki/$1"}
    assert site.namespaces[100] == "Weiher"
    assert site.namespaces[10] == "Vorlage", "what the answer leaves out is the language's"


@pytest.mark.parametrize("yes", [True, ""])  # in the second and in the first version of the API's format
def test_what_prefixes_lead_to_is_understood(yes: Any) -> None:
    rows = [
        {"prefix": "dorf", "url": "https://dorf.example/w/$1", "local": yes, "localinterwiki": yes},
        {"prefix": "alle", "url": "https://alle.example/$1", "extralanglink": yes},
        {"prefix": "fern", "url": "https://fern.example/$1", "local": False},
    ]
    spaces = {"1": {"id": 1, "name": "Talk", "subpages": yes}, "6": {"id": 6, "name": "File"}}
    given = {**SITEINFO["query"], "interwikimap": rows, "namespaces": spaces}
    site = SiteConfig.from_siteinfo(given)
    assert (site.local_interwiki, site.sister_interwiki, site.language_prefixes) == (
        ("dorf",),
        ("dorf",),
        ("alle",),
    )
    assert (site.main_page, site.has_subpages(1), site.has_subpages(2)) == ("Hauptseite", True, False)
    assert SiteConfig.from_siteinfo(SITEINFO).subpages is None


OWN_WORDS = [
    {"name": "feb", "normalizedname": "feb", "content": "Hornung"},
    {"name": "timezone-cet", "normalizedname": "timezone-cet", "content": "MEZ"},
    {"name": "february-gen", "normalizedname": "february-gen", "missing": True},
]


@pytest.mark.parametrize("older", [False, True])
def test_words_that_a_wiki_has_set_itself_are_in_its_dates(older: bool) -> None:
    own = [
        {("*" if older and key == "content" else key): value for key, value in row.items()}
        for row in OWN_WORDS
    ]
    site = SiteConfig.from_siteinfo({"query": {**SITEINFO["query"], "allmessages": own}})
    noon = datetime(2023, 2, 5, 12, tzinfo=UTC)
    written = format_timestamp(noon, site)
    assert written == "13:00, 5. Hornung 2023 (MEZ)"
    for text in (written, "13:00, 5. Hornung 2023 (CET)"):
        found = timestamp_reader(site).search(text)
        assert found is not None
        assert found.timestamp == noon
    assert format_timestamp(noon.replace(month=3), site) == "13:00, 5. Mär. 2023 (MEZ)"


def test_a_description_may_say_how_a_wiki_wrote_its_dates_in_the_past() -> None:
    history = [
        {"until": "2008-09-01", "timezone": "America/Denver"},
        {"since": "2001-01-15", "until": "2003-01-01", "dateFormat": "j. M Y", "language": "de"},
    ]
    for description in (DISCUSSIONTOOLS, {"query": {"general": {"lang": "en"}}}):
        site = SiteConfig.from_description({**description, "history": history})
        reader = timestamp_reader(site)
        for text, moment in (
            ("17:59, 7 February 2007 (MST)", datetime(2007, 2, 8, 0, 59, tzinfo=UTC)),
            ("17:59, 7 February 2007 (UTC)", datetime(2007, 2, 7, 17, 59, tzinfo=UTC)),
            ("5. Mär. 2002 (UTC)", datetime(2002, 3, 5, tzinfo=UTC)),
        ):
            found = reader.search(text)
            assert found is not None, text
            assert found.timestamp == moment
        assert reader.search("5. Mär. 2023 (UTC)") is None
        assert format_timestamp(datetime(2023, 2, 5, 12, tzinfo=UTC), site) == "12:00, 5 February 2023 (UTC)"


@pytest.mark.parametrize(
    ("past", "named"),
    [
        ({"until": "once"}, "history.0.until"),
        ({"timezone": "Mars"}, "history.0.timezone"),
        ({"dateFormat": 5}, "history.0.dateFormat"),
        ("MDT", "history.0"),
    ],
)
def test_a_past_that_cannot_be_is_refused(past: Any, named: str) -> None:
    with pytest.raises(NotReadable, match=re.escape(named)):
        SiteConfig.from_description({"general": {"lang": "en"}, "history": [past]})


def test_the_shortest_answer_that_describes_a_wiki_is_its_language() -> None:
    site = SiteConfig.from_siteinfo({"general": {"lang": "fr"}})
    assert replace(site, interwiki={}) == replace(SiteConfig.for_language("fr"), interwiki={})


DISCUSSIONTOOLS: dict[str, Any] = {
    "wgContentLanguage": "en",
    "wgArticlePath": "/wiki/$1",
    "wgNamespaceIds": {"": 0, "talk": 1, "user": 2, "user_talk": 3, "special": -1},
    "wgFormattedNamespaces": {"0": "", "1": "Talk", "2": "User", "3": "User talk", "-1": "Special"},
    "specialContributionsName": "Contributions",
    "localTimezone": "UTC",
    "timezones": {"en": {"UTC": "UTC"}},
    "dateFormat": {"en": "H:i, j F Y"},
    "digits": {"en": list("0123456789")},
    "timestampFormatSwitchTime": "2022-07-12",
    "contLangMessages": {
        "en": {
            key: key.removesuffix("-gen").removesuffix("_long").capitalize()
            for keys in MESSAGES.values()
            for key in keys
        }
    },
}


def test_discussiontools_description_of_an_english_wiki_is_that_wiki() -> None:
    site = SiteConfig.from_discussiontools(DISCUSSIONTOOLS)
    english = SiteConfig.for_language("en")
    assert site.profiles == (replace(english.profiles[0], other_zones={}, timezone_names={"UTC": "UTC"}),)
    assert site.namespace_id("user talk") == 3
    assert site.namespaces[10] == "Template", "what the description leaves out is the language's"


PAST = [{"since": "2001-01-15", "until": "2008-09-01", "timezone": "America/Denver", "language": "de"}]

# Whatever stands in such a file, it describes a wiki that can be worked with, or it is refused.

nonsense = st.sampled_from([
    None, 0, -1, 10**30, 1.5, float("inf"), True, "", " ", "x", "$1", "(", "\0", "\ud800", "../etc",
    "9" * 5000, [], [None], ["a"] * 10, {}, {"": ""}, {"x": None}, {"name": [], "id": "1"},
    "٠١٢٣٤٥٦٧٨٩", "xkYxnxg\\\"",
])  # fmt: skip


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything inside a JSON value."""
    yield way
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*way, key))


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """A description of a wiki with one to three facts left out or replaced by nonsense."""
    description = copy.deepcopy(
        draw(st.sampled_from([SITEINFO, DISCUSSIONTOOLS, {**SITEINFO, "history": PAST}]))
    )
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([way for way in places(description) if way]))
        part = description
        for key in way:
            part = part[key]
        if draw(st.booleans()):
            part[last] = copy.deepcopy(draw(nonsense))
        else:
            part.pop(last, None) if isinstance(part, dict) else part.pop(last)
    return description


PAGES: dict[Form, str] = {
    "wikitext": "== T ==\nx [[User:Ada|Ada]] [[nachbar:x]] 12:00, 5 February 2023 (UTC)\n",
    "html": '<p>x <a href="/w/User:A">A</a> <a href="?title=User:A">A</a> 12:00, 5 February 2023 (UTC)</p>',
    "text": "T\nx Ada (talk) 12:00, 5 February 2023 (UTC)\n",
}


@given(spoiled())
def test_any_description_is_a_wiki_that_can_be_worked_with_or_refused(description: Any) -> None:
    try:
        site = SiteConfig.from_description(description)
    except NotReadable:
        return
    assert hash(site) == hash(replace(site))
    assert len(site.fingerprint()) == 16
    for form, text in PAGES.items():
        for reading in READINGS:
            read(text, form=form, site=site, reading=reading)
    with suppress(BadSignature):
        write_signature("Ada", site, now=datetime(2023, 2, 5, 12, tzinfo=UTC))
    with suppress(BadTitle):
        page_path(parse_title("User:Ada", site), site)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        [],
        None,
        "site",
        {"general": {}},
        {"query": None},
        {"general": {"lang": "de", "timezone": "Moon/Sea"}},
        {"general": {"lang": "de", "articlepath": "/wiki/"}},
        {"general": {"lang": ["de"]}},
        {"general": {"lang": "de"}, "namespaces": {"x": {"id": "x", "name": "X"}}},
    ],
)
def test_what_describes_no_wiki_is_refused(broken: Any) -> None:
    with pytest.raises(NotReadable):
        SiteConfig.from_siteinfo(broken)
    with pytest.raises(NotReadable):
        SiteConfig.from_discussiontools(broken)
    with pytest.raises(NotReadable):
        SiteConfig.from_description(broken)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("digits", {"en": ["1"]}),
        ("digits", {"en": 7}),
        ("dateFormat", {"en": None}),
        ("dateFormat", {}),
        ("localTimezone", "../etc"),
        ("localTimezone", "Europe"),
        ("localTimezone", None),
        ("timezones", {"en": {"UTC": 1}}),
        ("contLangMessages", {"en": {}}),
        ("wgNamespaceIds", ["user"]),
        ("wgFormattedNamespaces", {"x": "y"}),
        ("timestampFormatSwitchTime", "soon"),
        ("wgArticlePath", 5),
        ("specialContributionsName", 5),
    ],
)
def test_a_description_with_one_wrong_fact_is_refused_by_its_name(key: str, value: Any) -> None:
    with pytest.raises(NotReadable, match=key):
        SiteConfig.from_discussiontools(DISCUSSIONTOOLS | {key: value})


def test_a_variant_without_its_words_is_refused() -> None:
    with pytest.raises(NotReadable, match=r"contLangMessages\.xx should be an object"):
        SiteConfig.from_discussiontools(DISCUSSIONTOOLS | {"dateFormat": {"xx": "H:i"}})
