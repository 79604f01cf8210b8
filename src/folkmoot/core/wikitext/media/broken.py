"""What stands in a text for a file that is missing, that is not to be shown, or that cannot be."""

from __future__ import annotations

from urllib.parse import quote

from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.core.wikitext.inline.quotes import render_quotes
from folkmoot.core.wikitext.messages import message
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import escape_text

from .elements import element


def broken_html(
    title: Title, label: str, room: tuple[int | None, int | None], run: Run, *, missing: bool, quotes: bool
) -> str:
    """A link in place of a file: to where a missing one can be given, else to the file's page.

    ``room`` is the width and height that were asked for. With ``quotes`` apostrophes in the label are
    markup, as they are everywhere outside of tags in a text.
    """
    name = prefixed(title, run.site)
    width, height = room
    words = escape_text(label or name)
    html = element(
        "span",
        {"class": "mw-file-element mw-broken-media", "data-width": width, "data-height": height},
        render_quotes(words) if quotes else words,
    )
    if missing and (address := upload_address(title, run)):
        return element("a", {"href": address, "class": "new", "title": name}, html)
    return element("a", {"href": page_path(title, run.site), "title": name}, html)


def upload_address(title: Title, run: Run) -> str:
    """Where a file of this name can be given; empty where the wiki takes none."""
    return run.around.settings.upload_address.replace("$1", quote(title.key(), safe="*:;@$!(),/~-._"))


def error_label(run: Run, reason: str = "") -> str:
    """The words for a file of which no copy can be made; ``reason`` is the name of a message."""
    return message(run, "thumbnail_error", message(run, reason) if reason else "").strip()
