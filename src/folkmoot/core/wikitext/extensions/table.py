"""The extension tags that come with Folkmoot, by name. ``docs/how-to/add-a-parser-function.md`` adds one."""

from __future__ import annotations

from folkmoot.core.wikitext.registry import TagFunction

from . import as_source
from .category_tree import category_tree
from .gallery import gallery
from .html import html
from .indicator import indicator
from .input_box import input_box
from .lang_convert import lang_convert
from .languages import languages
from .math import math
from .nowiki import nowiki
from .poem import poem
from .pre import pre
from .references import ref, references
from .section_mark import section_mark
from .syntax_highlight import syntax_highlight
from .template_data import template_data
from .template_styles import template_styles

TAGS: dict[str, TagFunction] = {
    # of MediaWiki itself
    "nowiki": nowiki,
    "pre": pre,
    "gallery": gallery,
    "indicator": indicator,
    "langconvert": lang_convert,
    # of extensions that most wikis have
    "ref": ref,
    "references": references,
    "poem": poem,
    "syntaxhighlight": syntax_highlight,
    "source": syntax_highlight,
    "templatestyles": template_styles,
    "section": section_mark,
    "math": math,
    "chem": math,
    "ce": math,
    "templatedata": template_data,
    "inputbox": input_box,
    "categorytree": category_tree,
    "languages": languages,
    # what is not drawn, and left as its source
    "score": as_source.block,
    "timeline": as_source.block,
    "graph": as_source.block,
    "mapframe": as_source.block,
    "maplink": as_source.inline,
    "hiero": as_source.inline,
}
RAW_TAGS: dict[str, TagFunction] = {"html": html}
"""Only where ``Settings.raw_html`` is on."""

NAMES = frozenset(TAGS)
