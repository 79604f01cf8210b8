"""The index says what a reading of the whole page says, however the page came to be what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from folkmoot.core.conversation import read
from folkmoot.core.conversation.model import Comment, Topic
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.titles import Title
from folkmoot.web.pages.queries import load_revision, revision_text
from folkmoot.web.pages.services import save_page
from folkmoot.web.shared.actor import MEMBER_RIGHTS, Actor
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.talk import index
from folkmoot.web.talk.index import State, rebuild_index
from folkmoot.web.talk.models import CommentEntry, IndexedPage, TopicEntry
from folkmoot.web.talk.rows import section_places

PAGE = Title(1, "Pond")
WRITER = Actor("Writer", None, MEMBER_RIGHTS)
NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

Item = tuple[object, ...]


def read_whole(text: str) -> list[Item]:
    """Every item of the page in page order, as one reading of the whole text has it."""
    found = _items(read(text, form="wikitext", site=wiki_site()).topics, None)
    return [item for _, item in sorted(found, key=itemgetter(0))]


def _items(items: tuple[Comment | Topic, ...], parent: str | None) -> Iterator[tuple[int, Item]]:
    for item in items:
        if isinstance(item, Topic):
            own: Item = ("topic", item.level or 0, item.text, item.anchor, item.id, item.name, parent)
            yield (-1 if item.placeholder else item.start or 0), own
        else:
            assert item.source is not None
            above = None if parent and parent.startswith("h-") else parent
            own = ("comment", item.level, item.author, item.timestamp, item.id, item.name, above)
            yield item.source.timestamp, own
        yield from _items(item.replies, item.id)


def read_index(page_id: int, sections: tuple[int, ...]) -> list[Item]:
    """Every item of the page in page order, as the rows have it."""
    places = {place: at for at, place in enumerate(section_places(sections))}
    rows = TopicEntry.objects.select_related("parent").filter(page_id=page_id)
    topics = sorted(rows, key=lambda row: (places[row.section_id, row.occurrence], row.number))
    items: list[Item] = []
    for row in topics:
        parent = row.parent.item_id if row.parent else None
        if row.item_id:
            items.append(("topic", row.level, row.text, row.anchor, row.item_id, row.name, parent))
        comments = list(CommentEntry.objects.filter(topic=row).order_by("number"))
        assert [comment.number for comment in comments] == list(range(len(comments)))
        assert (row.comments, row.people) == (len(comments), sorted({one.author for one in comments}))
        for one in comments:
            above = None if one.parent_number is None else comments[one.parent_number].item_id
            items.append(("comment", one.level, one.author, one.posted, one.item_id, one.name, above))
    return items


def save(text: str) -> None:
    save_page(actor=WRITER, title=PAGE, text=text, now=NOW)
    check_index()


def check_index(title: Title = PAGE) -> None:
    revision = load_revision(title)
    assert revision is not None
    expected = read_whole(revision_text(revision))
    assert read_index(revision.page_id, revision.sections) == expected
    kept = rows_of(revision.page_id)
    rebuild_index(page_id=revision.page_id, after=State(revision.id, revision.sections), site=wiki_site())
    assert rows_of(revision.page_id) == kept


def rows_of(page_id: int) -> list[dict[str, object]]:
    """All rows without their keys, parents named by their id: what must not depend on the way."""
    topics = TopicEntry.objects.filter(page_id=page_id).order_by("section_id", "occurrence", "number")
    values = list(topics.values())
    names = {row["id"]: row["item_id"] for row in values}
    for row in values:
        row["parent_id"] = names.get(row["parent_id"])
        row["own"] = [
            {name: value for name, value in comment.items() if name not in ("id", "topic_id")}
            for comment in CommentEntry.objects.filter(topic_id=row.pop("id")).order_by("number").values()
        ]
    return values


def comment(author: str, minute: int, depth: int = 0, words: str = "words") -> str:
    signature = write_signature(author, wiki_site(), now=START + timedelta(minutes=minute))
    return f"{':' * depth}{words} {signature}\n"


# Few authors, minutes and headings, so that ids and anchors collide all the time.
signed_lines = st.builds(comment, st.sampled_from(["Ada", "Ben"]), st.integers(0, 3), st.integers(0, 3))
# What people see and DiscussionTools does not: ids follow it, levels and parents do not.
marks = st.sampled_from(["{{od}}\n", "* a point\n* another\n", ":: unsigned\n", "<div>\n", "</div>\n"])
comments = signed_lines | st.builds(str.__add__, marks, signed_lines)
bodies = st.lists(comments, max_size=4).map("".join)
headings = st.builds(
    lambda level, words: f"{'=' * level} {words} {'=' * level}\n",
    st.integers(1, 4),
    st.sampled_from(["Question", "question", "Question 2", "Question-1", "Plans"]),
)
sections = st.builds(str.__add__, headings, bodies)
pages = st.builds(lambda lead, parts: [lead, *parts], bodies, st.lists(sections, max_size=6))


_LINES = [comment("Ada", 0), comment("Ben", 1, 1), comment("Ben", 3, 1)]


@st.composite
def histories(draw: st.DrawFn) -> list[str]:
    """A page and what becomes of it: sections changed, added, removed, moved; comments put in."""
    page = draw(pages)
    texts = ["".join(page)]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(page) - 1))
        match draw(st.sampled_from(["change", "reply", "append", "insert", "remove", "swap"])):
            case "change":
                page[at] = draw(sections if at else bodies)
            case "reply":
                lines = page[at].splitlines(keepends=True)
                lines.insert(draw(st.integers(min(1, len(lines)), len(lines))), draw(comments))
                page[at] = "".join(lines)
            case "append":
                page.append(draw(sections))
            case "insert":
                page.insert(max(at, 1), draw(sections))
            case "remove" if at:
                del page[at]
            case "swap":
                other = draw(st.integers(0, len(page) - 1))
                if at and other:
                    page[at], page[other] = page[other], page[at]
            case _:
                pass
        texts.append("".join(page))
    return texts


@pytest.mark.django_db
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
@example([comment("Ada", 0), comment("Ada", 0) + "== Q ==\n" + comment("Ada", 0)])
@example(
    [
        "== Q ==\n",
        "== Q ==\n" + comment("Ada", 1),
        "== Q ==\n" + comment("Ada", 1) + "=== R ===\n" + comment("Ben", 0),
    ]
)
@example(  # the last one goes on from the second, past the third: their tree is not in page order
    ["== Q ==\n" + "".join((*_LINES, "{{od}}\n", comment("Ada", 2, 0)))],
)
def test_the_index_after_any_edits_is_that_of_the_whole_text(db: None, texts: list[str]) -> None:
    with transaction.atomic():
        for text in texts:
            if text.strip():
                save(text)
        transaction.set_rollback(True)


class Watched:
    """Whether the whole page had to be computed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        original = index._index_whole

        def counted(*arguments: object) -> bool:
            self.times += 1
            return original(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(index, "_index_whole", counted)


@pytest.fixture
def whole(db: None, monkeypatch: pytest.MonkeyPatch) -> Watched:
    save_page(actor=WRITER, title=PAGE, text=TEXT, now=NOW)
    return Watched(monkeypatch)


LEAD = comment("Ada", 0)
FIRST = "== Question ==\n" + comment("Ada", 1) + comment("Ben", 2, 1)
PART = "=== Part ===\n" + comment("Ben", 3)
LAST = "== Plans ==\n" + comment("Ben", 1)
TEXT = LEAD + FIRST + PART + LAST


def change(old: str, new: str) -> None:
    save_page(actor=WRITER, title=PAGE, text=TEXT.replace(old, new), now=NOW)


SMALL_CHANGES = {
    "a reply at the end": (LAST, LAST + comment("Ada", 9, 1)),
    "a reply in the middle": (FIRST, FIRST.replace(":words", comment("Ada", 9, 1) + ":words")),
    "a reply above sub-topics": (PART, PART + comment("Ada", 9, 1)),
    "a reply before the first heading": (LEAD, LEAD + comment("Ben", 9, 1)),
    "the same comment twice in its topic": (LAST, LAST + comment("Ben", 1)),
    "a comment edited": (LAST, LAST.replace("words", "other words")),
    "a comment removed": (comment("Ben", 2, 1), ""),
    "another topic": (LAST, LAST + "== News ==\n" + comment("Ada", 9)),
    "another topic of the same name": (LAST, LAST + "== Question ==\n" + comment("Ada", 1)),
    "another sub-topic": (LAST, LAST + "=== Part ===\n" + comment("Ada", 9)),
    "a topic without comments": (LAST, LAST + "== News ==\nNobody said this.\n"),
}
LARGE_CHANGES = {
    "a heading renamed": ("Plans", "Plan"),
    "a topic removed": (FIRST + PART, ""),
    "a topic put in before another": (LAST, "== News ==\n" + comment("Ada", 9) + LAST),
    "the first comment of a topic with sub-topics removed": (comment("Ada", 1) + comment("Ben", 2, 1), ""),
    "an id taken from a comment further down": (FIRST, FIRST + comment("Ben", 3)),
    "a text twice": (LAST, LAST + LAST),
}


@pytest.mark.parametrize(("old", "new"), SMALL_CHANGES.values(), ids=SMALL_CHANGES)
def test_a_small_change_is_indexed_without_the_rest_of_the_page(whole: Watched, old: str, new: str) -> None:
    change(old, new)
    assert whole.times == 0
    check_index()


@pytest.mark.parametrize(("old", "new"), LARGE_CHANGES.values(), ids=LARGE_CHANGES)
def test_a_change_that_reaches_further_is_indexed_as_a_whole(whole: Watched, old: str, new: str) -> None:
    change(old, new)
    check_index()


def test_a_section_with_two_headings_is_read_with_its_page(whole: Watched) -> None:
    boxed = LAST + "<div>\n=== Box ===\n" + comment("Ada", 5) + "</div>\n"
    change(LAST, boxed)
    check_index()
    save_page(actor=WRITER, title=PAGE, text=TEXT.replace(LAST, boxed + comment("Ben", 6)), now=NOW)
    check_index()


def test_rows_made_by_other_rules_are_made_again(whole: Watched) -> None:
    IndexedPage.objects.update(rules="older")
    TopicEntry.objects.update(item_id="nonsense")
    change(LAST, LAST + comment("Ada", 9, 1))
    assert whole.times == 1
    check_index()
