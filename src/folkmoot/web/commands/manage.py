"""``folkmoot manage``: Django's own commands (migrate, createsuperuser, …) on the site of a folder."""

from __future__ import annotations

import argparse

from folkmoot.web.commands import folder
from folkmoot.web.commands.options import add_data, say_refusals


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this subcommand."""
    add_data(parser)
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, metavar="...", help="a command of Django's and its options"
    )


def run(options: argparse.Namespace) -> int:
    """Run one of Django's commands; the exit status."""
    return say_refusals(lambda: _manage(options))


def _manage(options: argparse.Namespace) -> None:
    folder.open_folder(options.data)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["folkmoot manage", *(options.arguments or ["help"])])
