"""The files that a demonstration community is written in, and what must hold for them.

Three kinds of file, all plain UTF-8 made for editing by hand. A *moment* counts back from the
time of seeding: ``-41d 14:05`` is five past two (UTC) on the day 41 days ago, ``-3h`` and
``-25m`` are that long ago. Titles, names and texts are wikitext's.

``*.talk``, one talk page::

    title: Talk:Mending Room
    language: en

    Text before the first topic.

    == Heading of a topic ==
    @ Tom Ashby -201d 09:12
    The comment, as many lines and paragraphs as it likes.

      @ Priya Nair -201d 10:40
      A reply: two more spaces of indentation for its head and for every line of it.

    !close Ingrid Solberg -180d 12:00 What was decided

A second comment without indentation answers the topic as a whole. ``!close`` (at most one, the
last line of a topic) puts the topic between ``{{closed top}}`` and ``{{closed bottom}}``.

``*.wikitext``, any other page, one ``@`` line for each revision, followed by its whole text::

    title: Mending Room
    language: en

    @ Tom Ashby -215d 08:00 Summary of the edit

``people.txt``: everybody who speaks, each with ``language:``, ``joined:``, and where wanted
``login: yes``, ``signature:`` (wikitext) and, after an empty line, the text of the user page.

`checks.check` says what is wrong with a community that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

_MOMENT = r"-\d+d \d\d:\d\d|-\d+[hm]"
_HEAD = re.compile(rf"(?P<indent> *)@ (?P<author>\S.*?) (?P<moment>{_MOMENT})(?: (?P<summary>\S.*))?$")
_CLOSE = re.compile(rf"!close (?P<author>\S.*?) (?P<moment>{_MOMENT}) (?P<result>\S.*)$")
_HEADING = re.compile(r"==(?!=)\s*(?P<text>.*?[^=\s])\s*==$")
_FACT = re.compile(r"(?P<key>[a-z]+): (?P<value>\S.*)$")
_PERSON = re.compile(r"@ (?P<name>\S.*)$")
_STEP = 2  # spaces of indentation for one level of replies
_DAY = 24 * 60


class ScriptError(ValueError):
    """A file of the community that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time before the seeding: whole days and a time of day, or an exact age in minutes."""

    minutes: int  # of the day (UTC) if `days` is given, else the age
    days: int | None = None

    def at(self, now: datetime) -> datetime:
        """The moment as a time, to the minute; `now` is aware."""
        if self.days is None:
            return now.replace(second=0, microsecond=0) - timedelta(minutes=self.minutes)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(minutes=self.minutes) - timedelta(days=self.days)

    @property
    def youngest(self) -> int:
        """The smallest age in minutes that it can have, whatever the hour of the seeding."""
        return self.minutes if self.days is None else self.days * _DAY - self.minutes

    @property
    def oldest(self) -> int:
        """The largest age in minutes that it can have."""
        return self.minutes if self.days is None else self.youngest + _DAY - 1

    def before(self, other: Moment) -> bool:
        """Whether it comes before the other one at every hour that the seeding may happen."""
        if (self.days is None) == (other.days is None):
            return self.youngest > other.youngest
        return self.youngest > other.oldest


@dataclass(frozen=True, slots=True)
class Utterance:
    """One comment with its replies, in the order in which they are said."""

    author: str
    moment: Moment
    body: str
    line: int
    replies: tuple[Utterance, ...] = ()

    def thread(self) -> Iterator[Utterance]:
        """This comment and everything below it, in page order."""
        yield self
        for reply in self.replies:
            yield from reply.thread()

    def depth(self) -> int:
        """How many comments stand on the longest way down, this one included."""
        return 1 + max((reply.depth() for reply in self.replies), default=0)


@dataclass(frozen=True, slots=True)
class Closing:
    """That somebody closed a topic, and with what result."""

    author: str
    moment: Moment
    result: str
    line: int


@dataclass(frozen=True, slots=True)
class ScriptedTopic:
    """A topic: the comment that opens it, then what else stands on its first level."""

    heading: str
    line: int
    comments: tuple[Utterance, ...] = ()
    closing: Closing | None = None

    def all_comments(self) -> Iterator[Utterance]:
        """Every comment of the topic, in page order."""
        for comment in self.comments:
            yield from comment.thread()


@dataclass(frozen=True, slots=True)
class TalkScript:
    """One talk page."""

    file: str
    title: str
    language: str
    lead: str
    topics: tuple[ScriptedTopic, ...]

    def comments(self) -> Iterator[Utterance]:
        """Every comment of the page, in page order."""
        for topic in self.topics:
            yield from topic.all_comments()


@dataclass(frozen=True, slots=True)
class ScriptedRevision:
    """One version of a page that is not a talk page."""

    author: str
    moment: Moment
    summary: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PageScript:
    """An article, project page or template with its revisions, oldest first."""

    file: str
    title: str
    language: str
    revisions: tuple[ScriptedRevision, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the community; `login` says that the demonstration offers this account."""

    name: str
    language: str
    joined: Moment
    login: bool
    signature: str | None
    page: str
    line: int


