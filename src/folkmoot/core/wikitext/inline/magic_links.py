"""RFC, PMID and ISBN numbers as links, where a wiki wants them (Help:Magic links)."""

from __future__ import annotations

import re

from folkmoot.core.site import SPECIAL
from folkmoot.core.titles import Title, page_path
from folkmoot.core.wikitext.messages import message, note_category
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.special_pages import special_title

from .addresses import SPACES, outside_link

_SPACE = rf"(?:[\t{SPACES}]|&nbsp;|&#0*160;|&#[Xx]0*[Aa]0;)"
_DASH = rf"(?:-|{_SPACE})"
_NUMBER = re.compile(
    r"(?P<link><a[ \t\r\n>].*?</a>)|(?P<tag><[^>]*>)"
    rf"|\b(?P<kind>RFC|PMID){_SPACE}++(?P<number>[0-9]+)\b"
    rf"|\bISBN{_SPACE}++(?P<isbn>(?:97[89]{_DASH}?)?(?:[0-9]{_DASH}?){{9}}[0-9Xx])\b",
    re.DOTALL,
)
_ANY_SPACE = re.compile(_SPACE)
_ADDRESSES = {"RFC": "rfcurl", "PMID": "pubmedurl"}


def render_magic_links(text: str, run: Run) -> str:
    """Numbers in running text as links; what is inside links and tags stays."""
    wanted = [kind for kind in run.around.settings.magic_links if kind in text]
    return _NUMBER.sub(lambda found: _number(found, wanted, run), text) if wanted else text


def _number(found: re.Match[str], wanted: list[str], run: Run) -> str:
    kind = found["kind"] or ("ISBN" if found["isbn"] else "")
    if kind not in wanted:
        return found[0]
    note_category(run, f"magiclink-tracking-{kind.lower()}")
    if kind == "ISBN":
        return isbn_link(found["isbn"], run)
    url = message(run, _ADDRESSES[kind], found["number"])
    return outside_link(url, f"{kind} {found['number']}", f"mw-magiclink-{kind.lower()}", run)


def isbn_link(written: str, run: Run) -> str:
    """The link from the number of a book to where books are found."""
    shown = _ANY_SPACE.sub(" ", written)
    digits = shown.replace("-", "").replace(" ", "").upper()
    title = Title(SPECIAL, f"BookSources/{digits}")
    path = page_path(special_title(title, run.site) or title, run.site)
    return f'<a href="{guarded_value(path)}" class="internal mw-magiclink-isbn">ISBN {shown}</a>'
