"""The words of messages in one language: what a page is dressed in after the cache, for one reader."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from .messages import message_of
from .surroundings import NOTHING_AROUND, Surroundings


class Words(Protocol):
    """Gives the plain text of a message, by MediaWiki's name for it, with its parameters filled in."""

    def __call__(self, name: str, *parameters: str) -> str:
        """The words of the message ``name``."""
        ...


def words_in(language: str, around: Surroundings = NOTHING_AROUND) -> Words:
    """The words of a language, the wiki's own (``around.message``) first."""
    return partial(message_of, around, language)
