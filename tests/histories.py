"""Histories of talk pages as people make them, with the truth about every comment kept beside them.

Each comment carries a label among its words (``L7``), so that a test can say which one a reading
found without asking the code that is to be tested.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from folkmoot.core.conversation import Comment, Conversation, read
from folkmoot.core.conversation.notices import Saved
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
PEOPLE = ("Ada", "Béla", "Chidi", "Dao")
PAGES = ("Talk:Pond", "Talk:Pond/Archive")
_WORDS = [
    first + second for first in "ba ce di fo gu ha je ki lo mu".split() for second in "nd rt sk lm x".split()
]
_LABEL = re.compile(r"\bL\d+\b")


@dataclass
class Said:
    """A comment and its answers."""

    label: str
    author: str
    time: datetime
    words: list[str]
    nickname: str | None = None
    answers: list[Said] = field(default_factory=list)

    def wikitext(self, depth: int = 0) -> Iterator[str]:
        signature = write_signature(self.author, SITE, now=self.time, nickname=self.nickname)
        yield f"{':' * depth}{' '.join(self.words)}. {signature}"
        for answer in self.answers:
            yield from answer.wikitext(depth + 1)

    def all(self) -> Iterator[Said]:
        yield self
        for answer in self.answers:
            yield from answer.all()


@dataclass
class Thread:
    """A topic: what its heading says, and its comments."""

    label: str
    heading: str
    comments: list[Said]

    def all(self) -> Iterator[Said]:
        for comment in self.comments:
            yield from comment.all()


@dataclass(frozen=True)
class Step:
    """One saved version of one page. ``posted`` is the label of what somebody said with it."""

    revision: int
    page: str
    text: str
    conversation: Conversation
    saved: Saved
    posted: str | None
    threads: dict[str, str]  # label of a comment -> label of its topic


def label_of(comment: Comment) -> str:
    """The label among a comment's words."""
    return _LABEL.findall(comment.body)[0]


Choice = tuple[str, int, int, int]  # what is done, and three numbers that choose where


