"""`folkmoot archive`: move topics of a talk page from one file to another."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.changed_files import PageFile, unified_diff
from folkmoot.core.conversation import Conversation, Topic, read
from folkmoot.core.errors import Refusal
from folkmoot.files import print_text
from folkmoot.page_items import topic_named
from folkmoot.wiki_options import add_wiki_options, site_of

if TYPE_CHECKING:
    from folkmoot.core.conversation.topic_edits import Move

EPILOG = """\
The topics go to the end of the other file as they are, with everything below them, and are
printed. A topic is as old as its newest comment; one without comments stays. The other file is
written first: whatever happens in between, nothing is lost. Both keep their line ends, their byte
order marks and their permissions.

exit status:
  0  moved, or nothing was to be moved      2  the command was not understood
  1  refused: there is no such topic, or a file changed meanwhile
  3  there is no conversation in the file

examples:
  folkmoot archive talk.wikitext --to archive.wikitext --older-than 90 --dry-run
  folkmoot archive talk.wikitext --to archive.wikitext --topic h-Pond-20230205120000
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", help="a talk page of wikitext in UTF-8; it is changed")
    parser.add_argument(
        "--to", metavar="FILE", required=True, help="where the topics go; made if it is not there"
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--older-than", metavar="DAYS", type=_days, help="the topics whose newest comment is older"
    )
    which.add_argument(
        "--topic", metavar="ID", action="append", help="id or name of a topic; can be given several times"
    )
    trial = parser.add_mutually_exclusive_group()
    trial.add_argument("--dry-run", action="store_true", help="print the topics that would be moved")
    trial.add_argument("--diff", action="store_true", help="print both changes as a patch, and write nothing")
    add_wiki_options(parser)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Move the topics; the exit status. Raises refusals."""
    from folkmoot.core.conversation.topic_edits import move_topics

    page, archive = PageFile(options.file), PageFile(options.to, may_be_new=True)
    if page.path == archive.path:
        raise argparse.ArgumentTypeError("argument --to: this is the file that the topics are in")
    site, _ = site_of(options, page.text, "wikitext")
    conversation = read(page.text, form="wikitext", site=site)
    if options.topic:
        topics = [topic_named(conversation, name, page) for name in options.topic]
    else:
        topics = _old(conversation, options.older_than, datetime.now(UTC))
    if not topics:
        print("No topic is that old.", file=sys.stderr)
        return 0
    move = move_topics(page.text, archive.text, topics, site)
    if options.diff:
        print_text([*unified_diff(archive, move.destination), *unified_diff(page, move.source)])
        return 0
    if not options.dry_run:
        _write(page, archive, move)
    print_text(f"{topic.text}\n" for topic in topics)
    return 0


def _write(page: PageFile, archive: PageFile, move: Move) -> None:
    """Both files, or none where a refusal can still be heard."""
    page.refuse_if_changed()
    archive.replace(move.destination)
    try:
        page.replace(move.source)
    except Refusal:
        archive.put_back()
        raise


def _old(conversation: Conversation, days: int, now: datetime) -> list[Topic]:
    """The topics of the page, not those below them, in which nothing was said for so many days."""
    since = now - timedelta(days=min(days, (now - now.min.replace(tzinfo=now.tzinfo)).days))
    return [
        topic
        for topic in conversation.topics
        if not topic.placeholder
        and max((comment.timestamp for comment in topic.comments()), default=now) < since
    ]
