"""Files that are not shown: the wiki's list of them, a page that anybody can read.

``MediaWiki:Bad image list`` has a line per file: ``* [[File:Name.jpg]] except on [[Page]], [[Other page]]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from folkmoot.core.errors import BadTitle
from folkmoot.core.site import FILE, SiteConfig
from folkmoot.core.titles import Title, parse_title, prefixed
from folkmoot.core.wikitext.messages import known_message
from folkmoot.core.wikitext.run import Run

_LINK = re.compile(r"\[\[:?([^\[\]|]*)")
_MESSAGE = "bad_image_list"


def is_bad(title: Title, run: Run) -> bool:
    """Whether the wiki's list forbids to show this file on this page."""
    if run.bad_files is None:
        written = known_message(run.around, run.site.language, _MESSAGE)
        run.bad_files = _listed(written, run.site) if written else {}
    exceptions = run.bad_files.get(title.text)
    return exceptions is not None and prefixed(run.title, run.site) not in exceptions


@lru_cache(maxsize=8)
def _listed(text: str, site: SiteConfig) -> Mapping[str, frozenset[str]]:
    """The names of bad files, and the pages on which each may be shown all the same."""
    listed: dict[str, frozenset[str]] = {}
    for line in text.split("\n"):
        titles = _titles(line, site) if line.startswith("*") else []
        if titles and titles[0].namespace == FILE:
            listed[titles[0].text] = frozenset(prefixed(title, site) for title in titles[1:])
    return listed


def _titles(line: str, site: SiteConfig) -> list[Title]:
    titles: list[Title] = []
    for written in _LINK.findall(line):
        try:
            titles.append(parse_title(written, site))
        except BadTitle:
            continue
    return titles
