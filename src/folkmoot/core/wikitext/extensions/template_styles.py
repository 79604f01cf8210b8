"""``<templatestyles src="Box/styles.css"/>``: the style sheet of a template, for the text of the page."""

from __future__ import annotations

from hashlib import blake2b

from folkmoot.core.site import TEMPLATE
from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.sanitize.stylesheet import safe_selector, safe_stylesheet

from .model import Raw, Result, Tag

SCOPE = ".mw-parser-output"


def template_styles(tag: Tag) -> Result:
    """The rules of the page ``src``, within ``wrapper`` if that is given; errors in words.

    The same sheet stands in each section that uses it; ``settling.py`` leaves one of them in a page.
    """
    source = tag.attributes.get("src", "").strip()
    wanted = tag.attributes.get("wrapper", "").strip()
    wrapper = safe_selector(wanted)
    if not source:
        return tag.error("templatestyles-missing-src")
    if wanted and not wrapper:
        return tag.error("templatestyles-invalid-wrapper")
    title = tag.run.find_title(source, TEMPLATE)
    if title is None or title.interwiki:
        return tag.error("templatestyles-invalid-src")
    text = tag.run.page_text(title)
    if text is None:
        tag.note_category("templatestyles-page-error-category")
        return tag.error("templatestyles-bad-src-missing", prefixed(title, tag.run.site))
    css, is_whole = safe_stylesheet(text, f"{SCOPE} {wrapper}".strip())
    if not is_whole:
        tag.note_category("templatestyles-stylesheet-error-category")
    key = blake2b(css.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Raw(f'<style data-mw-deduplicate="TemplateStyles:{key}">{css}</style>')
