"""The check of style attributes: what could load, run or hide outside the page is refused."""

from __future__ import annotations

import re

from .entities import decode_references

# CSS's escapes: of a line's end, of a code point in hexadecimal, of any character, and a bare last backslash.
_ESCAPE = re.compile(r"\\(?:(\r\n|[\n\r\f])|([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|([\s\S])|$)")
_COMMENT_MARK = re.compile(r"/\*|\*/")
_ATTR = re.compile(r"attr\s*\(", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
# What loads or runs something, in browsers of today or of once.
_INSECURE = re.compile(
    r"expression|accelerator\s*:|-o-link\s*:|-o-link-source\s*:|-o-replace\s*:"
    r"|url\s*\(|src\s*\(|image\s*\(|image-set\s*\(",
    re.IGNORECASE,
)
# A comment must not cover the page around it, nor the buttons of others.
_TAKES_OVER = re.compile(r"position\s*:[^:;]*(?:fixed|sticky|(?:var|attr)\s*\()", re.IGNORECASE)


def _unescaped(found: re.Match[str]) -> str:
    line, digits, character = found[1], found[2], found[3]
    if line:
        return ""
    if digits:
        code = int(digits, 16)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    elif not character:
        character = "\\"
    if character in "\n\"'\\":
        return f"\\{ord(character):x} "
    return character


def _without_comments(css: str) -> str:
    if css.startswith("/*") and css.endswith("*/") and css.find("*/") == len(css) - 2:
        return css
    kept: list[str] = []
    done = at = 0
    start = -1
    while found := _COMMENT_MARK.search(css, at):
        if found[0] == "*/":
            # An end without a start is text, and no start begins in it.
            kept.append(" " if start >= 0 else css[done : found.end()])
            done = at = found.end()
            start = -1
        elif start < 0:
            kept.append(css[done : found.start()])
            start, at = found.start(), found.end()
        else:
            at = found.start() + 1
    rest = css[start:] if start >= 0 else css[done:]
    return "".join([*kept, rest]).partition("/*")[0]


def _is_insecure(css: str) -> bool:
    if _INSECURE.search(css) or _TAKES_OVER.search(css):
        return True
    return _ATTR.search(css) is not None and "url" in css.lower()


def checked_style(value: str) -> str:
    """The style as it may stand in the page; a refused one turns into a comment that says so."""
    css = decode_references(value)
    if "\\" in css:
        css = _ESCAPE.sub(_unescaped, css)
    css = _without_comments(css)
    if _CONTROL.search(css):
        return "/* invalid control char */"
    if _is_insecure(css):
        return "/* insecure input */"
    return css
