"""The tags and functions that the parser tests' wiki has beside MediaWiki's own, registered from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from folkmoot.core.wikitext.extensions.model import Html, Raw, Result, Tag
from folkmoot.core.wikitext.registry import Extensions
from folkmoot.core.wikitext.sanitize.attributes import escape_text

if TYPE_CHECKING:
    from folkmoot.core.wikitext.functions.call import Call

_KEPT = "statictag"


def _exported(value: str | None) -> str:
    """A value as PHP's ``var_export`` writes it."""
    if value is None:
        return "NULL"
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _exported_attributes(tag: Tag) -> str:
    lines = [f"  {_exported(name)} => {_exported(value)},\n" for name, value in tag.attributes.items()]
    return f"array (\n{''.join(lines)})"


def _dump(tag: Tag) -> Html:
    """What the tag was given. Its content is not escaped: tags in it are tags."""
    return Html(f"<pre>\n{_exported(tag.content)}\n{_exported_attributes(tag).replace('>', '&gt;')}\n</pre>")


def _static(tag: Tag) -> Html:
    """Keeps its content until it is asked for."""
    if not tag.attributes:
        tag.run.memory[_KEPT] = tag.text
        return Html("")
    if tag.attributes == {"action": "flush"} and tag.content is None:
        return Html(str(tag.run.memory.pop(_KEPT, "")))
    return Html(escape_text(f"{_exported(tag.content)} {_exported_attributes(tag)}"))


def _aside(tag: Tag) -> Html:
    return Html("<aside>Some aside content</aside>")


def _style(tag: Tag) -> Raw:
    return Raw("<style>p{}</style>")


def _style_sheet(tag: Tag) -> Raw:
    return Raw(f"<style>{tag.content or ''}</style>")


def _link(tag: Tag) -> Raw:
    attributes = "".join(f' {name}="{escape_text(value)}"' for name, value in tag.attributes.items())
    return Raw(f"<link{attributes} />")


def _around(element: str, tag: Tag) -> Result:
    """The content in an element; as it is with ``raw``."""
    content = (tag.content or "") if tag.attributes.get("raw") else tag.parse()
    return Html(f"<{element}>{content}</{element}>")


def _legacy(tag: Tag) -> Html:
    """The words of its content, or of its attribute, which nowiki kept from being markup."""
    words = tag.run.held.release(tag.content or tag.attributes.get("contents", ""))
    return Html(f"<span>{words}</span>")


def _function_around(element: str, call: Call) -> str:
    """The first argument in an element; with ``isRawHTML`` no further pass looks into it."""
    html = call.run.half_parsed(call.first, call.run)
    held = call.run.held
    hold = held.nowiki if "isRawHTML" in call.arguments() else held.extension
    return hold(f"<{element}>{html}</{element}>")


def extensions_of(options: Mapping[str, Any]) -> Extensions:
    """The tags and functions of a test's wiki: some are only there when a test asks for them."""
    if not options.get("styletag"):
        return EXTENSIONS
    return replace(EXTENSIONS, tags={**EXTENSIONS.tags, "style": _style_sheet, "link": _link})


EXTENSIONS = Extensions(
    tags={
        "tag": _dump,
        "tåg": _dump,
        "statictag": _static,
        "asidetag": _aside,
        "pwraptest": _style,
        "spantag": partial(_around, "span"),
        "divtag": partial(_around, "div"),
        "spantaglegacy": _legacy,
    },
    functions={
        "#spantag": partial(_function_around, "span"),
        "#divtag": partial(_function_around, "div"),
        "spantagpf": partial(_function_around, "span"),
        "divtagpf": partial(_function_around, "div"),
    },
)
