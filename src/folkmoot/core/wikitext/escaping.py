"""Text that stays text where wikitext is read: the characters that would be markup, as references."""

from __future__ import annotations

import re

_CHARACTERS = {character: f"&#{ord(character)};" for character in "\"&'<=>[]{|};"}
_ALWAYS = {
    **_CHARACTERS,
    "!!": "&#33;!",
    "__": "_&#95;",
    "://": "&#58;//",
    "~~~": "~~&#126;",
    **{
        f"{kind}{space}": f"{kind}&#{ord(space)};"
        for kind in ("ISBN", "PMID", "RFC")
        for space in " \t\n\f\r"
    },
}
_AT_LINE_START = {
    **{f"\n{character}": f"\n&#{ord(character)};" for character in "!#*: \n"},
    "\n----": "\n&#45;---",
}
_SPECIAL = re.compile(
    "|".join(re.escape(text) for text in sorted((*_ALWAYS, *_AT_LINE_START), key=len, reverse=True))
)
_WORD = re.compile("__|ISBN|PMID|RFC")
_PLAIN = re.compile(r"[\w.,()/?%+@$-][\w .,()/?%+@$-]*")


def escape_wikitext(text: str) -> str:
    """The text so that it shows as it is, wherever in a page it stands."""
    if _PLAIN.fullmatch(text) and not _WORD.search(text):
        return text
    return _SPECIAL.sub(_escaped, "\n" + text)[1:]


def _escaped(found: re.Match[str]) -> str:
    return _ALWAYS.get(found[0]) or _AT_LINE_START[found[0]]
