"""Pages that hold a module: code, not wikitext, so they are shown and saved as they are written."""

from __future__ import annotations

from folkmoot.core.languages.module_namespaces import MODULE
from folkmoot.core.titles import Title
from folkmoot.core.wikitext.sanitize.attributes import escape_text

_DOCUMENTATION = "/doc"
_MOST_COLOURED = 100_000  # characters; more is shown in one colour, for it would take seconds


def is_module(title: Title) -> bool:
    """Whether the page is a module; the page that documents one is wikitext."""
    return title.namespace == MODULE and not title.text.endswith(_DOCUMENTATION) and not title.interwiki


def source_as_wikitext(text: str) -> str:
    """Wikitext that shows the source of a module, and in which nothing of the source is markup."""
    if len(text) <= _MOST_COLOURED and "</syntaxhighlight" not in text.lower():
        return f'<syntaxhighlight lang="lua">\n{text}\n</syntaxhighlight>'
    return f"<pre>\n{escape_text(text)}\n</pre>"
