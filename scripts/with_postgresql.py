"""Run a command beside a throw-away PostgreSQL.

    python scripts/with_postgresql.py [--optional] -- COMMAND [ARGUMENT ...]

A fresh cluster is made in a temporary folder and listens on a free port of 127.0.0.1 with a
password of its own; the command finds it in FOLKMOOT_TEST_DATABASE_URL. Afterwards the server is
stopped and the folder removed, whatever the command did. The exit status is the command's.

PostgreSQL refuses to run as root, so for root it runs as the user ``postgres`` or ``nobody``.
With --optional a machine without PostgreSQL is told how to get it and the exit status is 0.
"""

from __future__ import annotations

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from system_packages import POSTGRESQL

START_ATTEMPTS = 3  # a free port may be taken by somebody else before the server binds it

# The cluster lives for one test run: nothing in it has to survive a power cut.
FAST_AND_LOOSE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class CannotStartError(Exception):
    """The server did not come up; the message is what it said."""


class Cluster:
    """A PostgreSQL cluster in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "cluster"
        self._password = secrets.token_hex(16)
        self._account = _unprivileged_account()

    def create(self) -> None:
        """Make the cluster's files."""
        password_file = self._folder / "password"
        password_file.write_text(self._password)
        self._give_away(self._folder, password_file)
        self._run(
            "initdb", f"--pgdata={self._data}", "--username=folkmoot", f"--pwfile={password_file}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip

    def start(self) -> str:
        """Start the server and return the URL of a database."""
        for attempt in range(1, START_ATTEMPTS + 1):
            port = _free_port()
            options = ["-p", str(port), "-h", "127.0.0.1", "-k", str(self._folder), *FAST_AND_LOOSE]
            try:
                self._run(
                    "pg_ctl", f"--pgdata={self._data}", "--wait", "--silent",
                    f"--log={self._folder / 'server.log'}", f"--options={' '.join(options)}", "start",
                )  # fmt: skip
            except CannotStartError:
                if attempt == START_ATTEMPTS:
                    raise
            else:
                return f"postgresql://folkmoot:{self._password}@127.0.0.1:{port}/postgres"
        raise AssertionError("unreachable: the last attempt returns or raises")

    def stop(self) -> None:
        """Stop the server at once; its connections are cut."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", f"--pgdata={self._data}", "--mode=immediate", "--silent", "stop")

    def _give_away(self, *paths: Path) -> None:
        if self._account is not None:
            for path in paths:
                os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _run(self, program: str, *arguments: str) -> None:
        account = self._account
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            # The server outlives pg_ctl and would hold a pipe open: its words go to a file.
            stdout=(self._folder / "said").open("w"),
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            log = self._folder / "server.log"
            said = (self._folder / "said").read_text() + (log.read_text() if log.exists() else "")
            raise CannotStartError(said.strip()[-2000:])


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Who the server runs as when we are root; None when we are somebody already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStartError("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def throw_away_cluster(initdb: str) -> Iterator[str]:
    """The URL of a database that exists as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-postgresql-"))
    cluster = Cluster(Path(initdb).resolve().parent, folder)
    try:
        cluster.create()
        url = cluster.start()
        try:
            yield url
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run a command beside a throw-away PostgreSQL.")
    parser.add_argument("--optional", action="store_true", help="without PostgreSQL say so and exit with 0")
    parser.add_argument("command", nargs="+", help="the command and its arguments, after --")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    arguments = _arguments(argv)
    initdb = POSTGRESQL.find()
    if initdb is None:
        print(POSTGRESQL.how_to_get(), file=sys.stderr)
        return 0 if arguments.optional else 1
    # A polite end (kill, a CI timeout) must stop the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with throw_away_cluster(initdb) as url:
            environment = {**os.environ, "FOLKMOOT_TEST_DATABASE_URL": url}
            return subprocess.run(arguments.command, env=environment, check=False).returncode
    except CannotStartError as problem:
        print(f"PostgreSQL did not start: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