@dataclass(frozen=True, slots=True)
class Community:
    """Everything that is said and written, before it is replayed."""

    people: tuple[Person, ...]
    talks: tuple[TalkScript, ...]
    pages: tuple[PageScript, ...]


def parse_moment(text: str) -> Moment:
    """``-41d 14:05``, ``-3h`` or ``-25m``; raises ScriptError on anything else."""
    if (match := re.fullmatch(r"-(\d+)d (\d\d):(\d\d)", text)) is not None:
        days, hours, minutes = map(int, match.groups())
        if days and hours < 24 and minutes < 60:
            return Moment(hours * 60 + minutes, days)
    elif (match := re.fullmatch(r"-(\d+)([hm])", text)) is not None:
        return Moment(int(match[1]) * (60 if match[2] == "h" else 1))
    raise ScriptError(f"{text!r} is not a moment in the past such as -41d 14:05, -3h or -25m")


def parse_talk(text: str, *, file: str) -> TalkScript:
    """Read a ``.talk`` file; `file` is the name that messages use."""
    facts, lines = _facts(text, file)
    topics = tuple(_topic(heading["text"], block, file) for heading, block in _blocks(lines, _HEADING))
    lead = lines[: topics[0].line - lines[0][0]] if topics else lines
    return TalkScript(file, facts["title"], facts["language"], _joined(lead), topics)


def parse_page(text: str, *, file: str) -> PageScript:
    """Read a ``.wikitext`` file with its revisions."""
    facts, lines = _facts(text, file)
    revisions = []
    for head, (line, *rest) in _blocks(lines, _HEAD):
        moment = _moment(head["moment"], file, line[0])
        body = _joined(rest)
        revisions.append(ScriptedRevision(head["author"], moment, head["summary"] or "", body, line[0]))
    if not revisions:
        raise ScriptError(f"{file}: no revision; begin one with '@ Author -100d 09:00 Summary'")
    return PageScript(file, facts["title"], facts["language"], tuple(revisions))


def parse_people(text: str, *, file: str) -> tuple[Person, ...]:
    """Read ``people.txt``."""
    return tuple(_person(head["name"], block, file) for head, block in _blocks(_numbered(text), _PERSON))


_Lines = Sequence[tuple[int, str]]


def _numbered(text: str) -> list[tuple[int, str]]:
    return [(number, line.rstrip()) for number, line in enumerate(text.splitlines(), 1)]


