"""Titles that people type, refused in the language of the interface."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from folkmoot.core.errors import BadTitle
from folkmoot.core.titles import Title, parse_title
from folkmoot.web.shared.sites import wiki_site


def read_title(text: str) -> Title:
    """The title that this text stands for; refuses with BadTitle, in words that the reader knows."""
    try:
        return parse_title(text, wiki_site())
    except BadTitle as refusal:
        raise BadTitle(_words(refusal), **refusal.details) from refusal


def _words(refusal: BadTitle) -> str:
    """The core's own words in English; in other languages what its reason means."""
    if (get_language() or "en").startswith("en"):
        return refusal.message
    reason = str(refusal.details.get("reason", ""))
    if reason == "title-invalid-characters" and "character" in refusal.details:
        return _("A title cannot contain “%(character)s”.") % {
            "character": _visible(refusal.details["character"])
        }
    return _meanings().get(reason) or _("This cannot be the title of a page.")


def _visible(character: object) -> str:
    shown = str(character)
    return shown if shown.isprintable() else f"U+{ord(shown[0]):04X}"


def _meanings() -> dict[str, str]:
    return {
        "title-invalid-empty": _("A title needs at least one character."),
        "title-invalid-leading-colon": _("A title cannot begin with a colon."),
        "title-invalid-relative": _("A title cannot contain “.” or “..” as a whole part of a path."),
        "title-invalid-magic-tilde": _("A title cannot contain “~~~”, which stands for a signature."),
        "title-invalid-talk-namespace": _("This title puts one namespace into another."),
        "title-invalid-too-long": _("This title is too long. Please shorten it."),
    }
