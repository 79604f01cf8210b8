"""``<categorytree>``: where MediaWiki unfolds a category's members, a link leads to the category."""

from __future__ import annotations

from folkmoot.core.site import CATEGORY
from folkmoot.core.titles import prefixed

from .escaping import escaped
from .model import Html, Result, Tag


def category_tree(tag: Tag) -> Result:
    """A link to the category that the content names; the content as text where it can be none's name."""
    title = tag.run.find_title(tag.text.strip(), CATEGORY)
    if title is None or title.interwiki:
        return Html(escaped(tag.text), is_text=True)
    name = prefixed(title, tag.run.site)
    return Html(f'<div class="CategoryTreeTag">{tag.parse(f"[[:{name}]]")}</div>')
