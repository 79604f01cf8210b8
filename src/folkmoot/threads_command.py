"""`folkmoot threads`: who said what to whom on talk pages, from files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence

from folkmoot.core.conversation import Form, Reading, read
from folkmoot.core.errors import NoConversation, NotReadable, Refusal
from folkmoot.files import print_text, read_text
from folkmoot.threads_output import (
    ANSWERS,
    PageRead,
    as_answers,
    as_csv,
    as_json,
    as_json_lines,
    as_tree,
    write_parquet,
)
from folkmoot.wiki_options import add_wiki_options, site_of

EPILOG = """\
The output is --tree on a terminal and --json anywhere else, unless it is said.
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
           (threads with their HTML, as DiscussionTools' API has them).

Of a folder all files that end in .wikitext, .wiki, .html, .htm or .txt are read. Of several
pages those that cannot be read are named at the end, and the others printed.

exit status:
  0  printed            2  the command was not understood
  1  not readable       3  read, but there is no conversation in it

examples:
  folkmoot threads talk.wikitext
  folkmoot threads --lang de --timezone Europe/Berlin --csv diskussion.html > table.csv
  folkmoot threads --parquet comments.parquet pages/
  curl -s https://en.wikipedia.org/wiki/Talk:Wiki | folkmoot threads --tree -
"""

FORMS: dict[str, Form] = {"wikitext": "wikitext", "html": "html", "text": "text"}
PAGE_ENDINGS = (".wikitext", ".wiki", ".html", ".htm", ".txt")
NOT_ALL_READ = 1  # exit status


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a talk page in UTF-8, or a folder of them; - is standard input",
    )
    parser.add_argument(
        "--format",
        choices=("auto", *FORMS),
        default="auto",
        help="what the file is: wikitext, the HTML of a page, or text copied from a browser (default: auto)",
    )
    add_wiki_options(parser)
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
    names = list(_names(options.files))
    pages = _Pages(options, names)
    if options.parquet:
        write_parquet(pages, options.parquet)
    else:
        print_text(_printed(pages, options))
    return pages.report()


def _names(given: Sequence[str]) -> Iterator[str]:
    """The files that were named, and those in the folders that were named."""
    from pathlib import Path

    for name in given:
        if name == "-" or "\0" in name or not Path(name).is_dir():
            yield name
            continue
        inside = sorted(path for path in Path(name).rglob("*") if path.suffix.lower() in PAGE_ENDINGS)
        if not inside:
            raise NotReadable(f"{name} is a folder without pages: no file ends in {', '.join(PAGE_ENDINGS)}.")
        yield from map(str, inside)


class _Pages:
    """The pages that were asked for, read one after the other while they are printed.

    A single page that cannot be read is refused; of several, those that cannot are kept for the
    report, and the others read.
    """

    def __init__(self, options: argparse.Namespace, names: Sequence[str]) -> None:
        self.options = options
        self.names = names
        self.many = len(names) > 1
        self.refusals: list[Refusal] = []

    def __iter__(self) -> Iterator[PageRead]:
        for number, name in enumerate(self.names):
            self._tell(f"{number + 1} of {len(self.names)}: {name}")
            try:
                page = _read_page(self.options, name)
            except Refusal as refusal:
                if not self.many:
                    raise
                self.refusals.append(refusal)
                continue
            yield page
        self._tell("")

    def _tell(self, text: str) -> None:
        """How far it is, on a terminal that prints nothing else."""
        if self.many and sys.stderr.isatty() and not sys.stdout.isatty():
            shown = text.encode("ascii", "replace").decode()[:100]
            print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)

    def report(self) -> int:
        """Say which pages could not be read; the exit status."""
        for refusal in self.refusals:
            print(f"folkmoot threads: {refusal.message}", file=sys.stderr)
        return NOT_ALL_READ if self.refusals else 0


def _read_page(options: argparse.Namespace, name: str) -> PageRead:
    """One page with its conversation. Raises refusals for a file that has none."""
    text = read_text(name)
    form = _form_of(text, options.format)
    site, title = site_of(options, text, form)
    title = options.title or title or _title_in(text, form)
    conversation = read(text, form=form, site=site, reading=_reading(options), title=title)
    if not conversation.topics:
        raise NoConversation(_nothing_found(options, name, form))
    return PageRead(name, form, conversation, text, site, title)


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


def _nothing_found(options: argparse.Namespace, file: str, form: Form) -> str:
    name = "standard input" if file == "-" else file
    read_as = {"wikitext": "wikitext", "html": "HTML", "text": "copied text"}[form]
    hint = "--format, --lang or --site" if options.format == "auto" else "--lang or --site"
    return f"{name}: read as {read_as}, it has neither a topic nor a signed comment; {hint} may help."


# Printing


def _printed(pages: _Pages, options: argparse.Namespace) -> Iterable[str]:
    if options.show:
        return as_answers(pages, options.show, many=pages.many)
    output = options.output or ("tree" if sys.stdout.isatty() else "json")
    writer = {"tree": as_tree, "json": as_json, "jsonl": as_json_lines, "csv": as_csv}[output]
    return writer(pages, many=pages.many)
