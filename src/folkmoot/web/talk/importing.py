"""What a page from elsewhere is understood as, before anything of it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from folkmoot.core.conversation import read, to_wikitext
from folkmoot.core.conversation.forms import guess_form
from folkmoot.core.conversation.model import Comment, Form, Topic
from folkmoot.core.errors import NoConversation
from folkmoot.web.shared.sites import page_site
from folkmoot.web.shared.texts import clean_text

FormOrAuto = Literal["auto", "wikitext", "html", "text"]
_EXCERPT = 160  # characters


@dataclass(frozen=True, slots=True)
class UnderstoodComment:
    """A comment as it was understood: whom it ``answers``, ``inferred`` if only its words say so."""

    author: str
    timestamp: datetime
    depth: int
    answers: str
    inferred: bool
    excerpt: str


@dataclass(frozen=True, slots=True)
class UnderstoodTopic:
    """A topic as it was understood."""

    text: str
    comments: tuple[UnderstoodComment, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as it was understood. ``title`` is what the text itself says, "" when it says nothing."""

    form: Form
    title: str
    topics: tuple[UnderstoodTopic, ...]
    comments: int
    people: int

    @property
    def topics_count(self) -> int:
        """How many topics there are."""
        return len(self.topics)


def understand(text: str, *, form: FormOrAuto = "auto", language: str = "") -> Understood:
    """Read the text as a talk page. Refuses with NoConversation what has no signed comment at all."""
    text = clean_text(text)
    kind: Form = guess_form(text) if form == "auto" else form
    conversation = read(text, form=kind, site=page_site(language))
    comments = list(conversation.comments())
    if not comments:
        raise NoConversation(
            _("No signed comment was found in this text. Is it the whole page, in the language you named?")
        )
    return Understood(
        form=kind,
        title=conversation.page.title or "",
        topics=tuple(_topic(topic) for topic in conversation.all_topics()),
        comments=len(comments),
        people=len({comment.author for comment in comments}),
    )


def as_wikitext(text: str, *, form: Form, language: str = "") -> str:
    """The page as wikitext that reads as the same conversation; wikitext stays as it is."""
    text = clean_text(text)
    return text if form == "wikitext" else to_wikitext(text, form=form, site=page_site(language))


def _topic(topic: Topic) -> UnderstoodTopic:
    roots = [reply for reply in topic.replies if isinstance(reply, Comment)]
    return UnderstoodTopic(topic.text, tuple(_comments(roots)))


def _comments(roots: Sequence[Comment]) -> Iterator[UnderstoodComment]:
    waiting: list[tuple[Comment, int, str]] = [(root, 0, "") for root in reversed(roots)]
    while waiting:
        comment, depth, answers = waiting.pop()
        yield UnderstoodComment(
            author=comment.display_name or comment.author,
            timestamp=comment.timestamp,
            depth=depth,
            answers=answers,
            inferred=comment.parent_inferred,
            excerpt=excerpt_of(comment.body),
        )
        waiting.extend((reply, depth + 1, comment.author) for reply in reversed(comment.replies))


def excerpt_of(text: str) -> str:
    """The first words, on one line."""
    words = " ".join(text.split())
    if len(words) <= _EXCERPT:
        return words
    cut = words.rfind(" ", 0, _EXCERPT)
    return f"{words[: cut if cut > 0 else _EXCERPT]}…"
