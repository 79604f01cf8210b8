"""The link beside a heading that opens its section in the editor, in MediaWiki's markup."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title, query_path
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.words import Words

from .lines import hint_of

_NAME = "\0"  # stands for the words of a heading in what is said about it


def edit_path(heading: Heading, title: Title, site: SiteConfig) -> str:
    """Where the section of this heading is edited: on its page, or in the template that it comes from."""
    page = parse_title(heading.template, site) if heading.template else title
    return query_path(page, f"action=edit&section={heading.section}", site)


def edit_links(words: Words) -> Callable[[Heading, str], str]:
    """Makes the links of a page, as HTML, from headings and where they lead; the words are asked for once."""
    hint = _attribute(words("editsectionhint", _NAME))
    label = escape_text(words("editsection"))

    def link(heading: Heading, path: str) -> str:
        return (
            '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span>'
            f'<a href="{escape_text(path)}" title="{hint.replace(_NAME, _attribute(hint_of(heading.html)))}">'
            f'{label}</a><span class="mw-editsection-bracket">]</span></span>'
        )

    return link


def _attribute(text: str) -> str:
    return escape_text(text).replace("\n", "&#10;")
