"""Wu: simplified and traditional characters, those of Chinese."""

from __future__ import annotations

from .gan import of_two_scripts

LANGUAGE = of_two_scripts("wuu")
