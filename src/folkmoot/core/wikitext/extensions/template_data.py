"""``<templatedata>``: what a template's parameters mean, in JSON, as a table."""

from __future__ import annotations

import json
from typing import Any

from folkmoot.core.wikitext.markers import clean
from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.sanitize.attributes import escape_text

from .as_source import block
from .model import Html, Tag

_COLUMNS = ("name", "desc", "type", "status")


def template_data(tag: Tag) -> Html:
    """The description and a table of the parameters; the source where it is not what it should be."""
    try:
        data = _cleaned(json.loads(tag.text))
    except (ValueError, RecursionError):
        return block(tag)
    parameters = data.get("params") if isinstance(data, dict) else None
    if not isinstance(parameters, dict):
        return block(tag)
    language = tag.run.site.language
    head = "".join(f"<th>{_message(tag, name)}</th>" for name in _COLUMNS)
    rows = "".join(_row(tag, name, facts) for name, facts in parameters.items())
    about = escape_text(_words(data.get("description"), language))
    return Html(
        f'<div class="mw-templatedata-doc-wrap"><p class="mw-templatedata-doc-desc">{about}</p>'
        f'<table class="wikitable mw-templatedata-doc-params"><tr>{head}</tr>{rows}</table></div>'
    )


def _cleaned(value: Any) -> Any:
    """The value with its texts as the passes take them: escapes of JSON can write any character."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {name: _cleaned(item) for name, item in value.items()}
    return value


def _row(tag: Tag, name: str, facts: Any) -> str:
    known = facts if isinstance(facts, dict) else {}
    language = tag.run.site.language
    label = escape_text(_words(known.get("label"), language))
    plain = escape_text(clean(name))
    cells = (
        f"{label} (<code>{plain}</code>)" if label else f"<code>{plain}</code>",
        escape_text(_words(known.get("description"), language)),
        escape_text(_words(known.get("type"), language)),
        _message(tag, f"status-{_status(known)}"),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _status(known: dict[str, Any]) -> str:
    if known.get("required") is True:
        return "required"
    return "suggested" if known.get("suggested") is True else "optional"


def _message(tag: Tag, name: str) -> str:
    return message_html(tag.run, f"templatedata-doc-param-{name}")


def _words(value: Any, language: str) -> str:
    """A text, which may be given in several languages: the page's, else the first."""
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), "")
    return value if isinstance(value, str) else ""
