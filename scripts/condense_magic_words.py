#!/usr/bin/env python3
"""Condense the magic words of all languages into the data file of the package.

    python scripts/condense_magic_words.py SOURCE_DIR EXTENSION.php... [-o TARGET]

SOURCE_DIR holds ``languages.full.json`` (for the fallbacks) and ``magic_words.json`` (each language's own
magic words and names of special pages). Every EXTENSION.php is a file of magic words as MediaWiki's
extensions have them: ``$magicWords['de'] = [ 'if' => [ 0, 'wenn' ], ... ];``. TARGET is
``src/folkmoot/core/languages/magic_words.jsonl`` unless given.

The result has one line per language that has words of its own, sorted by code, beginning with
``{"code":"xx",``. ``words`` maps MediaWiki's name of a magic word to the words which no language of its
fallbacks has; ``special`` does the same for special pages. English's line comes with ``exact``, the names
of the words in which capital letters matter. The same source gives the same file, byte for byte.

Standard library only: it runs without the package and without its dependencies.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/folkmoot/core/languages/magic_words.jsonl"

Words = dict[str, list[str]]
_LANGUAGE = re.compile(r"\$magicWords\['([\w-]+)'\] = \[(.*?)\n\];", re.DOTALL)
_WORD = re.compile(r"'([\w-]+)' => \[ ?([01]), ([^\]]*?),?\s*\],")
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'")


def main() -> None:
    """Read the sources, write the target, say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("extensions", type=Path, nargs="*")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    given = parser.parse_args()
    languages = json.loads((given.source / "languages.full.json").read_text("utf-8"))["languages"]
    core = json.loads((given.source / "magic_words.json").read_text("utf-8"))
    extensions = [path.read_text("utf-8") for path in given.extensions]
    lines = condense(languages, core, extensions)
    given.output.write_text("".join(lines), "utf-8")
    print(f"{given.output}: {len(lines)} languages, {given.output.stat().st_size:,} bytes")


def condense(languages: dict[str, Any], core: dict[str, Any], extensions: Iterable[str]) -> list[str]:
    """The lines of the data file, sorted by language code."""
    words = {code: whole(record.get("magic")) for code, record in core.items()}
    special = {code: record.get("special") or {} for code, record in core.items()}
    exact = {name for name, (case, *_) in core["en"]["magic"].items() if int(case)}
    for text in extensions:
        for code, own, cased in read_extension(text):
            words[code] = words.get(code, {}) | own
            exact |= cased if code == "en" else set()
    lines = []
    for code in sorted(words):
        chain = fallbacks(code, languages)
        line: dict[str, Any] = {"code": code}
        line |= {"exact": sorted(exact)} if code == "en" else {}
        line |= {"words": own} if (own := own_words(words, code, chain)) else {}
        line |= {"special": own} if (own := own_words(special, code, chain)) else {}
        if len(line) > 1:
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return lines


def whole(magic: dict[str, list[Any]] | None) -> Words:
    """Magic words without the number that says whether case matters."""
    return {name: [str(word) for word in words[1:]] for name, words in (magic or {}).items()}


def read_extension(text: str) -> Iterable[tuple[str, Words, set[str]]]:
    """Language, words and the names of those in which case matters, from an extension's PHP file."""
    for code, body in _LANGUAGE.findall(text):
        found = _WORD.findall(body)
        yield (
            code.replace("_", "-").lower(),
            {name: [unescaped(word) for word in _STRING.findall(words)] for name, _, words in found},
            {name for name, case, _ in found if case == "1"},
        )


def unescaped(word: str) -> str:
    """The text of a PHP string in single quotes."""
    return re.sub(r"\\(['\\])", r"\1", word)


def fallbacks(code: str, languages: dict[str, Any]) -> dict[str, bool]:
    """The languages whose words a language has as well, and whether they have none from it in turn."""
    if code == "en":
        return {}
    own = languages.get(code, {}).get("fallback", [])
    return {other: code not in languages.get(other, {}).get("fallback", []) for other in [*own, "en"]}


def own_words(words: dict[str, Words], code: str, chain: dict[str, bool]) -> Words:
    """What a language adds to the words of its fallbacks; its first word stays first, whoever has it."""
    own: Words = {}
    for name, spellings in words[code].items():
        first = [word for other in chain for word in words.get(other, {}).get(name, [])][:1]
        others = {word for other in chain if chain[other] for word in words.get(other, {}).get(name, [])}
        added = [word for word in dict.fromkeys(spellings) if word not in others]
        if added or spellings[:1] != first:
            own[name] = list(dict.fromkeys([*spellings[:1], *added]))
    return own


if __name__ == "__main__":
    main()
