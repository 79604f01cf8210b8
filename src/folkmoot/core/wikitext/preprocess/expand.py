"""Puts templates, arguments and parser functions in place: nodes in, wikitext with markers out.

Everything is bounded: depth, number of expansions and size of what comes out. Reaching a bound
is shown in the page, in words, where it was reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from folkmoot.core.known_templates import shown
from folkmoot.core.site import MEDIAWIKI, SPECIAL, TEMPLATE
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.extensions.apply import held_tag, tag_names
from folkmoot.core.wikitext.functions import Call, function_named, split_call
from folkmoot.core.wikitext.markers import MARK, marker, without_positions
from folkmoot.core.wikitext.messages import known_message, note_category
from folkmoot.core.wikitext.messages import message as text_of
from folkmoot.core.wikitext.places import keep_places, mark_origin
from folkmoot.core.wikitext.redirects import redirect_target
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.scripting.open import close_scripts
from folkmoot.core.wikitext.subpages import named_on
from folkmoot.core.wikitext.variables import variable

from .frame import Frame
from .nodes import Argument, Comment, ExtensionTag, Ignored, Node, Nodes, Part, SectionHeading, Template
from .prefixes import saving_prefix, showing_prefix
from .reader import read_nodes, read_template
from .source import source_of, whole

# What is markup at the start of a line only: where a template gives it, its text begins a line.
_STARTS_BLOCK = re.compile(r"\{\||[:;#*]")


class Expander:
    """Expands the nodes of one text.

    With ``saving`` only what says ``subst:`` is expanded, all else stays source; with ``plain`` the result is
    text that is not rendered further, and extension tags stay source.
    """

    def __init__(self, run: Run, *, saving: bool = False, plain: bool = False) -> None:
        self.run = run
        self.saving = saving
        self.plain = plain
        self.limits = run.around.limits
        self.depth = 0
        self.nodes = 0
        self.size = 0
        self.argument_size = 0
        self.in_argument = 0
        self.warned: set[str] = set()

    def expand(self, nodes: Nodes, frame: Frame) -> str:
        """The wikitext of the nodes, with held pieces as markers."""
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return nodes[0]
        if not self._counted():
            return self._refused("node-count-exceeded", "Node-count limit exceeded")
        if self.depth > self.limits.expansion_depth:
            return self._refused("expansion-depth-exceeded", "Expansion depth limit exceeded")
        self.depth += 1
        try:
            return "".join([node if isinstance(node, str) else self._node(node, frame) for node in nodes])
        finally:
            self.depth -= 1

    def _counted(self) -> bool:
        """Counts one more step of the expansion; whether it may be made."""
        self.nodes += 1
        return self.nodes <= self.limits.nodes

    def _refused(self, limit: str, words: str) -> str:
        self._warn(limit)
        return _error(words)

    def _warn(self, limit: str) -> None:
        """Notes that a limit was reached: the page goes into the category for it."""
        if limit not in self.warned:
            self.warned.add(limit)
            note_category(self.run, f"{limit}-category")

    def _node(self, node: Node, frame: Frame) -> str:
        if isinstance(node, Template):
            return self._in_its_place(node, self._template(node, frame), frame)
        if isinstance(node, Argument):
            return self._argument(node, frame)
        if isinstance(node, SectionHeading):
            return self._heading(node, frame)
        if self.saving:
            return self._kept_source(node, frame)
        return self._tag(node, frame) if isinstance(node, ExtensionTag) else ""

    def _in_its_place(self, node: Template | ExtensionTag, result: str, frame: Frame) -> str:
        """What stands in the page itself keeps the comments it was given, and is marked if that is wanted."""
        if not self.run.has_places or frame.parent is not None:
            return result
        source = source_of((node,))
        if MARK in source:
            result = keep_places(source, result)
        if (
            self.run.origins is None
            or isinstance(node, ExtensionTag)
            or not result.strip()
            or result == source
        ):
            return result
        self.run.origins.append(without_positions(source_of(node.title)).strip())
        return mark_origin(result, len(self.run.origins) - 1)

    def _tag(self, node: ExtensionTag, frame: Frame) -> str:
        if self.plain:
            return self.run.held.nowiki(source_of((node,)))
        return self._in_its_place(
            node, held_tag(node, self.run, self._preprocessing(frame), self.alone(frame)), frame
        )

    def _read(self, wikitext: str) -> Nodes:
        return read_nodes(wikitext, tags=tag_names(self.run))

    def _heading(self, node: SectionHeading, frame: Frame) -> str:
        """A heading's line; behind its equals signs it carries which section of which page it begins."""
        line = self.expand(node.nodes, frame)
        if self.saving or self.plain or not node.top:
            return line
        self.run.sections.append((frame.title, node.number))
        return f"{line[: node.level]}{marker('h', len(self.run.sections) - 1)}{line[node.level :]}"

    def _kept_source(self, node: Node, frame: Frame) -> str:
        """Saving keeps tags and comments out of the reach of tildes and pipes."""
        if isinstance(node, Ignored):
            return node.source if frame.parent is None else ""
        if isinstance(node, Comment) and self.in_argument:
            return ""
        return self.run.held.nowiki(source_of((node,)))

    # -- arguments

    def _argument(self, node: Argument, frame: Frame) -> str:
        written = self.expand(node.name, frame)
        value = self.argument_of(without_positions(written).strip(), frame)
        if value is None and node.parts and not (self.saving and frame.parent is None):
            return self.expand(whole(node.parts[0]), frame)
        if value is None:
            return (
                "{{{" + "|".join([written, *(self.expand(whole(part), frame) for part in node.parts)]) + "}}}"
            )
        self.argument_size += len(value)
        if self.argument_size <= self.limits.argument_size:
            return value
        self._warn("post-expand-template-argument")
        return ""

    def argument_of(self, name: str, frame: Frame) -> str | None:
        """The value of an argument of a frame, None where it has none of this name."""
        if name in frame.values:
            return frame.values[name]
        if frame.parent is None:
            return None
        given = frame.named.get(name)
        nodes = frame.positional.get(name) if given is None else given
        if nodes is None:
            return None
        self.in_argument += 1
        value = self.expand(nodes, frame.parent)
        self.in_argument -= 1
        frame.values[name] = value if given is None else value.strip()
        return frame.values[name]

    # -- templates, variables and parser functions

    def _template(self, node: Template, frame: Frame) -> str:
        if not self._counted():
            return self._refused("node-count-exceeded", "Node-count limit exceeded")
        written = self.expand(node.title, frame)
        saying, title = saving_prefix(written, self.run.site.language)
        if self.saving != bool(saying) and saying != "safesubst":
            return self._as_written(node, written, frame)
        result = self._special(node, without_positions(title), frame)
        if result is None:
            result = self._transclude(node, title, frame)
        if result is None:
            return self._as_written(node, written, frame)
        if not node.at_line_start and _STARTS_BLOCK.match(result):
            result = "\n" + result
        return self._within_size(result, title)

    def _within_size(self, result: str, title: str) -> str:
        """What a template gave; where the templates of the page gave too much, a link to it."""
        if self.size + len(result) <= self.limits.include_size:
            self.size += len(result)
            return result
        self._warn("post-expand-template-inclusion")
        found = self._title(without_positions(title).strip())
        return f"[[:{prefixed(found, self.run.site) if found else title.strip().removeprefix(':')}]]"

    def _special(self, node: Template, title: str, frame: Frame) -> str | None:
        """What a variable or a parser function gives; None where it is a template."""
        name = title.strip()
        if not node.parts and (value := variable(name, self.run)) is not None:
            return value
        saying, name = showing_prefix(name, self.run.site.language)
        word, first = split_call(name)
        function = function_named(word, self.run, alone=first is None)
        if function is None or (first is None and node.parts):
            return None
        result = function(
            Call(first, node.parts, self._inside(frame), self.run, self._preprocessing(frame), self, frame)
        )
        return result if result is None or saying != "msgnw" else escape_wikitext(result)

    def called(self, written: str, parts: tuple[Part, ...], frame: Frame) -> str | None:
        """What a variable or a parser function gives, called by its name; None where there is none."""
        return self._special(Template((written,), parts, at_line_start=True), written, frame)

    def expand_text(self, wikitext: str, frame: Frame) -> str:
        """Wikitext that stands in a frame, expanded."""
        return self.expand(self._read(wikitext), frame)

    def alone(self, frame: Frame) -> Callable[[str], str]:
        """Expands wikitext as if it were a page, without the arguments around it."""
        return self._preprocessing(Frame(parent=frame, depth=frame.depth + 1))

    def _inside(self, frame: Frame) -> Callable[[Nodes], str]:
        return lambda nodes: self.expand(nodes, frame)

    def _preprocessing(self, frame: Frame) -> Callable[[str], str]:
        return lambda wikitext: self.expand_text(wikitext, frame)

    def _transclude(self, node: Template, written: str, frame: Frame) -> str | None:
        """The text of a template; None where the call has to stay as it is written."""
        saying, name = showing_prefix(without_positions(written).strip(), self.run.site.language)
        title = self._title(name.strip())
        if title is None:
            return None
        if frame.depth >= self.limits.template_depth:
            words = text_of(
                self.run, "parser-template-recursion-depth-warning", str(self.limits.template_depth)
            )
            return _error(words)
        if title.namespace < 0 or not self._includable(title):
            return self._linked_instead(title, node, frame)
        found, text = self._text(title)
        if not self._includable(found):  # the page is only sent on to
            return self._linked_instead(found, node, frame)
        if saying == "msgnw":
            shown_text = f"[[:{prefixed(found, self.run.site)}]]" if text is None else text
            return text if self.saving else escape_wikitext(shown_text)
        return self._page(found, text, node, frame)

    def _linked_instead(self, title: Title, node: Template, frame: Frame) -> str | None:
        """What stands for a page that has no wikitext to put in: a link to it, but for some special pages."""
        if title.namespace == SPECIAL and (html := self._special_page(title, node, frame)) is not None:
            return self.run.held.extension(html)
        return None if self.saving else f"[[:{prefixed(title, self.run.site)}]]"

    def _special_page(self, title: Title, node: Template, frame: Frame) -> str | None:
        """What a special page shows where it is put into another one."""
        ask = self.run.around.special_page
        if ask is None or self.saving or self.plain:
            return None
        named = _with_arguments(Frame(), node, self, frame).named
        return ask(title.text, {name: self.expand(value, frame).strip() for name, value in named.items()})

    def _includable(self, title: Title) -> bool:
        return title.namespace not in self.run.around.settings.not_includable

    def _title(self, name: str) -> Title | None:
        full = named_on(self.run.title, name, self.run)
        if full is None or "\n" in name:
            return None
        title = self.run.find_title(full, TEMPLATE if full == name else self.run.title.namespace)
        return None if title is None or title.interwiki else title  # no page of another wiki is put in here

    def _page(self, title: Title, text: str | None, node: Template, frame: Frame) -> str | None:
        name = prefixed(title, self.run.site)
        if frame.within(name):
            note_category(self.run, "template-loop-category")
            return _error(text_of(self.run, "parser-template-loop-warning", name))
        if text is None:
            return None if self.saving else self._known(title, node, frame) or f"[[:{name}]]"
        call = _plain_call(name, node)
        if call in frame.children:
            return frame.children[call]
        inner = _with_arguments(Frame(name, frame, depth=frame.depth + 1), node, self, frame)
        result = self.expand(read_template(text, tag_names(self.run)), inner)
        if call and (not node.parts or MARK not in result):  # what is held is held once for each call
            frame.children[call] = result
        return result

    def _known(self, title: Title, node: Template, frame: Frame) -> str | None:
        """What the template of this name shows on most wikis; this one has none."""
        if title.namespace != TEMPLATE:
            return None
        given = _with_arguments(Frame(), node, self, frame)
        positional = {number: self.expand(value, frame) for number, value in given.positional.items()}
        named = {name: self.expand(value, frame).strip() for name, value in given.named.items()}
        return shown(title.text, positional | named)

    def _text(self, title: Title) -> tuple[Title, str | None]:
        """The text of a page, or of the one it sends its readers to, and which page it is."""
        text = self.run.page_text(title)
        if text is None and title.namespace == MEDIAWIKI:
            key = title.key()
            text = known_message(self.run.around, self.run.site.language, key[:1].lower() + key[1:])
        target = redirect_target(text, self.run) if text is not None else None
        further = self.run.find_title(target) if target else None
        return (further, self.run.page_text(further)) if further else (title, text)

    def _as_written(self, node: Template, title: str, frame: Frame) -> str:
        parts = [self.expand(whole(part), frame) for part in node.parts]
        return "{{" + "|".join([title, *parts]) + "}}"


def _plain_call(name: str, node: Template) -> str:
    """What a call says, where nothing in it is to be expanded; "" where something is, or has a name."""
    said = [name]
    for part in node.parts:
        plain = part.value[0] if part.value else ""
        if part.name is not None or len(part.value) > 1 or not isinstance(plain, str):
            return ""
        said.append(plain)
    return "|".join(said)


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
        if name in values or name in other:
            note_category(expander.run, "duplicate-args-category")
        other.pop(name, None)
        values[name] = part.value
    return inner


def _error(message: str) -> str:
    return f'<span class="error">{message}</span>'


def expand_page(text: str, run: Run) -> str:
    """The first pass over a page's text: what is left is wikitext without braces, tags held back."""
    if "{{" not in text and "<" not in text and "\n=" not in text and not text.startswith("="):
        return text
    try:
        return Expander(run).expand(read_nodes(text, tags=tag_names(run)), Frame())
    finally:
        close_scripts(run)
