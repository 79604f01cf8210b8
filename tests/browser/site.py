"""Starts `folkmoot serve` on a folder of its own, with a few pages brought in as anybody brings them in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class RunningSite:
    """A site that answers."""

    url: str
    data: Path
    log: Path


# file in tests/browser/pages -> (title, language)
PAGES = {
    "garden.wikitext": ("Talk:Garden", "en"),
    "river.wikitext": ("Talk:River", "en"),
    "wadi.wikitext": ("Talk:الوادي", "ar"),
}


@contextmanager
def running_site(folder: Path, pages: Path) -> Iterator[RunningSite]:
    """Bring the pages in, start the server, wait until it answers; stop it afterwards."""
    data = folder / "data"
    for name, (title, language) in PAGES.items():
        bring_in(data, pages / name, title, language)
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [_command(), "serve", "--data", str(data), "--port", str(port)],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            site = RunningSite(f"http://127.0.0.1:{port}", data, log)
            _wait_until_it_answers(server, site)
            yield site
        finally:
            _stop(server)


def bring_in(data: Path, file: Path, title: str, language: str = "en", *, form: str = "auto") -> None:
    """`folkmoot import-page`, as at a terminal."""
    options = {"--title": title, "--lang": language, "--format": form, "--data": str(data)}
    done = subprocess.run(
        [_command(), "import-page", str(file), *(part for option in options.items() for part in option)],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _command() -> str:
    return str(Path(sys.executable).with_name("folkmoot"))


def _environment() -> dict[str, str]:
    """Nothing of the developer's own settings may leak into the site."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "DJANGO_"))
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], site: RunningSite) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(site.url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as problem:
            raise AssertionError(f"{problem}\n{site.log.read_text(errors='replace')}") from None
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site did not start\n{site.log.read_text(errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
