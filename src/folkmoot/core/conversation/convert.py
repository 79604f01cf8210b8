"""A page in any form -> wikitext that reads back as the same conversation.

HTML keeps its structure, so it is written out element by element (``html.to_wikitext``). Copied text
has lost it: what could be read of it - headings, who signed when, whom somebody answers - is
written as wikitext, and everything else as the plain words it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from folkmoot.core.conversation.copied.words import REPLY_LABELS
from folkmoot.core.conversation.from_text import find_in_text
from folkmoot.core.conversation.model import Comment, Form, FoundHeading, Topic
from folkmoot.core.conversation.threads import assemble
from folkmoot.core.conversation.writing.plain_words import line_as_wikitext
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

_BULLET = re.compile(r"^[\t ]*[•◦▪‣]\s*")


def to_wikitext(text: str, *, form: Form, site: SiteConfig, title: str | None = None) -> str:
    """The page as wikitext: headings, signatures as links with their date, answers indented.

    Wikitext comes back as it is. ``title`` is the page's own, for HTML pages that link to
    themselves; whole pages tell it. Nothing is raised: what cannot be written as markup is written as words.
    """
    if form == "wikitext":
        return text
    if form == "html":
        from folkmoot.core.conversation.forms import title_of_html
        from folkmoot.core.conversation.html.to_wikitext import html_to_wikitext

        return html_to_wikitext(text, site, title=title or title_of_html(text))
    return _Copied(text.replace("\r\n", "\n").replace("\r", "\n"), site).wikitext()


class _Copied:
    """A copied page on its way into wikitext."""

    def __init__(self, text: str, site: SiteConfig) -> None:
        self._text = text
        self._site = site
        found, page = find_in_text(text, site)
        self._conversation = assemble(found, site=site, page=page)
        self._starts = sorted(
            [item.start or 0 for item in found if isinstance(item, FoundHeading)]
            + [item.source.start for item in found if not isinstance(item, FoundHeading) and item.source]
        )

    def wikitext(self) -> str:
        """The whole page."""
        parts = [part for topic in self._conversation.topics for part in self._topic(topic)]
        if not parts:
            parts = [self._words(self._text, 0)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _topic(self, topic: Topic) -> Iterator[str]:
        if not topic.placeholder:
            marks = "=" * (topic.level or 2)
            yield f"{marks} {line_as_wikitext(topic.text)} {marks}"
            yield self._words(self._left_over(topic.end or 0), 0)
        for reply in topic.replies:
            if isinstance(reply, Topic):
                yield from self._topic(reply)
            else:
                yield "\n".join(self._comments(reply))
                last = list(reply.thread())
                yield from (self._after(comment) for comment in last)

    def _comments(self, comment: Comment) -> Iterator[str]:
        """A comment and all answers below it, each after the one that it answers."""
        for each in comment.thread():
            said = self._words(each.body, each.level - 1)
            signature = write_signature(
                each.author, self._site, now=each.timestamp, nickname=each.display_name or each.author
            )
            own_line = said.rsplit("\n", 1)[-1].lstrip(":").startswith(("*", " ")) or not said
            yield (
                said
                + (f"\n{':' * (each.level - 1)}" if own_line and said else " " if said else "")
                + signature
            )

    def _after(self, comment: Comment) -> str:
        """Words without a signature that stand between a comment and the next item."""
        return self._words(self._left_over(comment.source.end), 0) if comment.source else ""

    def _left_over(self, start: int) -> str:
        index = bisect_left(self._starts, start)
        end = self._starts[index] if index < len(self._starts) else len(self._text)
        rest = self._text[start:end].strip()
        for label in REPLY_LABELS:
            for shown in (label, f"[{label}]"):
                if rest == shown or rest.startswith(f"{shown}\n"):
                    return rest[len(shown) :].strip()
        return rest

    def _words(self, text: str, depth: int) -> str:
        """Plain lines as wikitext that looks as they did, ``depth`` list items deep."""
        lines: list[str] = []
        for raw in text.strip("\n").split("\n"):
            bullet = _BULLET.match(raw)
            words = raw[bullet.end() :] if bullet else raw
            line = line_as_wikitext(words.strip())
            if not line and depth:
                continue
            if line and not (bullet or depth) and lines and lines[-1] and not lines[-1].startswith("* "):
                lines.append("")  # a line of its own is a paragraph of its own
            lines.append(":" * depth + ("* " if bullet and line else "") + line)
        return "\n".join(lines).strip("\n")
