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
    return 0
