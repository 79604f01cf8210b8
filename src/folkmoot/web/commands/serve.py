"""``folkmoot serve``: run a site from a folder."""

from __future__ import annotations

import argparse
import os

from folkmoot.web.commands import folder, server
from folkmoot.web.commands.options import add_address, add_data, say_refusals


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this subcommand."""
    add_data(parser)
    add_address(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until told to end; the exit status."""
    return say_refusals(lambda: _serve(options))


def _serve(options: argparse.Namespace) -> None:
    server.require_free(options.host, options.port)
    server.allow_host(options.host)
    folder.open_folder(options.data)
    folder.collect_static_files()
    _tidy_up()
    print(f"Folkmoot serves {options.data} at {server.address_of(options.host, options.port)}", flush=True)
    if server.is_for_everybody(options.host):
        print("Other machines can reach it. Put a server that speaks HTTPS in front of it,", flush=True)
        print("and name it with FOLKMOOT_HOSTS (now: " + os.environ["FOLKMOOT_HOSTS"] + ").", flush=True)
    print("Press Ctrl-C to stop.", flush=True)
    server.serve(options.host, options.port)


def _tidy_up() -> None:
    """Drop what nobody needs any more: sessions that have ended, forms posted long ago."""
    from django.core.management import call_command

    from folkmoot.web.pages.posting import forget_posted_forms
    from folkmoot.web.shared import clock

    call_command("clearsessions")
    forget_posted_forms(now=clock.now())
