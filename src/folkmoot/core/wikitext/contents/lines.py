"""A heading's words as they stand elsewhere: in the table of contents, in the hint of an edit link."""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(r"<(style|script)\b[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_SPACES = " \t\n\r"  # a no-break space is a word's
_KEPT = frozenset({"b", "bdi", "i", "q", "s", "span", "strike", "sub", "sup"})
_SPAN_ATTRIBUTE = re.compile(r' (?:dir="(?:rtl|ltr)"|lang="[^"]*")')


def line_of(html: str) -> str:
    """A heading for the table of contents: of its markup stays what belongs to its words.

    ``html`` is safe and well-formed; so is what comes out. No links, no pictures, no ids; direction and
    language of a span stay (Manual of MediaWiki: Help:Table of contents).
    """
    if "<" not in html:
        return html.strip()
    spans: list[bool] = []  # of the open spans, whether they are written
    return _TAG.sub(lambda found: _kept(found, spans), _UNSEEN.sub("", html)).strip()


def _kept(found: re.Match[str], spans: list[bool]) -> str:
    slash, name, attributes = found.groups()
    if name not in _KEPT:
        return ""
    if name != "span":
        return f"<{slash}{name}>"
    if slash:
        return "</span>" if spans and spans.pop() else ""
    kept = "".join(_SPAN_ATTRIBUTE.findall(attributes))
    spans.append(bool(kept))
    return f"<span{kept}>" if kept else ""


def hint_of(html: str) -> str:
    """The words of a heading without markup, as plain text."""
    words = _TAG.sub("", _UNSEEN.sub("", html)) if "<" in html else html
    return unescape(words).strip(_SPACES)
