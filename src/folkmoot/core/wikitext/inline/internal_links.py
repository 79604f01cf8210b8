"""Links between pages: ``[[Title#Section|text]]trail``, categories, files, and links to other wikis.

The text is cut at every ``[[``, as MediaWiki does it: a link must end before the next one begins. Only a file
may have links in its caption.
"""

from __future__ import annotations

import re
from functools import lru_cache

from folkmoot.core.site import CATEGORY, FILE, MEDIA
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.markers import MARK
from folkmoot.core.wikitext.media.figures import render_file
from folkmoot.core.wikitext.media.links import media_link, to_its_end
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.entities import decode_references

from .addresses import unlinked
from .external_links import render_bracketed_links
from .link_targets import LinkTarget, is_in_other_language, opening_tag, read_target, unclosed_target
from .quotes import render_quotes

_TARGET = re.compile(r"[^\[\]{}<>|\x00-\x1f]+")
_COMMENT_LINE = re.compile(f"{MARK}b[0-9]+{MARK}\\Z")
_WHITE_SPACE = " \t\n\r\v\0"


def render_internal_links(text: str, run: Run) -> str:
    """Every ``[[...]]`` that names a page becomes a link; all others stay text."""
    if "[[" not in text:
        return text
    first, *bits = text.split("[[")
    out = [first]
    at = 0
    while at < len(bits):
        piece, at = _file_with_links(bits, at, run) or (_one(bits[at], run, out), at + 1)
        out.append(piece)
    return "".join(out)


def _file_with_links(bits: list[str], at: int, run: Run) -> tuple[str, int] | None:
    """A file with links in its caption, which reaches over several bits; and the number of the next one."""
    begun = None if "]]" in bits[at] else _TARGET.match(bits[at])
    if begun is None or bits[at][begun.end() : begun.end() + 1] != "|":
        return None  # only a link without its end may be a file with links in its caption
    target = read_target(begun[0], run)
    if target is None or not _is_file(target):
        return None
    whole = to_its_end(bits, at, bits[at][begun.end() + 1 :])
    if whole is None:
        return None
    text, after, following = whole
    return _file(target.title, text, run) + after, following


def _is_file(target: LinkTarget) -> bool:
    return target.title.namespace == FILE and not (target.plain or target.title.interwiki)


def _file(title: Title, text: str, run: Run) -> str:
    """A file with its options, in which links and addresses have been found first."""
    text = render_bracketed_links(render_quotes(text), run)
    return render_file(title, render_internal_links(text, run), run)


def _one(bit: str, run: Run, out: list[str]) -> str:
    """The rendering of what stands after one ``[[``, its trail and the text up to the next."""
    parts = _taken_apart(bit)
    if parts is None:
        return "[[" + _unclosed(bit, run)
    written, text, after = parts
    if text and "[" in text and after.startswith("]"):
        text, after = text + "]", after[1:]  # the end of an address in brackets
    plain = run.plain_links.get(written)
    if plain is None:
        target = read_target(written, run)
        if target is None:
            return "[[" + bit
        if (made := _more_than_a_link(target, text, after, run, out)) is not None:
            return made
        plain = run.plain_links[written] = opening_tag(target.title, run), target.shown
    opening, shown = plain
    return _link(opening, render_quotes(text) if text else shown, after, run, out)


def _taken_apart(bit: str) -> tuple[str, str, str] | None:
    """Target, text ("" for none) and what follows, of a link that has its end before the next one begins."""
    target = _TARGET.match(bit)
    if target is None:
        return None
    bar = target.end()
    if bit.startswith("]]", bar):
        return target[0], "", bit[bar + 2 :]
    # What follows the bar is one character at least, even where that is the first of "]]".
    end = bit.find("]]", bar + 2) if bit.startswith("|", bar) else -1
    return None if end < 0 else (target[0], bit[bar + 1 : end], bit[end + 2 :])


def _unclosed(bit: str, run: Run) -> str:
    """A link that does not end is text; its target is shown decoded and in full if it is a title."""
    target = _TARGET.match(bit)
    if target is None or not bit.startswith("|", target.end()) or MARK in target[0]:
        return bit
    if "%" not in target[0] and not target[0].startswith((" ", "/", "../")):
        return bit
    return (unclosed_target(target[0], run) or target[0]) + bit[target.end() :]


def _more_than_a_link(target: LinkTarget, text: str, after: str, run: Run, out: list[str]) -> str | None:
    """A file, a category, a page in another language; None for what is just a link."""
    if is_in_other_language(target, run):
        run.note_language_link(target.title)
        return _closed_up(after, out)
    if _is_file(target):
        return _file(target.title, text, run) + after
    if target.title.namespace == CATEGORY and not (target.plain or target.title.interwiki):
        _note_category(target.title, render_quotes(text) if text else None, run)
        return _closed_up(after, out)
    if target.title.namespace == MEDIA:
        shown = unlinked(render_quotes(text) if text else target.shown)
        return media_link(target.title, shown, run) + after
    return None


def _note_category(title: Title, key: str | None, run: Run) -> None:
    name = prefixed(title, run.site)
    run.categories[name] = None
    key = run.properties.get("defaultsort", "") if key is None else key
    run.sort_keys[name] = decode_references(run.held.release(key)).replace("\n", "")


def _closed_up(after: str, out: list[str]) -> str:
    """The text behind a link that shows nothing; line feeds in front of it are gone."""
    before = out[-1]
    line_end = before.find("\n", len(before.rstrip(_WHITE_SPACE)))
    if line_end >= 0:
        before = before[:line_end]
        out[-1] = before + "\n" if _COMMENT_LINE.search(before) else before
    return after


def _link(opening: str, shown: str, after: str, run: Run, out: list[str]) -> str:
    """A link as one held piece: no later pass looks at its words."""
    before, trail = _taken_in(run, out), ""
    # Behind most links is a space, with which no trail begins.
    if after[:1] != " " and (found := _trail(run.site.link_trail).match(after)):
        trail, after = found[0], after[found.end() :]
    return run.held.link(f"{opening}{before}{shown}{trail}</a>") + after


def _taken_in(run: Run, out: list[str]) -> str:
    """The letters in front of a link that belong to it, in languages that write so; they leave the text."""
    if not run.site.link_prefix:
        return ""
    found = _prefix(run.site.link_prefix).search(out[-1])
    letters = found[0] if found else ""
    out[-1] = out[-1][: len(out[-1]) - len(letters)]
    return letters


@lru_cache(maxsize=64)
def _trail(pattern: str) -> re.Pattern[str]:
    """The letters after a link that belong to it, in the site's language."""
    return re.compile(pattern or "(?!)")


@lru_cache(maxsize=64)
def _prefix(letters: str) -> re.Pattern[str]:
    return re.compile(f"(?<![{letters}])[{letters}]+\\Z")
