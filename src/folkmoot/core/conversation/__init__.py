"""Who said what to whom on a talk page: three kinds of text, one model.

``read`` is the way in. The readers are imported only when their kind of text is read, so that
importing this package costs next to nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from folkmoot.core.conversation.model import (
    Comment,
    Conversation,
    Form,
    Found,
    FoundComment,
    FoundHeading,
    PageFacts,
    Reading,
    SourceRange,
    Topic,
)

if TYPE_CHECKING:
    from folkmoot.core.conversation.talk_templates import TalkTemplates
    from folkmoot.core.site import SiteConfig

__all__ = [
    "Comment",
    "Conversation",
    "Form",
    "Found",
    "FoundComment",
    "FoundHeading",
    "PageFacts",
    "Reading",
    "SourceRange",
    "Topic",
    "read",
    "to_wikitext",
    "tree",
]

_BYTE_ORDER_MARK = "\ufeff"


def read(
    text: str,
    *,
    form: Form | None = None,
    site: SiteConfig | None = None,
    reading: Reading = "people",
    title: str | None = None,
    templates: TalkTemplates | None = None,
) -> Conversation:
    """The conversation on a page, from its wikitext, its HTML or its text copied from a browser.

    ``form`` and ``site``, the wiki that the page comes from, are guessed from the page where they are
    not given; whoever compares ids, or reads many pages of one wiki, gives them.
    ``reading="discussiontools"`` finds exactly what MediaWiki's DiscussionTools finds; ``"people"``
    may see more where a person plainly would. ``title`` is the page's own title, where the text
    does not tell it: in HTML, a link to the page itself carries no address, and somebody who signs
    on their own talk page has one. ``templates`` say what the wiki's own templates are for, where
    wikitext is read; without them it is what templates of these names are for on most wikis.
    Every text reads as something; nothing is raised. Where nobody is found to speak in a text that
    looks like another form than the one given, the conversation's ``warnings`` say so.
    """
    from folkmoot.core.conversation.threads import assemble

    if text.startswith(_BYTE_ORDER_MARK):  # as some editors begin files; positions stay what they are
        text = text.replace(_BYTE_ORDER_MARK, "\n", 1)
    if form is None:
        from folkmoot.core.conversation.forms import guess_form

        form = guess_form(text)
    if site is None:
        from folkmoot.core.conversation.origins import guess_site

        site = guess_site(text, form)
    found, page = _find(text, form=form, site=site, reading=reading, title=title, templates=templates)
    doubts = () if _anybody_speaks(found) else _doubts_about_form(text, form)
    waiting = iter(found)
    del found  # so that what was found is let go where it becomes a comment
    conversation = assemble(waiting, site=site, page=page, reading=reading)
    return replace(conversation, warnings=doubts) if doubts else conversation


def _anybody_speaks(found: tuple[Found, ...]) -> bool:
    return any(isinstance(item, FoundComment) for item in found)


def _doubts_about_form(text: str, form: Form) -> tuple[str, ...]:
    """A warning where nobody was found to speak and the text looks like another form."""
    from folkmoot.core.conversation.forms import likelier_form

    likelier = likelier_form(text, form)
    return (f"Read as {form}, but looks like {likelier}",) if likelier else ()


def _find(
    text: str,
    *,
    form: Form,
    site: SiteConfig,
    reading: Reading,
    title: str | None,
    templates: TalkTemplates | None,
) -> tuple[tuple[Found, ...], PageFacts]:
    if form == "html":
        from folkmoot.core.conversation.forms import title_of_html
        from folkmoot.core.conversation.from_html import find_in_html
        from folkmoot.core.conversation.page_facts import facts_of_html

        title = title or title_of_html(text)
        return find_in_html(text, site, title=title, reading=reading), facts_of_html(text, title)
    if form == "wikitext":
        from folkmoot.core.conversation.from_wikitext import find_in_wikitext
        from folkmoot.core.conversation.page_facts import facts_of_wikitext

        found = find_in_wikitext(text, site, reading=reading, templates=templates)
        return found, facts_of_wikitext(text, site, title, templates)
    from folkmoot.core.conversation.from_text import find_in_text

    return find_in_text(text, site)


def to_wikitext(text: str, *, form: Form, site: SiteConfig, title: str | None = None) -> str:
    """The page as wikitext with its signatures as links, reading back as the same conversation.

    ``title`` is the page's own, as for ``read``.
    """
    from folkmoot.core.conversation.convert import to_wikitext as convert

    return convert(text, form=form, site=site, title=title)


def tree(conversation: Conversation) -> list[dict[str, Any]]:
    """The conversation as plain values: a list of root headings with their ``replies`` inside.

    Headings and comments have the fields of DiscussionTools' own output; a comment has its
    ``body`` besides, and ``parentInferred`` where its parent was concluded from its words.
    """
    from folkmoot.core.conversation.outline import tree as outline_tree

    return outline_tree(conversation)
