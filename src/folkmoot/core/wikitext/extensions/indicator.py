"""``<indicator name="...">``: a sign that the page shows beside its title."""

from __future__ import annotations

from .model import Html, Result, Tag

_OPEN, _CLOSE = "<p>", "</p>"


def indicator(tag: Tag) -> Result:
    """Notes the content for the page under its name, the last of a name counts; nothing stands here."""
    name = tag.attributes.get("name", "").strip()
    if not name:
        return tag.error("invalid-indicator-name", element="span")
    html = tag.parse_elsewhere(tag.text, tag.run.fully_parsed)
    tag.run.indicators[name] = without_outer_paragraph(html)
    return Html("")


def without_outer_paragraph(html: str) -> str:
    """The HTML without the paragraph it is, where it is a single one."""
    inner = html.strip()
    if not (inner.startswith(_OPEN) and inner.endswith(_CLOSE)):
        return html
    inner = inner[len(_OPEN) : -len(_CLOSE)]
    return html if _CLOSE in inner else inner.strip("\n")
