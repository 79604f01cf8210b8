"""The body of a comment as it would stand if it were not indented.

On a talk page lists are used for two things: to indent answers, and to list. What is cut out of
a page for one comment may begin inside the lists that only indent it; those are taken off, lists
of the comment's own stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folkmoot.core.conversation.html.content import Content
from folkmoot.core.conversation.html.markup import HTML_SPACE, Markup

MAX_LISTS = 8  # lists in lists around one body that are taken off; each costs a walk through it
DASH_WITHIN = 100  # characters at the end in which a dash and the tags that close after it stand
LISTS = frozenset(("ul", "ol", "dl"))
ITEMS = frozenset(("li", "dd", "dt"))
_BLOCKS = frozenset(
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6"
    " header hr nav ol p pre section table ul".split()
)
_LISTED = LISTS | ITEMS
_STARTS_WITH_LIST = re.compile(r"\s*<(?:ul|ol|dl|li|dd|dt)[\s>]")
_LONGEST_DASH = 20  # characters, with the spaces around it
_DASH = re.compile(rf"[\s\-~\u2010-\u2015\u2043\u2060]{{1,{_LONGEST_DASH}}}((?:</[a-z]+>)*)\Z")
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))  # what ``\\s`` stands for
_DASHES = _SPACES + "-~\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2060"

Node = tuple[str, str, int]


def unindented(html: str, lists: int = MAX_LISTS) -> str:
    """The HTML without the lists around all of it.

    At most so many ``lists`` one in another are taken off: the depth of the comment, as far as it
    is known. Items of such a list become paragraphs. HTML that is not in lists from end to end is
    its own.
    """
    for _ in range(min(lists, MAX_LISTS)):
        if not _STARTS_WITH_LIST.match(html):
            break
        markup, nodes = nodes_of(html)
        if not all(name in _LISTED or (not name and not text.strip()) for name, text, _ in nodes):
            break
        html = "".join(_without_list(markup, name, text, tag) for name, text, tag in nodes)
    return html


def without_dash(html: str) -> str:
    """The HTML without the dash before a signature, if it stands in the last text."""
    if html[-1:] != ">":
        cut = html.rstrip(_DASHES)
        html = cut if len(html) - len(cut) <= _LONGEST_DASH else html[:-_LONGEST_DASH]
    elif dash := _DASH.search(html, max(0, len(html) - DASH_WITHIN)):
        html = html[: dash.start()] + dash[1]
    return html.strip(HTML_SPACE)


def nodes_of(html: str) -> tuple[Markup, list[Node]]:
    """A piece of HTML taken apart: its row of tags, and what stands side by side in it."""
    markup = Markup(Content(f"<body>{html}</body>"))
    return markup, list(children(markup, 0))


def children(markup: Markup, parent: int) -> Iterator[Node]:
    """Name, HTML and opening tag of every node in an element; a text has no name, a comment "!"."""
    i = parent
    last = markup.partners[parent]
    while i < last:
        text = markup.texts[i + 1]
        if text:
            yield "", text, i
        i += 1
        if i < last:
            yield markup.names[i] or "!", markup.html[markup.starts[i] : markup.end(i)], i
            i = markup.partners[i]


def _without_list(markup: Markup, name: str, text: str, tag: int) -> str:
    if name in ITEMS:
        return _paragraphs(markup, tag)
    if name not in LISTS or "mw:Transclusion" in markup.tags[tag]:  # what a template made stays whole
        return text if name not in LISTS else markup.source(markup.starts[tag], markup.end(tag))
    items = children(markup, tag)
    return "".join(_paragraphs(markup, i) if item in ITEMS else html for item, html, i in items)


def _paragraphs(markup: Markup, item: int) -> str:
    """The inside of a list item, with what is not in a block put into paragraphs."""
    parts: list[str] = []
    loose: list[str] = []
    for name, html, _ in children(markup, item):
        if name in _BLOCKS:
            parts += [_paragraph("".join(loose)), html]
            loose = []
        else:
            loose.append(html)
    return "".join([*parts, _paragraph("".join(loose))])


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>" if html.strip(HTML_SPACE) else html
