"""Replaying a community in the order of time, each act by its author through the same services as a form."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction

from folkmoot.core.errors import Conflict
from folkmoot.core.titles import Title, parse_title
from folkmoot.web.accounts.models import User
from folkmoot.web.accounts.services import accept_new_name, accept_nickname
from folkmoot.web.pages import queries
from folkmoot.web.pages.models import Page
from folkmoot.web.pages.services import save_page
from folkmoot.web.seed.files import read_community
from folkmoot.web.seed.script import (
    Closing,
    Community,
    PageScript,
    Person,
    ScriptedTopic,
    TalkScript,
    Utterance,
)
from folkmoot.web.shared.actor import Actor, actor_of
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk.services import post_reply, post_topic

_PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - the letters that are not mistaken


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demonstration that one may log in to, and its language."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What a seeding made: the accounts to log in with, and how much there is to read."""

    logins: tuple[Login, ...]
    password: str
    people: int
    pages: int
    topics: int
    comments: int
    languages: tuple[str, ...]

    @property
    def users(self) -> tuple[str, ...]:
        """The names that one may log in with."""
        return tuple(login.name for login in self.logins)


def seed_demo(
    *, now: datetime, password: str | None = None, community: Community | None = None
) -> SeedReport:
    """Fill an empty site with the demonstration community, or none of it if something fails.

    `now` (aware) is the time that all times of the community count back from. `password` is that
    of every account of the report; one is made for this run when none is given. Refuses with
    Conflict when the site has pages already.
    """
    community = community or read_community()
    password = password or new_password()
    with transaction.atomic():
        if Page.objects.exists():
            raise Conflict("This site has pages already. The demonstration needs an empty one.")
        actors = _make_accounts(community, password, now)
        _Replay(community, actors, now).run()
    return _report(community, password)


def new_password() -> str:
    """Twelve letters in groups: long enough for a guess to fail, short enough to be typed."""
    return "-".join("".join(secrets.choice(_PASSWORD_LETTERS) for _ in range(4)) for _ in range(3))


def _make_accounts(community: Community, password: str, now: datetime) -> dict[str, Actor]:
    hashed = make_password(password)  # once: it is slow on purpose, and the same for all
    return {person.name: _make_account(person, hashed, now) for person in community.people}


def _make_account(person: Person, hashed: str, now: datetime) -> Actor:
    user = User(
        username=accept_new_name(person.name),
        password=hashed if person.login else make_password(None),
        nickname=accept_nickname(person.name, person.signature or ""),
        language=person.language if person.login else "",
        date_joined=person.joined.at(now),
    )
    user.save()
    return actor_of(user)


def _report(community: Community, password: str) -> SeedReport:
    written: list[TalkScript | PageScript] = [*community.talks, *community.pages]
    return SeedReport(
        logins=tuple(Login(person.name, person.language) for person in community.people if person.login),
        password=password,
        people=len(community.people),
        pages=len(written) + sum(bool(person.page) for person in community.people),
        topics=sum(len(talk.topics) for talk in community.talks),
        comments=sum(1 for talk in community.talks for _ in talk.comments()),
        languages=tuple(dict.fromkeys(script.language for script in written)),
    )


@dataclass(frozen=True, slots=True)
class _Event:
    """One act of the past."""

    at: datetime
    act: Callable[[datetime], object]


