"""What a page says about itself: ``DISPLAYTITLE`` and ``DEFAULTSORT``."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.inline.quotes import render_quotes
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.messages import message, note_category
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.sanitize.entities import decode_references, normalise_references
from folkmoot.core.wikitext.sanitize.tags import sanitize_tags
from folkmoot.core.wikitext.tidy import tidy

from .call import Call, Function

_NOT_IN_A_TITLE = frozenset(
    "h1 h2 h3 h4 h5 h6 div blockquote ol ul li hr table tr th td dl dd caption p ruby rb rt rtc rp br".split()
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_STYLE = re.compile(r" style=\"([^\"]*)\"")
_HIDING = re.compile(r"(?:display|user-select|visibility)\s*:", re.IGNORECASE)


def _display_title(call: Call) -> str | None:
    run, settings = call.run, call.run.around.settings
    if not settings.display_title:
        return None
    html = _shown(without_markers(render_quotes(call.first)), call)
    plain = decode_references(re.sub(r"<[^<>]*>", "", html)).strip()
    title = run.find_title(plain)
    if settings.restrict_display_title and (title is None or title != replace(run.title, fragment="")):
        note_category(run, "restricted-displaytitle-ignored")
        return ""
    return _set(call, "displaytitle", html, decode_references(html))


def _shown(html: str, call: Call) -> str:
    """The HTML of a title: inline elements only, and none that hides what they hold."""
    html = _TAG.sub(lambda tag: escape_text(tag[0]) if tag[1].lower() in _NOT_IN_A_TITLE else tag[0], html)
    html = normalise_references(without_markers(sanitize_tags(html, call.run)))
    restricted = call.run.around.settings.restrict_display_title
    html = _STYLE.sub(lambda style: _style(style[1], restricted=restricted), html)
    return tidy(html).removeprefix("<p>").removesuffix("</p>")


def _style(value: str, *, restricted: bool) -> str:
    rules = unescape(value)
    if restricted and _HIDING.search(rules):
        rules = "/* attempt to bypass $wgRestrictDisplayTitle */"
    return f' style="{escape(rules)}"'


def _set(call: Call, name: str, value: str, shown: str) -> str:
    """Sets a property; where another value was set before, a warning with both."""
    properties = call.run.properties
    old = properties.get(name)
    quiet = call.says(1, f"{name}_noerror")
    keeps = call.says(1, f"{name}_noreplace")
    if old is None or not keeps:
        properties[name] = value
    if old in (None, value) or quiet or keeps:
        return ""
    words = message(call.run, f"duplicate-{name}", escape_wikitext(old or ""), escape_wikitext(shown))
    return f'<span class="error">{words}</span>'


def _default_sort(call: Call) -> str:
    return _set(call, "defaultsort", call.plain, call.plain) if call.plain else ""


def _no_other_languages(call: Call) -> str:
    """Links that come from Wikidata are not wanted: of these languages, or of all."""
    languages = [language for language in (call.first, *call.arguments()) if language]
    call.run.properties["noexternallanglinks"] = ",".join(languages) or "*"
    return ""


PROPERTIES: dict[str, Function] = {
    "noexternallanglinks": _no_other_languages,
    "displaytitle": _display_title,
    "defaultsort": _default_sort,
}
