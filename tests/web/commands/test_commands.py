"""The commands that run a site, as an operator meets them: real processes on real folders."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

FOLKMOOT = [sys.executable, "-m", "folkmoot"]


def _environment() -> dict[str, str]:
    """The operator's own, without what the tests have set."""
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "DJANGO_"))
    }
    return known | {"PYTHONUNBUFFERED": "1"}


def _run(
    *arguments: str | Path, given: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [*FOLKMOOT, *map(str, arguments)]
    return subprocess.run(  # our own command
        command,
        input=given,
        capture_output=True,
        text=True,
        env=_environment() | environment,
        check=False,
        timeout=120,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A command that runs until it is told to end."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.last_words = ""
        self.status: int | None = None

    def line(self) -> str:
        """The next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def end(self) -> None:
        """Tell it to end, as a system does that shuts down, and listen to the last."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self.last_words = self._process.communicate(timeout=20)[0]
        except subprocess.TimeoutExpired:
            self._process.kill()
        self.status = self._process.wait()


@contextmanager
def _running(*arguments: str | Path, **environment: str) -> Iterator[Running]:
    command = [*FOLKMOOT, *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment() | environment
    ) as process:
        running = Running(process)
        try:
            yield running
        finally:
            running.end()


def _answer(address: str) -> tuple[int, str]:
    """Status and body, once the server is up."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:  # our own server
                return response.status, response.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_a_site_is_made_served_and_stopped(tmp_path: Path) -> None:
    data, port = tmp_path / "new" / "site", _free_port()
    with _running("serve", "--data", data, "--port", str(port)) as site:
        assert f"http://127.0.0.1:{port}" in site.line()
        status, body = _answer(f"http://127.0.0.1:{port}/wiki/Pond")
        assert status == 404
        style = re.search(r'href="(/static/folkmoot/folkmoot\.[0-9a-f]+\.css)"', body)
        assert style
        assert _answer(f"http://127.0.0.1:{port}{style[1]}")[0] == 200
    assert site.status == 0
    assert (data / "db.sqlite3").exists()
    assert (data / "secret-key").stat().st_mode & 0o077 == 0
    key = (data / "secret-key").read_text()
    assert _run("manage", "--data", data, "check").returncode == 0
    assert (data / "secret-key").read_text() == key


@pytest.mark.parametrize("when", ["while it is filled", "while it is served"])
def test_the_demonstration_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    port = _free_port()
    with _running("demo", "--port", str(port)) as demo:
        assert "throw-away" in demo.line()
        assert list(tmp_path.glob("folkmoot-demo-*"))
        if when == "while it is served":
            assert re.search(r"Log in as .+ with the password \S+", demo.line() + demo.line())
            assert "Talk:" in _answer(f"http://127.0.0.1:{port}/")[1]
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in demo.last_words


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = _run("serve", "--data", tmp_path, "--port", str(port))
    assert answer.returncode == 1
    assert f"Port {port} is taken" in answer.stderr
    assert f"--port {port + 1}" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_what_is_no_port_is_a_mistake_of_usage(tmp_path: Path, port: str) -> None:
    answer = _run("serve", "--data", tmp_path, f"--port={port}")
    assert answer.returncode == 2
    assert "is no port" in answer.stderr


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = _run("serve", "--data", tmp_path / "file", "--port", str(_free_port()))
    assert answer.returncode == 1
    assert "needs a folder" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = _run("serve", "--data", tmp_path / "site", "--port", str(_free_port()))
    assert answer.returncode == 1
    assert "Nothing can be written" in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("FOLKMOOT_DATABASE_URL", "mysql://localhost/wiki", "must begin with postgresql://"),
        ("FOLKMOOT_DATABASE_URL", "postgresql://localhost", "names no database"),
        ("FOLKMOOT_DATABASE_URL", "postgresql://127.0.0.1:1/wiki", "database cannot be used"),
        ("FOLKMOOT_HTTPS", "perhaps", "neither on nor off"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path, name: str, value: str, why: str) -> None:
    answer = _run("serve", "--data", tmp_path, "--port", str(_free_port()), **{name: value})
    assert answer.returncode == 1
    assert why in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_wiki_in_another_language_has_its_own_names(tmp_path: Path) -> None:
    port = _free_port()
    with _running("serve", "--data", tmp_path, "--port", str(port), FOLKMOOT_LANGUAGE="de") as site:
        assert site.line()
        address = f"http://127.0.0.1:{port}/wiki/User_talk:Ada"
        _answer(address)
        with pytest.raises(HTTPError) as missing:
            urllib.request.urlopen(address)
        assert missing.value.url.endswith("/wiki/Benutzer_Diskussion:Ada")
        missing.value.close()


TALK = "== Frogs ==\nHow many? [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)\n"


def test_a_page_is_brought_in(tmp_path: Path) -> None:
    (tmp_path / "talk.wikitext").write_text(TALK)
    data = tmp_path / "site"
    answer = _run("import-page", tmp_path / "talk.wikitext", "--title", "Talk:Pond", "--data", data)
    assert answer.returncode == 0, answer.stderr
    assert "1 comment" in answer.stdout
    assert "/wiki/Talk:Pond" in answer.stdout
    again = _run("import-page", "-", "--title", "Talk:Pond", "--data", data, given=TALK)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("none", None, "No such file"), ("picture", b"\x89PNG\xff\xfe", "not text"), ("empty", b"", "")],
)
def test_a_file_that_is_no_page_is_refused(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = _run("import-page", tmp_path / name, "--title", "Talk:Pond", "--data", tmp_path / "site")
    assert answer.returncode == 1
    assert why in answer.stderr
    assert answer.stderr.startswith("folkmoot: ")
    assert "Traceback" not in answer.stderr


def test_a_page_is_imported_from_what_windows_calls_unicode(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_bytes(TALK.encode("utf-16"))
    answer = _run("import-page", tmp_path / "talk.txt", "--title", "Talk:Pond", "--data", tmp_path / "site")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("options", "given", "why"), [(["--lang", "xx"], TALK, "no language 'xx'"), ([], " \n", "is empty")]
)
def test_an_import_that_cannot_be_meant_is_refused(
    tmp_path: Path, options: list[str], given: str, why: str
) -> None:
    answer = _run("import-page", "-", "--data", tmp_path / "site", *options, given=given)
    assert answer.returncode == 1
    assert why in answer.stderr
    assert not (tmp_path / "site").exists()


def test_two_commands_at_once_in_a_new_folder_both_do_their_work(tmp_path: Path) -> None:
    (tmp_path / "talk.wikitext").write_text(TALK)
    data = tmp_path / "site"
    command = [*FOLKMOOT, "import-page", str(tmp_path / "talk.wikitext"), "--data", str(data), "--title"]
    processes = [
        subprocess.Popen(
            [*command, f"Talk:Pond {number}"], env=_environment(), stderr=subprocess.PIPE, text=True
        )
        for number in range(3)
    ]
    for process in processes:
        said = process.communicate(timeout=120)[1]
        assert process.returncode == 0, said


SAVES = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from folkmoot.web.commands.folder import open_folder
open_folder(Path(sys.argv[1]))
from folkmoot.core.titles import Title
from folkmoot.web.pages.services import save_page
from folkmoot.web.shared.actor import command_actor
for number in range(100_000):
    text = f"{number}\\n== Topic ==\\n{number}\\n"
    save_page(actor=command_actor("Test"), title=Title(0, "Pond"), text=text, now=datetime.now(UTC))
    print(number, flush=True)
"""

READS = """
import sys
from pathlib import Path
from folkmoot.web.commands.folder import open_folder
open_folder(Path(sys.argv[1]))
from folkmoot.core.titles import Title
from folkmoot.web.pages.queries import read_text
print(read_text(Title(0, "Pond")), end="")
"""


def test_what_was_acknowledged_is_there_after_a_crash(tmp_path: Path) -> None:
    python = [sys.executable, "-c"]
    with subprocess.Popen(
        [*python, SAVES, str(tmp_path)], env=_environment(), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(25):
            writer.stdout.readline()
        writer.kill()
        acknowledged = [line for line in writer.stdout.read().splitlines() if line] or ["24"]
    answer = subprocess.run(
        [*python, READS, str(tmp_path)], env=_environment(), capture_output=True, text=True, check=True
    )
    number = answer.stdout.splitlines()[0]
    assert answer.stdout == f"{number}\n== Topic ==\n{number}\n"
    assert int(number) >= int(acknowledged[-1])
