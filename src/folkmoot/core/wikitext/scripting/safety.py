"""Texts on their way to scripts and back: the markers in them are opaque there, and cannot be made there.

Modules know how MediaWiki's own markers look, and look for them (a nowiki in an argument is
``UNIQ--nowiki-00000003-QINU`` between quotes and DEL), so that is how scripts see ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from folkmoot.core.wikitext.markers import MARK, MARKER, clean

_MOST_TEXT = 64 * 1024 * 1024  # characters that one page's scripts may give in all
_NAMES = {"n": "nowiki", "g": "item", "p": "pre", "x": "ext"}
_KINDS = {name: kind for kind, name in _NAMES.items()}
_SHOWN = re.compile(f"{MARK}'\"`UNIQ--([a-z]+)-([0-9A-F]{{8}})-QINU`\"'{MARK}")


def _shown(found: re.Match[str]) -> str:
    """A marker as scripts see it."""
    return f"{MARK}'\"`UNIQ--{_NAMES.get(found[1], found[1])}-{int(found[2]):08X}-QINU`\"'{MARK}"


@dataclass(slots=True)
class Strings:
    """Which markers the scripts of one page were given, and how much text they have given back."""

    _known: set[str] = field(default_factory=set)
    _left: int = _MOST_TEXT

    def outgoing(self, text: str) -> str:
        """A text for a script; remembers its markers."""
        if MARK not in text:
            return text
        self._known.update(found[0] for found in MARKER.finditer(text))
        return MARKER.sub(_shown, text)

    def incoming(self, text: object) -> str:
        """A text from a script, cleaned as any source is; of the markers only those it was given stay."""
        text = str(text)
        self._left -= len(text)
        if self._left < 0:
            return ""
        if MARK not in text:
            return clean(text)
        pieces: list[str] = []
        end = 0
        for found in _SHOWN.finditer(text):
            pieces.append(clean(text[end : found.start()]))
            pieces.append(self._meant(found))
            end = found.end()
        pieces.append(clean(text[end:]))
        return "".join(pieces)

    def _meant(self, found: re.Match[str]) -> str:
        """The marker that a script was given under this name; nothing where it was given none."""
        own = f"{MARK}{_KINDS.get(found[1], found[1])}{int(found[2], 16)}{MARK}"
        return own if own in self._known else ""
