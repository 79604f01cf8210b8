"""``<gallery>``: files in boxes, a line for each: ``File:Name.jpg|options|caption``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.site import FILE
from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.surroundings import FileFacts

from .bad_files import is_bad
from .broken import broken_html, error_label
from .copies import kind_of
from .elements import element, start
from .figures import around_player
from .gallery_modes import MODES, USUAL, pixels
from .images import FILE_CLASS, is_player, picture_html, picture_of
from .options import Options, read_options, read_size
from .plain import plain_text
from .players import player_html, player_of
from .sizes import Box

_USUAL_SIDE = 120  # pixels
_NUMBER = re.compile(r"\s*\+?([0-9]{1,4})")


def render_gallery(
    content: str,
    given: Mapping[str, str],
    kept: Mapping[str, str],
    parse: Callable[[str], str],
    run: Run,
) -> str:
    """The gallery as a list.

    ``given`` are the tag's attributes, ``kept`` those of them that the list may have; ``parse`` makes the
    HTML of a caption, as yet without its links in place.
    """
    gallery = _Gallery(given, parse, run)
    caption = parse(given["caption"]) if given.get("caption") else ""
    head = f"\n\t{element('li', {'class': 'gallerycaption'}, caption)}" if caption else ""
    boxes = "".join([gallery.box(line) for line in content.split("\n")])
    return f"{start('ul', gallery.attributes(given, kept))}{head}{boxes}\n</ul>"


class _Gallery:
    def __init__(self, given: Mapping[str, str], parse: Callable[[str], str], run: Run) -> None:
        name = given.get("mode", "").lower()
        self.name = name if name in MODES else USUAL
        self.mode = MODES[self.name]
        self.width = _side(given.get("widths", ""), run)
        self.height = _side(given.get("heights", ""), run)
        self.shows_names = "showfilename" in given
        self.parse = parse
        self.run = run

    def attributes(self, given: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str | int | None]:
        """The attributes of the list."""
        style = kept.get("style", "")
        in_row = _NUMBER.match(given.get("perrow", ""))
        if in_row and int(in_row[1]) and not self.mode.packed:
            style = f"max-width: {self.mode.row_width(self.width, int(in_row[1]))}px;{style}"
        classes = [*kept.get("class", "").split(), "gallery", f"mw-gallery-{self.name}"]
        switches = (
            {"data-showthumbnails": "1"} if self.name == "slideshow" and "showthumbnails" in given else {}
        )
        return {**kept, **switches, "class": " ".join(dict.fromkeys(classes)), "style": style or None}

    def box(self, line: str) -> str:
        """The box of one line; nothing for a line that names no page."""
        name, pipe, rest = line.partition("|")
        title = self.run.find_title(unquote(name) if "%" in line else name, FILE) if name.strip() else None
        if title is None or not (title.text or title.interwiki):
            return ""
        file = self._file(title)
        if file:
            title = Title(FILE, file.name.replace("_", " "))
        family = kind_of(file).family if file else "other"
        parsed = self.parse(rest) if pipe else ""
        options = read_options(parsed, family, self.run, in_gallery=True)
        options.alt = plain_text(options.caption, self.run) or None if options.alt is None else options.alt
        return self._drawn(title, file, options)

    def _file(self, title: Title) -> FileFacts | None:
        if title.namespace != FILE or title.interwiki:
            return None
        self.run.files[title.key()] = None
        file = self.run.around.files.get(title.key())
        if file is None:
            note_category(self.run, "broken-file-category")
        return file

    def _drawn(self, title: Title, file: FileFacts | None, options: Options) -> str:
        is_audio = file is not None and kind_of(file).family == "audio"
        box = self.mode.box(self.width, self.height, is_audio=is_audio)
        shown, loaded = self._media(title, file, options, box) if file else ("", None)
        if not shown or is_bad(title, self.run):
            shown, frame = self._broken(title, file, options, box, drawn=bool(shown))
        else:
            frame = f"width: {pixels(self.mode.frame_width(self.width, loaded))};"
            frame += f" height: {self.height + self.mode.padding}px;" if self.mode.has_height else ""
        width = self.mode.frame_width(self.width, loaded)
        style = f"width: {pixels(width + self.mode.gap)}"
        thumb = element("div", {"class": "thumb", "style": frame}, shown)
        inside = f"\n\t\t\t{thumb}{self._text(title, options.caption, width)}\n\t\t"
        return "\n\t\t" + element("li", {"class": "gallerybox", "style": style}, inside)

    def _media(self, title: Title, file: FileFacts, options: Options, box: Box) -> tuple[str, int | None]:
        """The picture or player in its span, and how wide it is loaded; nothing where it cannot be shown."""
        attributes: dict[str, str | int | None] = {"class": options.classes or None, "typeof": "mw:File"}
        if is_player(file):
            player = player_of(file, box, options)
            if player is None:
                return "", None
            sized = player.resized(*self.mode.shown(player.copy.width, player.copy.height))
            html = around_player(player_html(sized, FILE_CLASS, None, self.run))
            return element("span", attributes, html), player.copy.width
        picture = picture_of(file, box, options, self.run)
        if picture is None:
            return "", None
        shown = picture.resized(*self.mode.shown(picture.copy.width, picture.copy.height))
        tooltip = plain_text(options.caption, self.run)
        html = picture_html(shown, title, options, self.run, tooltip=tooltip)
        return element("span", attributes, html), picture.copy.width

    def _broken(
        self, title: Title, file: FileFacts | None, options: Options, box: Box, *, drawn: bool
    ) -> tuple[str, str]:
        """The link in place of a file, and the style of its frame."""
        failed = file is not None and not drawn
        label = error_label(self.run, "thumbnail_invalid_params") if failed else options.alt or ""
        room = (box.width, box.height)
        html = broken_html(title, label, room, self.run, missing=file is None, quotes=False)
        attributes: dict[str, str | int | None] = {
            "class": options.classes or None,
            "typeof": "mw:Error mw:File",
        }
        return element("span", attributes, html), f"height: {self.height + self.mode.padding}px;"

    def _text(self, title: Title, caption: str, width: float) -> str:
        name = self._name(title) if self.shows_names else ""
        html = element("div", {"class": "gallerytext"}, name + caption)
        if not self.mode.overlay:
            return f"\n\t\t\t{html}"
        if not (name + caption).strip():
            return ""
        style = f"width: {self.mode.caption_width(width)}px"
        outer = start("div", {"class": "gallerytextwrapper", "style": style})
        return f"\n\t\t\t{outer}{html}\n\t\t\t</div>"

    def _name(self, title: Title) -> str:
        """The file's name as a link to its page, on one line."""
        attributes: dict[str, str | int | None] = {
            "href": page_path(title, self.run.site),
            "class": "galleryfilename galleryfilename-truncate",
            "title": prefixed(title, self.run.site),
        }
        return element("a", attributes, escape_text(title.text)) + "\n"


def _side(written: str, run: Run) -> int:
    """A width or height in pixels, with or without its unit in the wiki's language."""
    for word in magic_words(run.site.language, "img_width").words:
        unit = word.partition("$1")[2]
        if unit and written.endswith(unit):
            written = written.removesuffix(unit)
            break
    return (0 if "x" in written else read_size(written.strip(), run)[0]) or _USUAL_SIDE
