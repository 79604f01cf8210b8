"""The `folkmoot` command: a table of subcommands, each imported only when it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from folkmoot import __version__
from folkmoot.core.errors import NoConversation, Refusal


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One subcommand: its line in the help, and the module that holds it.

    The module has ``configure(parser)``, which adds the arguments, and ``run(options) -> int``,
    which gives the exit status.
    """

    name: str
    module: str
    summary: str


SUBCOMMANDS = (
    Subcommand("threads", "folkmoot.threads_command", "print who said what to whom on a talk page"),
    Subcommand("render", "folkmoot.render_command", "print the HTML of a page of wikitext"),
    Subcommand("reply", "folkmoot.reply_command", "answer somebody on a talk page in a file"),
    Subcommand("archive", "folkmoot.archive_command", "move topics of a talk page to another file"),
    Subcommand("site", "folkmoot.site_command", "ask a wiki for its description, for --site"),
    Subcommand("serve", "folkmoot.web.commands.serve", "run a site from a folder"),
    Subcommand("demo", "folkmoot.web.commands.demo", "run a site with a community to look around in"),
    Subcommand(
        "import-page", "folkmoot.web.commands.import_page", "bring a talk page from elsewhere to a site"
    ),
    Subcommand("manage", "folkmoot.web.commands.manage", "run one of Django's commands on a site"),
)

REFUSED, NOTHING_FOUND, INTERRUPTED = 1, 3, 130  # exit statuses; argparse gives 2 to usage errors

DESCRIPTION = "Wiki talk pages that a community can run itself on."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process by default); the exit status.

    A refusal becomes one line on standard error.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, parsers = _parsers()
    chosen = _named(given)
    if chosen is None:
        options = parser.parse_args(given)
        parser.print_help()
        return 0
    module = import_module(chosen.module)
    own_parser = parsers[chosen.name]
    module.configure(own_parser)
    options = parser.parse_args(given)
    run: Callable[[argparse.Namespace], int] = module.run
    try:
        return run(options)
    except argparse.ArgumentTypeError as problem:
        own_parser.error(str(problem))
    except Refusal as refusal:
        print(f"{own_parser.prog}: {refusal.message}", file=sys.stderr)
        return NOTHING_FOUND if isinstance(refusal, NoConversation) else REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(prog="folkmoot", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    choices = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    named = {
        entry.name: choices.add_parser(
            entry.name,
            help=entry.summary,
            description=entry.summary[0].upper() + entry.summary[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for entry in SUBCOMMANDS
    }
    return parser, named


def _named(arguments: Sequence[str]) -> Subcommand | None:
    """The subcommand that the first argument which is no option names."""
    name = next((argument for argument in arguments if not argument.startswith("-")), None)
    return next((entry for entry in SUBCOMMANDS if entry.name == name), None)
