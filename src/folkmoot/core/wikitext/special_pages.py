"""Special pages by any of their names: ``Special:recentchanges`` is ``Spezial:Letzte Änderungen``."""

from __future__ import annotations

from dataclasses import replace

from folkmoot.core.languages.magic_words import special_page
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title


def special_title(title: Title, site: SiteConfig) -> Title | None:
    """The title under which the wiki shows a special page; None where it has no page of this name.

    What stands behind a slash is told to the page and stays as it is.
    """
    name, slash, told = title.text.partition("/")
    if name in site.special_pages:
        return title
    shown = special_page(site.language, name)
    return replace(title, text=shown.replace("_", " ") + slash + told) if shown else None
