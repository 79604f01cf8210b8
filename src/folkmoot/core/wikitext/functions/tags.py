"""``#tag``: an extension tag whose content is expanded before the tag sees it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from html import escape

from folkmoot.core.wikitext.extensions.apply import held_tag, tag_names
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.preprocess.nodes import ExtensionTag, Part
from folkmoot.core.wikitext.preprocess.source import whole

from .call import Call, Function

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_QUOTED = re.compile(r"([\"'])(.*)\1", re.DOTALL)


def _tag(call: Call) -> str:
    name = without_markers(call.first).strip().translate(_SMALL)
    content = call.expand(whole(call.parts[0])) if call.parts else None
    attributes = "".join(_attribute(call, part) for part in call.parts[1:] if part.name is not None)
    if name not in tag_names(call.run) or _stays_source(call):
        return f"<{name}{attributes}/>" if content is None else f"<{name}{attributes}>{content}</{name}>"
    return held_tag(
        ExtensionTag(name, attributes, content, f"</{name}>"), call.run, call.preprocess, _alone(call)
    )


def _stays_source(call: Call) -> bool:
    """Whether the text is only put together: it is saved, or not rendered further."""
    return call.expander is not None and (call.expander.saving or call.expander.plain)


def _alone(call: Call) -> Callable[[str], str]:
    return call.expander.alone(call.frame) if call.expander and call.frame else call.preprocess


def _attribute(call: Call, part: Part) -> str:
    name = call.expand(part.name or ()).strip()
    value = without_markers(call.run.held.text_of(call.expand(part.value))).strip()
    quoted = _QUOTED.fullmatch(value)
    return f' {escape(name)}="{escape(quoted[2] if quoted else value)}"'


TAG: dict[str, Function] = {"#tag": _tag}
