"""``<templatedata>``: what a template's parameters mean, in JSON, as a table."""

from __future__ import annotations

import json
from typing import Any

from folkmoot.core.wikitext.sanitize.attributes import escape_text

from .as_source import block
from .model import Html, Tag

_COLUMNS = ("Parameter", "Description", "Type", "Status")


def template_data(tag: Tag) -> Html:
    """The description and a table of the parameters; the source where it is not what it should be."""
    try:
        data = json.loads(tag.text)
    except (ValueError, RecursionError):
        return block(tag)
    parameters = data.get("params") if isinstance(data, dict) else None
    if not isinstance(parameters, dict):
        return block(tag)
    language = tag.run.site.language
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "".join(_row(name, facts, language) for name, facts in parameters.items())
    about = escape_text(_words(data.get("description"), language))
    return Html(
        f'<div class="mw-templatedata-doc-wrap"><p class="mw-templatedata-doc-desc">{about}</p>'
        f'<table class="wikitable mw-templatedata-doc-params"><tr>{head}</tr>{rows}</table></div>'
    )


def _row(name: str, facts: Any, language: str) -> str:
    known = facts if isinstance(facts, dict) else {}
    label = _words(known.get("label"), language)
    status = (
        "required" if known.get("required") is True else "suggested" if known.get("suggested") is True else ""
    )
    cells = (
        f"{label} ({name})" if label else name,
        _words(known.get("description"), language),
        str(known.get("type", "")),
        status or "optional",
    )
    return "<tr>" + "".join(f"<td>{escape_text(cell)}</td>" for cell in cells) + "</tr>"


def _words(value: Any, language: str) -> str:
    """A text, which may be given in several languages: the page's, else the first."""
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), "")
    return value if isinstance(value, str) else ""
