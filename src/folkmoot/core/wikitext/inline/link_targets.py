"""What the target of a link names: ``Title#Section``, ``/Part``, ``:Category:Name``, ``de:Titel``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from folkmoot.core.languages.facts import known_languages
from folkmoot.core.site import MAIN, SPECIAL
from folkmoot.core.titles import Title, bare_fragment, is_talk, page_path, prefixed
from folkmoot.core.wikitext.fragments import FOREIGN_MODE, fragment_address
from folkmoot.core.wikitext.markers import marker, without_positions
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.special_pages import special_title
from folkmoot.core.wikitext.subpages import levels_up, relative_title

from .addresses import looks_like_address
from .quotes import render_quotes

# What percent signs can bring that no title holds: line ends, and the characters of our markers.
_NO_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads, and what it shows where it has no words of its own.

    ``plain`` is a link that a colon in front or a prefix of the own wiki keeps from being anything else
    than a link: a category, a file, a page in another language.
    """

    title: Title
    shown: str
    plain: bool


def read_target(written: str, run: Run) -> LinkTarget | None:
    """The target that stands behind ``[[``; None where that is no title, and so no link."""
    name = _readable(without_positions(written)).lstrip(" ")
    if _NO_CHARACTER.search(name) or looks_like_address(name):
        return None
    full, shown = _in_full(name, run)
    title = _title(full, run)
    if title is None:
        return None
    if shown != full or not title.text:  # in titles apostrophes are apostrophes
        shown = render_quotes(shown)
    return LinkTarget(title, shown.removeprefix(":"), name.startswith(":") or title.came_by_prefix)


def unclosed_target(written: str, run: Run) -> str | None:
    """How the target of a link shows that has no end: decoded and in full; None where it is no title."""
    if read_target(written, run) is None:
        return None
    return _in_full(_readable(without_positions(written)).lstrip(" "), run)[0]


def _readable(name: str) -> str:
    """A target with what is percent-encoded in it decoded, as a link shows it."""
    return unquote(name).replace("<", "&lt;").replace(">", "&gt;") if "%" in name else name


def _in_full(name: str, run: Run) -> tuple[str, str]:
    """A relative name in full, and what it shows: with a slash behind it, only its own part."""
    if not name.startswith(("/", "../")) or not run.site.has_subpages(run.title.namespace):
        return name, name
    full = relative_title(name.strip(" "), prefixed(run.title, run.site)) or name
    path, hash_sign, fragment = name.partition("#")
    path = path.strip(" ")
    if path.startswith("/"):
        own = path[1:].rstrip("/") if path.endswith("/") else path
        return full, own + hash_sign + fragment or full
    _, path = levels_up(path)
    return full, path.rstrip("/") + hash_sign + fragment if path.endswith("/") else full


def _title(name: str, run: Run) -> Title | None:
    bare = name.lstrip(": _")
    if bare.startswith("#"):
        return None if "\ufffd" in bare else Title(MAIN, "", bare_fragment(bare))
    return run.read_title(name)  # what becomes of it is kept in ``plain_links``


def is_in_other_language(target: LinkTarget, run: Run) -> bool:
    """Whether a link says that the page is there in another language, and is not shown where it stands.

    On talk pages such links are links: people talk about the pages of other wikis.
    """
    prefix = target.title.interwiki
    if not prefix or target.plain or is_talk(run.title):
        return False
    return prefix in run.site.language_prefixes or prefix in _languages()


@cache
def _languages() -> frozenset[str]:
    return frozenset(known_languages())


def opening_tag(title: Title, run: Run) -> str:
    """The opening tag of a link; to another page of this wiki it is a marker for a slot."""
    here = run.title
    if title.interwiki:
        return _foreign(title, run)
    if title.namespace == SPECIAL:
        return marker("l", run.link_number(special_title(title, run.site) or title))
    if not title.text:
        address = f"#{_fragment(title, run)}" if title.fragment else page_path(title, run.site)
        return f'<a href="{guarded_value(address)}">'
    if (title.namespace, title.text) != (here.namespace, here.text):
        return marker("l", run.link_number(title))
    if title.fragment:
        return f'<a class="mw-selflink-fragment" href="#{guarded_value(_fragment(title, run))}">'
    return '<a class="mw-selflink selflink">'


def _fragment(title: Title, run: Run) -> str:
    return fragment_address(title.fragment, run.around.settings.fragment_modes[0])


def _foreign(title: Title, run: Run) -> str:
    address = page_path(title, run.site)
    if title.fragment:
        sister = title.interwiki in run.site.sister_interwiki
        mode = run.around.settings.fragment_modes[0] if sister else FOREIGN_MODE
        address += f"#{fragment_address(title.fragment, mode)}"
    name = guarded_value(prefixed(title, run.site))
    return f'<a href="{guarded_value(address)}" class="extiw" title="{name}">'
