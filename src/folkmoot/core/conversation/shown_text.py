"""What a piece of inline wikitext says when it is shown: as a heading's text and anchor need it."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from folkmoot.core.conversation.source.categories import category_pattern
from folkmoot.core.known_templates import arguments_of, shown
from folkmoot.core.languages.switches import without_switches
from folkmoot.core.site import SiteConfig

MAX_CALLS = 20  # in one piece: what is more than these stays as it is written

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x03]")
_UNSHOWN = re.compile(r"<includeonly>.*?</includeonly>", re.DOTALL | re.IGNORECASE)
_NOWIKI = re.compile(r"<nowiki>(.*?)</nowiki>|<nowiki\s*/>", re.DOTALL | re.IGNORECASE)
_CALL = re.compile(r"\{\{([^{}]{1,500})\}\}")
_BAR = re.compile(r"\|(?![^\[\]]*\]\])")
# They part no arguments: so they stand as other characters until all calls are shown.
_VARIABLES = {"!": "\x02", "=": "\x03"}
_VARIABLES_SHOWN = str.maketrans({"\x02": "|", "\x03": "="})
_LINK = re.compile(
    r"\[\[(?:[^\[\]|]*\|)*:?([^\[\]|]*)\]\]|\[(?:[a-z]+:)?//[^\s\]]+ *([^\[\]]*)\]"
    r"|\[mailto:[^\s\]]+ +([^\[\]]*)\]"
)
_PIPE_TRICK = re.compile(r"\[\[:?(?:[^\[\]|:]*:)?([^\[\]|]*?)(?: \([^()]*\))?\|\]\]")
_FOUR_QUOTES = re.compile(r"(?<!')''''(?!')")
_NO_MARKUP = re.compile(r"[^<>\[\]{}&'_\uff3f\x00\x01]*")
_MARKS = re.compile(r"</?[a-zA-Z][^<>]*>|'{2,5}")


def plain_text(wikitext: str, site: SiteConfig | None = None) -> str:
    """What a piece of inline wikitext says when it is shown, white space as one space.

    Links give their label, tags and quotes vanish, entities are decoded, and so are the calls of templates
    that nearly all wikis have (``known_templates``). Other calls stay as they are written, because only a
    renderer knows what they say. With ``site`` its categories and behaviour switches vanish as well.
    """
    if _NO_MARKUP.fullmatch(wikitext):
        return " ".join(wikitext.split())
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1] or "")
        return f"\x00{len(kept) - 1}\x01"

    text = _CONTROLS.sub("", _COMMENT.sub("", wikitext))
    text = _NOWIKI.sub(keep, _UNSHOWN.sub("", text))
    if "{{" in text:
        text = _with_calls_shown(text).translate(_VARIABLES_SHOWN)
    if site is not None:
        text = _categories(site).sub("", without_switches(text, site.language))
    text = _PIPE_TRICK.sub(r"\1", text)
    text = _LINK.sub(lambda link: link[1] or link[2] or link[3] or "", text)
    text = html.unescape(_MARKS.sub("", _FOUR_QUOTES.sub("'", text)))
    text = re.sub("\x00(\\d+)\x01", lambda number: html.unescape(kept[int(number[1])]), text)
    return " ".join(text.split())


def _with_calls_shown(text: str) -> str:
    """The text with what the calls of well-known templates show, inner ones first."""
    position = 0
    for _ in range(MAX_CALLS):
        call = _CALL.search(text, position)
        if call is None:
            break
        said = _shown(call[1])
        if said is None:
            position = call.end()
            continue
        text = text[: call.start()] + said + text[call.end() :]
        position = 0 if "{{" in text[: call.start()] else call.start() + len(said)
    return text


def _shown(call: str) -> str | None:
    if call in _VARIABLES:
        return _VARIABLES[call]
    name, *parts = _BAR.split(call)
    return shown(name, arguments_of(parts))


@lru_cache(maxsize=64)
def _categories(site: SiteConfig) -> re.Pattern[str]:
    return re.compile(category_pattern(site), re.IGNORECASE)
