"""Descriptions of wikis: made from a language, from DiscussionTools, from MediaWiki's API."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.errors import NotReadable
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig, fold_namespace

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


SITEINFO = {
    "query": {
        "general": {
            "lang": "de",
            "timezone": "Europe/Berlin",
            "sitename": "Dorfwiki",
            "articlepath": "/w/$1",
            "server": "https://dorf.example",
            "case": "case-sensitive",
        },
        "namespaces": {
            "0": {"id": 0, "name": ""},
            "2": {"id": 2, "name": "Benutzer", "canonical": "User"},
            "3": {"id": 3, "name": "Plausch", "canonical": "User talk"},
        },
        "namespacealiases": [{"id": 2, "alias": "Mensch"}],
        "specialpagealiases": [{"realname": "Contributions", "aliases": ["Taten", "Beiträge"]}],
        "interwikimap": [{"prefix": "nachbar", "url": "https://nachbar.example/wiki/$1"}],
    }
}


def _older_form(answer: Any) -> Any:
    """The same answer in the first version of the API's format."""
    text = json.dumps(answer).replace('"name"', '"*"').replace('"alias"', '"*"')
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
    ],
)
def test_what_describes_no_wiki_is_refused(broken: Any) -> None:
    with pytest.raises(NotReadable):
        SiteConfig.from_siteinfo(broken)
    with pytest.raises(NotReadable):
        SiteConfig.from_discussiontools(broken)
    with pytest.raises(NotReadable):
        SiteConfig.from_description(broken)


@needs_shared
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("digits", {"en": ["1"]}),
        ("digits", {"en": 7}),
        ("dateFormat", {"en": None}),
        ("dateFormat", {"xx": "H:i"}),
        ("dateFormat", {}),
        ("localTimezone", "../etc"),
        ("localTimezone", "Europe"),
        ("localTimezone", None),
        ("timezones", {"en": {"UTC": 1}}),
        ("contLangMessages", {"en": {}}),
        ("wgNamespaceIds", ["user"]),
        ("wgFormattedNamespaces", {"x": "y"}),
        ("timestampFormatSwitchTime", "soon"),
    ],
)
def test_a_description_with_one_wrong_fact_is_refused(key: str, value: Any) -> None:
    assert SHARED is not None
    path = next((SHARED / "conversations/threads").glob("en-*/site.json"))
    with pytest.raises(NotReadable):
        SiteConfig.from_discussiontools(json.loads(path.read_text("utf-8")) | {key: value})
