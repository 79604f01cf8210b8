"""Print the tables of `docs/reference/conformance.md`: every kind of test page, and the parser tests.

The test pages lie beside this checkout or not at all; without them there is nothing to measure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .rendering import print_rendering

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "conversations"
SCORER = DATA.parents[1] / "tools" / "score_conversations.py"
COMMAND = f"{sys.executable} -m folkmoot threads --site {{site}}"
PARITY = "--reading discussiontools --json"

# Kind of test page -> what is asked of the command line; the scorer puts in {site} and {html}.
QUESTIONS = {
    "threads": f"{PARITY} --format html",
    "threads-extra": f"{PARITY} --format html",
    "cd-threads": "--reading people --json --format html",
    "wikitext-real": f"{PARITY} --format wikitext",
    "text": "--show text --format html",
    "bodyhtml": "--show html --format html",
    "transcluded": "--show sources --format html",
    "reply": "--show replies --format html",
}


def main() -> int:
    """Measure every kind; the exit status says only whether there was something to measure."""
    if not SCORER.is_file():
        print("The test pages are not beside this checkout; nothing is measured.")
        return 0
    print("| pages | cases | tree exact | all exact | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    for kind, question in QUESTIONS.items():
        for name, total in _scored(kind, f"{COMMAND} {question} {{html}}")["total"].items():
            _print_row(name, total["cases"], total["tree"], total["full"], _f1(total["m"]))
    for kind, file, question in (
        ("summary", "summary.json", f"{PARITY.removesuffix(' --json')} --show summary"),
        ("pageinfo", "expected.json", "--show items"),
    ):
        folders = [folder.parent for folder in sorted(DATA.glob(_cases_of(kind) + "/*/site.json"))]
        exact = sum(_is_exact(folder, file, question) for folder in folders)
        _print_row(kind, len(folders), exact, exact, None)
    print_rendering()
    return 0


def _cases_of(kind: str) -> str:
    return "threads*" if kind == "summary" else kind


def _scored(kind: str, command: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "scores.json"
        arguments = ["--data", str(DATA), "--kind", kind, "--cmd", command, "--json", str(result)]
        subprocess.run([sys.executable, str(SCORER), *arguments], check=True, stdout=subprocess.DEVNULL)
        scores: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    for row in scores["rows"]:
        if not row["full"]:
            print(f"not exact: {kind} {row['case']} {row['error'] or ''}", file=sys.stderr)
    return scores


def _f1(measures: dict[str, list[int]]) -> float:
    """Of the strictest measure of a kind: right, given and expected items."""
    right, given, expected = next(measures[name] for name in ("APT", "ATL", "KV", "RI") if name in measures)
    return 2 * right / (given + expected) if given + expected else 1.0


def _is_exact(folder: Path, file: str, question: str) -> bool:
    command = f"{COMMAND.format(site=folder / 'site.json')} {question} --format html {folder / 'input.html'}"
    said = subprocess.run(command.split(), capture_output=True, check=True).stdout
    exact: bool = json.loads(said) == json.loads((folder / file).read_text(encoding="utf-8"))
    if not exact:
        print(f"not exact: {file} {folder.name}", file=sys.stderr)
    return exact


def _print_row(kind: str, cases: int, tree: int, full: int, f1: float | None) -> None:
    print(f"| `{kind}` | {cases} | {tree} | {full} | {'' if f1 is None else f'{f1:.4f}'} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
