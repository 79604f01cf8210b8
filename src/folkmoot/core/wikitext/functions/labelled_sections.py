"""``#lst``, ``#lstx`` and ``#lsth``: a part of another page, by its marks or its heading.

A part is marked by ``<section begin="name"/>`` and ``<section end="name"/>``; one name may mark several.
"""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.extensions.apply import tag_names
from folkmoot.core.wikitext.messages import message, note_category
from folkmoot.core.wikitext.preprocess.frame import Frame
from folkmoot.core.wikitext.preprocess.nodes import ExtensionTag, Node, Nodes
from folkmoot.core.wikitext.preprocess.reader import read_template
from folkmoot.core.wikitext.sanitize.attributes import read_attributes
from folkmoot.core.wikitext.sections import split_sections

from .call import Call, Function, error

_MOST_READ = 8_000_000  # characters of other pages that are looked through for parts of one page


def _part(call: Call) -> str:
    """``{{#lst:Page|name}}``; with a third argument all from the beginning of one to the end of another."""
    first = call.argument(1)
    last = call.argument(2) or first
    return _put_in(call, lambda nodes: _between(nodes, first, last) if first else nodes)


def _without(call: Call) -> str:
    """``{{#lstx:Page|name|words}}``: the page without a part, with words in its place."""
    return _put_in(call, lambda nodes: _left_out(nodes, call.argument(1), call.argument(2)))


def _under_heading(call: Call) -> str:
    """``{{#lsth:Page|heading|heading}}``: what stands under a heading, up to its end or another."""
    return _put_in(call, lambda nodes: nodes, lambda text: _section(text, call.argument(1), call.argument(2)))


def _put_in(call: Call, choose: Callable[[Nodes], Nodes], cut: Callable[[str], str] = str) -> str:
    """A choice of the nodes of what is cut out of the page that is named first."""
    title = _title(call)
    text = call.run.page_text(title) if title else None
    if title is None or text is None:
        return _missing(call, title)
    call.run.costs["parts"] += len(text)
    if call.run.costs["parts"] > _MOST_READ:
        note_category(call.run, "post-expand-template-inclusion-category")
        return _missing(call, title)
    return _expanded(call, title, choose(_read(cut(text), call)))


def _title(call: Call) -> Title | None:
    title = call.run.find_title(call.plain)
    return None if title is None or title.interwiki or title.namespace < 0 else title


def _missing(call: Call, title: Title | None) -> str:
    """A link to the page, where nothing of it can be put in."""
    return f"[[:{prefixed(title, call.run.site)}]]" if title else f"[[{call.first}]]"


def _read(text: str, call: Call) -> Nodes:
    return read_template(text, tag_names(call.run))


def _expanded(call: Call, title: Title, nodes: Nodes) -> str:
    """A part of a page as if it were a template; parts in parts are bounded as templates are."""
    expander, frame = call.expander, call.frame
    if expander is None or frame is None:
        return ""
    name = prefixed(title, call.run.site)
    if frame.within(name):
        note_category(call.run, "template-loop-category")
        return error(message(call.run, "parser-template-loop-warning", name))
    if frame.depth >= call.run.around.limits.template_depth:
        return error(message(call.run, "parser-template-recursion-depth-warning", str(frame.depth)))
    return expander.expand(nodes, Frame(name, frame, depth=frame.depth + 1)).strip()


def _mark(node: Node) -> tuple[str, str]:
    """What a mark begins and what it ends; ("", "") for what is none."""
    if not isinstance(node, ExtensionTag) or node.name.lower() != "section" or node.content is not None:
        return "", ""
    given = read_attributes(node.attributes)
    return given.get("begin", ""), given.get("end", "")


def _between(nodes: Nodes, first: str, last: str) -> Nodes:
    """What stands from each beginning of one part to the end of another, or of the text."""
    chosen: list[Node] = []
    inside = False
    for node in nodes:
        begins, ends = _mark(node)
        if begins == first:
            inside = True
        elif inside and ends == last:
            inside = False
        elif inside:
            chosen.append(node)
    return tuple(chosen)


def _left_out(nodes: Nodes, name: str, words: str) -> Nodes:
    """The nodes but for those of one part, each time with words in its place."""
    kept: list[Node] = []
    inside = False
    for node in nodes:
        begins, ends = _mark(node)
        if begins == name and not inside:
            inside = True
            kept.append(words)
        elif inside and ends == name:
            inside = False
        elif not inside:
            kept.append(node)
    return tuple(kept)


def _section(text: str, heading: str, end: str) -> str:
    """What stands under the first heading of these words; "" where there is none."""
    wanted, stop = heading.casefold(), end.casefold()
    sections = split_sections(text)
    at = next((at for at, one in enumerate(sections) if one.level and one.heading.casefold() == wanted), None)
    if at is None or not wanted:
        return ""
    own = sections[at]
    after = (
        one.start
        for one in sections[at + 1 :]
        if (one.heading.casefold() == stop if stop else one.level <= own.level)
    )
    return text[own.start : next(after, len(text))].partition("\n")[2]


SECTIONS: dict[str, Function] = {
    "#lst": _part,
    "#section": _part,
    "#lstx": _without,
    "#section-x": _without,
    "#lsth": _under_heading,
    "#section-h": _under_heading,
}
