#!/usr/bin/env python3
"""Condense the labels that a rendering can contain, in every language, into the data file of the package.

    python scripts/condense_page_labels.py MEDIAWIKI_DIR [-o TARGET]

MEDIAWIKI_DIR is an installation of MediaWiki with the extensions it is released with; their ``i18n`` folders
are read. Taken are labels, separators and names of categories - what readers, gadgets and bots know a wiki of
their language by -, no sentences; and only where they have the same parameters as the English. TARGET is
``src/folkmoot/core/languages/labels.jsonl`` unless given.

The result has one line per language, sorted by code, beginning with ``{"code":"xx",``. The same source
gives the same file.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from folkmoot.core.wikitext.message_texts import ENGLISH

TARGET = Path(__file__).resolve().parents[1] / "src/folkmoot/core/languages/labels.jsonl"
_PARTS = re.compile(r"\$\d|</?[a-z]+|&lt;|\[\[|\{\{|\n")
_LABELS = re.compile(
    r"toc|editsection|editsectionhint|red-link-title|interlanguage-link-title|and|parentheses|ellipsis"
    r"|(?:comma|word|colon|pipe)-separator|pagenumber|mainpage|history_short|thumbnail-more|brackets"
    r"|cite_references_link(?:_many)?_accessibility_label|templatedata-doc-param-.*|.*-category(?:-.*)?"
    r"|restricted-displaytitle-ignored|magiclink-tracking-.*|nonnumeric-formatnum"
)
_NOT_LANGUAGES = ("en", "qqq", "qqx")


def main() -> None:
    """Read the source, write the target, say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("mediawiki", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    given = parser.parse_args()
    languages: dict[str, dict[str, str]] = {}
    for path in sorted(given.mediawiki.glob("**/i18n/*.json")):
        if path.stem not in _NOT_LANGUAGES:
            languages.setdefault(path.stem, {}).update(wanted(json.loads(path.read_text("utf-8"))))
    lines = [
        json.dumps({"code": code, **dict(sorted(words.items()))}, ensure_ascii=False, separators=(",", ":"))
        for code, words in sorted(languages.items())
        if words
    ]
    given.output.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{given.output}: {len(lines)} languages, {given.output.stat().st_size:,} bytes")


def wanted(messages: dict[str, object]) -> dict[str, str]:
    """Of one file's messages those that a rendering can contain and that fit where the English stands."""
    return {
        name: text
        for name, text in messages.items()
        if isinstance(text, str)
        and name in ENGLISH
        and _LABELS.fullmatch(name)
        and text != ENGLISH[name]
        and parts(text) == parts(ENGLISH[name])
    }


def parts(text: str) -> list[str]:
    """What of a message is not words, in no order."""
    return sorted(_PARTS.findall(text))


if __name__ == "__main__":
    main()
