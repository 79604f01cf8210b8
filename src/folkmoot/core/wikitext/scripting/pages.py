"""Questions about pages, titles, addresses and messages."""

from __future__ import annotations

import re
from typing import Any

from folkmoot.core.languages.module_namespaces import MODULE
from folkmoot.core.site import CATEGORY
from folkmoot.core.titles import Title, page_path, prefixed
from folkmoot.core.wikitext.fragments import collapsed, fragment_address, fragment_id
from folkmoot.core.wikitext.messages import known_message
from folkmoot.core.wikitext.redirects import redirect_target
from folkmoot.core.wikitext.variables.title import encode_path

from .conversation import Conversation, Question
from .facts import title_facts
from .module_page import is_module

_WARNINGS = "script warnings"


def _described(title: Title | None, conversation: Conversation) -> dict[str, Any] | None:
    return None if title is None else title_facts(title, conversation.run.site)


def _title(conversation: Conversation, text: str, namespace: int) -> dict[str, Any] | None:
    return _described(conversation.run.find_title(text, int(namespace)), conversation)


def _make_title(
    conversation: Conversation, namespace: int, text: str, fragment: str, interwiki: str
) -> dict[str, Any] | None:
    """A title from its parts; in a text for the main namespace a prefix still counts, as in MediaWiki."""
    site = conversation.run.site
    space = site.namespaces.get(int(namespace), "")
    before = f"{interwiki}:" if interwiki else ""
    name = f"{before}{space}:{text}" if space else f"{before}:{text}"
    found = conversation.run.find_title(f"{name}#{fragment}" if fragment else name)
    return _described(found, conversation)


def _found(conversation: Conversation, name: str) -> Title | None:
    """The title of a prefixed name."""
    return conversation.run.find_title(f":{name}")


def _source(conversation: Conversation, name: str) -> str | None:
    """The text of a module, None where the name is none of a module or there is no such page."""
    title = conversation.run.find_title(name)
    if title is None or title.interwiki or title.namespace != MODULE:
        return None
    return conversation.run.page_text(title)


def _content(conversation: Conversation, name: str) -> str | None:
    title = _found(conversation, name)
    return None if title is None or title.interwiki else conversation.run.page_text(title)


def _page(conversation: Conversation, name: str) -> dict[str, Any]:
    text = _content(conversation, name)
    title = _found(conversation, name)
    redirect = text is not None and redirect_target(text, conversation.run) is not None
    return {
        "exists": text is not None or (title is not None and title == conversation.run.title),
        "isRedirect": redirect,
        "contentModel": _content_model(title),
        "id": _page_number(conversation, name),
    }


def _page_number(conversation: Conversation, name: str) -> int:
    known = conversation.run.around.page(name) if conversation.run.around.page else None
    return known.number or 0 if known else 0


def _protection(conversation: Conversation, name: str) -> dict[str, Any]:
    """Who may do what: for each action the list of the groups, and the pages that protect it with them."""
    known = conversation.run.around.page(name) if conversation.run.around.page else None
    if known is None:
        return {"levels": {}, "sources": []}
    levels = {action: [group] for action, group in known.protection.items()}
    return {"levels": levels, "sources": list(known.cascading_from)}


def _members(conversation: Conversation, category: str) -> dict[str, int]:
    """How many pages, files and categories are in a category."""
    run = conversation.run
    title = run.find_title(category, CATEGORY)
    counts = run.around.members(title.text) if run.around.members and title is not None else {}
    return {name: counts.get(name, 0) for name in ("all", "pages", "subcats", "files")}


def _gender(conversation: Conversation, who: str) -> str:
    """ "male", "female" or "unknown", of an account or as one of these words."""
    asked = conversation.run.around.gender
    return who if who in ("male", "female") or asked is None else asked(who)


def _content_model(title: Title | None) -> str:
    return "Scribunto" if title is not None and is_module(title) else "wikitext"


def _redirect(conversation: Conversation, name: str) -> dict[str, Any] | None:
    text = _content(conversation, name)
    target = None if text is None else redirect_target(text, conversation.run)
    return None if target is None else _title(conversation, target, 0)


def _file(conversation: Conversation, name: str) -> dict[str, Any]:
    facts = conversation.run.around.files.get(name.replace(" ", "_"))
    conversation.run.files[name.replace(" ", "_")] = None
    if facts is None:
        return {"exists": False}
    return {
        "exists": True, "width": facts.width, "height": facts.height, "length": facts.duration or None,
        "mimeType": facts.mime.partition(";")[0], "size": 0, "pages": None,
    }  # fmt: skip


def _mode(conversation: Conversation) -> str:
    return conversation.run.around.settings.fragment_modes[0]


def _address(conversation: Conversation, name: str, query: str) -> str | None:
    """The address of a page within the site; with a query the address that takes one."""
    site = conversation.run.site
    title = conversation.run.find_title(name)
    if title is None:
        return None
    fragment = f"#{fragment_address(title.fragment, _mode(conversation))}" if title.fragment else ""
    path = page_path(title, site).partition("#")[0]
    if not query:
        return path + fragment
    if site.script and not title.interwiki:
        path = f"{site.script}?title={encode_path(prefixed(title, site))}"
    return f"{path}{'&' if '?' in path else '?'}{query}{fragment}"


def _partial_url(conversation: Conversation, text: str) -> str:
    return encode_path(text)


def _anchor(conversation: Conversation, text: str) -> str:
    return fragment_id(collapsed(text), _mode(conversation))


def _message(conversation: Conversation, name: str, language: str) -> str | None:
    if re.search(r"[<>\[\]|{}\n]", name):
        return None
    run = conversation.run
    text = known_message(run.around, language or run.site.language, name)
    # Spaces at the ends of messages are written as references.
    return text and text.replace("&#32;", " ").replace("&nbsp;", "\u00a0")


def _interwiki(conversation: Conversation) -> dict[str, Any]:
    site = conversation.run.site
    return {
        prefix: {
            "prefix": prefix, "url": url, "isProtocolRelative": url.startswith("//"),
            "isLocal": prefix in site.local_interwiki, "isTranscludable": False,
            "isCurrentWiki": prefix in site.local_interwiki, "isExtraLanguageLink": False,
        }
        for prefix, url in site.interwiki.items()
    }  # fmt: skip


def _statistic(conversation: Conversation, name: str) -> int:
    return conversation.count(name)


def _warn(conversation: Conversation, text: str) -> None:
    """Warnings are for previews; a rendering has no place for them but its properties."""
    warnings = conversation.run.memory.setdefault(_WARNINGS, [])
    if isinstance(warnings, list) and len(warnings) < 100:
        warnings.append(text)


PAGES: dict[str, Question] = {
    "title": _title,
    "make_title": _make_title,
    "source": _source,
    "content": _content,
    "page": _page,
    "redirect": _redirect,
    "file": _file,
    "protection": _protection,
    "members": _members,
    "gender": _gender,
    "address": _address,
    "partial_url": _partial_url,
    "anchor": _anchor,
    "message": _message,
    "interwiki": _interwiki,
    "statistic": _statistic,
    "warn": _warn,
}
