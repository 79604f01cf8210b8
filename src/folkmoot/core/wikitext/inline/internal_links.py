"""Links between pages: ``[[Title#Section|text]]trail``, categories, files, and links to other wikis."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from folkmoot.core.site import CATEGORY, FILE, MEDIA
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.markers import in_one_line, marker, without_positions
from folkmoot.core.wikitext.media.figures import render_file
from folkmoot.core.wikitext.media.links import media_link, to_its_end
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.entities import decode_references

from .addresses import looks_like_address
from .external_links import render_bracketed_links
from .quotes import render_quotes

_LINK = re.compile(r"([^\[\]{}<>\n|]+)(?:\|((?:(?!\]\])[\s\S])+))?\]\]")
# A link without its end, which may be a file with links in its caption.
_BEGUN = re.compile(r"([^\[\]{}<>\n|]+)\|([\s\S]*)")


@lru_cache(maxsize=64)
def _trail(pattern: str) -> re.Pattern[str]:
    """The letters after a link that belong to it, in the site's language."""
    return re.compile(pattern or "(?!)")


def render_internal_links(text: str, run: Run) -> str:
    """Every ``[[...]]`` that names a page becomes a slot; all others stay text."""
    if "[[" not in text:
        return text
    first, *bits = text.split("[[")
    out = [first]
    at = 0
    while at < len(bits):
        if "]]" not in bits[at] and (whole := _file_with_links(bits, at, run)):
            piece, at = whole
        else:
            piece, at = _one(bits[at], run, out), at + 1
        out.append(piece)
    return "".join(out)


def _file_with_links(bits: list[str], at: int, run: Run) -> tuple[str, int] | None:
    """A file with links in its caption, which reaches over several bits; and the number of the next one."""
    begun = _BEGUN.match(bits[at])
    title = _file_title(without_positions(begun[1]), run) if begun else None
    whole = to_its_end(bits, at, begun[2]) if begun and title else None
    if title is None or whole is None:
        return None
    text, after, following = whole
    return _file(title, text, run) + after, following


def _file_title(target: str, run: Run) -> Title | None:
    link = _resolved(target, run)
    return link[0] if link and link[0].namespace == FILE and not (link[1] or link[0].interwiki) else None


def _file(title: Title, text: str, run: Run) -> str:
    """A file with its options, in which links and addresses have been found first."""
    text = render_bracketed_links(render_quotes(in_one_line(text)), run)
    return render_file(title, render_internal_links(text, run), run)


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
    if title.namespace == FILE and not (forced or title.interwiki):
        return _file(title, text or "", run) + after
    if title.namespace == MEDIA:
        return media_link(title, _shown(link, target, text, run), run) + after
    if title.namespace == CATEGORY and not (forced or title.interwiki):
        return _category(title, after, run, out)
    return _anchor(title, _shown(link, target, text, run), after, run)


def _shown(link: tuple[Title, bool], target: str, text: str | None, run: Run) -> str:
    """The words of a link: its text with bold and italic, else its target as it is written."""
    forced = link[1]
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
    return run.held.general(f"{_opening(title, run)}{shown}{trail}</a>") + after


def _opening(title: Title, run: Run) -> str:
    here = run.title
    if (title.namespace, title.text, title.interwiki) != (here.namespace, here.text, ""):
        return marker("l", run.link_number(title))
    if not title.fragment:
        return '<a class="mw-selflink selflink">'
    same_page = run.link_number(Title(0, "", title.fragment))
    return marker("l", same_page)
