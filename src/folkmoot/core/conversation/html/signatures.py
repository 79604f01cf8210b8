"""Whose signature stands before a date in HTML."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.core.conversation.html.links import Links, shown_name
from folkmoot.core.conversation.html.markup import HTML_SPACE, Markup, plain
from folkmoot.core.conversation.html.nodes import BLOCK_TAGS
from folkmoot.core.languages.signatures import LinkedUser

SCAN_LIMIT = 100  # characters of text between the author's link and the date


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and how far the signature reaches once widened to whole elements."""

    user: LinkedUser
    display_name: str | None
    start: int  # position
    last_tag: int  # where its last node begins: the opening tag ...
    in_text: bool  # ... or the tag before it, when it is a text


@dataclass(frozen=True, slots=True)
class _Link:
    user: LinkedUser
    display_name: str | None


class Signatures:
    """The signatures in some markup."""

    def __init__(self, markup: Markup, links: Links) -> None:
        self.markup = markup
        self.links = links

    def find(self, tag: int, until: int) -> Signature | None:
        """Look backwards from the date after ``tag`` for its author, not beyond ``until``.

        The link next to the date names the author; more links to the same person further left
        belong to the signature too, and the leftmost text they have is the display name.
        """
        names, texts, partners = self.markup.names, self.markup.texts, self.markup.partners
        starts, ends = self.markup.starts, self.markup.ends
        author: LinkedUser | None = None
        display_name: str | None = None
        passed = depth = lowest = 0
        leftmost = (0, 0, 0)  # the link's tag, the depth it stands at, the lowest depth on the way
        i = tag
        while i >= 0 and passed < SCAN_LIMIT and (name := names[i]) not in BLOCK_TAGS:
            if partners[i] > i:
                depth -= 1
                lowest = min(lowest, depth)
                link = self._user_link(i) if name == "a" else None
                if link is not None and (author is None or link.user.name == author.name):
                    author = author or link.user
                    display_name = link.display_name or display_name
                    leftmost = (i, depth, lowest)
            elif ends[i] <= until:
                break
            elif name[:1] == "/":
                depth += 1
            if texts[i]:
                if starts[i] <= until:
                    break
                passed += len(plain(texts[i]).strip(HTML_SPACE))
            i -= 1
        if author is None:
            return None
        return self._widened(author, display_name, tag, leftmost)

    def leads_to_somebody(self, i: int) -> bool:
        """Whether the link that tag ``i`` opens leads to a person."""
        return self._user_link(i) is not None

    def _widened(
        self, author: LinkedUser, display_name: str | None, tag: int, leftmost: tuple[int, int, int]
    ) -> Signature:
        """The signature in whole elements: what stands side by side in the nearest common element."""
        parents = self.markup.parents
        first, depth, lowest = leftmost
        for _ in range(depth - lowest):
            first = parents[first]
        last = tag
        if lowest < 0:
            last = self.markup.container(tag)
            for _ in range(-1 - lowest):
                last = parents[last]
        return Signature(author, display_name, self.markup.starts[first], last, lowest == 0)

    def _user_link(self, i: int) -> _Link | None:
        """The person whom the link that tag ``i`` opens leads to."""
        user = self.links.user(self.markup.tags[i])
        if user is None:
            return None
        return _Link(user, shown_name(user, self.markup.plain_text(i, self.markup.partners[i]).strip()))
