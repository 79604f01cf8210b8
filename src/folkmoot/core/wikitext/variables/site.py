"""Variables of the wiki: its name, its addresses, its languages."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.languages.facts import facts
from folkmoot.core.wikitext.page_language import page_language
from folkmoot.core.wikitext.run import Run

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def _server_name(run: Run) -> str:
    return run.site.server.partition("//")[2].partition("/")[0].partition(":")[0]


def _script_path(run: Run) -> str:
    return run.site.script.rpartition("/")[0]


def _direction_mark(run: Run) -> str:
    return _RIGHT_TO_LEFT if facts(page_language(run)).direction == "rtl" else _LEFT_TO_RIGHT


def _reader_language(run: Run) -> str:
    """The language of who reads, where the wiki lets its pages know it."""
    if not run.around.settings.user_language:
        return page_language(run)
    run.varies.add("reader_language")
    return run.around.reader_language or run.site.language


def _no_other_languages(run: Run) -> str:
    """Says that no links from Wikidata are wanted, and shows nothing."""
    run.properties["noexternallanglinks"] = "*"
    return ""


SITE_VALUES: dict[str, Callable[[Run], str | None]] = {
    "!": lambda run: "|",
    "=": lambda run: "=",
    "SITENAME": lambda run: run.site.name,
    "SERVER": lambda run: run.site.server,
    "SERVERNAME": _server_name,
    "SCRIPTPATH": _script_path,
    "STYLEPATH": lambda run: run.around.settings.style_path,
    "ARTICLEPATH": lambda run: run.site.article_path,
    "CURRENTVERSION": lambda run: run.around.settings.version,
    "CONTENTLANGUAGE": lambda run: run.site.language,
    "PAGELANGUAGE": page_language,
    "USERLANGUAGE": _reader_language,
    "DIRECTIONMARK": _direction_mark,
    "NOEXTERNALLANGLINKS": _no_other_languages,
}
