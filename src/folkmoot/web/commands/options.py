"""Options that several subcommands have, and how all of them say no."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from folkmoot.core.errors import Refusal
from folkmoot.web.commands.server import DEFAULT_HOST, DEFAULT_PORT

REFUSED = 1  # exit status


def add_data(parser: argparse.ArgumentParser) -> None:
    """``--data DIR``."""
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder of the site; made and prepared if it is not there yet",
    )


def add_address(parser: argparse.ArgumentParser) -> None:
    """``--host`` and ``--port``."""
    parser.add_argument(
        "--host",
        default=DEFAULT_HOST,
        help="the address to serve at (default: %(default)s, this machine only)",
    )
    parser.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help="the port to serve at (default: %(default)s)"
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; a port is a number from 1 to 65535")
    return int(text)


def say_refusals(work: Callable[[], None]) -> int:
    """Do the work; the exit status. A refusal is one line on standard error."""
    try:
        work()
    except Refusal as refusal:
        print(f"folkmoot: {refusal.message}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        message = _of_the_database(error)
        if message is None:
            raise
        print(f"folkmoot: {message}", file=sys.stderr)
        return REFUSED
    return 0


def _of_the_database(error: Exception) -> str | None:
    """What to say when the database could not do it: not a mistake of ours; None for any other error."""
    from django.db import OperationalError

    if not isinstance(error, OperationalError):
        return None
    return f"The database cannot go on ({error}). Nothing was saved."
