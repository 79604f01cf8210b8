"""`folkmoot reply`: answer somebody on a talk page in a file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from folkmoot.changed_files import PageFile, change, unified_diff
from folkmoot.core.conversation import Topic, read
from folkmoot.files import print_text, read_text
from folkmoot.page_items import item_named
from folkmoot.wiki_options import add_wiki_options, site_of

if TYPE_CHECKING:
    from folkmoot.core.conversation.edits import Edit
    from folkmoot.core.site import SiteConfig

EPILOG = """\
The ids are those that `folkmoot threads --json` prints: of a comment ("c-...") to answer it, of
a heading ("h-...") to add to its topic. The answer is indented as its thread is, signed with the
name and the time, and put below the answers that are there. No other byte of the file changes:
it keeps its line ends, its byte order mark and its permissions, and is replaced at once by a
complete new one. What others write to it at the same time stays.

exit status:
  0  written            2  the command was not understood
  1  refused: there is no such comment, or no place for an answer; the file is as it was
  3  there is no conversation in the file

examples:
  folkmoot reply talk.wikitext --to c-Ada-20230205120000-Pond --as Ben --text "So do I."
  folkmoot reply talk.wikitext --to h-Pond-20230205120000 --as Ben < answer.txt
  folkmoot reply talk.wikitext --to c-Ada-20230205120000 --as Ben --text "So do I." --diff
  folkmoot reply - --to c-Ada-20230205120000 --as Ben --text "So do I." < old > new
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a talk page of wikitext in UTF-8; it is changed (-: standard input, printed changed)",
    )
    parser.add_argument("--to", metavar="ID", required=True, help="id or name of the comment or topic")
    parser.add_argument("--as", dest="user", metavar="NAME", required=True, help="the user who answers")
    parser.add_argument(
        "--text", default="-", help="what to say, in wikitext; - is standard input (default: -)"
    )
    trial = parser.add_mutually_exclusive_group()
    trial.add_argument("--dry-run", action="store_true", help="print what would be put in, and where")
    trial.add_argument("--diff", action="store_true", help="print the change as a patch, and write nothing")
    add_wiki_options(parser)


def run(options: argparse.Namespace) -> int:
    """Write the answer into the file; the exit status. Raises refusals."""
    if options.file == options.text == "-":
        raise argparse.ArgumentTypeError("argument --text: the page is on standard input; say it here")
    words = read_text("-") if options.text == "-" else options.text

    def answered(page: PageFile) -> str | None:
        edit = _edit(page, words, options)
        if options.diff:
            print_text(unified_diff(page, edit.text))
        elif options.dry_run:
            added = edit.inserted.lstrip("\n")
            line = edit.text.count("\n", 0, edit.start + len(edit.inserted) - len(added)) + 1
            print_text([f"{page.name}, line {line}:\n", added.rstrip("\n"), "\n"])
        return None if options.diff or options.dry_run else edit.text

    change(options.file, answered)
    return 0


def _edit(page: PageFile, words: str, options: argparse.Namespace) -> Edit:
    from folkmoot.core.conversation import edits

    site, _ = site_of(options, page.text, "wikitext")
    item = item_named(read(page.text, form="wikitext", site=site), options.to, page)
    signature = _signature(options.user, site)
    if isinstance(item, Topic):
        return edits.reply_to_topic(page.text, item, words, signature, site)
    return edits.reply(page.text, item, words, signature, site)


def _signature(user: str, site: SiteConfig) -> str:
    """The user's signature with the time it is now."""
    from folkmoot.core.languages.signatures import write_signature
    from folkmoot.core.titles import normalise_username

    name = normalise_username(user, site)
    if name is None:
        raise argparse.ArgumentTypeError(f"argument --as: nobody can be called {user!r} on a wiki")
    return write_signature(name, site, now=datetime.now(UTC))
