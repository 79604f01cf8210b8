"""The wiki on which MediaWiki's parser tests run: its settings, its clock, its files, its interwiki table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from folkmoot.core.site import SiteConfig, fold_namespace
from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext import Limits, RevisionFacts, Settings, Surroundings
from folkmoot.core.wikitext.run import page_title
from folkmoot.core.wikitext.surroundings import PageFacts

from .tests_files import UPLOAD_ADDRESS, files_of
from .tests_tags import extensions_of

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
STATISTICS = {"articles": 1, "files": 5}
NAMESPACES = {4: "TestWiki", 5: "TestWiki talk", 100: "MemoryAlpha", 101: "MemoryAlpha talk"}

MESSAGES = {("ok", "en"): "OK", ("toc", "en-x-piglatin"): "Ontentscay"}


def site_of(options: Mapping[str, Any]) -> SiteConfig:
    """The wiki of a test: MediaWiki's test installation in the test's language."""
    language = options["language"]
    timezone = str(options["config"].get("wgLocaltimezone", "UTC"))
    site = _site(language if isinstance(language, str) else "en", timezone)
    everywhere = tuple(number for number in site.namespaces if number >= 0)
    return replace(
        site,
        subpages=everywhere if "subpage" in options else (),
        interwiki={**site.interwiki, **PUBMED} if "pmid-interwiki" in options else site.interwiki,
    )


def pages_of(options: Mapping[str, Any], articles: Mapping[str, str]) -> Mapping[str, str]:
    """The pages of the wiki of a test, their namespaces named in its language as titles are written there.

    The articles of a file are written once and put into wikis of several languages.
    """
    site = site_of(options)
    if site.language == "en":
        return articles
    local = {prefixed(page_title(name, site), site): text for name, text in articles.items() if ":" in name}
    return {**articles, **local}


@cache
def _site(language: str, timezone: str) -> SiteConfig:
    site = SiteConfig.for_language(language, timezone=timezone, name="MediaWiki")
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
        revision=revision_of(options),
        page=partial(page_facts, options, articles),
        statistics=STATISTICS,
        special_page=partial(special_page, articles),
        reader_language=str(options.get("userlanguage", "")),
        files=files_of(articles),
        message=partial(message_of, articles),
        variant=variant_of(options),
        settings=settings_of(options),
        extensions=extensions_of(options),
        limits=Limits(template_depth=int(options.get("maxtemplatedepth", 40))),
    )


def special_page(articles: Mapping[str, str], name: str, arguments: Mapping[str, str]) -> str | None:
    """The one special page of the test wiki that can be put into others: the list of pages with a prefix."""
    called, _, prefix = name.partition("/")
    if called.lower() != "prefixindex":
        return None
    titles = sorted(title for title in articles if title.startswith(prefix or arguments.get("prefix", "")))
    items = "".join(f'<li><a href="/wiki/{title}" title="{title}">{title}</a></li>\n' for title in titles)
    return f'<ul class="mw-prefixindex-list">{items}</ul>'


def message_of(articles: Mapping[str, str], name: str, language: str) -> str | None:
    """A message of the wiki: from its pages, or of the few that its software has and the renderer has not."""
    title = name.replace("_", " ")
    own = articles.get(f"MediaWiki:{title}") or articles.get(f"MediaWiki:{title[:1].upper()}{title[1:]}")
    return own or MESSAGES.get((name, language))


def revision_of(options: Mapping[str, Any]) -> RevisionFacts:
    """The revision that a test's text is: of this number, and with an author when it is saved."""
    saving = "pst" in options
    user = "127.0.0.1" if "lastsavedrevision" in options or saving else ""
    return RevisionFacts(number=None if saving else 1337, timestamp=NOW, user=user)


def page_facts(options: Mapping[str, Any], articles: Mapping[str, str], name: str) -> PageFacts | None:
    """What is known of a page: of an article its size, of the test's own page its revision if it is saved."""
    if "lastsavedrevision" in options and name == options["title"]:
        return PageFacts(number=187, revision=revision_of(options))
    text = articles.get(name)
    return None if text is None else PageFacts(revision=RevisionFacts(size=len(text.encode())))


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
        display_title=config.get("wgAllowDisplayTitle", True),
        restrict_display_title=config.get("wgRestrictDisplayTitle", True),
        user_language=config.get("wgParserEnableUserLanguage", False),
        max_toc_level=int(options.get("wgmaxtoclevel", 999)),
        pig_latin=variant_of(options) == "en-x-piglatin" or bool(config.get("wgUsePigLatinVariant")),
    )
