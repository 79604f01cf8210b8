"""`folkmoot threads`: who said what to whom on a talk page, from a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator

from folkmoot.core.conversation import Conversation, Form, read
from folkmoot.core.errors import NoConversation, NotReadable
from folkmoot.core.site import SiteConfig
from folkmoot.files import print_text, read_text

EPILOG = """\
The output is --tree on a terminal and --json anywhere else, unless it is said.
  --tree  one line per comment: author, time by this machine's clock, first words.
          "~" marks an answer that only the words show, not the indentation.
          Colours can be turned off by setting NO_COLOR.
  --json  a list of headings with their replies inside, as DiscussionTools has them.
  --csv   one row per comment, with a header. A cell that a spreadsheet would take
          for a formula (it begins with = + - or @) gets an apostrophe in front.

exit status:
  0  printed            2  the command was not understood
  1  not readable       3  read, but there is no conversation in it

examples:
  folkmoot threads talk.wikitext
  folkmoot threads --lang de --timezone Europe/Berlin --csv diskussion.html > table.csv
  curl -s https://en.wikipedia.org/wiki/Talk:Wiki | folkmoot threads --tree -
"""

FORMS: dict[str, Form] = {"wikitext": "wikitext", "html": "html", "text": "text"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", help="a talk page in UTF-8; - is standard input")
    parser.add_argument(
        "--format",
        choices=("auto", *FORMS),
        default="auto",
        help="what the file is: wikitext, the HTML of a page, or text copied from a browser (default: auto)",
    )
    wiki = parser.add_mutually_exclusive_group()
    wiki.add_argument("--lang", metavar="CODE", help="the wiki's language (default: what the page shows)")
    wiki.add_argument(
        "--site",
        metavar="FILE",
        help="a description of the wiki in JSON: its API's meta=siteinfo, or DiscussionTools' own",
    )
    parser.add_argument(
        "--timezone", metavar="ZONE", help="the wiki's clock, as Europe/Berlin (default: what the page shows)"
    )
    parser.add_argument("--title", help="the page's title, for people who sign on their own talk page")
    parser.add_argument(
        "--reading",
        choices=("people", "discussiontools"),
        default="people",
        help="as people would read the page (default), or exactly as MediaWiki's DiscussionTools does",
    )
    output = parser.add_mutually_exclusive_group()
    for name, text in (("tree", "draw the threads"), ("json", "print JSON"), ("csv", "print a table")):
        output.add_argument(f"--{name}", dest="output", action="store_const", const=name, help=text)


def run(options: argparse.Namespace) -> int:
    """Print the conversation of the file; the exit status. Raises refusals for files that have none."""
    text = read_text(options.file)
    form = _form_of(text, options.format)
    site, title = _site_of(options, text, form)
    conversation = read(text, form=form, site=site, reading=options.reading, title=options.title or title)
    if not conversation.topics:
        raise NoConversation(_nothing_found(options, form))
    output = options.output or ("tree" if sys.stdout.isatty() else "json")
    print_text(_rendered(conversation, output, form))
    return 0


# Reading


def _form_of(text: str, said: str) -> Form:
    if said in FORMS:
        return FORMS[said]
    from folkmoot.core.conversation.forms import guess_form

    return guess_form(text)


def _site_of(options: argparse.Namespace, text: str, form: Form) -> tuple[SiteConfig, str | None]:
    """The wiki that the page comes from, and the page's title if the description of the wiki has it."""
    if options.site:
        return _described_site(options.site)
    from folkmoot.core.conversation.origins import guess_site

    language = _checked_language(options.lang) if options.lang else None
    timezone = _checked_timezone(options.timezone) if options.timezone else None
    return guess_site(text, form, language=language, timezone=timezone), None


def _described_site(name: str) -> tuple[SiteConfig, str | None]:
    import json

    try:
        description = json.loads(read_text(name))
    except ValueError as problem:
        raise NotReadable(f"{name} is not JSON: {problem}.") from None
    if not isinstance(description, dict):
        raise NotReadable(f"{name} does not describe a wiki.")
    try:
        site = SiteConfig.from_description(description)
    except NotReadable as problem:
        raise NotReadable(f"{name}: {problem.message}") from None
    title = description.get("title")
    return site, title if isinstance(title, str) else None


def _checked_language(code: str) -> str:
    from folkmoot.core.languages import known_languages

    known = known_languages()
    if code.lower() in known:
        return code.lower()
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(code.lower(), known))
    raise argparse.ArgumentTypeError(
        f"argument --lang: there is no language {code!r} here" + (f"; perhaps {near}?" if near else "")
    )


def _checked_timezone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, LookupError):
        raise argparse.ArgumentTypeError(
            f"argument --timezone: there is no time zone {name!r}; write it as Europe/Berlin"
        ) from None


def _nothing_found(options: argparse.Namespace, form: Form) -> str:
    name = "standard input" if options.file == "-" else options.file
    read_as = {"wikitext": "wikitext", "html": "HTML", "text": "copied text"}[form]
    hint = "--format, --lang or --site" if options.format == "auto" else "--lang or --site"
    return f"{name}: read as {read_as}, it has neither a topic nor a signed comment; {hint} may help."


# Printing


def _rendered(conversation: Conversation, output: str, form: Form) -> Iterable[str]:
    if output == "tree":
        return _tree(conversation, form)
    if output == "csv":
        return _csv(conversation)
    from folkmoot.core.conversation.outline import to_json

    return to_json(conversation)


def _tree(conversation: Conversation, form: Form) -> Iterator[str]:
    import shutil

    from folkmoot.core.conversation.drawing import draw

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns
    for line in draw(conversation, form=form, width=width, colour=colour):
        yield line + "\n"


def _csv(conversation: Conversation) -> Iterator[str]:
    import csv
    import io

    from folkmoot.core.conversation.outline import COLUMNS, to_rows

    for row in (COLUMNS, *to_rows(conversation)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in row])
        yield line.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") and cell.strip() else cell