@dataclass(slots=True)
class _Replay:
    """One run: what the services know the people by, and the ids that came of what was posted.

    ``ids`` are those of comments and topics by the file and line that they stand in.
    """

    community: Community
    actors: dict[str, Actor]
    now: datetime
    ids: dict[tuple[str, int], str] = field(default_factory=dict)

    def run(self) -> None:
        """Do everything in the order of time; what is of the same minute in the order of the files."""
        for event in sorted(self._events(), key=lambda event: event.at):
            event.act(event.at)

    def _events(self) -> Iterator[_Event]:
        for person in self.community.people:
            if person.page:
                write = partial(self._save, f"User:{person.name}", person.language, person.page, person.name)
                yield _Event(person.joined.at(self.now), write)
        for page in self.community.pages:
            yield from self._page_events(page)
        for talk in self.community.talks:
            yield from self._talk_events(talk)

    def _page_events(self, page: PageScript) -> Iterator[_Event]:
        for revision in page.revisions:
            write = partial(
                self._save,
                page.title,
                page.language,
                revision.text,
                revision.author,
                summary=revision.summary,
            )
            yield _Event(revision.moment.at(self.now), write)

    def _talk_events(self, talk: TalkScript) -> Iterator[_Event]:
        """A page begins with its lead: that is where it gets its language from."""
        first = talk.topics[0].comments[0]
        begin = partial(self._save, talk.title, talk.language, talk.lead, first.author)
        yield _Event(first.moment.at(self.now) - timedelta(minutes=1), begin)
        for topic in talk.topics:
            yield from self._topic_events(talk, topic)

    def _topic_events(self, talk: TalkScript, topic: ScriptedTopic) -> Iterator[_Event]:
        first, *others = topic.comments
        yield _Event(first.moment.at(self.now), partial(self._open, talk, topic, first))
        yield from self._reply_events(talk, first.line, first.replies)
        yield from self._reply_events(talk, topic.line, others)
        if topic.closing is not None:
            close = partial(self._close, talk, topic, topic.closing)
            yield _Event(topic.closing.moment.at(self.now), close)

    def _reply_events(
        self, talk: TalkScript, answered: int, replies: Sequence[Utterance]
    ) -> Iterator[_Event]:
        for reply in replies:
            yield _Event(reply.moment.at(self.now), partial(self._reply, talk, answered, reply))
            yield from self._reply_events(talk, reply.line, reply.replies)

    def _save(
        self, title: str, language: str, text: str, author: str, now: datetime, *, summary: str = ""
    ) -> None:
        save_page(
            actor=self.actors[author],
            title=parse_title(title, wiki_site()),
            text=text,  # without a line break at its end: a template is put into lines
            summary=summary,
            now=now,
            language=language,
        )

    def _open(self, talk: TalkScript, topic: ScriptedTopic, comment: Utterance, now: datetime) -> None:
        posted = post_topic(
            actor=self.actors[comment.author],
            title=talk.title,
            heading=topic.heading,
            body=comment.body,
            token=_token(talk, topic.line),
            now=now,
        )
        self.ids[talk.file, topic.line] = posted.topic_id
        self.ids[talk.file, comment.line] = posted.comment_id

    def _reply(self, talk: TalkScript, answered: int, comment: Utterance, now: datetime) -> None:
        posted = post_reply(
            actor=self.actors[comment.author],
            title=talk.title,
            comment_id=self.ids[talk.file, answered],
            body=comment.body,
            token=_token(talk, comment.line),
            now=now,
        )
        self.ids[talk.file, comment.line] = posted.comment_id

    def _close(self, talk: TalkScript, topic: ScriptedTopic, closing: Closing, now: datetime) -> None:
        title = parse_title(talk.title, wiki_site())
        position, text = _section_of(title, topic.heading)
        heading, _, rest = text.partition("\n")
        top = f"{{{{closed top|by={closing.author}|result={closing.result}}}}}"
        save_page(
            actor=self.actors[closing.author],
            title=title,
            changed_section=(position, f"{heading}\n{top}\n{rest.strip()}\n{{{{closed bottom}}}}\n\n"),
            summary=f"/* {topic.heading} */ {closing.result}",
            now=now,
        )


def _token(talk: TalkScript, line: int) -> str:
    return f"seed-{talk.file}-{line}"


def _section_of(title: Title, heading: str) -> tuple[int, str]:
    """The position and text of the section with this heading."""
    revision = queries.load_revision(title)
    sections = revision.sections if revision else ()
    texts = queries.section_texts(sections)
    for position, section in enumerate(sections):
        if texts[section].partition("\n")[0].strip("= ") == heading:
            return position, texts[section]
    raise LookupError(f"{title.text}: no section {heading!r}")
