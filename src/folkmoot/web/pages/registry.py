"""Where rooms above hang in what they know about pages: how some are read, and more actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from folkmoot.core.titles import Title
from folkmoot.web.pages.history import OldRevision
from folkmoot.web.pages.queries import LoadedRevision


@dataclass(frozen=True, slots=True)
class RedirectedFrom:
    """The page whose redirect led here."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page that somebody wants to read.

    ``revision`` is None when there is no such page; ``old`` is set when it is not the newest.
    """

    title: Title
    revision: LoadedRevision | None
    old: OldRevision | None = None
    redirected_from: RedirectedFrom | None = None


Reader = Callable[[HttpRequest, PageToRead], HttpResponse]
Action = Callable[[HttpRequest, Title], HttpResponse]

_readers: list[tuple[Callable[[Title], bool], Reader]] = []
_actions: dict[str, Action] = {}


def register_reader(reads: Callable[[Title], bool], reader: Reader) -> None:
    """Let ``reader`` show the pages whose titles ``reads`` accepts; the first that accepts is asked."""
    _readers.append((reads, reader))


def register_action(name: str, action: Action) -> None:
    """Let ``action`` answer ``?action=name`` on every page, whatever the method."""
    _actions[name] = action


def reader_of(title: Title) -> Reader | None:
    """Who shows this page, or None for the ordinary way."""
    return next((reader for reads, reader in _readers if reads(title)), None)


def action_of(name: str) -> Action | None:
    """Who answers this action, if anybody."""
    return _actions.get(name)
