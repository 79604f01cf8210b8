"""A file in a text: ``[[File:Name.jpg|options|caption]]`` as a figure with its caption, or inside a line."""

from __future__ import annotations

from folkmoot.core.site import FILE
from folkmoot.core.titles import Title
from folkmoot.core.wikitext.markers import in_one_line, positions_in
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.surroundings import FileFacts

from .bad_files import is_bad
from .broken import broken_html, error_label
from .copies import kind_of
from .elements import element, start
from .images import FILE_CLASS, UPRIGHT, file_page, is_player, picture_html, picture_of
from .options import Options, read_options
from .plain import plain_text
from .players import player_html, player_of
from .sizes import MAX_DRAWN, Box, to_tens

_UNKNOWN_WIDTHS = {False: 180, True: 130}  # of a missing file in a frame, by whether it is upright
_KINDS = {"": "mw:File", "thumb": "mw:File/Thumb", "frame": "mw:File/Frame", "frameless": "mw:File/Frameless"}


def render_file(title: Title, text: str, run: Run) -> str:
    """The use of a file in a text, for the passes that follow.

    ``text`` is what stands behind the first pipe, after quotes and links. The caption goes on through the
    passes as part of the text, all around it is held back from them.
    """
    text = in_one_line(text)
    run.files[title.key()] = None
    file = run.around.files.get(title.key())
    if file is None:
        note_category(run, "broken-file-category")
    else:
        title = Title(FILE, file.name.replace("_", " "))
    options = read_options(text, kind_of(file).family if file else "other", run)
    return _Use(title, file, options, run).render(text)


class _Use:
    """One use of a file."""

    def __init__(self, title: Title, file: FileFacts | None, options: Options, run: Run) -> None:
        self.title = title
        self.file = file
        self.options = options
        self.run = run
        self.error = False
        self.tooltip = ""
        if not options.has_visible_caption:
            self.tooltip = plain_text(options.caption, run)
            if options.alt is None and self.tooltip:
                options.alt = self.tooltip

    def render(self, text: str) -> str:
        html = self._media(self.file) if self.file else self._missing()
        options = self.options
        kind = ("mw:Error " if self.error else "") + _KINDS[options.frame]
        attributes: dict[str, str | int | None] = {"class": self._classes(), "typeof": kind}
        if not (options.has_visible_caption or options.align):
            return self.run.held.general(element("span", attributes, html)) + positions_in(text)
        opened = self.run.held.block(f"{start('figure', attributes)}{html}<figcaption>")
        closed = self.run.held.block("</figcaption></figure>")
        lost = positions_in(text.replace(options.caption, "", 1) if options.caption else text)
        return f"{opened}{options.caption.replace(chr(10), ' ')}{closed}{lost}"

    def _classes(self) -> str | None:
        options = self.options
        sized = options.width or options.height or options.stand_in is not None or options.frame == "frame"
        inline = not options.has_visible_caption
        classes = [
            "" if sized else "mw-default-size",
            f"mw-halign-{options.align}" if options.align else "",
            f"mw-valign-{options.valign}" if inline and options.valign and not options.align else "",
            "mw-image-border" if inline and options.border else "",
            options.classes,
        ]
        return " ".join(name for name in classes if name) or None

    # -- what is shown

    def _missing(self) -> str:
        options = self.options
        width = options.width
        if options.has_visible_caption and not width:
            width = _UNKNOWN_WIDTHS[options.upright is not None]
        return self._broken(options.alt or "", width, missing=True)

    def _broken(self, label: str, width: int | None, *, missing: bool) -> str:
        self.error = True
        room = (width, self.options.height)
        return broken_html(self.title, label, room, self.run, missing=missing, quotes=True)

    def _media(self, file: FileFacts) -> str:
        options, run = self.options, self.run
        box = self._box(file)
        shown_title = self.title
        if options.stand_in is not None:
            other = run.find_title(options.stand_in, FILE)
            stand_in = run.around.files.get(other.key()) if other and other.namespace == FILE else None
            if other is None or stand_in is None:
                return self._broken(error_label(run), box.width, missing=False)
            file, shown_title = stand_in, other
        html = self._html(file, self._scaled(file, box))
        if not html:
            return self._broken(error_label(run, "thumbnail_invalid_params"), box.width, missing=False)
        if is_bad(shown_title, run):
            label = "" if options.has_visible_caption else options.alt or ""
            return self._broken(label, box.width, missing=False)
        return html

    def _html(self, file: FileFacts, box: Box) -> str:
        """The picture or player; empty where there is none of that size."""
        options, run = self.options, self.run
        resource = None
        leads_elsewhere = options.target is not None or options.stand_in is not None or is_player(file)
        if options.frame == "thumb" and leads_elsewhere:
            resource = file_page(self.title, options.page, options.language, run)
        if is_player(file):
            player = player_of(file, box, options)
            return around_player(player_html(player, FILE_CLASS, resource, run)) if player else ""
        whole = options.stand_in is not None or (
            options.frame == "frame" and kind_of(file).family != "drawing"
        )
        picture = picture_of(file, box, options, run, finer=not whole)
        if picture is None:
            return ""
        return picture_html(picture, self.title, options, run, tooltip=self.tooltip, resource=resource)

    # -- how large

    def _box(self, file: FileFacts) -> Box:
        """The room that is asked for, before the file's own size is looked at."""
        options = self.options
        if options.width:
            return Box(options.width, options.height)
        is_drawing = kind_of(file).family == "drawing"
        width = MAX_DRAWN if options.height and is_drawing else file.width
        usual = self._usual_width()
        framed = options.frame or not width
        if framed and not options.height and (width <= 0 or usual < width or is_drawing):
            width = usual
        return Box(width, options.height)

    def _usual_width(self) -> int:
        usual, upright = self.run.around.settings.thumbnail_size, self.options.upright
        if upright is None:
            return usual
        return to_tens(usual * (float(upright or UPRIGHT) or float(UPRIGHT)))

    def _scaled(self, file: FileFacts, box: Box) -> Box:
        """The box for this frame: some show the whole file, none makes a picture larger than it is."""
        options = self.options
        kind = kind_of(file)
        if options.stand_in is not None or (options.frame == "frame" and kind.family != "drawing"):
            return Box(file.width or box.width)
        if options.frame == "frame":
            return Box(file.width, box.height)
        if options.frame and kind.family == "picture" and not kind.must_copy:
            return Box(min(box.width, file.width), box.height)
        return box


def around_player(html: str) -> str:
    """A player as figures hold it: it leads nowhere."""
    return element("span", {}, html)
