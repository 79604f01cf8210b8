"""Puts templates, arguments and parser functions in place: nodes in, wikitext with markers out.

Everything is bounded: depth, number of expansions and size of what comes out. Reaching a bound
is shown in the page, in words, where it was reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from folkmoot.core.known_templates import shown
from folkmoot.core.site import TEMPLATE
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.markers import marker, without_positions
from folkmoot.core.wikitext.redirects import redirect_target
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import escape_text

from .functions import FUNCTIONS, Call
from .nodes import Argument, ExtensionTag, Ignored, Node, Nodes, Part, Template
from .reader import read_nodes, read_template
from .tags import held_tag
from .variables import variable

MAX_TEMPLATE_DEPTH = 40
MAX_DEPTH = 70
MAX_EXPANSIONS = 50_000
MAX_OUTPUT = 2 * 1024 * 1024

_SUBST = re.compile(r"\s*(safesubst|subst)\s*:", re.IGNORECASE)
_MESSAGE = re.compile(r"\s*(msgnw|msg|raw)\s*:", re.IGNORECASE)
_EQUALS_LINE = re.compile(r"\n(?==)")
_NO_HEADING = marker("w", 1)
_STARTS_BLOCK = re.compile(r"\{\||[:;#*]")


@dataclass(slots=True)
class Frame:
    """One text being expanded: the page itself (``title`` None) or a template with its arguments."""

    title: str | None = None
    parent: Frame | None = None
    named: dict[str, Nodes] = field(default_factory=dict)
    positional: dict[str, Nodes] = field(default_factory=dict)
    depth: int = 0
    values: dict[str, str] = field(default_factory=dict)

    def within(self, title: str) -> bool:
        """Whether a template is being expanded inside itself."""
        frame: Frame | None = self
        while frame is not None:
            if frame.title == title:
                return True
            frame = frame.parent
        return False


class Expander:
    """Expands the nodes of one text; with ``saving`` only what says ``subst:``, all else stays source."""

    def __init__(self, run: Run, *, saving: bool = False) -> None:
        self.run = run
        self.saving = saving
        self.depth = 0
        self.expansions = 0
        self.size = 0

    def expand(self, nodes: Nodes, frame: Frame) -> str:
        """The wikitext of the nodes, with held pieces as markers."""
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return nodes[0]
        if self.depth >= MAX_DEPTH:
            return source_of(nodes)
        self.depth += 1
        try:
            return "".join([node if isinstance(node, str) else self._node(node, frame) for node in nodes])
        finally:
            self.depth -= 1

    def _node(self, node: Node, frame: Frame) -> str:
        if isinstance(node, Template):
            return self._template(node, frame)
        if isinstance(node, Argument):
            return self._argument(node, frame)
        if self.saving:
            return self._kept_source(node, frame)
        return held_tag(node, self.run) if isinstance(node, ExtensionTag) else ""

    def _kept_source(self, node: Node, frame: Frame) -> str:
        """Saving keeps tags and comments as they are, out of the reach of tildes and pipes."""
        if isinstance(node, Ignored) and frame.parent is not None:
            return ""
        return self.run.held.nowiki(source_of((node,)))

    # -- arguments

    def _argument(self, node: Argument, frame: Frame) -> str:
        written = self.expand(node.name, frame)
        value = self._value(without_positions(written).strip(), frame)
        if value is not None:
            return value
        if node.parts:
            return self._grown(self.expand(_whole(node.parts[0]), frame))
        return f"{{{{{{{written}}}}}}}"

    def _value(self, name: str, frame: Frame) -> str | None:
        if name in frame.values:
            return self._grown(frame.values[name])
        if frame.parent is None:
            return None
        if name in frame.named:
            value = self.expand(frame.named[name], frame.parent).strip()
        elif name in frame.positional:
            value = self.expand(frame.positional[name], frame.parent)
        else:
            return None
        frame.values[name] = value
        return self._grown(value)

    def _grown(self, text: str) -> str:
        self.size += len(text)
        return text if self.size <= MAX_OUTPUT else ""

    # -- templates, variables and parser functions

    def _template(self, node: Template, frame: Frame) -> str:
        self.expansions += 1
        if self.expansions > MAX_EXPANSIONS or self.size > MAX_OUTPUT:
            return ""
        written = self.expand(node.title, frame)
        prefix = _SUBST.match(written)
        if self.saving != (prefix is not None) and not (prefix and prefix[1].lower() == "safesubst"):
            return self._as_written(node, written, frame)
        title = written[prefix.end() :] if prefix else written
        result = self._special(node, without_positions(title), frame)
        if result is None:
            result = self._transclude(node, title, frame)
        if result is None:
            return self._as_written(node, written, frame)
        if not node.at_line_start and _STARTS_BLOCK.match(result):
            result = "\n" + result
        return self._grown(result)

    def _special(self, node: Template, title: str, frame: Frame) -> str | None:
        """What a variable or a parser function gives; None where it is a template."""
        name = title.strip()
        if not node.parts and (value := variable(name, self.run)) is not None:
            return value
        before, colon, first = name.partition(":")
        function = FUNCTIONS.get(before.strip().lower()) if colon else None
        if function is None:
            return None
        call = Call(first.strip(), node.parts, lambda nodes: self.expand(nodes, frame), self.run)
        return function(call)

    def _transclude(self, node: Template, written: str, frame: Frame) -> str | None:
        """The text of a template; None where the call has to stay as it is written."""
        name = without_positions(written).strip()
        message = _MESSAGE.match(name)
        if message:
            name = name[message.end() :].strip()
        title = self._title(name)
        if title is None:
            return None
        if title.interwiki or title.namespace < 0:
            return f"[[:{prefixed(title, self.run.site)}]]"
        if message and message[1].lower() == "msgnw" and (text := self._text(title)) is not None:
            return self.run.held.nowiki(escape_text(text))
        return self._page(title, node, frame)

    def _title(self, name: str) -> Title | None:
        if name.startswith("/"):
            name = f"{prefixed(self.run.title, self.run.site)}{name}"
            return self.run.find_title(name)
        return self.run.find_title(name, TEMPLATE)

    def _page(self, title: Title, node: Template, frame: Frame) -> str | None:
        name = prefixed(title, self.run.site)
        if frame.within(name):
            return _error(f"Template loop detected: [[:{name}]]")
        if frame.depth >= MAX_TEMPLATE_DEPTH:
            return _error(f"Template recursion depth limit exceeded ({MAX_TEMPLATE_DEPTH})")
        text = self._text(title)
        if text is None:
            return None if self.saving else self._known(title, node, frame) or f"[[:{name}]]"
        inner = _with_arguments(Frame(name, frame, depth=frame.depth + 1), node, self, frame)
        return self.expand(read_template(text), inner)

    def _known(self, title: Title, node: Template, frame: Frame) -> str | None:
        """What the template of this name shows on most wikis; this one has none."""
        if title.namespace != TEMPLATE:
            return None
        given = _with_arguments(Frame(), node, self, frame)
        positional = {number: self.expand(value, frame) for number, value in given.positional.items()}
        named = {name: self.expand(value, frame).strip() for name, value in given.named.items()}
        return shown(title.text, positional | named)

    def _text(self, title: Title) -> str | None:
        """The text of a page, of the one it sends its readers to if it is a redirect."""
        text = self.run.page_text(title)
        target = redirect_target(text, self.run) if text is not None else None
        further = self.run.find_title(target) if target else None
        return self.run.page_text(further) if further else text

    def complaint(self) -> str:
        """What to tell the reader where templates were left out, empty if none were."""
        if self.expansions > MAX_EXPANSIONS:
            return "\n\n" + _error("This page uses too many templates: the last ones are left out.")
        if self.size > MAX_OUTPUT:
            return "\n\n" + _error("The templates of this page are too large: some are left out.")
        return ""

    def _as_written(self, node: Template, title: str, frame: Frame) -> str:
        parts = [self.expand(_whole(part), frame) for part in node.parts]
        written = "{{" + "|".join([title, *parts]) + "}}"
        # A page is not cut into sections inside of braces: nothing in them may become a heading.
        return written if self.saving else _EQUALS_LINE.sub(f"\\g<0>{_NO_HEADING}", written)


def _with_arguments(inner: Frame, node: Template, expander: Expander, frame: Frame) -> Frame:
    """Fills a template's frame; the last of two arguments with one name counts."""
    position = 0
    for part in node.parts:
        if part.name is None:
            position += 1
            name, values, other = str(position), inner.positional, inner.named
        else:
            name = without_positions(expander.expand(part.name, frame)).strip()
            values, other = inner.named, inner.positional
        other.pop(name, None)
        values[name] = part.value
    return inner


