"""Links between pages: ``[[Title#Section|text]]trail``, categories, files, and links to other wikis."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.markers import marker, without_positions
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.spaces import keep_french_spaces

from .external_links import looks_like_address
from .quotes import render_quotes

_LINK = re.compile(r"([^\[\]{}<>\n|]+)(?:\|((?:(?!\]\])[\s\S])+))?\]\]")
_FILE, _CATEGORY = 6, 14


@lru_cache(maxsize=64)
def _trail(pattern: str) -> re.Pattern[str]:
    """The letters after a link that belong to it, in the site's language."""
    return re.compile(pattern or "(?!)")


def render_internal_links(text: str, run: Run) -> str:
    """Every ``[[...]]`` that names a page becomes a slot; all others stay text."""
    if "[[" not in text:
        return text
    first, *rest = text.split("[[")
    out = [first]
    for bit in rest:
        out.append(_one(bit, run, out))
    return "".join(out)


def _one(bit: str, run: Run, out: list[str]) -> str:
    """The rendering of what stands after one ``[[``, its trail and the text up to the next."""
    found = _LINK.match(bit)
    if found is None:
        return "[[" + bit
    target = without_positions(found[1])
    text, after = found[2], bit[found.end() :]
    if text is not None and "[" in text and after.startswith("]"):
        text, after = text + "]", after[1:]
    link = None if looks_like_address(target.lstrip()) else _resolved(target, run)
    if link is None:
        return "[[" + bit
    title, forced = link
    if title.namespace == _CATEGORY and not (forced or title.interwiki):
        return _category(title, after, run, out)
    return _anchor(title, _shown(link, target, text, run), after, run)


def _shown(link: tuple[Title, bool], target: str, text: str | None, run: Run) -> str:
    """The words of a link: its text with bold and italic, else its target as it is written."""
    title, forced = link
    if title.namespace == _FILE and not (forced or title.interwiki):
        text = (text or "").rpartition("|")[2] or prefixed(title, run.site)
    if text is not None:
        return render_quotes(text)
    target = target.strip()
    if target.startswith("/") and target.endswith("/") and run.title.namespace:
        return target.strip("/")
    return target.removeprefix(":").lstrip() if forced else target


def _resolved(target: str, run: Run) -> tuple[Title, bool] | None:
    """The title of a link and whether a colon in front makes it a plain link."""
    name = decode_references(run.held.release_nowiki(target)).strip()
    if "%" in name:
        name = unquote(name)
    forced = name.startswith(":")
    if forced:
        name = name[1:].lstrip()
        if name.startswith(":"):
            return None
    elif name.startswith(("/", "../")):
        name = _subpage(name, run) or name
    if name.startswith("#"):
        return Title(0, "", name[1:].strip()), forced
    title = run.find_title(name)
    return None if title is None else (title, forced)


def _subpage(name: str, run: Run) -> str | None:
    """``/Part`` and ``../Other`` on pages that have subpages: talk pages and all but articles."""
    if run.title.namespace == 0:
        return None
    here = prefixed(run.title, run.site)
    path, hash_sign, fragment = name.partition("#")
    while path.startswith("../"):
        here, slash, _ = here.rpartition("/")
        path = path[3:]
        if not slash:
            return None
    path = path.strip("/")
    return (f"{here}/{path}" if path else here) + hash_sign + fragment


def _category(title: Title, after: str, run: Run, out: list[str]) -> str:
    """A category is noted; the line it stands on closes up."""
    run.categories[prefixed(title, run.site)] = None
    if after.startswith("\n") or not after:
        out[-1] = out[-1].rstrip("\n")
    return after


def _anchor(title: Title, shown: str, after: str, run: Run) -> str:
    """A link as one held piece: no later pass looks at its words."""
    trail = ""
    if found := _trail(run.site.link_trail).match(after):
        trail, after = found[0], after[found.end() :]
    return run.held.general(f"{_opening(title, run)}{keep_french_spaces(shown)}{trail}</a>") + after


def _opening(title: Title, run: Run) -> str:
    here = run.title
    if (title.namespace, title.text, title.interwiki) != (here.namespace, here.text, ""):
        return marker("l", run.link_number(title))
    if not title.fragment:
        return '<a class="mw-selflink selflink">'
    same_page = run.link_number(Title(0, "", title.fragment))
    return marker("l", same_page)
