"""From a tag in the source to what it leaves in the text: the function for its name is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from folkmoot.core.wikitext.preprocess.nodes import ExtensionTag
from folkmoot.core.wikitext.registry import TagFunction
from folkmoot.core.wikitext.run import Run

from .escaping import escaped
from .model import Html, Raw, Result, Tag
from .table import NAMES, RAW_TAGS, TAGS


def tag_names(run: Run) -> frozenset[str]:
    """The names of the extension tags there are in a rendering, in small letters."""
    own = frozenset(run.around.extensions.tags)
    return _names(own, raw=run.around.settings.raw_html) if own or run.around.settings.raw_html else NAMES


@lru_cache(maxsize=16)
def _names(own: frozenset[str], *, raw: bool) -> frozenset[str]:
    return NAMES | own | (frozenset(RAW_TAGS) if raw else frozenset())


def held_tag(
    node: ExtensionTag, run: Run, expand: Callable[[str], str] = str, alone: Callable[[str], str] = str
) -> str:
    """What an extension tag leaves in the text: mostly the marker of a held piece.

    ``expand`` puts in the templates of a wikitext, with the arguments of the one that the tag stands in;
    ``alone`` does so as if the wikitext were a page.
    """
    name = node.name.lower()
    tag = Tag(name, node.attributes, node.content, run, expand, alone)
    if (outside := run.around.extensions.tags.get(name)) is not None:
        return _held(_from_outside(outside, tag), run)
    function = TAGS.get(name) or (RAW_TAGS.get(name) if run.around.settings.raw_html else None)
    if function is None:
        return run.held.nowiki(escaped(tag.source))
    return _held(function(tag), run)


def _from_outside(function: TagFunction, tag: Tag) -> Result:
    """What somebody else's function gives; where it fails, an error that readers see: the page goes on."""
    try:
        result: object = function(tag)
    except Exception:  # noqa: BLE001 - one tag must not take the page away
        return tag.error("extension-tag-failed", tag.name)
    return result if isinstance(result, str | Html | Raw) else tag.error("extension-tag-failed", tag.name)


def _held(result: Result, run: Run) -> str:
    if isinstance(result, str):
        return result
    if isinstance(result, Raw):
        return run.held.raw(result.html)
    return run.held.nowiki(result.html) if result.is_text else run.held.extension(result.html)
