"""`folkmoot reply`: answer somebody on a talk page in a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from folkmoot.changed_files import PageFile
from folkmoot.files import print_text, read_text
from folkmoot.wiki_options import add_wiki_options, site_of

if TYPE_CHECKING:
    from folkmoot.core.conversation import Comment, Topic
    from folkmoot.core.site import SiteConfig

EPILOG = """\
The ids are those that `folkmoot threads --json` prints: of a comment ("c-...") to answer it, of
a heading ("h-...") to add to its topic. The answer is indented as its thread is, signed with the
name and the time, and put below the answers that are there. No other byte of the file changes.

exit status:
  0  written            2  the command was not understood
  1  refused: there is no such comment, or the file changed meanwhile
  3  there is no conversation in the file

examples:
  folkmoot reply talk.wikitext --to c-Ada-20230205120000-Pond --as Ben --text "So do I."
  folkmoot reply talk.wikitext --to h-Pond-20230205120000 --as Ben < answer.txt
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", help="a talk page of wikitext in UTF-8; it is changed")
    parser.add_argument("--to", metavar="ID", required=True, help="id or name of the comment or topic")
    parser.add_argument("--as", dest="user", metavar="NAME", required=True, help="the user who answers")
    parser.add_argument(
        "--text", default="-", help="what to say, in wikitext; - is standard input (default: -)"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would be put in, and where")
    add_wiki_options(parser)


def run(options: argparse.Namespace) -> int:
    """Write the answer into the file; the exit status. Raises refusals."""
    from folkmoot.core.conversation import Topic, edits, read

    page = PageFile(options.file)
    site, _ = site_of(options, page.text, "wikitext")
    item = _item(read(page.text, form="wikitext", site=site).find(options.to), options.to)
    words = read_text("-") if options.text == "-" else options.text
    signature = _signature(options.user, site)
    add = edits.reply_to_topic if isinstance(item, Topic) else edits.reply
    edit = add(page.text, item, words, signature, site)  # type: ignore[arg-type]  # by the kind of item
    if options.dry_run:
        line = edit.text.count("\n", 0, edit.start) + 1
        print_text([f"{options.file}, line {line}:", edit.inserted.rstrip("\n"), "\n"])
        return 0
    page.replace(edit.text)
    return 0


def _item(found: Comment | Topic | None, wanted: str) -> Comment | Topic:
    if found is None:
        from folkmoot.core.errors import NotFound

        raise NotFound(
            f"There is no comment or topic {wanted!r} on this page; folkmoot threads lists the ids."
        )
    return found


def _signature(user: str, site: SiteConfig) -> str:
    """The user's signature with the time it is now."""
    from datetime import UTC, datetime

    from folkmoot.core.languages.signatures import write_signature
    from folkmoot.core.titles import normalise_username

    name = normalise_username(user, site)
    if name is None:
        raise argparse.ArgumentTypeError(f"argument --as: nobody can be called {user!r} on a wiki")
    return write_signature(name, site, now=datetime.now(UTC))
