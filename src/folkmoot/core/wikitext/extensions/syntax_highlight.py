"""``<syntaxhighlight lang="...">``: a listing, by Pygments, in classes that a style sheet colours."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from folkmoot.core.wikitext.sanitize.attributes import checked_attributes, written_attributes

from .lexers import bounded_lexer, lexer_name
from .model import Html, Tag

MAX_SIZE = 20_000  # characters; longer listings stay plain
MAX_TOTAL = 60_000  # characters; so much of one text is coloured
MAX_LINES = 1000  # so many lines may be marked
_NO_CODE = "<pre>\n</pre>"
# How Pygments writes the number of a line.
_LINE_NUMBER = re.compile(r'<span class="linenos(?: special)?">\s*([^<]*?)\s*</span>')
# What lies between two words of a program is read again and again by the patterns of many languages.
_BLANKS = re.compile(r"\s{200}")
_LINES = re.compile(r"([0-9]{1,6})(?:\s*-\s*([0-9]{1,6}))?")


def syntax_highlight(tag: Tag) -> Html:
    """The content as a listing; where its language is not known, plain, and the page gets a category."""
    _note_old_ways(tag)
    code = (tag.content or "").strip("\n").rstrip()
    inline = "inline" in tag.attributes or tag.attributes.get("enclose") == "none"
    lexer = lexer_name(tag.attributes.get("lang", ""))
    if lexer is None or not _fits(code, tag):
        tag.note_category("syntaxhighlight-error-category")
        lexer = None
    if inline:
        return _inline(tag, lexer, _highlighted(code.strip(), lexer, nowrap=True))
    listing = _highlighted(
        code,
        lexer,
        numbered="line" in tag.attributes,
        start=_number(tag.attributes.get("start", "")),
        marked=_marked_lines(tag.attributes.get("highlight", "")),
    )
    # As text without meaning, so that no line of it becomes a list; the box around it is a block.
    return Html(f"<div{_attributes(tag, lexer)}>{tag.run.held.nowiki(listing)}</div>")


def _fits(code: str, tag: Tag) -> bool:
    """Whether a listing is small enough, not too many stand before it, and it is no sea of blanks."""
    done = tag.run.listed + len(code)
    if len(code) > MAX_SIZE or done > MAX_TOTAL or _BLANKS.search(code):
        return False
    tag.run.listed = done
    return True


def _note_old_ways(tag: Tag) -> None:
    """Puts the page into a category for what MediaWiki would have written otherwise today."""
    if tag.name == "source":
        tag.note_category("syntaxhighlight-source-category")
    if "enclose" in tag.attributes:
        tag.note_category("syntaxhighlight-enclose-category")


def _inline(tag: Tag, lexer: str | None, listing: str) -> Html:
    return Html(
        f"<code{_attributes(tag, lexer)}>{tag.run.held.nowiki(listing.strip().replace(chr(10), ' '))}</code>"
    )


def _attributes(tag: Tag, lexer: str | None) -> str:
    given = checked_attributes("div", tag.written)
    direction = "rtl" if given.get("dir") == "rtl" else "ltr"
    classes = [given.get("class", ""), "mw-highlight"]
    classes += [f"mw-highlight-lang-{lexer}"] if lexer else []
    classes += [f"mw-content-{direction}"]
    classes += ["mw-highlight-lines"] if "line" in tag.attributes else []
    kept = {"class": " ".join(classes).strip(), "dir": direction}
    kept |= {name: value for name, value in given.items() if name in ("style", "id")}
    return written_attributes(kept)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _marked_lines(text: str) -> tuple[int, ...]:
    """The numbers in "1, 3-5", at most so many that they can be marked."""
    lines: list[int] = []
    for part in text.split(","):
        if found := _LINES.fullmatch(part.strip()):
            first, last = int(found[1]), int(found[2] or found[1])
            lines.extend(range(first, min(last, first + MAX_LINES) + 1))
        if len(lines) >= MAX_LINES:
            break
    return tuple(lines[:MAX_LINES])


def _highlighted(
    code: str,
    lexer: str | None,
    *,
    nowrap: bool = False,
    numbered: bool = False,
    start: int = 1,
    marked: tuple[int, ...] = (),
) -> str:
    """The listing as HTML: ``<pre>`` around its lines, or bare with ``nowrap``; plain without a lexer."""
    if not code and not nowrap:
        return _NO_CODE
    plain = escape(code) if nowrap else f"<pre>{escape(code)}\n</pre>"
    coloured = "" if lexer is None else _coloured(code, lexer, nowrap, numbered, start, marked)
    return coloured or plain


@lru_cache(maxsize=256)
def _coloured(
    code: str, lexer: str, nowrap: bool, numbered: bool, start: int, marked: tuple[int, ...]
) -> str:
    """The listing with its words in classes, "" where the lexer fails."""
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter

    formatter = HtmlFormatter(
        nowrap=nowrap, linenos="inline" if numbered else False, linenostart=start, hl_lines=marked
    )
    try:
        html = str(highlight(code, bounded_lexer(lexer), formatter))
    except Exception:  # noqa: BLE001 - hundreds of lexers by hundreds of people
        return ""
    html = html.removeprefix('<div class="highlight">').removesuffix("</div>\n")
    return _LINE_NUMBER.sub(r'<span class="linenos" data-line="\1"></span>', html) if numbered else html
