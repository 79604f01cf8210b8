"""What the library is told of the wiki and the page before the first script of a page runs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from folkmoot.core.site import SPECIAL, SiteConfig
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.facts import PROTOCOLS

# Of addresses without a host, which ``mw.text.tag`` and its kin know by their colon.
_SCHEMES = tuple(protocol.removesuffix(":") for protocol in PROTOCOLS if protocol.endswith(":"))
_CANONICAL = {
    -2: "Media", -1: "Special", 0: "", 1: "Talk", 2: "User", 3: "User talk", 4: "Project", 5: "Project talk",
    6: "File", 7: "File talk", 8: "MediaWiki", 9: "MediaWiki talk", 10: "Template", 11: "Template talk",
    12: "Help", 13: "Help talk", 14: "Category", 15: "Category talk", 828: "Module", 829: "Module talk",
}  # fmt: skip


def site_facts(run: Run, *, saving: bool) -> dict[str, Any]:
    """Everything that the library needs to know at once; the rest it asks for."""
    site = run.site
    return {
        "name": site.name,
        "server": site.server,
        "script_path": site.script.rpartition("/")[0],
        "version": run.around.settings.version,
        "language": site.language,
        "saving": saving,
        "expensive": run.around.limits.expensive_calls,
        "schemes": _SCHEMES,
        "title": title_facts(run.title, site),
        "namespaces": namespaces(site),
    }


@lru_cache(maxsize=64)
def namespaces(site: SiteConfig) -> list[dict[str, Any]]:
    """The namespaces as ``mw.site.namespaces`` has them; ``names`` are all by which one can be found."""
    return [_namespace(number, site) for number in sorted(site.namespaces)]


def _namespace(number: int, site: SiteConfig) -> dict[str, Any]:
    name = site.namespaces[number].replace("_", " ")
    canonical = _CANONICAL.get(number, name)
    talk = number > 0 and number % 2 == 1
    return {
        "id": number,
        "name": name,
        "canonicalName": canonical,
        "displayName": "(Main)" if number == 0 else name,
        "hasSubpages": site.has_subpages(number),
        "hasGenderDistinction": False,
        "isCapitalized": site.capital_links,
        "isContent": number == 0,
        "isIncludable": True,
        "isMovable": number >= 0,
        "isSubject": not talk,
        "isTalk": talk,
        "aliases": [known for known in site.names_of(number) if known not in (name.casefold(), "")],
        "names": [name, canonical, *site.names_of(number)],
    }


def title_facts(title: Title, site: SiteConfig) -> dict[str, Any]:
    """A title as ``mw.title`` takes it apart."""
    return {
        "namespace": title.namespace,
        "nsText": site.namespaces.get(title.namespace, "").replace("_", " "),
        "text": title.text,
        "fragment": title.fragment,
        "interwiki": title.interwiki,
        "prefixed": prefixed(title, site),
        "isLocal": not title.interwiki or title.interwiki in site.local_interwiki,
        "isSpecialPage": title.namespace == SPECIAL,
    }
