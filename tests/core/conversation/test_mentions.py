"""Whom an edit mentions."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.line_mentions import Sections, heading_of_lines
from folkmoot.core.conversation.mentions import (
    Mention,
    in_summary,
    linked_users,
    linked_users_in_html,
    mentions,
    talk_page_owner,
)
from folkmoot.core.conversation.notices import Saved
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title
from folkmoot.core.wikitext import render

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
EVERYBODY = {"Ada", "Ben", "Cleo", "Dao"}


def sig(author: str, minutes: int = 0) -> str:
    return write_signature(author, SITE, now=NOON + timedelta(minutes=minutes))


def mentioned(old: str, new: str, *, by: str = "Ada", at: int = 1, **options: object) -> list[Mention]:
    """The mentions of an edit of a page that is nobody's, by the rules for people."""
    options = {"page": parse_title("Talk:Pond", SITE), "exists": EVERYBODY.__contains__} | options
    saved = Saved(by, NOON + timedelta(minutes=at))
    return list(mentions(old, new, site=SITE, saved=saved, **options))


def told(old: str, new: str, **options: object) -> list[str]:
    return [name for mention in mentioned(old, new, **options) for name in mention.users]


POND = f"== Pond ==\nWater is low. {sig('Ben', -60)}\n"
BOTH_RULES = pytest.mark.parametrize("rules", ["people", "discussiontools"])


# -- links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask [[User:Ben]] or [[User:cleo|C.]].", ["Ben", "Cleo"]),
        ("[[:User:Ben_Weir]] and [[user:Ben Weir#top|again]]", ["Ben Weir"]),
        ("[[User talk:Ben]] [[Special:Contributions/Ben]] [[User:Ben/notes]] [[Ben]]", []),
        ("<nowiki>[[User:Ben]]</nowiki> <!-- [[User:Ben]] -->", []),
        ("[[User:Ben", []),
        ("[[User:]] [[User:a|b|c]]", ["A"]),
    ],
)
def test_links_to_user_pages_name_people(text, names):
    assert list(linked_users(text, SITE)) == names


def test_links_in_html_name_people_as_well():
    html = render("{{ping|ben|Cleo}}", site=SITE, title="Talk:X", pages=PING).html
    assert linked_users_in_html(html, SITE) == ("Ben", "Cleo")


PING = {"Template:Ping": "@[[User:{{{1}}}]]{{#if:{{{2|}}}|, [[User:{{{2}}}]]}}"}


@given(st.text(alphabet="[]{}<>|:/#User talkBen\n!-nowiki&;\x00", max_size=60))
def test_any_text_can_be_asked_for_links(text):
    assert len(set(linked_users(text, SITE))) == len(linked_users(text, SITE))
    linked_users_in_html(text, SITE)


# -- new comments ----------------------------------------------------------------------------------


@BOTH_RULES
def test_people_linked_in_a_new_comment_are_mentioned(rules):
    new = POND + f":[[User:Ben]], and [[User:Cleo]]? {sig('Ada')}\n"
    (mention,) = mentioned(POND, new, rules=rules)
    assert (mention.users, mention.topic) == (("Ben", "Cleo"), "Pond")


@BOTH_RULES
def test_nobody_is_mentioned_by_an_unsigned_line(rules):
    assert mentioned(POND, POND + ":[[User:Cleo]]?\n", rules=rules) == []


@BOTH_RULES
def test_nobody_is_mentioned_by_words_of_others_that_are_brought_here(rules):
    assert mentioned(POND, POND + f":[[User:Cleo]]? {sig('Dao')}\n", rules=rules) == []


@BOTH_RULES
def test_who_has_no_account_is_unknown_and_an_address_cannot_be_told(rules):
    new = POND + f":[[User:Nobody]], [[User:127.0.0.1]]? {sig('Ada')}\n"
    (mention,) = mentioned(POND, new, rules=rules)
    assert (mention.users, mention.unknown, mention.anonymous) == ((), ("Nobody",), ("127.0.0.1",))
    assert list(mention.outcomes()) == [("mention-failure", "127.0.0.1"), ("mention-failure", "Nobody")]


@BOTH_RULES
def test_nobody_mentions_themselves_or_the_owner_of_the_talk_page(rules):
    new = POND + f":[[User:Ada]], [[User:Cleo]], [[User:Dao]] {sig('Ada')}\n"
    assert told(POND, new, page=parse_title("User talk:Cleo", SITE), rules=rules) == ["Dao"]


