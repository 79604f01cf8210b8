"""Who is mentioned by an edit: people whose user page somebody linked in what they said.

Two sets of rules. ``"discussiontools"`` are those of MediaWiki's Echo, which compares the lines of
two versions and wants a new signature in the section (``line_mentions``). ``"people"`` asks what a
person would: which comments are new, or were edited by their own author, and whom do they address
now that they did not before?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from folkmoot.core.conversation import read
from folkmoot.core.conversation.identity import Comparison, compare
from folkmoot.core.conversation.line_mentions import Addressed, Links, addressed_by_lines
from folkmoot.core.conversation.model import Comment, Conversation, Reading, Topic
from folkmoot.core.conversation.notices import Saved, is_fresh
from folkmoot.core.conversation.source.text import readable
from folkmoot.core.languages.signatures import user_of_link, user_of_title
from folkmoot.core.site import USER_TALK, SiteConfig
from folkmoot.core.titles import Title, is_ip, normalise_username, title_from_url

MOST_PEOPLE = 50  # mentioned in one section; more than these and nobody is told, as in Echo
MOST_IN_SUMMARY = 5  # Echo's setting on Wikimedia's wikis

_LINK = re.compile(r"\[\[([^\[\]{}<>|\n]{1,600})(?:\||\]\])")
_ANCHOR = re.compile(r"""<a\s[^<>]*?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
_SECTION_OF_SUMMARY = re.compile(r"/\*.*?\*/")

Outcome = Literal["mention", "mention-success", "mention-failure", "mention-failure-too-many"]


@dataclass(frozen=True, slots=True)
class Mention:
    """The people whom one piece of an edit addresses, in the order of their links.

    ``users`` have an account and are to be told; ``unknown`` have none; ``anonymous`` are
    addresses, which nobody can tell anything. With ``too_many`` nobody is told and all three are
    empty. ``topic`` is the heading's text, ``comment`` the comment, where there is one.
    """

    users: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    too_many: bool = False
    topic: str | None = None
    comment: Comment | None = None

    def outcomes(self) -> Iterator[tuple[Outcome, str | None]]:
        """What Echo makes of it: an event for all who are told, then one for each name to the writer.

        The latter say whether the mention of the name beside them reached anybody.
        """
        if self.too_many:
            yield "mention-failure-too-many", None
        if self.users:
            yield "mention", None
        yield from (("mention-success", name) for name in self.users)
        yield from (("mention-failure", name) for name in (*self.anonymous, *self.unknown))


def linked_users(text: str, site: SiteConfig) -> tuple[str, ...]:
    """Names of the people whose user page some wikitext links to, in order, each once.

    Links to talk pages, contributions and sub-pages mention nobody, nor does what is commented out
    or stands in ``<nowiki>``. What templates link to only a renderer knows: render the text and
    ask ``linked_users_in_html``.
    """
    links = (match[1] for match in _LINK.finditer(readable(text).text))
    found = (user_of_link(target, site) for target in links)
    return _once(user.name for user in found if user is not None and user.kind == "user")


def linked_users_in_html(html: str, site: SiteConfig) -> tuple[str, ...]:
    """Names of the people whose user page some HTML links to, in order, each once."""
    targets = (unescape(match[1] or match[2] or "") for match in _ANCHOR.finditer(html))
    titles = (title_from_url(target, site) for target in targets)
    found = (user_of_title(title, site) for title in titles if title is not None)
    return _once(user.name for user in found if user is not None and user.kind == "user")


def talk_page_owner(page: Title, site: SiteConfig) -> str | None:
    """Whose talk page this is: they hear of every edit of it.

    None for sub-pages and other pages, and for the pages of addresses, which nobody can tell.
    """
    owner = normalise_username(page.text, site) if page.namespace == USER_TALK else None
    return None if owner is None or is_ip(owner) else owner


def in_summary(
    saved: Saved, *, site: SiteConfig, exists: Callable[[str], bool], limit: int = MOST_IN_SUMMARY
) -> tuple[str, ...]:
    """The people linked in an edit's summary who are to be told: the first ``limit`` with an account.

    What stands between ``/*`` and ``*/`` is the heading's, not the editor's. As in Echo.
    """
    if saved.reverts:
        return ()
    people = linked_users(_SECTION_OF_SUMMARY.sub("", saved.summary), site)
    return tuple(name for name in people if name != saved.editor and exists(name))[:limit]


