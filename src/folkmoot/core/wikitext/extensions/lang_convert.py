"""``<langconvert from="zh-hans" to="zh-hant">``: words in another variant of their own language."""

from __future__ import annotations

from folkmoot.core.languages.codes import web_code
from folkmoot.core.wikitext.variants.conversion import error_of
from folkmoot.core.wikitext.variants.languages import language_of
from folkmoot.core.wikitext.variants.page import PageConverter

from .model import Html, Result, Tag


def lang_convert(tag: Tag) -> Result:
    """The content in the variant ``to``; both codes must be those of the web, of one language."""
    source, target = (tag.attributes.get(name, "").strip() for name in ("from", "to"))
    code = source.partition("-")[0]
    pig_latin = tag.run.around.settings.pig_latin
    language = language_of(code, pig_latin=pig_latin) if code == target.partition("-")[0] else None
    variant = language.variant(target) if language else None
    if language is None or variant is None or not (_is_of_the_web(source) and _is_of_the_web(target)):
        return tag.error("invalid-langconvert-attrs", element="span")
    converter = PageConverter(language, variant, error_of(tag.run))
    return Html(converter.plain(tag.run.held.release_markup(tag.parse()), variant))


def _is_of_the_web(code: str) -> bool:
    """Whether a code is as in HTML (BCP 47), none of MediaWiki's own."""
    return web_code(code).lower() == code.lower()
