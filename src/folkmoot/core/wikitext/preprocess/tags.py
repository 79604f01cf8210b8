"""Tags whose content is not wikitext: nowiki, pre, code listings and the like."""

from __future__ import annotations

import re
from collections.abc import Callable

from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import attribute_text, escape_text

from .nodes import ExtensionTag

_ENTITY = re.compile(r"&amp;(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_INNER_NOWIKI = re.compile(r"<nowiki>((?:(?!</?nowiki>).)*+)</nowiki>", re.IGNORECASE | re.DOTALL)


def _escaped(text: str) -> str:
    """Text for the page with its character references kept."""
    return _ENTITY.sub(r"&\1", escape_text(text))


def _nowiki(tag: ExtensionTag, run: Run) -> str:
    return run.held.nowiki(_escaped(tag.content or "").replace("-{", "-&#123;").replace("}-", "&#125;-"))


def _pre(tag: ExtensionTag, run: Run) -> str:
    content = _escaped_pre(tag.content or "")
    return run.held.block(f"<pre{attribute_text('pre', tag.attributes)}>{content}</pre>")


def _escaped_pre(content: str) -> str:
    """The content of pre: nowiki tags inside it are dropped, a leading line feed is kept."""
    if "<" in content:
        content = _INNER_NOWIKI.sub(r"\1", content)
    escaped = _escaped(content)
    return escaped.removeprefix("\n")


def _listing(tag: ExtensionTag, run: Run) -> str:
    content = escape_text((tag.content or "").strip("\n"))
    inline = re.search(r"\binline\b|\benclose\s*=\s*[\"']?none", tag.attributes) is not None
    if inline:
        return run.held.general(f'<code class="mw-highlight">{content.strip()}</code>')
    return run.held.block(f'<pre class="mw-highlight">{content}</pre>')


def _poem(tag: ExtensionTag, run: Run) -> str:
    lines = (tag.content or "").strip("\n").split("\n")
    return '<div class="poem">\n' + "<br>\n".join(lines) + "\n</div>"


def _formula(tag: ExtensionTag, run: Run) -> str:
    return run.held.general(f'<code class="math">{escape_text(tag.content or "")}</code>')


def _as_text(tag: ExtensionTag, run: Run) -> str:
    """A tag Folkmoot has no extension for shows as it was written."""
    close = "/>" if tag.content is None else f">{tag.content}{tag.close}"
    return run.held.nowiki(_escaped(f"<{tag.name}{tag.attributes}{close}"))


def _section_mark(tag: ExtensionTag, run: Run) -> str:
    """``<section begin="..." />`` only names a part of the page for those who transclude it."""
    return _as_text(tag, run) if tag.content is not None else ""


_TAGS: dict[str, Callable[[ExtensionTag, Run], str]] = {
    "nowiki": _nowiki,
    "pre": _pre,
    "syntaxhighlight": _listing,
    "source": _listing,
    "poem": _poem,
    "math": _formula,
    "section": _section_mark,
}


def held_tag(tag: ExtensionTag, run: Run) -> str:
    """What an extension tag leaves in the text: mostly the marker of a held piece."""
    return _TAGS.get(tag.name.lower(), _as_text)(tag, run)
