"""Summaries of edits as HTML: the section that was edited behind an arrow, links, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from folkmoot.core.site import MAIN, SiteConfig
from folkmoot.core.titles import Title, prefixed

from .fragments import fragment_address
from .markers import clean
from .messages import message
from .model import Composed, Link
from .run import Run, page_title
from .sanitize.attributes import escape_text
from .sanitize.entities import decode_references
from .slots import finish
from .subpages import named_on
from .surroundings import NOTHING_AROUND, Surroundings

_SECTION = re.compile(r"/\*(.*?)\*/(?=(.)?)")  # its name, and what stands behind it
# [[target|words]]: in the words a bracket may stand alone.
_LINK = re.compile(r"\[\[\s*+:?([^\[\]|]++)(?:\|((?:\]?[^\]])*+))?\]\]")
_BRACKETS = str.maketrans({"[": "&#91;", "]": "&#93;"})
_ARROWS = {"ltr": "→", "rtl": "←"}


def summary_html(
    text: str,
    *,
    site: SiteConfig,
    title: str = "",
    exists: Callable[[str], bool],
    local: bool = False,
    around: Surroundings = NOTHING_AROUND,
) -> str:
    """A summary as HTML: ``/* Section */`` and ``[[links]]``, all else as text.

    ``title`` is the page that was edited ("" for none: sections are not linked then); ``local`` says that its
    text is shown on the same page as the summary, so that its sections are linked by their fragments alone.
    ``exists`` tells for a prefixed title whether there is such a page.
    """
    run = Run(site=site, title=page_title(title or "-", site), pages={}, around=around)
    writer = _Writer(run, has_page=bool(title), local=local)
    html = writer.html(clean(text).replace("\n", " "))
    return finish(Composed(html, links=tuple(writer.links)), site=site, exists=exists)


def _words(run: Run, name: str) -> str:
    return escape_text(decode_references(message(run, name)))


class _Writer:
    def __init__(self, run: Run, *, has_page: bool, local: bool) -> None:
        self.run = run
        self.has_page = has_page
        self.local = local
        self.links: list[Link] = []
        self.trail = re.compile(run.site.link_trail or "(?!)")

    def html(self, text: str) -> str:
        escaped = escape_text(decode_references(text)).replace("'", "&#39;")
        if "*/" in escaped:
            last = escaped.rindex("*/") + 2
            escaped = (
                _SECTION.sub(self._section, escaped[:last] + escaped[last : last + 1]) + escaped[last + 1 :]
            )
        if "]]" in escaped:
            return self._with_links(escaped)
        return escaped

    def _section(self, found: re.Match[str]) -> str:
        words = found[1].strip()
        shown = words
        fragment = re.sub(r"\[\[:?|\]\]", "", decode_references(words))
        fragment = " ".join(re.sub("[ _]+", " ", fragment).split())
        if fragment and self.has_page:
            page = Title(MAIN, "", fragment) if self.local else self._on_page(fragment)
            direction = self.run.site.direction
            shown = f'{_ARROWS[direction]}<bdi dir="{direction}">{words}</bdi>'
            shown = f"{self._opening(page, known=True)}{shown}</a>"
        before = _words(self.run, "autocomment-prefix") if found.start() else ""
        after = _words(self.run, "colon-separator") if found[2] else ""
        if not shown and not after:
            return before
        return f'{before}<span class="autocomment">{shown}{after}</span>'.translate(_BRACKETS)

    def _on_page(self, fragment: str) -> Title:
        page = self.run.title
        return Title(page.namespace, page.text, fragment)

    def _with_links(self, text: str) -> str:
        out: list[str] = []
        done = 0
        for found in _LINK.finditer(text, 0, text.rindex("]]") + 2):
            out.append(text[done : found.start()])
            link, done = self._link(found, text)
            out.append(link)
        return "".join([*out, text[done:]])

    def _link(self, found: re.Match[str], text: str) -> tuple[str, int]:
        """The link, and where the text goes on behind it."""
        name = found[1]
        if "%" in name:
            name = unquote(name).replace("<", "&lt;").replace(">", "&gt;")
        shown = found[2] or name
        target = self._target(decode_references(name))
        if target is None:
            return found[0], found.end()
        trail = self.trail.match(text, found.end())
        inside = trail[0] if trail else ""
        return f"{self._opening(target)}{shown}{inside}</a>", found.end() + len(inside)

    def _target(self, name: str) -> Title | None:
        if name.startswith("#"):
            fragment = name[1:].strip()
            return self._on_page(fragment) if self.has_page and not self.local else Title(MAIN, "", fragment)
        full = named_on(self.run.title, name, self.run) if self.has_page else name
        return self.run.find_title(full) if full else None

    def _opening(self, target: Title, *, known: bool = False) -> str:
        """The opening tag of a link; ``known`` where the page needs no look-up."""
        known = known or self.run.needs_no_look_up(target)
        name = prefixed(target, self.run.site) if target.text or target.interwiki else ""
        mode = self.run.around.settings.fragment_modes[0]
        self.links.append(Link(name, fragment_address(target.fragment, mode), known))
        return f'<a data-fm-link="{len(self.links) - 1}">'
