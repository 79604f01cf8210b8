"""Who does something: a frozen value made at the edge from a session, a command or a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

Right = Literal["read", "edit", "import", "delete"]

VISITOR_RIGHTS: frozenset[Right] = frozenset({"read"})
MEMBER_RIGHTS: frozenset[Right] = frozenset({"read", "edit", "import"})
STAFF_RIGHTS: frozenset[Right] = MEMBER_RIGHTS | {"delete"}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or a command) with the rights it has now.

    ``name`` is what stands in the history and in signatures. ``user_id`` is None for visitors,
    for commands and for the authors of imported pages. ``nickname`` is the signature that the
    person chose (wikitext), None for the wiki's own form. ``language`` is the interface language
    that the person chose.
    """

    name: str
    user_id: int | None = None
    rights: frozenset[Right] = VISITOR_RIGHTS
    nickname: str | None = None
    language: str | None = None

    @property
    def is_authenticated(self) -> bool:
        """Whether this is somebody with an account."""
        return self.user_id is not None

    def may(self, right: Right) -> bool:
        """Whether the actor has the right."""
        return right in self.rights


def actor_of(user: Any, *, address: str = "") -> Actor:
    """The actor that a logged-in user is, or the visitor at this network address."""
    if not user.is_authenticated:
        return Actor(name=address or "127.0.0.1")
    return Actor(
        name=user.username,
        user_id=user.pk,
        rights=STAFF_RIGHTS if user.is_staff else MEMBER_RIGHTS,
        nickname=user.nickname or None,
        language=user.language or None,
    )


def command_actor(name: str) -> Actor:
    """An actor for a command of the operator: it may do what members may."""
    return Actor(name=name, rights=STAFF_RIGHTS)


def acting(request: HttpRequest) -> Actor:
    """Who makes this request; looked up once per request."""
    known: Actor | None = getattr(request, "_folkmoot_actor", None)
    if not hasattr(request, "user"):  # refused before anybody looked who it is
        return Actor(name=request.META.get("REMOTE_ADDR", ""))
    if known is None:
        known = actor_of(request.user, address=request.META.get("REMOTE_ADDR", ""))
        request._folkmoot_actor = known  # type: ignore[attr-defined]  # a request lives as long as its answer
    return known
