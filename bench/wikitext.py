"""How fast wikitext is rendered, beside MediaWiki and mwcomposerfromhell in the same run.

    python bench/wikitext.py [--comments 10 100 1000 5000] [--seconds 0.5] [--only talk changed ...]

Times are seconds of the processor, the best of several, in warm processes. MediaWiki is Debian's 1.39 on a
throw-away SQLite wiki with opcache and APCu, its parser asked directly, without its cache of finished pages;
mwcomposerfromhell is the Python library that comes nearest. What is wanted stands in brackets. In the last
table 4 is linear and 16 would be quadratic. Memory is the most that is allocated meanwhile, as a multiple
of the bytes of the source.
"""

from __future__ import annotations

import argparse
import gc
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from peers import mediawiki
from peers.mediawiki import MediaWiki
from texts.hostile import DOUBLING, REPEATED, hostile_text
from texts.talk import TEMPLATES, talk_page
from texts.templates import infoboxes, loops, navboxes

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import CommentMark, compose, finish, finish_all, split_sections

SITE = SiteConfig.for_language("en")
TITLE = "Talk:Bench"
REAL_PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "conversations" / "wikitext-found"
REAL_BYTES = 1_000_000
HOSTILE_SIZES = (10_000, 20_000, 40_000)
SECTIONS = 1_000
_TURNS = 3
Rows = list[list[str]]


def best_of(seconds: float, work: Callable[[], object]) -> float:
    """The shortest of the runs that fit into so many seconds, at least two; in seconds."""
    times: list[float] = []
    while len(times) < 2 or sum(times) < seconds:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def rendered(text: str, templates: Mapping[str, str]) -> str:
    """The whole way: source to finished HTML, with nothing kept from before."""
    composed = compose(text, site=SITE, title=TITLE, pages=templates)
    return finish(composed, site=SITE, exists=templates.__contains__)


def library() -> Callable[[str], object] | None:
    """mwcomposerfromhell, None where it is not installed."""
    try:
        import mwcomposerfromhell  # type: ignore[import-untyped]
        import mwparserfromhell
    except ImportError:
        return None
    return lambda text: mwcomposerfromhell.compose(mwparserfromhell.parse(text))


