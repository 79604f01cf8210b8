"""How fast conversations are read: from wikitext, HTML and copied text, beside what it could cost at least.

    python bench/conversations.py [--comments 10 100 1000 5000] [--seconds 0.3]

Everything is measured in one run, on the same texts, each time as the best of several, in seconds of the
processor, so that what else the machine does counts for little. Beside our readers
stand mwparserfromhell, which parses the same wikitext into a tree in C and finds no comments; selectolax,
whose parse of the HTML our own reader begins with; and the machine itself: one ``re.finditer`` over the
text for the year and zone that end a date. What is wanted stands in brackets. The floor is what no reader
in Python can do without: the moments of the dates, and the comments made of values that are all known
already; from HTML, also to have it parsed and written out, and to see the names of its tags. Peak memory
is what is allocated while reading, as a multiple of the text's bytes; what is left of it afterwards is the
conversation. In the last table 4 is linear, 16 would be quadratic.

Besides the made-up pages, real ones are read where there are some: ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import argparse
import gc
import re
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.conversation import Comment, Form, SourceRange, read
from folkmoot.core.conversation.model import quickly
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

SITE = SiteConfig.for_language("en")
TAG = re.compile(r"<(/?[a-z][a-z0-9]*)")
TAIL = re.compile(r"\d{4} \([A-Z]+\)")
REAL_PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "conversations" / "wikitext-found"
REAL_BYTES = 1_500_000
READERS: tuple[Form, ...] = ("wikitext", "html", "text")
DENSE, ORDINARY = 1, 6  # sentences in a comment
HOSTILE_SIZES = (20_000, 40_000, 80_000)
SIGNED = "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)"
HOSTILE = {
    "one long line": "word ",
    "deep indentation": ":",
    "lines ever deeper": "",  # made by size
    "dates on one line": "12:00, 5 February 2023 (UTC) ",
    "signatures on one line": f"x {SIGNED} ",
    "signatures and breaks": f"x {SIGNED}<br>",
    "a table of signatures": f"|-\n| x {SIGNED}\n",
    "links never closed": "[[User:Ada|",
    "calls in calls": "{{a|\n",
    "tags in tags": "<div><span>",
    "apostrophes": "'''''x",
    "brackets and zones": "(UTC) ",
    "comments never closed": "<!--",
    "headings": "== x ==\n",
}


def talk_page(comments: int, sentences: int) -> str:
    """A made-up talk page with a topic for every ten comments, each deeper than the one before."""
    lines = []
    for number in range(comments):
        if number % 10 == 0:
            lines.append(f"== Topic {number // 10} ==")
        words = "It would help to say so at the beginning, where everybody looks first. " * (sentences - 1)
        lines.append(
            f"{':' * (number % 10)}I think that [[Page {number}|this one]] says '''why'''. {words}"
            f"{signature(number)}"
        )
    return "\n".join(lines) + "\n"


def signature(number: int) -> str:
    """One of fifty people, at a time of its own."""
    person = f"Person {number % 50}"
    return f"[[User:{person}|{person}]] ([[User talk:{person}|talk]]) {moment(number)}"


def moment(number: int) -> str:
    """The date of a comment, a minute after the one before."""
    return f"{number // 60 % 24:02}:{number % 60:02}, {1 + number // 1440 % 28} February 2023 (UTC)"


def copied_page(comments: int, sentences: int) -> str:
    """The same page as it looks when it was copied out of a browser."""
    shown = re.sub(
        r"\[\[[^|\]]*\|([^\]]*)\]\]|'''|^:+|==+ | ==+",
        r"\1",
        talk_page(comments, sentences),
        flags=re.MULTILINE,
    )
    return shown.replace("(UTC)", "(UTC)[reply]")


def html_page(text: str) -> str:
    """The same page as our renderer shows it."""
    return f'<div class="mw-parser-output">{render(text, site=SITE, title="Talk:Bench").html}</div>'


def best_of(seconds: float, work: Callable[[], object]) -> float:
    """The shortest of the runs that fit into so many seconds, at least two; in seconds."""
    times: list[float] = []
    while len(times) < 2 or sum(times) < seconds:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def peer() -> Callable[[str], object] | None:
    """The parser to compare with, None where it is not installed."""
    try:
        import mwparserfromhell
    except ImportError:
        return None
    parse: Callable[[str], object] = mwparserfromhell.parse
    return parse


def memory(text: str, form: Form) -> tuple[float, float]:
    """What a conversation takes, and the most while it is read, as multiples of its page's bytes."""
    read(text, form=form, site=SITE)  # what is made once per site does not count
    tracemalloc.start()
    conversation = read(text, form=form, site=SITE)
    left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del conversation
    size = len(text.encode())
    return left / size, peak / size


