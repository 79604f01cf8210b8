"""Pictures: ``<img>`` with a copy for fine screens, and the link around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from folkmoot.core.titles import Title, page_path, query_path
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.surroundings import FileFacts

from .copies import Copy, Version, copy_of, kind_of
from .elements import around, start
from .options import Options
from .sizes import Box
from .targets import Attributes, Target, link_attributes

FILE_CLASS = "mw-file-element"
UPRIGHT = "0.75"  # the usual factor


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is loaded; ``finer`` is the address for fine screens, "" where there is none."""

    file: FileFacts
    copy: Copy
    version: Version
    finer: str = ""

    def resized(self, width: int, height: int) -> Picture:
        """The same copy, shown at another size."""
        return replace(self, copy=Copy(self.copy.url, width, height))


def picture_of(
    file: FileFacts, box: Box, options: Options, run: Run, *, finer: bool = True
) -> Picture | None:
    """The picture that fills a box; None where nothing fits into it."""
    if box.width <= 0 or not file.width or not file.height:
        return None
    version = version_of(file, options, run)
    native = run.around.settings.svg_native
    copy = copy_of(file, box, version, native=native)
    twice = copy_of(file, box.doubled(), version, native=native).url if finer else copy.url
    return Picture(file, copy, version, "" if twice == copy.url else twice)


def version_of(file: FileFacts, options: Options, run: Run) -> Version:
    """The page and language that are shown. A drawing is in the page's language if it has words in it."""
    page = min(options.page or 1, max(file.pages, 1))
    wanted = options.language or _matched(run.site.language, file.languages)
    return Version(page, "" if wanted.lower() == "en" else wanted.lower())


def _matched(language: str, languages: tuple[str, ...]) -> str:
    """The first of the languages that is ``language`` or a kind of it."""
    for candidate in languages:
        if f"{candidate}-".lower().startswith(f"{language}-".lower()):
            return language
    return ""


def picture_html(
    picture: Picture, title: Title, options: Options, run: Run, *, tooltip: str, resource: str | None = None
) -> str:
    """The picture in its link; ``resource`` is the address of its page where the link leads elsewhere."""
    return around(_link(picture, title, options, tooltip, run), _img(picture, options, resource))


def _link(picture: Picture, title: Title, options: Options, tooltip: str, run: Run) -> Attributes:
    if options.target is not None:
        return link_attributes(options.target, tooltip, run)
    page = picture.version.page if picture.version.page != 1 else None
    address = file_page(title, page, options.language, run)
    if options.stand_in is not None:
        return {**link_attributes(Target(title=title), "", run), "href": address}
    return {"href": address, "class": "mw-file-description", "title": tooltip or None}


def file_page(title: Title, page: int | None, language: str, run: Run) -> str:
    """The address of a file's page, at a page of a document or a language of a drawing."""
    query = "&".join([*([f"page={page}"] if page else []), *([f"lang={language}"] if language else [])])
    return query_path(title, query, run.site) if query else page_path(title, run.site)


def _img(picture: Picture, options: Options, resource: str | None) -> str:
    factor = shown_factor(options)
    return start(
        "img",
        {
            "alt": options.alt,
            "resource": resource,
            "src": picture.copy.url,
            "decoding": "async",
            "width": picture.copy.width,
            "height": picture.copy.height,
            "style": f"--mw-file-upright: {factor}" if factor else None,
            "class": f"{FILE_CLASS} mw-file-upright" if factor else FILE_CLASS,
            "srcset": f"{picture.finer} 2x" if picture.finer else None,
        },
    )


def shown_factor(options: Options) -> str:
    """The factor by which an upright picture is narrower, as written; "" where it has no effect."""
    scaled = options.frame == "frameless" or (options.frame == "thumb" and options.stand_in is None)
    if options.upright is None or options.width or options.height or not scaled:
        return ""
    return options.upright if options.upright and float(options.upright) else UPRIGHT


def is_player(file: FileFacts) -> bool:
    """Whether the file is heard or watched rather than looked at."""
    return kind_of(file).family in ("audio", "video")
