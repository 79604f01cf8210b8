"""``folkmoot demo``: a community to look around in, in a folder that is thrown away afterwards."""

from __future__ import annotations

import argparse
import signal
import tempfile
from pathlib import Path

from folkmoot.web.commands import folder, server
from folkmoot.web.commands.options import add_address, say_refusals


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this subcommand."""
    add_address(parser)


def run(options: argparse.Namespace) -> int:
    """Serve the demonstration until told to end; the exit status."""
    return say_refusals(lambda: _demonstrate(options))


def _demonstrate(options: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, _stop)  # or the folder would be left behind
    server.require_free(options.host, options.port)
    server.allow_host(options.host)
    with tempfile.TemporaryDirectory(prefix="folkmoot-demo-", ignore_cleanup_errors=True) as name:
        folder.open_folder(Path(name))
        folder.collect_static_files()
        _seed()
        print(f"\nOpen {server.address_of(options.host, options.port)} in a browser.")
        print("Everything written there is thrown away at the end. Press Ctrl-C to stop.\n", flush=True)
        server.serve(options.host, options.port)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _seed() -> None:
    from folkmoot.web.seed import seed_demo
    from folkmoot.web.shared import clock

    print("Folkmoot fills a throw-away site with a community …", flush=True)
    report = seed_demo(now=clock.now())
    print(f"{report.comments} comments on {report.pages} pages are there to be read and answered.")
    print(f"Log in as {_any_of(report.users)} with the password {report.password}")


def _any_of(names: tuple[str, ...]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
