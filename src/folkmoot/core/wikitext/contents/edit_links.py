"""The link beside a heading that opens its section in the editor, in MediaWiki's markup."""

from __future__ import annotations

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, parse_title, query_path
from folkmoot.core.wikitext.model import Heading
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.words import Words

from .lines import hint_of


def edit_path(heading: Heading, title: Title, site: SiteConfig) -> str:
    """Where the section of this heading is edited: on its page, or in the template that it comes from."""
    page = parse_title(heading.template, site) if heading.template else title
    return query_path(page, f"action=edit&section={heading.section}", site)


def edit_link(heading: Heading, path: str, words: Words) -> str:
    """The link as HTML; ``path`` is where it leads."""
    hint = escape_text(words("editsectionhint", hint_of(heading.html))).replace("\n", "&#10;")
    return (
        '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span>'
        f'<a href="{escape_text(path)}" title="{hint}">{escape_text(words("editsection"))}</a>'
        '<span class="mw-editsection-bracket">]</span></span>'
    )
