"""HTML of a wiki page -> wikitext, element by element, nothing that was said left out.

Lists become list lines and paragraphs become paragraphs, so comments keep their depth; links become
links again, so signatures still sign. What wikitext cannot say on lines of its own (tables,
quotations, frames inside of lists) is kept as the HTML that wikitext allows, on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from folkmoot.core.conversation.closed_classes import says_closed
from folkmoot.core.conversation.html.shallow import shallow
from folkmoot.core.conversation.writing.plain_words import as_wikitext, protected_start
from folkmoot.core.site import CATEGORY, FILE, SPECIAL, USER, USER_TALK, SiteConfig
from folkmoot.core.titles import Title, prefixed, title_from_url

_CLASS_NAME = re.compile(r"[\w-]+")
_IN_PAIRS = frozenset("{}[]'")  # two of one of these are markup
_SKIPPED_TAGS = frozenset(
    "script style link meta template noscript head title svg object iframe form input select".split()
)
_SKIPPED_CLASSES = frozenset(
    """
    mw-editsection mw-headline-number toc mw-toc-placeholder mw-jump-link mw-references-wrap references
    ext-discussiontools-init-replylink-buttons ext-discussiontools-init-replybutton
    ext-discussiontools-init-section-bar ext-discussiontools-init-section-metaitem
    ext-discussiontools-init-section-subscribe ext-discussiontools-init-pageheader
    ext-discussiontools-init-section-authorCountLabel ext-discussiontools-init-section-overflowMenuButton
    """.split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WRAPPED = {"b": "'''", "strong": "'''", "i": "''", "em": "''"}
_KEPT_INLINE = frozenset(
    "small big sub sup s strike del ins u code tt kbd samp var q cite abbr mark bdi".split()
)
_FLAT = frozenset("blockquote table center details figure".split())  # kept as HTML, on one line
_FLAT_INSIDE = frozenset(
    "blockquote table caption tr td th ul ol li dl dt dd p div center h1 h2 h3 h4 h5 h6".split()
)
_LISTS = {"ul": "*", "ol": "#"}
_BLOCKS = frozenset(
    "p div section article aside header footer main nav address figure details summary fieldset".split()
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SAME_LABEL = re.compile(r"\[\[([^\[\]|]+)\|\1\]\]")
_COLON = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|:")
_MAX_INLINES = 20  # nested inline elements whose marks are kept
_LABEL_BAR = re.compile(r"\|")


def html_to_wikitext(html: str, site: SiteConfig, *, title: str | None = None) -> str:
    """The page's content as wikitext. ``title`` is what links to the page itself lead to."""
    tree = LexborHTMLParser(shallow(html))
    container = tree.css_first("div.mw-parser-output") or tree.body
    if container is None:
        return ""
    return _Writer(site, title or _own_title(tree)).write(container)


def _own_title(tree: LexborHTMLParser) -> str | None:
    heading = tree.css_first("h1#firstHeading")
    return heading.text().strip() if heading is not None else None


@dataclass(slots=True)
class _Inline:
    """An inline element that is being written: its text so far, and what goes around it."""

    before: str
    after: str
    parts: list[str] = field(default_factory=list)
    broken: bool = False  # a block began inside of it: its words stay, its marks go


