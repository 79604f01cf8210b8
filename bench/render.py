"""How long rendering takes: talk pages of growing length, and hostile texts of growing length.

    python bench/render.py [--comments 10 100 1000] [--repeat 5]

The pages have comments of about 450 characters with links, bold, an address and a template. Each time
is the best of several. The peer, where it is installed, is mwparserfromhell: it only reads the
wikitext to a tree, in C, and makes no HTML. The second table shows how a hostile text's time grows
when its length doubles twice: 4 is linear, 16 would be quadratic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, compose, finish, split_sections

SITE = SiteConfig.for_language("en")
PAGES = {"Template:Tl": "<code>[[Template:{{{1}}}|{{{1}}}]]</code>"}
TITLE = "Talk:Bench"
HOSTILE = {
    "[[": "[[",
    "{{a|": "{{a|",
    "{{{": "{{{",
    "apostrophes": "'''''",
    "<b>, blank line": "<b>\n\n",
    "<table>x": "<table>x",
    "{|, line": "{|\n",
    "colons": ":",
    "<!--": "<!--",
    "<nowiki>": "<nowiki>",
    "[http://a": "[http://a",
    "<small><div>": "<small><div>",
    "one long address": "a",
}


def talk_page(comments: int) -> str:
    """A made-up talk page, a topic for every ten comments."""
    lines = []
    for number in range(comments):
        if number % 10 == 0:
            lines.append(f"== Topic {number // 10} with ''words'' ==")
        person = f"Person {number % 7}"
        lines.append(
            f"{':' * (number % 10)}This is what I think of '''it''', see [[Page {number}|the page]] and"
            f" https://example.org/{number}. {'Some more words to say so. ' * 11}Use {{{{tl|Box}}}},"
            f" <small>if you like</small>. [[User:{person}|{person}]] ([[User talk:{person}|talk]])"
            f" 12:{number % 60:02}, 5 February 2023 (UTC)"
        )
    return "\n".join(lines) + "\n"


def marks_of(text: str) -> list[CommentMark]:
    """Where the comments of a page stand."""
    sources = [
        (found.source, found.level)
        for found in find_in_wikitext(text, SITE)
        if isinstance(found, FoundComment) and found.source
    ]
    return [CommentMark(at.line_start, at.start, at.signature, at.end, level - 1) for at, level in sources]


def best_of(repeat: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def peer() -> Callable[[str], object] | None:
    """The reader to compare with, None where it is not installed."""
    try:
        import mwparserfromhell
    except ImportError:
        return None
    parse: Callable[[str], object] = mwparserfromhell.parse
    return parse


def measure_page(comments: int, repeat: int) -> list[str]:
    """One row: size, times in milliseconds, and the ratio to the peer's time."""
    text = talk_page(comments)
    marks = marks_of(text)
    composed = compose(text, site=SITE, title=TITLE, pages=PAGES, comments=marks, layout="threads")
    threads = best_of(
        repeat,
        lambda: compose(text, site=SITE, title=TITLE, pages=PAGES, comments=marks, layout="threads"),
    )
    page = best_of(repeat, lambda: compose(text, site=SITE, title=TITLE, pages=PAGES))
    filled = best_of(repeat, lambda: finish(composed, site=SITE, exists=lambda title: True))
    cut = best_of(repeat, lambda: split_sections(text))
    parse = peer()
    other = best_of(repeat, lambda: parse(text)) if parse else None
    ratio = f"{page / other:.1f}" if other else "-"
    times = [f"{value:.1f}" for value in (threads, page, filled, cut)]
    return [str(comments), str(len(text) // 1000), *times, f"{page / comments:.2f}", ratio]


def measure_growth(piece: str, repeat: int) -> list[str]:
    """Times of a hostile text of 5,000, 10,000 and 20,000 characters, and the growth from first to last."""
    start = "[http://" if piece == "a" else ""
    times = []
    for size in (5_000, 10_000, 20_000):
        text = start + piece * (size // len(piece))
        times.append(best_of(repeat, lambda text=text: compose(text, site=SITE, title=TITLE, pages={})))  # type: ignore[misc]
    return [*(f"{value:.1f}" for value in times), f"{times[-1] / times[0]:.1f}"]


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with columns as wide as what is in them."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--comments", type=int, nargs="+", default=[10, 100, 1_000])
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    print("Rendering a talk page, milliseconds")
    head = ["comments", "kB", "threads", "page", "finish", "split", "page/comment", "x peer"]
    print_table(head, [measure_page(comments, options.repeat) for comments in options.comments])
    print("\nHostile text, milliseconds for 5, 10 and 20 kB, and growth (4 is linear)")
    rows = [[name, *measure_growth(piece, options.repeat)] for name, piece in HOSTILE.items()]
    print_table(["repeated", "5 kB", "10 kB", "20 kB", "growth"], rows)


if __name__ == "__main__":
    main()
