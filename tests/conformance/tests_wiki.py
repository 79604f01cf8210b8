"""The wiki on which MediaWiki's parser tests run: its settings, its clock, its files, its interwiki table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from folkmoot.core.site import SiteConfig, fold_namespace
from folkmoot.core.wikitext import Limits, RevisionFacts, Settings, Surroundings

from .tests_files import UPLOAD_ADDRESS, files_of
from .tests_tags import EXTENSIONS

NOW = datetime(1970, 1, 1, 0, 2, 3, tzinfo=UTC)
FOREIGN = {
    "local": "http://doesnt.matter.org/$1",
    "meatball": "http://www.usemod.com/cgi-bin/mb.pl?$1",
    "memoryalpha": "http://www.memory-alpha.org/en/index.php/$1",
    "wikipedia": "http://en.wikipedia.org/wiki/$1",
}
SISTERS = {
    **{code: f"http://{code}.wikipedia.org/wiki/$1" for code in ("en", "es", "fr", "mi", "ru", "zh")},
    "gerrit": "https://gerrit.wikimedia.org/$1",
    "mul": "http://wikisource.org/wiki/$1",
    "project": "http://example.org/wiki/$1",
    "stats": "https://stats.wikimedia.org/$1",
    "wikinvest": "https://meta.wikimedia.org/wiki/Interwiki_map/discontinued#Wikinvest",
}
PUBMED = {"pmid": "//www.ncbi.nlm.nih.gov/pubmed/$1?dopt=Abstract"}
NAMESPACES = {4: "TestWiki", 5: "TestWiki talk", 100: "MemoryAlpha", 101: "MemoryAlpha talk"}


def site_of(options: Mapping[str, Any]) -> SiteConfig:
    """The wiki of a test: MediaWiki's test installation in the test's language."""
    language = options["language"]
    site = _site(language if isinstance(language, str) else "en")
    everywhere = tuple(number for number in site.namespaces if number >= 0)
    return replace(
        site,
        subpages=everywhere if "subpage" in options else (),
        interwiki={**site.interwiki, **PUBMED} if "pmid-interwiki" in options else site.interwiki,
    )


@cache
def _site(language: str) -> SiteConfig:
    site = SiteConfig.for_language(language, name="MediaWiki")
    names = {fold_namespace(name): number for number, name in NAMESPACES.items()}
    return replace(
        site,
        namespaces={**site.namespaces, **NAMESPACES},
        namespace_ids={**site.namespace_ids, **names},
        interwiki={**FOREIGN, **SISTERS},
        local_interwiki=("local", "mi"),
        sister_interwiki=tuple(SISTERS),
        language_prefixes=("mul",),
        server="http://example.org",
        script="/index.php",
    )


def around_of(options: Mapping[str, Any], articles: Mapping[str, str]) -> Surroundings:
    """Clock, revision, files and settings of a test."""
    return Surroundings(
        now=NOW,
        revision=RevisionFacts(timestamp=NOW),
        files=files_of(articles),
        message=lambda name, language: articles.get(f"MediaWiki:{name.replace('_', ' ')}"),
        variant=variant_of(options),
        settings=settings_of(options),
        extensions=EXTENSIONS,
        limits=Limits(template_depth=int(options.get("maxtemplatedepth", 40))),
    )


def variant_of(options: Mapping[str, Any]) -> str:
    """The variant in which a test wants its page; of several that give the same, the first."""
    variants = options.get("htmlvariantlanguage", "")
    return str(variants[0] if isinstance(variants, list) else variants)


def settings_of(options: Mapping[str, Any]) -> Settings:
    """What a test sets, by its options and by the configuration of its wiki."""
    config = options["config"]
    magic_links = config.get("wgEnableMagicLinks", {})
    return Settings(
        not_includable=frozenset(map(int, str(options.get("wgnonincludablenamespaces", "")).split())),
        magic_links=frozenset(kind for kind in ("ISBN", "PMID", "RFC") if magic_links.get(kind, True)),
        fragment_modes=tuple(config.get("wgFragmentMode", ["legacy"])),
        external_images=options.get("wgallowexternalimages") in ("true", "1", True),
        nofollow=config.get("wgNoFollowLinks", True),
        nofollow_exceptions=tuple(config.get("wgNoFollowDomainExceptions", ["no-nofollow.org"])),
        link_relations=(),
        external_link_target=str(
            options.get("externallinktarget") or config.get("wgExternalLinkTarget") or ""
        ),
        raw_html=str(options.get("wgrawhtml", "")) == "1",
        thumbnail_size=int(options.get("thumbsize", 180)),
        svg_native=bool(config.get("wgSVGNativeRendering")),
        upload_address=UPLOAD_ADDRESS,
        max_toc_level=int(options.get("wgmaxtoclevel", 999)),
        pig_latin=variant_of(options) == "en-x-piglatin" or bool(config.get("wgUsePigLatinVariant")),
    )
