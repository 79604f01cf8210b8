"""Tags for music, charts, maps and the like, which Folkmoot does not draw: readers get their source."""

from __future__ import annotations

from .escaping import escaped
from .model import Html, Tag


def block(tag: Tag) -> Html:
    """The content as a block of text, under the name of its tag."""
    return Html(f'<pre class="mw-ext-source mw-ext-{tag.name}">{escaped(tag.text.strip(chr(10)))}</pre>')


def inline(tag: Tag) -> Html:
    """The content inside a line; the words of the attribute ``text``, where there is one, stand for it."""
    words = tag.attributes.get("text") or tag.text.strip()
    return Html(f'<code class="mw-ext-source mw-ext-{tag.name}">{escaped(words)}</code>')