class _Writer:
    def __init__(self, site: SiteConfig, title: str | None) -> None:
        self._site = site
        self._title = title
        self._lines: list[str] = []
        self._line: list[str] = []
        self._last_character = ""  # of the words put so far
        self._inlines: list[_Inline] = []
        self._prefix = ""
        self._flat = 0
        self._targets: dict[str, str] = {}

    def write(self, container: LexborNode) -> str:
        """Walk over the container without recursion: pages can be nested deeper than Python likes."""
        waiting: list[LexborNode | _Leave] = list(reversed(list(_children(container))))
        while waiting:
            step = waiting.pop()
            if isinstance(step, _Leave):
                step.run()
                continue
            leave = self._enter(step)
            if leave is not None:
                waiting.append(leave)
                waiting += reversed(list(_children(step)))
        self._end_line()
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
        return f"{text}\n" if text else ""

    # -- elements: each returns what to do after its children, or None if they are not walked -------

    def _enter(self, node: LexborNode) -> _Leave | None:
        name = node.tag or ""
        if name == "-text":
            self._put_words(_SPACES.sub(" ", node.text(deep=False) or ""))
        elif name.startswith(("-", "!", "mw:")) or name in _SKIPPED_TAGS or _is_skipped(node):
            pass
        elif name == "pre":
            self._put_pre(node)
        elif name in ("br", "hr"):
            self._void(name)
        elif name == "div" and not self._flat and not self._prefix and _parts_talk(node):
            return self._frame(node)
        elif self._flat or name in _FLAT or (name == "div" and self._prefix):
            return self._flat_element(node, name)
        else:
            return self._element(node, name)
        return None

    def _element(self, node: LexborNode, name: str) -> _Leave:
        if name in _HEADINGS:
            return self._heading(int(name[1]))
        if name in _LISTS or name == "dl":
            self._end_line()
            return _Leave(self._end_list)
        if name in ("li", "dd", "dt"):
            return self._item(node, name)
        if name in _BLOCKS:
            self._paragraph()
            return _Leave(self._paragraph)
        return self._inline(node, name)

    def _frame(self, node: LexborNode) -> _Leave:
        """A frame that talk page readers look at, around lines of its own."""
        self._paragraph()
        self._lines += [f'<div class="{_parts_talk(node)}">']

        def leave() -> None:
            self._end_line()
            self._lines += ["</div>", ""]

        return _Leave(leave)

    def _heading(self, level: int) -> _Leave:
        self._end_line()
        prefix, self._prefix = self._prefix, ""

        def leave() -> None:
            words = self._take_line().replace("\n", " ")
            self._prefix = prefix
            words = re.sub(r"^=|=$", "&#61;", words)
            if words:
                self._lines += ["", f"{'=' * level} {words} {'=' * level}", ""]

        return _Leave(leave)

    def _item(self, node: LexborNode, name: str) -> _Leave:
        self._end_line()
        parent = node.parent.tag if node.parent is not None else ""
        prefix = self._prefix
        if name != "dt":
            self._prefix += _LISTS.get(parent or "", ":")
        elif _is_lone(node):
            self._prefix += ";"

        def leave() -> None:
            self._end_line()
            self._prefix = prefix

        return _Leave(leave)

    def _flat_element(self, node: LexborNode, name: str) -> _Leave:
        if name not in _FLAT_INSIDE:
            return self._inline(node, name)
        if not self._flat and not self._prefix:
            self._paragraph()
        self._break_inlines()
        kept = _parts_talk(node)
        self._line.append(f'<{name} class="{kept}">' if kept else f"<{name}>")
        self._flat += 1

        def leave() -> None:
            self._break_inlines()
            self._line.append(f"</{name}>")
            self._flat -= 1
            if not self._flat and not self._prefix:
                self._paragraph()

        return _Leave(leave)

    def _inline(self, node: LexborNode, name: str) -> _Leave:
        if name == "a":
            before, after = self._link(node)
        elif name in _WRAPPED:
            before = after = _WRAPPED[name]
        elif kept := _parts_talk(node):
            before, after = f'<span class="{kept}">', "</span>"
        elif name in _KEPT_INLINE:
            before, after = f"<{name}>", f"</{name}>"
        else:
            before = after = ""
        if (
            not before
            or len(self._inlines) >= _MAX_INLINES
            or any(one.before == before for one in self._inlines)
        ):
            return _Leave(_nothing)  # bold in bold says nothing more
        inline = _Inline(before, after)
        self._inlines.append(inline)
        return _Leave(lambda: self._end_inline(inline))

    def _link(self, node: LexborNode) -> tuple[str, str]:
        classes = (node.attributes.get("class") or "").split()
        href = node.attributes.get("href") or ""
        if "ext-discussiontools-init-timestamplink" in classes:
            return "", ""
        if "mw-selflink" in classes:
            return (f"[[{self._title}|", "]]") if self._title else ("", "")
        if href not in self._targets:
            self._targets[href] = self._target(href)
        if target := self._targets[href]:
            return f"[[{target}|", "]]"
        if re.match(r"(?:https?:)?//|mailto:", href):
            return f"[{quote(href, safe=';/?:@&=+$,-_.!~*()#%')} ", "]"
        return "", ""

    def _target(self, href: str) -> str:
        """The page of this wiki that an address leads to, "" if it leads elsewhere.

        Links to people lead here from any host: they are what makes a signature.
        """
        title = title_from_url(href, self._site) if href and not href.startswith("#") else None
        if title is None or (
            title.namespace not in (USER, USER_TALK, SPECIAL) and re.match(r"(?:https?:)?//", href)
        ):
            return ""
        return _link_target(title, href, self._site)

    # -- text ---------------------------------------------------------------------------------------

    def _put_words(self, text: str) -> None:
        """Put words as they are, also where the first character and the last one put make up markup."""
        if text[:1] == self._last_character and text[:1] in _IN_PAIRS:
            self._put(f"&#{ord(text[0])};")
            text = text[1:]
        self._put(as_wikitext(text))
        self._last_character = text[-1:] or self._last_character

    def _put(self, text: str) -> None:
        (self._inlines[-1].parts if self._inlines else self._line).append(text)

    def _end_inline(self, inline: _Inline) -> None:
        if inline.broken or not self._inlines or self._inlines[-1] is not inline:
            return
        self._inlines.pop()
        inside = "".join(inline.parts)
        words = inside.strip(" ")
        if not words:
            self._put(inside)
            return
        if inline.before.startswith("["):
            words = _LABEL_BAR.sub("&#124;", words) if "[" not in words else words
        left = inside[: len(inside) - len(inside.lstrip(" "))]
        right = inside[len(inside.rstrip(" ")) :]
        self._put(left + _SAME_LABEL.sub(r"[[\1]]", inline.before + words + inline.after) + right)

    def _break_inlines(self) -> None:
        """A block begins or ends inside of inline elements: keep their words, drop their marks."""
        for inline in self._inlines:
            inline.broken = True
            self._line += inline.parts
        self._inlines.clear()

    def _put_pre(self, node: LexborNode) -> None:
        self._break_inlines()
        words = (node.text() or "").replace("&", "&amp;").replace("<", "&lt;")
        if not self._flat and not self._prefix:
            self._paragraph()
        self._line.append(f"<pre>{words}</pre>")
        if not self._flat and not self._prefix:
            self._paragraph()

    def _void(self, name: str) -> None:
        if name == "hr" and not self._flat and not self._prefix:
            self._paragraph()
            self._lines += ["----", ""]
        else:
            self._put(f"<{name} />")

    # -- lines --------------------------------------------------------------------------------------

    def _take_line(self) -> str:
        self._break_inlines()
        line = "".join(self._line).strip(" ")
        self._line.clear()
        return line

    def _end_line(self) -> None:
        line = self._take_line()
        if line:
            if self._prefix.endswith(";"):
                line = _COLON.sub(lambda mark: mark[0] if len(mark[0]) > 1 else "&#58;", line)
            self._lines.append(f"{self._prefix}{' ' if self._prefix else ''}{protected_start(line)}")

    def _paragraph(self) -> None:
        self._end_line()
        if not self._prefix and self._lines and self._lines[-1]:
            self._lines.append("")

    def _end_list(self) -> None:
        self._end_line()
        if not self._prefix:
            self._lines.append("")


