"""Who may do what to a page. Services refuse with these, templates hide buttons with them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.core.errors import Forbidden
from folkmoot.core.titles import Title
from folkmoot.web.shared.actor import Actor


def may_edit(actor: Actor, title: Title) -> bool:
    """Whether the actor may change this page; special pages and media have no text."""
    return actor.may("edit") and title.namespace >= 0 and not title.interwiki


def require_edit(actor: Actor, title: Title) -> None:
    """Refuse with ``Forbidden`` what ``may_edit`` denies."""
    if title.namespace < 0 or title.interwiki:
        raise Forbidden(_("This page has no text that could be changed."))
    if not actor.may("edit"):
        raise Forbidden(_("You need to log in to write here."))
