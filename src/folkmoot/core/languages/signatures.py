"""Signatures: who a link names, and what is written where somebody signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from folkmoot.core.errors import BadTitle, Refusal
from folkmoot.core.languages.facts import facts
from folkmoot.core.languages.timestamps import format_timestamp, timestamp_reader
from folkmoot.core.site import SPECIAL, USER, USER_TALK, SiteConfig
from folkmoot.core.titles import Title, is_ip, normalise_username, page_path, parse_title, title_from_url

MAX_SIGNATURE = 255  # characters, as on MediaWiki

LinkKind = Literal["user", "user_talk", "contributions"]

_LINK = re.compile(r"\[\[([^\[\]{}|<>\n]+)(?:\|([^\n]*?))?\]\]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>")
_INLINE_TAGS = frozenset({
    "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
})  # fmt: skip
_BREAKS_LINES = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
# What turns the direction of everything after it; a name finds its own without.
_TURNS_TEXT = re.compile(r"[\u202a-\u202e\u2066-\u2069]+")
# What would begin markup in the name that a plain signature shows.
_MARKUP = re.compile(r"[\[\]{}|<>&]|'(?=')|(?<=')'|~(?=~)|_(?=_)|:(?=//)")


class BadSignature(Refusal):
    """A custom signature that would not sign, or would break the pages it is put on."""

    code = "invalid-signature"


@dataclass(frozen=True, slots=True)
class LinkedUser:
    """Whom a link names: ``name`` as ``normalise_username`` gives it, and by which of their pages."""

    name: str
    kind: LinkKind


def user_of_link(title_text: str, site: SiteConfig) -> LinkedUser | None:
    """The user that a link to this title stands for in a signature, None for any other link.

    That is a link to a user page or a user's talk page, but none below it (with a slash), or to a
    user's contributions. Any accepted name of the namespace and of the page will do.
    """
    look_up = _user_of_link if len(title_text) <= MAX_SIGNATURE else _user_of_link.__wrapped__
    return look_up(title_text, site)


@lru_cache(maxsize=8192)  # the same people sign page after page
def _user_of_link(title_text: str, site: SiteConfig) -> LinkedUser | None:
    try:
        return user_of_title(parse_title(title_text, site), site)
    except BadTitle:
        return None


def user_of_title(title: Title, site: SiteConfig) -> LinkedUser | None:
    """As ``user_of_link``, for a title that was parsed already.

    A link to another wiki counts where its address has this site's form: it is the same person.
    """
    if title.interwiki:
        elsewhere = title_from_url(page_path(title, site), site)
        return user_of_title(elsewhere, site) if elsewhere and not elsewhere.interwiki else None
    if title.namespace in (USER, USER_TALK):
        if "/" in title.text:
            return None
        return LinkedUser(title.text, "user" if title.namespace == USER else "user_talk")
    if title.namespace == SPECIAL:
        return _user_of_contributions(title.text, site)
    return None


def _user_of_contributions(text: str, site: SiteConfig) -> LinkedUser | None:
    page, slash, name = text.partition("/")
    if not slash or page.casefold() not in {
        own.replace("_", " ").casefold() for own in site.special_contributions
    }:
        return None
    user = normalise_username(name, site)
    return LinkedUser(user, "contributions") if user else None


def write_signature(user: str, site: SiteConfig, *, now: datetime, nickname: str | None = None) -> str:
    """What ``~~~~`` becomes: who signs, as links, and when, both in the site's own way.

    ``user`` is the account, or the address of somebody without one. ``nickname`` is what the person
    wants shown: plain words, or a signature in wikitext of their own (see ``clean_signature``), which
    is left out if it does not do. ``now`` is aware. Raises ``BadSignature`` if nobody can be called
    ``user``.
    """
    return f"{write_name(user, site, nickname=nickname)} {format_timestamp(now, site)}"


def write_name(user: str, site: SiteConfig, *, nickname: str | None = None) -> str:
    """What ``~~~`` becomes: who signs, as links, without the date. Raises as ``write_signature`` does."""
    name = normalise_username(user, site)
    if name is None:
        raise BadSignature("Nobody can sign as “%(user)s”: that is no name of a user.", values={"user": user})
    try:
        shown = clean_nickname(nickname or "", name, site)
    except BadSignature:
        shown = ""
    if "[[" in shown:
        return shown
    return _from_message(name, shown[:MAX_SIGNATURE] or name, site)


def clean_signature(wikitext: str, user: str, site: SiteConfig) -> str:
    """A custom signature as it may be put on pages. Raises ``BadSignature`` that says what is wrong with it.

    It must link to the user and to nobody else, stay on one line and within 255 characters, call no
    template, carry no date, sign nothing itself, and close what it opens, with inline tags only.
    """
    text = _one_undated_line(wikitext, site)
    if len(text) > MAX_SIGNATURE:
        raise BadSignature(
            "The signature is too long: at most %(limit)d characters.",
            values={"limit": MAX_SIGNATURE},
            limit=MAX_SIGNATURE,
        )
    if "{{" in text or "}}" in text or "<!--" in text:
        raise BadSignature("A signature cannot contain templates or hidden comments.")
    if "~~~" in text:
        raise BadSignature("A signature cannot contain “~~~”: it is put there for you.")
    _refuse_unbalanced(text)
    linked = _linked_users(text, site)
    name = normalise_username(user, site) or user
    if name not in linked:
        raise BadSignature(
            "A signature must link to your user page or talk page, for example %(link)s.",
            values={"link": f"[[{site.namespaces[USER]}:{user}|{user}]]"},
        )
    if linked != {name}:
        raise BadSignature("A signature can link to nobody but you: others would seem to have signed.")
    return text


def clean_nickname(nickname: str, user: str, site: SiteConfig) -> str:
    """What a person wants to sign with: plain words on one line, or wikitext as ``clean_signature`` wants it.

    Raises ``BadSignature`` as that does, and for a date in plain words.
    """
    return clean_signature(nickname, user, site) if "[[" in nickname else _one_undated_line(nickname, site)


def _one_undated_line(text: str, site: SiteConfig) -> str:
    line = " ".join(_BREAKS_LINES.sub(" ", _TURNS_TEXT.sub("", text)).split())
    if timestamp_reader(site).search(line):
        raise BadSignature("A signature cannot contain a date: the time is put there for you.")
    return line


def _linked_users(text: str, site: SiteConfig) -> set[str]:
    found = (user_of_link(link[1], site) for link in _LINK.finditer(text))
    return {one.name for one in found if one is not None}


def _refuse_unbalanced(text: str) -> None:
    without_links = _LINK.sub(lambda found: found[2] or "", text)
    if "[[" in without_links or "]]" in without_links:
        raise BadSignature("A link in the signature is not closed: it needs “[[” before and “]]” after it.")
    open_tags: list[str] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name not in _INLINE_TAGS:
            raise BadSignature("A signature cannot contain %(tag)s.", values={"tag": f"<{name}>"})
        if not tag[1]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise BadSignature(
                "The tag %(tag)s in the signature closes nothing.", values={"tag": f"</{name}>"}
            )
    if open_tags:
        raise BadSignature(
            "The tag %(tag)s in the signature is not closed.", values={"tag": f"<{open_tags[-1]}>"}
        )
    if "<" in _TAG.sub("", text):
        raise BadSignature("The signature contains “<” outside a tag; write &lt; instead.")
    if _leaves_emphasis_open(text):
        raise BadSignature("Bold or italics in the signature are not closed.")


def _leaves_emphasis_open(text: str) -> bool:
    """Whether bold or italics go on after the text: two, three or five apostrophes turn them on and off."""
    italics = bold = False
    for run in re.finditer("''+", text):
        length = len(run[0])
        italics ^= length == 2 or length >= 5
        bold ^= length >= 3
    return italics or bold


def _from_message(name: str, shown: str, site: SiteConfig) -> str:
    """The language's own message, with the namespaces' names and the user's put in."""
    known = facts(site.profiles[0].language)
    message = known.signature_anonymous if is_ip(name) else known.signature
    values = {
        "{{ns:user}}": site.namespaces[USER],
        "{{ns:user_talk}}": site.namespaces[USER_TALK],
        "{{#special:Contributions}}": f"{site.namespaces[SPECIAL]}:{site.special_contributions[0]}",
        "$1": name,
        "$2": _MARKUP.sub(lambda found: f"&#{ord(found[0])};", shown),
    }
    return re.sub(r"\{\{[^{}]*\}\}|\$[12]", lambda found: values.get(found[0], found[0]), message)
