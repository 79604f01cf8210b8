"""What stands between the pipes of ``[[File:...|...]]``.

``OPTIONS`` maps MediaWiki's name of each option to what it does; the words for it are those of the wiki's
language. What is no option, or has a value that cannot be, is the caption; the last one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.wikitext.markers import without_positions
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.run import Run

from .copies import Family
from .moments import second_of
from .plain import plain_text
from .targets import Target, read_target

Frame = Literal["", "thumb", "frame", "frameless"]
# "200", "x100", "200x100", with a unit that is one too many.
_SIZE = re.compile(r"([0-9]{0,9})(?:(x)([0-9]{0,9}))?[ \t]*(px)?[ \t]*")
# A number with or without a fraction.
_FACTOR = re.compile(r"\s*([+-]?(?:[0-9]{1,6}(?:\.[0-9]{0,9})?|\.[0-9]{1,9}))\s*")
_PAGE = re.compile(r"[1-9][0-9]{0,8}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


@dataclass(slots=True)
class Options:
    """What a use of a file asks for. Lengths in pixels, times in seconds; None where nothing is said."""

    frame: Frame = ""
    stand_in: str | None = None  # the name of a file that is shown instead
    width: int | None = None
    height: int | None = None
    upright: str | None = None  # "" for the usual factor
    border: bool = False
    align: str = ""
    valign: str = ""
    alt: str | None = None
    classes: str = ""
    target: Target | None = None
    page: int | None = None
    language: str = ""
    moments: dict[str, float] = field(default_factory=dict)  # "start", "end", "thumbtime"
    muted: bool = False
    loop: bool = False
    caption: str = ""

    @property
    def has_visible_caption(self) -> bool:
        """Whether the caption is shown below the file."""
        return self.frame in ("thumb", "frame")


# Each takes the options read so far and the value ("" for a word without one); False for "no option".
_Read = Callable[[Options, str, Run], bool]


def _frame(kind: Frame) -> _Read:
    """How the file is framed; the first word for it counts."""

    def read(options: Options, value: str, run: Run) -> bool:
        if options.frame:
            return False
        options.frame = kind
        return True

    return read


def _stand_in(options: Options, value: str, run: Run) -> bool:
    if options.frame:
        return False
    options.frame, options.stand_in = "thumb", plain_text(value, run)
    return True


def _align(side: str) -> _Read:
    def read(options: Options, value: str, run: Run) -> bool:
        options.align = options.align or side
        return True

    return read


def _valign(place: str) -> _Read:
    def read(options: Options, value: str, run: Run) -> bool:
        options.valign = options.valign or place
        return True

    return read


def _flag(name: Literal["border", "muted", "loop"]) -> _Read:
    def read(options: Options, value: str, run: Run) -> bool:
        setattr(options, name, True)
        return True

    return read


def _upright(options: Options, value: str, run: Run) -> bool:
    found = _FACTOR.fullmatch(value)
    if value and found is None:
        return False
    options.upright = found[1] if found else ""
    return True


def _alt(options: Options, value: str, run: Run) -> bool:
    options.alt = plain_text(value, run)
    return True


def _classes(options: Options, value: str, run: Run) -> bool:
    options.classes = plain_text(value, run)
    return True


def _link(options: Options, value: str, run: Run) -> bool:
    target = read_target(plain_text(value, run), run)
    if target is None:
        return False
    options.target = target
    return True


def _size(options: Options, value: str, run: Run) -> bool:
    width, height = read_size(value, run)
    options.width = width or options.width
    options.height = height or options.height
    return bool(width or height)


def read_size(value: str, run: Run) -> tuple[int, int]:
    """``200``, ``x100`` or ``200x100`` as width and height, 0 for what is not said or cannot be.

    A unit that was written twice is passed over; the page gets a category for it.
    """
    found = _SIZE.fullmatch(value)
    if found is None:
        return 0, 0
    if found[4]:
        note_category(run, "double-px-category")
    return int(found[1] or 0), int(found[3] or 0)


def _page(options: Options, value: str, run: Run) -> bool:
    if not _PAGE.fullmatch(value.strip()):
        return False
    options.page = int(value)
    return True


def _language(options: Options, value: str, run: Run) -> bool:
    if not _LANGUAGE.fullmatch(value):
        return False
    options.language = value
    return True


def _moment(name: str) -> _Read:
    def read(options: Options, value: str, run: Run) -> bool:
        second = second_of(value)
        if second is None:
            return False
        options.moments[name] = second
        return True

    return read


_VERTICAL = ("baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom")
_FOR_ALL: Mapping[str, _Read] = {
    "img_thumbnail": _frame("thumb"),
    "img_framed": _frame("frame"),
    "img_frameless": _frame("frameless"),
    "img_border": _flag("border"),
    **{f"img_{side}": _align(side) for side in ("left", "right", "center", "none")},
    **{f"img_{place.replace('-', '_')}": _valign(place) for place in _VERTICAL},
    # Those with values come after those without, that a word is what it says before it is a value.
    "img_manualthumb": _stand_in,
    "img_upright": _upright,
    "img_link": _link,
    "img_alt": _alt,
    "img_class": _classes,
}
_FOR_PLAYERS: Mapping[str, _Read] = {
    "timedmedia_thumbtime": _moment("thumbtime"),
    "timedmedia_starttime": _moment("start"),
    "timedmedia_endtime": _moment("end"),
    "timedmedia_muted": _flag("muted"),
    "timedmedia_loop": _flag("loop"),
}
_FOR_DRAWINGS: Mapping[str, _Read] = {"img_lang": _language}
_FOR_DOCUMENTS: Mapping[str, _Read] = {"img_page": _page}
_WIDTH: Mapping[str, _Read] = {"img_width": _size}
OPTIONS: Mapping[str, _Read] = {**_FOR_ALL, **_FOR_DRAWINGS, **_FOR_DOCUMENTS, **_FOR_PLAYERS, **_WIDTH}
_FOR_FAMILY: Mapping[Family, Mapping[str, _Read]] = {
    "drawing": _FOR_DRAWINGS,
    "document": _FOR_DOCUMENTS,
    "video": _FOR_PLAYERS,
    "audio": _FOR_PLAYERS,
}
_IN_GALLERIES = ("img_alt", "img_link", "img_class")
# MediaWiki's extension for sound and video has English words only.
_PLAYER_WORDS = {
    "timedmedia_thumbtime": ("thumbtime=$1",),
    "timedmedia_starttime": ("start=$1",),
    "timedmedia_endtime": ("end=$1",),
    "timedmedia_muted": ("muted",),
    "timedmedia_loop": ("loop",),
}


def names_for(family: Family, *, in_gallery: bool = False) -> tuple[str, ...]:
    """The options that a file of a kind can have; in galleries all have one size and frame."""
    own = tuple(_FOR_FAMILY.get(family, ()))
    return (*_IN_GALLERIES, *own) if in_gallery else (*_FOR_ALL, *own, *_WIDTH)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for some options in one language: whole words, and pairs of what stands around a value."""

    whole: Mapping[str, str]
    around: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=256)
