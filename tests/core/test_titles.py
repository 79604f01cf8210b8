"""Titles: MediaWiki's rules, and addresses that lead back to the title."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import (
    Title,
    anchor_of,
    is_ip,
    is_talk,
    normalise_username,
    page_path,
    parse_title,
    prefixed,
    subject_of,
    talk_of,
    title_from_url,
)

ENGLISH = SiteConfig.for_language("en")
GERMAN = SiteConfig.for_language("de")

# Text with much of what titles are made of and stumble over.
titlelike = st.text(
    st.one_of(st.sampled_from(":/#&;%~._ |[]{}<>\u200e\u00a0İiaAzé10"), st.characters()), max_size=40
)
names_of_pages = st.one_of(
    titlelike,
    st.tuples(
        st.sampled_from(["User", "Talk", "benutzer", "w", "Special", ":", "Project talk"]), titlelike
    ).map(":".join),
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("year one Update", Title(0, "Year one Update")),
        ("talk:year_one", Title(1, "Year one")),
        ("USER_TALK: ada  lovelace", Title(3, "Ada lovelace")),
        (":Talk:X", Title(1, "X")),
        ("A: b", Title(0, "A: b")),
        ("Page#The_part one", Title(0, "Page", fragment="The part one")),
        ("Caf&eacute;", Title(0, "Café")),
        ("Cafe\u0301", Title(0, "Café")),
        ("\u200eUser:\u200eAda", Title(2, "Ada")),
        ("AT&T", Title(0, "AT&T")),
        ("A&copyB", Title(0, "A&copyB")),
        ("100% sure", Title(0, "100% sure")),
        ("...and more", Title(0, "...and more")),
        ("User:2001:db8::1", Title(2, "2001:DB8::1")),
        ("w:ada", Title(0, "ada", interwiki="w")),
        ("W: Talk:ada", Title(0, "Talk:ada", interwiki="w")),
        ("w:", Title(0, "", interwiki="w")),
        ("ß", Title(0, "ß")),
        ("ა", Title(0, "ა")),
        ("Special:Contributions/ada", Title(-1, "Contributions/ada")),
        ("Talk:Foo:bar", Title(1, "Foo:bar")),
    ],
)
def test_titles_are_taken_apart(written: str, expected: Title) -> None:
    assert parse_title(written, ENGLISH) == expected


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "empty"),
        ("  _ ", "empty"),
        (":", "empty"),
        ("User:", "empty"),
        ("#only a part", "empty"),
        ("A[b", "characters"),
        ("A|b", "characters"),
        ("A{{b}}", "characters"),
        ("A<b>", "characters"),
        ("A\x07b", "characters"),
        ("A\nb", "characters"),
        ("A%41", "characters"),
        ("A&amp;eacute;b", "characters"),
        ("A\ufffd", "utf8"),
        ("A&#xfffd;", "utf8"),
        ("\ud800b", "utf8"),
        (".", "relative"),
        ("..", "relative"),
        ("./a", "relative"),
        ("a/../b", "relative"),
        ("a/.", "relative"),
        ("a~~~b", "magic-tilde"),
        ("::a", "leading-colon"),
        ("User: :a", "leading-colon"),
        ("Talk:User:x", "talk-namespace"),
        ("Talk:w:x", "talk-namespace"),
        ("é" * 128, "too-long"),
    ],
)
def test_what_mediawiki_refuses_is_refused_with_its_reason(written: str, reason: str) -> None:
    with pytest.raises(BadTitle) as refused:
        parse_title(written, ENGLISH)
    assert refused.value.details["reason"] == f"title-invalid-{reason}"
    assert refused.value.message.endswith((".", "instead."))


def test_a_title_may_have_255_bytes_and_a_special_page_more() -> None:
    assert parse_title("User:" + "a" * 255, ENGLISH).text == "A" + "a" * 254
    assert parse_title("Special:" + "a" * 512, ENGLISH).namespace == -1


def test_first_letters_follow_the_language() -> None:
    assert parse_title("istanbul", SiteConfig.for_language("tr")).text == "İstanbul"
    assert parse_title("istanbul", ENGLISH).text == "Istanbul"


def test_a_wiki_may_keep_first_letters_as_they_are_but_not_those_of_users() -> None:
    site = replace(ENGLISH, capital_links=False)
    assert parse_title("ada", site).text == "ada"
    assert parse_title("user:ada", site).text == "Ada"


def test_a_default_namespace_gives_way_to_any_that_is_written() -> None:
    assert parse_title("Box", ENGLISH, default_namespace=10) == Title(10, "Box")
    assert parse_title("User:Box", ENGLISH, default_namespace=10) == Title(2, "Box")
    assert parse_title(":Box", ENGLISH, default_namespace=10) == Title(0, "Box")


def test_titles_are_written_with_the_names_of_the_site() -> None:
    assert prefixed(parse_title("User talk:Ada#x", GERMAN), GERMAN) == "Benutzer Diskussion:Ada"
    assert prefixed(parse_title("w:Ada", GERMAN), GERMAN) == "w:Ada"
    assert prefixed(Title(0, "Ada"), GERMAN) == "Ada"


def test_every_page_has_its_talk_page_and_back() -> None:
    page = parse_title("User:Ada/Notes", ENGLISH)
    talk = talk_of(page)
    assert is_talk(talk)
    assert not is_talk(page)
    assert prefixed(talk, ENGLISH) == "User talk:Ada/Notes"
    assert talk_of(talk) == talk
    assert subject_of(talk) == page
    assert subject_of(page) == page


@pytest.mark.parametrize("written", ["Special:Import", "Media:X.png", "w:Ada"])
def test_some_pages_have_no_talk_page(written: str) -> None:
    with pytest.raises(BadTitle):
        talk_of(parse_title(written, ENGLISH))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("User talk:Ada", "/wiki/User_talk:Ada"),
        ("A+B?", "/wiki/A%2BB%3F"),
        ("Élan/(x), *y*!", "/wiki/%C3%89lan/(x),_*y*!"),
        ("a~b@c$d;e", "/wiki/A~b@c$d;e"),
        ("w:Ada Lovelace", "https://en.wikipedia.org/wiki/Ada_Lovelace"),
    ],
)
def test_addresses_are_encoded_as_mediawiki_does(written: str, path: str) -> None:
    assert page_path(parse_title(written, ENGLISH), ENGLISH) == path


def test_anchors_keep_everything_but_white_space() -> None:
    assert anchor_of("  Good   progress? ") == "Good_progress?"
    assert anchor_of("Café & _ “x”") == "Café_&_“x”"


@needs_shared
def test_titles_are_found_in_addresses_as_discussiontools_finds_them() -> None:
    assert SHARED is not None
    for case in json.loads((SHARED / "conversations/unit/title-from-url.json").read_text("utf-8")):
        site = replace(ENGLISH, article_path=case["articlePath"])
        found = title_from_url(case["url"], site)
        assert (found and prefixed(found, site)) == case["expected"], case


@pytest.mark.parametrize(
    "href", ["", "#x", "http://[", "/wiki/", "/wiki/A%5Bb", "mailto:a@b.c", "?title=", "./", "//x"]
)
def test_addresses_that_lead_to_no_page_are_none(href: str) -> None:
    assert title_from_url(href, ENGLISH) is None


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "255.255.255.255", "2001:DB8::1", "::1", "1:2:3:4:5:6:7:8", "2001:db8::/32"]
)
def test_addresses_of_the_internet_are_known(name: str) -> None:
    assert is_ip(name)


@pytest.mark.parametrize(
    "name", ["Ada", "127.0.0", "256.0.0.1", "1:2", "::", ":::", "1::2::3", "12:30:45", "1.2.3.4.5"]
)
def test_other_names_are_no_addresses(name: str) -> None:
    assert not is_ip(name) or name == "::"


def test_names_of_users_have_one_form() -> None:
    assert normalise_username("ada_lovelace ", ENGLISH) == "Ada lovelace"
    assert normalise_username("2001:db8::1", GERMAN) == "2001:DB8::1"
    for nobody in ("", "a/b", "a#b", "a[b", "x" * 300, "~~~~"):
        assert normalise_username(nobody, ENGLISH) is None


def parsed(written: str, site: SiteConfig) -> Title | None:
    try:
        return parse_title(written, site)
    except BadTitle:
        return None


@given(names_of_pages)
def test_a_title_is_refused_or_stays_what_it_is_when_read_again(written: str) -> None:
    for site in (ENGLISH, GERMAN):
        title = parsed(written, site)
        if title:
            assert parse_title(prefixed(title, site), site) == replace(title, fragment="")


@given(names_of_pages)
def test_the_address_of_a_page_leads_back_to_it(written: str) -> None:
    title = parsed(written.partition("#")[0], ENGLISH)
    if title and not title.interwiki:
        path = page_path(title, ENGLISH)
        assert path.isascii()
        assert title_from_url(path, ENGLISH) == title
        assert title_from_url(f"https://wiki.example{path}?action=history#c", ENGLISH) == title


@given(st.text(max_size=60))
def test_any_text_may_be_asked_whether_it_is_an_address(text: str) -> None:
    title_from_url(text, ENGLISH)
    is_ip(text)
    anchor_of(text)


PLAIN_PIECES = [
    "a",
    "B1",
    " ",
    ".",
    "..",
    "/",
    "(",
    ")",
    "!",
    "'",
    ":",
    "User",
    "talk",
    "_",
    "~",
    "é",
    "1.2",
    "i",
]


@given(st.lists(st.sampled_from(PLAIN_PIECES), max_size=8).map("".join), st.sampled_from([0, 10, 3]))
def test_plain_titles_are_read_as_all_others(text: str, namespace: int) -> None:
    """A mark of direction makes no difference to a title, but to the way it is read."""
    for site in (ENGLISH, SiteConfig.for_language("tr")):
        assert _outcome(text, site, namespace) == _outcome(f"{text}\u200e", site, namespace)


def _outcome(text: str, site: SiteConfig, namespace: int) -> object:
    try:
        return parse_title(text, site, default_namespace=namespace)
    except BadTitle as refusal:
        return str(refusal)
