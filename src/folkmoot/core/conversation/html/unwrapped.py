"""The body of a comment without the lists around it, exactly as DiscussionTools' API gives it.

DiscussionTools (``CommentModifier::unwrapFragment``) takes lists off only while all elements side
by side are lists of one kind; text among them counts for nothing. ``unindented`` does what a
reader wants; this is for programs that compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from folkmoot.core.conversation.html.markup import Markup
from folkmoot.core.conversation.html.nodes import BLOCKS
from folkmoot.core.conversation.html.unindented import LISTS, Node, children, nodes_of

MAX_LISTS = 30  # lists in lists that are taken off; each costs a walk through what they hold
_ORPHANS = {"dd": "dl", "li": "ul"}  # items that the beginning of the comment cut off from their list
_ABOUT = re.compile(r"#mwt\d+\Z")
_COMMENT = "!"


def unwrapped(html: str) -> str:
    """The HTML of a comment, as it was cut out of a page, without the lists that only indent it.

    Items become paragraphs, and what stands in blocks in them stands by itself. A list that a
    template made stays.
    """
    markup, nodes = nodes_of(html)
    kind = _only_kind(nodes)
    if kind in _ORPHANS:
        kind = _ORPHANS[kind]
        markup, nodes = nodes_of(f"<{kind}>{html}</{kind}>")
    for _ in range(MAX_LISTS):
        if kind not in LISTS or all(kept := list(_from_templates(markup, nodes))):
            break
        html = "".join(
            text if name != kind or stays else _without_list(markup, tag)
            for (name, text, tag), stays in zip(nodes, kept, strict=True)
        )
        markup, nodes = nodes_of(html)
        kind = _only_kind(nodes)
    return html


def _only_kind(nodes: Sequence[Node]) -> str | None:
    """The name that all elements have; None if there are several, or no element."""
    kinds = {name for name, _, _ in nodes if name and name != _COMMENT}
    return kinds.pop() if len(kinds) == 1 else None


def _from_templates(markup: Markup, nodes: Sequence[Node]) -> Iterator[bool]:
    """Of each node whether a template made it: the first of those side by side with one ``about`` says so.

    What is no element counts as made by one: there is nothing to take off.
    """
    about, made = None, True
    for name, _, tag in nodes:
        before = about
        about = markup.attribute(tag, "about") if name and name != _COMMENT else None
        if about is None or not _ABOUT.match(about):
            made = about is None and (not name or name == _COMMENT)
        elif about != before:
            made = "mw:Transclusion" in markup.words(tag, "typeof")
        yield made


def _without_list(markup: Markup, tag: int) -> str:
    return "".join(
        _paragraphs(markup, i) if name and name != _COMMENT else html
        for name, html, i in children(markup, tag)
    )


def _paragraphs(markup: Markup, item: int) -> str:
    """The inside of an item; what is in no block is put into paragraphs, white space too."""
    parts: list[str] = []
    loose: list[str] = []
    for name, html, _ in children(markup, item):
        if name in BLOCKS:
            parts += [_paragraph(loose), html]
            loose = []
        else:
            loose.append(html)
    return "".join([*parts, _paragraph(loose)])


def _paragraph(nodes: Sequence[str]) -> str:
    return f"<p>{''.join(nodes)}</p>" if nodes else ""
