"""Facts about the HTML that wikitext may hold: tags, attributes, protocols. As in MediaWiki's Sanitizer."""

from __future__ import annotations

VOID_TAGS = frozenset({"br", "hr", "link", "meta", "wbr"})
TAGS = frozenset(
    """
    abbr b bdi bdo big blockquote br caption center cite code data dd del dfn div dl dt em font h1
    h2 h3 h4 h5 h6 hr i ins kbd li link mark meta ol p pre q rb rp rt rtc ruby s samp small span
    strike strong sub sup table td th time tr tt u ul var wbr
    """.split()
)
COMMON_ATTRIBUTES = frozenset(
    """
    about aria-describedby aria-flowto aria-hidden aria-label aria-labelledby aria-level aria-owns
    class datatype dir id itemid itemprop itemref itemscope itemtype lang property resource role
    style tabindex title typeof
    """.split()
)
_CELL = "abbr align axis bgcolor colspan headers height nowrap rowspan scope valign width"
_OWN = {
    "div": "align",
    "h1": "align",
    "h2": "align",
    "h3": "align",
    "h4": "align",
    "h5": "align",
    "h6": "align",
    "p": "align",
    "caption": "align",
    "blockquote": "cite",
    "q": "cite",
    "br": "clear",
    "pre": "width",
    "ins": "cite datetime",
    "del": "cite datetime",
    "ul": "type",
    "ol": "reversed start type",
    "li": "type value",
    "table": "align bgcolor border cellpadding cellspacing frame rules summary width",
    "tr": "align bgcolor valign",
    "td": _CELL,
    "th": _CELL,
    "font": "color face size",
    "hr": "width",
    "data": "value",
    "time": "datetime",
}
OWN_ATTRIBUTES = {tag: frozenset(names.split()) for tag, names in _OWN.items()}
ONLY_ATTRIBUTES = {
    "meta": frozenset({"content", "itemprop"}),
    "link": frozenset({"href", "itemprop", "title"}),
}
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
