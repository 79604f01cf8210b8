"""What `docs/reference/conformance.md` says of rendering: MediaWiki's parser tests by theme and by mode."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_wikitext.py"
TESTS = SHARED / "data" / "wikitext" / "parser_tests.jsonl"
RIGHT = ("exact", "mw")  # the levels that count: the same bytes, or the same by MediaWiki's own normaliser
BESIDE = ("images/media", "language variants", "ext: TimedMediaHandler")  # not of the core themes


def print_rendering() -> None:
    """Print both tables, and on standard error which tests are not right."""
    levels = _levels()
    tests = [json.loads(line) for line in TESTS.read_text("utf-8", "surrogateescape").splitlines()]
    themes: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    for test in tests:
        level = levels[str(test["id"])]
        for table, name in [("mode", test["mode"]), *_themes_of(test)]:
            (modes if table == "mode" else themes)[name] += 1
            right[table, name, "exact"] += level == "exact"
            right[table, name, "mw"] += level in RIGHT
        if level not in RIGHT:
            print(f"not right: {test['mode']}, {test['theme']}: {test['name']}", file=sys.stderr)
    _print_table("theme", themes, right)
    _print_table("mode", modes, right)


def _themes_of(test: dict[str, Any]) -> list[tuple[str, str]]:
    """The rows of the table of themes that a test counts in: HTML only."""
    if test["mode"] != "html":
        return []
    core = [] if test["theme"].startswith(BESIDE) else [("theme", "**all core themes**")]
    return [("theme", test["theme"]), *core, ("theme", "**all**")]


def _levels() -> dict[str, str | None]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "levels.json"
        asked = ["tests.conformance.parser_tests:render", "--tests", str(TESTS), "--mode", "all"]
        command = [sys.executable, str(SCORER), *asked, "--json", str(result)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        scores: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    levels: dict[str, str | None] = scores["results"]
    return levels


def _print_table(kind: str, totals: Counter[str], right: Counter[tuple[str, str, str]]) -> None:
    print(f"\n| {kind} | tests | exact | right | share |\n| --- | ---: | ---: | ---: | ---: |")
    for name, total in sorted(totals.items(), key=lambda row: (row[0].startswith("**"), -row[1], row[0])):
        exact, good = right[kind, name, "exact"], right[kind, name, "mw"]
        print(f"| {name} | {total} | {exact} | {good} | {100 * good / total:.1f} % |", flush=True)
