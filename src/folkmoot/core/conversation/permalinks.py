"""Where a link to a comment leads, whatever has happened to the comment since.

A ``Register`` is told of every saved version of every talk page. It gives each comment and each
topic a number that stays, and remembers every id and name that it ever had. DiscussionTools'
permalinks find a comment that still has the id, or the name, that is asked for; here an id leads
to the comment that had it, through edits, renamed headings, archives and restored revisions.

Revisions are numbers that grow over time, over all pages. ``page`` is whatever stays a page's own
through a change of its title: its number, or its title where pages are not renamed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from folkmoot.core.conversation.matching.recognition import Item, Place, Recognition, Version, items_of
from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.conversation.notices import Saved

FoundBy = Literal["id", "former id", "name", "former name", "old form"]
_CERTAINTY: tuple[FoundBy, ...] = ("id", "former id", "name", "former name", "old form")
_LONGEST_LINK = 600  # characters; an id has at most two parts of 80 bytes, two times and a number
_TIME = re.compile(r"-(?:\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?=-|\Z)")
_GADGET_ANCHOR = re.compile(r"(\d{12})_(.+?)(?:_\d+)?")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one comment or topic is to be seen.

    ``current`` says that the newest version of the page holds it; else ``revision`` is the last one
    that does. ``id`` is the id it has there. ``transcluded_from`` is the page that it really stands
    on, where it is only shown. ``found_by`` says what the link had in common with it.
    """

    number: int
    page: str
    revision: int
    id: str
    current: bool
    found_by: FoundBy
    transcluded_from: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What the register made of one version of a page: the number of each item by its id."""

    numbers: Mapping[str, int]
    first_seen: frozenset[str]  # ids of what no version of any page held before

    def known(self, item: Comment | Topic) -> bool:
        """Whether the wiki had this item before, on any page; see ``notices.events``."""
        return item.id not in self.first_seen

    def number(self, item: Comment | Topic) -> int:
        """The number by which the register knows the item."""
        return self.numbers[item.id]


@dataclass(slots=True)
class Span:
    """From which to which revision of a page an id or a name stood there.

    ``last`` is None while it does; ``numbers`` are the items that had it, the newest last.
    """

    first: int
    last: int | None = None
    numbers: list[int] = field(default_factory=list)


class Register:
    """The numbers, ids and names of all comments and topics of a wiki."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._versions: dict[str, Version] = {}
        self._by_signature: dict[Hashable, dict[int, None]] = defaultdict(dict)
        self._ids: dict[str, dict[str, Span]] = defaultdict(dict)
        self._names: dict[str, dict[str, Span]] = defaultdict(dict)
        self._old_forms: dict[str, dict[int, None]] = defaultdict(dict)

    # -- telling it ----------------------------------------------------------------------------

    def record(
        self,
        page: str,
        revision: int,
        conversation: Conversation,
        *,
        saved: Saved | None = None,
        transcluded_from: Mapping[str, str] | None = None,
    ) -> Recording:
        """Take note of a saved version of a page.

        ``saved`` says who saved it and when: it tells a message that somebody leaves on two pages
        in one minute from a copy of a message. ``transcluded_from`` gives, by id, the page that an
        item stands on where this one only shows it. A page that is deleted holds a conversation
        without topics from then on. A revision older than one that was recorded (an imported
        history) adds to what was, and changes nothing of what is.
        """
        before = self._versions.get(page)
        late = before is not None and revision < before.revision
        recognition = Recognition(
            self._items, self._by_signature, page, conversation, before, saved, late=late
        )
        origins = transcluded_from or {}
        for item in items_of(conversation):
            number = recognition.numbers[item.id]
            if late:
                self._note_late(item, number, page, revision)
            else:
                self._note(item, number, page, revision, origins.get(item.id))
            self._old_forms[_trimmed(item.id)].setdefault(number)
        if not late:
            version = Version(revision, conversation, recognition.numbers)
            if before is not None:
                self._close(page, before, version)
            self._versions[page] = version
        return Recording(recognition.numbers, frozenset(recognition.first_seen))

    def _note(
        self, item: Comment | Topic, number: int, page: str, revision: int, transcluded_from: str | None
    ) -> None:
        place = self._items[number].places.setdefault(page, Place(item.id, item.name, revision))
        place.id, place.name, place.last, place.transcluded_from = item.id, item.name, None, transcluded_from
        for spans, key in ((self._ids, item.id), (self._names, item.name)):
            span = spans[key].setdefault(page, Span(revision))
            span.last = None
            if number in span.numbers:
                span.numbers.remove(number)
            span.numbers.append(number)

    def _note_late(self, item: Comment | Topic, number: int, page: str, revision: int) -> None:
        place = self._items[number].places.setdefault(page, Place(item.id, item.name, revision, revision))
        if place.last is not None and place.last < revision:
            place.id, place.name = item.id, item.name
        _stretch(place, revision)
        for spans, key in ((self._ids, item.id), (self._names, item.name)):
            span = spans[key].setdefault(page, Span(revision, revision))
            _stretch(span, revision)
            if number not in span.numbers:
                span.numbers.insert(0, number)

    def _close(self, page: str, before: Version, after: Version) -> None:
        """Note until when there was what the newest version of a page holds no longer."""
        ids = set(after.numbers)
        names = {item.name for item in items_of(after.conversation)}
        numbers = set(after.numbers.values())
        for item in items_of(before.conversation):
            if item.id not in ids:
                self._ids[item.id][page].last = before.revision
            if item.name not in names:
                self._names[item.name][page].last = before.revision
            if (number := before.numbers[item.id]) not in numbers:
                self._items[number].places[page].last = before.revision

    # -- asking it -----------------------------------------------------------------------------

    def follow(self, link: str, *, page: str | None = None) -> Destination | None:
        """The one place that a link leads to; None if there is none, or no telling which.

        ``link`` is an id or a name, of today or of old, with or without ``#`` or percent-encoding.
        ``page`` is where the link points: it decides where several pages have the same id. What
        stands on a page now goes before what is gone, and what stands on a page itself before what
        is transcluded or copied there.
        """
        found = self.find(link)
        for certainty in _CERTAINTY:
            equal = [one for one in found if one.found_by == certainty]
            if not equal:
                continue
            for choice in (
                [one for one in equal if one.page == page and one.current],
                [one for one in equal if one.current and not one.transcluded_from],
                [one for one in equal if one.current],
                equal,
            ):
                if len({one.number for one in choice}) == 1:
                    return choice[0]
            return None
        return None

    def find(self, link: str) -> tuple[Destination, ...]:
        """Every place that a link may mean, the most certain first.

        For each comment or topic first the pages where it stands now, the oldest place first, then
        those where it stood.
        """
        target = _cleaned(link)
        if len(target) > _LONGEST_LINK:
            return ()
        found: list[Destination] = []
        seen: set[int] = set()
        for number, found_by in sorted(self._candidates(target), key=lambda one: _CERTAINTY.index(one[1])):
            if number not in seen:
                seen.add(number)
                found += self._destinations(number, found_by)
        return tuple(found)

    def _candidates(self, link: str) -> Iterator[tuple[int, FoundBy]]:
        yield from self._holders(self._ids, link, "id", "former id")
        for name in _names_in(link):  # "h-" is the name of every topic in which nobody spoke
            yield from self._holders(self._names, name, "name", "former name")
        yield from ((number, "old form") for number in self._old_forms.get(_trimmed(link), ()))

    def _holders(
        self, spans: Mapping[str, Mapping[str, Span]], key: str, now: FoundBy, once: FoundBy
    ) -> Iterator[tuple[int, FoundBy]]:
        """The items that have an id or name on any page, then those that had it."""
        for page, span in spans.get(key, {}).items():
            for number in reversed(span.numbers):
                place = self._items[number].places[page]
                held = place.last is None and key in (place.id, place.name)
                yield number, now if held else once

    def _destinations(self, number: int, found_by: FoundBy) -> list[Destination]:
        """Where an item stands, in the order in which it came there, then where it stood last."""
        places = self._items[number].places
        current = sorted(
            (place.transcluded_from is not None, place.first, page)
            for page, place in places.items()
            if place.last is None
        )
        gone = sorted((-place.last, page) for page, place in places.items() if place.last is not None)
        pages = [*(page for *_, page in current), *(page for _, page in gone)]
        return [self._destination(number, page, places[page], found_by) for page in pages]

    def _destination(self, number: int, page: str, place: Place, found_by: FoundBy) -> Destination:
        revision = self._versions[page].revision if place.last is None else place.last
        return Destination(
            number, page, revision, place.id, place.last is None, found_by, place.transcluded_from
        )

    # -- what it knows, as tables ----------------------------------------------------------------

    def id_spans(self) -> Iterator[tuple[str, str, int, int]]:
        """Every id that ever was: the id, the page, the first and the newest revision with it."""
        return self._spans(self._ids)

    def name_spans(self) -> Iterator[tuple[str, str, int, int]]:
        """Every name that ever was: the name, the page, the first and the newest revision with it."""
        return self._spans(self._names)

    def _spans(self, spans: Mapping[str, Mapping[str, Span]]) -> Iterator[tuple[str, str, int, int]]:
        for key, pages in spans.items():
            for page, span in pages.items():
                last = self._versions[page].revision if span.last is None else span.last
                yield key, page, span.first, last


def _stretch(span: Span | Place, revision: int) -> None:
    """Let a span of revisions hold this one as well."""
    span.first = min(span.first, revision)
    if span.last is not None:
        span.last = max(span.last, revision)


def _cleaned(link: str) -> str:
    """The id or name in a link, as it stands in the page: without ``#``, decoded, with underscores."""
    target = link.strip().rpartition("#")[2]
    return (unquote(target) if "%" in target else target).replace(" ", "_")


def _names_in(link: str) -> Iterable[str]:
    """The names that the item with this id can have: the id itself, and all up to one of its times.

    The anchors that Convenient Discussions made before there were ids (``202302051200_Ada``) say
    who and when as well.
    """
    if link != "h-":
        yield link
    if gadget := _GADGET_ANCHOR.fullmatch(link):
        digits, author = gadget[1], gadget[2]
        yield f"c-{author}-{digits}00"
        iso = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:]}:00.000Z"
        yield f"c-{author}-{iso}"
    elif link.startswith("c-"):
        yield from (link[: time.end()] for time in _TIME.finditer(link))


def _trimmed(item_id: str) -> str:
    """An id without the underscores that DiscussionTools once left at the ends of its parts."""
    return re.sub(r"_*-_*", "-", item_id).strip("_")
