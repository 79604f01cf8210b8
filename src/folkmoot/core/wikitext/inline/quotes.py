"""Bold and italic: runs of apostrophes, line by line, by MediaWiki's rules."""

from __future__ import annotations

import re

_RUN = re.compile("(''+)")


def render_quotes(text: str) -> str:
    """Every line's apostrophes turned into ``<i>`` and ``<b>``; what is open ends with its line."""
    if "''" not in text:
        return text
    return "\n".join([_line(line) if "''" in line else line for line in text.split("\n")])


def _line(line: str) -> str:
    pieces = _RUN.split(line)
    bold = italic = 0
    for at in range(1, len(pieces), 2):
        pieces[at - 1], pieces[at] = _normal_run(pieces[at - 1], pieces[at])
        length = len(pieces[at])
        italic += length in (2, 5)
        bold += length in (3, 5)
    if italic % 2 and bold % 2:
        _demote_one_bold(pieces)
    return _tags(pieces)


def _normal_run(before: str, run: str) -> tuple[str, str]:
    """Four apostrophes are a bold after an apostrophe, more than five a bold italic after some."""
    if len(run) == 4:
        return before + "'", "'''"
    if len(run) > 5:
        return before + "'" * (len(run) - 5), "'''''"
    return before, run


def _demote_one_bold(pieces: list[str]) -> None:
    """Takes one bold for an apostrophe and an italic: after a single letter, a longer word, a space."""
    single = longer = space = -1
    for at in range(1, len(pieces), 2):
        if len(pieces[at]) != 3:
            continue
        before = pieces[at - 1]
        if before[-1:] == " ":
            space = at if space < 0 else space
        elif before[-2:-1] == " ":
            single = at
            break
        elif longer < 0:
            longer = at
    chosen = next((at for at in (single, longer, space) if at >= 0), -1)
    if chosen >= 0:
        pieces[chosen] = "''"
        pieces[chosen - 1] += "'"


# state -> length of the run -> (what is written, new state); "both" is an undecided bold italic
_STEPS: dict[str, dict[int, tuple[str, str]]] = {
    "": {2: ("<i>", "i"), 3: ("<b>", "b"), 5: ("", "both")},
    "i": {2: ("</i>", ""), 3: ("<b>", "ib"), 5: ("</i><b>", "b")},
    "b": {2: ("<i>", "bi"), 3: ("</b>", ""), 5: ("</b><i>", "i")},
    "ib": {2: ("</b></i><b>", "b"), 3: ("</b>", "i"), 5: ("</b></i>", "")},
    "bi": {2: ("</i>", "b"), 3: ("</i></b><i>", "i"), 5: ("</i></b>", "")},
}
_UNDECIDED = {2: ("<b><i>", "</i>", "b"), 3: ("<i><b>", "</b>", "i"), 5: ("<i><b>", "</b></i>", "")}
_ENDS = {"": "", "i": "</i>", "b": "</b>", "ib": "</b></i>", "bi": "</i></b>"}


def _tags(pieces: list[str]) -> str:
    out: list[str] = []
    held: list[str] = []
    state = ""
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            (held if state == "both" else out).append(piece)
        elif state == "both":
            opening, closing, state = _UNDECIDED[len(piece)]
            out.extend((opening, *held, closing))
            held.clear()
        else:
            written, state = _STEPS[state][len(piece)]
            out.append(written)
    if state == "both":
        return "".join([*out, *(("<b><i>", *held, "</i></b>") if any(held) else held)])
    return "".join([*out, _ENDS[state]])
