"""What a whole page says about itself: that nobody talks on it, that it is an archive, that it wants topics.

By behaviour switches, by the templates that head archives, and by the page's name. DiscussionTools goes
by the switches alone: no tools on pages with ``__NOTALK__``, no replies on those with ``__ARCHIVEDTALK__``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from folkmoot.core.conversation.model import PageFacts
from folkmoot.core.conversation.source.calls import closed_calls, find_calls
from folkmoot.core.conversation.source.text import readable
from folkmoot.core.conversation.talk_templates import TalkTemplates, talk_templates
from folkmoot.core.languages.switches import switches_in
from folkmoot.core.site import SiteConfig

HEAD = 4_000  # characters from the top in which the template of an archive stands

_THAT_MATTER = ("notalk", "archivedtalk", "newsectionlink", "nonewsectionlink")  # switches
_HEADING = re.compile(r"^=", re.MULTILINE)
_PROPERTY = re.compile(rf"mw:PageProp/({'|'.join(_THAT_MATTER)})\b")
# Names of archives' pages, in the languages of the wikis: "Archive 3", "Архив/2010", "過去ログ1".
_ARCHIVE = (
    "archives?|archiv|archivos?|archivio|arquivos?|archief|archiwum|архив|архів|архіў|архива|arhiva|arhivă|arhiv"
    "|過去ログ|存档|存檔|보존|أرشيف|ارشيف|بایگانی|ארכיון|arkiv|arkisto|archív|archívum|arxiu|artxiboa?|arşiv"
    "|lưu trữ|arsip|arkib|αρχείο|arhiiv|arhīvs|archyvas|պահոց|არქივი|पुरालेख|আর্কাইভ|arkivo|actas"
)
_ARCHIVE_TITLE = re.compile(
    rf"/(?:(?:{_ARCHIVE})(?:[ _/]*\(?\d[^/]*)?(?:/|$)|[^/]*(?:{_ARCHIVE})[ _]*\d+$|\d+[ _]+(?:{_ARCHIVE})$)"
    rf"|/(?:{_ARCHIVE})[ _]",
    re.IGNORECASE,
)


def facts_of_wikitext(
    text: str, site: SiteConfig, title: str | None = None, templates: TalkTemplates | None = None
) -> PageFacts:
    """What the source of a page says about all of it."""
    switches = switches_in(text, site.language)
    if not switches.isdisjoint(_THAT_MATTER):  # perhaps in a comment, or among literal words
        switches = switches_in(readable(text).text, site.language)
    known = templates or talk_templates(site.language)
    head = _HEADING.split(text[:HEAD], maxsplit=1)[0] if "{{" in text[:HEAD] else ""
    return page_facts(title, switches, is_archive=bool(head) and _is_headed(head, known))


def _is_headed(head: str, templates: TalkTemplates) -> bool:
    """Whether the template of an archive stands at the top: not one that a bot is told to put on archives."""
    calls = closed_calls(head)
    archives = find_calls(head, templates).ranges("archived_page")
    return any(not any(start < own[0] and own[1] <= end for start, end in calls) for own in archives)


def facts_of_html(html: str, title: str | None = None) -> PageFacts:
    """What Parsoid's HTML says about the page; the old parser's says nothing of the kind."""
    found = _PROPERTY.findall(html) if "mw:PageProp/" in html else ()
    return page_facts(title, frozenset(found))


def page_facts(title: str | None, switches: Collection[str], *, is_archive: bool = False) -> PageFacts:
    """The facts of a page from the names of its switches, as ``languages.switches`` gives them."""
    topics = False if "nonewsectionlink" in switches else True if "newsectionlink" in switches else None
    return PageFacts(
        title=title,
        no_talk="notalk" in switches,
        archived="archivedtalk" in switches or is_archive or is_archive_title(title or ""),
        new_topics=topics,
    )


def is_archive_title(title: str) -> bool:
    """Whether a page is an archive by its name: ``Talk:Pond/Archive 3``."""
    return "/" in title and _ARCHIVE_TITLE.search(title) is not None


def heads_archives(templates: Iterable[str], language: str) -> bool:
    """Whether one of these templates, by name without namespace, says that its page is an archive."""
    known = talk_templates(language)
    return any(known.use_of(name) == "archived_page" for name in templates)