def mentions(
    old_text: str,
    new_text: str,
    *,
    page: Title,
    site: SiteConfig,
    saved: Saved,
    exists: Callable[[str], bool],
    links: Links | None = None,
    rules: Reading = "people",
    known: Callable[[Comment], bool] = lambda comment: False,
    versions: tuple[Conversation, Conversation] | None = None,
) -> tuple[Mention, ...]:
    """Whom an edit mentions, one entry for each comment (for each section, in Echo's rules).

    ``exists`` says whether a name has an account; ``links`` gives the people whom a piece of
    wikitext links to (``linked_users`` if not given). Never mentioned are the editor and the owner
    of the talk page, who hears of the edit anyway. ``known`` is as for ``notices.events``;
    ``versions`` are the readings of both wikitexts, if the caller has them.
    """
    if saved.reverts:
        return ()
    find_links = links or (lambda text: linked_users(text, site))
    nobody = {saved.editor, talk_page_owner(page, site)}
    if rules == "discussiontools":
        pieces = addressed_by_lines(old_text, new_text, site=site, editor=saved.editor, links=find_links)
    else:
        pieces = _addressed(old_text, new_text, site, saved, find_links, known, versions)
    sorted_out = (_sorted_out(piece, nobody, exists, site) for piece in pieces)
    return tuple(mention for mention in sorted_out if mention is not None)


def _addressed(
    old_text: str,
    new_text: str,
    site: SiteConfig,
    saved: Saved,
    links: Links,
    known: Callable[[Comment], bool],
    versions: tuple[Conversation, Conversation] | None,
) -> Iterator[Addressed]:
    """New comments, and own comments that were edited: whom do they link to that they did not?

    DiscussionTools' rule for what is new holds here too: a comment of the editor's own that is
    less than ten minutes old. So nobody is mentioned again when a discussion is archived.
    """
    old, new = versions or (
        read(old_text, form="wikitext", site=site),
        read(new_text, form="wikitext", site=site),
    )
    comparison = compare({"": old}, {"": new})
    topics = _topics_of_comments(new)
    opened = _opening_comments(comparison)
    for match in comparison.comments:
        comment = match.new
        if comment is None or comment.author != saved.editor:
            continue
        before: set[str] = set()
        if match.old is None:
            if known(comment) or not is_fresh(comment, saved):
                continue
        elif "text" not in match.changes:
            continue
        else:
            before.update(links(_whole(match.old, old_text)))
        topic = topics[comment.id]
        heading = links(new_text[topic.start : topic.end]) if comment.id in opened else ()
        names = _once((*heading, *links(_whole(comment, new_text))))
        yield Addressed(tuple(name for name in names if name not in before), topic.text or None, comment)


def _whole(comment: Comment, text: str) -> str:
    """All of a comment, its signature too.

    Who links to their own page among other links has begun to sign there, by the rules for
    signatures; the people linked after that are mentioned all the same.
    """
    return text[comment.source.start : comment.source.end] if comment.source else comment.body


def _topics_of_comments(conversation: Conversation) -> dict[str, Topic]:
    """The nearest heading of every comment."""
    return {
        comment.id: topic
        for topic in conversation.all_topics()
        for reply in topic.replies
        if isinstance(reply, Comment)
        for comment in reply.thread()
    }


def _opening_comments(comparison: Comparison) -> set[str]:
    """The first comment of each new topic: who wrote it wrote the heading."""
    opened = set()
    for match in comparison.topics:
        if match.old is None and match.new is not None and not match.new.placeholder:
            first = next(match.new.comments(), None)
            if first is not None:
                opened.add(first.id)
    return opened


def _sorted_out(
    piece: Addressed, nobody: set[str | None], exists: Callable[[str], bool], site: SiteConfig
) -> Mention | None:
    """Who of the names can be told; None if the piece addresses nobody."""
    names = [name for name in piece.names if name not in nobody]
    if not names:
        return None
    if len(names) > MOST_PEOPLE:
        return Mention(too_many=True, topic=piece.topic, comment=piece.comment)
    anonymous = tuple(name for name in names if is_ip(name))
    users = tuple(name for name in names if not is_ip(name) and exists(name))
    unknown = tuple(name for name in names if not is_ip(name) and name not in users)
    return Mention(users, unknown, anonymous, topic=piece.topic, comment=piece.comment)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
