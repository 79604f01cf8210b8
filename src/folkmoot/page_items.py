"""The comment or topic that somebody names at the command line, or a clear word why it is none."""

from __future__ import annotations

from folkmoot.changed_files import PageFile
from folkmoot.core.conversation import Comment, Conversation, Topic
from folkmoot.core.errors import AmbiguousName, NotFound, NotReadable


def item_named(conversation: Conversation, wanted: str, page: PageFile) -> Comment | Topic:
    """The item with this id, or the only one with this name.

    Raises ``NotFound``; ``AmbiguousName`` for a name that several have; ``NotReadable`` for a page that is
    not wikitext, which cannot be changed.
    """
    found = conversation.find(wanted)
    if found is None:
        _refuse_other_forms(page)
        raise NotFound(
            f"There is no comment or topic {wanted!r} on this page; folkmoot threads lists the ids."
        )
    if found.id != wanted:
        ids = [topic.id for topic in conversation.all_topics() if topic.name == wanted]
        ids += [comment.id for comment in conversation.comments() if comment.name == wanted]
        if len(ids) > 1:
            raise AmbiguousName(f"Several are called {wanted!r}. Give one of their ids: {', '.join(ids)}")
    return found


def topic_named(conversation: Conversation, wanted: str, page: PageFile) -> Topic:
    """The same for topics only."""
    found = item_named(conversation, wanted, page)
    if not isinstance(found, Topic):
        raise NotFound(f"{wanted!r} is a comment; a topic is asked for.")
    return found


def _refuse_other_forms(page: PageFile) -> None:
    from folkmoot.core.conversation.forms import guess_form

    form = guess_form(page.text)
    if form != "wikitext":
        what = "HTML" if form == "html" else "text copied from a page"
        raise NotReadable(f"{page.name} seems to be {what}; only wikitext can be changed.")
