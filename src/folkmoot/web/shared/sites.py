"""The wiki's own facts, and those of a page in another language, from the settings."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from folkmoot.core.site import SiteConfig


@cache
def wiki_site() -> SiteConfig:
    """The wiki: its language and name; titles and signatures in the interface's languages are read too."""
    site = SiteConfig.for_language(settings.FOLKMOOT_LANGUAGE, name=settings.FOLKMOOT_NAME)
    return site.with_languages(site.language, *(code for code, _ in settings.LANGUAGES))


@cache
def page_site(language: str = "") -> SiteConfig:
    """The wiki's facts for a page whose text is in this language; "" for the wiki's own language."""
    return wiki_site().with_languages(language) if language else wiki_site()
