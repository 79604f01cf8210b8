"""Spaces at which a line must not break: before French punctuation and inside guillemets."""

from __future__ import annotations

from collections.abc import Iterator

_BEFORE = tuple(f" {mark}" for mark in "?:;!%")
_BEFORE_GUILLEMETS = (" »", " ›")
_AFTER = ("« ", "‹ ")
_NO_BREAK = "&nbsp;"


def keep_french_spaces(html: str) -> str:
    """The HTML with such spaces made no-break spaces, in its texts only. Linear in its length."""
    places = sorted(set(_places(html)))  # one between two marks is found at both
    if not places:
        return html
    out: list[str] = []
    done = 0
    in_tag = False
    for at in places:
        opened, closed = html.rfind("<", done, at), html.rfind(">", done, at)
        in_tag = opened > closed if opened != closed else in_tag
        out.append(html[done:at])
        out.append(" " if in_tag else _NO_BREAK)
        done = at + 1
    return "".join([*out, html[done:]])


def _places(html: str) -> Iterator[int]:
    """Where such spaces stand. Looking for each pair is many times faster than trying every space."""
    plain = html.isascii()
    for pair in _BEFORE if plain else _BEFORE + _BEFORE_GUILLEMETS:
        at = html.find(pair)
        while at >= 0:
            if not _is_word(html[at + 2 : at + 3]):
                yield at
            at = html.find(pair, at + 1)
    for pair in () if plain else _AFTER:
        at = html.find(pair)
        while at >= 0:
            if not _is_word(html[at - 1 : at]):
                yield at + 1
            at = html.find(pair, at + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
