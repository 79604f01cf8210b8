"""The HTML that somebody handed over, made fit to be read: parsed as a browser does, and written out again.

A real HTML parser has to see the page: browsers repair broken markup in ways that no short program
can. Its tree of a page takes many times the memory of the page, so long pages are parsed piece by piece.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from folkmoot.core.conversation.html.shallow import may_nest_deeper, shallow

CONTAINER = "div.mw-parser-output"
PIECE = 1 << 15  # characters of a page that are parsed at once, at least
MAX_JOINED = 4  # pieces that are tried together where something spans them

# What is inside these is no markup, and written out as it is.
_RAW = re.compile(
    r"<(script|style|iframe|noembed|noframes|noscript|plaintext|xmp)([\s>].*?)(?=</\1>)", re.DOTALL
)
_RAW_NAMES = ("style", "script", "iframe", "noembed", "noframes", "noscript", "plaintext", "xmp")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_WRAPPED = 'typeof="mw:Entity"'
_ENTITY = re.compile(r"<span [^<>]*>([^<]{0,12})</span>")
_EMPTY = "<body></body>"
_DEEPEST = 4_000  # deeper than threads get, shallow enough for a parser that minds
# A page as MediaWiki's API gives it: the page's own element and nothing else; or as Parsoid gives it.
_FRAGMENT = re.compile(r'\s*(<div [^<>]*class="[^"<>]*mw-parser-output[^<>]*>)(.*)(</div>)(\s*)\Z', re.DOTALL)
_DOCUMENT = re.compile(
    r"<!DOCTYPE html>\s*<html[^<>]*><head[^<>]*>"
    r"(?:[^<]|<!--(?:[^-]|-(?!->))*+-->|</?(?:meta|title|base|link)[^<>]*>|<(?:style|script)[^<>]*>[^<]*</(?:style|script)>)*+</head>"
    r"(<body[^<>]*>)(.*)(</body>)((?:\s*</html>)?\s*)\Z",
    re.DOTALL,
)
_OTHER_BODY = re.compile(r"<body[\s/>]|<div[^<>]*mw-parser-output", re.IGNORECASE)
# What stands around a heading, right before it, and so belongs to the piece that it begins.
_BEFORE_HEADING = re.compile(r'(?:<section\b[^<>]*>\s*)?(?:<div class="mw-heading[^<>]*>\s*)?\Z')
_AROUND_HEADING = 500  # characters
# What a piece is set between to be parsed. Where the end stands last in the element around it, nothing in
# the piece is open, and nothing in it has closed that element.
_OPENING, _CLOSING = '<div class="mw-parser-output">', "<folkmoot-end></folkmoot-end></div>"


@dataclass(frozen=True, slots=True)
class Content:
    """The HTML of a talk page in the form in which it is read here.

    A parser wrote it: every element is closed, ``<`` begins a tag or comment wherever it stands, and
    the next ``>`` ends it. The first and the last tag are those of the element around the page.
    """

    html: str
    # What was written otherwise: where it begins and ends here, and how it was.
    rewritten: Sequence[tuple[int, int, str]] = ()

    def source(self, start: int, end: int) -> str:
        """The HTML between two positions as it was written."""
        parts = []
        done = start
        for k in range(bisect_left(self.rewritten, (start,)), bisect_left(self.rewritten, (end,))):
            first, last, written = self.rewritten[k]
            parts += [self.html[done:first], written]
            done = last
        return "".join([*parts, self.html[done:end]])


def content_of(page: str) -> Content:
    """The talk page inside an HTML page or fragment: the first ``div.mw-parser-output``, else all.

    Entities that Parsoid wraps into elements of their own become the text that they stand for, so
    that a date with a no-break space in it is one text.
    """
    return _joined(_parsed_in_pieces(page) or [_parsed_whole(page)])


def _joined(pieces: list[str]) -> Content:
    """Pieces of a page as one, with nothing in them that could be taken for a tag and is none."""
    rewritten: list[tuple[int, int, str]] = []
    length = 0
    for k, piece in enumerate(pieces):
        if any(_holds_markup(piece, name) for name in _RAW_NAMES):
            piece = _RAW.sub(_without_markup, piece)
        if "<!--" in piece or _WRAPPED in piece:
            piece = _rewritten(piece, length, rewritten)
        pieces[k] = piece
        length += len(piece)
    return Content("".join(pieces), rewritten)


def _parsed_whole(page: str) -> str:
    return _parsed(shallow(page, _DEEPEST) if may_nest_deeper(page, _DEEPEST) else page)


def _parsed(page: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(page).body
    if body is None:  # a frameset has none
        return _EMPTY
    return ((body.css_first(CONTAINER) or body).html or _EMPTY).replace("&nbsp;", "\u00a0")


def _parsed_in_pieces(page: str) -> list[str] | None:
    """The same in pieces, for a long page whose topics stand side by side; None for everything else.

    A piece is the same by itself as in its page if nothing in it begins or ends elsewhere.
    """
    found = (_FRAGMENT.match(page) or _DOCUMENT.match(page)) if len(page) > 2 * PIECE else None
    if found is None or (found[3] == "</body>" and _OTHER_BODY.search(page, *found.span(2))):
        return None
    doctype = "<!DOCTYPE html>" if found[3] == "</body>" else ""  # without it, tables stay in paragraphs
    parts = [_parsed(found[1] + found[3]).removesuffix(found[3])]
    piece, joined = "", 0
    for part in _pieces(page, *found.span(2)):
        piece += part
        parsed = _parsed_alone(piece, doctype)
        if parsed is not None:
            parts.append(parsed)
            piece, joined = "", 0
        elif (joined := joined + 1) == MAX_JOINED:
            return None
    if piece:
        return None
    if found[3] == "</body>":  # white space after it becomes a part of it
        parts.append(found[4].replace("</html>", ""))
    return [*parts, found[3]]


def _parsed_alone(piece: str, doctype: str) -> str | None:
    """A piece of a page as a parser writes it, None if that may be another than within its page."""
    if may_nest_deeper(piece, _DEEPEST):
        return None
    parsed = _parsed(f"{doctype}{_OPENING}{piece}{_CLOSING}")
    return parsed[len(_OPENING) : -len(_CLOSING)] if parsed.endswith(_CLOSING) else None


def _pieces(page: str, start: int, end: int) -> Iterator[str]:
    """A page cut before some of its headings."""
    while end - start > PIECE:
        heading = page.find("<h2", start + PIECE, end)
        if heading < 0:
            break
        near = max(start, heading - _AROUND_HEADING)
        before = _BEFORE_HEADING.search(page, near, heading)
        cut = before.start() if before else heading
        yield page[start:cut]
        start = cut
    yield page[start:end]


def _holds_markup(html: str, name: str) -> bool:
    """Whether something that looks like a tag stands in an element of which nothing is markup."""
    position = html.find(f"<{name}")
    while position >= 0:
        end = html.find(f"</{name}>", position)
        if end < 0 or html.find("<", position + 1, end) >= 0:
            return True
        position = html.find(f"<{name}", end)
    return False


def _rewritten(html: str, before: int, rewritten: list[tuple[int, int, str]]) -> str:
    """HTML with wrapped entities as text, and comments that could be taken for tags made harmless.

    Tells ``rewritten`` what was; ``before`` is where in the page the HTML begins.
    """
    parts: list[str] = []
    done, length = 0, before
    for start, end, said in sorted([*_comments(html), *_entities(html)]):
        if start >= done and said != html[start:end]:
            first = length + start - done
            length = first + len(said)
            rewritten.append((first, length, html[start:end]))
            parts += [html[done:start], said]
            done = end
    return "".join([*parts, html[done:]])


def _comments(html: str) -> Iterator[tuple[int, int, str]]:
    """Where each comment begins and ends, and the same without brackets in it."""
    position = html.find("<!--")
    while position >= 0 and (found := _COMMENT.match(html, position)):
        said = found[1].replace("<", "(").replace(">", ")")
        yield position, found.end(), f"<!--{said}-->"
        position = html.find("<!--", found.end())


def _entities(html: str) -> Iterator[tuple[int, int, str]]:
    """Where the element around each wrapped entity begins and ends, and the entity."""
    looked = 0
    position = html.find(_WRAPPED)
    while position >= 0:
        found = _ENTITY.match(html, html.rfind("<", looked, position))
        if found:
            yield *found.span(), found[1]
        looked = position
        position = html.find(_WRAPPED, position + 1)


def _without_markup(raw: re.Match[str]) -> str:
    return f"<{raw[1]}{raw[2].replace('<', '&lt;')}"