def total(texts: Sequence[str], seconds: float, work: Callable[[str], object]) -> float:
    """The best times of all texts together, in seconds."""
    return sum(best_of(seconds / len(texts), partial(work, text)) for text in texts)


def read_wikitext(text: str) -> object:
    """What is measured, from wikitext."""
    return read(text, form="wikitext", site=SITE)


def scan(text: str) -> int:
    """The bare cost of looking at every character for the end of a date."""
    return sum(1 for _ in TAIL.finditer(text))


def wikitext_row(name: str, texts: Sequence[str], seconds: float) -> list[str]:
    """One row: size, our time and speed, and the ratios to the peer and to the machine."""
    size = sum(len(text.encode()) for text in texts)
    own = total(texts, seconds, read_wikitext)
    parse = peer()
    return [
        name,
        f"{size / 1000:.0f}",
        f"{own * 1000:.1f}",
        f"{size / own / 1e6:.1f}",
        f"{total(texts, seconds, parse) / own:.1f}" if parse else "-",
        f"{100 * total(texts, seconds / 4, scan) / own:.0f} %",
    ]


def other_forms_row(comments: int, seconds: float) -> list[str]:
    """One row: reading the HTML, beside its parse alone, and the copied text."""
    page = html_page(talk_page(comments, DENSE))
    copied = copied_page(comments, DENSE)
    html = best_of(seconds, lambda: read(page, form="html", site=SITE))
    parse = best_of(seconds / 2, lambda: LexborHTMLParser(page))
    floor = html_floor(page, talk_page(comments, DENSE), seconds / 2)
    text = best_of(seconds, lambda: read(copied, form="text", site=SITE))
    return [
        str(comments),
        f"{len(page.encode()) / 1000:.0f}",
        f"{html * 1000:.1f}",
        f"{len(page.encode()) / html / 1e6:.1f}",
        f"{html / parse:.1f}",
        f"{floor / parse:.1f}",
        f"{len(copied.encode()) / 1000:.0f}",
        f"{text * 1000:.1f}",
        f"{len(copied.encode()) / text / 1e6:.1f}",
    ]


def html_floor(page: str, text: str, seconds: float) -> float:
    """What reading HTML could cost at least: parse and write it, look at every tag once, dates, comments."""
    dates = timestamp_reader(SITE)
    steps: list[Callable[[], object]] = [
        lambda: LexborHTMLParser(page).html,
        lambda: TAG.findall(page),
        lambda: list(dates.finditer(page)),
        made_again(text),
    ]
    return sum(best_of(seconds, step) for step in steps)