def _nothing() -> None:
    """What is to be done after most elements."""


class _Leave:
    """What is to be done when an element's children have been walked."""

    __slots__ = ("run",)

    def __init__(self, run: Callable[[], None]) -> None:
        self.run = run


def _children(node: LexborNode) -> Iterator[LexborNode]:
    yield from node.iter(include_text=True)


def _is_skipped(node: LexborNode) -> bool:
    classes = node.attributes.get("class")
    if node.attributes.get("id") == "toc":
        return True
    return bool(classes) and not _SKIPPED_CLASSES.isdisjoint((classes or "").split())


def _is_lone(term: LexborNode) -> bool:
    """Whether a ``dt`` is the only thing in its list."""
    parent = term.parent
    return parent is not None and sum(1 for _ in islice(parent.iter(), 2)) == 1


def _parts_talk(node: LexborNode) -> str:
    """The class of an element that says something to readers of talk pages, "" if none does."""
    classes = (node.attributes.get("class") or "").split()
    told: list[str] = [name for name in ("mw-notalk", "outdent-template") if name in classes]
    if node.tag in ("div", "table", "td"):
        told += [name for name in classes if says_closed(name) and _CLASS_NAME.fullmatch(name)]
    return told[0] if told else ""


def _link_target(title: Title, href: str, site: SiteConfig) -> str:
    target = prefixed(title, site)
    if title.namespace in (FILE, CATEGORY):
        target = f":{target}"
    fragment = re.sub(r"[\[\]{}|<>\n]", "", unquote(href.partition("#")[2])).replace("_", " ")
    return f"{target}#{fragment}" if fragment else target
