"""DiscussionTools' and Convenient Discussions' own test pages, where they lie beside the checkout."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Conversation, read, tree
from folkmoot.core.conversation.html.bodies import bodies
from folkmoot.core.conversation.html.content import content_of
from folkmoot.core.conversation.html.reply_lists import reply_lists
from folkmoot.core.conversation.html.reply_places import with_reply_links
from folkmoot.core.conversation.html.thread_items import thread_items
from folkmoot.core.conversation.html.transclusion import transcluded_from
from folkmoot.core.conversation.html.unindented import unindented
from folkmoot.core.conversation.html.unwrapped import unwrapped
from folkmoot.core.conversation.summaries import participants, summarise, summary_tree
from folkmoot.core.conversation.writing.signed_by import is_signed_by
from folkmoot.core.site import SiteConfig

pytestmark = needs_shared
ROOT = SHARED / "conversations" if SHARED else None


def cases(*kinds: str) -> Any:
    folders = [folder for kind in kinds if ROOT for folder in sorted((ROOT / kind).iterdir())]
    return pytest.mark.parametrize(
        "folder", folders, ids=lambda folder: f"{folder.parent.name}-{folder.name}"
    )


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def page(folder: Path) -> tuple[str, SiteConfig, str | None]:
    assert ROOT is not None
    described = folder / "site.json"
    facts = load(described if described.exists() else ROOT / "unit" / "cd-site.json")
    html = (folder / "input.html").read_text(encoding="utf-8")
    return html, SiteConfig.from_description(facts), facts.get("title")


def conversation(folder: Path, reading: Any) -> Conversation:
    html, site, title = page(folder)
    return read(html, form="html", site=site, reading=reading, title=title)


@cases("cd-threads")
def test_people_agree_about_authors_times_and_levels(folder: Path):
    expected = Counter(
        (each["author"], each["timestamp"], each["level"])
        for each in load(folder / "expected.json")["comments"]
    )
    found = conversation(folder, "people").comments()
    assert (
        Counter((each.author, f"{each.timestamp:%Y-%m-%dT%H:%M:%SZ}", each.level) for each in found)
        == expected
    )


@cases("threads", "threads-extra")
def test_trees_are_discussiontools_to_the_byte(folder: Path):
    fields = ["type", "level", "author", "id", "displayName", "headingLevel", "text"]
    if folder.parent.name == "threads":
        fields += ["name", "warnings", "timestamp", "anchor"]
    got = tree(conversation(folder, "discussiontools"))
    assert _only(got, fields) == _only(load(folder / "expected.json"), fields)


def _only(items: list[dict[str, Any]], fields: list[str]) -> list[Any]:
    return [
        ({field: _comparable(item.get(field)) for field in fields}, _only(item["replies"], fields))
        for item in items
    ]


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(value)
    return " ".join(value.split()) if isinstance(value, str) else value or None


@cases("threads", "threads-extra")
def test_both_readings_find_the_same_comments(folder: Path):
    """The readings may differ in who answers whom and where a comment begins, not in who spoke and in ids."""
    named = [
        Counter((each.author, each.timestamp, each.id) for each in conversation(folder, reading).comments())
        for reading in ("people", "discussiontools")
    ]
    assert named[0] == named[1]


@cases("threads", "threads-extra")
def test_summaries_are_discussiontools(folder: Path):
    got = summary_tree(summarise(conversation(folder, "discussiontools")))
    assert got == load(folder / "summary.json")


@cases("text")
def test_texts_are_discussiontools(folder: Path):
    html, site, title = page(folder)
    texts = {given: body.text for given, body in bodies(html, site, title=title).items()}
    assert texts == load(folder / "expected.json")


@cases("bodyhtml")
def test_bodies_are_discussiontools(folder: Path):
    html, site, title = page(folder)
    got = {given: body.html for given, body in bodies(html, site, title=title).items()}
    assert got == load(folder / "expected.json")


@cases("transcluded")
def test_comments_from_other_pages_are_told_apart(folder: Path):
    html, site, title = page(folder)
    assert transcluded_from(html, site, title=title) == load(folder / "expected.json")


@cases("pageinfo")
def test_thread_items_are_discussiontools(folder: Path):
    html, site, title = page(folder)
    assert thread_items(html, site, title=title) == load(folder / "expected.json")


@cases("replylink")
def test_reply_links_go_where_discussiontools_puts_them(folder: Path):
    html, site, title = page(folder)
    expected = content_of((folder / "expected.html").read_text(encoding="utf-8"))
    linked = with_reply_links(html, site, lambda comment: '<a href="#">Reply</a>', title=title)
    assert linked == expected.source(0, len(expected.html))


@cases("reply")
def test_replies_are_indented_as_by_discussiontools(folder: Path):
    html, site, title = page(folder)
    expected = load(folder / "insertions.json")["insertions"]
    given = [(one.comment_id, one.level, one.indentation) for one in reply_lists(html, site, title=title)]
    assert sorted(given) == sorted((one["replyTo"], one["level"], one["indent"]) for one in expected)


def test_people_below_a_heading_are_discussiontools():
    assert ROOT is not None
    for case in load(ROOT / "unit" / "authors.json"):
        found = [
            {"username": person.author, "displayNames": list(person.display_names)}
            for person in participants(_comments(case["thread"]["replies"]))
        ]
        assert found == case["expectedAuthorsBelow"]


def _comments(items: list[dict[str, Any]]) -> list[Comment]:
    found: list[Comment] = []
    for item in items:
        found.append(
            Comment(
                item["id"],
                "",
                item["author"],
                datetime(2020, 1, 1, tzinfo=UTC),
                1,
                "",
                item.get("displayName"),
            )
        )
        found += _comments(item["replies"])
    return found


def test_lists_are_taken_off_as_by_discussiontools():
    assert ROOT is not None
    cases = load(ROOT / "unit" / "unwrap.json")
    whole = [case for case in cases if case["index"] == 0 and "list" not in case["name"].split(" ")[:1]]
    assert [unindented(case["html"]) for case in whole] == [case["expected"] for case in whole]
    assert [unwrapped(case["html"]) for case in whole] == [case["expected"] for case in whole]
    for case in load(ROOT / "unit" / "unwrapFragment.json"):
        assert unindented(case["html"]) == case["expected"]


def test_what_is_signed_already_is_seen_as_by_discussiontools():
    assert ROOT is not None
    site = SiteConfig.from_description(load(ROOT / "unit" / "cd-site.json"))
    for case in load(ROOT / "unit" / "isSingleCommentSignedBy.json"):
        assert is_signed_by(case["html"], case["user"], site, title=case["title"]) == case["expected"], case[
            "msg"
        ]
