"""Signatures: written so that every reader knows who signed, and never letting in more than a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.errors import Refusal
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.signatures import (
    BadSignature,
    LinkedUser,
    clean_signature,
    user_of_link,
    write_name,
    write_signature,
)
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import normalise_username

ENGLISH = SiteConfig.for_language("en")
GERMAN = SiteConfig.for_language("de")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)

usernames = st.text(max_size=25).filter(lambda name: normalise_username(name, ENGLISH) is not None)


def links(wikitext: str, site: SiteConfig) -> list[LinkedUser | None]:
    """The users that the links of a text name, read in the plainest way."""
    return [
        user_of_link(part.partition("]]")[0].partition("|")[0], site) for part in wikitext.split("[[")[1:]
    ]


def test_a_signature_says_who_and_when() -> None:
    assert (
        write_signature("Ada", ENGLISH, now=NOON)
        == "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)"
    )
    assert (
        write_signature("Ada", GERMAN, now=NOON)
        == "[[Benutzer:Ada|Ada]] ([[Benutzer Diskussion:Ada|Diskussion]]) 12:00, 5. Feb. 2023 (UTC)"
    )


def test_somebody_without_an_account_signs_with_their_contributions() -> None:
    assert (
        write_signature("2001:db8::1", ENGLISH, now=NOON)
        == "[[Special:Contributions/2001:DB8::1|2001:DB8::1]] 12:00, 5 February 2023 (UTC)"
    )
    assert "[[Spezial:Beiträge/127.0.0.1|127.0.0.1]]" in write_signature("127.0.0.1", GERMAN, now=NOON)


def test_a_page_in_another_language_is_signed_in_it_with_the_sites_own_links() -> None:
    site = ENGLISH.with_languages("ar")
    assert (
        write_signature("Ada", site, now=NOON)
        == "[[User:Ada|Ada]] ([[User talk:Ada|نقاش]]) ١٢:٠٠، ٥ فبراير ٢٠٢٣ (ت ع م)"
    )


@pytest.mark.parametrize("code", known_languages())
@pytest.mark.parametrize("user", ["Ada Lovelace", "127.0.0.1"])
def test_in_every_language_the_signature_gives_back_user_and_minute(code: str, user: str) -> None:
    site = SiteConfig.for_language(code)
    signature = write_signature(user, site, now=NOON)
    named = links(signature, site)
    assert named
    assert {one.name for one in named if one} == {user}
    assert None not in named
    found = timestamp_reader(site).search(signature)
    assert found is not None
    assert (found.timestamp, found.end) == (NOON, len(signature))
    assert "\n" not in signature


@given(usernames)
def test_whoever_signs_is_read_back(user: str) -> None:
    for site in (ENGLISH, GERMAN):
        assert {one and one.name for one in links(write_name(user, site), site)} == {
            normalise_username(user, site)
        }


@given(st.text(max_size=60))
def test_a_nickname_is_only_a_name(nickname: str) -> None:
    name = write_name("Ada", ENGLISH, nickname=nickname)
    assert {one and one.name for one in links(name, ENGLISH)} == {"Ada"}
    assert "\n" not in name
    for markup in ("{{", "}}", "~~~", "<", "\x00", "'''"):
        assert markup not in name


def test_a_nickname_is_shown_as_it_is() -> None:
    assert (
        write_name("Ada", ENGLISH, nickname="Ada & Co.")
        == "[[User:Ada|Ada &#38; Co.]] ([[User talk:Ada|talk]])"
    )
    assert write_name("Ada", ENGLISH, nickname="O'Hara") == "[[User:Ada|O'Hara]] ([[User talk:Ada|talk]])"
    assert write_name("Ada", ENGLISH, nickname="A|[b]") == (
        "[[User:Ada|A&#124;&#91;b&#93;]] ([[User talk:Ada|talk]])"
    )
    assert write_name("Ada", ENGLISH, nickname="  ") == write_name("Ada", ENGLISH)


@pytest.mark.parametrize("nobody", ["", "a]]b", "a/b", "{{x}}", "a\nb"])
def test_nobody_signs_with_a_name_that_nobody_can_have(nobody: str) -> None:
    with pytest.raises(BadSignature):
        write_signature(nobody, ENGLISH, now=NOON)


GOOD_SIGNATURES = [
    "[[User:Ada|Ada]]",
    "[[User talk:Ada|<span style='color:green'>'''A'''''d''a</span>]]",
    "— [[Benutzer:ada#top|a]] <small>([[Benutzer_Diskussion:Ada|?]])</small>",
    "<b>x</b> [[:User:Ada]]",
    "[[Special:Contributions/Ada|Ada]]",
]


@pytest.mark.parametrize("wikitext", GOOD_SIGNATURES)
def test_a_custom_signature_stays_as_it_is(wikitext: str) -> None:
    assert clean_signature(wikitext, "Ada", GERMAN) == wikitext
    assert write_name("Ada", GERMAN, nickname=wikitext) == wikitext


@pytest.mark.parametrize(
    ("wikitext", "complaint"),
    [
        ("Ada", "must link"),
        ("[[User:Bob|Ada]]", "must link"),
        ("[[User:Ada/x|Ada]]", "must link"),
        ("[[User:Ada|Ada]] {{sig}}", "templates"),
        ("[[User:Ada|Ada]] {{sig", "templates"),
        ("[[User:Ada|Ada]] ~~~~", "put there for you"),
        ("[[User:Ada|Ada]] <!-- x", "hidden"),
        ("[[User:Ada|Ada]] <b>x", "not closed"),
        ("[[User:Ada|Ada]] x</b>", "closes nothing"),
        ("[[User:Ada|Ada]] <b><i>x</b></i>", "closes nothing"),
        ("[[User:Ada|Ada]] <div>x</div>", "cannot contain <div>"),
        ("[[User:Ada|Ada]] <script>x</script>", "cannot contain <script>"),
        ("[[User:Ada|Ada]] <nowiki>x</nowiki>", "cannot contain <nowiki>"),
        ("[[User:Ada|Ada]] <b", "outside a tag"),
        ("[[User:Ada|Ada]] [[x", "not closed"),
        ("[[User:Ada|Ada]] '''x", "not closed"),
        ("[[User:Ada|Ada]] ''x", "not closed"),
        ("[[User:Ada|" + "a" * 250 + "]]", "too long"),
        ("[[User:Ada|Ada]] [[User talk:Bob|B]]", "nobody but you"),
        ("[[User:Ada|Ada]] 12:00, 5 February 2023 (UTC)", "date"),
    ],
)
def test_a_signature_that_would_not_do_is_refused_with_the_reason(wikitext: str, complaint: str) -> None:
    with pytest.raises(BadSignature, match=complaint) as refused:
        clean_signature(wikitext, "Ada", ENGLISH)
    assert isinstance(refused.value, Refusal)
    assert refused.value.code == "invalid-signature"


def test_a_signature_that_would_not_do_gives_way_to_the_plain_one() -> None:
    assert write_name("Ada", ENGLISH, nickname="[[User:Bob|Bob]]") == write_name("Ada", ENGLISH)


def test_a_signature_is_put_on_one_line() -> None:
    assert clean_signature("[[User:Ada|Ada]]\n== x ==", "Ada", ENGLISH) == "[[User:Ada|Ada]] == x =="


def cleaned(wikitext: str) -> str | None:
    try:
        return clean_signature(wikitext, "Ada", ENGLISH)
    except BadSignature:
        return None


@given(st.text(alphabet=st.sampled_from("[]|{}<>/'~!-b User:Ada\n"), max_size=60))
def test_a_custom_signature_is_refused_or_harmless(wikitext: str) -> None:
    clean = cleaned(f"[[User:Ada|Ada]] {wikitext}") or ""
    for harm in ("\n", "{{", "~~~", "<!--"):
        assert harm not in clean
    assert clean.count("<b") == clean.count("</b")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("User:Ada", LinkedUser("Ada", "user")),
        ("user_talk:ada_lovelace#x", LinkedUser("Ada lovelace", "user_talk")),
        (":User:Ada", LinkedUser("Ada", "user")),
        ("Special:Contributions/ada", LinkedUser("Ada", "contributions")),
        ("Special:Contribs/127.0.0.1", LinkedUser("127.0.0.1", "contributions")),
        ("User:2001:db8::1", LinkedUser("2001:DB8::1", "user")),
        ("w:User:Ada", LinkedUser("Ada", "user")),
        ("User:Ada/Notes", None),
        ("Special:Contributions/Ada/x", None),
        ("Special:Contributions", None),
        ("Special:MyTalk", None),
        ("Talk:Ada", None),
        ("Ada", None),
        ("phab:User:Ada", None),
        ("User:", None),
        ("User:A[b", None),
        ("", None),
    ],
)
def test_links_that_sign_are_told_from_others(target: str, expected: LinkedUser | None) -> None:
    assert user_of_link(target, ENGLISH) == expected


def test_every_name_of_the_namespace_signs() -> None:
    for target in ("Benutzerin:Ada", "User:Ada", "Benutzer:ada"):
        assert user_of_link(target, GERMAN) == LinkedUser("Ada", "user")
    assert user_of_link("Spezial:Beiträge/Ada", GERMAN) == LinkedUser("Ada", "contributions")


def test_a_wiki_with_case_still_has_users_with_capitals() -> None:
    assert user_of_link("User:ada", replace(ENGLISH, capital_links=False)) == LinkedUser("Ada", "user")


@pytest.mark.parametrize("nickname", ["12:00, 5 February 2023 (UTC)", "\u202e\u2066"])
def test_a_name_with_a_date_or_without_letters_leaves_the_plain_name(nickname: str) -> None:
    now = datetime(2023, 2, 6, 12, 0, tzinfo=UTC)
    plain = write_signature("Ada", ENGLISH, now=now)
    assert write_signature("Ada", ENGLISH, now=now, nickname=nickname) == plain


def test_a_name_does_not_turn_the_text_behind_it() -> None:
    now = datetime(2023, 2, 6, 12, 0, tzinfo=UTC)
    assert "\u202e" not in write_signature("Ada", ENGLISH, now=now, nickname="\u202eadA")