@BOTH_RULES
def test_more_than_fifty_people_are_too_many(rules):
    links = " ".join(f"[[User:P{number}]]" for number in range(51))
    (mention,) = mentioned(POND, POND + f":{links} {sig('Ada')}\n", rules=rules, exists=lambda name: True)
    assert mention.too_many
    assert list(mention.outcomes()) == [("mention-failure-too-many", None)]


def test_a_new_comment_is_the_one_that_mentions():
    new = POND + f":[[User:Cleo]]? {sig('Ada')}\n"
    (mention,) = mentioned(POND, new)
    assert mention.comment == list(read(new, form="wikitext", site=SITE).comments())[-1]


def test_the_heading_of_a_new_topic_mentions_too():
    new = POND + f"== A question to [[User:Cleo|Cleo]] ==\nHow? {sig('Ada')}\n"
    assert told(POND, new) == ["Cleo"]


def test_what_templates_link_to_counts_where_the_caller_renders_them():
    new = POND + f":{{{{ping|Cleo}}}} see? {sig('Ada')}\n"

    def links(text: str) -> tuple[str, ...]:
        return linked_users_in_html(render(text, site=SITE, title="Talk:Pond", pages=PING).html, SITE)

    assert told(POND, new) == []
    assert told(POND, new, links=links) == ["Cleo"]


# -- edits of what was there -----------------------------------------------------------------------

ASKED = POND + f":Who knows? {sig('Ada', -30)}\n"


def test_a_mention_added_to_ones_own_comment_is_a_mention():
    assert told(ASKED, ASKED.replace("Who", "[[User:Cleo]], who")) == ["Cleo"]


def test_a_mention_added_to_somebody_elses_comment_is_none():
    assert told(ASKED, ASKED.replace("Who", "[[User:Cleo]], who"), by="Dao") == []


def test_an_edit_mentions_only_those_who_were_not_mentioned_before():
    before = ASKED.replace("Who", "[[User:Cleo]], who")
    assert told(before, before.replace("who", "[[User:Dao]], who")) == ["Dao"]


@BOTH_RULES
def test_who_adds_a_name_above_and_signs_below_mentions_it(rules):
    before = POND + f":[[User:Cleo]]! {sig('Ada', -30)}\n"
    after = POND + f":[[User:Cleo]], [[User:Dao]]! {sig('Ada', -30)}\n:Sorry, you too. {sig('Ada')}\n"
    assert told(before, after, rules=rules) == ["Dao"]


def test_who_goes_on_after_their_signature_mentions_people_there_too():
    before = POND + f":[[User:Cleo]]! {sig('Ada', -30)}\n"
    after = POND + f":[[User:Cleo]]! {sig('Ada', -30)} [[User:Dao]] too. {sig('Ada')}\n"
    assert told(before, after) == ["Dao"]


def test_an_archived_mention_is_not_made_again():
    old_news = POND + f":[[User:Cleo]]? {sig('Ada', -3000)}\n"
    assert told("", old_news) == []
    assert told("", old_news, rules="discussiontools") == []  # Ben signed in it, too


def test_a_comment_that_the_wiki_knows_mentions_nobody_again():
    new = POND + f":[[User:Cleo]]? {sig('Ada')}\n"
    assert told(POND, new, known=lambda comment: True) == []


@BOTH_RULES
def test_a_revert_mentions_nobody(rules):
    new = POND + f":[[User:Cleo]]? {sig('Ada')}\n"
    saved = Saved("Ada", NOON, reverts=True)
    page = parse_title("Talk:Pond", SITE)
    assert mentions(POND, new, page=page, site=SITE, saved=saved, exists=lambda _: True, rules=rules) == ()


# -- talk pages and summaries ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        *[("User talk:Ben", "Ben"), ("User talk:Ben/Archive", None), ("User:Ben", None)],
        *[("Talk:Ben", None), ("User talk:127.0.0.1", None)],
    ],
)
def test_a_talk_page_has_an_owner_if_it_is_a_users(title, owner):
    assert talk_page_owner(parse_title(title, SITE), SITE) == owner


def test_people_linked_in_the_summary_hear_of_it_up_to_five():
    links = " ".join(f"[[User:P{number}]]" for number in range(9))
    saved = Saved("P0", NOON, summary=f"/* [[User:Ben]] */ thanks {links}")
    assert in_summary(saved, site=SITE, exists=lambda name: True) == ("P1", "P2", "P3", "P4", "P5")
    assert in_summary(saved, site=SITE, exists=lambda name: False) == ()
    assert in_summary(Saved("A", NOON, "[[User:P1]]", reverts=True), site=SITE, exists=lambda _: True) == ()


# -- lines -----------------------------------------------------------------------------------------


def by_lines(old: str, new: str) -> list[str]:
    return told(old, new, rules="discussiontools")


