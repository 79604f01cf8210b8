"""Pygments' lexers, held to a time that grows with the length of a listing only.

Their patterns were written for people's programs. Some of them, at each place of a text made to that end,
read all the rest of it: a listing of some kilobytes would take minutes. Here no pattern sees more than a
window of the text. What is longer than that - a very long comment, say - may get wrong colours; its words
are all there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

WINDOW = 1000  # characters
NARROW_WINDOW = 150
# Their patterns try combinations of what they have read, not only once what is ahead.
_NARROW = frozenset(
    """
    adl apacheconf aspectj autoit basemake c-objdump cfengine3 console csharp devicetree fan gherkin
    html+ng2 make ng2
    """.split()
)
# Not even that helps these: they are shown plain.
_REFUSED = frozenset({"autohotkey"})
# Names that listings have from the time of MediaWiki's former highlighter.
_OLD_NAMES = {
    "html4strict": "html",
    "html5": "html",
    "jquery": "javascript",
    "actionscript3": "as3",
    "asm": "nasm",
    "cpp-qt": "cpp",
    "java5": "java",
    "klonec": "c",
    "lolcode": "text",
    "mediawiki": "wikitext",
    "oracle11": "sql",
    "plsql": "sql",
    "text": "text",
    "vb": "vbnet",
    "xorg_conf": "text",
}


def lexer_name(language: str) -> str | None:
    """The first of Pygments' names for a language, None where it does not know it."""
    return _names().get(language.strip().lower())


@cache
def _names() -> dict[str, str]:
    from pygments.lexers import get_all_lexers

    names = {
        alias.lower(): aliases[0] for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases
    }
    names |= {old: names.get(new, "text") for old, new in _OLD_NAMES.items()}
    return {alias: "text" if name in _REFUSED else name for alias, name in names.items()}


def bounded_lexer(name: str) -> Any:
    """A new lexer of this name (some remember what they read), with a window over each of its patterns."""
    from pygments.lexers import get_lexer_by_name

    lexer = get_lexer_by_name(name, stripnl=False)
    _bound(lexer, NARROW_WINDOW if name in _NARROW else WINDOW)
    return lexer


def _bound(lexer: Any, window: int) -> None:
    """Puts the window over a lexer's rules, and over those of the lexers it is made of."""
    for inner in ("root_lexer", "language_lexer"):
        if hasattr(lexer, inner):
            _bound(getattr(lexer, inner), window)
    states = getattr(lexer, "_tokens", None)
    if isinstance(states, dict):
        lexer._tokens = {
            state: [_windowed(rule, window) for rule in rules] for state, rules in states.items()
        }


def _windowed(rule: Any, window: int) -> Any:
    pattern = getattr(rule[0], "__self__", None)
    if not isinstance(pattern, re.Pattern):  # a rule that is no pattern: it looks at nothing
        return rule

    def match(text: str, at: int, end: int | None = None) -> re.Match[str] | None:
        limit = at + window if end is None else min(end, at + window)
        return pattern.match(text, at, limit)

    return (match, *rule[1:])
