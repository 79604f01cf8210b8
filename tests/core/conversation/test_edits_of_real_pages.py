"""One act on every real page, another one on the next: the rest of the page stays what it was."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from growing_pages import BODIES, LATER
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Topic, read
from folkmoot.core.conversation.edits import Edit, reply, reply_to_topic
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.conversation.origins import guess_site
from folkmoot.core.conversation.own_words import delete_comment, edit_comment
from folkmoot.core.conversation.threads import parents
from folkmoot.core.conversation.topic_edits import close_topic, move_topics, rename_topic, reopen_topic
from folkmoot.core.errors import Conflict
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

ROOT = SHARED / "conversations" if SHARED else Path()
ACTS = ["reply", "reply", "edit", "delete", "topic", "move", "close", "rename"]
PAGES = (
    [*sorted(ROOT.glob("wikitext-real/*/page*.wikitext")), *sorted(ROOT.glob("wikitext-found/*/*.*"))]
    if SHARED
    else []
)


@cache
def page(path: Path) -> tuple[str, SiteConfig]:
    text = path.read_text(encoding="utf-8", errors="replace")
    described = path.with_name("site.json")
    if described.exists():
        return text, SiteConfig.from_discussiontools(json.loads(described.read_text(encoding="utf-8")))
    return text, guess_site(text, "wikitext")


def a_body(text: str) -> str:
    return BODIES[len(text) % len(BODIES)]


def whole(text: str, site: SiteConfig) -> list[tuple[object, ...]]:
    """Everything that is read: what, how deep, by whom, when, in which words, below which item."""
    found = find_in_wikitext(text, site)
    return [
        (item.author, item.timestamp, item.level, item.body, item.closed, parent)
        if isinstance(item, FoundComment)
        else ("heading", item.level, item.text, item.closed, parent)
        for item, parent in zip(found, parents(found), strict=True)
    ]


def untouched(edit: Edit) -> str:
    return edit.text[: edit.start] + edit.removed + edit.text[edit.start + len(edit.inserted) :]


def without_new(after: list[tuple[object, ...]]) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    """The new comment, and the others with the parents that they had before it."""
    index = next(at for at, item in enumerate(after) if item[1] == LATER)
    before = [
        (*item[:-1], parent - 1 if isinstance(parent := item[-1], int) and parent > index else parent)
        for at, item in enumerate(after)
        if at != index
    ]
    return after[index], before


def check_reply(text: str, site: SiteConfig, comment: Comment) -> None:
    was = whole(text, site)
    edit = reply(text, comment, a_body(text), write_signature("Zoë", site, now=LATER), site)
    assert untouched(edit) == text
    new, others = without_new(whole(edit.text, site))
    assert others == was
    answered = was[new[-1]]  # type: ignore[call-overload]  # the parent is a number
    assert answered[:3] == (comment.author, comment.timestamp, comment.level)
    assert new[2] == comment.level + 1
    answer = next(
        one for one in read(edit.text, form="wikitext", site=site).comments() if one.timestamp == LATER
    )
    gone = delete_comment(edit.text, answer, site)
    assert whole(gone.text, site) == was
    if edit.inserted.startswith("\n") and not edit.inserted.endswith("\n"):
        assert gone.text == text


def check_edit(text: str, site: SiteConfig, comment: Comment) -> None:
    edit = edit_comment(text, comment, "Other words,\n\nand more.", site)
    assert untouched(edit) == text
    changed = [
        (was, now) for was, now in zip(whole(text, site), whole(edit.text, site), strict=True) if was != now
    ]
    assert len(changed) == 1
    assert [*changed[0][0][:3], *changed[0][0][4:]] == [*changed[0][1][:3], *changed[0][1][4:]]


def check_delete(text: str, site: SiteConfig, comment: Comment) -> None:
    edit = delete_comment(text, comment, site)
    assert untouched(edit) == text
    was = [item[:-1] for item in whole(text, site)]
    was.remove((comment.author, comment.timestamp, comment.level, comment.body, comment.closed))
    assert [item[:-1] for item in whole(edit.text, site)] == was


def check_topic(text: str, site: SiteConfig, topic: Topic) -> None:
    edit = reply_to_topic(text, topic, a_body(text), write_signature("Zoë", site, now=LATER), site)
    assert untouched(edit) == text
    new, others = without_new(whole(edit.text, site))
    assert others == whole(text, site)
    assert others[new[-1]][2] == topic.text  # type: ignore[call-overload]


def check_move(text: str, site: SiteConfig, topic: Topic) -> None:
    old = "An archive.\n"
    move = move_topics(text, old, [topic], site)
    assert move.destination.startswith(old)
    assert "".join(move.moved) in text
    now = [item[:-1] for item in [*whole(move.source, site), *whole(move.destination, site)]]
    assert sorted(map(str, now)) == sorted(str(item[:-1]) for item in whole(text, site))


def check_close(text: str, site: SiteConfig, topic: Topic) -> None:
    edit = close_topic(text, topic, site, result="Done.", signature="")
    closed = next(
        one for one in read(edit.text, form="wikitext", site=site).all_topics() if one.start == topic.start
    )
    assert closed.closed or not any(topic.comments())
    assert reopen_topic(edit.text, closed, site).text == text


def check_rename(text: str, site: SiteConfig, topic: Topic) -> None:
    edit = rename_topic(text, topic, "Another ''title''", site)
    assert untouched(edit) == text
    changed = [
        (was, now) for was, now in zip(whole(text, site), whole(edit.text, site), strict=True) if was != now
    ]
    assert [now[2] for _, now in changed] == ["Another title"]


CHECKS = {
    "reply": check_reply,
    "edit": check_edit,
    "delete": check_delete,
    "topic": check_topic,
    "move": check_move,
    "close": check_close,
    "rename": check_rename,
}
# What may be refused, though seldom: a comment beside unsigned words stays, open markup is not closed.
REFUSED = {"delete": (Conflict,), "close": (Conflict,)}


@needs_shared
@pytest.mark.parametrize("group", range(16))
def test_an_act_on_a_real_page_leaves_the_rest_of_it(group: int) -> None:
    done = refused = 0
    for number in range(group, len(PAGES), 16):
        text, site = page(PAGES[number])
        conversation = read(text, form="wikitext", site=site)
        act = ACTS[(number + number // len(ACTS)) % len(ACTS)]
        items: list[Comment | Topic] = [
            one for one in conversation.comments() if act != "delete" or not one.replies
        ]
        if act in ("topic", "move", "close", "rename"):
            items = [one for one in conversation.all_topics() if not one.placeholder and not one.closed]
        if items:
            item = Random(PAGES[number].name).choice(items)
            try:
                CHECKS[act](text, site, item)  # type: ignore[operator]
                done += 1
            except REFUSED.get(act, ()):
                refused += 1
    assert refused * 10 <= done
