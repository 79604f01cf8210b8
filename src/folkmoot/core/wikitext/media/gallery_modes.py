"""How the boxes of a gallery are drawn: MediaWiki's modes of ``<gallery>``, a row of the table for each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .sizes import Box

_SCALE = 1.5  # packed pictures are loaded larger than they are shown, so that rows can be filled up
_NARROWEST = 60  # pixels; a caption needs as much
_SIDES = 20  # pixels of a picture that a caption on it leaves free


@dataclass(frozen=True, slots=True)
class Mode:
    """Lengths in pixels: ``padding`` between a picture and its frame, ``gap`` around that in its box.

    ``borders`` come to both in a row. ``packed`` pictures are all of one height, whatever their width;
    ``overlay`` puts the caption on the picture.
    """

    padding: int
    gap: int = 5
    borders: int = 8
    has_height: bool = False
    packed: bool = False
    overlay: bool = False

    def box(self, width: int, height: int, *, is_audio: bool) -> Box:
        """The room for one picture in a gallery of pictures ``width`` x ``height``."""
        if not self.packed:
            return Box(width, height)
        # The width shall not be what bounds a picture.
        widest = width if is_audio else height * 10 + 100
        return Box(math.floor(widest * _SCALE), math.floor(height * _SCALE))

    def shown(self, width: int, height: int) -> tuple[int, int]:
        """The width and height at which a picture that is loaded at this size is shown."""
        if not self.packed:
            return width, height
        return math.ceil(width / _SCALE), math.ceil(height / _SCALE)

    def frame_width(self, gallery_width: int, loaded_width: int | None) -> float:
        """The width of the frame around a picture; ``loaded_width`` is None where there is none."""
        if not self.packed:
            return gallery_width + self.padding
        loaded = gallery_width * _SCALE if loaded_width is None else loaded_width
        return max(loaded, _NARROWEST * _SCALE) / _SCALE

    def caption_width(self, frame_width: float) -> int:
        """The width of a caption that lies on a picture."""
        return math.ceil(frame_width - _SIDES)

    def row_width(self, gallery_width: int, in_row: int) -> int:
        """The greatest width of a gallery with so many pictures in a row."""
        return in_row * (gallery_width + self.padding + self.gap + self.borders)


MODES = {
    "traditional": Mode(padding=30, has_height=True),
    "nolines": Mode(padding=0, borders=4),
    "packed": Mode(padding=0, gap=2, packed=True),
    "packed-hover": Mode(padding=0, gap=2, packed=True, overlay=True),
    "packed-overlay": Mode(padding=0, gap=2, packed=True, overlay=True),
    "slideshow": Mode(padding=30),
}
USUAL = "traditional"


def pixels(length: float) -> str:
    """A length as it is written in a style: fourteen digits at most, none that say nothing."""
    return f"{length:.14g}px"
