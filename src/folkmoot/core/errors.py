"""Refusals: answers that say no, each with a code that is promised to clients.

A refusal is raised where the rule lives. One middleware makes it a page, the command line makes
it a line and an exit status. Wikitext is never refused: every text renders and reads as something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Refusal(Exception):
    """Somebody asked for what cannot be done; the message says what to do instead.

    ``code`` never changes once released; ``status`` is the HTTP status a site answers with;
    ``details`` are values a client may want (an id, a limit), never secrets. ``values`` fill the
    places (``%(name)s``) of the message, which stays whole so that it can be translated.
    """

    code = "refused"
    status = 400

    def __init__(
        self, message: str, *, values: Mapping[str, object] | None = None, **details: object
    ) -> None:
        super().__init__(message % values if values else message)
        self._template = message
        self._values = values
        self.details = details

    @property
    def message(self) -> str:
        """What to tell the person: in English, or in the language that `speak_with` brings."""
        said = _translate(self._template)
        return said % self._values if self._values else said


Translate = Callable[[str], str]

_speech: list[Translate] = [str]


def _translate(text: str) -> str:
    return _speech[0](text) if text else text


def speak_with(translate: Translate) -> Translate:
    """Say the messages of refusals through this function, asked whenever a message is read.

    A site gives its translations when it starts; the core itself has none, and speaks English.
    Answers with the function that was used before.
    """
    before, _speech[0] = _speech[0], translate
    return before


class NotFound(Refusal):
    """The thing asked for is not there (any more)."""

    code = "not-found"
    status = 404


class Forbidden(Refusal):
    """The person may not do this."""

    code = "permission-denied"
    status = 403


class Conflict(Refusal):
    """The thing has changed in a way that this request cannot be applied to."""

    code = "edit-conflict"
    status = 409


class CommentHasAnswers(Conflict):
    """Others have answered this comment, so it cannot go: their answers would answer somebody else."""

    code = "comment-has-answers"


class TooLarge(Refusal):
    """More text than a page or comment may hold."""

    code = "too-large"
    status = 413


class BadTitle(Refusal):
    """A page title that MediaWiki would refuse too."""

    code = "invalid-title"


class EmptyComment(Refusal):
    """A comment or topic without words."""

    code = "empty-comment"


class CommentNotFound(NotFound):
    """No comment has this id on the page, in its newest revision."""

    code = "discussiontools-commentid-notfound"


class TopicNotFound(NotFound):
    """No topic has this id on the page, in its newest revision."""

    code = "topic-not-found"


class AmbiguousName(Refusal):
    """Several comments or topics have this name; an id tells which is meant."""

    code = "discussiontools-commentname-ambiguous"
    status = 409


class PageNotFound(NotFound):
    """There is no page of this title (any more)."""

    code = "missing-title"


class RateLimited(Refusal):
    """More than anybody does by hand in this time."""

    code = "ratelimited"
    status = 429


class Unavailable(Refusal):
    """The site cannot do it at this moment; trying again later may help."""

    code = "unavailable"
    status = 503


class NotReadable(Refusal):
    """A file or text that cannot be read as what it is said to be."""

    code = "not-readable"


class NoConversation(Refusal):
    """A text that was read well enough but holds neither a topic nor a signed comment."""

    code = "no-conversation"
