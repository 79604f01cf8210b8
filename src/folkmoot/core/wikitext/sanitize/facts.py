"""Facts about the HTML that wikitext may hold: tags, attributes, protocols. As in MediaWiki's Sanitizer."""

from __future__ import annotations

# fmt: off
VOID_TAGS = frozenset({"br", "hr", "link", "meta", "wbr"})
TAGS = frozenset({
    "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "data", "dd", "del",
    "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "link",
    "mark", "meta", "ol", "p", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "table", "td", "th", "time", "tr", "tt", "u", "ul", "var", "wbr",
})
COMMON_ATTRIBUTES = frozenset({
    "about", "aria-describedby", "aria-flowto", "aria-hidden", "aria-label", "aria-labelledby", "aria-level",
    "aria-owns", "class", "datatype", "dir", "id", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "lang",
    "property", "resource", "role", "style", "tabindex", "title", "typeof",
})
_CELL = frozenset({
    "abbr", "align", "axis", "bgcolor", "colspan", "headers", "height", "nowrap", "rowspan", "scope", "valign",
    "width",
})
_ALIGN = frozenset({"align"})
_CITED = frozenset({"cite", "datetime"})
OWN_ATTRIBUTES: dict[str, frozenset[str]] = {
    "div": _ALIGN, "h1": _ALIGN, "h2": _ALIGN, "h3": _ALIGN, "h4": _ALIGN, "h5": _ALIGN, "h6": _ALIGN, "p": _ALIGN,
    "caption": _ALIGN, "blockquote": frozenset({"cite"}), "q": frozenset({"cite"}), "br": frozenset({"clear"}),
    "pre": frozenset({"width"}), "ins": _CITED, "del": _CITED, "ul": frozenset({"type"}),
    "ol": frozenset({"reversed", "start", "type"}), "li": frozenset({"type", "value"}),
    "table": frozenset({"align", "bgcolor", "border", "cellpadding", "cellspacing", "frame", "rules", "summary",
                        "width"}),
    "tr": frozenset({"align", "bgcolor", "valign"}), "td": _CELL, "th": _CELL,
    "font": frozenset({"color", "face", "size"}), "hr": frozenset({"width"}), "data": frozenset({"value"}),
    "time": frozenset({"datetime"}),
}
ONLY_ATTRIBUTES: dict[str, frozenset[str]] = {
    "meta": frozenset({"content", "itemprop"}), "link": frozenset({"href", "itemprop", "title"}),
}
# fmt: on
PROTOCOLS = (
    "bitcoin:",
    "ftp://",
    "ftps://",
    "geo:",
    "git://",
    "gopher://",
    "http://",
    "https://",
    "irc://",
    "ircs://",
    "magnet:",
    "mailto:",
    "matrix:",
    "mms://",
    "news:",
    "nntp://",
    "redis://",
    "sftp://",
    "sip:",
    "sips:",
    "sms:",
    "ssh://",
    "svn://",
    "tel:",
    "telnet://",
    "urn:",
    "worldwind://",
    "xmpp:",
)
PROTOCOL_PATTERN = "(?:" + "|".join(PROTOCOLS) + ")"
PROTOCOL_OR_RELATIVE_PATTERN = "(?:" + "|".join([*PROTOCOLS, "//"]) + ")"
URL_SCHEMES = frozenset(protocol.partition(":")[0] for protocol in PROTOCOLS)


def attributes_of(tag: str) -> frozenset[str]:
    """The attributes an element may have."""
    return ONLY_ATTRIBUTES.get(tag) or COMMON_ATTRIBUTES | OWN_ATTRIBUTES.get(tag, frozenset())
