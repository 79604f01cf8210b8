"""HTML of this room: elements whose attributes come as a dictionary."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.core.wikitext.sanitize.attributes import escape_text


def start(name: str, attributes: Mapping[str, str | int | None]) -> str:
    """The opening tag; attributes that are None are left out, all values are escaped."""
    written = [
        f' {key}="{escape_text(str(value))}"' for key, value in attributes.items() if value is not None
    ]
    return f"<{name}{''.join(written)}>"


def element(name: str, attributes: Mapping[str, str | int | None], html: str) -> str:
    """An element around finished HTML."""
    return f"{start(name, attributes)}{html}</{name}>"


def around(attributes: Mapping[str, str | int | None], html: str) -> str:
    """A link around a picture, or a span where there is nothing to lead to."""
    return element("a" if attributes.get("href") is not None else "span", attributes, html)
