"""Sound and video: the browser's own player, with MediaWiki's names of what it plays."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.surroundings import FileFacts

from .copies import Copy, kind_of, poster_of
from .elements import element, start
from .moments import fragment, within
from .options import Options
from .sizes import Box, height_at, width_in

_NARROWEST_SOUND = 35  # pixels; a player below has no room for its button
_SOUND = (220, 23)  # the ratio of a player without pictures


@dataclass(frozen=True, slots=True)
class Player:
    """A sound or video as it is shown. ``moments`` are within its duration, in seconds."""

    file: FileFacts
    copy: Copy
    is_video: bool
    options: Options
    moments: dict[str, float]

    def resized(self, width: int, height: int) -> Player:
        """The same player at another size."""
        return replace(self, copy=Copy(self.copy.url, width, height))


def player_of(file: FileFacts, box: Box, options: Options) -> Player | None:
    """The player that fills a box; None where it would end before it begins, or be nothing to look at."""
    is_video = kind_of(file).family == "video"
    moments = {name: within(second, file.duration) for name, second in options.moments.items()}
    if moments.get("start", 0.0) > moments.get("end", math.inf):
        return None
    width, height = _size(file, box, is_video=is_video)
    if width <= 0 or height <= 0:
        return None
    poster = poster_of(file, width, moments.get("thumbtime", moments.get("start"))) if is_video else ""
    return Player(file, Copy(poster, width, height), is_video, options, moments)


def _size(file: FileFacts, box: Box, *, is_video: bool) -> tuple[int, int]:
    """The width and height of the player; a video is never shown larger than it is."""
    source_width, source_height = (file.width, file.height) if is_video else _SOUND
    width = min(box.width, source_width) if is_video else max(box.width, _NARROWEST_SOUND)
    if box.height and width * source_height > box.height * source_width:
        width = width_in(source_width, source_height, box.height)
    return width, height_at(source_width, source_height, width)


def player_html(player: Player, classes: str, resource: str | None, run: Run) -> str:
    """The player's element, with the file as its one source."""
    file, copy, options = player.file, player.copy, player.options
    run.players += 1
    size: dict[str, str | int | None] = (
        {"height": copy.height} if player.is_video else {"style": f"width:{copy.width}px;"}
    )
    attributes: dict[str, str | int | None] = {
        "id": f"mwe_player_{run.players}",
        "poster": copy.url or None,
        "controls": "",
        "preload": "none",
        "muted": "" if options.muted else None,
        "loop": "" if options.loop else None,
        "data-mw-tmh": "",
        "class": classes,
        "width": copy.width,
        **size,
        "data-durationhint": math.ceil(file.duration) or None,
        "data-mwtitle": file.name,
        "data-mwprovider": "local",
        "resource": resource,
    }
    return element("video" if player.is_video else "audio", attributes, _source(player))


def _source(player: Player) -> str:
    file = player.file
    return start(
        "source",
        {
            "src": file.url + fragment(player.moments),
            "type": file.mime,
            "data-width": file.width,
            "data-height": file.height,
        },
    )
