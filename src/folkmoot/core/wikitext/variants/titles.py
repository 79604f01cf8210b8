"""The title of a page in a variant: by a rule of the page, or as the language turns it over."""

from __future__ import annotations

from folkmoot.core.languages.facts import facts
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.tidy import tidy
from folkmoot.core.wikitext.wall import clean

from .languages import language_of

_KEPT_AS_IT_IS = frozenset({"nocontentconvert", "notitleconvert"})
_OPEN, _CLOSE = "<div>", "</div>"


def note_title(run: Run) -> None:
    """Notes the title that a rule of the page (``-{T|...}-``) gives it, as its display title.

    ``{{DISPLAYTITLE:}}`` goes before, and ``__NOTITLECONVERT__`` leaves the title as it is.
    """
    title = run.converter.title if run.converter else None
    if title is None or run.switches & _KEPT_AS_IT_IS or "displaytitle" in run.properties:
        return
    html = clean(tidy(_OPEN + without_markers(run.held.release(title)) + _CLOSE)).strip()
    if html.startswith(_OPEN) and html.endswith(_CLOSE):
        run.properties["displaytitle"] = html[len(_OPEN) : -len(_CLOSE)]


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