def _whole(part: Part) -> Nodes:
    """A part as it was written, for where an equals sign has no meaning."""
    return part.value if part.name is None else (*part.name, "=", *part.value)


def _error(message: str) -> str:
    return f'<span class="error">{message}</span>'


def source_of(nodes: Nodes) -> str:
    """The source of nodes, for text that is left as it was written."""
    pieces: list[str] = []
    stack: list[Node] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, ExtensionTag):
            end = "/>" if node.content is None else f">{node.content}{node.close}"
            pieces.append(f"<{node.name}{node.attributes}{end}")
        elif isinstance(node, Template | Argument):
            stack.extend(reversed(_bracketed(node)))
        else:
            pieces.append(node.source)
    return "".join(pieces)


def _bracketed(node: Template | Argument) -> list[Node]:
    size = 2 if isinstance(node, Template) else 3
    name = node.title if isinstance(node, Template) else node.name
    nodes: list[Node] = ["{" * size, *name]
    for part in node.parts:
        nodes.append("|")
        nodes.extend(_whole(part))
    return [*nodes, "}" * size]


def expand_page(text: str, run: Run) -> str:
    """The first pass over a page's text: what is left is wikitext without braces, tags held back."""
    if "{{" not in text and "<" not in text:
        return text
    expander = Expander(run)
    expanded = expander.expand(read_nodes(text), Frame())
    return expanded + expander.complaint()
