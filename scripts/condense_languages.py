#!/usr/bin/env python3
"""Condense facts about languages into the data file of the package.

    python scripts/condense_languages.py SOURCE_DIR [TARGET]

SOURCE_DIR holds ``languages.full.json`` (what MediaWiki's ``Language`` objects answer, one object per
language) and ``magic_words.json`` (each language's own magic words and names of special pages).
TARGET is ``src/folkmoot/core/languages/facts.jsonl`` unless given.

The result has one line per language, sorted by code. A line begins with ``{"code":"xx",`` so that it is
found by looking for these bytes, and holds only what differs from the line of its ``base``: the first
of the language's own fallbacks that is a line of the file and does not lead back to it, in the end
English. Where a fact is an object (``messages``, ``namespaces``), it holds only the members that differ,
null for one that is not there. ``tag`` null is the code itself; month forms null are the months themselves.
The same source gives the same file, byte for byte.

Standard library only: it runs without the package and without its dependencies.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/folkmoot/core/languages/facts.jsonl"

Record = dict[str, Any]

MESSAGES = (
    "talkpagelinktext", "contribslink", "editsection", "toc", "showtoc", "hidetoc", "newsectionsummary",
    "redirectedfrom", "red-link-title", "word-separator", "comma-separator", "pipe-separator", "parentheses",
    "brackets", "and", "ellipsis", "timezone-utc",
)  # fmt: skip
MAGIC_WORDS = (
    "redirect", "notoc", "forcetoc", "toc", "noeditsection", "newsectionlink", "nonewsectionlink",
    "nogallery", "hiddencat", "index", "noindex", "staticredirect", "nocontentconvert", "notitleconvert",
    "subst", "safesubst",
)  # fmt: skip

# A message that makes a signature: both links, each with its namespace, and nothing that breaks the line.
USABLE_SIGNATURE = re.compile(
    r"[^\[\]{}\n]*\[\[\{\{ns:user\}\}:\$1\|\$2\]\][^\[\]{}\n]*"
    r"\[\[\{\{ns:user_talk\}\}:\$1\|[^\[\]{}\n]+\]\][^\[\]{}\n]*"
)
GRAMMAR = re.compile(r"\{\{grammar:[^|{}]*\|\$1\}\}", re.IGNORECASE)
TRAIL = re.compile(r"/\^\((?P<letters>.*)\)\(\.\*\)\$/(?P<flags>\w+)", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Read the source, write the target, say how large it became."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    languages = json.loads((source / "languages.full.json").read_text("utf-8"))["languages"]
    magic = json.loads((source / "magic_words.json").read_text("utf-8"))
    lines = condense(languages, magic)
    target.write_text("".join(lines), "utf-8")
    print(f"{target}: {len(lines)} languages, {target.stat().st_size:,} bytes")
    return 0


def condense(languages: dict[str, Record], magic: dict[str, Record]) -> list[str]:
    """The lines of the data file, sorted by language code."""
    whole = {code: record(facts, magic.get(code, {})) for code, facts in languages.items()}
    bases = {code: base_of(code, languages) for code in languages}
    lines = []
    for code in sorted(whole):
        base = bases[code]
        own = whole[code] if base is None else difference(whole[code], whole[base])
        line = {"code": code, **({} if base in (None, "en") else {"base": base}), **own}
        lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return lines


def base_of(code: str, languages: dict[str, Record]) -> str | None:
    """The language whose facts ``code`` builds on; None for English."""
    if code == "en":
        return None
    return next((other for other in languages[code]["fallback"] if ends(other, code, languages)), "en")


def ends(code: str, asker: str, languages: dict[str, Record]) -> bool:
    """Whether following first fallbacks from ``code`` reaches an end without meeting ``asker``."""
    seen = {asker}
    while code in languages and code not in seen:
        seen.add(code)
        fallback = [other for other in languages[code]["fallback"] if other in languages]
        if not fallback:
            return True
        code = fallback[0]
    return False


def difference(facts: Record, base: Record) -> Record:
    """What ``facts`` says otherwise than ``base``; None where ``base`` has what ``facts`` lacks."""
    own: Record = {}
    for key, value in facts.items():
        if isinstance(value, dict):
            value = {k: v for k, v in value.items() if base[key].get(k) != v}
            if key != "magic_words":  # a language that says nothing has those of the one it builds on
                value |= {k: None for k in base[key] if k not in facts[key]}
            if value:
                own[key] = value
        elif value != base[key]:
            own[key] = value
    return own


def record(facts: Record, magic: Record) -> Record:
    """Everything the package keeps of one language, before the difference is taken."""
    separators = facts["separators"] or {}
    return {
        "tag": facts["html"] if facts["html"] != facts["code"] else None,
        "autonym": facts["autonym"],
        "direction": facts["dir"],
        "fallback": facts["fallback"],
        "variants": [code for code in facts.get("variants", []) if code != facts["code"]],
        "digits": "".join(facts["digits"] or "0123456789"),
        "separators": [separators.get(".", "."), separators.get(",", ",")],
        "date_format": facts["signature_format"],
        "months": names(facts["months"]),
        "months_genitive": unless_same(names(facts["months_gen"]), names(facts["months"])),
        "months_abbreviated": unless_same(names(facts["months_abbr"]), names(facts["months"])),
        "weekdays": names(facts["weekdays"]),
        "weekdays_abbreviated": names(facts["weekdays_abbr"]),
        "namespaces": namespaces(facts),
        "special_contributions": facts["special_contributions"],
        "signature": signature(facts["messages"]),
        "signature_anonymous": facts["messages"]["signature-anon"],
        "link_trail": link_trail(facts["link_trail"]),
        "messages": {key: facts["messages"][key] for key in MESSAGES},
        "magic_words": {key: words for key in MAGIC_WORDS if (words := magic_words(magic, key))},
    }


def unless_same(words: list[str], others: list[str]) -> list[str] | None:
    """``words``, or None, which stands for "as the months themselves"."""
    return None if words == others else words


def names(words: list[str]) -> list[str]:
    """Names of months or days without the white space that some translations carry at their ends."""
    return [word.strip() for word in words]


def namespaces(facts: Record) -> dict[str, list[str]]:
    """Namespace number -> its name and then its other names; ``$1`` stands for the site's name."""
    result: dict[str, list[str]] = {}
    for number, space in sorted(facts["namespaces"].items(), key=lambda item: int(item[0])):
        first = "$1" if number == "4" else space["name"]
        others = [*space.get("gender", {}).values(), *space.get("aliases", [])]
        others += [
            name.replace("TestWiki", "$1")
            for name, owner in facts.get("namespaces_inherited", {}).items()
            if owner == int(number)
        ]
        result[number] = list(dict.fromkeys(GRAMMAR.sub("$1", name) for name in (first, *others)))
    result["0"] = [""]  # where a language gives the main namespace other names, it is by mistake
    return result


def signature(messages: dict[str, str]) -> str:
    """The message that makes a signature; where its translation is broken, English's with the local word."""
    text = " ".join(messages["signature"].split("\n")).strip().replace("|\n", "|")
    if USABLE_SIGNATURE.fullmatch(text):
        return text
    return f"[[{{{{ns:user}}}}:$1|$2]] ([[{{{{ns:user_talk}}}}:$1|{messages['talkpagelinktext']}]])"


def link_trail(pattern: str) -> str:
    """PHP's pattern for the letters that go on with a link, as a Python pattern; "" where there are none."""
    found = TRAIL.fullmatch(pattern)
    if found is None:
        raise ValueError(f"a link trail of a new form: {pattern!r}")
    letters = re.sub(r"\\x\{([0-9A-Fa-f]{1,4})\}", lambda m: f"\\u{int(m[1], 16):04x}", found["letters"])
    re.compile(letters)
    return letters


def magic_words(magic: Record, key: str) -> list[str]:
    """All spellings of one magic word, without the number that says whether case matters."""
    spellings: list[str] = ((magic.get("magic") or {}).get(key) or [""])[1:]
    return spellings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
