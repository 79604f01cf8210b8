"""MediaWiki as Debian packages it, on a throw-away wiki: parses pages in one warm process.

The wiki is a SQLite database in a temporary folder, made by MediaWiki's own installer in a second or two.
Nothing outside of that folder is written.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

FOLDER = Path(os.environ.get("FOLKMOOT_MEDIAWIKI", "/usr/share/mediawiki"))
PACKAGES = "mediawiki php-cli php-sqlite3 php-mbstring php-xml php-intl php-apcu"
HOW_TO_GET = f"MediaWiki is not here; on Debian: apt install --no-install-recommends {PACKAGES}"
EXTENSIONS = ("ParserFunctions", "Cite", "Poem")
_PARSE = Path(__file__).with_name("parse.php")
_SWITCHES = ("opcache.enable_cli=1", "opcache.memory_consumption=256", "apc.enable_cli=1", "memory_limit=2G")
_PHP = [part for switch in _SWITCHES for part in ("-d", switch)]
_SETTINGS = """
$wgJobRunRate = 0;
$wgMainCacheType = CACHE_ACCEL;
$wgParserCacheType = CACHE_NONE;
$wgMaxArticleSize = 20000;
$wgArticlePath = '/wiki/$1';
$wgUseInstantCommons = false;
$wgFragmentMode = [ 'html5' ];
$wgParserEnableLegacyMediaDOM = false;
$wgEnableMagicLinks = [ 'ISBN' => true, 'PMID' => true, 'RFC' => true ];
$wgUrlProtocols[] = 'matrix:';
"""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What MediaWiki made of a page: HTML, processor seconds of each time, its highest memory in bytes."""

    html: str
    seconds: tuple[float, ...]
    memory: int


def is_here() -> bool:
    """Whether MediaWiki and PHP are installed."""
    return shutil.which("php") is not None and (FOLDER / "maintenance" / "install.php").is_file()


class MediaWiki:
    """A process of MediaWiki that parses what it is given; use it in a ``with`` statement."""

    def __init__(self, wiki: Path) -> None:
        self._wiki = wiki
        environment = {
            **os.environ,
            "MW_CONFIG_FILE": str(wiki / "LocalSettings.php"),
            "MW_INSTALL_PATH": str(FOLDER),
        }
        self._process = subprocess.Popen(
            ["php", *_PHP, str(_PARSE)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def parse(
        self, text: str, *, title: str, templates: Mapping[str, str] | None = None, repeat: int = 1
    ) -> Parsed:
        """The page's HTML without table of contents and edit links; ``templates`` by full titles."""
        question = {"title": title, "text": text, "repeat": repeat, "templates": dict(templates or {})}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"MediaWiki ended with status {self._process.wait()}")
        answer = json.loads(line)
        return Parsed(answer["html"], tuple(answer["seconds"]), answer["memory"])

    def interwiki(self) -> dict[str, str]:
        """The prefixes of other wikis that the installer set up, each with its address."""
        with closing(sqlite3.connect(self._wiki / "wiki.sqlite")) as database:
            return dict(database.execute("SELECT iw_prefix, iw_url FROM interwiki"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def throw_away_wiki(language: str = "en") -> Iterator[Path]:
    """A new wiki in a temporary folder, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-mediawiki-") as name:
        folder = Path(name)
        _install(folder, language)
        with (folder / "LocalSettings.php").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
            settings.writelines(f"wfLoadExtension( '{extension}' );\n" for extension in EXTENSIONS)
        yield folder


def _install(folder: Path, language: str) -> None:
    options = {
        "dbtype": "sqlite",
        "dbpath": folder,
        "dbname": "wiki",
        "confpath": folder,
        "pass": "only-for-this-minute",
        "scriptpath": "",
        "server": "http://example.org",
        "lang": language,
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    command = ["php", str(FOLDER / "maintenance" / "install.php"), *arguments, "MediaWiki", "Admin"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"MediaWiki could not be set up:\n{done.stdout}{done.stderr}")


@contextmanager
def running(language: str = "en") -> Iterator[MediaWiki]:
    """A warm MediaWiki on a throw-away wiki of this language."""
    with throw_away_wiki(language) as wiki, MediaWiki(wiki) as process:
        process.parse("Hello.", title="Warm")
        yield process