class History:
    """A wiki of two pages while people write on it."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Thread]] = {page: [] for page in PAGES}
        self.past: dict[str, list[list[Thread]]] = {page: [[]] for page in PAGES}
        self.now = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
        self.steps: list[Step] = []
        self._count = 0

    def play(self, choices: list[Choice]) -> list[Step]:
        """Do everything that is chosen, where it can be done."""
        self.add_topic(0, 0, 0)
        for action, a, b, c in choices:
            getattr(self, action)(a, b, c)
        return self.steps

    # -- what people do ------------------------------------------------------------------------

    def add_topic(self, who: int, wait: int, words: int) -> None:
        self._wait(wait)
        said = self._said(who, words)
        self.pages[PAGES[0]].append(Thread(f"T{self._count}", f"Matter {self._count}", [said]))
        self._save(PAGES[0], said.author, posted=said.label)

    def reply(self, where: int, who: int, wait: int) -> None:
        self._wait(wait)
        if comments := self._comments(PAGES[0]):
            said = self._said(who, where + who)
            comments[where % len(comments)].answers.append(said)
            self._save(PAGES[0], said.author, posted=said.label)

    def say_again(self, where: int, who: int, target: int) -> None:
        """The same words by the same author in the same minute: an answer to something else, or a topic."""
        del who
        fresh = [said for said in self._comments(PAGES[0]) if said.time == self.now]
        if not fresh:
            return
        said = fresh[where % len(fresh)]
        twin = Said(said.label, said.author, said.time, list(said.words), said.nickname)
        if target % 3:
            others = self._comments(PAGES[0])
            others[target % len(others)].answers.append(twin)
        else:
            self._count += 1
            self.pages[PAGES[0]].append(Thread(f"T{self._count}", f"Matter {self._count}", [twin]))
        self._save(PAGES[0], said.author, posted=said.label)

    def reply_in_archive(self, where: int, who: int, wait: int) -> None:
        self._wait(wait)
        if comments := self._comments(PAGES[1]):
            said = self._said(who, where + who)
            comments[where % len(comments)].answers.append(said)
            self._save(PAGES[1], said.author, posted=said.label)

    def do_several_things(self, where: int, who: int, wait: int) -> None:
        """One edit that corrects a comment, gives its topic another heading and answers somewhere."""
        self._wait(wait)
        if comments := self._comments(PAGES[0]):
            comments[where % len(comments)].words.append(_WORDS[wait])
            said = self._said(who, where)
            comments[(where + who) % len(comments)].answers.append(said)
            self.pages[PAGES[0]][0].heading += " still"
            self._save(PAGES[0], said.author, posted=said.label)

    def edit(self, where: int, who: int, word: int) -> None:
        """A word more at the end, by the author or somebody else."""
        self._change(where, who, lambda said: said.words.append(_WORDS[word % len(_WORDS)]))

    def sign_otherwise(self, where: int, who: int, name: int) -> None:
        def change(said: Said) -> None:
            said.nickname = ("Ducky", "The '''one'''", None)[name % 3]

        self._change(where, who, change)

    def sign_again(self, where: int, who: int, wait: int) -> None:
        del who
        self._wait(wait)

        def change(said: Said) -> None:
            if self.now - said.time <= timedelta(hours=20):
                said.time = self.now

        self._change(where, None, change)

    def rename_account(self, where: int, who: int, wait: int) -> None:
        """Only of somebody who said more than a few words: two people may agree in one word."""
        self._wait(wait)
        if comments := [said for said in self._comments(PAGES[0]) if len(said.words) >= 5]:
            old = comments[where % len(comments)].author
            for said in self._comments(PAGES[0]):
                if said.author == old:
                    said.author = f"{old}{self._count}"
            self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])

    def indent_otherwise(self, where: int, who: int, target: int) -> None:
        """A comment, with what answers it, becomes an answer of another one of its topic, or of none."""
        self._wait(1)
        thread = self._thread(where)
        if thread is None:
            return
        said = list(thread.all())
        moved = said[target % len(said)]
        others = [one for one in said if one not in list(moved.all())]
        if not others:
            return
        _take(thread.comments, moved)
        above = others[who % len(others)]
        (above.answers if who % 3 else thread.comments).append(moved)
        self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])

    def move_to_other_topic(self, where: int, who: int, target: int) -> None:
        self._wait(1)
        thread, other = self._thread(where), self._thread(target)
        if thread is None or other is None or thread is other or len(thread.comments) < 2:
            return
        moved = thread.comments.pop(who % len(thread.comments))
        other.comments.append(moved)
        self._save(PAGES[0], moved.author if who % 2 else PEOPLE[who % len(PEOPLE)])

    def rename_topic(self, where: int, who: int, wait: int) -> None:
        self._wait(wait)
        if (thread := self._thread(where)) is not None:
            self._count += 1
            thread.heading = f"Other words {self._count}"
            self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])

    def split_topic(self, where: int, who: int, cut: int) -> None:
        """A new heading is put between two comments of a topic."""
        self._wait(cut)
        thread = self._thread(where)
        if thread is None or len(thread.comments) < 2:
            return
        kept = max(1, cut % len(thread.comments))
        self._count += 1
        rest = Thread(f"T{self._count}", f"Matter {self._count}", thread.comments[kept:])
        thread.comments = thread.comments[:kept]
        threads = self.pages[PAGES[0]]
        threads.insert(threads.index(thread) + 1, rest)
        self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])

    def join_topics(self, where: int, who: int, target: int) -> None:
        """The comments of one topic are put below those of another, and its heading is taken away."""
        self._wait(1)
        thread, other = self._thread(where), self._thread(target)
        if thread is None or other is None or thread is other:
            return
        thread.comments += other.comments
        self.pages[PAGES[0]].remove(other)
        self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])

    def order_otherwise(self, where: int, who: int, wait: int) -> None:
        self._wait(wait)
        self.pages[PAGES[0]].insert(0, self.pages[PAGES[0]].pop()) if self.pages[PAGES[0]] else None
        self._save(PAGES[0], PEOPLE[(who + where) % len(PEOPLE)])

    def archive(self, where: int, who: int, order: int) -> None:
        self._move_topic(PAGES[0], PAGES[1], where, who, order)

    def bring_back(self, where: int, who: int, order: int) -> None:
        self._move_topic(PAGES[1], PAGES[0], where, who, order)

    def remove(self, where: int, who: int, wait: int) -> None:
        """A comment that nobody answered and that is not alone is taken away."""
        self._wait(wait)
        for thread in self.pages[PAGES[0]]:
            said = list(thread.all())
            gone = said[where % len(said)]
            if not gone.answers and len(said) > 1:
                _take(thread.comments, gone)
                self._save(PAGES[0], PEOPLE[who % len(PEOPLE)])
                return

    def delete_and_restore(self, where: int, who: int, wait: int) -> None:
        """A page is emptied, and some time later everything is there again."""
        page = PAGES[where % 2]
        before = copy.deepcopy(self.pages[page])
        if not before:
            return
        for threads, editor in (([], who), (before, who + wait)):
            self._wait(wait)
            self.pages[page] = threads
            self._save(page, PEOPLE[editor % len(PEOPLE)])

    def revert(self, where: int, who: int, flagged: int) -> None:
        """Back to one of the last versions, said to be a revert or not."""
        self._wait(3)
        page = PAGES[where % 2]
        versions = self.past[page][-4:]
        self.pages[page] = copy.deepcopy(versions[who % len(versions)])
        self._save(page, PEOPLE[who % len(PEOPLE)], reverts=bool(flagged % 2))

    # -- how it is done ------------------------------------------------------------------------

    def _said(self, who: int, words: int) -> Said:
        self._count += 1
        label = f"L{self._count}"
        first, step = self._count * 7, 3 + self._count % 4  # other words each time, few or many of them
        chosen = [_WORDS[(first + number * step) % len(_WORDS)] for number in range(1 + words % 7)]
        return Said(label, PEOPLE[who % len(PEOPLE)], self.now, [label, *chosen])

    def _wait(self, choice: int) -> None:
        minutes = (0, 1, 3, 15, 60 * 30)[choice % 5]
        self.now += timedelta(minutes=minutes)

    def _comments(self, page: str) -> list[Said]:
        return [said for thread in self.pages[page] for said in thread.all()]

    def _thread(self, where: int) -> Thread | None:
        threads = self.pages[PAGES[0]]
        return threads[where % len(threads)] if threads else None

    def _change(self, where: int, who: int | None, change: Callable[[Said], None]) -> None:
        if comments := self._comments(PAGES[0]):
            said = comments[where % len(comments)]
            editor = said.author if who is None or who % 2 else PEOPLE[who % len(PEOPLE)]
            change(said)
            self._save(PAGES[0], editor)

    def _move_topic(self, source: str, target: str, where: int, who: int, order: int) -> None:
        """Cut here and pasted there, or the other way round; by somebody a few minutes later."""
        self._wait(3 if order % 2 else 2)
        if not self.pages[source]:
            return
        thread = self.pages[source][where % len(self.pages[source])]
        if any(thread.label == other.label for other in self.pages[target]):
            return  # it stands there already, because a version of before was brought back

        def cut() -> None:
            self.pages[source].remove(thread)
            self._save(source, PEOPLE[who % len(PEOPLE)])

        def paste() -> None:
            self.pages[target].append(copy.deepcopy(thread))
            self._save(target, PEOPLE[who % len(PEOPLE)])

        for act in (cut, paste) if order % 3 else (paste, cut):
            act()

    def _save(self, page: str, editor: str, *, posted: str | None = None, reverts: bool = False) -> None:
        text = "\n\n".join(
            "\n\n".join(
                [f"== {thread.heading} ==", *("\n".join(said.wikitext()) for said in thread.comments)]
            )
            for thread in self.pages[page]
        )
        if self.steps and text == next((s.text for s in reversed(self.steps) if s.page == page), ""):
            return  # nothing changed: nothing is saved
        self.past[page].append(copy.deepcopy(self.pages[page]))
        threads = {said.label: thread.label for thread in self.pages[page] for said in thread.all()}
        conversation = read(text, form="wikitext", site=SITE)
        saved = Saved(editor, self.now, reverts=reverts)
        self.steps.append(Step(len(self.steps) + 1, page, text, conversation, saved, posted, threads))


def _take(comments: list[Said], said: Said) -> bool:
    """Take a comment out of a thread, wherever it stands."""
    for place, one in enumerate(comments):
        if one is said:
            del comments[place]
            return True
        if _take(one.answers, said):
            return True
    return False


ACTIONS = (
    *("reply", "reply", "reply", "add_topic", "edit", "sign_otherwise", "sign_again", "rename_account"),
    *(
        "indent_otherwise",
        "move_to_other_topic",
        "rename_topic",
        "order_otherwise",
        "split_topic",
        "join_topics",
    ),
    *(
        "archive",
        "bring_back",
        "reply_in_archive",
        "remove",
        "revert",
        "delete_and_restore",
        "do_several_things",
    ),
)
_numbers = st.integers(min_value=0, max_value=11)


def _histories(actions: Sequence[str]) -> st.SearchStrategy[list[Step]]:
    choices = st.tuples(st.sampled_from(actions), _numbers, _numbers, _numbers)
    return st.lists(choices, min_size=1, max_size=14).map(lambda chosen: History().play(chosen))


histories = _histories(ACTIONS)
# Two comments that nothing tells apart but their place. (One that was taken away and is said again in its
# minute is the same for everybody: nobody is told twice.)
histories_with_twins = _histories([*sorted(set(ACTIONS) - {"remove", "revert"}), *["say_again"] * 3])