def test_by_lines_the_heading_of_one_of_several_sections_mentions_nobody():
    one = f"== To [[User:Cleo|Cleo]] ==\nHow, [[User:Dao]]? {sig('Ada')}\n"
    assert by_lines(POND, POND + one) == ["Cleo", "Dao"]
    assert by_lines(POND, POND + one + f"== Two ==\nWhy? {sig('Ada')}\n") == ["Dao"]


def test_by_lines_an_unsigned_line_that_is_changed_mentions_nobody():
    old = f"{POND}Some words.\n\nMore.\n\nLast. {sig('Ada', -9)}\n"
    new = old.replace("Some", "[[User:Cleo]]") + f"And this. {sig('Ada')}\n"
    assert by_lines(old, new) == []


def test_by_lines_the_heading_of_an_edit_is_that_of_one_section_only():
    def heading(new: str) -> str | None:
        return heading_of_lines(POND, new, site=SITE, editor="Ada")

    assert heading(POND + f":Yes. {sig('Ada')}\n") == "Pond"
    assert heading(POND + f"== New ==\nYes. {sig('Ada')}\n") == "New"
    assert heading(POND + f":Yes. {sig('Ada')}\n== New ==\nYes. {sig('Ada')}\n") is None
    assert heading(POND + f":Yes. {sig('Ben')}\n") is None


def test_lines_know_their_heading():
    sections = Sections("intro\n== One ==\na\n===''Two''===\nb\n=x\n==\n".split("\n"))
    assert [sections.title(line) for line in range(7)] == [None, "One", "One", "Two", "Two", "Two", "Two"]
    assert list(sections.parts(0, 5)) == [(0, 1), (1, 3), (3, 5)]
    assert [line for line in range(7) if sections.begins(line)] == [1, 3]
    assert Sections(["== One =="]).begins(0)
    assert not Sections(["words"]).begins(0)


# -- the peer's cases ------------------------------------------------------------------------------

FOLDER = SHARED / "conversations" if SHARED else Path()
CASES = sorted((FOLDER / "mentions").glob("*/")) if SHARED else []
TIMEZONES = {"de": "Europe/Berlin"}


@needs_shared
@BOTH_RULES
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_peers_mentions_are_found_by_both_rules(folder, rules):
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    old, new = ((folder / f"{name}.wikitext").read_text(encoding="utf-8") for name in ("old", "new"))
    language = case["language"]
    site = SiteConfig.for_language(language, timezone=TIMEZONES.get(language, "UTC"))
    saved = Saved(case["editor"], just_after(new, case["editor"], site), summary=case["summary"])
    page = parse_title(case["title"], site)
    exists = set(case["existingUsers"]).__contains__

    def links(text: str) -> tuple[str, ...]:
        html = render(text, site=site, title=case["title"], pages=case["templates"]).html
        return linked_users_in_html(html, site)

    found = mentions(old, new, page=page, site=site, saved=saved, exists=exists, links=links, rules=rules)
    made: list[tuple[str, str | None, str | None]] = [
        (outcome, mention.topic, name)
        for mention in found
        for outcome, name in mention.outcomes()
        if outcome == "mention" or case["statusNotifications"]
    ]
    if talk_page_owner(page, site):
        made.append(("edit-user-talk", heading_of_lines(old, new, site=site, editor=saved.editor), None))
    if in_summary(saved, site=site, exists=exists, limit=case["maxMentionsInEditSummary"]):
        made.append(("mention-summary", None, None))
    wanted = [(one["type"], one["section-title"] or None, one.get("subject-name")) for one in expected]
    assert made == wanted


def just_after(text: str, editor: str, site: SiteConfig) -> datetime:
    """When the edit was saved: the case does not say it, but the editor's last signature does."""
    signed = [one for one in read(text, form="wikitext", site=site).comments() if one.author == editor]
    return max((one.timestamp for one in signed), default=NOON) + timedelta(minutes=1)


def headings() -> list[tuple[str, str, str, str]]:
    path = FOLDER / "unit" / "echo" / "provider_detectSectionTitleAndText.json"
    return [tuple(case) for case in json.loads(path.read_text(encoding="utf-8"))] if SHARED else []


@needs_shared
@pytest.mark.parametrize(("what", "heading", "text", "editor"), headings())
def test_the_heading_of_an_edit_is_found_as_the_peer_finds_it(what, heading, text, editor):
    comment = f"\n: bar [[User:{editor}|{editor}]] 00:22, 8 May 2013 (UTC)"
    old, new = text.replace("%s", ""), text.replace("%s", comment)
    assert (heading_of_lines(old, new, site=SITE, editor=editor) or "") == heading, what