def _facts(text: str, file: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The ``key: value`` lines at the top, and the lines after the empty one that ends them."""
    lines = _numbered(text)
    facts: dict[str, str] = {}
    for at, (number, line) in enumerate(lines):
        if not line:
            return _complete(facts, file), lines[at + 1 :]
        if (fact := _FACT.match(line)) is None:
            raise ScriptError(f"{file}:{number}: expected 'title: …' or 'language: …', then an empty line")
        facts[fact["key"]] = fact["value"]
    return _complete(facts, file), []


def _complete(facts: dict[str, str], file: str) -> dict[str, str]:
    if missing := {"title", "language"} - facts.keys():
        raise ScriptError(f"{file}: the first lines do not say {' and '.join(sorted(missing))}")
    return facts


def _blocks(lines: _Lines, head: re.Pattern[str]) -> Iterator[tuple[re.Match[str], _Lines]]:
    """The lines cut before every one that `head` matches; what stands before the first is left out."""
    starts = [(at, match) for at, (_, line) in enumerate(lines) if (match := head.match(line))]
    ends = [at for at, _ in starts[1:]]
    for (start, match), end in zip_longest(starts, ends):
        yield match, lines[start:end]


def _joined(lines: _Lines) -> str:
    return "\n".join(line for _, line in lines).strip("\n")


def _moment(text: str, file: str, number: int) -> Moment:
    try:
        return parse_moment(text)
    except ScriptError as problem:
        raise ScriptError(f"{file}:{number}: {problem}") from None


def _topic(heading: str, lines: _Lines, file: str) -> ScriptedTopic:
    (number, _), *rest = lines
    closing = None
    closes = [at for at, (_, line) in enumerate(rest) if line.startswith("!close ")]
    if closes:
        closing = _closing(rest[closes[0]], file)
        if _joined(rest[closes[0] + 1 :]):
            raise ScriptError(f"{file}:{closing.line}: nothing may follow '!close' in a topic")
        rest = rest[: closes[0]]
    return ScriptedTopic(heading, number, _nested(list(_said(rest, file)), file), closing)


def _closing(line: tuple[int, str], file: str) -> Closing:
    number, text = line
    if (match := _CLOSE.match(text)) is None:
        raise ScriptError(f"{file}:{number}: expected '!close Author -10d 12:00 What was decided'")
    return Closing(match["author"], _moment(match["moment"], file, number), match["result"], number)


def _said(lines: _Lines, file: str) -> Iterator[tuple[int, Utterance]]:
    """Every comment of a topic with its depth, replies not yet attached."""
    before = lines[: next((at for at, (_, line) in enumerate(lines) if _HEAD.match(line)), len(lines))]
    if _joined(before):
        raise ScriptError(f"{file}:{before[0][0]}: text in a topic that belongs to no comment")
    for head, ((number, _), *body) in _blocks(lines, _HEAD):
        indent = len(head["indent"])
        if indent % _STEP:
            raise ScriptError(f"{file}:{number}: indent replies by {_STEP} spaces a level")
        if head["summary"] is not None:
            raise ScriptError(f"{file}:{number}: nothing may follow the moment of a comment")
        moment = _moment(head["moment"], file, number)
        text = _dedented(body, indent, file)
        yield indent // _STEP, Utterance(head["author"], moment, text, number)


def _dedented(lines: _Lines, indent: int, file: str) -> str:
    for number, line in lines:
        if line and line[:indent].strip(" "):
            raise ScriptError(f"{file}:{number}: indented less than the '@' line it belongs to")
        if line.lstrip().startswith("@ "):
            raise ScriptError(f"{file}:{number}: expected '@ Author -41d 14:05'")
    return _joined([(number, line[indent:]) for number, line in lines])


def _nested(said: list[tuple[int, Utterance]], file: str) -> tuple[Utterance, ...]:
    """The comments with each one's replies inside it."""
    below: dict[int, list[Utterance]] = {}
    for at in range(len(said) - 1, -1, -1):  # from the end: replies are complete before what they answer
        depth, one = said[at]
        if depth > (said[at - 1][0] + 1 if at else 0):
            raise ScriptError(f"{file}:{one.line}: more than one level deeper than the comment before it")
        replies = tuple(reversed(below.pop(depth + 1, ())))
        complete = Utterance(one.author, one.moment, one.body, one.line, replies)
        below.setdefault(depth, []).append(complete)
    return tuple(reversed(below.get(0, ())))


def _person(name: str, block: _Lines, file: str) -> Person:
    number = block[0][0]
    facts: dict[str, str] = {}
    rest = list(block[1:])
    while rest and (fact := _FACT.match(rest[0][1])):
        facts[fact["key"]] = fact["value"]
        del rest[0]
    if missing := {"language", "joined"} - facts.keys():
        raise ScriptError(f"{file}:{number}: {name} lacks {' and '.join(sorted(missing))}")
    joined = _moment(facts["joined"], file, number)
    login = facts.get("login") == "yes"
    return Person(name, facts["language"], joined, login, facts.get("signature"), _joined(rest), number)
