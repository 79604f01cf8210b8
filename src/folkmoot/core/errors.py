"""Refusals: answers that say no, each with a code that is promised to clients.

A refusal is raised where the rule lives. One middleware makes it a page, the command line makes
it a line and an exit status. Wikitext is never refused: every text renders and reads as something.
"""

from __future__ import annotations


class Refusal(Exception):
    """Somebody asked for what cannot be done; the message says what to do instead.

    ``code`` never changes once released; ``status`` is the HTTP status a site answers with;
    ``details`` are values a client may want (an id, a limit), never secrets.
    """

    code = "refused"
    status = 400

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


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
