"""Links between pages: ``[[Title#Section|text]]trail``, categories, files, and links to other wikis."""

from __future__ import annotations

import re
from functools import lru_cache

from ...titles import Title, prefixed
from ..markers import marker, without_positions
from ..run import Run
from ..sanitize.entities import decode_references
from .external_links import looks_like_address

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
    if text is not None and text.endswith("]") is False and text.count("[") and after.startswith("]"):
        text, after = text + "]", after[1:]
    if looks_like_address(target.lstrip()) or target.strip().startswith("//"):
        return "[[" + bit
    link = _resolved(target, run)
    if link is None:
        return "[[" + bit
    title, forced = link
    if not forced and title.namespace == _CATEGORY and not title.interwiki:
        return _category(title, after, run, out)
    shown = text if text is not None else target.strip().removeprefix(":") if forced else target
    if not forced and title.namespace == _FILE and not title.interwiki:
        shown = (text or "").rpartition("|")[2] or title.text
    return _anchor(title, shown, after, run)


def _resolved(target: str, run: Run) -> tuple[Title, bool] | None:
    """The title of a link and whether a colon in front makes it a plain link."""
    name = decode_references(run.held.release_nowiki(target))
    forced = name.lstrip().startswith(":")
    if forced:
        name = name.lstrip()[1:]
        if name.startswith(":"):
            return None
    if name.lstrip().startswith(("/", "../")) and (sub := _subpage(name.strip(), run)):
        name = sub
    elif name.strip().startswith("#"):
        fragment = name.strip()[1:].replace("_", " ")
        return Title(0, "", fragment.strip()), forced
    title = run.find_title(name)
    return None if title is None else (title, forced)


def _subpage(name: str, run: Run) -> str | None:
    """``/Part`` and ``../Other`` on pages that have subpages: talk pages and all but articles."""
    if run.title.namespace == 0:
        return None
    here = prefixed(run.title, run.site)
    path, hash_sign, fragment = name.partition("#")
    if path.startswith("/"):
        return here + "/" + path.strip("/") + hash_sign + fragment
    while path.startswith("../"):
        here, slash, _ = here.rpartition("/")
        path = path[3:]
        if not slash:
            return None
    return (f"{here}/{path.strip('/')}" if path.strip("/") else here) + hash_sign + fragment


def _category(title: Title, after: str, run: Run, out: list[str]) -> str:
    """A category is noted; the line it stands on closes up."""
    run.categories[prefixed(title, run.site)] = None
    out[-1] = out[-1].rstrip("\n") if after.startswith("\n") or not after else out[-1]
    return after


def _anchor(title: Title, shown: str, after: str, run: Run) -> str:
    trail = ""
    if found := _trail(run.site.link_trail).match(after):
        trail, after = found[0], after[found.end() :]
    if _is_self(title, run):
        tag, end = '<a class="mw-selflink selflink">', "</a>"
    else:
        tag, end = marker("l", run.link_number(title)), "</a>"
    return f"{tag}{shown}{trail}{end}{after}"


def _is_self(title: Title, run: Run) -> bool:
    return (title.namespace, title.text, title.interwiki) == (run.title.namespace, run.title.text, "") and not title.fragment


