"""`folkmoot threads`: who said what to whom on talk pages, from files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from folkmoot.core.conversation import Form, Reading, read
from folkmoot.core.errors import NoConversation, NotReadable, Refusal
from folkmoot.files import on_terminal, print_text, read_any_text, shown_name
from folkmoot.threads_output import (
    ANSWERS,
    PageRead,
    as_answers,
    as_csv,
    as_json,
    as_json_lines,
    as_tree,
    refuse_if_not_told,
    write_parquet,
)
from folkmoot.wiki_options import add_wiki_options, site_of, templates_of

EPILOG = """\
What is printed is --tree on a terminal and --json anywhere else, unless it is said.
  --tree   one line per comment: author, time by this machine's clock, first words.
           "~" marks an answer that only the words show, not the indentation.
           Colours can be turned off by setting NO_COLOR.
  --json   a list of headings with their replies inside, as DiscussionTools has them;
           of several pages an object with the list of each by its file's name.
  --jsonl  a line of JSON per comment.
  --csv    one row per comment, with a header. A cell that a spreadsheet would take
           for a formula (it begins with = + - or @) gets an apostrophe in front.
  --parquet FILE  the same table, typed (needs: pip install 'folkmoot[tables]').
  --show   JSON about something else: "summary" (the newest comment; how many comments
           and who takes part under each heading), and of HTML "text" and "html" (what
           each comment says), "sources" (which comments come from other pages), "items"
           (threads with their HTML, as DiscussionTools' API has them), "replies" (how
           deep and in which lists DiscussionTools would put an answer to each comment).

A file may be packed by gzip. Of a folder all files are read that end in .wikitext, .wiki,
.html, .htm or .txt, and in .gz after that. Of several pages those that cannot be read are
named at the end, and the others printed. What is no UTF-8 is read as well as it can be,
and said.

exit status:
  0  printed                              2  the command was not understood
  1  a file, or the only one, not read    3  read, but there is no conversation in it

examples:
  folkmoot threads talk.wikitext
  folkmoot threads --lang de --timezone Europe/Berlin --csv diskussion.html > table.csv
  folkmoot threads --parquet comments.parquet pages/
  curl -s https://en.wikipedia.org/wiki/Talk:Wiki | folkmoot threads --tree -
