"""Debian's MediaWiki as an oracle: the real talk pages rendered by it and by us, and compared.

    cd tests && python -m conformance.oracle [--show 5] [--name part-of-a-path]

Both get the same templates: a short text for every template that a page calls, or (--bare) none. What 1.39
writes otherwise than MediaWiki of today, whose markup is ours, is made alike first; ``ALIKE`` lists it.
Two pages are the same when all tags, attributes and texts are, white space at the ends of texts left aside.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from folkmoot.core.site import TEMPLATE, SiteConfig
from folkmoot.core.wikitext import Surroundings, render

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

from peers import mediawiki  # noqa: E402  # lies beside the benchmarks, which need it more
from peers.mediawiki import MediaWiki  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "conversations"
STUB = "({{{1|}}}, {{{2|}}})"
# Attributes that say nothing about how a text is understood.
LEFT_ASIDE = frozenset({"rel", "data-mw-deduplicate", "data-mw-comment"})
ALIKE = {
    "headings": "today's stand in a div and carry the id, 1.39's hold a span with it",
    "headings written as HTML": "today's have the class mw-html-heading",
    "RFC numbers": "today's lead to datatracker.ietf.org",
    "rel": "ours says nofollow ugc noopener",
    "files": "today's elements have the class mw-file-element",
    "footnotes": "the brackets of today's numbers stand in spans",
    "missing files": "today's show their caption, 1.39's their name",
    "formulas, listings, input boxes": "1.39 has no extension for them here; only their places count",
}
NEW_CLASSES = frozenset({"mw-html-heading", "mw-file-element"})
_UNWRAPPED = frozenset({"mw-heading", "mw-headline"})
_EMPTIED = frozenset({"mw-broken-media", "mw-highlight", "mw-inputbox"})
_RFC = "https://tools.ietf.org/html/rfc"


@dataclass(frozen=True, slots=True)
class Page:
    """One real page."""

    path: Path
    language: str
    title: str
    text: str


def pages() -> Iterator[Page]:
    """Every real page there is, by language."""
    real = sorted((DATA / "wikitext-real").glob("*/page*.wikitext"))
    found = sorted((DATA / "wikitext-found").rglob("*.wikitext"))
    found += sorted((DATA / "wikitext-found").rglob("*.txt"))
    for path in [*real, *found]:
        language = path.parent.name.partition("-")[0] if path in real else "en"
        language = language if language in ("ar", "fr") else "en"
        yield Page(path, language, "Talk:Oracle", path.read_text(encoding="utf-8", errors="replace"))


def outline(html: str) -> list[str]:
    """Tags with their attributes, and texts, in the order of the page, after ``ALIKE``."""
    tree = LexborHTMLParser(f"<!DOCTYPE html><html><body>{html}</body></html>")
    assert tree.body
    out: list[str] = []
    _walk(tree.body, out, in_pre=False)
    return out


def _walk(node: LexborNode, out: list[str], *, in_pre: bool) -> None:
    child = node.child
    text = ""
    while child is not None:
        if child.tag == "-text":
            text += child.text_content or ""
        elif "mwe-math-element" in _classes(child):
            text += f"<math>{child.text().strip()}</math>"
        elif "cite-bracket" in _classes(child):
            text += child.text()
        elif child.tag and child.tag[0].isalpha():
            _put_text(text, out, in_pre=in_pre)
            text = ""
            _element(child, out, in_pre=in_pre)
        child = child.next
    _put_text(text, out, in_pre=in_pre)


def _put_text(text: str, out: list[str], *, in_pre: bool) -> None:
    text = text.strip("\n") if in_pre else text.strip(" \t\r\n")
    if text:
        out.append(text)


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _element(node: LexborNode, out: list[str], *, in_pre: bool) -> None:
    attributes = {name: value or "" for name, value in node.attributes.items() if name not in LEFT_ASIDE}
    classes = [name for name in attributes.pop("class", "").split() if name not in NEW_CLASSES]
    if node.tag == "tbody" or not _UNWRAPPED.isdisjoint(classes):
        _walk(node, out, in_pre=in_pre)
        return
    attributes |= {"class": " ".join(classes)} if classes else {}
    if re.fullmatch("h[1-6]", node.tag or ""):
        attributes = _of_heading(node, attributes)
    if attributes.get("href", "").startswith(_RFC):
        attributes["href"] = attributes["href"].replace(_RFC, "https://datatracker.ietf.org/doc/html/rfc")
    if "mw-highlight" in classes:
        attributes = {"class": "mw-highlight"}
    shown = "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
    out.append(f"<{node.tag}{shown}>")
    if _EMPTIED.isdisjoint(classes):
        _walk(node, out, in_pre=in_pre or node.tag == "pre")
    out.append(f"</{node.tag}>")


def _of_heading(node: LexborNode, attributes: dict[str, str]) -> dict[str, str]:
    """The attributes of a heading as MediaWiki of today writes them."""
    headline = node.css_first(".mw-headline")
    if headline is not None:
        attributes["id"] = headline.attributes.get("id") or ""
    return attributes


def site_of(language: str, interwiki: Mapping[str, str]) -> SiteConfig:
    """The oracle's own wiki, as we see it."""
    site = SiteConfig.for_language(language, name="MediaWiki")
    return replace(site, server="http://example.org", script="/index.php", interwiki=interwiki)


def templates_of(page: Page, site: SiteConfig) -> dict[str, str]:
    """A short text for every template that a page calls."""
    called = render(page.text, site=site, title=page.title).templates
    return {name: STUB for name in called if name.startswith(f"{site.namespaces[TEMPLATE]}:")}


def difference(page: Page, peer: MediaWiki, *, bare: bool) -> list[str]:
    """Lines that differ, empty where both render the same."""
    site = site_of(page.language, peer.interwiki())
    templates = {} if bare else templates_of(page, site)
    around = Surroundings(now=datetime.now(UTC))
    ours = outline(render(page.text, site=site, title=page.title, pages=templates, around=around).html)
    theirs = outline(peer.parse(page.text, title=page.title, templates=templates).html)
    if ours == theirs:
        return []
    lines = difflib.unified_diff(theirs, ours, "MediaWiki", "ours", lineterm="", n=2)
    return list(lines) or ["?"]


def main() -> int:
    """Compare everything and say for how many pages both are the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", type=int, default=0, help="differences to print")
    parser.add_argument("--name", default="", help="only pages whose path contains this")
    parser.add_argument("--bare", action="store_true", help="give neither any template")
    options = parser.parse_args()
    if not mediawiki.is_here() or not DATA.is_dir():
        print(
            "Nothing is compared: " + ("no real pages here" if mediawiki.is_here() else mediawiki.HOW_TO_GET)
        )
        return 0
    chosen = [page for page in pages() if options.name in str(page.path)]
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    shown = 0
    for language in sorted({page.language for page in chosen}):
        with mediawiki.running(language) as peer:
            for page in (page for page in chosen if page.language == language):
                found = difference(page, peer, bare=options.bare)
                kind = (
                    page.path.relative_to(DATA).parts[:2] if "found" in str(page.path) else ("wikitext-real",)
                )
                total["/".join(kind)] += 1
                same["/".join(kind)] += not found
                if found and shown < options.show:
                    shown += 1
                    print(f"--- {page.path}", *found[:24], sep="\n")
    for kind, count in total.items():
        print(f"{kind}: {same[kind]} of {count} pages are the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
