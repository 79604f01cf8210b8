"""``<inputbox>``: where MediaWiki asks for the name of a page, what the box is for is told in words."""

from __future__ import annotations

from folkmoot.core.titles import prefixed

from .escaping import escaped
from .model import Html, Tag


def input_box(tag: Tag) -> Html:
    """The label of the button, as a link where the box leads to one page; no form, nothing to send."""
    options = dict(_options(tag.text))
    words = options.get("buttonlabel") or options.get("searchbuttonlabel") or options.get("default", "")
    title = tag.run.find_title(options.get("default", ""))
    if title is not None and options.get("type", "").startswith(("create", "comment")):
        link = f"[[:{prefixed(title, tag.run.site)}|{tag.run.held.nowiki(escaped(words))}]]"
        return Html(f'<div class="mw-inputbox">{tag.parse(link)}</div>')
    return Html(f'<div class="mw-inputbox">{escaped(words)}</div>')


def _options(text: str) -> list[tuple[str, str]]:
    lines = (line.partition("=") for line in text.splitlines())
    return [(name.strip().lower(), value.strip()) for name, equals, value in lines if equals]