"""

FORMS: dict[str, Form] = {"wikitext": "wikitext", "html": "html", "text": "text"}
PAGE_ENDINGS = (".wikitext", ".wiki", ".html", ".htm", ".txt")
NOT_ALL_READ = 1  # exit status
PROGRESS_WIDTH = 79  # characters: a longer line would wrap, and could not be taken back


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a talk page, a folder of them, or a pattern; - is standard input",
    )
    parser.add_argument(
        "--format",
        choices=("auto", *FORMS),
        default="auto",
        help="what the file is: wikitext, the HTML of a page, or text copied from a browser (default: auto)",
    )
    add_wiki_options(parser)
    parser.add_argument(
        "--templates", metavar="FILE", help="what the wiki's own talk page templates are for, in JSON"
    )
    parser.add_argument("--title", help="the page's title, for people who sign on their own talk page")
    parser.add_argument(
        "--reading",
        choices=("people", "discussiontools"),
        help="as people would read the page (default), or exactly as MediaWiki's DiscussionTools does "
        "(default with --site: as that wiki itself shows the page)",
    )
    output = parser.add_mutually_exclusive_group()
    for name, text in (
        ("tree", "draw the threads"),
        ("json", "print JSON"),
        ("jsonl", "print a line of JSON per comment"),
        ("csv", "print a table"),
    ):
        output.add_argument(f"--{name}", dest="output", action="store_const", const=name, help=text)
    output.add_argument("--parquet", metavar="FILE", help="write a table to this file")
    output.add_argument("--show", choices=ANSWERS, help="print JSON about something else than the threads")


def run(options: argparse.Namespace) -> int:
    """Print the conversations of the files; the exit status. Raises refusals for a file that has none."""
    pages = _Pages(options, list(dict.fromkeys(_names(options.files))))
    if options.parquet:
        write_parquet(pages, options.parquet)
    else:
        print_text(_printed(pages, options))
    return pages.report()


def _names(given: Sequence[str]) -> Iterator[str]:
    """The files that were named, those in folders that were named, and those that fit a pattern."""
    for name in given:
        if name == "-" or "\0" in name or Path(name).is_file():
            yield name
        elif Path(name).is_dir():
            inside = sorted(path for path in Path(name).rglob("*") if _is_page(path.name))
            if not inside:
                raise NotReadable(
                    f"{name} is a folder without pages: no file ends in {', '.join(PAGE_ENDINGS)}."
                )
            yield from map(str, inside)
        else:
            yield from _fitting(name) or [name]


def _is_page(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(PAGE_ENDINGS)


def _fitting(pattern: str) -> list[str]:
    """The files that fit a pattern, for shells that leave that to the command."""
    from glob import glob

    return sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern


class _Pages:
    """The pages that were asked for, read one after the other while they are printed.

    A single page that cannot be read, or has no conversation, is refused. Of several, those that cannot be
    read are kept for the report and the others read; it is enough that one has a conversation.
    """

    def __init__(self, options: argparse.Namespace, names: Sequence[str]) -> None:
        self.options = options
        self.names = names
        self.many = len(names) > 1
        self._problems: list[str] = []
        self._doubts: list[str] = []
        self._said_nothing = 0
        prints_to_people = on_terminal(sys.stdout) and not options.parquet
        self._shows_progress = self.many and on_terminal(sys.stderr) and not prints_to_people

    def __iter__(self) -> Iterator[PageRead]:
        try:
            for number, name in enumerate(self.names):
                self._tell(f"{number + 1} of {len(self.names)}: {name}")
                page = self._page(name)
                if page is not None:
                    yield page
        finally:
            self._tell("")

    def _page(self, name: str) -> PageRead | None:
        try:
            page, doubts = _read_page(self.options, name)
        except Refusal as refusal:
            if not self.many:
                raise
            self._problems.append(refusal.message)
            return None
        if not page.conversation.topics:
            if not self.many:
                raise NoConversation(_nothing_found(self.options, page, doubts))
            self._said_nothing += 1
        self._doubts += [f"{shown_name(name)}: {doubt}." for doubt in doubts]
        return page

    def _tell(self, text: str) -> None:
        """How far it is, on a terminal that prints nothing else."""
        if self._shows_progress:
            shown = text.encode("ascii", "replace").decode()[:PROGRESS_WIDTH]
            print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)

    def report(self) -> int:
        """Say which pages were doubtful or could not be read; the exit status.

        Raises ``NoConversation`` where there are several pages and none has one.
        """
        for message in (*self._doubts, *self._problems):
            print(f"folkmoot threads: {message}", file=sys.stderr)
        if self._problems:
            return NOT_ALL_READ
        if self.many and self._said_nothing == len(self.names):
            raise NoConversation(f"None of the {len(self.names)} files has a topic or a signed comment.")
        return 0


def _read_page(options: argparse.Namespace, name: str) -> tuple[PageRead, tuple[str, ...]]:
    """One page with its conversation, and what is doubtful about its text. Raises ``NotReadable``."""
    text, doubts = read_any_text(name)
    form = _form_of(text, options.format)
    refuse_if_not_told(options.show, form, shown_name(name))
    site, title = site_of(options, text, form)
    title = options.title or title or _title_in(text, form)
    templates = templates_of(options, site)
    conversation = read(
        text, form=form, site=site, reading=_reading(options), title=title, templates=templates
    )
    return PageRead(name, form, conversation, text, site, title), (*doubts, *conversation.warnings)


# Reading


def _reading(options: argparse.Namespace) -> Reading:
    """The reading asked for; for a page of a described wiki the one that its own links agree with."""
    default: Reading = "discussiontools" if options.site else "people"
    return options.reading or default


def _form_of(text: str, said: str) -> Form:
    if said in FORMS:
        return FORMS[said]
    from folkmoot.core.conversation.forms import guess_form

    return guess_form(text)


def _title_in(text: str, form: Form) -> str | None:
    """The title that an HTML document gives itself."""
    if form != "html":
        return None
    from folkmoot.core.conversation.forms import title_of_html

    return title_of_html(text)


def _nothing_found(options: argparse.Namespace, page: PageRead, doubts: Sequence[str]) -> str:
    name = shown_name(page.name)
    if not page.text.strip():
        return f"{name} is empty."
    read_as = {"wikitext": "wikitext", "html": "HTML", "text": "copied text"}[page.form]
    hint = "--format, --lang or --site" if options.format == "auto" else "--lang or --site"
    nothing = f"read as {read_as}, it has neither a topic nor a signed comment"
    return f"{name}: {'; '.join((*doubts, nothing, f'{hint} may help'))}."


# Printing


def _printed(pages: _Pages, options: argparse.Namespace) -> Iterable[str]:
    if options.show:
        return as_answers(pages, options.show, many=pages.many)
    output = options.output or ("tree" if on_terminal(sys.stdout) else "json")
    writer = {"tree": as_tree, "json": as_json, "jsonl": as_json_lines, "csv": as_csv}[output]
    return writer(pages, many=pages.many)
