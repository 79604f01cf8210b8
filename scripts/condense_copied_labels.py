#!/usr/bin/env python3
"""Condense the words that skins show around a talk page into the data file of the copied reader.

    python scripts/condense_copied_labels.py MEDIAWIKI_DIR [TARGET]

MEDIAWIKI_DIR is an unpacked MediaWiki (the Debian package ``mediawiki`` has it in ``usr/share/mediawiki``):
its own messages, those of its skins and of the extension VisualEditor are read, where they are there.
TARGET is ``src/folkmoot/core/conversation/copied/labels.txt`` unless given.

The result has one line per kind of label and label, sorted: the kind, a tab, the label, a tab, the codes of
the languages that show it. ``$1`` stands for the name of the site. Only short labels are kept. The same
source gives the same file, byte for byte.

Standard library only: it runs without the package and without its dependencies.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/folkmoot/core/conversation/copied/labels.txt"
LONGEST = 60  # characters

# Kind of label -> the messages that show it, by MediaWiki's keys.
KINDS = {
    "edit": ("editsection", "visualeditor-ca-editsource-section"),
    "contents": ("toc", "vector-toc-heading"),
    "contents button": (
        "hidetoc", "showtoc", "vector-toc-toggle-position-sidebar", "vector-toc-toggle-position-title",
        "vector-toc-beginning", "vector-toc-collapsible-button-label",
    ),
    "jump": (
        "vector-jumptocontent", "vector-jumptonavigation", "vector-jumptosearch", "monobook-jumptonavigation",
        "monobook-jumptosearch",
    ),
    "add topic": ("skin-action-addsection", "vector-action-addsection", "minerva-talk-add-topic"),
    "project": ("tagline",),
    "last edit": ("lastmodifiedat",),
}  # fmt: skip

GRAMMAR = re.compile(r"\{\{\s*grammar\s*:[^{}|]*\|\s*\{\{SITENAME\}\}\s*\}\}", re.IGNORECASE)


def main(arguments: list[str]) -> int:
    """Read the source, write the target, say how large it became."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    lines = condense(Path(arguments[0]))
    target.write_text("".join(lines), "utf-8")
    print(f"{target}: {len(lines)} labels, {target.stat().st_size:,} bytes")
    return 0


def condense(source: Path) -> list[str]:
    """The lines of the data file."""
    kinds = {key: kind for kind, keys in KINDS.items() for key in keys}
    shown: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for code, key, message in messages(source, kinds.keys()):
        # What a line says of the last edit goes on with a date.
        label = label_of(message.partition("$")[0] if kinds[key] == "last edit" else message)
        if label is not None:
            shown[kinds[key], label].add(code)
    return [f"{kind}\t{label}\t{' '.join(sorted(codes))}\n" for (kind, label), codes in sorted(shown.items())]


def messages(source: Path, keys: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The language's code, the key and the text of every message that is asked for."""
    folders = [source / "languages/i18n", *source.glob("skins/*/i18n")]
    folders += source.glob("extensions*/VisualEditor/i18n/ve-mw")
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if path.stem == "qqq":  # what the messages mean
                continue
            for key, message in json.loads(path.read_text("utf-8")).items():
                if key in keys:
                    yield path.stem, key, message


def label_of(message: str) -> str | None:
    """The label as a page shows it; None where it is no plain short text."""
    text = GRAMMAR.sub("$1", message).replace("{{SITENAME}}", "$1")
    text = " ".join(text.replace("&nbsp;", " ").split())
    plain = text.replace("$1", "")
    if not plain.strip() or len(text) > LONGEST or re.search(r"[{}<>|$]", plain):
        return None
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
