"""Titles of pages in a variant."""

from __future__ import annotations

from folkmoot.core.languages.facts import facts
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title

from .languages import language_of


def title_in_variant(title: Title, site: SiteConfig, variant: str) -> str:
    """A title of the wiki as readers of a variant see it, as plain text; unchanged for other variants.

    Namespaces have the names that the variant gives them, where the wiki has not named them itself.
    """
    language = language_of(site.language)
    wanted = language.variant(variant) if language else None
    own = site.namespaces.get(title.namespace, "")
    text = title.text
    if language is not None and wanted is not None:
        text = language.translator(wanted)(text)
        if own == _name(title.namespace, site.language):
            own = _name(title.namespace, wanted)
    return f"{own}:{text}" if own else text


def _name(namespace: int, language: str) -> str:
    names = facts(language).namespaces.get(namespace)
    return names[0].replace("_", " ") if names else ""
