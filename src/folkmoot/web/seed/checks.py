"""What must hold for a community so that it can be replayed at any hour and reads back as written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from folkmoot.web.seed.script import (
    Community,
    Moment,
    PageScript,
    ScriptedTopic,
    TalkScript,
    Utterance,
)

Joined = dict[str, Moment]


def check(community: Community) -> list[str]:
    """What keeps the community from being replayed as it is written; each a sentence with a place."""
    joined = {person.name: person.joined for person in community.people}
    problems = _doubled("people.txt", [person.name for person in community.people])
    titles = [talk.title for talk in community.talks] + [page.title for page in community.pages]
    problems += _doubled("title", titles)
    for talk in community.talks:
        problems += _check_talk(talk, joined)
    for page in community.pages:
        problems += _check_page(page, joined)
    return problems


def _doubled(what: str, names: list[str]) -> list[str]:
    return [f"{what}: {name} is there twice" for name in sorted({n for n in names if names.count(n) > 1})]


def _check_talk(talk: TalkScript, joined: Joined) -> list[str]:
    problems: list[str] = []
    if not talk.lead or not talk.topics:
        problems.append(f"{talk.file}: a talk page needs a line before its first topic, and a topic")
    for topic in talk.topics:
        place = f"{talk.file}:{topic.line}: the topic {topic.heading!r}"
        if not topic.comments:
            problems.append(f"{place} has no comment")
        problems += _check_replies(talk.file, None, topic.comments)
        problems += _check_closing(talk.file, topic, joined)
    openers = [topic.comments[0] for topic in talk.topics if topic.comments]
    problems += _check_order(talk.file, openers)  # a new topic goes to the end of the page
    for comment in talk.comments():
        problems += _check_author(talk.file, comment.line, comment.author, comment.moment, joined)
        if not comment.body.strip():
            problems.append(f"{talk.file}:{comment.line}: the comment is empty")
    return problems + _check_minutes(talk)


def _check_replies(file: str, parent: Utterance | None, replies: Sequence[Utterance]) -> list[str]:
    problems = _check_order(file, replies)
    for reply in replies:
        if parent is not None and not parent.moment.before(reply.moment):
            problems.append(f"{file}:{reply.line}: the reply is not later than what it answers")
        problems += _check_replies(file, reply, reply.replies)
    return problems


def _check_order(file: str, comments: Sequence[Utterance]) -> list[str]:
    return [
        f"{file}:{later.line}: not later than the comment of the same level before it"
        for earlier, later in pairwise(comments)
        if not earlier.moment.before(later.moment)
    ]


def _check_closing(file: str, topic: ScriptedTopic, joined: Joined) -> list[str]:
    closing = topic.closing
    if closing is None:
        return []
    problems = _check_author(file, closing.line, closing.author, closing.moment, joined)
    if not all(comment.moment.before(closing.moment) for comment in topic.all_comments()):
        problems.append(f"{file}:{closing.line}: closed before the last comment of the topic")
    return problems


def _check_author(file: str, line: int, author: str, moment: Moment, joined: Joined) -> list[str]:
    if author not in joined:
        return [f"{file}:{line}: {author} is not in people.txt"]
    if not joined[author].before(moment):
        return [f"{file}:{line}: {author} had not joined yet"]
    return []


def _check_minutes(talk: TalkScript) -> list[str]:
    """Signatures tell minutes: two comments of one person need two of them to have two names."""
    seen: set[tuple[str, Moment]] = set()
    problems: list[str] = []
    for comment in talk.comments():
        if (comment.author, comment.moment) in seen:
            problems.append(f"{talk.file}:{comment.line}: {comment.author} speaks twice in this minute")
        seen.add((comment.author, comment.moment))
    return problems


def _check_page(page: PageScript, joined: Joined) -> list[str]:
    problems: list[str] = []
    for revision in page.revisions:
        problems += _check_author(page.file, revision.line, revision.author, revision.moment, joined)
        if not revision.text:
            problems.append(f"{page.file}:{revision.line}: the page is empty")
    for earlier, later in pairwise(page.revisions):
        if not earlier.moment.before(later.moment):
            problems.append(f"{page.file}:{later.line}: not later than the revision before it")
    return problems
