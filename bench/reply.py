"""What a reply, and a view of its page, cost on pages of 10 to 5,000 comments.

    python bench/reply.py [--comments 10 100 1000 5000] [--replies 20]

Runs on a SQLite database of its own in a temporary folder. Each row is a page; times are medians.
*bytes* is what a reply adds to SQLite's write-ahead log (whole database pages of 4 kB), *minimum* is one
INSERT and COMMIT on the same database in the same run: what no reply could do without. A *cold*
view draws the page after a reply (one section is rendered, all are joined), a *warm* one draws it again,
and *again* is what the next anonymous visitor within the minute waits for.

The second table is the library alone, without a site: what ``edits.reply`` costs on the text of a whole
page, beyond finding its comments, which it does once. Best of five.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PER_TOPIC = 10
TITLE = "Talk:Long page"


def main() -> None:
    """Parse the arguments, make a database, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--comments", type=int, nargs="+", default=[10, 100, 1_000, 5_000])
    parser.add_argument("--replies", type=int, default=20, help="replies measured per page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        _set_up(Path(folder))
        rows = [_measure(comments, options.replies, Path(folder)) for comments in options.comments]
    _print(rows)
    _print_core(options.comments)


def _set_up(folder: Path) -> None:
    os.environ["FOLKMOOT_DATA"] = str(folder)
    os.environ["FOLKMOOT_HOSTS"] = "*"
    os.environ["FOLKMOOT_RATE_LIMITS"] = "0"
    os.environ.pop("FOLKMOOT_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "folkmoot.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _measure(comments: int, replies: int, folder: Path) -> dict[str, float]:
    """One page: make it, warm everything up with one reply, then measure."""
    from django.db import connection

    from folkmoot.core.titles import parse_title
    from folkmoot.web.pages.queries import load_revision
    from folkmoot.web.pages.services import save_page
    from folkmoot.web.shared.actor import MEMBER_RIGHTS, Actor
    from folkmoot.web.shared.sites import wiki_site
    from folkmoot.web.talk.models import CommentEntry
    from folkmoot.web.talk.queries import read_talk_page
    from folkmoot.web.talk.rendering import Reading
    from folkmoot.web.talk.services import post_reply

    actor = Actor("Ada", None, MEMBER_RIGHTS)
    title = parse_title(f"{TITLE} {comments}", wiki_site())
    save_page(actor=actor, title=title, text=_page(comments), now=START)
    ids = list(
        CommentEntry.objects.filter(page__key=title.key()).order_by("pk").values_list("item_id", flat=True)
    )
    clock = iter(range(1, 10_000))

    def reply() -> None:
        number = next(clock)
        post_reply(
            actor=actor,
            title=title,
            comment_id=ids[number * 7 % len(ids)],
            body=f"This is reply number {number}, with ''some'' words and a [[link]].",
            token=f"{comments}-{number}",
            now=START + timedelta(days=30, minutes=number),
        )

    def view(*, shared: bool = False) -> None:
        revision = load_revision(title)
        assert revision is not None
        read_talk_page(revision, Reading(now=START + timedelta(days=31)), shared=shared)

    reply()
    view()
    times: dict[str, list[float]] = {"reply": [], "minimum": [], "cold": [], "warm": [], "again": []}
    written: list[int] = []
    statements: list[int] = []
    for _ in range(replies):
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with _counted(statements):
            times["reply"].append(_seconds(reply))
        written.append((folder / "db.sqlite3-wal").stat().st_size)
        times["minimum"].append(_seconds(_insert_one))
        times["cold"].append(_seconds(view))
        times["warm"].append(_seconds(view))
        view(shared=True)
        times["again"].append(_seconds(lambda: view(shared=True)))
    medians = {name: statistics.median(values) * 1000 for name, values in times.items()}
    return {
        "comments": comments,
        **medians,
        "bytes": statistics.median(written),
        "statements": statistics.median(statements),
    }


@contextmanager
def _counted(counts: list[int]) -> Iterator[None]:
    """Count the statements without keeping them, so that counting costs next to nothing."""
    from django.db import connection

    count = 0

    def wrapper(execute: Callable[..., object], *arguments: object) -> object:
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(wrapper):
        yield
    counts.append(count)


def _insert_one() -> None:
    from django.db import transaction
    from django.utils import timezone

    from folkmoot.web.pages.models import PostedForm

    with transaction.atomic():
        PostedForm.objects.create(digest=os.urandom(20), posted=timezone.now())


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _page(comments: int) -> str:
    return "".join(_topic(first, min(PER_TOPIC, comments - first)) for first in range(0, comments, PER_TOPIC))


def _topic(first: int, comments: int) -> str:
    lines = [f"== Topic {first // PER_TOPIC} ==\n"]
    for number in range(comments):
        person = f"Person {(first + number) % 40}"
        moment = START + timedelta(minutes=first + number)
        lines.append(
            f"{':' * (number % 5)}Comment number {number} of this topic, as long as most are: a sentence or"
            f" two, with a [[Page {number}|link]] and some ''emphasis''. [[User:{person}|{person}]]"
            f" ([[User talk:{person}|talk]]) {moment:%H:%M}, {moment.day} {moment:%B %Y} (UTC)\n\n"
        )
    return "".join(lines)


def _print(rows: list[dict[str, float]]) -> None:
    first = rows[0]
    print("comments   reply ms  ratio  minimum ms  x minimum  bytes kB  ratio  statements", end="")
    print("  cold ms  warm ms  again ms")
    for row in rows:
        print(
            f"{row['comments']:8,.0f} {row['reply']:10.2f} {row['reply'] / first['reply']:6.2f}"
            f" {row['minimum']:11.2f} {row['reply'] / row['minimum']:10.1f}"
            f" {row['bytes'] / 1000:9.1f} {row['bytes'] / first['bytes']:6.2f} {row['statements']:11.0f}"
            f" {row['cold']:8.1f} {row['warm']:8.1f} {row['again']:9.2f}"
        )


def _print_core(sizes: list[int]) -> None:
    from folkmoot.core.conversation import edits, read
    from folkmoot.core.conversation.from_wikitext import find_in_wikitext
    from folkmoot.core.languages.signatures import write_signature
    from folkmoot.core.site import SiteConfig

    site = SiteConfig.for_language("en")
    signature = write_signature("Zoë", site, now=START)
    print("\ncomments  finding ms  reply ms  beyond ms")
    for comments in sizes:
        text = _page(comments)
        answered = list(read(text, form="wikitext", site=site).comments())[comments // 2]
        finding = _best(partial(find_in_wikitext, text, site))
        reply = _best(partial(edits.reply, text, answered, "So do I.", signature, site))
        print(f"{comments:8,} {finding:11.2f} {reply:9.2f} {reply - finding:10.2f}")


def _best(act: Callable[[], object]) -> float:
    """Milliseconds of the processor's time."""
    times = []
    for _ in range(5):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main()
