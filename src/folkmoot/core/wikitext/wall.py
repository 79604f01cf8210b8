"""The second wall: whatever the passes wrote, only this HTML leaves the renderer."""

from __future__ import annotations

import re

import nh3

from .sanitize.facts import COMMON_ATTRIBUTES, OWN_ATTRIBUTES, PROTOCOLS, TAGS, URL_SCHEMES

# Only the room `media` writes these; its addresses come from the wiki's own facts about its files.
_MEDIA: dict[str, set[str]] = {
    "figure": {"class", "typeof"},
    "figcaption": set(),
    "img": {"alt", "class", "decoding", "height", "resource", "src", "srcset", "style", "width"},
    "video": {"class", "controls", "height", "id", "loop", "muted", "poster", "preload", "resource", "width"},
    "audio": {"class", "controls", "id", "loop", "muted", "preload", "resource", "style", "width"},
    "source": {"src", "type"},
}
# No wikitext gives these; extension tags may, for what stands beside the text or can be unfolded.
_OF_EXTENSIONS = {name: {"class", "dir", "id", "lang"} for name in ("aside", "details", "summary")}
_ONLY_OURS: dict[str, set[str]] = {
    "a": {"href", "rel", "class", "title", "lang", "dir", "hreflang", "target"},
    "article": {"id", "class"},
    "template": {"data-fm-raw"},  # empty: holds the place of what goes in behind this wall
    "tbody": set(),
    **_MEDIA,
    **_OF_EXTENSIONS,
}
_ATTRIBUTES = {
    **{tag: set(COMMON_ATTRIBUTES | OWN_ATTRIBUTES.get(tag, frozenset())) for tag in TAGS - {"meta", "link"}},
    "meta": {"itemprop", "content"},
    "link": {"itemprop", "href", "title"},
    **_ONLY_OURS,
}
_CLEANER = nh3.Cleaner(
    tags=set(_ATTRIBUTES),
    attributes=_ATTRIBUTES,
    generic_attribute_prefixes={"data-", "xmlns:"},
    url_schemes=set(URL_SCHEMES),
    link_rel=None,
    strip_comments=True,
)
_TRIES = 4
# For each character that it escapes, nh3 looks through the rest of the text, or of the value, that holds it.
_MANY = 4096  # so many of them: then texts are cut by comments, which it drops, and huge values left empty
_TEXT = re.compile(r">[^<>]{4096,}")
_PIECE = re.compile(r".{4096}[^&\xa0]*", re.DOTALL)
_TAG = re.compile(r"<[a-z][^<>]{16384,}>")
_VALUE = re.compile(r'="[^"]{16384,}"')
_WITH_HOST = "(?:" + "|".join(protocol for protocol in PROTOCOLS if protocol.endswith("//")) + ")"
# Addresses with hosts that cannot be are links in MediaWiki; the cleaner would take the address away. They
# pass under another name, and are addresses again only if they begin with a scheme that a page may hold.
_ODD_HOST = re.compile(rf' href="(?={_WITH_HOST}[^"/?#]*[^A-Za-z0-9.\-"/?#])')
_PASSED = re.compile(rf' data-fm-href="(?={_WITH_HOST})')
_PRE = re.compile(r'<pre(?: [a-z:-]+="[^"]*+")*+>\n')


def clean(html: str) -> str:
    """The HTML with nothing in it but what a page may hold, in the form that this gives back unchanged."""
    for _ in range(_TRIES):
        cleaned = _PASSED.sub(' href="', _CLEANER.clean(_ODD_HOST.sub(' data-fm-href="', _in_pieces(html))))
        # A parser drops a line feed right after <pre>: one more keeps the one that is meant.
        cleaned = _PRE.sub("\\g<0>\n", cleaned) if "<pre" in cleaned else cleaned
        if cleaned == html:
            return cleaned
        html = cleaned
    return html


def _in_pieces(html: str) -> str:
    """The same HTML in a form that takes nh3 no more than linear time, whatever is in it."""
    if html.count("&") + html.count("\xa0") < _MANY:
        return html
    html = _TAG.sub(lambda tag: _VALUE.sub('=""', tag[0]), html)
    return _TEXT.sub(lambda text: _PIECE.sub("\\g<0><!---->", text[0]), html)
