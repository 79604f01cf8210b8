"""``<math>``, ``<chem>`` and ``<ce>``: formulas in TeX, left readable as their authors wrote them."""

from __future__ import annotations

from .escaping import escaped
from .model import Html, Tag


def math(tag: Tag) -> Html:
    """The source of the formula in MediaWiki's classes; a block where that is asked for."""
    source = tag.run.held.nowiki(escaped(tag.text.strip()))
    block = tag.attributes.get("display") == "block"
    kind, element = ("block", "div") if block else ("inline", "span")
    return Html(
        f'<{element} class="mwe-math-element mwe-math-element-{kind}">'
        f'<code class="mwe-math-fallback-source-{kind} tex" dir="ltr">{source}</code></{element}>'
    )
