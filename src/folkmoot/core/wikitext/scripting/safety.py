"""Texts on their way to scripts and back: the markers in them are opaque there, and cannot be made there."""

from __future__ import annotations

from dataclasses import dataclass, field

from folkmoot.core.wikitext.markers import MARK, MARKER, clean

_MOST_TEXT = 64 * 1024 * 1024  # characters that one page's scripts may give in all


@dataclass(slots=True)
class Strings:
    """Which markers the scripts of one page were given, and how much text they have given back."""

    _known: set[str] = field(default_factory=set)
    _left: int = _MOST_TEXT

    def outgoing(self, text: str) -> str:
        """A text for a script; remembers its markers."""
        if MARK in text:
            self._known.update(found[0] for found in MARKER.finditer(text))
        return text

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
        for found in MARKER.finditer(text):
            pieces.append(clean(text[end : found.start()]))
            pieces.append(found[0] if found[0] in self._known else "")
            end = found.end()
        pieces.append(clean(text[end:]))
        return "".join(pieces)
