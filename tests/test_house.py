"""What holds for the repository as a whole."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from folkmoot import __version__

ROOT = Path(__file__).parents[1]
MOST_LINES = 500
SOURCES = ("src", "tests", "scripts", "bench")


def _files() -> list[Path]:
    """What is in the repository, and nothing that merely lies about."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if listed == [""]:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _offenders(pattern: str, suffixes: tuple[str, ...]) -> list[str]:
    seek = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in _files()
        if path.suffix in suffixes and path != Path(__file__)
        for number, line in enumerate(_text(path).splitlines(), 1)
        if seek.search(line)
    ]


def test_no_source_file_is_longer_than_one_can_read_at_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in _files()
        if path.suffix in {".py", ".js", ".css", ".html"}
        and (count := len(_text(path).splitlines())) > MOST_LINES
    }
    assert long == {}


def test_nothing_is_left_for_later() -> None:
    assert _offenders(r"\b(TODO|FIXME|XXX|HACK)\b", (".py", ".js", ".css", ".html", ".toml", "")) == []


def test_no_path_of_somebodys_machine_is_in_a_file() -> None:
    assert (
        _offenders(r"/(home|root|Users|work)/[a-z]", (".py", ".toml", ".txt", ".in", ".md", ".sh", "")) == []
    )


def test_requirements_are_pinned_with_hashes_and_name_no_index() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        pins = re.findall(r"^([a-z0-9][\w.-]*)(\[.*?\])?==\S+", text, re.MULTILINE)
        assert pins, path
        blocks = re.split(r"\n(?=[a-z0-9])", text)
        assert all("--hash=sha256:" in block for block in blocks if "==" in block), path
        assert "--index-url" not in text
        assert "://" not in text


def test_what_the_package_depends_on_is_pinned() -> None:

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = {
        line.partition("==")[0] for line in (ROOT / "requirements" / "runtime.txt").read_text().splitlines()
    }
    wanted = {re.split(r"[<>=\[ ]", requirement)[0] for requirement in project["dependencies"]}
    assert wanted <= pinned


def test_the_version_is_the_same_everywhere() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()
