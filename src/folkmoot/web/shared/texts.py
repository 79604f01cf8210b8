"""What is done to every text that comes in, whatever the door."""

from __future__ import annotations

import re
import unicodedata

# As MediaWiki's input clean-up: C0 controls except tab and line feed, surrogates, the two
# non-characters at the end of the plane. U+FFFD shows the reader that something was there.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """The text in Unicode's form C with plain line ends, and U+FFFD for what no page may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", lines))


def clean_line(text: str) -> str:
    """The text as one line: cleaned, every run of white space one space, none at its ends."""
    return " ".join(clean_text(text).split())


# Letters that are drawn as nothing: fillers of the Korean script, the empty Braille pattern.
_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: white space, controls, format characters, fillers."""
    return all(
        letter in _EMPTY_LETTERS or unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cc", "Cf")
        for letter in text
    )
