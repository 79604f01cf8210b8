"""Which wiki a page comes from, as far as the page itself shows it.

Somebody who pastes a page rarely knows the facts of its wiki. Its language and clock are seen
from its dates, its own names of namespaces from the links that stand before them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice, pairwise
from urllib.parse import unquote

from folkmoot.core.conversation.forms import LOOK_AT, guess_timezone, in_universal_time, language_of_html
from folkmoot.core.conversation.model import Form
from folkmoot.core.languages import known_code
from folkmoot.core.languages.guess import guess_language
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import USER, USER_TALK, SiteConfig, fold_namespace

DATES_LOOKED_AT = 100
LINKS_WITHIN = 600  # characters before a date in which its author's links stand, markup included

_LINK = re.compile(r'(?:\[\[:?|href="[^"<>]{0,200}?(?:/wiki/|\./|[?;&]title=))([^\[\]|"#<>&?\n]{1,200})')


def guess_site(
    text: str, form: Form, *, language: str | None = None, timezone: str | None = None
) -> SiteConfig:
    """A description of the wiki that this page most likely comes from.

    ``language`` (a code) and ``timezone`` (an IANA name) are believed where they are given.
    Where nothing shows, the wiki is in English and its clock UTC.
    """
    code = language or _language_of(text, form)
    site = SiteConfig.for_language(code, timezone=timezone or guess_timezone(text))
    return site if form == "text" else with_own_names(text, site)


def _language_of(text: str, form: Form) -> str:
    said = language_of_html(text) if form == "html" else None
    if said and (known := known_code(said)):
        return known
    return guess_language(in_universal_time(text)) or "en"


def with_own_names(text: str, site: SiteConfig) -> SiteConfig:
    """The site with the names that the page's wiki itself gave its user namespaces.

    Wikis choose names that MediaWiki does not know (the Polish Wikipedia's ``Wikipedysta:``). A
    signature shows them: two links before a date, to one person under two names. They are
    believed when at least half of the dates that nobody known has signed have such links.
    """
    head = text[:LOOK_AT]
    unsigned = 0
    pairs: Counter[tuple[str, str]] = Counter()
    for date in islice(timestamp_reader(site).finditer(head), DATES_LOOKED_AT):
        links = list(_links(head[max(0, date.start - LINKS_WITHIN) : date.start]))[-3:]
        if any(site.namespace_ids.get(name) in (USER, USER_TALK) for name, _ in links):
            continue
        unsigned += 1
        pairs.update(_same_person(links))
    if not unsigned or 2 * pairs.total() < unsigned:
        return site
    own = {name: number for pair in pairs for name, number in zip(pair, (USER, USER_TALK), strict=True)}
    return replace(site, namespace_ids={**own, **site.namespace_ids})


def _links(text: str) -> Iterator[tuple[str, str]]:
    """The namespace, as it is compared, and the rest of the title of every link to another namespace."""
    for target in _LINK.findall(text):
        name, colon, rest = unquote(unescape(target)).replace("_", " ").partition(":")
        if colon and name.strip() and rest.strip() and "/" not in rest:
            yield fold_namespace(name), rest.strip()


def _same_person(links: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The two namespaces of the last two links in a row that differ in nothing else."""
    found = [(left[0], right[0]) for left, right in pairwise(links) if left[1] == right[1]]
    yield from [pair for pair in found if pair[0] != pair[1]][-1:]
