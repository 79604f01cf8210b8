"""What stands around every page: its name, its tabs, its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, is_talk, page_path, prefixed, subject_of, talk_of
from folkmoot.web.pages import queries
from folkmoot.web.pages.permissions import may_edit
from folkmoot.web.pages.queries import page_key
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import page_site, wiki_site

Tab = Literal["read", "edit", "history"]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The head of a page. ``language`` and ``direction`` are those of the page's text."""

    title: str
    namespace: int
    namespace_name: str
    text: str
    is_talk: bool
    subject_url: str
    subject_exists: bool
    talk_url: str
    talk_exists: bool
    read_url: str
    edit_url: str
    history_url: str
    add_topic_url: str
    language: str
    direction: str
    may_edit: bool
    active: Tab


def read_frame(title: Title, *, actor: Actor, language: str = "", active: Tab = "read") -> PageFrame:
    """The frame of a page as this actor sees it; one query, for the two tabs' colours."""
    site, own = wiki_site(), page_site(language)
    title = Title(title.namespace, title.text)
    subject, talk = subject_of(title), talk_of(title)
    existing = queries.latest_revisions((subject, talk))
    url = page_path(title, site)
    return PageFrame(
        title=prefixed(title, site),
        namespace=title.namespace,
        namespace_name=_namespace_name(title, site),
        text=title.text,
        is_talk=is_talk(title),
        subject_url=page_path(subject, site),
        subject_exists=page_key(subject) in existing,
        talk_url=page_path(talk, site),
        talk_exists=page_key(talk) in existing,
        read_url=url,
        edit_url=f"{url}?action=edit",
        history_url=f"{url}?action=history",
        add_topic_url=f"{url}?newtopic=1#newtopic",
        language=own.language,
        direction=own.direction,
        may_edit=may_edit(actor, title),
        active=active,
    )


def _namespace_name(title: Title, site: SiteConfig) -> str:
    return site.namespaces.get(title.namespace, "").replace("_", " ") if title.namespace else ""