def real_pages() -> list[str]:
    """Real talk pages of every size, as many as make up some megabytes."""
    texts: list[str] = []
    paths = sorted(REAL_PAGES.rglob("*.wikitext")) if REAL_PAGES.is_dir() else []
    for path in paths[:: max(1, len(paths) // 150)]:
        text = path.read_text(encoding="utf-8", errors="replace")
        if text and sum(map(len, texts)) + len(text) < REAL_BYTES:
            texts.append(text)
    return texts


def made_again(text: str) -> Callable[[], object]:
    """Makes the comments of a page anew, of values that are known: what any reader must do at last."""
    make, stretch = quickly(Comment), quickly(SourceRange)
    known = [
        (one.id.removeprefix(one.name), one.name[2:], one, one.source, one.timestamp.isoformat())
        for one in read(text, form="wikitext", site=SITE).comments()
    ]

    def work() -> list[Comment]:
        return [
            make(
                f"c-{part}{rest}", f"c-{part}", one.author, datetime.fromisoformat(moment), one.level,
                text[place.start : place.signature].rstrip(), one.display_name, (),
                stretch(place.line_start, place.start, place.signature, place.timestamp, place.end, ":"),
                False, one.replies, False,
            )
            for rest, part, one, place, moment in known
            if place is not None
        ]  # fmt: skip

    return work


def long_page_rows(comments: int, seconds: float) -> list[list[str]]:
    """A long page: rendering it, reading it in both ways, and what reading could cost at least."""
    text = talk_page(comments, DENSE)
    dates = timestamp_reader(SITE)
    rendering = best_of(0, lambda: render(text, site=SITE, title="Talk:Bench"))
    times = {
        "rendering": rendering,
        "reading as people": best_of(seconds, lambda: read_wikitext(text)),
        "reading as DiscussionTools": best_of(
            seconds, lambda: read(text, form="wikitext", site=SITE, reading="discussiontools")
        ),
        "floor: the moments of the dates": best_of(seconds, lambda: list(dates.finditer(text))),
        "floor: making the comments alone": best_of(seconds, made_again(text)),
    }
    return [
        [name, f"{time * 1000:.0f}", f"{time / comments * 1e6:.1f}", f"{100 * time / rendering:.1f} %"]
        for name, time in times.items()
    ]


def hostile_text(piece: str, size: int) -> str:
    """A text of about ``size`` characters that makes work."""
    if piece:
        return piece * (size // len(piece))
    lines = int((2 * size) ** 0.5)
    return "\n".join(":" * number for number in range(lines))


def growth_row(name: str, piece: str, form: Form) -> list[str]:
    """Milliseconds for a hostile text that doubles twice, and how the time grew from first to last.

    Without the garbage collector, whose passes come when they come.
    """
    texts = [hostile_text(piece, size) for size in HOSTILE_SIZES]
    gc.disable()
    times = [best_of(0.02, partial(read, text, form=form, site=SITE)) for text in texts]
    gc.enable()
    return [name, form, *(f"{seconds * 1000:.1f}" for seconds in times), f"{times[-1] / times[0]:.1f}"]


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with columns as wide as what is in them."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    print(f"\n{title}")
    for row in (head, *rows):
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)), flush=True)


def print_speeds(counts: Sequence[int], seconds: float) -> None:
    """The tables of speed, of memory and of reading beside rendering."""
    rows = [wikitext_row(f"{count} short comments", [talk_page(count, DENSE)], seconds) for count in counts]
    rows.append(wikitext_row("1000 ordinary comments", [talk_page(1000, ORDINARY)], seconds))
    if real := real_pages():
        rows.append(wikitext_row(f"{len(real)} real pages", real, seconds))
    head = ["page", "kB", "ms", "MB/s", "x peer (10)", "of the scan (30 %)"]
    print_table("From wikitext", head, rows)
    head = ["comments", "kB HTML", "ms", "MB/s", "x its parse (2)", "floor", "kB copied", "ms", "MB/s"]
    print_table(
        "From HTML and from copied text", head, [other_forms_row(count, seconds) for count in counts[:-1]]
    )
    text = talk_page(1000, DENSE)
    pages: dict[Form, str] = {"wikitext": text, "html": html_page(text), "text": copied_page(1000, DENSE)}
    multiples = {form: memory(page, form) for form, page in pages.items()}
    print_table(
        "Memory of reading 1000 comments, as a multiple of the page's bytes",
        ["", *READERS],
        [
            ["the conversation", *(f"{multiples[form][0]:.1f}" for form in READERS)],
            ["peak while reading", *(f"{multiples[form][1]:.1f}" for form in READERS)],
        ],
    )
    head = [f"{max(counts)} comments", "ms", "µs each", "of rendering (10 %)"]
    print_table("A long page", head, long_page_rows(max(counts), seconds))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--comments", type=int, nargs="+", default=[10, 100, 1_000, 5_000])
    parser.add_argument("--seconds", type=float, default=0.3, help="spent on each time (default: 0.3)")
    options = parser.parse_args()
    print_speeds(options.comments, options.seconds)
    rows = [growth_row(name, piece, form) for name, piece in HOSTILE.items() for form in READERS]
    print_table(
        "Hostile text, milliseconds, and growth from first to last (4 is linear)",
        ["repeated", "read as", *(f"{size // 1000} kB" for size in HOSTILE_SIZES), "growth"],
        rows,
    )


if __name__ == "__main__":
    main()
