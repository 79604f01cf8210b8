"""In which variant of its language a reader sees a page: Serbian in Latin letters, Chinese as in Taiwan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from folkmoot.core.languages.facts import facts
from folkmoot.core.wikitext.variants import variant_name, variants_of, wanted_variant
from folkmoot.web.pages.frames import PageFrame

_PARAMETER = "variant"


@dataclass(frozen=True, slots=True)
class VariantLink:
    """One way to see the page; ``name`` is what speakers call it."""

    name: str
    language: str  # for HTML (BCP 47)
    url: str
    is_current: bool


def variant_for(request: HttpRequest, language: str) -> str:
    """The variant the address asks for, else what the browser's languages come closest to; "" for none."""
    asked = request.GET.get(_PARAMETER, "")
    accepted = parse_accept_lang_header(request.headers.get("accept-language", ""))
    browser = [code for code, _weight in accepted]  # the dearest first
    return wanted_variant(language, [asked, *browser] if asked else browser)


def variant_links(request: HttpRequest, language: str, chosen: str) -> tuple[VariantLink, ...]:
    """Links to the page in every variant of its language; none for a language without."""
    return tuple(_links(request, language, chosen or language))


def _links(request: HttpRequest, language: str, chosen: str) -> Iterator[VariantLink]:
    for code in variants_of(language):
        known = facts(code)
        query = urlencode({**request.GET.dict(), _PARAMETER: code})
        yield VariantLink(variant_name(language, code), known.tag, f"?{query}", code == chosen)


def in_variant(frame: PageFrame, variant: str) -> PageFrame:
    """The frame of a page whose text is shown in this variant: its language, its script's direction."""
    if not variant:
        return frame
    known = facts(variant)
    return replace(frame, language=known.tag, direction=known.direction)