class Bench:
    """The three programs, and how long each is tried."""

    def __init__(self, seconds: float, peer: MediaWiki | None) -> None:
        self.seconds = seconds
        self.peer = peer
        self.library = library()

    def both(self, text: str, templates: Mapping[str, str]) -> tuple[float, float | None]:
        """Our seconds for one page and MediaWiki's, by turns: what else the machine does meets both."""
        own: list[float] = []
        other: list[float] = []
        for _ in range(_TURNS):
            own.append(best_of(self.seconds / _TURNS, partial(rendered, text, templates)))
            if (seconds := self.mediawiki(text, templates)) is not None:
                other.append(seconds)
        return min(own), min(other, default=None)

    def mediawiki(self, text: str, templates: Mapping[str, str]) -> float | None:
        """Seconds of MediaWiki for one page, None without it."""
        if self.peer is None:
            return None
        repeat = 2 if len(text) > 100_000 else 5
        return min(self.peer.parse(text, title=TITLE, templates=templates, repeat=repeat).seconds)

    def row(
        self, name: str, text: str, templates: Mapping[str, str], *, with_library: bool = True
    ) -> list[str]:
        """One page: its size, our time and speed, and how many times as long the others take."""
        own, other = self.both(text, templates)
        slow = best_of(0, lambda: self.library and self.library(text)) if with_library else None
        size = len(text.encode())
        speed = f"{size / own / 1e6:.2f}"
        theirs = f"{size / other / 1e6:.2f}" if other else "-"
        return [
            name,
            f"{size / 1000:.0f}",
            f"{own * 1000:.1f}",
            speed,
            theirs,
            times(other, own),
            times(slow, own),
        ]

    # -- the tables

    def talk(self, counts: Sequence[int]) -> Rows:
        """Talk pages of three kinds and growing length, and real ones."""
        rows = []
        for count in counts:
            kinds = {
                "short": talk_page(count, sentences=1),
                "ordinary": talk_page(count),
                "with templates": talk_page(count, templates=True),
            }
            rows += [
                self.row(f"{count} {kind} comments", text, TEMPLATES, with_library=count <= 1000)
                for kind, text in kinds.items()
            ]
        return rows

    def real(self) -> Rows:
        """Real talk pages, their templates missing; all of them together."""
        texts = real_pages()
        if not texts:
            return []
        own = sum(best_of(0, partial(rendered, text, {})) for text in texts)
        other = sum(self.mediawiki(text, {}) or 0 for text in texts)
        size = sum(len(text.encode()) for text in texts)
        theirs = f"{size / other / 1e6:.2f}" if other else "-"
        name = f"{len(texts)} real pages"
        speed = f"{size / own / 1e6:.2f}"
        return [[name, f"{size / 1000:.0f}", f"{own * 1000:.0f}", speed, theirs, times(other, own), "-"]]

    def changed(self) -> Rows:
        """A page of a thousand sections, one of them changed: that one is rendered, all are put together."""
        text = talk_page(SECTIONS, to_a_topic=1)
        pieces = [text[section.start : section.end] for section in split_sections(text) if section.end]
        kept = [compose(piece, site=SITE, title=TITLE, pages={}) for piece in pieces]
        one = pieces[len(pieces) // 2] + ":Another word. [[User:Ada]] 10:00, 5 May 2024 (UTC)\n"

        def again() -> str:
            kept[len(pieces) // 2] = compose(one, site=SITE, title=TITLE, pages={})
            return "\n".join(finish_all(kept, site=SITE, exists=lambda title: False))

        own = best_of(self.seconds, lambda: compose(one, site=SITE, title=TITLE, pages={}))
        whole = best_of(self.seconds, again)
        other = self.mediawiki(text, {})
        return [
            ["the section", f"{own * 1000:.2f}", times(other, own)],
            ["and the page put together", f"{whole * 1000:.2f}", times(other, whole)],
        ]

    def templates(self) -> Rows:
        """Pages that are mostly templates."""
        return [
            self.row(page.name, page.text, page.templates, with_library=False)
            for page in (infoboxes(), navboxes(), loops())
        ]

    def threads(self, counts: Sequence[int]) -> Rows:
        """Parts of the way: with comments as blocks, the slots filled, the page cut into sections."""
        return [self._threads_row(count) for count in counts]

    def _threads_row(self, count: int) -> list[str]:
        text = talk_page(count)
        marks = marks_of(text)
        composed = compose(text, site=SITE, title=TITLE, pages={}, comments=marks, layout="threads")
        works: tuple[Callable[[], object], ...] = (
            lambda: compose(text, site=SITE, title=TITLE, pages={}, comments=marks, layout="threads"),
            lambda: compose(text, site=SITE, title=TITLE, pages={}),
            lambda: finish(composed, site=SITE, exists=lambda title: True),
            lambda: split_sections(text),
        )
        return [str(count), *(f"{best_of(self.seconds, work) * 1000:.1f}" for work in works)]


def times(other: float | None, own: float) -> str:
    """How many times as long the other takes."""
    return f"{other / own:.1f}" if other else "-"


def marks_of(text: str) -> list[CommentMark]:
    """Where the comments of a page stand."""
    sources = [
        (found.source, found.level)
        for found in find_in_wikitext(text, SITE)
        if isinstance(found, FoundComment) and found.source
    ]
    return [CommentMark(at.line_start, at.start, at.signature, at.end, level - 1) for at, level in sources]


def real_pages() -> list[str]:
    """Real talk pages of every size, as many as make up a megabyte."""
    paths = sorted(REAL_PAGES.rglob("*.wikitext")) if REAL_PAGES.is_dir() else []
    texts: list[str] = []
    for path in paths[:: max(1, len(paths) // 100)]:
        text = path.read_text(encoding="utf-8", errors="replace")
        if text and sum(map(len, texts)) + len(text) < REAL_BYTES:
            texts.append(text)
    return texts


def memory() -> Rows:
    """The most that is allocated while rendering, as a multiple of the source's bytes."""
    pages = {
        "1000 ordinary comments": (talk_page(1000), {}),
        "1000 short comments": (talk_page(1000, sentences=1), {}),
        "1000 comments with templates": (talk_page(1000, templates=True), TEMPLATES),
        "a page of links": ("[[Page]] " * 20_000, {}),
    }
    return [[name, f"{_peak(text, templates):.1f}"] for name, (text, templates) in pages.items()]


def _peak(text: str, templates: Mapping[str, str]) -> float:
    rendered(text, templates)  # what is made once per site does not count
    tracemalloc.start()
    rendered(text, templates)
    _left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(text.encode())


def growth() -> Rows:
    """Milliseconds for hostile texts that double twice, without the garbage collector."""
    rows = []
    for name in REPEATED:
        texts = [hostile_text(name, size) for size in HOSTILE_SIZES]
        gc.disable()
        spent = [best_of(0.03, partial(rendered, text, {})) for text in texts]
        gc.enable()
        rows.append([name, *(f"{seconds * 1000:.1f}" for seconds in spent), f"{spent[-1] / spent[0]:.1f}"])
    doubled = best_of(0, partial(rendered, "{{Double 0}}", DOUBLING))
    return [*rows, ["templates that double", "", "", f"{doubled * 1000:.1f}", "bounded"]]


def print_table(title: str, head: Sequence[str], rows: Rows) -> None:
    """A table with columns as wide as what is in them."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    print(f"\n{title}")
    for row in (head, *rows):
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)), flush=True)


PAGE_HEAD = ["page", "kB", "ms", "MB/s", "MediaWiki's MB/s", "x MediaWiki", "x mwcomposerfromhell"]


def tables(bench: Bench, counts: Sequence[int]) -> dict[str, Callable[[], None]]:
    """The tables by name, in their order."""
    sizes = [f"{size // 1000} kB" for size in HOSTILE_SIZES]
    return {
        "talk": lambda: print_table("Talk pages, cold [4 x MediaWiki]", PAGE_HEAD, bench.talk(counts)),
        "real": lambda: print_table("Real talk pages, cold", PAGE_HEAD, bench.real()),
        "changed": lambda: print_table(
            f"One section of {SECTIONS} changed [40 x]", ["what", "ms", "x MediaWiki"], bench.changed()
        ),
        "templates": lambda: print_table("Templates [1 x MediaWiki]", PAGE_HEAD, bench.templates()),
        "threads": lambda: print_table(
            "Parts of the way, ms", ["comments", "threads", "page", "finish", "split"], bench.threads(counts)
        ),
        "memory": lambda: print_table("Memory at its peak [20]", ["page", "x source"], memory()),
        "growth": lambda: print_table(
            "Hostile texts, ms, and growth [4 is linear]", ["repeated", *sizes, "growth"], growth()
        ),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--comments", type=int, nargs="+", default=[10, 100, 1_000, 5_000])
    parser.add_argument("--seconds", type=float, default=0.5, help="spent on each time (default: 0.5)")
    parser.add_argument("--only", nargs="+", help="tables to print (default: all)")
    options = parser.parse_args()
    with ExitStack() as stack:
        peer = None
        if mediawiki.is_here():
            peer = stack.enter_context(mediawiki.running())
        else:
            print(mediawiki.HOW_TO_GET)
        for name, table in tables(Bench(options.seconds, peer), options.comments).items():
            if not options.only or name in options.only:
                table()


if __name__ == "__main__":
    main()
