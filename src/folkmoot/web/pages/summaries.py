"""Summaries of edits: how they name the section that was edited, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title, prefixed
from folkmoot.core.wikitext import summary_html
from folkmoot.core.wikitext.wall import clean
from folkmoot.web.pages.queries import latest_revisions, page_key
from folkmoot.web.shared.sites import wiki_site

_HEADING = re.compile(r"^(={1,6})(.+?)\1[ \t]*$")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


def heading_words(section_text: str) -> str:
    """The words of the heading that a section begins with, without markup; "" for a lead."""
    first_line = section_text.split("\n", 1)[0]
    match = _HEADING.match(re.sub(r"<!--.*?-->", "", first_line).rstrip())
    if not match:
        return ""
    words = re.sub(r"<[^<>]*>|'{2,5}", "", _LINK.sub(r"\1", match[2]))
    return " ".join(words.split())


def section_summary(heading: str, summary: str) -> str:
    """The summary of an edit of the section with this heading."""
    return f"/* {heading.replace('*/', '')} */ {summary}".strip() if heading else summary


def shown_summaries(summaries: Sequence[str], page: Title) -> list[SafeString]:
    """Summaries of a page's edits as HTML: links, and the section behind an arrow. One query at most."""
    site = wiki_site()
    asked: set[str] = set()

    def note(name: str) -> bool:
        asked.add(name)
        return False

    def html(summary: str, exists: Callable[[str], bool]) -> str:
        return summary_html(summary, site=site, title=prefixed(page, site), exists=exists)

    for summary in summaries:
        html(summary, note)
    known = existing_titles(asked, site) if asked else frozenset()
    # Cleaned in this line, as everything that somebody wrote.
    return [mark_safe(clean(html(summary, known.__contains__))) for summary in summaries]  # noqa: S308


def existing_titles(names: Iterable[str], site: SiteConfig) -> frozenset[str]:
    """Those of these prefixed titles of which there is a page; one query."""
    titles = {name: parse_title(name, site) for name in names}
    found = latest_revisions(titles.values())
    return frozenset(name for name, title in titles.items() if page_key(title) in found)
