"""What somebody handed over: wikitext, HTML or copied text, in which language, of which clock.

Guesses only; every command that guesses has an option that says it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from urllib.parse import unquote

from folkmoot.core.conversation.model import Form

LOOK_AT = 200_000  # characters; enough to be sure, however long the page is

# Every pattern here stops at the next "<", bracket or line, so that none takes long on any text.
_HTML_START = re.compile(
    r"\s*(?:<!doctype html|<html[\s>]|<\?xml"
    r"|<(?:div|section)\b[^<>]*(?:\bmw-parser-output\b|\bdata-mw-section-id=))",
    re.IGNORECASE,
)
# What only a rendered page has: wikitext knows some of these tags, but not with these attributes.
_HTML_SIGNS = re.compile(
    r'<a [^<>]*\bhref="|<div [^<>]*\bmw-parser-output\b|<span [^<>]*\bmw-headline"'
    r'|<h[1-6] [^<>]*\bid="|</p>|<body[\s>]'
)
_WIKITEXT_SIGNS = re.compile(
    r"\[\[[^\[\]\n]+\]\]|^={1,6}[^=\n]+={1,6}[ \t]*$|\{\{[^{}]|^''|^[*#:;]{2,}", re.MULTILINE
)
_TIME = re.compile(r"\d[:.h]\d\d")
_YEAR = re.compile(r"\d{4}")
_ZONE = re.compile(r"\([^\s\d()][^\d()]{1,12}\)")
_CONTENT_LANGUAGE = re.compile(
    r"<(?:div|body)\b(?=[^<>]*\bmw-(?:content-(?:ltr|rtl)|parser-output)\b)[^<>]*\slang=\"([A-Za-z0-9-]{2,35})\""
)
_LANGUAGE = re.compile(r'<(?:html|body|div)\b[^<>]*\slang="([A-Za-z][A-Za-z0-9-]{1,34})"', re.IGNORECASE)


def guess_form(text: str) -> Form:
    """The form that this text most likely has.

    A document that says so, that stands in the box which MediaWiki puts around a page, or that has
    links as HTML writes them, is HTML. What sets wikitext and
    copied text apart is the signatures: in wikitext they are links between double brackets. Where
    nobody signed, any sign of wikitext decides.
    """
    head = text[:LOOK_AT]
    if _HTML_START.match(head):
        return "html"
    html, wikitext = (len(pattern.findall(head)) for pattern in (_HTML_SIGNS, _WIKITEXT_SIGNS))
    if html > wikitext:
        return "html"
    dated = [line for line in head.splitlines() if _has_date(line)]
    if dated:
        linked = sum("]]" in line or "}}" in line for line in dated)
        return "wikitext" if 2 * linked >= len(dated) else "text"
    return "wikitext" if wikitext else "text"


def likelier_form(text: str, said: Form) -> Form | None:
    """The form that the text has by its marks or its signatures, if it is not the one said to be."""
    likely = guess_form(text)
    # "text" is also the answer for want of any sign.
    shown = likely != "text" or any(map(_has_date, text[:LOOK_AT].splitlines()))
    return likely if shown and likely != said else None


def _has_date(line: str) -> bool:
    """Whether a line has a time, a year and a time zone, as signatures have in every language."""
    return bool(_ZONE.search(line) and _TIME.search(line) and _YEAR.search(line))


def language_of_html(text: str) -> str | None:
    """The language that an HTML page says its content has, in lower case; None if it says none.

    The content's own language wins over that of the page, which is the reader's.
    """
    head = text[:LOOK_AT]
    found = _CONTENT_LANGUAGE.search(head) or _LANGUAGE.search(head)
    return found[1].lower() if found else None


_PAGE_NAME = re.compile(r'"wgPageName":\s?("(?:[^"\\\n]|\\.){1,1000}")')
_VERSION_OF = re.compile(
    r'<link rel="dc:isVersionOf" href="(?:https?:)?//[^"<>/]+/(?:wiki/)?([^"<>?]{1,1000})"'
)
_FIRST_HEADING = re.compile(r'<h1 [^<>]*\bid="firstHeading"[^<>]*>((?:[^<]|<(?!/?h1)){1,2000})</h1>')
_TAG = re.compile(r"<[^<>]*>")


def title_of_html(text: str) -> str | None:
    """The title of the page that an HTML document of MediaWiki is; None for a part of a page.

    Taken from what the page tells its scripts, or from Parsoid's head, or from the heading that
    people see (which a wiki may have changed, so it comes last).
    """
    head = text[:LOOK_AT]
    if told := _PAGE_NAME.search(head):
        try:
            return str(json.loads(told[1])).replace("_", " ")
        except ValueError:
            return None
    if version := _VERSION_OF.search(head):
        return unquote(unescape(version[1])).replace("_", " ")
    seen = _FIRST_HEADING.search(head)
    return unescape(_TAG.sub("", seen[1])).strip() or None if seen else None


# Time zones that wikis of one language write, as (abbreviations, IANA name); all others keep UTC.
_CLOCKS = (
    (("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    (("EET", "EEST"), "Europe/Helsinki"),
    (("WET", "WEST"), "Europe/Lisbon"),
    (("MSK", "MSD"), "Europe/Moscow"),
    (("JST",), "Asia/Tokyo"),
    (("KST",), "Asia/Seoul"),
    (("MST", "MDT"), "America/Denver"),
    (("EST", "EDT"), "America/New_York"),
    (("PST", "PDT"), "America/Los_Angeles"),
)
_CLOCK_OF = {name: zone for names, zone in _CLOCKS for name in names}
_CLOCK_NAME = re.compile(rf"(?<=\()(?:UTC|{'|'.join(_CLOCK_OF)})(?=\))")


def guess_timezone(text: str) -> str:
    """The IANA name of the clock whose abbreviation stands in brackets most often; else UTC."""
    names = Counter(_CLOCK_OF.get(name, "UTC") for name in _CLOCK_NAME.findall(text[:LOOK_AT]))
    return names.most_common(1)[0][0] if names else "UTC"


def in_universal_time(text: str) -> str:
    """The text's beginning with ``(UTC)`` for every known clock: for guessing its language only."""
    return _CLOCK_NAME.sub("UTC", text[:LOOK_AT])
