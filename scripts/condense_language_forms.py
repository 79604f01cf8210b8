#!/usr/bin/env python3
"""Condense what languages do with numbers, words and other calendars into the data file of the package.

    python scripts/condense_language_forms.py SOURCE_DIR MEDIAWIKI_DIR [-o TARGET]

SOURCE_DIR holds ``languages.full.json``; MEDIAWIKI_DIR is an installation of MediaWiki, of which
``languages/data`` (rules of plural and grammar) and ``languages/i18n`` (months of other calendars) are read.
TARGET is ``src/folkmoot/core/languages/forms.jsonl`` unless given.

The result has one line per language that has anything of its own, sorted by code, beginning with
``{"code":"xx",``. A line may hold ``grouping`` (the pattern of digits), ``least_grouped`` (digits before the
first group for groups to be made), ``time`` (the format of a time of day), ``plural`` (Unicode's rules for
all forms but the last), ``grammar`` (form -> pairs of pattern and replacement, or the name of another form),
``messages`` (months of other calendars, by MediaWiki's names). The same source gives the same file.

Standard library only: it runs without the package and without its dependencies.
"""

from __future__ import annotations

import argparse
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/folkmoot/core/languages/forms.jsonl"
_PLAIN_GROUPING = "#,##0.###"
_PLAIN_TIME = "H:i"
_MESSAGE = re.compile(r"(?:iranian|hijri|hebrew)-calendar-m\d+[ab]?(?:-gen)?|formatnum-nan")
_REFERENCE = re.compile(r"\$(\d)")


def main() -> None:
    """Read the sources, write the target, say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("mediawiki", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    given = parser.parse_args()
    languages = json.loads((given.source / "languages.full.json").read_text("utf-8"))["languages"]
    forms: dict[str, dict[str, Any]] = {}
    for code, record in languages.items():
        add(forms, code, numbers(record))
    for code, rules in plurals(given.mediawiki / "languages/data").items():
        add(forms, code, {"plural": rules})
    for path in sorted((given.mediawiki / "languages/data/grammarTransformations").glob("*.json")):
        add(forms, path.stem, {"grammar": grammar(json.loads(path.read_text("utf-8")))})
    for path in sorted((given.mediawiki / "languages/i18n").glob("*.json")):
        add(forms, path.stem, messages(json.loads(path.read_text("utf-8"))))
    lines = [
        json.dumps({"code": code, **forms[code]}, ensure_ascii=False, separators=(",", ":")) + "\n"
        for code in sorted(forms)
        if code not in ("qqq", "qqx")
    ]
    given.output.write_text("".join(lines), "utf-8")
    print(f"{given.output}: {len(lines)} languages, {given.output.stat().st_size:,} bytes")


def add(forms: dict[str, dict[str, Any]], code: str, own: dict[str, Any]) -> None:
    """Adds what is not empty to the line of a language."""
    for key, value in own.items():
        if value:
            forms.setdefault(code, {})[key] = value


def numbers(record: dict[str, Any]) -> dict[str, Any]:
    """How a language groups digits and writes a time of day, where it is not as most do."""
    pattern = record["grouping_pattern"]
    time = record["formats_time"].get(record["default_date_format"], _PLAIN_TIME)
    return {
        "grouping": pattern if pattern != _PLAIN_GROUPING else None,
        "least_grouped": record["grouping_min"],
        "time": time if time != _PLAIN_TIME else None,
    }


def plurals(folder: Path) -> dict[str, list[str]]:
    """The rules of every form but "other", without their examples; MediaWiki's own after Unicode's.

    Languages with one form only are left out: MediaWiki lets them have those of their fallbacks.
    """
    found: dict[str, list[str]] = {}
    for name in ("plurals.xml", "plurals-mediawiki.xml"):
        tree = ElementTree.parse(folder / name)  # noqa: S314 - the installation's own file, not a stranger's
        for rules in tree.iter("pluralRules"):
            written = [rule.text or "" for rule in rules if rule.get("count") != "other"]
            conditions = [text.partition("@")[0].strip() for text in written]
            found |= dict.fromkeys(rules.get("locales", "").split(), conditions)
    return found


def grammar(transformations: dict[str, Any]) -> dict[str, Any]:
    """Patterns and replacements as Python's ``re`` takes them, without what is said about them."""
    return {
        form: rules
        if isinstance(rules, str)
        else [[one, _REFERENCE.sub(r"\\g<\1>", other)] for one, other in rules if one != "@metadata"]
        for form, rules in transformations.items()
        if form != "@metadata"
    }


def messages(all_messages: dict[str, Any]) -> dict[str, Any]:
    """The messages that are kept."""
    return {"messages": {key: text for key, text in all_messages.items() if _MESSAGE.fullmatch(key)}}


if __name__ == "__main__":
    main()
