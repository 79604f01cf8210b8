"""Which elements behave how when a tree is built: HTML's own classes, and those of MediaWiki's clean-up."""

from __future__ import annotations

SPACE = " \t\n\r\f"  # a no-break space is text

FORMATTING = frozenset("a b big code em font i s small strike strong tt u".split())
VOID = frozenset("br hr img wbr link meta source track param".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Stand anywhere without a paragraph around them, and end none.
METADATA = frozenset("link meta script style".split())
# Elements that end an open paragraph.
BLOCKS = HEADINGS | frozenset(
    """
    address article aside blockquote center details dialog div dl fieldset figcaption figure footer
    header hr main nav ol p pre section summary ul
    """.split()
)
SPECIAL = (
    BLOCKS
    | METADATA
    | frozenset("body html br img wbr caption dd dt li table tbody td th tr source track param".split())
)
# Closed without an end tag where something around them is closed.
IMPLIED_ENDS = frozenset("dd dt li p rb rp rt rtc".split())

# What an end tag cannot reach out of. A comment's box keeps everything within itself.
SCOPE = frozenset("article caption html table td th".split())
LIST_SCOPE = SCOPE | {"ol", "ul"}
TABLE_SCOPE = frozenset("article html table".split())

TABLE_PARTS = frozenset("caption tbody td th tr".split())
# Elements in which text cannot stand: it goes in front of their table.
FOSTERING = frozenset("table tbody tr".split())

# For MediaWiki: elements that stand in paragraphs.
INLINE = frozenset(
    """
    a abbr audio b bdi bdo big br button cite code data del dfn em font i iframe img input ins kbd label
    legend map mark object param q rb rbc rp rt rtc ruby s samp select small source span strike strong sub sup
    textarea time track tt u var video
    """.split()
)
# For MediaWiki: elements whose bare text gets paragraphs ("html" is the page itself).
WRAPPING = frozenset({"html", "blockquote"})
MARKED_EMPTY = frozenset({"li", "p", "tr"})
