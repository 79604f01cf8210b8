"""``folkmoot import-page``: bring a talk page from elsewhere to a site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from folkmoot.core.errors import NotReadable, Refusal
from folkmoot.core.languages import known_languages
from folkmoot.web.commands import folder
from folkmoot.web.commands.options import add_data, say_refusals

ACTOR = "Import"  # who stands in the history
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # how Windows' editors begin what they call "Unicode"
LARGEST_FILE = 64 * 1024 * 1024  # bytes


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("file", metavar="FILE", help="wikitext, HTML or copied text; - reads standard input")
    parser.add_argument("--title", help="where it goes (default: the title that the page itself names)")
    parser.add_argument(
        "--format",
        "--form",
        dest="form",
        choices=("auto", "wikitext", "html", "text"),
        default="auto",
        help="what the file holds (default: found out by looking)",
    )
    parser.add_argument(
        "--lang", metavar="CODE", default="", help="the language of the page (default: the site's)"
    )
    parser.add_argument("--append", action="store_true", help="add to a page that is there already")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Bring the page in; the exit status."""
    return say_refusals(lambda: _import(options))


def _import(options: argparse.Namespace) -> None:
    _require_language(options.lang)
    text = read_text(options.file)
    folder.open_folder(options.data)
    from folkmoot.core.titles import page_path, prefixed
    from folkmoot.web.shared import clock
    from folkmoot.web.shared.actor import command_actor
    from folkmoot.web.shared.sites import wiki_site
    from folkmoot.web.talk.services import import_page

    imported = import_page(
        actor=command_actor(ACTOR),
        text=text,
        title=options.title,
        form=options.form,
        language=options.lang,
        append=options.append,
        now=clock.now(),
    )
    title = prefixed(imported.title, wiki_site())
    print(f"{title}: {imported.comments} comments in {imported.topics} topics, read as {imported.form}.")
    print(f"It is at {page_path(imported.title, wiki_site())}")


def _require_language(code: str) -> None:
    if code and code not in known_languages():
        raise Refusal(f"There is no language {code!r} here; --lang takes a code such as fr or sr-ec.")


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``; NotReadable says what is wrong with it."""
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1) if name == "-" else _read_file(Path(name))
    except OSError as error:
        raise NotReadable(f"{name} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST_FILE:
        raise NotReadable(f"{name} is larger than any page can be.")
    shown = "Standard input" if name == "-" else name
    try:
        text = raw.decode("utf-16" if raw[:2] in UTF_16_MARKS else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable(f"{shown} is not text in UTF-8 (byte {error.start} cannot be read).") from error
    if not text.strip():
        raise NotReadable(f"{shown} is empty.")
    return text


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
