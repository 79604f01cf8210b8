"""The attack strings of `tests/cases/attacks.txt`, and what they must not bring about in HTML."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

_FILE = Path(__file__).parent / "cases" / "attacks.txt"
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([nt\\]))")
_NAMED = {"n": "\n", "t": "\t", "\\": "\\"}
_RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|blob|file)[\x00-\x20]*:", re.IGNORECASE)
# Where "cite" points, no browser goes.
_ADDRESSES = frozenset(
    "href src srcset action formaction poster background data longdesc ping xlink:href".split()
)
_LOADS = frozenset("src srcset poster background data ping".split())
_NEVER = (
    "script,iframe,frame,object,embed,applet,base,svg,math,template,portal,dialog,meta[http-equiv],link[rel]"
)
_STYLE = re.compile(r"url\s*\(|image(?:-set)?\s*\(|expression|fixed|sticky|binding|behavior", re.IGNORECASE)


def attacks() -> tuple[str, ...]:
    """All of them, as somebody would type them."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_typed(line) for line in lines if line and not line.startswith("# "))


def _typed(line: str) -> str:
    def character(found: re.Match[str]) -> str:
        return _NAMED[found[3]] if found[3] else chr(int(found[1] or found[2], 16))

    return _ESCAPE.sub(character, line)


def what_acts(html: str) -> list[str]:
    """Everything in a page's HTML that could run, load from elsewhere, or cover the page."""
    tree = LexborHTMLParser(f"<!DOCTYPE html><body>{html}</body>")
    found = [node.html or "" for node in tree.css(_NEVER)]
    for node in tree.css("body *"):
        for name, value in node.attributes.items():
            if _acts(name.lower(), value or ""):
                found.append(f"{name}={value}")
    return found


def _acts(name: str, value: str) -> bool:
    if name.startswith("on") or name in ("srcdoc", "http-equiv", "autofocus"):
        return True
    if name == "style" and _STYLE.search(re.sub(r"/\*.*?\*/|\\", "", value)):
        return True
    if name in _LOADS and "evil.example" in value:
        return True
    return name in _ADDRESSES and _RUNS.match(value) is not None