def _words(language: str, names: tuple[str, ...]) -> _Words:
    whole: dict[str, str] = {}
    around: list[tuple[str, str, str]] = []
    for name in names:
        for word in magic_words(language, name).words or _PLAYER_WORDS.get(name, ()):
            before, dollar, after = word.partition("$1")
            if dollar:
                around.append((before, after, name))
            else:
                whole.setdefault(word, name)
    return _Words(whole, tuple(around))


def named_option(part: str, language: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    """The name and the value of the option that a part is, None where it is none."""
    words = _words(language, names)
    if part in words.whole:
        return words.whole[part], ""
    if "\n" in part:
        return None
    for before, after, name in words.around:
        if part.startswith(before) and part.endswith(after) and len(part) >= len(before) + len(after):
            return name, part[len(before) : len(part) - len(after)]
    return None


def parts_of(text: str) -> list[str]:
    """The text cut at its pipes, but for those in markup of language variants, ``-{...}-``."""
    if "-{" not in text:
        return text.split("|")
    parts: list[list[str]] = [[]]
    depth = 0
    for piece in re.split(r"(-\{|\}-|\|)", text):
        depth += (piece == "-{") - (piece == "}-" and depth > 0)
        if piece == "|" and not depth:
            parts.append([])
        else:
            parts[-1].append(piece)
    return ["".join(part) for part in parts]


def read_options(text: str, family: Family, run: Run, *, in_gallery: bool = False) -> Options:
    """The options that stand in ``text``, which has been through the passes up to the links.

    In galleries a link that leads nowhere is passed over; elsewhere it is taken for the caption.
    """
    options = Options()
    names = names_for(family, in_gallery=in_gallery)
    for part in parts_of(text):
        found = named_option(without_positions(part).strip(), run.site.language, names)
        understood = found is not None and OPTIONS[found[0]](options, found[1], run)
        if not understood and not (in_gallery and found and found[0] == "img_link"):
            options.caption = part
    return options
