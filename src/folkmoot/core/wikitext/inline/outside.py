"""What links to elsewhere say of themselves: whether search engines should follow, where they open."""

from __future__ import annotations

from urllib.parse import urlsplit

from folkmoot.core.wikitext.surroundings import Settings


def outside_attributes(url: str, settings: Settings) -> dict[str, str | int | None]:
    """The attributes of a link to an address beside ``href`` and ``class``; None for one that is left out."""
    domains = settings.nofollow_exceptions
    followed = not settings.nofollow or (bool(domains) and _is_of(url, domains))
    relations = settings.link_relations if followed else ("nofollow", *settings.link_relations)
    return {"target": settings.external_link_target or None, "rel": " ".join(relations) or None}


def _is_of(url: str, domains: tuple[str, ...]) -> bool:
    """Whether the address is of one of the domains or of a part of one."""
    try:
        host = f".{urlsplit(url).hostname or ''}"
    except ValueError:
        return False
    return any(host.endswith(f".{domain.lower()}") for domain in domains)
