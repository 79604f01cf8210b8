"""`folkmoot site`, asking a wiki on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

QUERY = {
    "general": {"lang": "de", "timezone": "Europe/Berlin", "sitename": "Dorfwiki", "articlepath": "/wiki/$1"},
    "namespaces": {"3": {"id": 3, "name": "Plausch", "canonical": "User talk"}},
    "allmessages": [{"name": "feb", "content": "Hornung"}],
}
PAGE = (
    '<html><link rel="alternate" href="/x"><link rel="EditURI" type="x" href="/w/api.php?action=rsd&amp;a=b">'
)
SIGNED = "== T ==\nJa. [[Benutzer:Ada|Ada]] ([[Plausch:Ada|x]]) 13:00, 5. Hornung 2023 (CET)\n"


class Wiki(BaseHTTPRequestHandler):
    """A wiki with a page, an API, and some addresses at which nothing is as it should be."""

    def do_GET(self) -> None:
        status, body = self.answer(urlsplit(self.path).path, parse_qs(urlsplit(self.path).query))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def answer(self, path: str, asked: dict[str, list[str]]) -> tuple[int, str]:
        if path == "/w/api.php":
            (messages,) = asked["ammessages"]
            assert len(messages.split("|")) <= 50, "more are not answered"
            assert asked["meta"] == ["siteinfo|allmessages"]
            assert set(QUERY) - {"allmessages"} < set(asked["siprop"][0].split("|"))
            return 200, json.dumps({"batchcomplete": True, "query": QUERY})
        return {
            "/wiki/Seite": (200, PAGE),
            "/closed/api.php": (
                200,
                '{"error": {"code": "readapidenied", "info": "You need read permission."}}',
            ),
            "/broken/api.php": (200, "<html>"),
            "/other/api.php": (200, '{"query": {"general": {}}}'),
            "/plain": (200, "<html>nothing"),
        }.get(path, (404, "not here"))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def wiki() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Wiki) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def folkmoot(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "folkmoot", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("page", ["/wiki/Seite", "/w/api.php", "/w/api.php?action=help"])
def test_any_address_of_a_wiki_gives_its_description(wiki: str, page: str) -> None:
    result = folkmoot("site", wiki + page)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {"query": QUERY}


def test_the_description_is_what_the_other_commands_want(wiki: str, tmp_path: Path) -> None:
    described = tmp_path / "dorf.json"
    described.write_text(folkmoot("site", f"{wiki}/w/api.php").stdout, encoding="utf-8")
    (topic,) = json.loads(folkmoot("threads", "--site", str(described), "-", text=SIGNED).stdout)
    assert [(said["author"], said["timestamp"]) for said in topic["replies"]] == [
        ("Ada", "2023-02-05T12:00:00Z")
    ]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/closed/api.php", "refuses: You need read permission."),
        ("/broken/api.php", "does not answer as a wiki's API does"),
        ("/other/api.php", "general.lang should be"),
        ("/plain", "give the address of the wiki's api.php"),
        ("/nowhere", "answers 404"),
    ],
)
def test_what_is_no_wiki_is_refused_in_one_line(wiki: str, page: str, words: str) -> None:
    result = folkmoot("site", wiki + page)
    assert (result.returncode, result.stdout) == (1, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_machine_that_does_not_answer_is_named() -> None:
    result = folkmoot("site", "http://127.0.0.1:9/api.php")
    assert result.returncode == 1
    assert "http://127.0.0.1:9/api.php cannot be reached: Connection refused." in result.stderr


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.example/", "http://", "http://[", ""])
def test_what_is_no_address_is_a_usage_error(address: str) -> None:
    result = folkmoot("site", address)
    assert result.returncode == 2
    assert "is no address of a wiki" in result.stderr
