"""What a browser puts on the clipboard when a talk page is selected and copied, nearly.

Firefox marks the items of lists and leaves an empty line around headings; Chromium does neither. A
skin puts words around what people wrote: links that edit a section, a button behind each comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = _HEADINGS | {"p", "pre", "blockquote"}
_BLOCKS = _APART | frozenset(
    "address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form header hr legend li main nav ol section summary table tbody thead tfoot tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "meta", "link", "title"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Skin:
    """The words a skin shows: ``edit`` behind each heading, ``reply`` behind each comment."""

    edit: str = ""
    reply: str = ""
    browser: str = "firefox"


def copied(html: str, skin: Skin, site: SiteConfig, signed: Iterable[Comment] = ()) -> str:
    """The plain text of a page; ``signed`` are its comments, behind which buttons stand."""
    body = LexborHTMLParser(html).css_first("div.mw-parser-output") or LexborHTMLParser(html).body
    assert body is not None
    text = _Copy(skin).text_of(body)
    return _with_buttons(text, skin.reply, site, signed)


def shown_items(conversation: Conversation) -> list[tuple[str, ...]]:
    """Topics and comments in page order, comments with every name under which they may be known."""
    items: list[tuple[str, ...]] = []
    for topic in conversation.topics:
        items += _shown(topic)
    return items


def _shown(item: Topic | Comment) -> Iterable[tuple[str, ...]]:
    if isinstance(item, Comment):
        yield (f"{item.timestamp:%Y-%m-%d %H:%M}", item.author, item.display_name or item.author)
    elif not item.placeholder:
        yield ("==", " ".join(item.text.split()))
    for reply in item.replies:
        yield from _shown(reply)


class _Copy:
    def __init__(self, skin: Skin) -> None:
        self._skin = skin
        self._firefox = skin.browser == "firefox"
        self._parts: list[str] = []
        self._breaks = 0  # line breaks that are due before the next words
        self._lists: list[tuple[str, int]] = []
        self._lead = ""

    def text_of(self, node: LexborNode) -> str:
        self._walk(node)
        return "".join(self._parts).strip("\n") + "\n"

    def _walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True, skip_empty=False):
            if child.tag == "-text":
                self._write(child.text_content or "")
            elif child.tag == "br":
                self._put("\n")
            elif child.tag not in _UNSEEN and not _HIDDEN.search(child.attributes.get("style") or ""):
                self._element(child)

    def _element(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag not in _BLOCKS:
            if tag in ("td", "th") and self._parts and not self._breaks:
                self._parts.append("\t")
            self._walk(node)
            return
        apart = 2 if tag in _APART and (self._firefox or tag == "p") else 1
        if tag in ("ul", "ol", "dl") and not self._lists and self._firefox:
            apart = 2
        self._due(apart)
        if tag in ("ul", "ol"):
            self._lists.append((tag, 0))
        if tag == "li":
            self._begin_item()
        self._walk(node)
        if tag in ("ul", "ol"):
            self._lists.pop()
        if tag in _HEADINGS and self._skin.edit and node.text(strip=True):
            self._put(self._skin.edit)
        self._due(2 if tag in _HEADINGS and self._skin.browser != "selection" else apart)

    def _begin_item(self) -> None:
        if not self._firefox or not self._lists:
            return
        kind, number = self._lists[-1]
        self._lists[-1] = (kind, number + 1)
        self._lead = "  " * len(self._lists) + ("• " if kind == "ul" else f"{number + 1}. ")

    def _due(self, breaks: int) -> None:
        self._breaks = max(self._breaks, breaks)

    def _write(self, raw: str) -> None:
        words = _BLANKS.sub(" ", raw)
        if words == " " and (self._breaks or not self._parts or self._parts[-1].endswith(("\n", " "))):
            return
        begins = self._breaks or not self._parts or self._parts[-1].endswith(("\n", " "))
        self._put(words.lstrip(" ") if begins else words)

    def _put(self, words: str) -> None:
        if self._breaks and self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" ")
            self._parts.append("\n" * self._breaks)
        self._breaks = 0
        self._parts.append(self._lead + words)
        self._lead = ""


def _with_buttons(text: str, label: str, site: SiteConfig, signed: Iterable[Comment]) -> str:
    """The text with the button behind each line that holds the date of one of the comments."""
    waiting = [comment.timestamp for comment in signed] if label else []
    ends: list[int] = []
    for date in timestamp_reader(site).finditer(text):
        if date.timestamp in waiting[:40]:
            del waiting[: waiting.index(date.timestamp) + 1]
            end = text.find("\n", date.end)
            ends.append(len(text) if end < 0 else end)
    parts, start = [], 0
    for end in sorted(set(ends)):
        parts += [text[start:end], label]
        start = end
    return "".join(parts) + text[start:]
