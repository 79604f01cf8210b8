"""Questions about wikitext: arguments, templates, parser functions, tags, what markers stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from folkmoot.core.site import TEMPLATE
from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.preprocess.nodes import Part, Template

from .conversation import Conversation, Question
from .frames import child_of
from .model import Refused


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    """Arguments as a script gave them: numbered ones by their digits."""
    texts: dict[str, str] = {}
    for key, value in given.items():
        number = key.removesuffix(".0")
        if number.isdecimal():
            texts[number] = str(value)
        else:
            texts[key.strip()] = str(value).strip()
    return texts


def _argument(conversation: Conversation, frame: int, name: str) -> str | None:
    return conversation.frames.argument(conversation.frames[frame], name)


def _preprocess(conversation: Conversation, frame: int, text: str) -> str:
    expander = conversation.expander
    return expander.expand_text(text, conversation.frames[frame])


def _call_of(written: str, texts: Mapping[str, str]) -> Template:
    """A call as the preprocessor would have read it, whatever characters the texts have."""
    numbered = sorted((name for name in texts if name.isdecimal()), key=int)
    parts = [Part((name,), (texts[name],)) for name in numbered]
    parts += [Part((name,), (text,)) for name, text in texts.items() if not name.isdecimal()]
    return Template((written,), tuple(parts), at_line_start=True)


def _template(conversation: Conversation, frame: int, written: str, given: Any) -> str:
    """What ``{{written|...}}`` gives; the arguments are taken as they are. No such page is an error."""
    run = conversation.run
    title = run.find_title(written, TEMPLATE)
    if title is None or title.namespace < 0:
        raise Refused(f'expandTemplate: invalid title "{written}"')
    name = prefixed(title, run.site)
    asking = conversation.frames[frame]
    if asking.within(name):
        raise Refused(f'expandTemplate: template loop detected with "{name}"')
    if run.page_text(title) is None:
        raise Refused(f'frame:expandTemplate: template "{name}" does not exist')
    call = _call_of(name if title.namespace else f":{name}", _texts(given or {}))
    return conversation.expander.expand((call,), asking)


def _function(conversation: Conversation, frame: int, name: str, given: Any) -> str:
    """What ``{{name:first|...}}`` gives."""
    texts = _texts(given or {})
    if ":" not in name and texts:
        name = f"{name}:{texts.pop('1', '')}"
        texts = {str(int(key) - 1) if key.isdecimal() else key: text for key, text in texts.items()}
    numbered = sorted((key for key in texts if key.isdecimal()), key=int)
    parts = [Part(None, (texts[key],)) for key in numbered]
    parts += [Part((key,), (text,)) for key, text in texts.items() if not key.isdecimal()]
    result = conversation.expander.called(name, tuple(parts), conversation.frames[frame])
    if result is None:
        raise Refused(f'callParserFunction: function "{name.partition(":")[0]}" was not found')
    return result


def _tag(conversation: Conversation, frame: int, name: str, content: str, given: Any) -> str:
    """What ``<name attributes>content</name>`` gives."""
    attributes = {str(key): value for key, value in (given or {}).items() if not str(key).isdecimal()}
    return _function(conversation, frame, f"#tag:{name}", {"1": content, **attributes})


def _child(conversation: Conversation, frame: int, title: str, given: Any) -> dict[str, Any]:
    parent = conversation.frames[frame]
    return conversation.frames.described(child_of(parent, title, _texts(given or {})))


def _unstrip(conversation: Conversation, text: str) -> str:
    """The text with what nowiki held back in its place, escaped for HTML."""
    return conversation.run.held.release_nowiki(text)


def _clock(conversation: Conversation) -> float:
    return conversation.now()


WIKITEXT: dict[str, Question] = {
    "argument": _argument,
    "preprocess": _preprocess,
    "template": _template,
    "call": _function,
    "tag": _tag,
    "child": _child,
    "unstrip": _unstrip,
    "clock": _clock,
}
